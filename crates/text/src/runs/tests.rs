//! The runs of the table `tests/field/runs.txt`, and what must hold for any text.

use super::*;

/// The table: a language, and a text in which ⟨numbers⟩, ⟦words from left to right⟧ and ⟪words from right to left⟫ are
/// marked.
const TABLE: &str = include_str!("../../../../tests/field/runs.txt");

const MARKS: [char; 6] = ['⟨', '⟩', '⟦', '⟧', '⟪', '⟫'];

fn language(tag: &str) -> Language {
    Language::find(tag).expect(tag)
}

fn shown(text: &str, language: Language) -> String {
    let one = |run: Run<'_>| match run {
        Run::Own(text) => text.to_owned(),
        Run::Number(text) => format!("⟨{text}⟩"),
        Run::Words(text, script) if direction(script) == Direction::Ltr => format!("⟦{text}⟧"),
        Run::Words(text, _) => format!("⟪{text}⟫"),
    };
    runs(text, language).into_iter().map(one).collect()
}

#[test]
fn every_row_of_the_table_is_cut_as_it_says() {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows {
        let (tag, marked) = row.split_once(" | ").expect(row);
        let text = marked.replace(MARKS, "");
        let seen = shown(&text, language(tag.trim()));
        count += 1;
        if seen != marked {
            wrong.push(format!("{tag} {marked}\n   {seen}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} rows:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 150, "{count} rows");
}

#[test]
fn runs_put_together_are_the_text() {
    let pieces = [
        "سكن", "١٢", "12", "CAF", " ", "(", ")", "«", "»", "\"", ",", ". ", "-", "+", "€", "#", "שלום",
        "Дім", "،", "é", "\u{200f}", "www.", "a://", "/",
    ];
    let tags = ["ar", "he", "fr", "uk", "zh"].map(language);
    for number in 0..pieces.len().pow(4) {
        let text: String = (0..4).map(|at| pieces[number / pieces.len().pow(at) % pieces.len()]).collect();
        let own = tags[number % tags.len()];
        let again: String = runs(&text, own)
            .into_iter()
            .map(|run| match run {
                Run::Own(text) | Run::Number(text) | Run::Words(text, _) => text,
            })
            .collect();
        assert_eq!(again, text, "{own}");
    }
}

#[test]
fn a_long_text_of_any_kind_takes_no_time() {
    for part in ["1 ", "1, ", "(", "(1", "\"", "a. ", "س 1 ", "www.a)", "« a ", "€ ", "a (س", "1 a س ("]
    {
        let text = part.repeat(20_000);
        let begun = std::time::Instant::now();
        for tag in ["ar", "fr", "uk"] {
            runs(&text, language(tag));
        }
        assert!(begun.elapsed().as_secs() < 60, "{part:?}: {:?}", begun.elapsed());
    }
}

#[test]
fn arrows_follow_the_reading() {
    assert_eq!(arrows("الطلب → السكن ← هنا", Direction::Rtl), "الطلب ← السكن ← هنا");
    assert_eq!(arrows("la demande → le logement", Direction::Ltr), "la demande → le logement");
}

#[test]
fn the_first_letter_gives_the_direction() {
    assert_eq!(first_direction("*31# سكن CAF"), Some(Direction::Rtl));
    assert_eq!(first_direction("12 rue سكن"), Some(Direction::Ltr));
    assert_eq!(first_direction("*31#"), None);
}

#[test]
fn letters_of_most_texts_are_what_the_tables_say() {
    for letter in '\u{c0}'..='\u{6ff}' {
        let class = pieces(letter.encode_utf8(&mut [0; 4])).first().map(|piece| piece.class);
        if matches!(letter.script(), Letters::Latin | Letters::Arabic) && letter.is_alphabetic() {
            assert_eq!(class, Some(Class::Letters(letter.script())), "U+{:04X}", u32::from(letter));
        } else {
            assert!(!matches!(class, Some(Class::Letters(Letters::Latin))), "U+{:04X}", u32::from(letter));
        }
        if letter.is_numeric() {
            assert_eq!(class, Some(Class::Digits), "U+{:04X}", u32::from(letter));
            let arabic = Language::find("ar").expect("a tag");
            assert!(!is_one(letter.encode_utf8(&mut [0; 4]), arabic), "U+{:04X}", u32::from(letter));
        }
    }
}
