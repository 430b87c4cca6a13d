//! Feedback: one remark about a text, made during the pilot phase. A closed form, never about a person.
//!
//! `proposal` is its only free text, and it is about the words of the guide. No view of a page or a leaflet knows this module.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

pub use super::remark::words::{Channel, Decision, Origin, Topic};
use super::{
    remark::fields::{Field, Values},
    version::Version,
};
use crate::yaml::Placed;
use trousseau_text::Language;

/// One remark of a round, about the words of the text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Feedback {
    /// The number: `F-2026-001`, the only one of this number in the whole toolkit.
    pub id: Placed<String>,
    /// The version of the guide that was tested.
    #[schemars(extend("x-is" = "version"))]
    pub version: Placed<Version>,
    /// The language of the text that was tested.
    #[schemars(with = "String", extend("x-is" = "language"))]
    pub lang: Placed<Language>,
    /// The round in which it was made.
    #[schemars(extend("x-is" = "round"))]
    pub round: Placed<String>,
    /// The month in which it was made: `2026-05`. Never a day.
    #[schemars(extend("x-is" = "month"))]
    pub period: Placed<String>,
    /// The role of who made the remark: never a person.
    pub source: Origin,
    /// How it was collected.
    pub channel: Channel,
    /// How many people said it.
    pub count: Placed<u32>,
    /// What kind of fault the remark is about.
    pub theme: Topic,
    /// The anchor of the section it is about.
    #[schemars(extend("x-is" = "section"))]
    pub section: Option<Placed<String>>,
    /// How much it matters: 1 a detail, 2 hinders, 3 misleads.
    #[schemars(extend("x-is" = "severity"))]
    pub severity: Placed<u8>,
    /// What the text should say instead; about words, never about a person.
    #[schemars(extend("x-is" = "sentence"))]
    pub proposal: Option<Placed<String>>,
    /// `true` when somebody who was asked said that the words of `proposal` mean no person; what is certain is told all the same.
    #[schemars(extend("x-is" = "page"))]
    #[serde(default)]
    pub no_person: bool,
    /// What the partners decided. What is accepted may wait for its version: the next release answers it.
    #[schemars(extend("x-is" = "page"))]
    #[serde(default)]
    pub decision: Decision,
    /// The version that answers it; newer than the one that was tested.
    #[schemars(extend("x-is" = "page"))]
    pub resolved_in: Option<Placed<Version>>,
    /// The day on which the partners decided.
    #[schemars(with = "Option<String>", extend("x-is" = "page"))]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub decided: Option<Date>,
}

impl Feedback {
    /// What stands in a field, as a text, and where; none when nothing does.
    ///
    /// A word of a closed list has no place: a wrong one is told by whoever reads the file.
    pub fn get(&self, field: Field) -> Option<Placed<String>> {
        fn word(word: impl Into<&'static str>) -> Placed<String> {
            Placed::nowhere(word.into().to_owned())
        }
        fn at<T: ToString>(placed: &Placed<T>) -> Placed<String> {
            Placed { value: placed.value.to_string(), span: placed.span }
        }
        Some(match field {
            Field::Guide => return None,
            Field::Version => at(&self.version),
            Field::Lang => at(&self.lang),
            Field::Round => at(&self.round),
            Field::Period => at(&self.period),
            Field::Source => word(self.source),
            Field::Channel => word(self.channel),
            Field::Count => at(&self.count),
            Field::Theme => word(self.theme),
            Field::Section => at(self.section.as_ref()?),
            Field::Severity => at(&self.severity),
            Field::Proposal => at(self.proposal.as_ref()?),
        })
    }

    /// What stands in all fields.
    pub fn values(&self) -> Values {
        Field::ALL.iter().filter_map(|field| Some((*field, self.get(*field)?.value))).collect()
    }
}
