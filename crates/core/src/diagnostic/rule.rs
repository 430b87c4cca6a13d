//! The rules: what can be wrong, each described in one file of `rules/`.
//!
//! The code and the severity are known without reading the file; [`crate::rule_card`] reads all of it.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Severity;

/// A rule. Rules are ordered by their codes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule(u16);

/// What is known of a rule before its file is read.
struct Entry {
    code: &'static str,
    severity: Severity,
    because: Option<&'static str>,
    text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

impl Rule {
    /// The rule with this code, such as `links/dead`.
    pub fn find(code: &str) -> Option<Self> {
        let place = TABLE.binary_search_by(|entry| entry.code.cmp(code)).ok()?;
        Some(Self(u16::try_from(place).expect("there are some hundred rules")))
    }

    /// All rules, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).map(Self).take(TABLE.len())
    }

    /// The stable name, such as `links/dead`: the area, and what is wrong.
    pub fn code(self) -> &'static str {
        self.entry().code
    }

    /// The first part of its code, such as `links`.
    pub fn area(self) -> &'static str {
        self.code().split('/').next().unwrap_or_default()
    }

    /// The second part of its code, such as `dead`.
    pub fn name(self) -> &'static str {
        self.code().split_once('/').map_or("", |(_, name)| name)
    }

    /// How much it matters where nothing else is said.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// The field of a front matter from whose fault this one only follows.
    pub fn because(self) -> Option<&'static str> {
        self.entry().because
    }

    /// The text of its file.
    pub(crate) fn text(self) -> &'static str {
        self.entry().text
    }

    fn entry(self) -> &'static Entry {
        &TABLE[usize::from(self.0)]
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
