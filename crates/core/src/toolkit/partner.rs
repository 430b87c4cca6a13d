//! A partner: an organisation that writes or hands out guides.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::yaml::{Placed, Words};

/// One partner.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Partner {
    /// Its name in front matter.
    pub id: Placed<String>,
    /// Its name for readers.
    pub name: Words,
    /// Its side of the table.
    pub college: College,
    /// What it does.
    pub role: Words,
    /// Its website.
    pub url: Option<Placed<String>>,
    /// Its logo for the leaflets that it hands out: an SVG or PNG file below `content`.
    pub logo: Option<Placed<String>>,
    /// Its functions and their numbers, for the leaflets that it hands out. Never a person.
    #[serde(default)]
    pub functions: Vec<Function>,
    /// Whether it is made up for a demonstration: pages then say so.
    #[serde(default)]
    pub example: bool,
}

/// A function of a partner, such as its reception, and how to reach it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Function {
    /// Its name.
    pub name: Words,
    /// Its number.
    pub phone: Placed<String>,
    /// When somebody answers.
    #[serde(default)]
    pub hours: Words,
}

/// A side of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum College {
    /// An association that houses or supports people.
    Association,
    /// A social landlord.
    Landlord,
    /// A public body.
    Public,
}
