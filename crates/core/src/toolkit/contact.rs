//! A contact: a function with a public number, never a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::Certainty;
use crate::yaml::{Placed, Words};

/// One contact.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Contact {
    /// Its name in links.
    pub id: Placed<String>,
    /// Its name for readers.
    pub name: Words,
    /// What it does for a household.
    pub role: Words,
    /// Its number as it is written on paper, in groups.
    pub phone: Option<Placed<String>>,
    /// What a call costs.
    pub cost: Option<Cost>,
    /// When somebody answers.
    #[serde(default)]
    pub hours: Words,
    /// Its website.
    pub url: Option<Placed<String>>,
    /// The day somebody checked all this.
    #[schemars(with = "Option<String>")]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub checked: Option<jiff::civil::Date>,
    /// How sure it is.
    #[serde(default)]
    pub status: Certainty,
}

/// What a call costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// The call and the service are free.
    Free,
    /// The price of a local call.
    Local,
    /// The service asks a price.
    Paid,
}
