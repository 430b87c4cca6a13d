//! What the form that people fill with a pen may know: the guides and languages to choose from.

use serde::Serialize;

use super::{
    local::Local,
    site_context::{foreign, local},
};
use trousseau_core::library::{Entry, Library, SourceFrontMatter};
use trousseau_text::Language;

/// A form in one language.
#[derive(Clone, Debug, Serialize)]
pub struct FormView {
    /// The language of the form.
    pub language: Language,
    /// The name of the site.
    pub site: Local,
    /// The title of the guide, when the form is about a single one.
    pub guide: Option<Local>,
    /// The newest version of that guide.
    pub version: Option<String>,
    /// The titles of the guides to tick; empty when the form is about a single one.
    pub guides: Vec<Local>,
    /// The languages of the site: `lang`, `dir` and own name.
    pub languages: Vec<Local>,
}

/// The form in a language, about one guide or about all.
pub fn form<H: SourceFrontMatter>(
    library: &Library,
    language: Language,
    guide: Option<&Entry<H>>,
) -> FormView {
    let toolkit = &library.toolkit;
    let one = |text: &str, of: Language| foreign(text.to_owned(), of, language);
    let all = library.guides.iter().map(|guide| {
        let edition = guide.localized(language);
        one(edition.title, edition.language)
    });
    FormView {
        language,
        site: local(&toolkit.name, language, toolkit.source_language()),
        guide: guide.map(|guide| {
            let edition = guide.localized(language);
            one(edition.title, edition.language)
        }),
        version: guide
            .and_then(|guide| guide.source.front_matter.versions().first())
            .map(|entry| entry.version.value.to_string()),
        guides: if guide.is_none() { all.collect() } else { Vec::new() },
        languages: toolkit.languages.iter().map(|own| one(own.name(), *own)).collect(),
    }
}
