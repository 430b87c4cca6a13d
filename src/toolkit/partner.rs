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
    /// Whether it is made up for a demonstration: pages then say so.
    #[serde(default)]
    pub example: bool,
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
