//! The fields of a remark, each described once.
//!
//! The command line, the desk, an import, the printed form and the order in a file read this table. To add a field: a variant
//! and a row here, a field and a line of `get` in [`crate::guide::Feedback`], and its words in both languages.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use strum::{VariantArray, VariantNames};

use super::words::{Channel, Origin, Topic};

/// A field of a remark that somebody fills in, in the order of the form and of the file.
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
    strum::Display,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs)]
pub enum Field {
    Guide,
    Version,
    Lang,
    Round,
    Period,
    Source,
    Channel,
    Count,
    Theme,
    Section,
    Severity,
    Proposal,
}

/// The values of fields, as texts in the form in which a file has them.
pub type Values = BTreeMap<Field, String>;

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// The slug of a guide. It says into which file the remark goes, and is not written there.
    Guide,
    /// A version of the guide.
    Version,
    /// A language of the toolkit.
    Language,
    /// A round of the toolkit.
    Round,
    /// A month that has come, within the round.
    Month,
    /// A word of a closed list.
    Word {
        /// The list.
        names: &'static [&'static str],
        /// The list as JSON Schema, for the mapping of an import.
        schema: fn(&mut SchemaGenerator) -> Schema,
    },
    /// A step of a scale, as a number: the words of each step are in the program's words.
    Level(&'static [&'static str]),
    /// A number of people, at least one.
    People,
    /// The anchor of a section of the guide.
    Section,
    /// A free text of at most so many letters. It is the only kind that is searched for what names a person.
    Text(usize),
}

/// Who may leave a field out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nobody: nothing else tells it.
    Always,
    /// A row of a table, where the other rows or the rounds tell it. Whoever types a remark is asked.
    Typed,
    /// Everybody: most remarks have the same.
    Usual,
    /// Everybody: there may be none.
    Optional,
}

/// Where a field stands on the printed form. Its words are the theme's: `form.fields.<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// Nowhere.
    Absent,
    /// At a place of its own, or on a line to write on.
    Line,
    /// Boxes to tick, in so many columns.
    Boxes(usize),
}

/// All that is known of a field.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The field.
    pub field: Field,
    /// What it holds.
    pub kind: Kind,
    /// Who may leave it out.
    pub need: Need,
    /// The option on the command line, without the dashes; its help is `option/feedback-add-<option>`.
    pub option: &'static str,
    /// What the option takes, as its help names it.
    pub takes: &'static str,
    /// The key of the question at the terminal.
    pub question: &'static str,
    /// The part of the desk's form in which it is asked.
    pub group: &'static str,
    /// Where the printed form asks for it, and whether with boxes or on a line.
    pub paper: Paper,
    /// The headings by which a table's column is known, as slugs with blanks between: what forms call it in French, English and
    /// Arabic.
    pub headings: &'static str,
}

/// A closed list of words.
const fn word<T: VariantNames + JsonSchema>() -> Kind {
    Kind::Word { names: T::VARIANTS, schema: SchemaGenerator::subschema_for::<T> }
}

/// The most letters of a proposal: it is about some words of the guide, and no place for a story.
pub const MOST_LETTERS: usize = 240;

/// All fields, in their order.
pub static TABLE: [Spec; Field::VARIANTS.len()] = [
    Spec {
        field: Field::Guide,
        kind: Kind::Guide,
        need: Need::Always,
        option: "guide",
        takes: "GUIDE",
        question: "",
        group: "",
        paper: Paper::Line,
        headings: "quel-guide le-guide nom-du-guide titre-du-guide guide-lu de-quel-guide-s-agit-il guide-teste \
                   guide-concerne fiche which-guide name-of-the-guide الدليل أي-دليل",
    },
    Spec {
        field: Field::Version,
        kind: Kind::Version,
        need: Need::Usual,
        option: "tested",
        takes: "VERSION",
        question: "ask/version",
        group: "tested",
        paper: Paper::Line,
        headings: "version-du-guide version-testee tested-version version-tested النسخة",
    },
    Spec {
        field: Field::Lang,
        kind: Kind::Language,
        need: Need::Usual,
        option: "text",
        takes: "LANG",
        question: "ask/language",
        group: "tested",
        paper: Paper::Line,
        headings: "langue langue-lue quelle-langue langue-du-texte langue-du-guide language language-read \
                   which-language اللغة",
    },
    Spec {
        field: Field::Round,
        kind: Kind::Round,
        need: Need::Typed,
        option: "round",
        takes: "ID",
        question: "ask/round",
        group: "said",
        paper: Paper::Line,
        headings: "tour-d-essai rencontre seance tour session meeting الجولة",
    },
    Spec {
        field: Field::Period,
        kind: Kind::Month,
        need: Need::Typed,
        option: "period",
        takes: "MONTH",
        question: "ask/period",
        group: "said",
        paper: Paper::Line,
        headings: "mois quel-mois periode month which-month الشهر",
    },
    Spec {
        field: Field::Source,
        kind: word::<Origin>(),
        need: Need::Always,
        option: "source",
        takes: "SOURCE",
        question: "ask/source",
        group: "said",
        paper: Paper::Boxes(3),
        headings: "qui-le-dit qui-parle qui-etes-vous origine de-qui-vient-la-remarque role vous-etes who-says-it \
                   who-said-it who-are-you you-are origin من-قال-ذلك",
    },
    Spec {
        field: Field::Channel,
        kind: word::<Channel>(),
        need: Need::Always,
        option: "channel",
        takes: "CHANNEL",
        question: "ask/channel",
        group: "said",
        paper: Paper::Boxes(2),
        headings: "canal comment recueil comment-la-remarque-a-t-elle-ete-recueillie how كيف",
    },
    Spec {
        field: Field::Count,
        kind: Kind::People,
        need: Need::Typed,
        option: "count",
        takes: "NUMBER",
        question: "ask/count",
        group: "said",
        paper: Paper::Line,
        headings: "nombre combien combien-de-personnes combien-de-personnes-le-disent nb nb-de-personnes \
                   nombre-de-personnes how-many how-many-people number-of-people number العدد عدد-الأشخاص كم-شخصا",
    },
    Spec {
        field: Field::Theme,
        kind: word::<Topic>(),
        need: Need::Always,
        option: "theme",
        takes: "THEME",
        question: "ask/theme",
        group: "remark",
        paper: Paper::Boxes(2),
        headings: "sujet probleme de-quoi-s-agit-il type-de-probleme quel-est-le-probleme categorie \
                   what-is-it-about topic problem what-is-the-problem category الموضوع",
    },
    Spec {
        field: Field::Section,
        kind: Kind::Section,
        need: Need::Optional,
        option: "section",
        takes: "ANCHOR",
        question: "ask/section",
        group: "tested",
        paper: Paper::Line,
        headings: "partie partie-du-guide quelle-partie rubrique part which-part القسم",
    },
    Spec {
        field: Field::Severity,
        kind: Kind::Level(&["1", "2", "3"]),
        need: Need::Always,
        option: "severity",
        takes: "SEVERITY",
        question: "ask/severity",
        group: "remark",
        paper: Paper::Boxes(3),
        headings: "gravite degre-de-gravite importance est-ce-grave how-serious seriousness الخطورة",
    },
    Spec {
        field: Field::Proposal,
        kind: Kind::Text(MOST_LETTERS),
        need: Need::Optional,
        option: "proposal",
        takes: "TEXT",
        question: "ask/proposal",
        group: "remark",
        paper: Paper::Line,
        headings: "proposition votre-proposition que-proposez-vous remarque votre-remarque vos-remarques remarques \
                   commentaire commentaires votre-commentaire suggestion suggestions votre-suggestion \
                   que-faudrait-il-ecrire-a-la-place your-proposal your-suggestion comment comments \
                   what-should-the-text-say-instead الاقتراح اقتراحك اقتراحكم",
    },
];

impl Field {
    /// All fields, in their order.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in files, in mappings, at the desk and in the program's words.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// All that is known of it.
    pub fn spec(self) -> &'static Spec {
        &TABLE[self as usize]
    }
}

/// The fields that are written into the head of a guide: all but the guide.
pub fn written() -> impl Iterator<Item = &'static Spec> {
    TABLE.iter().filter(|spec| !matches!(spec.kind, Kind::Guide))
}

/// The keys of a remark in a file, in the order in which they are written: what came in stands between its number and what
/// became of it, and `no_person` is the answer to a question about it.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let inner = written().map(|spec| spec.field.name());
    ["id"].into_iter().chain(inner).chain(["no_person", "decision", "resolved_in", "decided"])
}

impl Kind {
    /// The answers of a closed list; none when the field has none, or they are those of the toolkit.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Word { names, .. } | Self::Level(names) => names,
            _ => &[],
        }
    }

    /// Whether a value is written between quotes where YAML would take it for something else.
    pub fn is_quoted(self) -> bool {
        matches!(self, Self::Language | Self::Round | Self::Section | Self::Text(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_has_its_row() {
        for (place, spec) in TABLE.iter().enumerate() {
            assert_eq!(spec.field as usize, place, "{}", spec.field);
            let name = serde_json::to_value(spec.field).expect("a word");
            assert_eq!(name, spec.field.name(), "serde and strum give the same name");
        }
    }

    #[test]
    fn the_keys_of_a_file_are_those_that_are_read() {
        let schema = schemars::schema_for!(crate::guide::Feedback);
        let properties = schema.as_value()["properties"].as_object().expect("fields");
        let read: Vec<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(keys().collect::<Vec<_>>(), read);
    }
}
