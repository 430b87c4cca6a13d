//! Names as they are compared: the same word may be typed, stored and copied in several ways that look alike.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A name in NFC and without signs that nobody sees: "é" as one letter or as two, with a soft hyphen or a mark of direction, is one name.
pub fn settled(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        text.into()
    } else {
        text.chars().filter(|letter| !is_unseen(*letter)).nfc().collect::<String>().into()
    }
}

/// Whether a sign shows nothing and parts no letters: a soft hyphen, a space of no width, a mark of direction, a byte order mark.
pub fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200d}'..='\u{200f}')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || matches!(letter, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a sign shows nothing of its own: also the one that parts two letters of a Persian word, and so tells names apart.
pub fn is_invisible(letter: char) -> bool {
    letter == '\u{200c}' || is_unseen(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_one_name() {
        for (written, name) in [
            ("plan.png", "plan.png"),
            ("re\u{301}sume\u{301}.pdf", "résumé.pdf"),
            ("pie\u{300}\u{ad}ces", "pièces"),
            ("\u{feff}été", "été"),
            ("а\u{200b}бв и\u{306}", "абв й"),
            ("\u{200f}الأوراق", "الأوراق"),
        ] {
            assert_eq!(settled(written), name);
        }
    }
}
