//! Languages: any well-formed tag of BCP 47 is one.
//!
//! Letters, direction and plurals come from Unicode's data and never from an editor: two well-known toolkits printed
//! Dari and Urdu from left to right because somebody ticked the wrong box. Names come from `languages.yaml`, or from
//! the toolkit.

mod table;

use std::{cmp::Ordering, fmt, hash::Hash};

use icu_locale_core::Locale;
use serde::{Deserialize, Serialize};

use super::{Script, mismatch::Mismatch};
use table::Entry;

/// The way a script runs.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// `ltr` or `rtl`, as the HTML attribute `dir` has it.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// Whose small rules of print a language follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// No-break spaces before high marks and inside « ».
    French,
    /// Curled quotes.
    English,
    /// Only what holds everywhere.
    #[default]
    Plain,
}

/// A language. Two are equal when their tags are.
#[derive(Clone, Copy)]
pub struct Language(&'static Entry);

impl Language {
    /// The language of this tag; none when the tag is not well formed, or not written as BCP 47 writes it: `fa-AF`, not `fa-af`.
    ///
    /// The primary language has two or three letters, as ISO 639 gives them: so `diagnostics` and `README` are no languages.
    pub fn find(tag: &str) -> Option<Self> {
        table::find(tag, None).map(Self)
    }

    /// The language of a tag that is well formed but for its capitals and hyphens: of `FR` or `fa_af`.
    pub fn standard(tag: &str) -> Option<Self> {
        Self::find(&table::written(tag)?)
    }

    /// The language that somebody meant by a tag that is not its own: another writing (`FR`), a country (`ua`), a name (`dari`),
    /// a tag that another took the place of (`fra`).
    pub fn meant(tag: &str) -> Option<Self> {
        let other = |language: &Self| language.tag() != tag;
        let called = table::called(tag).and_then(Self::find);
        let standard = Self::standard(tag);
        let canonical = || Self::find(&table::canonical(standard?.tag())?);
        called.or(standard).filter(other).or_else(canonical).filter(other)
    }

    /// The language of this list that a reader of `self` reads best: itself, one of its kin in the same letters (`fa` for `fa-AF`,
    /// `pt` for `pt-BR`), or one that `languages.yaml` calls near; none when none is near.
    pub fn nearest(self, among: impl IntoIterator<Item = Self>) -> Option<Self> {
        let near = |other: &Self| {
            let kin = other.locale().id.language == self.locale().id.language;
            kin && other.script() == self.script() || self.0.near.iter().any(|tag| tag == other.tag())
        };
        let near: Vec<Self> = among.into_iter().filter(near).collect();
        if near.len() < 2 {
            return near.first().copied();
        }
        let chain = table::chain(self.locale());
        let rank = |other: &Self| {
            let place = chain.iter().position(|tag| *tag == other.locale().to_string());
            let kind = self.0.near.iter().position(|tag| tag == other.tag());
            (*other != self, place.unwrap_or(usize::MAX), kind.map_or(0, |place| place + 1))
        };
        near.into_iter().min_by_key(rank)
    }

    /// Whether Unicode knows the language, whoever named it here: such a tag is no slip of the pen.
    pub fn is_spoken(self) -> bool {
        table::is_spoken(self.0)
    }

    /// The languages that `languages.yaml` names, in the order of their tags.
    pub fn all() -> impl Iterator<Item = Self> {
        table::tags().filter_map(Self::find)
    }

    /// The same language under the name that a toolkit gives it.
    pub fn named(self, name: &str) -> Self {
        table::find(self.0.tag, Some(name)).map_or(self, Self)
    }

    /// The tag that names files and folders, such as `fr-simple`.
    pub fn tag(self) -> &'static str {
        self.0.tag
    }

    /// The value of the HTML attribute `lang`: a valid BCP 47 tag.
    ///
    /// `fr` for `fr-simple`: that tag is registered, but old phones know no voice by it.
    pub fn html(self) -> &'static str {
        self.0.html
    }

    /// The name of the language in the language itself; its tag when nobody has named it.
    pub fn name(self) -> &'static str {
        self.0.name.unwrap_or(self.0.tag)
    }

    /// Whether somebody has named it.
    pub fn has_name(self) -> bool {
        self.0.name.is_some()
    }

    /// The language without region, letters and variants: `fr` of `fr-CA`.
    pub fn primary(self) -> &'static str {
        self.0.html.split('-').next().unwrap_or(self.0.html)
    }

    /// The region, such as `AF`, when the tag names one by letters.
    pub fn region(self) -> Option<&'static str> {
        let mut parts = self.0.html.split('-').skip(1).take_while(|part| part.len() > 1);
        parts.find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
    }

    /// The script in which the language is written: it decides on fonts and direction.
    pub fn script(self) -> Script {
        self.0.script
    }

    /// The direction in which the script runs.
    pub fn direction(self) -> Direction {
        self.0.direction
    }

    /// The small rules of print, such as the space before a colon.
    pub fn style(self) -> Style {
        self.0.style
    }

    /// The words that stay on the line of the number before them: `mois` of "36 mois".
    pub fn units(self) -> &'static [&'static str] {
        &self.0.units
    }

    /// The tag by which Unicode's data know it: `fa-AF` for `prs`.
    pub(super) fn locale(self) -> &'static Locale {
        &self.0.locale
    }
}

/// What stands in where nobody names a language: the base theme has all its words in it, and so have the papers of
/// the country where this program is at home.
impl Default for Language {
    fn default() -> Self {
        Self::find("fr").expect("a well-formed tag")
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
        Self::find(&tag).ok_or_else(|| Mismatch::Language(tag).error())
    }
}
impl schemars::JsonSchema for Language {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Language".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let tags: Vec<&str> = table::tags().collect();
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
            "examples": tags,
            "description": "A language tag (BCP 47).",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::find(tag).expect(tag)
    }

    #[test]
    fn every_row_of_the_data_is_a_language_with_a_name() {
        let all: Vec<Language> = Language::all().collect();
        assert!(all.len() > 30 && all.is_sorted());
        for language in all {
            assert_eq!(Language::find(language.tag()), Some(language));
            assert!(language.has_name(), "{language}");
        }
    }

    #[test]
    fn the_direction_is_that_of_the_letters() {
        let rtl =
            ["ar", "ps", "fa", "fa-AF", "prs", "ur", "he", "ckb", "ff-Adlm", "pa-PK", "pa-Arab", "ku-Arab"];
        for tag in rtl {
            assert_eq!(language(tag).direction(), Direction::Rtl, "{tag}");
        }
        for tag in ["fr", "ti", "pa", "uk", "tr", "kmr", "ff", "bci", "zh", "ar-Latn"] {
            assert_eq!(language(tag).direction(), Direction::Ltr, "{tag}");
        }
    }

    #[test]
    fn letters_come_from_unicode() {
        let script = |tag| format!("{:?}", language(tag).script());
        let tags = ["fr-simple", "am", "ti", "uk", "ckb", "prs", "pa", "bm", "snk", "kmr", "bci", "ff-Adlm"];
        let scripts = "Latn Ethi Ethi Cyrl Arab Arab Guru Latn Latn Latn Latn Adlm";
        assert_eq!(tags.map(script).join(" "), scripts);
    }

    #[test]
    fn a_tag_is_written_as_the_standard_writes_it() {
        for tag in
            ["", "f", "FR", "fa-af", "fa_AF", "dari", "README", "notes", "fr--CA", "français", "fr-", "-fr"]
        {
            assert_eq!(Language::find(tag), None, "{tag}");
        }
        assert_eq!(Language::find(&format!("fr{}", "-abcde1".repeat(9))), None);
    }

    #[test]
    fn a_name_is_the_data_s_or_the_toolkit_s() {
        let baoule = language("bci");
        assert!((baoule.name(), baoule.has_name()) == ("bci", false));
        let named = baoule.named("Baoulé");
        assert!((named.name(), named.has_name(), named == baoule) == ("Baoulé", true, true));
        assert_eq!(language("bci").name(), "bci");
        assert_eq!((language("fr-CA").style(), language("fr-CA").name()), (Style::French, "fr-CA"));
    }

    #[test]
    fn what_people_write_for_a_language_leads_to_it() {
        let meant = |tag| Language::meant(tag).map(Language::tag);
        for (written, tag) in [
            ("ua", "uk"),
            ("UA", "uk"),
            ("cz", "cs"),
            ("gr", "el"),
            ("jp", "ja"),
            ("ir", "fa"),
            ("dari", "fa-AF"),
            ("kurde", "kmr"),
            ("Français", "fr"),
            ("Géorgien", "ka"),
            ("pashto", "ps"),
            ("soninké", "snk"),
            ("PT", "pt"),
            ("fa_af", "fa-AF"),
            ("fra", "fr"),
            ("ara", "ar"),
            ("iw", "he"),
            ("prs", "fa-AF"),
        ] {
            assert_eq!(meant(written), Some(tag), "{written}");
        }
        for tag in ["fr", "bg", "zh", "vi", "zzz", "notes", "README", "", "bci", "sr-Latn"] {
            assert_eq!(meant(tag), None, "{tag}");
        }
        assert!(language("bg").is_spoken() && language("bci").is_spoken() && !language("rf").is_spoken());
    }

    #[test]
    fn a_reader_gets_the_nearest_language() {
        let nearest = |tag: &str, among: &[&str]| {
            language(tag).nearest(among.iter().map(|tag| language(tag))).map(Language::tag)
        };
        for (tag, among, near) in [
            ("fa-AF", &["fr", "ar", "fa"][..], Some("fa")),
            ("prs", &["fr", "fa"], Some("fa")),
            ("prs", &["fr", "fa", "fa-AF"], Some("fa-AF")),
            ("fa", &["fr", "fa-AF"], Some("fa-AF")),
            ("fa", &["fa-AF", "fa"], Some("fa")),
            ("pt-BR", &["en", "pt"], Some("pt")),
            ("pt-AO", &["pt-BR", "pt-PT", "pt"], Some("pt-PT")),
            ("en-GB", &["fr", "en"], Some("en")),
            ("ary", &["fr", "ar"], Some("ar")),
            ("nb", &["da", "no"], Some("no")),
            ("fr-simple", &["ar", "fr"], Some("fr")),
            ("zh-TW", &["zh-Hans", "zh-Hant"], Some("zh-Hant")),
            // Other letters are no help to a reader, nor is another language.
            ("sr-Latn", &["fr", "sr"], None),
            ("pa-Arab", &["pa", "ur"], None),
            ("ckb", &["kmr", "ar", "fa"], None),
            ("uk", &["ru", "fr"], None),
            ("ps", &["fa", "ur"], None),
        ] {
            assert_eq!(nearest(tag, among), near, "{tag} among {among:?}");
        }
    }

    #[test]
    fn easy_french_is_french_to_a_browser() {
        let easy = language("fr-simple");
        assert_eq!((easy.html(), easy.name(), easy.style()), ("fr", "Français facile à lire", Style::French));
        assert_eq!((easy.primary(), easy.region()), ("fr", None));
        assert_eq!((language("fa-AF").primary(), language("fa-AF").region()), ("fa", Some("AF")));
        assert_eq!(language("ff-Adlm").region(), None);
    }
}
