//! How a new value is written: plain where YAML allows it, quoted where it must be.

use std::fmt::Write;

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The name of an enum's value, a number, a version or a day: never quoted.
    Plain(String),
    /// A text that somebody typed: quoted where YAML would read something else.
    Words(String),
}

/// Where a value is written: inside `{ }` and `[ ]` more characters have a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// In block style, on a line of its own.
    Block,
    /// In flow style, inside brackets.
    Flow,
}

/// A new entry of a list: its fields, in the order in which they are written.
pub type Entry = Vec<(&'static str, Value)>;

impl Value {
    /// The value as YAML.
    pub fn written(&self, style: Style) -> String {
        match self {
            Value::Plain(word) => word.clone(),
            Value::Words(text) => words(text, style),
        }
    }
}

/// Entries in block style, each line behind `indent` and closed by `eol`.
pub fn block(entries: &[Entry], indent: &str, eol: &str) -> String {
    let mut out = String::new();
    for (place, (field, value)) in entries.iter().flat_map(|entry| entry.iter().enumerate()) {
        let mark = if place == 0 { "- " } else { "  " };
        out += &format!("{indent}{mark}{field}: {}{eol}", value.written(Style::Block));
    }
    out
}

/// An entry inside brackets.
pub fn flow(entry: &Entry) -> String {
    let fields: Vec<String> =
        entry.iter().map(|(field, value)| format!("{field}: {}", value.written(Style::Flow))).collect();
    format!("{{{}}}", fields.join(", "))
}

fn words(text: &str, style: Style) -> String {
    if is_plain(text, style) {
        return text.to_owned();
    }
    let simple = text.chars().all(is_printed);
    if simple && text.contains(['"', '\\']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter if is_printed(letter) => out.push(letter),
            letter => write!(out, "\\U{:08X}", letter as u32).expect("a text takes all"),
        }
    }
    out + "\""
}

/// Whether a text reads as itself without quotes, in any YAML parser: no character of YAML's syntax, and neither a number, a
/// boolean nor an empty value.
fn is_plain(text: &str, style: Style) -> bool {
    let opens = |letter: char| letter.is_alphanumeric() || "«“‘(/".contains(letter);
    let other = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    text.starts_with(opens)
        && !text.starts_with(|letter: char| letter.is_ascii_digit() && !text.contains(' '))
        && !text.ends_with(|letter: char| letter.is_whitespace() || letter == ':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !other.contains(&text.to_ascii_lowercase().as_str())
        && text.chars().all(is_printed)
        && (style == Style::Block || !text.contains([',', '[', ']', '{', '}', ':']))
}

/// Whether a character may be in a YAML file without an escape.
fn is_printed(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, block: &str, flow: &str) {
        let value = Value::Words(text.to_owned());
        assert_eq!(value.written(Style::Block), block, "{text:?}");
        assert_eq!(value.written(Style::Flow), flow, "{text:?}");
    }

    #[test]
    fn quotes_come_only_where_they_must() {
        check("Dire « avis d’imposition ».", "Dire « avis d’imposition ».", "Dire « avis d’imposition ».");
        check("l'accès", "l'accès", "l'accès");
        check("un, deux", "un, deux", "\"un, deux\"");
        check("ceci: cela", "\"ceci: cela\"", "\"ceci: cela\"");
        check("dire \"bail\" ici", "dire \"bail\" ici", "dire \"bail\" ici");
        check("\"bail\"", "'\"bail\"'", "'\"bail\"'");
        check("no", "\"no\"", "\"no\"");
        check("12", "\"12\"", "\"12\"");
        check("12 mots", "12 mots", "12 mots");
        check("- un", "\"- un\"", "\"- un\"");
        check("", "\"\"", "\"\"");
        check("a\nb", "\"a\\nb\"", "\"a\\nb\"");
        check("a\u{2028}b", "\"a\\U00002028b\"", "\"a\\U00002028b\"");
        check("a #b", "\"a #b\"", "\"a #b\"");
    }
}
