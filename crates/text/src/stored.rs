//! The ways in which editors store the same text: each function gives the one form, or none where a text has it.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Without a byte order mark at the beginning.
pub fn without_mark(text: &str) -> Option<String> {
    text.starts_with('\u{feff}').then(|| text.trim_start_matches('\u{feff}').to_owned())
}

/// With a line feed for each lone carriage return, as computers of Apple ended lines before 2001.
pub fn without_old_ends(text: &str) -> Option<String> {
    if !text.contains('\r') {
        return None;
    }
    let plain = text.replace("\r\n", "\n");
    let (has_old, is_windows) = (plain.contains('\r'), plain.len() != text.len());
    let mended = plain.replace('\r', "\n");
    has_old.then(|| if is_windows { mended.replace('\n', "\r\n") } else { mended })
}

/// With the line end that most lines have.
pub fn one_line_end(text: &str) -> Option<String> {
    let (both, all) = (text.matches("\r\n").count(), text.matches('\n').count());
    if both == 0 || both == all {
        return None;
    }
    let plain = text.replace("\r\n", "\n");
    Some(if both * 2 > all { plain.replace('\n', "\r\n") } else { plain })
}

/// Without signs that nobody sees at the ends of lines. Marks of direction stay: they turn the sign before them.
pub fn without_unseen_ends(text: &str) -> Option<String> {
    let is_unseen = |letter: char| matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    if !text.contains(is_unseen) {
        return None;
    }
    let line = |line: &str| {
        let bare = line.trim_end_matches(['\n', '\r']);
        // A mark that begins the file is told by itself.
        let kept = bare.trim_end_matches(is_unseen);
        let kept = if kept.is_empty() && bare.starts_with('\u{feff}') { bare } else { kept };
        kept.to_owned() + line.get(bare.len()..).unwrap_or_default()
    };
    let mended: String = text.split_inclusive('\n').map(line).collect();
    (mended != text).then_some(mended)
}

/// With each letter and its accents as one sign where there is one (NFC).
pub fn composed(text: &str) -> Option<String> {
    let is_plain = text.is_ascii() || is_nfc(text);
    if is_plain { None } else { Some(text.nfc().collect()) }
}

/// Whether this is an Arabic letter in the shape of its place in a word, as a printed page holds it, or a letter of a formula.
pub fn is_shaped(letter: char) -> bool {
    matches!(
        letter,
        '\u{fb50}'..='\u{fd3d}' | '\u{fd50}'..='\u{fdf9}' | '\u{fe70}'..='\u{fefc}' | '\u{1d400}'..='\u{1d7ff}'
    )
}

/// The letters for which such ones stand.
pub fn unshaped(letters: &str) -> String {
    letters.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_the_shape_of_their_place() {
        assert_eq!(unshaped("ﺍﻟﺴﻜﻦ"), "السكن");
        assert_eq!(unshaped("𝗜𝗺𝗽𝗼𝗿𝘁𝗮𝗻𝘁 𝟭"), "Important 1");
        assert!(!"السكن Important ﷺ".contains(is_shaped));
    }

    #[test]
    fn a_text_has_one_form() {
        assert_eq!(without_mark("\u{feff}---\n").as_deref(), Some("---\n"));
        assert_eq!(without_old_ends("a\rb\r").as_deref(), Some("a\nb\n"));
        assert_eq!(without_old_ends("a\r\nb\rc\r\n").as_deref(), Some("a\r\nb\r\nc\r\n"));
        assert_eq!(one_line_end("a\r\nb\r\nc\n").as_deref(), Some("a\r\nb\r\nc\r\n"));
        assert_eq!(one_line_end("a\r\nb\nc\n").as_deref(), Some("a\nb\nc\n"));
        assert_eq!(without_unseen_ends("a\u{200b}\r\nb\u{ad}c\n").as_deref(), Some("a\r\nb\u{ad}c\n"));
        assert_eq!(without_unseen_ends("سطر\u{200f}\n"), None);
        assert_eq!(composed("re\u{301}ponse").as_deref(), Some("r\u{e9}ponse"));
        for mended in [without_mark, without_old_ends, one_line_end, without_unseen_ends, composed] {
            assert_eq!(mended("été\r\nن\u{200c}م\r\n"), None);
        }
    }
}
