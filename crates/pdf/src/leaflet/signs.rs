//! Signs that no font has: what is an ornament, and what carries meaning.

use unicode_properties::{EmojiStatus, GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

/// Whether a sign can be left out without a loss: a drawing beside the words, such as a house or a face.
///
/// Only a picture for emoji (general category So, or Sk for the colour of a skin) can be one. All else says something: letters,
/// numbers, marks on letters, currencies, punctuation, signs of mathematics (5 ‰, №, ½), units (㎡), arrows, braille. And so do the
/// emoji that stand for a word, a number or a country: yes and no, forbidden, a lamp that is red or green, "SOS", flags.
pub fn is_ornament(sign: char) -> bool {
    let is_picture = match sign.general_category() {
        GeneralCategory::OtherSymbol => is_emoji(sign),
        GeneralCategory::ModifierSymbol => matches!(sign, '\u{1f3fb}'..='\u{1f3ff}'),
        // The frame that makes a key of a number: the number itself is printed.
        GeneralCategory::EnclosingMark => sign == '\u{20e3}',
        // What is never drawn.
        GeneralCategory::Format | GeneralCategory::Control => true,
        _ => false,
    };
    is_picture && !speaks(sign)
}

fn is_emoji(sign: char) -> bool {
    sign.is_emoji_char() && sign.emoji_status() != EmojiStatus::NonEmoji
        || matches!(sign, '\u{1f300}'..='\u{1faff}')
}

/// The emoji that stand for a word, a number, a direction, a country or an answer.
fn speaks(sign: char) -> bool {
    matches!(sign,
        // Arrows, and what is enclosed in squares and circles: letters, words, ideographs, and the halves of flags.
        '\u{2100}'..='\u{21ff}' | '\u{2460}'..='\u{24ff}' | '\u{3200}'..='\u{33ff}' | '\u{2794}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2b11}'
        | '\u{1f100}'..='\u{1f2ff}' | '\u{1f500}'..='\u{1f504}' | '\u{1f519}'..='\u{1f51d}'
        // A hundred, ten, letters and numbers for input.
        | '\u{1f4af}' | '\u{1f51f}'..='\u{1f524}'
        // Yes, no, stop, forbidden, danger, for ill and healthy, for whom a place is.
        | '\u{2611}' | '\u{2612}' | '\u{2705}' | '\u{2713}'..='\u{2718}' | '\u{274c}' | '\u{274e}' | '\u{2753}'..='\u{2757}'
        | '\u{26a0}' | '\u{26d4}' | '\u{2622}' | '\u{2623}' | '\u{267f}' | '\u{267b}'
        | '\u{1f6ab}' | '\u{1f6ad}' | '\u{1f6af}' | '\u{1f6b1}' | '\u{1f6b3}' | '\u{1f6b7}'..='\u{1f6bc}' | '\u{1f6be}'
        | '\u{1f6d1}' | '\u{1f4f5}' | '\u{1f51e}' | '\u{1f507}' | '\u{1f6c2}'..='\u{1f6c5}' | '\u{1f44d}' | '\u{1f44e}'
        // Colours that tell one thing from another.
        | '\u{26aa}' | '\u{26ab}' | '\u{1f534}' | '\u{1f535}' | '\u{1f7e0}'..='\u{1f7eb}'
        // Copyright, trade mark.
        | '©' | '®')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_an_ornament_and_a_sign_is_not() {
        for sign in "🏠📞🌍😀👉🔑🎉🍎🚌📝🩺🧾💡⏰✨".chars() {
            assert!(is_ornament(sign), "{sign} U+{:04X}", u32::from(sign));
        }
        let signs = "‰㎡㎏№℃½⅓²ⁿ→➡⇒₿؋৳∑≈÷⠓✅❌⛔🚫🔴🟢🆘🆗🔟🇫㊗🅿猫é\u{302}\u{30c}\u{e000}『、⁉🔞💯";
        for sign in signs.chars() {
            assert!(!is_ornament(sign), "{sign} U+{:04X}", u32::from(sign));
        }
    }
}
