//! A term of the glossary: a word or abbreviation, explained in every language.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{Placed, Words};

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
    /// The explanation: one or two short sentences.
    pub definition: Words,
    /// The slug of the guide that says more.
    pub guide: Option<Placed<String>>,
}
