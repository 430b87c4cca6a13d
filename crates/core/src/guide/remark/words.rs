//! The closed lists of a remark: whose it is, how it was collected, what it is about, what was decided.
//!
//! A word's name is that of its variant; what people read is under `values:` in the program's words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whose remark it is: a role, never a person.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs)]
pub enum Channel {
    Meeting,
    PaperForm,
    Interview,
    Phone,
}

/// What a remark is about.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
// Where it is the value of `theme:`, the schema calls it so, too.
#[schemars(rename = "Theme")]
#[allow(missing_docs)]
pub enum Topic {
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
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs)]
pub enum Decision {
    #[default]
    Open,
    Accepted,
    Rejected,
    Later,
}

#[cfg(test)]
mod tests {
    use strum::{VariantArray, VariantNames};

    use super::*;
    use crate::messages;
    use trousseau_text::Language;

    #[track_caller]
    fn check<T: VariantArray + VariantNames + Serialize>(list: &str) {
        for (word, name) in <T as VariantArray>::VARIANTS.iter().zip(<T as VariantNames>::VARIANTS) {
            assert_eq!(
                serde_json::to_value(word).expect("a word"),
                *name,
                "serde and strum give the same name"
            );
            for tag in ["fr", "en"] {
                let language = Language::find(tag).expect("in the table");
                assert!(
                    messages::fixed(language, list, name).is_some(),
                    "{tag}: {list} has no words for {name}"
                );
            }
        }
    }

    #[test]
    fn each_word_is_said_in_both_languages() {
        check::<Origin>("source");
        check::<Channel>("channel");
        check::<Topic>("theme");
        check::<Decision>("decision");
    }
}
