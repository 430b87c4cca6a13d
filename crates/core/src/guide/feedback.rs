//! Feedback: one remark about a text, made during the pilot phase. A closed form, never about a person.
//!
//! `proposal` is its only free text, and it is about the words of the guide. No view of a page or a leaflet knows this module.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Version;
use crate::yaml::Placed;
use trousseau_text::Language;

/// One remark.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Feedback {
    /// Its number: `F-2026-001`.
    pub id: Placed<String>,
    /// The version of the guide that was tested.
    pub version: Placed<Version>,
    /// The language of the text that was tested.
    #[schemars(with = "String")]
    pub lang: Placed<Language>,
    /// The round in which it was made.
    pub round: Placed<String>,
    /// The month in which it was made: `2026-05`. Never a day.
    pub period: Placed<String>,
    /// Whose remark it is.
    pub source: Origin,
    /// How it was collected.
    pub channel: Channel,
    /// How many people said it.
    pub count: Placed<u32>,
    /// What it is about.
    pub theme: Theme,
    /// The anchor of the section it is about.
    pub section: Option<Placed<String>>,
    /// How much it matters: 1 a detail, 2 hinders, 3 misleads.
    pub severity: Placed<u8>,
    /// What the text should say instead; about words, never about a person.
    pub proposal: Option<Placed<String>>,
    /// What the partners decided. What is accepted may wait for its version: the next release answers it.
    #[serde(default)]
    pub decision: Decision,
    /// The version that answers it; newer than the one that was tested.
    pub resolved_in: Option<Placed<Version>>,
    /// The day on which the partners decided.
    #[schemars(with = "Option<String>")]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub decided: Option<Date>,
}

/// Whose remark it is: a role, never a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Origin {
    Household,
    SocialWorker,
    LandlordStaff,
    AssociationStaff,
    Interpreter,
    Peer,
}

/// How a remark was collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Channel {
    Meeting,
    PaperForm,
    Interview,
    Phone,
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Theme {
    UnclearWord,
    TooLong,
    MissingStep,
    WrongFact,
    Picture,
    Translation,
    Print,
    Other,
}

/// What the partners decided.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Decision {
    #[default]
    Open,
    Accepted,
    Rejected,
    Later,
}

impl Origin {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Household,
        Self::SocialWorker,
        Self::LandlordStaff,
        Self::AssociationStaff,
        Self::Interpreter,
        Self::Peer,
    ];
}

impl Channel {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Meeting, Self::PaperForm, Self::Interview, Self::Phone];
}

impl Theme {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::UnclearWord,
        Self::TooLong,
        Self::MissingStep,
        Self::WrongFact,
        Self::Picture,
        Self::Translation,
        Self::Print,
        Self::Other,
    ];
}
