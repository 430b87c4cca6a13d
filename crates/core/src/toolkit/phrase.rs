//! A phrase to show and point at, for whoever does not speak the language of the counter.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    diagnostic::{Diagnostic, Place, rule},
    yaml::{Placed, Words},
};
use trousseau_text::Language;

/// Where the phrases lie.
pub const FILE: &str = "content/phrases.yaml";

/// A phrase to show at a counter; an entry of `phrases.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Phrase {
    /// The short name, the same in every language.
    pub id: Placed<String>,
    /// The words in each language: one short sentence, polite, without figures.
    #[schemars(extend("x-is" = "sentence"))]
    pub text: Words,
    /// The name of the pictogram that stands beside it: a file of the theme in `assets/pictograms`.
    #[schemars(extend("x-is" = "pictogram"))]
    pub pictogram: Option<Placed<String>>,
    /// The languages in which somebody has read the words again. Readers of the others see that nobody has.
    #[serde(default)]
    pub reviewed: Vec<Placed<Language>>,
}

impl Phrase {
    /// Whether the words of this language are a translation that nobody has read again.
    pub fn is_draft(&self, language: Language, source: Language) -> bool {
        language != source && !self.reviewed.iter().any(|reviewed| reviewed.value == language)
    }
}

/// Takes out the reviews of words that are not there, with a diagnostic for each.
pub(super) fn check(phrases: &mut [Phrase], diagnostics: &mut Vec<Diagnostic>) {
    let path = FILE.into();
    for phrase in phrases {
        let Phrase { reviewed, text, id, .. } = phrase;
        reviewed.retain(|language| {
            let there = text.contains_key(&language.value);
            if !there {
                let place = Place::span(&path, language.span);
                let diagnostic = Diagnostic::new(rule::phrases::REVIEWED, place);
                diagnostics.push(diagnostic.with("phrase", &id.value).with("language", language.value.tag()));
            }
            there
        });
    }
}
