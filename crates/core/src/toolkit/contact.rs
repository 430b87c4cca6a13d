//! A contact: a function with a public number, never a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Certainty, figures};
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
    #[schemars(extend("x-is" = "sentence"))]
    pub role: Words,
    /// The telephone number as it is printed, in groups: "0 805 16 00 75".
    pub phone: Option<Placed<String>>,
    /// `sms` when the number takes written messages and no calls, as 114 does.
    #[serde(default)]
    pub by: By,
    /// What a call costs.
    pub cost: Option<Cost>,
    /// When somebody answers, in words: "every day, day and night".
    #[schemars(extend("x-is" = "sentence"))]
    #[serde(default)]
    pub hours: Words,
    /// `always` when somebody answers at every hour of every day.
    pub open: Option<Open>,
    /// `true` for the number that the home page shows to whoever has no roof tonight; it must be free, and answer day and night.
    /// `false` says that nobody should expect such a number here.
    pub tonight: Option<bool>,
    /// The address of the website, with `https://`.
    pub url: Option<Placed<String>>,
    /// The postal address, on one line, in the language of the authorities.
    pub address: Option<String>,
    /// What it is for readers who look for help near them: an id of `services` in `toolkit.yaml`.
    #[schemars(extend("x-is" = "service"))]
    pub service: Option<Placed<String>>,
    /// The territory in which it helps: an id of `territories` in `toolkit.yaml`; without this line, everywhere.
    #[schemars(extend("x-is" = "territory"))]
    pub territory: Option<Placed<String>>,
    /// The day somebody checked all this.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
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

/// How one reaches a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// One calls it.
    #[default]
    Call,
    /// One sends it a message (SMS).
    Sms,
}

/// When somebody answers, as far as a program must know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// At every hour of every day.
    Always,
}

impl Contact {
    /// What keeps a contact from the box "no roof tonight?" that it asks for, each as the line to write; empty when it may stand
    /// there. The box promises a free call, day and night: whoever dials at three in the morning must not get a machine.
    pub fn lacks_for_tonight(&self) -> Vec<&'static str> {
        let lines = [
            (self.phone.is_some(), "phone:"),
            (self.by == By::Call, "by: call"),
            (self.cost == Some(Cost::Free), "cost: free"),
            (self.open == Some(Open::Always), "open: always"),
            (self.status == Certainty::Sourced, "status: sourced"),
            (self.hour_between().is_none(), "hours:"),
        ];
        lines.into_iter().filter(|(there, _)| !there).map(|(_, line)| line).collect()
    }

    /// A figure of the hours in words that is no way of saying "always": 9 of "9 h to 12 h", not 24 of "24 hours a day".
    pub fn hour_between(&self) -> Option<String> {
        let always = |figure: &String| matches!(figure.as_str(), "24" | "7" | "0" | "00" | "365" | "366");
        self.hours.values().flat_map(|words| figures(words)).find(|figure| !always(figure))
    }
}
