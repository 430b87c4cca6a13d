//! Public results: series of figures, each with its scope. Figures of different scope are never in one series.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::yaml::{Placed, Words};

/// One series.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Series {
    /// Its name.
    pub id: Placed<String>,
    /// What it counts, in a few words.
    pub title: Words,
    /// What exactly is counted and what is not.
    pub scope: Words,
    /// What one is.
    pub unit: Unit,
    /// The figures, by year.
    pub figures: Vec<Figure>,
}

/// What one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Unit {
    Percent,
    Households,
    Homes,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Figure {
    /// The year that it counts.
    pub year: u16,
    /// The figure.
    pub value: f64,
    /// Whether the source says "more than".
    #[serde(default)]
    pub at_least: bool,
    /// The share of the year's target that was reached, in percent.
    pub target_share: Option<f64>,
    /// The change since the year before, in percent.
    pub change: Option<f64>,
    /// Who published it.
    pub source: String,
}
