//! A term of the glossary: a word or abbreviation, explained in every language.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{Placed, Words};

/// One term.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Term {
    /// Its name in links.
    pub id: Placed<String>,
    /// The abbreviation in the language of the authorities, marked by itself where a text first uses it.
    pub abbr: Option<String>,
    /// The word, or the words behind the abbreviation.
    pub word: Words,
    /// One or two short sentences.
    pub definition: Words,
    /// The guide that says more.
    pub guide: Option<Placed<String>>,
}
