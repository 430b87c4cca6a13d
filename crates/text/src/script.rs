//! Scripts: which letters a language is written in.

use std::fmt;

use icu_locale_core::subtags::{self, script};
use serde::{Deserialize, Serialize};

/// The letters of a language: any script of ISO 15924.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Script(subtags::Script);

impl Script {
    /// Latin letters.
    pub const LATIN: Self = Self(script!("Latn"));
    /// Arabic letters.
    pub const ARABIC: Self = Self(script!("Arab"));
    /// Cyrillic letters.
    pub const CYRILLIC: Self = Self(script!("Cyrl"));
    /// Ethiopic syllables.
    pub const ETHIOPIC: Self = Self(script!("Ethi"));

    pub(super) fn new(subtag: subtags::Script) -> Self {
        Self(subtag)
    }

    /// The script of an ISO 15924 code; Latin when there is none such.
    pub(super) fn of(code: &str) -> Self {
        code.parse().map_or(Self::LATIN, Self)
    }

    /// Its code in ISO 15924, such as `Arab`.
    pub fn code(&self) -> &str {
        self.0.as_str()
    }

    /// The script of a theme's word for it, such as `arabic`, or of its code, such as `Adlm`.
    fn named(name: &str) -> Option<Self> {
        let word = NAMES.iter().zip(CODES).find(|(word, _)| **word == name).map(|(_, script)| script);
        word.or_else(|| name.parse().ok()).map(Self)
    }
}

/// Words for common scripts, as themes write them; in the order of [`CODES`].
const NAMES: &[&str] = &[
    "latin",
    "cyrillic",
    "arabic",
    "ethiopic",
    "bengali",
    "georgian",
    "armenian",
    "tamil",
    "hebrew",
    "greek",
    "devanagari",
    "gurmukhi",
    "gujarati",
    "sinhala",
    "thai",
];

const CODES: [subtags::Script; 15] = [
    script!("Latn"),
    script!("Cyrl"),
    script!("Arab"),
    script!("Ethi"),
    script!("Beng"),
    script!("Geor"),
    script!("Armn"),
    script!("Taml"),
    script!("Hebr"),
    script!("Grek"),
    script!("Deva"),
    script!("Guru"),
    script!("Gujr"),
    script!("Sinh"),
    script!("Thai"),
];

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

impl Serialize for Script {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl<'de> Deserialize<'de> for Script {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| serde::de::Error::unknown_variant(&name, NAMES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_has_a_word_or_a_code() {
        assert_eq!(Script::named("arabic"), Some(Script::ARABIC));
        assert_eq!(Script::named("Adlm").map(|script| format!("{script:?}")).as_deref(), Some("Adlm"));
        assert_eq!(Script::named("arabish"), None);
    }
}
