//! One word for one thing: words that the glossary gives another name.

mod readable;

use std::{collections::BTreeMap, ops::Range};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::terms::Finder,
    guide::{FrontMatter, Text, split::split},
    library::{Entry, SourceFrontMatter},
    toolkit::{Term, Toolkit},
    yaml::Words,
};
use trousseau_text::Language;

use crate::{Context, lists};

/// A diagnostic for each such word of each text, and of the words of the toolkit's lists.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = &context.library.toolkit;
    if toolkit.glossary.iter().all(|term| term.instead_of.is_empty()) {
        return;
    }
    let lookers = toolkit.languages.iter().map(|language| (*language, Looker::new(toolkit, *language)));
    let look = Look { context, lookers: lookers.collect() };
    for guide in &context.library.guides {
        look.entry(guide, diagnostics);
    }
    for page in &context.library.pages {
        look.entry(page, diagnostics);
    }
    look.lists(toolkit, diagnostics);
}

/// The words of one language that have another name, ready to be found.
struct Looker<'a> {
    finder: Finder,
    /// The words with other names and their terms; what the finder has more are names of the glossary, which win where they are longer.
    others: Vec<(&'a str, &'a Term)>,
    language: Language,
}

/// A word with another name, as it stands in a text.
struct Found<'a> {
    term: &'a Term,
    range: Range<usize>,
    times: usize,
}

impl<'a> Looker<'a> {
    fn new(toolkit: &'a Toolkit, language: Language) -> Self {
        let glossary = &toolkit.glossary;
        let others: Vec<_> = glossary
            .iter()
            .flat_map(|term| term.other_words_in(language).map(move |word| (word.trim(), term)))
            .filter(|(word, _)| !word.is_empty())
            .collect();
        let names = glossary.iter().flat_map(|term| term.words_in(language)).map(str::trim);
        let words: Vec<&str> =
            others.iter().map(|(word, _)| *word).chain(names.filter(|name| !name.is_empty())).collect();
        Self { finder: Finder::folded(&words, language, 0), others, language }
    }

    /// The words in a text that have another name, each at its first use.
    fn find(&self, text: &str) -> Vec<Found<'a>> {
        if self.others.is_empty() {
            return Vec::new();
        }
        let mut all: BTreeMap<usize, Found> = BTreeMap::new();
        for (range, number) in self.finder.find_longest(text) {
            if let Some((_, term)) = self.others.get(number) {
                all.entry(number).or_insert(Found { term, range, times: 0 }).times += 1;
            }
        }
        all.into_values().collect()
    }

    fn diagnostic(&self, found: &Found, text: &str, place: Place, toolkit: &Toolkit) -> Diagnostic {
        let name = found.term.words_in(self.language).next();
        let name = name.or_else(|| found.term.word.get(&toolkit.source_language()).map(String::as_str));
        let word = text.get(found.range.clone()).unwrap_or_default();
        Diagnostic::new(rule::glossary::OTHER_WORD, place)
            .with("id", &found.term.id.value)
            .with("instead", name.unwrap_or_default())
            .with("times", found.times)
            .with("word", word)
    }
}

struct Look<'a> {
    context: &'a Context<'a>,
    lookers: BTreeMap<Language, Looker<'a>>,
}

impl Look<'_> {
    fn entry<H: SourceFrontMatter + FrontMatter>(&self, entry: &Entry<H>, diagnostics: &mut Vec<Diagnostic>) {
        self.text(&entry.source, diagnostics);
        for version in entry.source.front_matter.versions() {
            let place = entry.source.at(version.version.span);
            self.words(&place, "", &version.summary.words(entry.source.language), diagnostics);
        }
        for text in entry.translations.values() {
            self.text(text, diagnostics);
        }
    }

    /// The title, the summary and the body of a file.
    fn text<H: FrontMatter>(&self, text: &Text<H>, diagnostics: &mut Vec<Diagnostic>) {
        let Some(looker) = self.lookers.get(&text.language) else { return };
        let Some(source) = self.context.sources.get(&text.path) else { return };
        let Ok(file) = source.text() else { return };
        let Ok(parts) = split(file, &text.path) else { return };
        let readable = readable::readable(file, parts.front_matter_offset, parts.body_offset);
        for found in looker.find(&readable) {
            let place = Place::span(&text.path, found.range.clone());
            diagnostics.push(looker.diagnostic(&found, file, place, &self.context.library.toolkit));
        }
    }

    /// What the lists of the toolkit say to readers. The glossary may name other words where it explains their term.
    fn lists(&self, toolkit: &Toolkit, diagnostics: &mut Vec<Diagnostic>) {
        for (place, words) in lists::words(toolkit) {
            self.words(&place, "", words, diagnostics);
        }
        for term in &toolkit.glossary {
            let place = Place::span(&"content/glossary.yaml".into(), term.id.span);
            self.words(&place, &term.id, &term.definition, diagnostics);
        }
    }

    /// Words in several languages; `own` is the term that they explain.
    fn words(&self, place: &Place, own: &str, words: &Words, diagnostics: &mut Vec<Diagnostic>) {
        for (language, text) in words {
            let Some(looker) = self.lookers.get(language) else { continue };
            for found in looker.find(text).iter().filter(|found| found.term.id.value != own) {
                let toolkit = &self.context.library.toolkit;
                diagnostics.push(looker.diagnostic(found, text, place.clone(), toolkit));
            }
        }
    }
}
