//! Words with a hyphen that one reads as one: "rendez-vous" is not cut at the end of a line.

/// The longest such word that is kept whole, in characters: the window of a phone, and a panel of paper, are narrow.
const LONGEST: usize = 16;

/// Whether a text may hold such words: a quick look.
pub fn has_some(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
    text.match_indices('-').any(|(at, _)| at > 0 && is_letter(at - 1) && is_letter(at + 1))
}

/// The parts of a text, in order: each with whether it is a word to keep whole.
pub fn parts(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut written = 0;
    for (start, word) in words(text) {
        if !word.contains('-') || !is_whole(word) {
            continue;
        }
        if written < start {
            parts.push((&text[written..start], false));
        }
        parts.push((word, true));
        written = start + word.len();
    }
    if written < text.len() {
        parts.push((&text[written..], false));
    }
    parts
}

/// The words of a text with their places, without the marks around them.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_outer = |letter: char| letter.is_whitespace() || "()«»“”\",;:!?…/@".contains(letter);
    let mut at = 0;
    text.split_inclusive(is_outer).map(move |piece| {
        let start = at;
        at += piece.len();
        (start, piece.trim_end_matches(is_outer).trim_end_matches('.'))
    })
}

/// Whether a word holds letters, hyphens and apostrophes alone, and is short.
fn is_whole(word: &str) -> bool {
    let letters = |part: &str| {
        !part.is_empty() && part.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '’' | '\''))
    };
    word.split('-').all(letters) && word.chars().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    #[test]
    fn short_words_with_a_hyphen_are_whole() {
        let shown = |text| -> String {
            assert!(super::has_some(text), "{text}");
            super::parts(text)
                .into_iter()
                .map(|(part, whole)| if whole { format!("[{part}]") } else { part.into() })
                .collect()
        };
        assert_eq!(
            shown("Un rendez-vous, l’après-midi (est-ce là ?)"),
            "Un [rendez-vous], [l’après-midi] ([est-ce] là ?)"
        );
        assert_eq!(shown("Saint-Sébastien-sur-Loire"), "Saint-Sébastien-sur-Loire");
        assert_eq!(shown("a-b.fr x-1 -c d- e-f"), "a-b.fr x-1 -c d- [e-f]");
        assert!(!super::has_some("le 5-7 mai - oui"));
    }
}
