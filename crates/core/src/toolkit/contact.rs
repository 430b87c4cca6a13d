//! A contact: a function with a public number, never a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::Certainty;
use crate::yaml::{Placed, Words};

/// A service that helps, with a public number; an entry of `contacts.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Contact {
    /// The short name by which texts name it, such as `siao` in `[SIAO](contact:siao)` and in `help: [siao]`.
    pub id: Placed<String>,
    /// The name for readers.
    pub name: Words,
    /// What it does for a household.
    pub role: Words,
    /// The telephone number as it is printed, in groups: "0 805 16 00 75".
    pub phone: Option<Placed<String>>,
    /// What a call costs.
    pub cost: Option<Cost>,
    /// When somebody answers, in words: "every day, day and night".
    #[serde(default)]
    pub hours: Words,
    /// The address of the website, with `https://`.
    pub url: Option<Placed<String>>,
    /// The day somebody checked all this.
    #[schemars(with = "Option<String>")]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub checked: Option<jiff::civil::Date>,
    /// `to_check` when somebody must still check it: readers see that.
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
