//! The file of words that somebody translates next: every text once, empty or as far as it is known, with the source's words behind it.

use std::fmt::Write as _;

use super::{FOR_PARTNERS, OWN_NAME};
use trousseau_core::messages::{message::Message, tree::Tree};
use trousseau_text::{
    Language, Script,
    language::Style,
    plural::{Category, categories},
};

/// What is known of the words of one language before anybody translates them.
pub struct Draft<'a> {
    /// The language.
    pub language: Language,
    /// The words of a near language, which are most often right.
    pub near: Option<&'a Tree>,
    /// Whether partners read it, too.
    pub is_whole: bool,
    text: String,
}

impl<'a> Draft<'a> {
    /// The draft of a file, from all words of the source language.
    pub fn write(language: Language, near: Option<&'a Tree>, source: &Tree) -> String {
        Self { language, near, is_whole: false, text: String::new() }.written(source)
    }

    /// The draft of a file of which partners read all.
    pub fn whole(language: Language, source: &Tree) -> String {
        Self { language, near: None, is_whole: true, text: String::new() }.written(source)
    }

    fn written(mut self, source: &Tree) -> String {
        self.tree(source, "", 0);
        self.text
    }

    fn tree(&mut self, tree: &Tree, path: &str, depth: usize) {
        match tree {
            Tree::Map(map) => {
                for (key, value) in map {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    if depth == 0 && !self.is_whole && FOR_PARTNERS.contains(&key.as_str()) {
                        continue;
                    }
                    self.line(value, &plain(key), &path, depth);
                }
            }
            Tree::List(list) => {
                for (at, value) in list.iter().enumerate() {
                    self.line(value, "-", &format!("{path}.{at}"), depth);
                }
            }
            Tree::Message(_) => {}
        }
    }

    fn line(&mut self, value: &Tree, key: &str, path: &str, depth: usize) {
        let indent = "  ".repeat(depth);
        let key = if key == "-" { "- ".to_owned() } else { format!("{key}: ") };
        match value {
            Tree::Message(Message::Text(source)) => {
                let _ = writeln!(self.text, "{indent}{key}{}", self.entry(path, source, None));
            }
            Tree::Message(plural) => {
                let _ = writeln!(self.text, "{indent}{}", key.trim_end());
                for form in categories(self.language) {
                    let entry = self.entry(path, of(plural, form), Some(form));
                    let _ = writeln!(self.text, "{indent}  {}: {entry}", form.name());
                }
            }
            tree => {
                let _ = writeln!(self.text, "{indent}{}", key.trim_end());
                self.tree(tree, path, depth + 1);
            }
        }
    }

    /// A value and, behind it, what it says in the source language.
    fn entry(&self, path: &str, source: &str, form: Option<Category>) -> String {
        let known = self.known(path, source, form).unwrap_or_default();
        let source = source.replace(['\u{a0}', '\u{202f}'], " ");
        let quoted = known.replace('\\', "\\\\").replace('"', "\\\"");
        if known == source { format!("\"{quoted}\"") } else { format!("\"{quoted}\" # {source}") }
    }

    /// A text that nobody needs to translate.
    fn known(&self, path: &str, source: &str, form: Option<Category>) -> Option<String> {
        let near = self.near.and_then(|near| at(near, path));
        if path == OWN_NAME {
            return self.language.has_name().then(|| self.language.name().to_owned());
        }
        if let Some(Tree::Message(message)) = near {
            return Some(form.map_or(message.text(), |form| of(message, form)).to_owned());
        }
        let arabic = self.language.script() == Script::ARABIC;
        match path {
            "comma" => return Some(if arabic { "،" } else { "," }.to_owned()),
            "colon" => {
                return Some(if self.language.style() == Style::French { " :" } else { ":" }.to_owned());
            }
            _ => {}
        }
        let words = outside_blanks(source);
        let is_code = words.chars().all(|letter| !letter.is_alphabetic() || letter.is_ascii_uppercase());
        (is_code && words.chars().filter(|letter| letter.is_alphabetic()).count() < 2)
            .then(|| source.to_owned())
    }
}

/// What stands at a path, through lists too.
fn at<'t>(tree: &'t Tree, path: &str) -> Option<&'t Tree> {
    path.split('.').try_fold(tree, |tree, name| match tree {
        Tree::Map(map) => map.get(name),
        Tree::List(list) => list.get(name.parse::<usize>().ok()?),
        Tree::Message(_) => None,
    })
}

/// The wording for a kind of number: its own, or the one for all others.
fn of(message: &Message, form: Category) -> &str {
    match message {
        Message::Plural(plural) => plural.forms.get(&form).map_or_else(|| message.text(), String::as_str),
        Message::Text(text) => text,
    }
}

/// A key as YAML takes it: `1` is quoted.
fn plain(key: &str) -> String {
    let is_word = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if is_word { key.to_owned() } else { format!("\"{key}\"") }
}

/// A text without its `{blanks}`.
fn outside_blanks(text: &str) -> String {
    let mut depth = 0;
    let keep = |letter: &char| {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(keep).collect()
}
