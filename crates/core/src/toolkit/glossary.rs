//! A term of the glossary: a word or abbreviation, explained in every language.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{Placed, Words};
use trousseau_text::Language;

/// Several words in each language.
pub type WordLists = BTreeMap<Language, Vec<String>>;

/// A word or an abbreviation that is explained; an entry of `glossary.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Term {
    /// The short name by which texts name it, such as `bail` in `[bail](term:bail)`.
    pub id: Placed<String>,
    /// The abbreviation in the language of the authorities, marked by itself where a text first uses it.
    pub abbr: Option<String>,
    /// The word, or the words behind the abbreviation.
    pub word: Words,
    /// Other forms of the word that texts hold, in each language: the plural, another case, a short form. The first use of any of them is
    /// marked, as that of the word itself.
    #[serde(default)]
    pub forms: WordLists,
    /// Words that texts should not use for this, in each language, so that one thing has one name: `{fr: [structure]}`.
    #[serde(default)]
    pub instead_of: WordLists,
    /// The explanation: one or two short sentences.
    #[schemars(extend("x-is" = "sentence"))]
    pub definition: Words,
    /// The slug of the guide that says more.
    #[schemars(extend("x-is" = "guide"))]
    pub guide: Option<Placed<String>>,
}

impl Term {
    /// The word and its forms in texts of this language: its own, and those of its kin in the same letters, such as `fr` for `fr-simple`.
    pub fn words_in(&self, language: Language) -> impl Iterator<Item = &str> {
        let word =
            self.word.iter().filter(move |(own, _)| is_kin(**own, language)).map(|(_, word)| word.as_str());
        word.chain(of_kin(&self.forms, language))
    }

    /// The words that stand for it wrongly in texts of this language.
    pub fn other_words_in(&self, language: Language) -> impl Iterator<Item = &str> {
        of_kin(&self.instead_of, language)
    }
}

fn of_kin(lists: &WordLists, language: Language) -> impl Iterator<Item = &str> {
    lists
        .iter()
        .filter(move |(own, _)| is_kin(**own, language))
        .flat_map(|(_, words)| words)
        .map(String::as_str)
}

fn is_kin(one: Language, other: Language) -> bool {
    one == other || one.primary() == other.primary() && one.script() == other.script()
}
