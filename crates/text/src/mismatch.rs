//! What a value of one of our types is not, told through serde.
//!
//! An error of serde is a text and nothing more, so code and value travel inside it as JSON: whatever sign the value holds,
//! it comes out as it went in.

use std::fmt;

use serde::{Deserialize, Serialize, de};

/// Opens a message that holds a mismatch; no other message begins so.
const MARK: &str = "$trousseau::Mismatch ";

/// What somebody wrote where one of our types was expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mismatch {
    /// No day such as `2026-11-21`.
    Date(String),
    /// No version such as `1.0.0`.
    Version(String),
    /// No tag of a language such as `fr`.
    Language(String),
}

impl Mismatch {
    /// The error that a `Deserialize` gives.
    pub fn error<E: de::Error>(&self) -> E {
        E::custom(self)
    }

    /// The mismatch that a message of serde holds.
    pub fn of(message: &str) -> Option<Self> {
        serde_json::from_str(message.strip_prefix(MARK)?).ok()
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{}", serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_value_comes_out_as_it_went_in() {
        for text in ["", "2026|11", "a\n\"b\"\\", "{}", MARK] {
            for kind in [Mismatch::Date, Mismatch::Version, Mismatch::Language] {
                let mismatch = kind(text.into());
                assert_eq!(Mismatch::of(&mismatch.to_string()), Some(mismatch));
            }
        }
        assert_eq!(Mismatch::of("missing field `x`"), None);
    }
}
