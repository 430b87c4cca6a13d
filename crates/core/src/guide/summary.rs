//! What a version changed: one sentence for readers, in the source language or in several.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Unexpected, Visitor, value::MapAccessDeserializer},
};

use crate::yaml::Words;
use trousseau_text::{Language, typography::typography};

/// What a version changed, as an entry of `versions:` says it: `Un papier de plus.`, or `{fr: Un papier de plus., ar: …}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionSummary {
    /// In the source language, as `trousseau release` writes it.
    Plain(String),
    /// In each of these languages.
    Words(Words),
}

impl VersionSummary {
    /// The words by language, as readers get them; what is written without a language is in the source language. Empty words
    /// are none, so that another language stands in for them.
    pub fn words(&self, source: Language) -> Words {
        let print = |text: &str, language| typography(text.trim(), language);
        let words = match self {
            Self::Plain(text) => return Words::from([(source, print(text, source))]),
            Self::Words(words) => words,
        };
        let said = words.iter().filter(|(_, text)| !text.trim().is_empty());
        said.map(|(language, text)| (*language, print(text, *language))).collect()
    }

    /// The words for the partners, as they are written: in the source language, or in any where it lacks them.
    pub fn for_partners(&self, source: Language) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Words(words) => {
                words.get(&source).or_else(|| words.values().next()).map_or("", String::as_str)
            }
        }
    }
}

impl<'de> Deserialize<'de> for VersionSummary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = VersionSummary;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_str<E>(self, text: &str) -> Result<VersionSummary, E> {
                Ok(VersionSummary::Plain(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<VersionSummary, A::Error> {
                Err(de::Error::invalid_type(Unexpected::Other("a list"), &self))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<VersionSummary, A::Error> {
                Words::deserialize(MapAccessDeserializer::new(map)).map(VersionSummary::Words)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for VersionSummary {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "VersionSummary".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [{"type": "string"}, generator.subschema_for::<Words>()]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{guide::VersionEntry, yaml};

    /// What is read of the summary of a version: by language, and the codes of what is told.
    #[track_caller]
    fn check(summary: &str, said: &[(&str, &str)], codes: &[&str]) {
        let text = format!("- version: 1.0.0\n  date: 2026-11-21\n  summary: {summary}\n");
        let read = yaml::read::<Vec<VersionEntry>>(&text, &"x".into(), 0);
        let told: Vec<_> = read.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
        assert_eq!(told, codes, "{summary}");
        let words = read.value.iter().flatten().flat_map(|entry| entry.summary.words(Language::default()));
        let words: Vec<_> = words.map(|(language, text)| (language.tag(), text)).collect();
        let words: Vec<_> = words.iter().map(|(tag, text)| (*tag, text.as_str())).collect();
        assert_eq!(words, said, "{summary}");
    }

    #[test]
    fn a_summary_is_one_text_or_one_for_each_language() {
        check("\"Un papier ; l’avis.\"", &[("fr", "Un papier\u{202f}; l’avis.")], &[]);
        check("2026", &[("fr", "2026")], &[]);
        let both = [("ar", "وثيقة أخرى."), ("fr", "Un papier de plus.")];
        check("{fr: Un papier de plus., ar: وثيقة أخرى.}", &both, &[]);
        check("\n    # deux langues\n    fr: Un papier de plus.\n    ar: وثيقة أخرى.", &both, &[]);
        check("{fr: Un papier de plus., ar: \" \"}", &both[1..], &[]);
    }

    #[test]
    fn what_is_no_words_is_told() {
        check("[Un papier.]", &[], &["yaml/kind"]);
        check("", &[], &["yaml/nothing"]);
        check("{fr: Un papier de plus., ar: [a]}", &[("fr", "Un papier de plus.")], &["yaml/kind"]);
        check(
            "{fr: Un papier de plus., a_r_: b}",
            &[("fr", "Un papier de plus.")],
            &["yaml/unknown-language"],
        );
    }

    #[test]
    fn partners_read_the_source_language() {
        let of = |summary: VersionSummary| summary.for_partners(Language::default()).to_owned();
        let arabic = Language::find("ar").expect("Arabic");
        let words = |pairs: &[(Language, &str)]| {
            VersionSummary::Words(
                pairs.iter().map(|(language, text)| (*language, (*text).to_owned())).collect(),
            )
        };
        assert_eq!(of(VersionSummary::Plain("a".into())), "a");
        assert_eq!(of(words(&[(arabic, "b"), (Language::default(), "a")])), "a");
        assert_eq!(of(words(&[(arabic, "b")])), "b");
        assert_eq!(of(words(&[])), "");
    }
}
