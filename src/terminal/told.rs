//! Which diagnostics are printed, and in which order.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{Format, Terminal};
use trousseau_core::{
    diagnostic::{Diagnostic, Rule, excerpt::Cursor},
    messages,
    source::Sources,
};

/// The most diagnostics that people are shown at once; programs get all.
const MOST_SHOWN: usize = 200;

impl Terminal {
    /// Prints each diagnostic that was not printed before, sorted by file and place. `sources` has the lines to quote.
    pub fn tell(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        let mut fresh = self.fresh(diagnostics);
        if self.format == Format::Human {
            fresh.truncate(MOST_SHOWN - self.shown);
            self.shown += fresh.len();
        }
        let text = self.written_out(&fresh, sources);
        // What came from files was made visible before, and colours are orders to the terminal.
        self.write(&text);
    }

    /// The same for many texts of somebody else: people see the first of each rule and how many more there are, the worst first.
    pub fn tell_by_rule(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        let fresh = self.fresh(diagnostics);
        if self.format != Format::Human {
            let text = self.written_out(&fresh, sources);
            return self.write(&text);
        }
        self.shown += fresh.len();
        let mut by_rule: BTreeMap<Rule, Vec<&Diagnostic>> = BTreeMap::new();
        fresh.into_iter().for_each(|one| by_rule.entry(one.rule).or_default().push(one));
        let mut groups: Vec<Vec<&Diagnostic>> = by_rule.into_values().collect();
        groups.sort_by_key(|group| (group.iter().map(|one| one.severity).min(), Reverse(group.len())));
        for group in groups {
            let first = self.written_out(group.get(..1).unwrap_or_default(), sources);
            let texts: BTreeSet<&str> = group.iter().map(|one| &*one.place.path).collect();
            let count = |key, number| messages::count(self.language, key, number);
            let counts = [
                ("notes", count("folder/notes", group.len())),
                ("texts", count("folder/texts", texts.len())),
            ];
            let counts: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, &**count)).collect();
            let all = messages::say(self.language, "folder/same", &counts);
            let all = if group.len() > 1 { format!("\n  {all}") } else { String::new() };
            self.write(&format!("{}{all}\n\n", first.trim_end()));
        }
    }

    /// Those that were not printed before, in the order of their places; they are counted.
    fn fresh<'a>(&mut self, diagnostics: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
        let mut fresh = Vec::new();
        for diagnostic in diagnostics {
            let Diagnostic { place, severity, rule, args, .. } = diagnostic;
            if self.told.insert((place.clone(), *severity, *rule, args.clone())) {
                fresh.push(diagnostic);
                self.counts[*severity as usize] += 1;
            }
        }
        fresh.sort_by(|a, b| {
            (&a.place, a.severity, a.rule, &a.args).cmp(&(&b.place, b.severity, b.rule, &b.args))
        });
        fresh
    }

    /// Diagnostics in the format of this terminal.
    fn written_out(&mut self, diagnostics: &[&Diagnostic], sources: &Sources) -> String {
        let mut text = String::new();
        let mut cursor = Cursor::new(&[]);
        let mut current = None;
        for diagnostic in diagnostics {
            // A text that rests on another one is quoted from the file in which the words stand.
            let real = sources.real(&diagnostic.place);
            if current.as_ref() != Some(&real.place.path) {
                cursor = Cursor::new(real.source.map_or(&[][..], |source| &source.bytes));
                current = Some(real.place.path.clone());
            }
            let diagnostic = &Diagnostic { place: real.place, ..(*diagnostic).clone() };
            // If the file is not among the sources, such as a template of the program, there is no line to quote: the span is
            // dropped.
            let span = diagnostic.place.span.filter(|_| !cursor.bytes.is_empty());
            text.push_str(&self.diagnostic(diagnostic, span, &mut cursor));
        }
        text
    }
}
