//! What versions say that has changed: words in a language that nobody knows, and words that the source language lacks.

use super::{Library, SourceFrontMatter};
use crate::{
    diagnostic::{Diagnostic, rule},
    guide::{Text, VersionSummary},
    toolkit::Toolkit,
};

/// A diagnostic for each fault of the summaries of versions that are written by language, as for the words of the lists.
pub fn check(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = &library.toolkit;
    library.guides.iter().for_each(|guide| text(&guide.source, toolkit, diagnostics));
    library.pages.iter().for_each(|page| text(&page.source, toolkit, diagnostics));
}

fn text<H: SourceFrontMatter>(text: &Text<H>, toolkit: &Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    let source = toolkit.source_language();
    for entry in text.front_matter.versions() {
        let VersionSummary::Words(words) = &entry.summary else { continue };
        // “version” is the same word in both languages of the program.
        let said = |rule, language| {
            let diagnostic = Diagnostic::new(rule, text.at(entry.version.span)).with("language", language);
            diagnostic.with("what", format!("version {}", entry.version.value))
        };
        for language in words.keys().filter(|language| !toolkit.knows(**language)) {
            let diagnostic = said(rule::toolkit::UNKNOWN_LANGUAGE, *language);
            diagnostics
                .push(diagnostic.with_near_language(language.tag(), toolkit.languages.iter().copied()));
        }
        if words.get(&source).is_none_or(|text| text.trim().is_empty()) {
            diagnostics.push(said(rule::toolkit::WORDS, source));
        }
    }
}
