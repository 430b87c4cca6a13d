//! What keyboards, word processors and French typing put where YAML wants a plain sign: no-break spaces, signs that nobody sees,
//! commas in a text between braces. It is read as it was meant where it can mean nothing else.

use super::tree::{Branch, Key, Tree};
use crate::diagnostic::Span;
use trousseau_text::{Language, settled::is_invisible};

/// The text with plain spaces for no-break and wide ones right behind a key's colon and a list's dash, as many bytes as before; none
/// when there are no such spaces.
pub(super) fn spaced(yaml: &str) -> Option<String> {
    let mut out = String::with_capacity(yaml.len());
    for line in yaml.split_inclusive('\n') {
        let (head, rest) = line.split_at(head(line));
        let blanks = rest.len() - rest.trim_start_matches(is_wide).len();
        out.push_str(head);
        out.extend(std::iter::repeat_n(' ', blanks));
        // Between braces each key has a colon of its own: `{fr: SIAO}`.
        match rest.trim_start().starts_with('{') {
            true => between_braces(&rest[blanks..], &mut out),
            false => out.push_str(&rest[blanks..]),
        }
    }
    (out != yaml).then_some(out)
}

/// A space that YAML takes for a letter.
pub(super) fn is_wide(letter: char) -> bool {
    letter.is_whitespace() && !letter.is_ascii() && !matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The bytes of a line up to its value: the indent, the dash of a list and the key with its colon.
pub(super) fn head(line: &str) -> usize {
    let bare = line.trim_start_matches(' ');
    let mut at = line.len() - bare.len();
    let is_blank = |rest: &str| rest.starts_with(|letter: char| letter == ' ' || is_wide(letter));
    if let Some(rest) = bare.strip_prefix('-').filter(|rest| is_blank(rest)) {
        at += 1;
        // What stands behind the dash may be a key.
        let key = rest.trim_start();
        let long = key_of(key);
        return if long > 0 && rest.starts_with(' ') { line.len() - key.len() + long } else { at };
    }
    at + key_of(bare)
}

/// The bytes of a key and its colon, at which a text begins; 0 when there is none.
fn key_of(text: &str) -> usize {
    let long =
        text.find(|letter: char| !letter.is_ascii_alphanumeric() && !"_-".contains(letter)).unwrap_or(0);
    let rest = text.get(long..).unwrap_or_default();
    let colon = rest.trim_start_matches(|letter: char| letter == ' ' || is_wide(letter));
    if long > 0 && colon.starts_with(':') { text.len() - colon.len() + 1 } else { 0 }
}

/// Writes what stands between braces with plain spaces behind the colons of its keys.
fn between_braces(text: &str, out: &mut String) {
    let mut quote = None;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        match quote {
            Some(open) if letter == open => quote = None,
            None if matches!(letter, '"' | '\'') && out.ends_with([' ', '{', '[', ',']) => {
                quote = Some(letter)
            }
            _ => {}
        }
        out.push(letter);
        rest = &rest[letter.len_utf8()..];
        if quote.is_none() && matches!(letter, '{' | ',') {
            let begins = rest.len() - rest.trim_start_matches(' ').len();
            let long = begins + key_of(&rest[begins..]);
            if long > begins {
                out.push_str(&rest[..long]);
                rest = &rest[long..];
                let blanks = rest.len() - rest.trim_start_matches(is_wide).len();
                out.extend(std::iter::repeat_n(' ', blanks));
                rest = &rest[blanks..];
            }
        }
    }
}

/// The name of a key without what nobody sees around it: French keyboards put a no-break space before a colon.
pub(super) fn bare_key(name: String) -> String {
    let bare = name.trim_matches(|letter: char| letter.is_whitespace() || is_invisible(letter));
    if bare.len() == name.len() { name } else { bare.to_owned() }
}

/// A text without quotes, without what nobody sees at its ends. Marks of direction stay in a text that they may turn.
pub(super) fn bare_text(text: String) -> String {
    let ends = |letter: char| {
        letter.is_whitespace() || matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
    };
    let bare = text.trim_matches(ends);
    let plain = bare.trim_matches(|letter: char| ends(letter) || is_invisible(letter));
    let bare = if plain.is_ascii() { plain } else { bare };
    if bare.len() == text.len() { text } else { bare.to_owned() }
}

/// The entries between braces as they were meant. A key without a value can be nothing but the end of the text before it, which a
/// comma cut off, `{fr: 9h-12h, 14h-17h}`, or a key and its text without a space between, `{fr:SIAO}`.
pub(super) fn joined(entries: Vec<(Key, Tree)>, yaml: &str) -> Vec<(Key, Tree)> {
    let mut out: Vec<(Key, Tree)> = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        if !(value.branch.is_null() && is_alone(&key, yaml)) {
            out.push((key, value));
            continue;
        }
        let between = |from: usize| yaml.get(from..key.span.start).unwrap_or_default();
        let is_cut =
            |before: &Tree| between(before.span.end).trim() == "," && is_plain(yaml, before.span.start);
        let glued = glued(&key, yaml);
        let is_language = glued.as_ref().is_some_and(|(key, _)| Language::find(&key.name).is_some());
        match out.last_mut().map(|(_, before)| before).filter(|before| !is_language && is_cut(before)) {
            Some(Tree { span, branch: Branch::Text(text) }) => {
                text.push_str(between(span.end));
                text.push_str(&key.name);
                span.end = key.span.end;
            }
            _ => out.push(glued.unwrap_or((key, value))),
        }
    }
    out
}

/// Whether nothing but a key was written: no quotes around it, and no colon behind it.
fn is_alone(key: &Key, yaml: &str) -> bool {
    !yaml.get(key.span.end..).unwrap_or_default().trim_start().starts_with(':')
        && !yaml.get(key.span.start..).unwrap_or_default().starts_with(['"', '\'', '?'])
}

/// A key and its text, between which a plain space is missing.
fn glued(key: &Key, yaml: &str) -> Option<(Key, Tree)> {
    let written = yaml.get(key.span.start..key.span.end)?;
    let long = key_of(written);
    let text = written.get(long..).filter(|text| long > 0 && !text.starts_with("//"))?.trim_start();
    let start = key.span.end - text.len();
    let name = bare_key(written[..long - 1].to_owned());
    let span = Span { start: key.span.start, end: key.span.start + long - 1 };
    let value =
        Tree { span: Span { start, end: key.span.end }, branch: Branch::Text(bare_text(text.to_owned())) };
    (!text.is_empty()).then_some((Key { span, name, wrong: false }, value))
}

/// Whether the text at this byte stands without quotes.
pub(super) fn is_plain(yaml: &str, start: usize) -> bool {
    !yaml.get(start..).unwrap_or_default().starts_with(['"', '\'', '|', '>'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_spaces_behind_a_colon_and_a_dash_are_plain() {
        for (written, wanted) in [
            ("title:\u{a0}Un mot\n", Some("title:  Un mot\n")),
            ("- id:\u{202f}siao\n", Some("- id:   siao\n")),
            ("-\u{a0}siao\n", Some("-  siao\n")),
            (
                "  name: {fr:\u{a0}Un, en:\u{a0}\"A, b:\u{a0}c\"}\n",
                Some("  name: {fr:  Un, en:  \"A, b:\u{a0}c\"}\n"),
            ),
            ("title: Un mot\u{a0}: deux\u{a0}!\n", None),
            ("  Attention, sauf\u{a0}: lundi\n", None),
            ("clé:\u{a0}un\n", None),
            ("title: Un mot\n", None),
        ] {
            assert_eq!(spaced(written).as_deref(), wanted, "{written}");
        }
    }
}
