//! The words of the interface: `strings/<tag>.yaml`, nested maps of texts.

mod as_written;
mod draft;
mod unknown;

pub use as_written::{own_words, source_words};

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use super::files::Files;
use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    messages::{
        message::{Message, blanks, filled},
        tree::Tree,
    },
    source::Source,
};
use trousseau_text::{Language, plural::Category, typography::typography};

/// The parts of the strings that only partners read, in the source language: other languages need not have them.
const FOR_PARTNERS: [&str; 2] = ["report", "board"];

/// Keys that a language need not have, and for which no other language's text is used.
const OPTIONAL: [&str; 2] = ["date.first", OWN_NAME];

/// The key of the language's own name, as lists of leaflets say it: no other language's text is used for it either.
const OWN_NAME: &str = "print.language";

/// The most keys that a diagnostic names.
const MOST_NAMED: usize = 12;

/// The strings of one language, with those of another one where some are missing.
#[derive(Clone, Debug)]
pub struct Strings {
    /// The language of the pages that use them.
    pub language: Language,
    /// The language in which they are: another one when the theme has no strings in `language`.
    pub spoken: Language,
    /// The strings as templates get them: nested maps, under `t`.
    pub value: Value,
    texts: BTreeMap<String, Message>,
    borrowed: Borrowed,
}

/// The language in which the default theme has all its words: what others lack comes from it.
pub fn base() -> Language {
    Language::default()
}

/// What templates get: the strings and, when they are not in the page's language, their `lang` and `dir`.
#[derive(Serialize)]
struct Spoken<'a> {
    lang: Option<&'static str>,
    dir: Option<&'static str>,
    #[serde(flatten)]
    words: &'a Tree,
}

/// Reads the words of these languages; the first is the source language. Every language gets words.
///
/// Missing texts come from the source language, and those that it lacks from the language of the default theme.
pub fn read(
    files: &Files,
    theme: &str,
    languages: &[Language],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Language, Strings> {
    let home = self::base();
    let source = languages.first().copied().unwrap_or(home);
    let base = tree(files, home, diagnostics).unwrap_or_default();
    let mut out = BTreeMap::new();
    out.insert(home, strings(home, home, &base, (Vec::new(), home)));
    let mut first = (home, base.clone());
    for language in languages.iter().copied().filter(|language| *language != home) {
        let mut borrowed = Vec::new();
        let (spoken, words) = match own(files, language, diagnostics) {
            Some((spoken, own)) => {
                // What a file lacks is told once, for the language that it is in.
                let told = spoken != language && (spoken == home || languages.contains(&spoken));
                let diagnostics = if told { &mut Vec::new() } else { &mut *diagnostics };
                let all = complete(files, (spoken, source), own, (&base, &first.1), diagnostics);
                borrowed = all.1;
                (spoken, all.0)
            }
            None => {
                let place = Place::file(&format!("themes/{theme}/strings/{language}.yaml").into());
                let diagnostic = Diagnostic::new(rule::theme::STRINGS_MISSING, place);
                diagnostics.push(diagnostic.with("language", language).with("instead", first.0));
                first.clone()
            }
        };
        out.insert(language, strings(language, spoken, &words, (borrowed, first.0)));
        if language == source {
            first = (spoken, words);
        }
    }
    diagnostics.extend(unknown::unknown(files));
    out
}

/// The words in a language, or in the nearest that has some: `en` for `en-GB`, `fa` for Dari, `fr` for easy French.
fn own(files: &Files, language: Language, diagnostics: &mut Vec<Diagnostic>) -> Option<(Language, Tree)> {
    let names = files.default.keys().chain(files.own.keys());
    let tags = names.filter_map(|path| path.strip_prefix("strings/")?.strip_suffix(".yaml"));
    let near = language.nearest(tags.filter_map(Language::find)).filter(|near| *near != language);
    let mut spoken = [Some(language), near].into_iter().flatten();
    spoken.find_map(|spoken| Some((spoken, tree(files, spoken, diagnostics)?)))
}

/// The paths of what a file lacks, and the language that stands in there.
type Borrowed = (Vec<String>, Language);

fn strings(language: Language, spoken: Language, words: &Tree, borrowed: Borrowed) -> Strings {
    let own = language == spoken && !lacks(&borrowed.0, OWN_NAME);
    let words = &named(words.clone(), language, !own);
    let texts = words.flat();
    let other = language.html() != spoken.html();
    let value = Value::from_serializable(&Spoken {
        lang: other.then(|| spoken.html()),
        dir: other.then(|| spoken.direction().name()),
        words,
    });
    Strings { language, spoken, value, texts, borrowed }
}

/// Whether a path, or what it lies in, is in a list.
fn lacks(list: &[String], path: &str) -> bool {
    list.iter().any(|lacking| {
        path.strip_prefix(lacking.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// The words with the language's own name where its file gives none: a leaflet in Ukrainian is no leaflet in French, whoever's
/// words stand in.
fn named(mut words: Tree, language: Language, borrowed: bool) -> Tree {
    let (group, name) = OWN_NAME.split_once('.').unwrap_or_default();
    if let Tree::Map(all) = &mut words
        && let Some(Tree::Map(group)) = all.get_mut(group)
        && (borrowed || !group.contains_key(name))
    {
        group.insert(name.to_owned(), Tree::Message(Message::Text(language.name().to_owned())));
    }
    words
}

/// The strings of a file: the default theme's, replaced key by key by the toolkit's; `None` when neither has one.
fn tree(files: &Files, language: Language, diagnostics: &mut Vec<Diagnostic>) -> Option<Tree> {
    tree_in(files, language, typography, diagnostics)
}

/// The same, each text as `print` sets it.
fn tree_in(
    files: &Files,
    language: Language,
    print: fn(&str, Language) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Tree> {
    let path = format!("strings/{language}.yaml");
    let mut read = |source: &Source| -> Option<Tree> {
        match source.text() {
            Ok(text) => {
                let tree = Tree::read(text, &source.path, language, print).collect_into(diagnostics);
                tree.and_then(|tree| written(tree, ""))
            }
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
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

fn complete(
    files: &Files,
    (language, source): (Language, Language),
    mut own: Tree,
    (base, first): (&Tree, &Tree),
    diagnostics: &mut Vec<Diagnostic>,
) -> (Tree, Vec<String>) {
    let blanks = odd_blanks(&own, base);
    let mut missing = Vec::new();
    fill(&mut own, first, "", &mut missing);
    let borrowed = missing.clone();
    if language != source {
        missing.retain(|path| !FOR_PARTNERS.contains(&path.split('.').next().unwrap_or_default()));
    }
    let Some(file) = files.get(&format!("strings/{language}.yaml")) else { return (own, borrowed) };
    let warning = |code, keys: Vec<String>| {
        let more = if keys.len() > MOST_NAMED { ", …" } else { "" };
        let named = keys.get(..MOST_NAMED).unwrap_or(&keys).join(", ");
        Diagnostic::new(code, Place::file(&file.path))
            .with("language", language)
            .with("count", keys.len())
            .with("keys", format!("{named}{more}"))
    };
    if !missing.is_empty() {
        diagnostics.push(warning(rule::theme::STRINGS_INCOMPLETE, missing));
    }
    if !blanks.is_empty() {
        diagnostics.push(warning(rule::theme::STRINGS_BLANK, blanks));
    }
    (own, borrowed)
}

/// What somebody has written of these words: an empty text waits for its translation, but for one between the digits of a number.
fn written(tree: Tree, path: &str) -> Option<Tree> {
    match tree {
        Tree::Message(Message::Text(text)) if text.is_empty() && !path.starts_with("number.") => None,
        Tree::Message(Message::Plural(mut plural)) => {
            plural.forms.retain(|_, form| !form.is_empty());
            (!plural.forms.is_empty()).then_some(Tree::Message(Message::Plural(plural)))
        }
        Tree::Message(text) => Some(Tree::Message(text)),
        Tree::List(list) => {
            list.into_iter().map(|one| written(one, path)).collect::<Option<_>>().map(Tree::List)
        }
        Tree::Map(map) if map.is_empty() => Some(Tree::Map(map)),
        Tree::Map(map) => {
            let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            let map: BTreeMap<_, _> = map
                .into_iter()
                .filter_map(|(key, one)| Some((key.clone(), written(one, &below(&key))?)))
                .collect();
            (!map.is_empty()).then_some(Tree::Map(map))
        }
    }
}

/// The file of a language for somebody to translate: see `draft`.
pub fn to_translate(files: &Files, language: Language, source: Language) -> String {
    let base = tree(files, self::base(), &mut Vec::new()).unwrap_or_default();
    let mut first = tree(files, source, &mut Vec::new()).unwrap_or_default();
    fill(&mut first, &base, "", &mut Vec::new());
    let near = own(files, language, &mut Vec::new()).map(|(_, near)| near);
    draft::Draft::write(language, near.as_ref(), &first)
}

/// The same for words that no theme has, such as those of the program.
pub fn draft(words: &Tree, language: Language) -> String {
    draft::Draft::whole(language, words)
}

/// Adds missing keys from other strings, and lists them.
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
        (Tree::Message(own), Tree::Message(_)) => {
            if let Message::Plural(plural) = own
                && !plural.forms.contains_key(&Category::Other)
            {
                missing.push(format!("{path}.other"));
            }
        }
        (Tree::List(own), Tree::List(from)) if own.len() == from.len() => {}
        (own, from) => {
            *own = from.clone();
            missing.push(path.to_owned());
        }
    }
}

/// The texts whose `{blanks}` are not those of the base text: a figure would be left out, or a brace printed. The form
/// for a single number may do without it: "one page".
fn odd_blanks(own: &Tree, base: &Tree) -> Vec<String> {
    let base = base.flat();
    let is_odd = |own: &Message, base: &Message| {
        let wanted = blanks(base.text());
        blanks(own.text()) != wanted
            || own.forms().into_iter().flat_map(blanks).any(|name| !wanted.contains(&name))
    };
    let texts = own.flat().into_iter();
    let odd = texts.filter(|(path, own)| base.get(path).is_some_and(|base| is_odd(own, base)));
    odd.map(|(path, _)| path).collect()
}

impl Strings {
    /// The language of the text at a path: another one where its file lacks it.
    pub fn spoken_at(&self, path: &str) -> Language {
        if lacks(&self.borrowed.0, path) { self.borrowed.1 } else { self.spoken }
    }

    /// The text at a path such as `alert.important`; "" when nobody wrote it.
    pub fn get(&self, path: &str) -> &str {
        self.texts.get(path).map_or("", Message::text)
    }

    /// The text at a path with its `{blanks}` filled; of several forms the one that goes with the blank `number`.
    pub fn fill(&self, path: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let number = self.digits(value("number").unwrap_or_default());
        filled(self.texts.get(path).map_or("", |message| message.of(&number)), value)
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
        let year = day.year().to_string();
        filled(pattern, |name| match name {
            "day" => Some(number.as_str()),
            "month" => Some(month),
            "year" => Some(year.as_str()),
            _ => None,
        })
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

    /// A number as [`Strings::number`] writes it, in digits again.
    fn digits(&self, number: &str) -> String {
        let bare = number.replace(char::is_whitespace, "").replace(self.get("number.group"), "");
        bare.replace(self.decimal(), ".")
    }

    fn decimal(&self) -> &str {
        Some(self.get("number.decimal")).filter(|mark| !mark.is_empty()).unwrap_or(".")
    }

    /// A number such as "2951" or "-2.24" in groups of three digits, with the decimal mark of the language.
    pub fn number(&self, number: &str) -> String {
        let (sign, bare) = number.strip_prefix('-').map_or(("", number), |bare| ("-", bare));
        let (whole, decimals) = bare.split_once('.').unwrap_or((bare, ""));
        if !bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return number.to_owned();
        }
        // The separator of groups does not break, so that a number is never split at the end of a line.
        let group = self.get("number.group").replace(' ', "\u{202f}");
        let mut out = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push_str(&group);
            }
            out.push(digit);
        }
        if !decimals.is_empty() {
            out.push_str(self.decimal());
            out.push_str(decimals);
        }
        out
    }
}

#[cfg(test)]
mod tests;
