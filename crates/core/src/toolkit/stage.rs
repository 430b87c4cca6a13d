//! A stage: one step on the way to a home, or a shelf of guides for any time.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{Placed, Words};

/// One stage.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Stage {
    /// Its name in addresses and front matter.
    pub id: Placed<String>,
    /// Its name for readers.
    pub name: Words,
    /// What happens in it, in one sentence.
    pub summary: Words,
    /// The pictogram of the theme that shows it.
    pub pictogram: Option<Placed<String>>,
    /// Whether it stands beside the way and has no number.
    #[serde(default)]
    pub anytime: bool,
    /// Its guides, in the order in which one needs them. Others of the stage come after, by name.
    #[serde(default)]
    pub guides: Vec<Placed<String>>,
    /// Its number on the way, from 1; counted, never written.
    #[serde(skip)]
    pub number: Option<u32>,
}

/// Counts the stages on the way.
pub fn number(stages: &mut [Stage]) {
    let on_the_way = stages.iter_mut().filter(|stage| !stage.anytime);
    for (stage, number) in on_the_way.zip(1..) {
        stage.number = Some(number);
    }
}
