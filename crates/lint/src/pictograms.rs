//! Checks the pictograms that stages, phrases and headings name: a page leaves out one that the theme does not have.

use crate::Context;
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Span, rule},
    document::{Heading, walk},
    guide::Text,
    source::{SourcePath, Sources},
    toolkit,
};
use trousseau_theme::Theme;

/// A diagnostic for each pictogram that the theme does not have.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(theme) = context.theme else { return };
    let library = context.library;
    let mut search = Search { theme, sources: context.sources, diagnostics };
    let path: SourcePath = toolkit::PATH.into();
    for name in library.toolkit.stages.iter().filter_map(|stage| stage.pictogram.as_ref()) {
        search.look(&name.value, &path, |_| name.span);
    }
    let path: SourcePath = toolkit::phrase::FILE.into();
    for name in library.toolkit.phrases.iter().filter_map(|phrase| phrase.pictogram.as_ref()) {
        search.look(&name.value, &path, |_| name.span);
    }
    library.in_work().for_each(|work| {
        search.text(&work.source);
        work.translations.values().for_each(|text| search.text(text));
    });
    library.pages.iter().for_each(|work| {
        search.text(&work.source);
        work.translations.values().for_each(|text| search.text(text));
    });
}

struct Search<'a> {
    theme: &'a Theme,
    sources: &'a Sources,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Search<'_> {
    fn text<H>(&mut self, text: &Text<H>) {
        for heading in text.body.headings() {
            match &heading.pictogram {
                Some(name) => self.look(name, &text.path, |file| class(file, heading.span, name)),
                None => self.without_point(heading, &text.path),
            }
        }
    }

    /// A heading that ends with a pictogram's name in braces, without the point that makes it one: `## Papers {documents}`.
    fn without_point(&mut self, heading: &Heading, path: &SourcePath) {
        let words = walk::plain(&heading.text);
        let name = words
            .trim_end()
            .strip_suffix('}')
            .and_then(|words| words.rsplit_once('{'))
            .map(|(_, name)| name.trim());
        if let Some(name) =
            name.filter(|name| self.theme.assets.pictogram_names().any(|known| known == *name))
        {
            let diagnostic = Diagnostic::new(rule::markdown::FOREIGN, Place::span(path, heading.span));
            self.diagnostics
                .push(diagnostic.with("words", format!("{{{name}}}")).with("near", format!("{{.{name}}}")));
        }
    }

    fn look(&mut self, name: &str, path: &SourcePath, place: impl Fn(&str) -> Span) {
        let known = || self.theme.assets.pictogram_names();
        if known().any(|known| known == name) {
            return;
        }
        let file = self.sources.get(path).and_then(|source| source.text().ok()).unwrap_or_default();
        let names: Vec<&str> = known().collect();
        let diagnostic = Diagnostic::new(rule::theme::PICTOGRAM, Place::span(path, place(file)));
        let diagnostic = diagnostic.with("name", name).with("known", names.join(", ")).with_near(name, names);
        self.diagnostics.push(diagnostic);
    }
}

/// The bytes of a class such as `.documents` in a heading: the last ones, since the same word may also be in the text of the
/// heading.
fn class(file: &str, heading: Span, name: &str) -> Span {
    let lines = file.get(heading.start..heading.end).unwrap_or_default();
    match lines.rfind(&format!(".{name}")) {
        Some(at) => (heading.start + at + 1..heading.start + at + 1 + name.len()).into(),
        None => heading,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_core::library;
    use trousseau_theme as theme;

    /// The diagnostics of a toolkit whose stage and heading name these pictograms: the underlined words and the suggestion.
    fn said(stage: &str, heading: &str) -> Vec<(String, Option<String>)> {
        let story = format!(
            "--- content/toolkit.yaml ---\nname: {{fr: x}}\nlanguages: [fr]\nstages:\n- {{id: a, name: {{fr: a}}, \
             summary: {{fr: b}}, pictogram: {stage}}}\n--- content/guides/g/fr.md ---\n---\ntitle: g\nsummary: s\n\
             stage: a\nstatus: pilot\n---\n\n## Été .{heading} {{.{heading} #x}}\n\nMots.\n"
        );
        let sources = Sources::from_story(&story).value;
        let library = library::assemble(&sources).value.expect("a library");
        let theme =
            theme::load(&sources, "default", &library.toolkit.languages, library.toolkit.official_language)
                .value;
        let context = Context {
            sources: &sources,
            library: &library,
            theme: Some(&theme),
            today: jiff::civil::date(2026, 11, 22),
            paper: true,
            read: &[],
        };
        let mut diagnostics = Vec::new();
        check(&context, &mut diagnostics);
        let said = diagnostics.iter().map(|diagnostic| {
            assert_eq!(diagnostic.code(), "theme/pictogram");
            let text =
                sources.get(&diagnostic.place.path).and_then(|source| source.text().ok()).expect("a text");
            let span = diagnostic.place.span.expect("a place");
            let around = text[..span.start].chars().next_back().expect("a letter");
            (format!("{around}{}", &text[span.start..span.end]), diagnostic.args.get("near").cloned())
        });
        said.collect()
    }

    #[test]
    fn a_pictogram_that_the_theme_lacks_is_named_at_its_place() {
        assert_eq!(said("pen", "documents"), []);
        let near = |name: &str| Some(name.to_owned());
        assert_eq!(
            said("penn", "document"),
            [(" penn".to_owned(), near("pen")), (".document".to_owned(), near("documents"))]
        );
        assert_eq!(said("pen", "licorne-bleue"), [(".licorne-bleue".to_owned(), None)]);
    }
}
