//! In which formats a guide is printed.

use trousseau_core::{
    guide::GuideFrontMatter,
    library::{Entry, Library},
    toolkit::Format,
};
use trousseau_text::Language;

/// The formats of a guide: its own, else the toolkit's.
pub fn formats(library: &Library, guide: &Entry<GuideFrontMatter>) -> Vec<Format> {
    match &guide.source.front_matter.leaflets {
        Some(own) => own.iter().map(|format| format.value).collect(),
        None => library.toolkit.leaflets.clone(),
    }
}

/// Whether a guide can be printed so in a language: nothing stands beside the source itself.
pub fn is_possible(format: Format, guide: &Entry<GuideFrontMatter>, language: Language) -> bool {
    !format.is_pair() || guide.source.language != language
}

/// The formats in which a guide is printed in a language.
pub fn formats_in(library: &Library, guide: &Entry<GuideFrontMatter>, language: Language) -> Vec<Format> {
    let mut formats = formats(library, guide);
    formats.retain(|format| is_possible(*format, guide, language));
    formats
}

/// The guides of a collection: those that are printed at all.
pub fn printed(library: &Library, language: Language) -> Vec<&Entry<GuideFrontMatter>> {
    let there =
        |guide: &&Entry<GuideFrontMatter>| guide.is_in(language) && !formats(library, guide).is_empty();
    library.guides.iter().filter(there).collect()
}
