//! The language in which the program speaks to whoever works on a toolkit: `messages:` in `toolkit.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::PATH;
use crate::{messages, yaml};
use trousseau_text::Language;

/// The languages that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Spoken {
    /// French.
    Fr,
    /// English.
    En,
}

impl Spoken {
    /// The same as a language.
    pub fn language(self) -> Language {
        messages::spoken(match self {
            Self::Fr => "fr",
            Self::En => "en",
        })
    }
}

/// The language for which a `toolkit.yaml` asks, whatever else is wrong in it: the program speaks before it has read the rest.
pub fn messages_of(text: &str) -> Option<Language> {
    #[derive(Deserialize)]
    struct Asked {
        messages: Option<Spoken>,
    }
    let asked: Asked = yaml::read(text, &PATH.into(), 0).value?;
    asked.messages.map(Spoken::language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_known_whatever_else_is_wrong() {
        let asked = |text: &str| messages_of(text).map(Language::tag);
        assert_eq!(asked("name: [\"x\"]\nmessages: fr\nstages: 3\n"), Some("fr"));
        assert_eq!(asked("messages: en\n"), Some("en"));
        assert_eq!(
            (asked("name: {fr: x}\n"), asked("messages: ti\n"), asked("messages: [")),
            (None, None, None)
        );
    }
}
