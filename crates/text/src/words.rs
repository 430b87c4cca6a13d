//! Counting words, for reading time and limits.

/// Words that a household reads in a minute in a second language: about half of a native reader's pace.
///
/// Native silent reading is about 238 words a minute (Brysbaert 2019, a review of 190 studies).
pub const WORDS_A_MINUTE: usize = 120;

/// The number of words: runs of letters or digits. "l’accès" is one word; a number with spaces is one a group.
pub fn count(text: &str) -> usize {
    let (mut words, mut rest) = (0, text);
    // Runs over every line of a toolkit, so it looks at bytes where it can: after the first letter of a word only its end is
    // searched.
    while let Some(start) = rest.find(char::is_alphanumeric) {
        words += 1;
        let Some(end) = blank(&rest[start..]) else { break };
        rest = &rest[start + end..];
    }
    words
}

/// The byte at which the first white space begins.
fn blank(text: &str) -> Option<usize> {
    // The first UTF-8 bytes of all white space. Those that are not ASCII begin other characters too, so these are decoded.
    let doubtful = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, 0x0b | 0xc2 | 0xe1 | 0xe2 | 0xe3);
    let mut from = 0;
    loop {
        let at = from + text[from..].bytes().position(doubtful)?;
        let letter = text[at..].chars().next()?;
        if letter.is_whitespace() {
            return Some(at);
        }
        from = at + letter.len_utf8();
    }
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
        assert_eq!(count(" (a-b)\u{a0}«\u{202f}1 \n… é"), 3);
        assert_eq!(minutes(0), 1);
        assert_eq!(minutes(121), 2);
    }
}
