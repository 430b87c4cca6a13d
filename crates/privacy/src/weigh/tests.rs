//! Lines that are asked about or left alone by their weight, and the learning of weights.

mod learn;

use super::*;
use crate::{Finding, Public, find, normalized::Plain};

#[test]
fn words_that_weigh_towards_a_person_are_asked_about_and_underlined() {
    for text in [
        "le grand-oncle est mort et la propriétaire lui réclame tout",
        "la péniche a coulé, son neveu l’héberge depuis lundi",
    ] {
        let plain = Plain::of(text);
        let asked: Vec<_> = Weighed::of(&Words::of(&plain.text)).asked().collect();
        assert!(matches!(asked.as_slice(), [(Kind::Life, words)] if words.len() > 2), "{text} {asked:?}");
    }
}

#[test]
fn a_quote_in_a_line_is_a_word_of_the_guide() {
    let found = |text: &str| find(text, &Public::default());
    assert_eq!(found("«تړون» او «قرارداد» دواړه شته، یو یې غوره کړئ"), Vec::<Finding>::new());
    assert_eq!(found("le mot « Zarlasht » est une faute"), Vec::<Finding>::new());
    assert!(!found("Zarlasht ne comprend pas le mot").is_empty());
}

#[test]
fn languages_that_nobody_taught_are_left_to_the_rules() {
    for text in ["uk: Перша версія.", "tr: Kısa cümlelerle bir özet.", "Az oldal alján hiányzik a dátum"]
    {
        let plain = Plain::of(text);
        assert_eq!(Weighed::of(&Words::of(&plain.text)).asked().count(), 0, "{text}");
    }
}

#[test]
fn the_name_of_a_field_weighs_nothing() {
    for line in ["Ljubica ne comprend pas le mot bail", "summary: Ljubica ne comprend pas le mot bail"] {
        assert!(!find(line, &Public::default()).is_empty(), "{line}");
    }
}

#[test]
fn a_long_line_is_no_remark() {
    let long = "elle est enceinte ".repeat(40);
    let plain = Plain::of(&long);
    assert_eq!(Weighed::of(&Words::of(&plain.text)).asked().count(), 0);
}
