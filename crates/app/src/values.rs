//! Values that somebody types at the command line or into a form: a word of a closed list, a version, a day, a month.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use trousseau_core::guide::{Version, remark::rules};

/// What can be typed, where something else was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of these.
    OneOf(String),
    /// Something like this.
    Such(&'static str),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneOf(known) => known,
            Self::Such(example) => example,
        })
    }
}

impl std::error::Error for Expected {}

/// Reads a word of the form.
pub fn word<T: DeserializeOwned>(text: &str) -> Result<T, Expected> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|error: serde_json::Error| {
        // "unknown variant `x`, expected `a` or `b`": every other piece is a name.
        let said = error.to_string();
        let known = said.split_once(", expected ").map_or("", |(_, known)| known);
        Expected::OneOf(known.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", "))
    })
}

/// Reads a version number.
pub fn version(text: &str) -> Result<Version, Expected> {
    Version::from_str(text).map_err(|()| Expected::Such("1.0.0"))
}

/// Reads a day.
pub fn day(text: &str) -> Result<Date, Expected> {
    text.parse().map_err(|_| Expected::Such("2026-06-10"))
}

/// Reads a month.
pub fn month(text: &str) -> Result<String, Expected> {
    rules::month(text).map(|_| text.to_owned()).ok_or(Expected::Such("2026-05"))
}
