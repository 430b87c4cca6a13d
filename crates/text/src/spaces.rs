//! Spaces that look like one and are none to fonts and programs: each becomes a plain one.

use std::borrow::Cow;

/// Whether a character is white space between words for which many fonts have no glyph.
pub fn is_odd(letter: char) -> bool {
    matches!(
        letter,
        '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{205f}' | '\u{3000}'
    )
}

/// The text with plain spaces. A space as wide as a digit stands between digits, where no line may end.
pub fn plain(text: &str) -> Cow<'_, str> {
    // A look at bytes first: most texts have none with which such a character could begin.
    let doubtful = |byte: u8| matches!(byte, b'\t' | 0xb | 0xc | 0xc2 | 0xe1..=0xe3);
    if !text.bytes().any(doubtful) || !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let one = |letter: char| match letter {
        '\u{2007}' => '\u{a0}',
        letter if is_odd(letter) => ' ',
        letter => letter,
    };
    Cow::Owned(text.chars().map(one).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_space_is_one() {
        let odd = "a\tb\u{2003}c\u{2028}d\u{3000}e\u{205f}f\u{2009}g\u{a0}h\u{202f}i\u{2007}j";
        assert_eq!(super::plain(odd), "a b c d e f g\u{a0}h\u{202f}i\u{a0}j");
        assert!(matches!(super::plain("« été »"), std::borrow::Cow::Borrowed(_)));
    }
}
