//! Every language that was asked for, worked out once and kept for good: so a language is one pointer.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{LazyLock, PoisonError, RwLock},
};

use icu_locale::{
    LocaleCanonicalizer, LocaleDirectionality, LocaleExpander, LocaleFallbacker,
    fallback::LocaleFallbackConfig,
};
use icu_locale_core::{LanguageIdentifier, Locale};
use serde::Deserialize;

use super::{Direction, Style};
use crate::Script;

/// The longest tag that is read: RFC 5646, section 4.4.1, asks programs for this many characters.
const LONGEST_TAG: usize = 35;

/// What is known of one language.
pub struct Entry {
    pub tag: &'static str,
    pub html: &'static str,
    pub name: Option<&'static str>,
    pub script: Script,
    pub direction: Direction,
    pub style: Style,
    /// The words that count what a number before them says.
    pub units: Vec<&'static str>,
    pub locale: Locale,
    /// The languages that its readers read, too, the nearest first.
    pub near: &'static [String],
}

/// A line of `languages.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    html: Option<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    typography: Option<Style>,
    #[serde(default)]
    units: String,
}

static ROWS: LazyLock<BTreeMap<String, Row>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("../languages.yaml")).expect("a test reads the program's own data")
});

/// By tag, and by the name that a toolkit gives.
type Known = HashMap<(&'static str, Option<&'static str>), &'static Entry>;

static KNOWN: LazyLock<RwLock<Known>> = LazyLock::new(RwLock::default);

/// The tags of the data, in order.
pub fn tags() -> impl Iterator<Item = &'static str> {
    ROWS.keys().map(String::as_str)
}

/// The tag as the standard writes it, when the letters of `tag` are one in other cases.
pub fn written(tag: &str) -> Option<String> {
    let plain = tag.replace('_', "-");
    let locale: Locale = plain.parse().ok()?;
    let is_iso = matches!(locale.id.language.as_str().len(), 2 | 3);
    (is_iso && plain.len() <= LONGEST_TAG).then(|| locale.to_string())
}

/// The tag of the language that people call so, who do not know its tag: `uk` of `ua`, `fa-AF` of `dari`.
pub fn called(name: &str) -> Option<&'static str> {
    let name = crate::slug::slug(name);
    ROWS.iter().find(|(_, row)| row.also.contains(&name)).map(|(tag, _)| tag.as_str())
}

/// The tag that took the place of another one: `fr` of `fra`, `he` of `iw`.
pub fn canonical(tag: &str) -> Option<String> {
    let mut locale: Locale = tag.parse().ok()?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    Some(locale.to_string())
}

/// The language of a well-formed tag, under this name if there is one.
pub fn find(tag: &str, name: Option<&str>) -> Option<&'static Entry> {
    if let Some(entry) = get(&KNOWN.read().unwrap_or_else(PoisonError::into_inner), tag, name) {
        return Some(entry);
    }
    let entry = entry(tag, name)?;
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    Some(known.entry((entry.tag, name.and(entry.name))).or_insert_with(|| Box::leak(Box::new(entry))))
}

/// The keys of the table live for good, those that are looked up need not.
fn get<'a>(
    known: &HashMap<(&'a str, Option<&'a str>), &'static Entry>,
    tag: &'a str,
    name: Option<&'a str>,
) -> Option<&'static Entry> {
    known.get(&(tag, name)).copied()
}

fn entry(tag: &str, name: Option<&str>) -> Option<Entry> {
    if written(tag).as_deref() != Some(tag) {
        return None;
    }
    let row = ROWS.get(tag);
    let html = row.and_then(|row| row.html.as_deref()).unwrap_or(tag);
    let mut locale: Locale = html.parse().ok()?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    let (script, direction) = letters(&locale.id);
    let kin = [tag, html, html.split('-').next().unwrap_or(html)];
    let style = kin.iter().find_map(|tag| ROWS.get(*tag)?.typography);
    let units = kin.iter().filter_map(|tag| ROWS.get(*tag)).find(|row| !row.units.is_empty());
    let keep = |text: &str| -> &'static str { Box::leak(text.into()) };
    Some(Entry {
        tag: keep(tag),
        html: keep(html),
        name: name.map(keep).or(row.map(|row| row.name.as_str())),
        script,
        direction,
        style: style.unwrap_or_default(),
        units: units.map_or_else(Vec::new, |row| row.units.split(' ').collect()),
        locale,
        near: row.map_or(&[], |row| &row.near),
    })
}

/// The locales from which the words of a locale may be taken, the nearest first, as CLDR says: `fa-AF`, `fa`.
pub fn chain(locale: &Locale) -> Vec<String> {
    let mut chain =
        LocaleFallbacker::new().for_config(LocaleFallbackConfig::default()).fallback_for(locale.into());
    let mut tags = Vec::new();
    // A chain ends at `und`, which is no language.
    while !chain.get().is_unknown() {
        tags.push(chain.get().to_string());
        chain.step();
    }
    tags
}

/// Whether Unicode's data say anything of a language, so that its tag is no slip of the pen.
pub fn is_spoken(entry: &Entry) -> bool {
    LocaleExpander::new_extended().get_likely_script(&entry.locale.id.language.into()).is_some()
}

/// The letters in which a language is most often written, and the way they run; Latin ones when Unicode knows none.
fn letters(id: &LanguageIdentifier) -> (Script, Direction) {
    let script = LocaleExpander::new_extended().get_likely_script(id);
    let rtl = LocaleDirectionality::new_extended().is_right_to_left(id);
    (script.map_or(Script::LATIN, Script::new), if rtl { Direction::Rtl } else { Direction::Ltr })
}
