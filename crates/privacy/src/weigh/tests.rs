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

/// The languages of the measured lists, with their names in both manuals.
const MEASURED: [(&str, &str, &str); 9] = [
    ("fr", "French", "français"),
    ("en", "English", "anglais"),
    ("ar", "Arabic", "arabe"),
    ("uk", "Ukrainian", "ukrainien"),
    ("ru", "Russian", "russe"),
    ("fa", "Persian", "persan"),
    ("ps", "Pashto", "pachto"),
    ("ti", "Tigrinya", "tigrigna"),
    ("tr", "Turkish", "turc"),
];

#[test]
fn the_manuals_say_how_much_is_found() {
    let lists = learn::folder("data/measured");
    let share = |kind: &str, tag: &str| {
        let name = format!("{kind}-{tag}");
        let (_, list) = lists.iter().find(|(own, _)| *own == name).expect("a list");
        let lines: Vec<&str> =
            list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert!(lines.len() >= 40, "{name}");
        let asked = lines.iter().filter(|line| !find(line, &Public::default()).is_empty()).count();
        let right = if kind == "caught" { asked } else { lines.len() - asked };
        right * 100 / lines.len()
    };
    let manual = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
        std::fs::read_to_string(path).expect("a manual").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (english, french) = (manual("editing.md"), manual("rediger.md"));
    let mut missing = Vec::new();
    for (tag, in_english, in_french) in MEASURED {
        let (found, left) = (share("caught", tag), share("clean", tag));
        let said = [
            (&english, format!("{in_english} {found} and {left}")),
            (&french, format!("{in_french} {found} et {left}")),
        ];
        missing
            .extend(said.into_iter().filter(|(text, words)| !text.contains(words)).map(|(_, words)| words));
    }
    assert!(missing.is_empty(), "the manuals should say: {missing:?}");
}
