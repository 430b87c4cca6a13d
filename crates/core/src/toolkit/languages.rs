//! The languages of a toolkit, and the names that it gives to languages.

use super::{Toolkit, ToolkitFile};
use crate::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    source::SourcePath,
    yaml::Words,
};
use trousseau_text::Language;

impl Toolkit {
    /// A language under the name that the toolkit gives it.
    pub fn named(&self, language: Language) -> Language {
        named(language, &self.language_names)
    }

    /// Whether a tag is no slip of the pen: somebody has named the language, or the site is in it.
    pub fn knows(&self, language: Language) -> bool {
        is_known(language, &self.languages, &self.language_names)
    }
}

/// The same before there is a toolkit.
pub(super) fn is_known(language: Language, listed: &[Language], names: &Words) -> bool {
    named(language, names).has_name() || listed.contains(&language)
}

/// The diagnostic about words in a language that nobody knows: no reader would ever see them.
pub(super) fn unknown(language: Language, listed: &[Language], path: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(rule::toolkit::UNKNOWN_LANGUAGE, Place::file(&path.into()));
    diagnostic.with("language", language).with_near_language(language.tag(), listed.iter().copied())
}

/// The languages of the list, each once and with its name.
pub(super) fn languages(file: &ToolkitFile, path: &SourcePath) -> WithDiagnostics<Option<Vec<Language>>> {
    let mut diagnostics = Vec::new();
    let mut languages = Vec::new();
    for listed in &file.languages {
        let language = named(listed.value, &file.language_names);
        let place = Place::span(path, listed.span);
        if languages.contains(&language) {
            diagnostics.push(Diagnostic::new(rule::toolkit::TWICE, place).with("id", language));
            continue;
        }
        if !language.has_name() {
            diagnostics.push(unnamed(language, place));
        }
        languages.push(language);
    }
    if languages.is_empty() {
        diagnostics.push(Diagnostic::new(rule::toolkit::NO_LANGUAGES, Place::file(path)));
        return WithDiagnostics { value: None, diagnostics };
    }
    WithDiagnostics { value: Some(languages), diagnostics }
}

fn named(language: Language, names: &Words) -> Language {
    let name = names.get(&language).map(|name| name.trim()).filter(|name| !name.is_empty());
    name.map_or(language, |name| language.named(name))
}

/// The diagnostic about a language that nobody has named: it may be a slip of the pen, or wait for its name.
pub fn unnamed(language: Language, place: Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(rule::language::UNNAMED, place).with("language", language);
    // What Unicode knows is a language that waits for its name, however like another tag it looks.
    let known = Language::all().filter(|_| !language.is_spoken());
    diagnostic.with_near_language(language.tag(), known)
}
