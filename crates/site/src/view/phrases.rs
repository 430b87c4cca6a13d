//! Phrases to show at a counter: each in the reader's language and in that of the authorities.

use serde::Serialize;

use super::{local::Local, site_context};
use trousseau_core::toolkit::{Phrase, Toolkit};
use trousseau_text::Language;

/// All phrases, for readers of one language.
#[derive(Clone, Debug, Serialize)]
pub struct PhrasesView {
    /// The phrases, in the order of the file.
    pub phrases: Vec<PhraseView>,
    /// Whether nobody has read some of the translations again.
    pub draft: bool,
}

/// A phrase.
#[derive(Clone, Debug, Serialize)]
pub struct PhraseView {
    /// The id, which is also the anchor.
    pub id: String,
    /// The words for the reader.
    pub own: Local,
    /// The same in the language of the authorities, for whoever it is shown to; none where these are the same words.
    pub shown: Option<Local>,
    /// The name of the pictogram.
    pub pictogram: Option<String>,
}

/// The phrases for readers of a language.
pub fn phrases(toolkit: &Toolkit, language: Language) -> PhrasesView {
    let source = toolkit.source_language();
    let views = toolkit.phrases.iter().map(|phrase| {
        let own = site_context::local(&phrase.text, language, source);
        let shown = phrase.text.get_key_value(&toolkit.official_language);
        let shown = shown.or_else(|| phrase.text.get_key_value(&source));
        let shown = shown.filter(|(_, words)| **words != own.text);
        PhraseView {
            id: phrase.id.value.clone(),
            own,
            shown: shown.map(|(of, words)| site_context::foreign(words.clone(), *of, language)),
            pictogram: phrase.pictogram.as_ref().map(|name| name.value.clone()),
        }
    });
    let is_draft = |phrase: &Phrase| phrase.text.contains_key(&language) && phrase.is_draft(language, source);
    PhrasesView { phrases: views.collect(), draft: toolkit.phrases.iter().any(is_draft) }
}
