//! Versions: `1.2.0`, newest first, each with its day and what it changed.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use super::{
    agreed::{Agreement, TextHash},
    summary::VersionSummary,
};
use crate::yaml::Placed;
use trousseau_text::Mismatch;

/// A version number. A patch leaves translations valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first number: the guide says something else.
    pub major: u32,
    /// The second number: something was added, or said in another way.
    pub minor: u32,
    /// The third number: a slip was mended, and translations stay valid.
    pub patch: u32,
}

impl Version {
    /// Whether a translation of version `self` is out of date now that the newest is `newest`: the first or second number
    /// differs.
    pub fn is_behind(self, newest: Self) -> bool {
        (self.major, self.minor) < (newest.major, newest.minor)
    }

    /// The version that comes after a change of this size.
    pub fn next(self, bump: Bump) -> Self {
        let Self { major, minor, patch } = self;
        match bump {
            Bump::Major => Self { major: major.saturating_add(1), minor: 0, patch: 0 },
            Bump::Minor => Self { major, minor: minor.saturating_add(1), patch: 0 },
            Bump::Patch => Self { major, minor, patch: patch.saturating_add(1) },
        }
    }
}

/// How much a new version changes, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Bump {
    /// The guide says something else.
    Major,
    /// Something was added or said in another way: translations are to be read again.
    Minor,
    /// A slip was mended: translations stay valid.
    Patch,
}

impl FromStr for Version {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('.').map(|part| {
            let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse().map_err(|_| ()) } else { Err(()) }
        });
        let mut next = || parts.next().unwrap_or(Err(()));
        let version = Self { major: next()?, minor: next()?, patch: next()? };
        if parts.next().is_some() { Err(()) } else { Ok(version) }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| Mismatch::Version(text).error())
    }
}

impl JsonSchema for Version {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Version".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": r"^\d+\.\d+\.\d+$",
            "description": "Three numbers, such as 1.0.0. The last one may change without the translations being out of date."
        })
    }
}

/// One entry of a guide's history.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct VersionEntry {
    /// The number, such as 1.0.0.
    pub version: Placed<Version>,
    /// The day on which the version was made.
    #[schemars(with = "String")]
    #[serde(deserialize_with = "crate::yaml::day")]
    pub date: Date,
    /// The round of the pilot phase that it answers.
    pub round: Option<Placed<String>>,
    /// What changed, in one sentence, for readers: a text in the source language, or one for each language, `{fr: Un papier de plus., ar: …}`.
    pub summary: VersionSummary,
    /// Who agreed to it, one line for each organisation, and to exactly which words. `trousseau agreement add` writes it.
    #[serde(default)]
    pub agreed: Vec<Agreement>,
    /// For a slip that was mended in a text that was agreed to: the words of which the partners are told. `trousseau release` writes it.
    pub notice: Option<TextHash>,
    /// Why it was published before everybody agreed, in one sentence, without a person. `trousseau release --urgent` writes it.
    #[schemars(extend("x-is" = "sentence"))]
    pub urgent: Option<String>,
    /// The partners that agreed to it, as it was written before an agreement was to exactly these words. `trousseau check --fix` moves them to `agreed`.
    #[serde(default)]
    pub validated_by: Vec<Placed<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_numbers_make_a_version() {
        assert_eq!("1.2.10".parse::<Version>().map(|version| version.to_string()), Ok("1.2.10".into()));
        for bad in ["1.2", "1.2.3.4", "v1.2.3", "1..3", "+1.2.3", "99999999999.0.0"] {
            assert!(bad.parse::<Version>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_version_with_a_bar_is_told_as_it_was_written() {
        let noted = crate::yaml::read::<Vec<Version>>("- 1.0|0\n", &"x".into(), 0);
        let said: Vec<_> = noted
            .diagnostics
            .iter()
            .map(|diagnostic| (diagnostic.code(), diagnostic.args["value"].as_str()))
            .collect();
        assert_eq!(said, [("value/version", "1.0|0")]);
    }

    #[test]
    fn a_patch_leaves_translations_valid() {
        let version = |text: &str| text.parse::<Version>().expect(text);
        assert!(!version("1.2.0").is_behind(version("1.2.9")));
        assert!(version("1.2.9").is_behind(version("1.3.0")));
    }
}
