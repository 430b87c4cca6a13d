//! What keyboards, word processors and French typing put where YAML wants a plain sign: no-break spaces, signs that nobody sees,
//! commas in a text between braces. It is read as it was meant where it can mean nothing else.

use trousseau_text::settled::is_invisible;

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
pub(super) fn key_of(text: &str) -> usize {
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
