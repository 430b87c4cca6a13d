//! A round: one meeting or test period of the pilot phase. It counts testers and never names one.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::yaml::{Placed, Words};

/// One round of `rounds.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Round {
    /// The short name by which remarks and versions name it, such as `test-2026`.
    pub id: Placed<String>,
    /// The name for readers of reports.
    pub name: Words,
    /// The first day of the test.
    #[schemars(with = "String", extend("format" = "date"))]
    #[serde(deserialize_with = "crate::yaml::day")]
    pub from: Date,
    /// The last day of the test.
    #[schemars(with = "String", extend("format" = "date"))]
    #[serde(deserialize_with = "crate::yaml::day")]
    pub to: Date,
    /// What the round is about, in a few words, for the report.
    pub theme: Option<Words>,
    /// Where it takes place: an id of the toolkit's territories.
    #[schemars(extend("x-is" = "territory"))]
    pub territory: Option<Placed<String>>,
    /// How many people tested, by college.
    #[serde(default)]
    pub testers: Testers,
    /// The day of the meeting that discusses it.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub meeting: Option<Date>,
    /// The day of the next meeting.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub next_meeting: Option<Date>,
    /// Whether it is made up for a demonstration: reports then say so.
    #[serde(default)]
    pub example: bool,
}

/// How many people tested, by college.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Testers {
    /// How many people from associations.
    pub association: u32,
    /// How many people from landlords.
    pub landlord: u32,
    /// How many people from public bodies.
    pub public: u32,
    /// How many households.
    pub household: u32,
}
