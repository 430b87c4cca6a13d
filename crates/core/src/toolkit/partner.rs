//! A partner: an organisation that writes or hands out guides.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::yaml::{Placed, Words};

/// An organisation that writes, agrees to or hands out guides; an entry of `partners.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Partner {
    /// The short name by which `authors` and `agreed` name it.
    pub id: Placed<String>,
    /// The name for readers.
    pub name: Words,
    /// Whether it is an association, a landlord or a public body.
    pub college: College,
    /// What it does for households, in a few words.
    #[schemars(extend("x-is" = "sentence"))]
    pub role: Words,
    /// The address of the website, with `https://`.
    pub url: Option<Placed<String>>,
    /// The logo for the leaflets that it hands out: an SVG or PNG file below `content`.
    pub logo: Option<Placed<String>>,
    /// What one can reach there, with numbers, for the leaflets that it hands out. Never a person.
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
    /// What the function is called, such as "Accueil".
    pub name: Words,
    /// The telephone number as it is printed, in groups.
    pub phone: Placed<String>,
    /// When somebody answers, in words: "le matin".
    #[schemars(extend("x-is" = "sentence"))]
    #[serde(default)]
    pub hours: Words,
}

/// The group in which an organisation sits among the partners. Publishing a guide needs an association and a landlord.
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

impl College {
    /// The name in `partners.yaml` and in the tables of words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Association => "association",
            Self::Landlord => "landlord",
            Self::Public => "public",
        }
    }
}
