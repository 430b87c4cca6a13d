//! Words with letters of two alphabets that look the same: an `i` of the Latin keyboard in a Ukrainian word.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::Source,
};

use crate::Context;

/// Latin letters, and those of Cyrillic and Greek that look the same.
const ALIKE: [&str; 3] = [
    "aceijopsxyABCEHIJKMOPSTXYï",
    "асеіјорѕхуАВСЕНІЈКМОРЅТХУї",
    // Greek has fewer of them; a point stands for none.
    ".....ο....ΑΒ.ΕΗΙ.ΚΜΟΡ.ΤΧΥ.",
];

/// A diagnostic for each such word of texts and lists.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for file in context.sources.under("content/") {
        if !file.path.ends_with(".md") && !file.path.ends_with(".yaml") {
            continue;
        }
        // Letters of Greek and Cyrillic begin with these bytes: most files have none.
        let bytes = &file.bytes;
        if bytes.iter().fold(false, |any, byte| any | matches!(byte, 0xcd..=0xd3))
            && let Ok(text) = file.text()
        {
            words(file, text, diagnostics);
        }
    }
}

fn words(file: &Source, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut at = 0;
    for piece in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphabetic());
        if let Some(near) = meant(word) {
            let place = Place::span(&file.path, at..at + word.len());
            diagnostics
                .push(Diagnostic::new(rule::language::MIXED, place).with("near", near).with("words", word));
        }
        at += piece.len();
    }
}

/// The same letter of the alphabet with this number.
fn alike(letter: char, from: usize, to: usize) -> Option<char> {
    let place = ALIKE.get(from)?.chars().position(|own| own == letter)?;
    ALIKE.get(to)?.chars().nth(place).filter(|other| *other != '.')
}

fn alphabet(letter: char) -> Option<usize> {
    match letter {
        'a'..='z' | 'A'..='Z' | 'ï' => Some(0),
        '\u{400}'..='\u{4ff}' => Some(1),
        '\u{370}'..='\u{3ff}' => Some(2),
        _ => None,
    }
}

/// The word in the alphabet that its other letters have; none when it is in one alphabet, or in two on purpose.
fn meant(word: &str) -> Option<String> {
    // A word of one alphabet is nearly every word: a look at bytes is enough for it.
    if word.is_ascii() || !word.bytes().any(|byte| byte.is_ascii_alphabetic() || byte == 0xc3) {
        return None;
    }
    let other = word.chars().find_map(|letter| alphabet(letter).filter(|own| *own > 0))?;
    let is_whole = word.chars().all(|letter| alphabet(letter).is_some_and(|own| own == 0 || own == other));
    if !is_whole || !word.chars().any(|letter| alphabet(letter) == Some(0)) {
        return None;
    }
    let of = |own: usize| word.chars().filter(move |letter| alphabet(*letter) == Some(own));
    // Letters that only one of the two alphabets has say which was meant.
    let own =
        |from: usize, to: usize| of(from).filter(move |letter| alike(*letter, from, to).is_none()).count();
    let to = match (own(0, other), own(other, 0)) {
        (0, 0) if of(0).count() > of(other).count() => 0,
        (0, 0) => other,
        (0, _) => other,
        (_, 0) => 0,
        _ => return None,
    };
    let from = if to == 0 { other } else { 0 };
    let letter =
        |letter: char| if alphabet(letter) == Some(to) { Some(letter) } else { alike(letter, from, to) };
    word.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_letter_of_the_other_keyboard_is_found() {
        for (word, expected) in [
            ("Украiнa", "Украіна".to_owned()),
            ("prіx", "prix".to_owned()),
            ("cім", "сім".to_owned()),
            ("пoмощь", "помощь".to_owned()),
            ("iз", "із".to_owned()),
            ("Ελλάδa".trim_end_matches('a'), String::new()),
            ("ΑTHENS", "ATHENS".to_owned()),
        ] {
            assert_eq!(meant(word).unwrap_or_default(), expected, "{word}");
        }
    }

    #[test]
    fn words_of_one_alphabet_and_joined_words_stay() {
        for word in ["maison", "дім", "COVIDом", "naïf", "MОНxдr", "Œuvre", "été", "سكن", "Ω"]
        {
            assert_eq!(meant(word), None, "{word}");
        }
    }
}
