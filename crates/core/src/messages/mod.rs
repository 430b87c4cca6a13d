//! The program's own words, one table a language: what diagnostics, failures and commands say.
//!
//! A key without a message is shown itself, so nothing here can fail.

pub mod message;
pub mod tree;

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    sync::{LazyLock, Mutex, PoisonError},
};

use serde::Deserialize;

use crate::{
    diagnostic::{Diagnostic, Rule},
    rule_card, yaml,
};
use message::{Message, filled};
use tree::Tree;
use trousseau_text::{Language, typography::typography};

/// The longest value that a message quotes, in characters.
const MOST_QUOTED: usize = 160;

/// The same for a list of known names: some dozens of them.
const MOST_KNOWN: usize = 600;

/// Stands in for text between backquotes while the rest of a message is typeset.
const COPIED: &str = "\u{fffc}";

#[derive(Debug, Default)]
struct Table {
    language: Language,
    /// What each rule says, once somebody has asked.
    rules: Mutex<BTreeMap<Rule, &'static rule_card::Words>>,
    /// The messages of commands and failures, by key.
    says: BTreeMap<String, Message>,
    /// Values that are translated, such as `household`: by the name of the blank, then by the value.
    values: BTreeMap<String, BTreeMap<String, String>>,
}

/// A table as its file holds it.
#[derive(Default, Deserialize)]
struct File {
    says: Tree,
    values: BTreeMap<String, BTreeMap<String, String>>,
}

/// The languages that the program speaks. The first serves whoever speaks none of them.
static TABLES: [(&str, LazyLock<Table>); 2] = [
    ("en", LazyLock::new(|| Table::read(include_str!("../../../../locales/program/en.yaml"), "en"))),
    ("fr", LazyLock::new(|| Table::read(include_str!("../../../../locales/program/fr.yaml"), "fr"))),
];

/// The languages that the program speaks.
pub fn languages() -> impl Iterator<Item = Language> {
    TABLES.iter().filter_map(|(tag, _)| Language::find(tag))
}

/// The language in which the program speaks to whoever asks for `wanted`: a tag, or the name of a locale such as `fr_FR.UTF-8`.
pub fn spoken(wanted: &str) -> Language {
    let wanted = wanted.to_lowercase();
    let (tag, _) = TABLES.iter().find(|(tag, _)| wanted.starts_with(tag)).unwrap_or(&TABLES[0]);
    Language::find(tag).unwrap_or_default()
}

impl Table {
    fn read(text: &str, tag: &str) -> Self {
        let language = spoken(tag);
        let File { says, mut values } = yaml::read(text, &tag.into(), 0).value.unwrap_or_default();
        let texts = values.values_mut().flat_map(BTreeMap::values_mut);
        texts.for_each(|text| *text = print(text, language));
        Self { language, rules: Mutex::default(), says: says.settled(language, print).flat(), values }
    }

    /// The words for whoever speaks a language.
    fn of(language: Language) -> &'static Self {
        let own = TABLES.iter().find(|(tag, _)| *tag == language.primary());
        &own.unwrap_or(&TABLES[0]).1
    }

    /// The words of a rule by the rules of the language. They are set once for each rule that somebody meets, and kept.
    fn rule(&self, rule: Rule) -> &'static rule_card::Words {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        rules.entry(rule).or_insert_with(|| {
            let card = rule.card();
            let words = if self.language.primary() == "fr" { &card.fr } else { &card.en };
            let set = |text: &String| print(text, self.language);
            Box::leak(Box::new(rule_card::Words {
                title: set(&words.title),
                hint: words.hint.as_ref().map(set),
                hint_near: words.hint_near.as_ref().map(set),
                hint_translator: words.hint_translator.as_ref().map(set),
                why: set(&words.why),
            }))
        })
    }

    /// A value, translated if the language has a word for it.
    fn value<'a>(&'a self, name: &str, value: &'a str) -> &'a str {
        self.values.get(name).and_then(|values| values.get(value)).map_or(value, String::as_str)
    }

    /// The text with each `{name}` replaced by its value, as the language says it and not too long.
    fn fill<'a>(&'a self, text: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
        filled(text, |name| {
            let most = if name == "known" { MOST_KNOWN } else { MOST_QUOTED };
            Some(quote(self.value(name, value(name)?), most))
        })
    }
}

/// A message, typeset by the rules of its language. Text between backquotes is to be copied, so it stays as typed.
fn print(text: &str, language: Language) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let sentence: Vec<&str> = parts.iter().step_by(2).copied().collect();
    let printed = typography(&sentence.join(COPIED), language);
    let mut copied = parts.iter().skip(1).step_by(2);
    printed.split(COPIED).fold(String::new(), |out, part| out + part + copied.next().unwrap_or(&""))
}

/// A value on one line and not too long, for quoting in a message.
fn quote(value: &str, most: usize) -> Cow<'_, str> {
    let long = value.len() > most && value.chars().nth(most).is_some();
    if !long && !value.contains(char::is_control) {
        return Cow::Borrowed(value);
    }
    let line = value.chars().take(most).map(|letter| if letter.is_control() { ' ' } else { letter });
    Cow::Owned(line.chain(long.then_some('…')).collect())
}

/// The value that a diagnostic has which words of a file of translators brought: the name of their unit.
pub const UNIT: &str = "unit";

/// What is wrong, in one sentence.
pub fn title(language: Language, diagnostic: &Diagnostic) -> String {
    let table = Table::of(language);
    table.fill(&table.rule(diagnostic.rule).title, |name| diagnostic.args.get(name).map(String::as_str))
}

/// What to do about it.
pub fn hint(language: Language, diagnostic: &Diagnostic) -> Option<String> {
    let table = Table::of(language);
    let words = table.rule(diagnostic.rule);
    let near = words.hint_near.as_ref().filter(|_| diagnostic.args.contains_key("near"));
    let of_translator = words.hint_translator.as_ref().filter(|_| diagnostic.args.contains_key(UNIT));
    let hint = of_translator.or(near).or(words.hint.as_ref())?;
    Some(table.fill(hint, |name| diagnostic.args.get(name).map(String::as_str)))
}

/// All that is said of a rule, with its blanks: what is wrong, what to do, and why it matters.
pub fn explained(language: Language, rule: Rule) -> &'static rule_card::Words {
    Table::of(language).rule(rule)
}

/// The message of a command.
pub fn say(language: Language, key: &str, args: &[(&str, &str)]) -> String {
    let table = Table::of(language);
    match table.says.get(key) {
        Some(message) => {
            table.fill(message.text(), |name| args.iter().find(|arg| arg.0 == name).map(|arg| arg.1))
        }
        None => key.to_owned(),
    }
}

/// What a command says of a number.
pub fn count(language: Language, key: &str, number: usize) -> String {
    let (table, number) = (Table::of(language), number.to_string());
    match table.says.get(key) {
        Some(message) => {
            table.fill(message.of(&number), |name| (name == "number").then_some(number.as_str()))
        }
        None => key.to_owned(),
    }
}

/// The translation of a value, such as `unclear_word` of `theme`.
pub fn value<'a>(language: Language, name: &str, value: &'a str) -> &'a str {
    Table::of(language).value(name, value)
}

/// The translation of a value as a `&'static str`, as clap needs it; `None` when there is none.
pub fn fixed(language: Language, name: &str, value: &str) -> Option<&'static str> {
    Table::of(language).values.get(name)?.get(value).map(String::as_str)
}

/// Why a command could not run, as the key of a message: the terminal shows it in the user's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The key of the message.
    pub key: &'static str,
    /// The values for the `{blanks}` of the message.
    pub args: BTreeMap<&'static str, String>,
}

impl Failure {
    /// A failure without values.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: BTreeMap::new() }
    }

    /// The same failure with one more value.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.insert(name, value.to_string());
        self
    }

    /// The message in a language.
    pub fn say(&self, language: Language) -> String {
        let args: Vec<(&str, &str)> = self.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        say(language, self.key, &args)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(spoken("")))
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests;
