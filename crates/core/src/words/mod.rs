//! The program's own words, in French and English: what notes, failures and commands say.
//!
//! The tables are `fr.yaml` and `en.yaml`. A code without words shows itself; nothing here can fail.

use std::{borrow::Cow, collections::BTreeMap, fmt, sync::LazyLock};

use serde::Deserialize;

use crate::{diagnostic::Diagnostic, yaml};
use trousseau_text::{Language, typography::typography};

/// The longest value that a sentence quotes, in characters.
const MOST_QUOTED: usize = 160;

/// The same for a list of what may stand there: some dozens of names.
const MOST_KNOWN: usize = 600;

/// Stands in for words to be copied while a sentence is printed.
const COPIED: &str = "\u{fffc}";

#[derive(Debug, Default, Deserialize)]
struct Table {
    /// What each note says, by its code.
    notes: BTreeMap<String, Words>,
    /// What commands and failures say, by their key.
    says: BTreeMap<String, String>,
    /// Values that are words of the program: by the name of the blank, then by the value.
    values: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
struct Words {
    title: String,
    /// What to do.
    hint: Option<String>,
    /// What to do when a known name is near the unknown one.
    hint_near: Option<String>,
}

static FRENCH: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("fr.yaml"), "fr"));
static ENGLISH: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("en.yaml"), "en"));

impl Table {
    fn read(text: &str, tag: &str) -> Self {
        let language = Language::find(tag).expect("in the table of languages");
        let mut table = yaml::read::<Self>(text, &tag.into(), 0).value.unwrap_or_default();
        let notes = table.notes.values_mut();
        let parts =
            notes.flat_map(|words| [Some(&mut words.title), words.hint.as_mut(), words.hint_near.as_mut()]);
        let texts = parts
            .flatten()
            .chain(table.says.values_mut())
            .chain(table.values.values_mut().flat_map(BTreeMap::values_mut));
        texts.for_each(|text| *text = print(text, language));
        table
    }

    /// The words of a language: French, and English for all others.
    fn of(language: Language) -> &'static Self {
        if language.html() == "fr" { &FRENCH } else { &ENGLISH }
    }

    /// A value as the language says it.
    fn value<'a>(&'a self, name: &str, value: &'a str) -> &'a str {
        self.values.get(name).and_then(|values| values.get(value)).map_or(value, String::as_str)
    }

    /// The text with each `{name}` replaced by its value, in one pass: a value that looks like a name stays as it is.
    fn fill<'a>(&self, text: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
        let mut out = String::with_capacity(text.len() + 32);
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            let name = rest.find('}').map(|end| &rest[1..end]);
            match name.and_then(|name| Some((name, value(name)?))) {
                Some((name, value)) => {
                    let most = if name == "known" { MOST_KNOWN } else { MOST_QUOTED };
                    out.push_str(&quote(self.value(name, value), most));
                    rest = &rest[name.len() + 2..];
                }
                None => {
                    out.push('{');
                    rest = &rest[1..];
                }
            }
        }
        out + rest
    }
}

/// A sentence by the rules of its language; what stands between backquotes is there to be copied, and stays as typed.
fn print(text: &str, language: Language) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let sentence: Vec<&str> = parts.iter().step_by(2).copied().collect();
    let printed = typography(&sentence.join(COPIED), language);
    let mut copied = parts.iter().skip(1).step_by(2);
    printed.split(COPIED).fold(String::new(), |out, part| out + part + copied.next().unwrap_or(&""))
}

/// A value on one line and not too long, since people can type anything.
fn quote(value: &str, most: usize) -> Cow<'_, str> {
    let long = value.len() > most && value.chars().nth(most).is_some();
    if !long && !value.contains(char::is_control) {
        return Cow::Borrowed(value);
    }
    let line = value.chars().take(most).map(|letter| if letter.is_control() { ' ' } else { letter });
    Cow::Owned(line.chain(long.then_some('…')).collect())
}

/// What is wrong, in one sentence.
pub fn title(language: Language, note: &Diagnostic) -> String {
    let table = Table::of(language);
    match table.notes.get(note.code) {
        Some(words) => table.fill(&words.title, |name| note.args.get(name).map(String::as_str)),
        None => note.code.to_owned(),
    }
}

/// What to do about it.
pub fn hint(language: Language, note: &Diagnostic) -> Option<String> {
    let table = Table::of(language);
    let words = table.notes.get(note.code)?;
    let near = words.hint_near.as_ref().filter(|_| note.args.contains_key("near"));
    let hint = near.or(words.hint.as_ref())?;
    Some(table.fill(hint, |name| note.args.get(name).map(String::as_str)))
}

/// What a command says.
pub fn say(language: Language, key: &str, args: &[(&str, &str)]) -> String {
    let table = Table::of(language);
    match table.says.get(key) {
        Some(text) => table.fill(text, |name| args.iter().find(|arg| arg.0 == name).map(|arg| arg.1)),
        None => key.to_owned(),
    }
}

/// A word of the form, such as `unclear_word` of `theme`, as the language says it.
pub fn value<'a>(language: Language, name: &str, value: &'a str) -> &'a str {
    Table::of(language).value(name, value)
}

/// A word of the program that never changes while it runs; none when the language has no other than `value` itself.
pub fn fixed(language: Language, name: &str, value: &str) -> Option<&'static str> {
    Table::of(language).values.get(name)?.get(value).map(String::as_str)
}

/// What a command says of a number, through the keys `…-one` and `…-many`: in French, 0 is singular.
pub fn count(language: Language, key: &str, number: usize) -> String {
    let one = number == 1 || number == 0 && language.html() == "fr";
    let key = format!("{key}-{}", if one { "one" } else { "many" });
    say(language, &key, &[("number", &number.to_string())])
}

/// What keeps a command from running, as a key of the tables: the terminal says it in the user's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The key of its words.
    pub key: &'static str,
    /// The values that its words name.
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

    /// Its words.
    pub fn say(&self, language: Language) -> String {
        let args: Vec<(&str, &str)> = self.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        say(language, self.key, &args)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::find("en").expect("English is in the table")))
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests;
