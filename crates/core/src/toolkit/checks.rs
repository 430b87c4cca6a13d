//! The settings of `trousseau check`: how much each rule matters, and how long sentences and paragraphs may be.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use strum::IntoStaticStr;

use super::PATH;
use crate::{
    diagnostic::{Diagnostic, Place, Rule, Severity, rule},
    yaml::Placed,
};
use trousseau_text::Language;

/// What a toolkit asks of `trousseau check`; `checks` in `toolkit.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Checks {
    /// How much a rule matters here, by its name: `{links/vague: error, reading/abbreviation: off}`.
    #[serde(default)]
    pub rules: BTreeMap<String, Placed<Level>>,
    /// How long sentences and paragraphs may be, by language: `{fr: {sentence: 20}}`.
    #[serde(default)]
    pub reading: BTreeMap<Language, Limits>,
    /// When facts are to be looked at again.
    #[serde(default)]
    pub facts: FactDays,
    /// Whether French texts name women beside men: « la demandeuse ou le demandeur ».
    #[serde(default)]
    pub both_genders: bool,
}

/// When facts and contacts are to be looked at again, in days; what is not said stays as the program has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FactDays {
    /// How long before a fact expires it is told (60 days).
    pub expiring: Option<u16>,
    /// How long a check of a fact or of a contact is good (365 days).
    pub checked: Option<u16>,
}

impl FactDays {
    /// How many days before a fact expires it is told.
    pub fn expiring(self) -> i32 {
        self.expiring.map_or(60, i32::from)
    }

    /// For how many days a check is good.
    pub fn checked(self) -> i32 {
        self.checked.map_or(365, i32::from)
    }
}

/// How much a rule matters in a toolkit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Level {
    /// Must be mended: `trousseau check` ends with exit code 1.
    Error,
    /// Could be better.
    Warning,
    /// Good to know.
    Info,
    /// Is not said.
    Off,
}

/// The limits of easy reading in one language; what is not said stays as the program has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Limits {
    /// The most words of a sentence.
    pub sentence: Option<u16>,
    /// The most words of a paragraph.
    pub paragraph: Option<u16>,
}

impl Checks {
    /// How much a rule matters here: none when it is not said at all.
    pub fn severity(&self, rule: Rule, severity: Severity) -> Option<Severity> {
        match self.rules.get(rule.code()).map(|level| level.value) {
            None => Some(severity),
            Some(Level::Error) => Some(Severity::Error),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Off) => None,
        }
    }
}

/// Takes out levels of rules that do not exist or do not move, with a diagnostic for each.
pub(super) fn check(checks: &mut Checks, diagnostics: &mut Vec<Diagnostic>) {
    checks.rules.retain(|code, level| {
        let place = Place::span(&PATH.into(), level.span);
        let Some(rule) = Rule::find(code) else {
            let diagnostic = Diagnostic::new(rule::checks::RULE, place).with("code", code);
            diagnostics.push(diagnostic.with_near(code, Rule::all().map(Rule::code)));
            return false;
        };
        let is_hidden = level.value == Level::Off && rule.severity() == Severity::Error;
        if is_hidden || rule.area() == "privacy" {
            let diagnostic = Diagnostic::new(rule::checks::FIXED, place).with("code", code);
            diagnostics.push(diagnostic.with("level", <&str>::from(level.value)));
            return false;
        }
        true
    });
}
