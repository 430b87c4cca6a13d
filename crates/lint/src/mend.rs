//! What `check --fix` writes: texts in which each fault with one right answer has been put right.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Rule, Severity, SourcePath, rule},
    document::{markdown, mended},
    guide::{edit, order::ordered, split::split},
    source::{Source, Sources},
};
use trousseau_text::{Fingerprint, Language, digits};

use crate::{bytes, news};

/// A file with its faults put right.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The file as it would be written.
    pub file: Source,
    /// The rules that it broke.
    pub rules: BTreeSet<Rule>,
}

/// The files that can be mended of what was told. A file in which the mending would bring something else to say is left out.
pub fn mend(sources: &Sources, told: &[Diagnostic], today: Date) -> Vec<Mended> {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in told.iter().filter(|one| one.rule.card().fix && !one.is_withheld) {
        by_file.entry(&diagnostic.place.path).or_default().push(diagnostic);
    }
    // What is put together of two files has no bytes of its own, and nothing is changed in a base.
    let by_file = by_file.into_iter().filter(|(path, _)| sources.is_written_here(path));
    let files = by_file.filter_map(|(path, told)| file(sources.get(path)?, &told));
    let mut mended: Vec<Mended> = files.collect();
    let mut after = sources.clone();
    mended.iter().for_each(|one| after.put(one.file.clone()));
    let brought = news(sources, &after, today);
    let worse = |one: &Mended| {
        let matters = |new: &&Diagnostic| new.severity < Severity::Info && new.place.path == one.file.path;
        brought.iter().any(|new| matters(&new))
    };
    mended.retain(|one| !worse(one));
    mended
}

/// Whether something can be put right of a diagnostic about this file. What it would bring to the toolkit is not known yet.
pub fn is_offered(source: &Source, one: &Diagnostic) -> bool {
    one.rule.card().fix && !one.is_withheld && file(source, &[one]).is_some()
}

/// A file without the faults that were told of it; none when nothing can be put right.
fn file(source: &Source, told: &[&Diagnostic]) -> Option<Mended> {
    let old = source.text().ok()?;
    let mut rules = BTreeSet::new();
    let mut text = exchanged(old, told, &mut rules);
    let is_told = |rule: Rule| told.iter().any(|one| one.rule == rule);
    let mut step = |rule: Rule, change: &dyn Fn(&str) -> Option<String>| {
        if is_told(rule)
            && let Some(changed) = change(&text)
        {
            text = changed;
            rules.insert(rule);
        }
    };
    let path = &source.path;
    step(rule::front_matter::ORDER, &|text| {
        part(text, path, ordered, |parts| {
            parts.front_matter_offset..parts.front_matter_offset + parts.front_matter.len()
        })
    });
    step(rule::agreements::OLD_LINE, &|text| edit::moved(text).ok());
    step(rule::markdown::MENDED, &|text| part(text, path, repaired, |parts| parts.body_offset..text.len()));
    for (rule, change) in bytes::MENDS {
        step(rule, &change);
    }
    (text != old).then(|| Mended { file: Source::new(path.clone(), text.into_bytes()), rules })
}

/// A file with one of its two parts changed.
fn part(
    text: &str,
    path: &SourcePath,
    change: impl Fn(&str) -> Option<String>,
    of: impl Fn(trousseau_core::guide::split::Parts) -> Range<usize>,
) -> Option<String> {
    let range = of(split(text, path).ok()?);
    let changed = change(text.get(range.clone())?)?;
    Some([text.get(..range.start)?, &changed, text.get(range.end..)?].concat())
}

/// A body with its bullets and numbers in Markdown's own form, if readers get the same.
fn repaired(body: &str) -> Option<String> {
    let changed = mended(body)?;
    let read = |text: &str| {
        let read = markdown::read(text, 0, &"".into(), Language::default());
        Fingerprint::of_value(&read.value)
    };
    (read(body) == read(&changed)).then_some(changed)
}

/// The text with the words that diagnostics propose in place of those that they quote.
fn exchanged(text: &str, told: &[&Diagnostic], rules: &mut BTreeSet<Rule>) -> String {
    let mut changes: Vec<(Range<usize>, String, Rule)> = Vec::new();
    for diagnostic in told {
        changes.extend(exchange(text, diagnostic).map(|(range, words)| (range, words, diagnostic.rule)));
    }
    changes.sort_by_key(|(range, ..)| range.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, words, rule) in changes {
        let Some(kept) = text.get(at..range.start) else { continue };
        out.push_str(kept);
        out.push_str(&words);
        at = range.end;
        rules.insert(rule);
    }
    out + text.get(at..).unwrap_or_default()
}

/// The bytes to change for a diagnostic, and the words to write there: those that it quotes stand once in its place.
fn exchange(text: &str, diagnostic: &Diagnostic) -> Option<(Range<usize>, String)> {
    let span = diagnostic.place.span?;
    let quoted = ["words", "address", "to", "value"].iter().find_map(|name| diagnostic.args.get(*name))?;
    let proposed = match diagnostic.rule {
        rule::value::DIGITS => quoted.chars().map(|sign| digits::ascii(sign).unwrap_or(sign)).collect(),
        _ => diagnostic.args.get("near")?.clone(),
    };
    // An excerpt is no whole.
    let is_cut = |words: &str| words.ends_with('…') || words.is_empty();
    if is_cut(quoted) || is_cut(&proposed) || *quoted == proposed {
        return None;
    }
    let part = text.get(span.start..span.end)?;
    let mut places = part.match_indices(quoted.as_str());
    let (at, _) = places.next().filter(|_| places.next().is_none())?;
    Some((span.start + at..span.start + at + quoted.len(), proposed))
}
