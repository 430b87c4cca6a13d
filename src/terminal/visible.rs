//! Signs that a terminal would obey, written so that it shows them: names of files and texts come from anywhere.

use std::borrow::Cow;

/// A text for a terminal: lines and tabs stay. The escapes are those of JSON, so that JSON stays what it is.
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, |letter| !matches!(letter, '\n' | '\t') && is_order(letter))
}

/// A word inside a line, such as the name of a file: it begins no other line.
pub fn word(text: &str) -> Cow<'_, str> {
    shown(text, is_order)
}

fn shown(text: &str, is_order: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_order) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if is_order(letter) {
            out.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// Whether a sign moves, colours or turns what stands around it: controls, ends of lines, and the marks of direction, with which
/// a name can look like another one.
fn is_order(letter: char) -> bool {
    let is_turn = matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    letter.is_control() || is_turn || matches!(letter, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_shown_and_words_stay() {
        assert_eq!(
            visible("a\u{1b}[31mb\u{7}\u{202e}c\u{9b}d\r"),
            "a\\u001b[31mb\\u0007\\u202ec\\u009bd\\u000d"
        );
        assert_eq!(visible("one\n\ttwo"), "one\n\ttwo");
        assert_eq!(word("one\n\ttwo\u{2028}"), "one\\u000a\\u0009two\\u2028");
        for words in ["déjà vu – « oui »", "العربية", "می‌خواهم", "👩‍👩‍👧", "ትግርኛ"]
        {
            assert_eq!(visible(words), words);
            assert!(matches!(word(words), Cow::Borrowed(_)));
        }
        let json = serde_json::json!({"a": "x\u{202e}\u{7f}\u{1b}"}).to_string();
        let back: serde_json::Value = serde_json::from_str(&visible(&json)).expect("still JSON");
        assert_eq!(back["a"], "x\u{202e}\u{7f}\u{1b}");
    }
}
