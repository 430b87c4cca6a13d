//! Counting words, for reading time and limits.

/// Words that a household reads in a minute in a second language: about half of a native reader's pace.
///
/// Native silent reading is about 238 words a minute (Brysbaert 2019, a review of 190 studies).
pub const WORDS_A_MINUTE: usize = 120;

/// The number of words: runs of letters or digits. "l’accès" is one word; a number with spaces is one a group.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Whole minutes to read this many words, at least one.
pub fn minutes(words: usize) -> u32 {
    u32::try_from(words.div_ceil(WORDS_A_MINUTE).max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words() {
        assert_eq!(count("Qui ? Vous : c’est l’accès !"), 4);
        assert_eq!(minutes(0), 1);
        assert_eq!(minutes(121), 2);
    }
}
