//! The languages that the program knows: tag, own name, script, direction.
//!
//! The direction comes from this table and never from an editor: two well-known toolkits printed
//! Dari and Urdu from left to right because somebody ticked the wrong box.

use std::{cmp::Ordering, fmt, hash::Hash};

use serde::{Deserialize, Serialize};

/// The way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML attribute `dir`.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// A family of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Ethiopic,
    Bengali,
    Georgian,
    Armenian,
    Tamil,
    Hebrew,
}

struct Entry {
    tag: &'static str,
    name: &'static str,
    script: Script,
}

const fn entry(tag: &'static str, name: &'static str, script: Script) -> Entry {
    Entry { tag, name, script }
}

/// One row per language; tags are BCP 47, names are in the language itself.
static TABLE: &[Entry] = &[
    entry("am", "አማርኛ", Script::Ethiopic),
    entry("ar", "العربية", Script::Arabic),
    entry("az", "Azərbaycanca", Script::Latin),
    entry("bm", "Bamanankan", Script::Latin),
    entry("bn", "বাংলা", Script::Bengali),
    entry("ckb", "کوردی", Script::Arabic),
    entry("de", "Deutsch", Script::Latin),
    entry("en", "English", Script::Latin),
    entry("es", "Español", Script::Latin),
    entry("fa", "فارسی", Script::Arabic),
    entry("fa-AF", "دری", Script::Arabic),
    entry("ff", "Pulaar", Script::Latin),
    entry("fr", "Français", Script::Latin),
    entry("fr-simple", "Français facile", Script::Latin),
    entry("he", "עברית", Script::Hebrew),
    entry("hy", "Հայերեն", Script::Armenian),
    entry("it", "Italiano", Script::Latin),
    entry("ka", "ქართული", Script::Georgian),
    entry("kmr", "Kurmancî", Script::Latin),
    entry("ln", "Lingála", Script::Latin),
    entry("nl", "Nederlands", Script::Latin),
    entry("pl", "Polski", Script::Latin),
    entry("ps", "پښتو", Script::Arabic),
    entry("pt", "Português", Script::Latin),
    entry("ro", "Română", Script::Latin),
    entry("ru", "Русский", Script::Cyrillic),
    entry("snk", "Sooninkanxanne", Script::Latin),
    entry("so", "Soomaali", Script::Latin),
    entry("sq", "Shqip", Script::Latin),
    entry("sw", "Kiswahili", Script::Latin),
    entry("ta", "தமிழ்", Script::Tamil),
    entry("ti", "ትግርኛ", Script::Ethiopic),
    entry("tr", "Türkçe", Script::Latin),
    entry("uk", "Українська", Script::Cyrillic),
    entry("ur", "اردو", Script::Arabic),
    entry("wo", "Wolof", Script::Latin),
];

/// A language of the table.
#[derive(Clone, Copy)]
pub struct Language(&'static Entry);

impl Language {
    /// French, the language in which the partners write and in which the papers are.
    pub fn french() -> Self {
        Self::find("fr").expect("French is in the table")
    }

    /// The language with this tag, if the table has it. Case counts, as in file names.
    pub fn find(tag: &str) -> Option<Self> {
        let place = TABLE.binary_search_by(|entry| entry.tag.cmp(tag)).ok()?;
        Some(Self(&TABLE[place]))
    }

    /// All languages, in the order of their tags.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(Self)
    }

    /// The tag that names files and folders, such as `fr-simple`.
    pub fn tag(self) -> &'static str {
        self.0.tag
    }

    /// The value of the HTML attribute `lang`: a valid BCP 47 tag.
    ///
    /// "Easy French" has no registered tag of its own; `fr` is the honest answer for a screen reader.
    pub fn html(self) -> &'static str {
        if self.0.tag == "fr-simple" { "fr" } else { self.0.tag }
    }

    /// The name of the language in the language itself.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Its letters.
    pub fn script(self) -> Script {
        self.0.script
    }

    /// Its direction.
    pub fn direction(self) -> Direction {
        match self.0.script {
            Script::Arabic | Script::Hebrew => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.0.tag == other.0.tag
    }
}
impl Eq for Language {}
impl PartialOrd for Language {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Language {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.tag.cmp(other.0.tag)
    }
}
impl Hash for Language {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.tag.hash(state);
    }
}
impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.tag)
    }
}
impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.tag)
    }
}
impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.tag)
    }
}
impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        Self::find(&tag).ok_or_else(|| {
            let known: Vec<&str> = TABLE.iter().map(|entry| entry.tag).collect();
            serde::de::Error::custom(format_args!("language|{tag}|{}", known.join(" ")))
        })
    }
}
impl schemars::JsonSchema for Language {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Language".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let tags: Vec<&str> = TABLE.iter().map(|entry| entry.tag).collect();
        schemars::json_schema!({ "type": "string", "enum": tags, "description": "A language tag (BCP 47)." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_finds_each_of_its_rows() {
        assert!(TABLE.is_sorted_by(|a, b| a.tag < b.tag));
        for language in Language::all() {
            assert_eq!(Language::find(language.tag()), Some(language));
        }
    }

    #[test]
    fn arabic_script_runs_from_right_to_left() {
        for tag in ["ar", "ps", "fa", "fa-AF", "ur", "ckb"] {
            assert_eq!(Language::find(tag).expect(tag).direction(), Direction::Rtl, "{tag}");
        }
        for tag in ["fr", "ti", "uk", "tr", "kmr"] {
            assert_eq!(Language::find(tag).expect(tag).direction(), Direction::Ltr, "{tag}");
        }
    }
}
