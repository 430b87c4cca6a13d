//! The rules of easy and accessible texts, on the lines that readers see, with the place of each word.

mod access;
mod figures;
mod french;
mod genders;
mod line;
mod reading;
mod score;
mod short;
mod untranslated;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule},
    document::markdown::raw::Role,
    guide::{Text, split::split},
    library::{Entry, SourceFrontMatter},
    source::{SourcePath, Sources},
    toolkit::Toolkit,
};
use trousseau_text::Language;

use crate::Context;
use line::Line;
pub use score::{Score, harder, measure_body, scores};

/// A text as its readers get it.
struct Prose<'a> {
    path: &'a SourcePath,
    language: Language,
    lines: Vec<Line>,
}

impl Prose<'_> {
    /// A diagnostic about words of a line; about the file, for words of its head.
    fn says(&self, rule: Rule, line: &Line, range: std::ops::Range<usize>) -> Diagnostic {
        let place =
            line.span(range).map_or_else(|| Place::file(self.path), |span| Place::span(self.path, span));
        Diagnostic::new(rule, place)
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
    let look = Look { sources: context.sources, toolkit, short: short::Known::of(toolkit) };
    context.library.guides.iter().for_each(|guide| look.entry(guide, diagnostics));
    context.library.pages.iter().for_each(|page| look.entry(page, diagnostics));
}

struct Look<'a> {
    sources: &'a Sources,
    toolkit: &'a Toolkit,
    short: short::Known,
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
        let prose = Prose { path: &text.path, language: text.language, lines };
        reading::check(&prose, self.toolkit, diagnostics);
        french::check(&prose, self.toolkit, diagnostics);
        untranslated::check(&prose, self.toolkit.source_language(), diagnostics);
        self.short.check(&prose, diagnostics);
        figures::check(&prose, diagnostics);
        access::check(&prose, diagnostics);
    }
}
