//! A stage: one step on the way to a home, or a group of guides that help at any time.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
    yaml::{Placed, Words},
};

/// A step on the way to a home; an entry of `stages` in `toolkit.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Stage {
    /// The short name by which guides name it; it is also in the address of its page.
    pub id: Placed<String>,
    /// The name for readers.
    pub name: Words,
    /// What happens in it, in one sentence.
    #[schemars(extend("x-is" = "sentence"))]
    pub summary: Words,
    /// The name of the pictogram that stands for it: a file of the theme in `assets/pictograms`.
    #[schemars(extend("x-is" = "pictogram"))]
    pub pictogram: Option<Placed<String>>,
    /// Whether its guides help at any time: then it is no numbered step of the way.
    #[serde(default)]
    pub anytime: bool,
    /// The slugs of its guides, in the order in which one needs them. Guides of the stage that are not listed come after, by
    /// name.
    #[schemars(extend("x-is" = "guides"))]
    #[serde(default)]
    pub guides: Vec<Placed<String>>,
    /// The number on the way, from 1; counted, never written.
    #[serde(skip)]
    pub number: Option<u32>,
}

/// The most stages: every page shows the way through all of them, so that the site grows with their square.
const MOST: usize = 100;

/// Leaves out stages that are too many for a way, with a diagnostic.
pub fn limit(stages: &mut Vec<Stage>, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(first) = stages.get(MOST) {
        let place = Place::span(path, first.id.span);
        diagnostics.push(Diagnostic::new(rule::toolkit::TOO_MANY_STAGES, place).with("most", MOST));
        stages.truncate(MOST);
    }
}

/// Numbers the stages of the way from 1; those for any time get no number.
pub fn number(stages: &mut [Stage]) {
    let on_the_way = stages.iter_mut().filter(|stage| !stage.anytime);
    for (stage, number) in on_the_way.zip(1..) {
        stage.number = Some(number);
    }
}
