//! In which formats a guide is printed, and the toolkit itself.

use trousseau_core::{
    guide::{GuideFrontMatter, GuideKind},
    library::{Entry, Library},
    toolkit::{Format, format::Flow},
};
use trousseau_text::Language;

/// The formats of a guide: its own, else the toolkit's, and `sheet` for a form; without those that its kind cannot have.
pub fn formats(library: &Library, guide: &Entry<GuideFrontMatter>) -> Vec<Format> {
    let head = &guide.source.front_matter;
    let mut formats = match &head.leaflets {
        Some(own) => own.iter().map(|format| format.value).collect(),
        None if head.kind.is_form() => vec![Format::Sheet],
        None => library.toolkit.leaflets.clone(),
    };
    formats.retain(|format| fits(*format, head.kind));
    formats
}

/// Whether a format is made for a kind of text: forms have paper of their own.
pub fn fits(format: Format, kind: GuideKind) -> bool {
    match format {
        Format::Sheet => kind.is_form(),
        // A form in large print is for readers who see badly.
        Format::Large => true,
        _ if format.is_of_toolkit() => false,
        _ => !kind.is_form(),
    }
}

/// Whether a guide can have a format in a language: a bilingual one needs a translation beside its source.
pub fn is_possible(format: Format, guide: &Entry<GuideFrontMatter>, language: Language) -> bool {
    fits(format, guide.source.front_matter.kind) && (!format.is_pair() || guide.source.language != language)
}

/// The formats in which a guide is printed in a language.
pub fn formats_in(library: &Library, guide: &Entry<GuideFrontMatter>, language: Language) -> Vec<Format> {
    let mut formats = formats(library, guide);
    formats.retain(|format| is_possible(*format, guide, language));
    formats
}

/// The guides that are printed as one document: those in the language that have leaflets and are read, not filled in.
pub fn collected(library: &Library, language: Language) -> Vec<&Entry<GuideFrontMatter>> {
    let read = |guide: &&Entry<GuideFrontMatter>| {
        let is_form = guide.source.front_matter.kind.is_form();
        guide.is_in(language) && !is_form && !formats(library, guide).is_empty()
    };
    library.guides.iter().filter(read).collect()
}

/// The formats in which the toolkit itself is printed in a language, of those that it names.
pub fn of_toolkit(library: &Library, language: Language) -> Vec<Format> {
    let mut formats = library.toolkit.leaflets.clone();
    formats.retain(|format| format.is_of_toolkit() && is_in(*format, library, language));
    formats
}

/// Whether a format of the toolkit can be made in a language: there is something on it that is in this language.
pub fn is_in(format: Format, library: &Library, language: Language) -> bool {
    let toolkit = &library.toolkit;
    let is_source = language == toolkit.source_language();
    match format.spec().layout.flow {
        Flow::Poster => {
            let mut numbered = toolkit.stages.iter().filter(|stage| stage.number.is_some());
            numbered.any(|stage| is_source || stage.name.contains_key(&language))
        }
        Flow::Codes => is_source && toolkit.languages.len() > 1 && toolkit.base_url.is_some(),
        Flow::Questions => {
            toolkit.questions.iter().any(|question| question.is_in(language, toolkit.source_language()))
        }
        Flow::Signs => toolkit.phrases.iter().any(|phrase| phrase.text.contains_key(&language)),
        _ => false,
    }
}
