//! Which letters stand in texts, so that a font need not hold more.

use std::collections::BTreeMap;

use super::Language;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A set of characters beyond ASCII, in the order of their codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters(BTreeMap<u32, u64>);

impl Letters {
    /// The characters of a text, as they stand and in the forms in which a font may have them: a letter together with its marks, and
    /// each alone.
    pub fn of(text: &str) -> Self {
        let mut own = Self::default();
        own.extend(text.chars());
        if is_nfc_quick(text.chars()) != IsNormalized::Yes {
            own.extend(text.nfc());
        }
        let apart: Vec<char> = own.iter().flat_map(|letter| std::iter::once(letter).nfd()).collect();
        own.extend(apart);
        own
    }

    /// Takes in the letters of another set.
    pub fn join(&mut self, other: &Self) {
        for (block, letters) in &other.0 {
            *self.0.entry(*block).or_default() |= letters;
        }
    }

    /// The letters, in order.
    pub fn iter(&self) -> impl Iterator<Item = char> {
        let in_block = |(block, letters): (&u32, &u64)| {
            let (block, letters) = (*block, *letters);
            (0..64)
                .filter(move |at| letters >> at & 1 == 1)
                .filter_map(move |at| char::from_u32(block * 64 + at))
        };
        self.0.iter().flat_map(in_block)
    }
}

impl Extend<char> for Letters {
    fn extend<T: IntoIterator<Item = char>>(&mut self, letters: T) {
        for letter in letters.into_iter().filter(|letter| !letter.is_ascii()) {
            let code = u32::from(letter);
            *self.0.entry(code / 64).or_default() |= 1 << (code % 64);
        }
    }
}

impl FromIterator<char> for Letters {
    fn from_iter<T: IntoIterator<Item = char>>(letters: T) -> Self {
        let mut own = Self::default();
        own.extend(letters);
        own
    }
}

/// The letters of words in several languages; under no language those that are for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByLanguage(BTreeMap<Option<Language>, Letters>);

impl ByLanguage {
    /// Takes in letters of words in a language.
    pub fn add(&mut self, of: Option<Language>, letters: &Letters) {
        self.0.entry(of).or_default().join(letters);
    }

    /// The letters that readers of a language see: of their words, and of those that stand in where theirs are missing, in a language
    /// near to theirs or in the one of the source.
    pub fn seen_by(&self, language: Language, source: Language) -> Letters {
        let stands_in =
            |other: Language| [language, source].contains(&other) || language.nearest([other]).is_some();
        let mut seen = Letters::default();
        let own = self.0.iter().filter(|(of, _)| of.is_none_or(stands_in));
        own.for_each(|(_, letters)| seen.join(letters));
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(letters: &Letters) -> String {
        letters.iter().collect()
    }

    #[test]
    fn letters_stand_once_in_order_and_joined() {
        let mut letters = Letters::of("ሰላም ab ሰ\u{10ffff}");
        assert_eq!(all(&letters), "ላምሰ\u{10ffff}");
        letters.join(&Letters::of("ለሰ"));
        assert_eq!(all(&letters), "ለላምሰ\u{10ffff}");
    }

    #[test]
    fn a_letter_with_its_mark_is_there_whole_and_apart() {
        assert_eq!(all(&Letters::of("\u{627}\u{653}")), "\u{622}\u{627}\u{653}");
        assert_eq!(all(&Letters::of("\u{622}")), "\u{622}\u{627}\u{653}");
        assert_eq!(all(&Letters::of("e\u{301}")), "\u{e9}\u{301}");
    }
}
