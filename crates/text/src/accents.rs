//! Latin letters without their accents.

use unicode_normalization::char::decompose_canonical;

/// The letter `a` to `z` or `A` to `Z` under the accents of a letter; none where there is none.
///
/// Letters of other scripts keep their marks, which make other letters of them: й, ゲ, آ. So do letters that Unicode
/// does not take apart, such as ø, ł and œ: whoever asks says what they become.
pub fn bare(letter: char) -> Option<char> {
    let mut first = None;
    decompose_canonical(letter, |part| {
        first.get_or_insert(part);
    });
    first.filter(char::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_lose_their_accents_and_others_keep_theirs() {
        for (letter, expected) in [
            ('e', Some('e')),
            ('é', Some('e')),
            ('Ș', Some('S')),
            ('ặ', Some('a')),
            ('й', None),
            ('آ', None),
            ('ゲ', None),
            ('ø', None),
            ('1', None),
            ('≠', None),
            ('\u{301}', None),
        ] {
            assert_eq!(bare(letter), expected, "{letter}");
        }
    }
}
