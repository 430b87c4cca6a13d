//! Normalizes a text for searching: what people type in many ways has one form.
//!
//! Accents are left out, digits of every script are `0` to `9`, spaces, dashes and quotes have one form each and invisible
//! marks are gone. Each position in the normalized text can be traced back to the bytes that were written.

use std::ops::Range;

use trousseau_text::{accents::bare, digits, settled::is_invisible};

/// A normalized text, with the offsets of the written one.
pub struct Plain {
    /// The normalized text.
    pub text: String,
    /// Pairs of a byte in the normalized text and the same position in the written one. Between two entries both advance alike.
    steps: Vec<(usize, usize)>,
}

impl Plain {
    /// Normalizes a text.
    pub fn of(written: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(written.len()), steps: Vec::new() };
        let mut expected = 0;
        for (at, letter) in written.char_indices() {
            let Some(folded) = fold(letter) else { continue };
            if at != expected {
                plain.steps.push((plain.text.len(), at));
            }
            plain.text.push(folded);
            expected = at + letter.len_utf8();
            if folded.len_utf8() != letter.len_utf8() {
                plain.steps.push((plain.text.len(), expected));
            }
        }
        plain
    }

    /// The bytes of the written text for a range of the normalized one.
    pub fn written(&self, range: &Range<usize>, text: &str) -> Range<usize> {
        let start = self.back(range.start).min(text.len());
        let mut end = self.back(range.end).clamp(start, text.len());
        // Marks that were dropped after the last letter are not part of the match.
        while let Some(last) = text[start..end].chars().next_back().filter(|letter| fold(*letter).is_none()) {
            end -= last.len_utf8();
        }
        start..end
    }

    fn back(&self, at: usize) -> usize {
        match self.steps[..self.steps.partition_point(|(plain, _)| *plain <= at)].last() {
            Some((plain, written)) => written + (at - plain),
            None => at,
        }
    }
}

/// The normalized form of a character; `None` for invisible and combining marks, which are dropped.
fn fold(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return Some(letter);
    }
    if let Some(digit) = digits::ascii(letter) {
        return Some(digit);
    }
    if is_invisible(letter) {
        return None;
    }
    match letter {
        // Accents, vowels, and the frame around the digit of a key.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}' | '\u{670}' | '\u{20d0}'..='\u{20f0}' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Some(' '),
        '‐'..='―' | '−' => Some('-'),
        '‘' | '’' | '‚' | '′' | 'ʼ' => Some('\''),
        '“' | '”' | '„' | '″' | '«' | '»' => Some('"'),
        '·' | '•' | '٫' | '。' => Some('.'),
        '،' => Some(','),
        '٪' => Some('%'),
        // Full-width signs, as keyboards for Chinese and Japanese type them.
        '﹫' => Some('@'),
        '！'..='～' => char::from_u32(u32::from(letter) - 0xfee0),
        'Æ' => Some('A'),
        'æ' => Some('a'),
        'ı' => Some('i'),
        'Ø' | 'Œ' => Some('O'),
        'ø' | 'œ' => Some('o'),
        'Ł' => Some('L'),
        'ł' => Some('l'),
        letter => Some(bare(letter).unwrap_or(letter)),
    }
}

/// A text in which Arabic letters that are written in several ways have one form, as in the lists.
pub(super) fn one_form(text: &str) -> String {
    text.chars().filter_map(folded).collect()
}

/// One form of an Arabic letter; none for a stroke that only lengthens.
pub(super) fn folded(letter: char) -> Option<char> {
    Some(match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' | 'ۍ' | 'ئ' => 'ي',
        'ة' | 'ۀ' | 'ہ' => 'ه',
        'ک' => 'ك',
        'ؤ' => 'و',
        'ё' => 'е',
        '\u{640}' | '\u{307}' => return None,
        letter => letter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_plain_and_lead_back() {
        let written = "né\u{202f}le ٠٦ à Œuf\u{200e}";
        let plain = Plain::of(written);
        assert_eq!(plain.text, "ne le 06 a Ouf");
        let back = |part: &str| {
            let start = plain.text.find(part).expect("there");
            &written[plain.written(&(start..start + part.len()), written)]
        };
        assert_eq!(back("ne"), "né");
        assert_eq!(back("06"), "٠٦");
        assert_eq!(back("a"), "à");
        assert_eq!(back("Ouf"), "Œuf");
        assert_eq!(back(&plain.text), written.trim_end_matches('\u{200e}'));
    }

    #[test]
    fn marks_on_letters_and_invisible_ones_are_left_out() {
        for sign in [
            "\u{61c}",
            "\u{180e}",
            "\u{200c}",
            "\u{2062}",
            "\u{2064}",
            "\u{206a}",
            "\u{fe0f}",
            "\u{fe0f}\u{20e3}",
        ] {
            assert_eq!(Plain::of(&format!("06 39{sign} 98")).text, "06 39 98", "{sign:?}");
        }
        for six in ["០៦", "౦౬", "೦೬", "൦൬", "෦෬", "໐໖", "༠༦", "᠐᠖", "᱐᱖", "०६", "０６"]
        {
            assert_eq!(Plain::of(six).text, "06", "{six}");
        }
        assert_eq!(Plain::of("ne\u{301}e le\u{200f} 1\u{2066}2").text, "nee le 12");
        let written = "\u{200f}06\u{200f}";
        let plain = Plain::of(written);
        assert_eq!(&written[plain.written(&(0..2), written)], "06");
    }
}
