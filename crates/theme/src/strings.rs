//! The words of the interface: `strings/<tag>.yaml`, nested maps of texts.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de};
use tera::Value;

use super::{files::Files, functions::filled};
use trousseau_core::{
    diagnostic::{Diagnostic, Place},
    source::Source,
    yaml,
};
use trousseau_text::{Language, typography::typography};

/// Texts of pages that only partners read, in the source language: other languages may do without them.
const FOR_PARTNERS: [&str; 2] = ["report", "board"];

/// Texts that a language may do without; no other language's may stand in.
const OPTIONAL: [&str; 1] = ["date.first"];

/// The words of one language, complete.
#[derive(Clone, Debug)]
pub struct Strings {
    /// The language for which they stand.
    pub language: Language,
    /// Their own language: another one when the theme has no words in this one.
    pub spoken: Language,
    /// The words as templates get them.
    pub value: Value,
    texts: BTreeMap<String, String>,
}

/// Texts by name, as deep as the theme likes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(BTreeMap<String, Tree>),
}

/// What templates get: the words, and whose they are when they are not the page's language's.
#[derive(Serialize)]
struct Spoken<'a> {
    lang: Option<&'static str>,
    dir: Option<&'static str>,
    #[serde(flatten)]
    words: &'a Tree,
}

/// Reads the words of these languages; the first is the source language. Every language gets words.
///
/// Missing texts come from the source language, and those that it lacks from French.
pub fn read(
    files: &Files,
    theme: &str,
    languages: &[Language],
    notes: &mut Vec<Diagnostic>,
) -> BTreeMap<Language, Strings> {
    let french = Language::french();
    let source = languages.first().copied().unwrap_or(french);
    let base = tree(files, french, notes).unwrap_or_else(|| Tree::Map(BTreeMap::new()));
    let mut out = BTreeMap::new();
    out.insert(french, strings(french, french, &base));
    let mut first = base.clone();
    for language in languages.iter().copied() {
        if language == french {
            continue;
        }
        let Some(own) = tree(files, language, notes) else {
            // Easy French speaks to readers with the interface of French.
            if let Some(kin) =
                Language::find(language.html()).filter(|kin| *kin == french && *kin != language)
            {
                out.insert(language, strings(language, kin, &base));
                continue;
            }
            let place = Place::file(&format!("themes/{theme}/strings/{language}.yaml").into());
            let instead = if language == source { french } else { source };
            notes.push(
                Diagnostic::warning("theme/strings-missing", place)
                    .with("language", language)
                    .with("instead", instead),
            );
            out.insert(language, strings(language, instead, &first));
            continue;
        };
        let full = complete(files, (language, source), own, &base, &first, notes);
        if language == source {
            first = full.clone();
        }
        out.insert(language, strings(language, language, &full));
    }
    out
}

fn strings(language: Language, spoken: Language, words: &Tree) -> Strings {
    let mut texts = BTreeMap::new();
    flatten(words, &mut String::new(), &mut texts);
    let other = language.html() != spoken.html();
    let value = Value::from_serializable(&Spoken {
        lang: other.then(|| spoken.html()),
        dir: other.then(|| spoken.direction().name()),
        words,
    });
    Strings { language, spoken, value, texts }
}

/// The words of the file, the default theme's first and the toolkit's over them; none without a file.
fn tree(files: &Files, language: Language, notes: &mut Vec<Diagnostic>) -> Option<Tree> {
    let path = format!("strings/{language}.yaml");
    let mut read = |source: &Source| -> Option<Tree> {
        match source.text() {
            Ok(text) => {
                let mut tree: Tree = yaml::read(text, &source.path, 0).tell(notes)?;
                set(&mut tree, language);
                Some(tree)
            }
            Err(note) => {
                notes.push(note);
                None
            }
        }
    };
    let default = files.default.get(&path).and_then(&mut read);
    match (files.own.get(&path).and_then(&mut read), default) {
        (Some(mut own), Some(default)) => {
            fill(&mut own, &default, "", &mut Vec::new());
            Some(own)
        }
        (own, default) => own.or(default),
    }
}

/// The words with the typography of their language.
fn set(tree: &mut Tree, language: Language) {
    match tree {
        Tree::Text(text) => *text = typography(text, language),
        Tree::List(list) => list.iter_mut().for_each(|tree| set(tree, language)),
        Tree::Map(map) => map.values_mut().for_each(|tree| set(tree, language)),
    }
}

fn complete(
    files: &Files,
    (language, source): (Language, Language),
    mut own: Tree,
    base: &Tree,
    first: &Tree,
    notes: &mut Vec<Diagnostic>,
) -> Tree {
    let blanks = odd_blanks(&own, base);
    let mut missing = Vec::new();
    fill(&mut own, first, "", &mut missing);
    if language != source {
        missing.retain(|path| !FOR_PARTNERS.contains(&path.split('.').next().unwrap_or_default()));
    }
    let Some(file) = files.get(&format!("strings/{language}.yaml")) else { return own };
    let warning = |code, keys: Vec<String>| {
        Diagnostic::warning(code, Place::file(&file.path))
            .with("language", language)
            .with("count", keys.len())
            .with("keys", keys.join(", "))
    };
    if !missing.is_empty() {
        notes.push(warning("theme/strings-incomplete", missing));
    }
    if !blanks.is_empty() {
        notes.push(warning("theme/strings-blank", blanks));
    }
    own
}

/// Fills what is missing from other words and names it.
fn fill(own: &mut Tree, from: &Tree, path: &str, missing: &mut Vec<String>) {
    match (own, from) {
        (Tree::Map(own), Tree::Map(from)) => {
            for (key, value) in from {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match own.get_mut(key) {
                    Some(own) => fill(own, value, &path, missing),
                    None if OPTIONAL.contains(&path.as_str()) => {}
                    None => {
                        own.insert(key.clone(), value.clone());
                        missing.push(path);
                    }
                }
            }
        }
        (Tree::Text(_), Tree::Text(_)) => {}
        (Tree::List(own), Tree::List(from)) if own.len() == from.len() => {}
        (own, from) => {
            *own = from.clone();
            missing.push(path.to_owned());
        }
    }
}

/// The texts whose `{blanks}` are not those of the French text: a figure would be left out, or a brace printed.
fn odd_blanks(own: &Tree, base: &Tree) -> Vec<String> {
    let (mut own_texts, mut base_texts) = (BTreeMap::new(), BTreeMap::new());
    flatten(own, &mut String::new(), &mut own_texts);
    flatten(base, &mut String::new(), &mut base_texts);
    own_texts
        .iter()
        .filter(|(path, text)| base_texts.get(*path).is_some_and(|base| blanks(base) != blanks(text)))
        .map(|(path, _)| path.clone())
        .collect()
}

fn blanks(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn flatten(tree: &Tree, path: &mut String, into: &mut BTreeMap<String, String>) {
    let mut go = |name: &str, tree: &Tree| {
        let length = path.len();
        if length > 0 {
            path.push('.');
        }
        path.push_str(name);
        flatten(tree, path, into);
        path.truncate(length);
    };
    match tree {
        Tree::Map(map) => map.iter().for_each(|(key, tree)| go(key, tree)),
        Tree::List(list) => list.iter().enumerate().for_each(|(at, tree)| go(&at.to_string(), tree)),
        Tree::Text(text) => {
            into.insert(path.clone(), text.clone());
        }
    }
}

impl Strings {
    /// The text at a path such as `alert.important`; "" when nobody wrote it.
    pub fn get(&self, path: &str) -> &str {
        self.texts.get(path).map_or("", String::as_str)
    }

    /// A day in words: "21 novembre 2026".
    pub fn date(&self, day: Date) -> String {
        let month = self.get(&format!("date.months.{}", day.month() - 1));
        let number = match self.get("date.first") {
            first if day.day() == 1 && !first.is_empty() => first.to_owned(),
            _ => day.day().to_string(),
        };
        let pattern = match self.get("date.pattern") {
            "" => "{day} {month} {year}",
            pattern => pattern,
        };
        pattern.replace("{day}", &number).replace("{month}", month).replace("{year}", &day.year().to_string())
    }

    /// The size of a file: "84 ko", "1,2 Mo".
    pub fn size(&self, bytes: u64) -> String {
        let (path, standard, number) = if bytes < 1_000_000 {
            ("links.kilobytes", "{number} kB", bytes.div_ceil(1000).max(1).to_string())
        } else {
            ("links.megabytes", "{number} MB", format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10))
        };
        let text = Some(self.get(path)).filter(|text| !text.is_empty()).unwrap_or(standard);
        let number = self.number(&number);
        filled(text, |name| (name == "number").then_some(&number)).replace(' ', "\u{a0}")
    }

    /// A number such as "2951" or "-2.24" in groups of three digits, with the decimal mark of the language.
    pub fn number(&self, number: &str) -> String {
        let (sign, bare) = number.strip_prefix('-').map_or(("", number), |bare| ("-", bare));
        let (whole, decimals) = bare.split_once('.').unwrap_or((bare, ""));
        if !bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return number.to_owned();
        }
        // A number is never cut by the end of a line.
        let group = self.get("number.group").replace(' ', "\u{202f}");
        let mut out = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push_str(&group);
            }
            out.push(digit);
        }
        if !decimals.is_empty() {
            out.push_str(Some(self.get("number.decimal")).filter(|mark| !mark.is_empty()).unwrap_or("."));
            out.push_str(decimals);
        }
        out
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Tree;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text, a list or keys and values")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
                Ok(Tree::Text(text.to_owned()))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Tree, E> {
                Ok(Tree::Map(BTreeMap::new()))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Tree::List(list))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
                let mut map = BTreeMap::new();
                while let Some((key, value)) = entries.next_entry()? {
                    map.insert(key, value);
                }
                Ok(Tree::Map(map))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests;
