//! The rules of easy and accessible texts, on the lines that readers see, with the place of each word.

mod access;
mod days;
mod figures;
mod french;
mod genders;
mod jargon;
mod line;
mod pictures;
mod reading;
mod score;
mod seen;
mod short;
mod twice;
mod untranslated;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, Span},
    document::markdown::raw::Role,
    guide::{Text, split::split},
    library::{Entry, SourceFrontMatter},
    source::{SourcePath, Sources},
    toolkit::Toolkit,
};
use trousseau_text::Language;

use crate::{Context, lists};
use line::Line;
pub use score::{Score, harder, measure_body, scores};

/// A text as its readers get it.
struct Prose<'a> {
    path: &'a SourcePath,
    language: Language,
    lines: Vec<Line>,
    /// The files, where pictures beside the text are.
    sources: &'a Sources,
    /// The entry of a list to which the words belong; none for a guide or a page.
    entry: Option<Span>,
}

impl Prose<'_> {
    /// A diagnostic about words of a line; about the file, for words of its head.
    fn says(&self, rule: Rule, line: &Line, range: std::ops::Range<usize>) -> Diagnostic {
        let span = line.span(range.clone()).or_else(|| self.within(line, range)).or(self.entry);
        let place = span.map_or_else(|| Place::file(self.path), |span| Place::span(self.path, span));
        Diagnostic::new(rule, place)
    }

    /// Where words of a list stand in its file, behind the name of their entry, when they are written there as they are read.
    fn within(&self, line: &Line, range: std::ops::Range<usize>) -> Option<Span> {
        let from = self.entry?.end;
        let after = self.sources.get(self.path)?.text().ok()?.get(from..)?;
        let start = from + after.find(line.text.trim_end())? + range.start;
        Some(Span { start, end: start + range.len() })
    }

    /// The lines of sentences: no text that keeps its lines, such as an address.
    fn sentences(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.role != Role::Verbatim)
    }

    /// The words of its language in a list by language; none where there are none.
    fn of_language<'w>(&self, lists: &'w [(&str, &'w [&'w str])]) -> &'w [&'w str] {
        lists.iter().find(|(tag, _)| *tag == self.language.primary()).map_or(&[], |(_, words)| *words)
    }

    /// Whether it is for readers for whom reading is hard: `fr-simple`.
    fn is_easy(&self) -> bool {
        self.language.tag().ends_with("-simple")
    }
}

/// Diagnostics for every text that readers see.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = &context.library.toolkit;
    let (short, jargon) = (short::Known::of(toolkit), jargon::Jargon::of(toolkit));
    let look = Look { sources: context.sources, toolkit, short, jargon };
    context.library.in_work().for_each(|guide| look.entry(guide, diagnostics));
    context.library.pages.iter().for_each(|page| look.entry(page, diagnostics));
    look.lists(diagnostics);
}

struct Look<'a> {
    sources: &'a Sources,
    toolkit: &'a Toolkit,
    short: short::Known,
    jargon: jargon::Jargon,
}

impl Look<'_> {
    fn entry<H: SourceFrontMatter>(&self, entry: &Entry<H>, diagnostics: &mut Vec<Diagnostic>) {
        let source = &entry.source;
        self.text(source, [source.front_matter.title(), source.front_matter.summary()], diagnostics);
        for text in entry.translations.values() {
            self.text(text, [&text.front_matter.title, &text.front_matter.summary], diagnostics);
        }
    }

    fn text<H>(&self, text: &Text<H>, head: [&str; 2], diagnostics: &mut Vec<Diagnostic>) {
        let Some(file) = self.sources.get(&text.path).and_then(|source| source.text().ok()) else { return };
        let Ok(parts) = split(file, &text.path) else { return };
        let head = head.into_iter().map(Line::of_head);
        let lines = head.chain(line::lines(file, parts.body, parts.body_offset)).collect();
        let (path, language) = (&text.path, text.language);
        let prose = Prose { path, language, lines, sources: self.sources, entry: None };
        self.all(&prose, diagnostics);
    }

    /// What the lists of the toolkit say to readers: roles, definitions, questions.
    fn lists(&self, diagnostics: &mut Vec<Diagnostic>) {
        let glossary: SourcePath = "content/glossary.yaml".into();
        let defined = self.toolkit.glossary.iter();
        let defined = defined.map(|term| (Place::span(&glossary, term.id.span), &term.definition));
        for (place, words) in lists::words(self.toolkit).into_iter().chain(defined) {
            for (language, text) in words {
                let lines = vec![Line::of_head(text)];
                let (path, language) = (&place.path, *language);
                let prose = Prose { path, language, lines, sources: self.sources, entry: place.span };
                self.all(&prose, diagnostics);
            }
        }
    }

    fn all(&self, prose: &Prose, diagnostics: &mut Vec<Diagnostic>) {
        reading::check(prose, self.toolkit, diagnostics);
        french::check(prose, self.toolkit, diagnostics);
        untranslated::check(prose, self.toolkit, diagnostics);
        self.short.check(prose, diagnostics);
        self.jargon.check(prose, diagnostics);
        figures::check(prose, diagnostics);
        days::check(prose, diagnostics);
        twice::check(prose, diagnostics);
        access::check(prose, diagnostics);
    }
}
