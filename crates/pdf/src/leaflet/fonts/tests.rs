//! No letter of this repository's texts is without a glyph: on paper, and on screens for which a font is sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::*;
use crate::leaflet::{signs, tests::theme};
use trousseau_text::Language;

/// Chinese has words of the interface and of the glossary, and no font for paper: its letters are many thousands, and no toolkit has its
/// guides. A leaflet with them is told as an error.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// All texts of the repository: guides and lists, words of the interface, words of the program.
fn texts() -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut texts = Vec::new();
    let mut folders =
        ["content", "themes/default/strings", "locales"].map(|folder| top.join(folder)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "md" || end == "yaml") {
                let text = std::fs::read_to_string(&path).expect("a text");
                texts.push((path.strip_prefix(&top).expect("below").display().to_string(), text));
            }
        }
    }
    texts
}

/// The letters of texts that nobody draws, each with a file that has it.
fn undrawn(texts: &[(String, String)], draws: impl Fn(char) -> bool) -> BTreeMap<char, &str> {
    let mut found = BTreeMap::new();
    for (path, text) in texts {
        let letters = text.nfc().filter(|letter| !signs::is_ornament(*letter) && !draws(*letter));
        found.extend(letters.map(|letter| (letter, path.as_str())));
    }
    found
}

#[test]
fn every_letter_of_the_texts_is_drawn_on_paper() {
    let fonts = Fonts::decode(theme());
    let texts = texts();
    assert!(texts.len() > 100, "the texts are found");
    let undrawn = undrawn(&texts, |letter| letter.is_control() || is_chinese(letter) || fonts.draws(letter));
    assert!(undrawn.is_empty(), "{undrawn:?}");
    // A letter that nobody draws would be found.
    let other = [("a".to_owned(), "x \u{16A0}".to_owned())];
    assert_eq!(self::undrawn(&other, |letter| fonts.draws(letter)).len(), 1);
}

#[test]
fn every_name_of_a_language_is_drawn_on_paper_where_the_theme_has_its_words() {
    let fonts = Fonts::decode(theme());
    let has_words = |language: &Language| theme().file(&format!("strings/{language}.yaml")).is_some();
    for language in Language::all().filter(has_words).filter(|language| fonts.serves(language.script())) {
        let missing: String = language.name().chars().filter(|letter| !fonts.draws(*letter)).collect();
        assert!(missing.is_empty(), "{}: {missing}", language.tag());
    }
}

/// Whether CSS fetches a font for a letter: `U+1200-137F, U+200C`.
fn is_in(ranges: &str, letter: char) -> bool {
    let number = |text: &str| u32::from_str_radix(text, 16).expect("a number");
    ranges.split(',').map(|range| range.trim().trim_start_matches("U+")).any(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        (number(first)..=number(last)).contains(&u32::from(letter))
    })
}

/// A font for screens is sent where phones lack the script, so it has all letters of that script in the texts of its languages.
#[test]
fn every_letter_is_drawn_on_screens_for_which_a_font_is_sent() {
    let theme = theme();
    let texts = texts();
    for font in &theme.card.fonts {
        let own = font.languages.iter().find(|own| texts.iter().any(|(path, _)| path.contains(own.tag())));
        let Some(own) = own else { continue };
        let source = theme.file(&font.file).expect("the file of the font");
        let coverage = decode(&source.bytes).expect("a font").info().coverage.clone();
        let ranges = font.unicode_range.as_deref().unwrap_or("U+0-10FFFF");
        let is_sent = |letter: char| is_in(ranges, letter) && coverage.contains(letter.into());
        let ends = [format!("/{own}.md"), format!("/{own}.yaml")];
        let letters: BTreeSet<char> = texts
            .iter()
            .filter(|(path, _)| ends.iter().any(|end| path.ends_with(end)))
            .flat_map(|(_, text)| text.nfc().collect::<Vec<_>>())
            .filter(|letter| {
                u32::from(*letter) >= 0x600 && letter.general_category_group() == GeneralCategoryGroup::Letter
            })
            .collect();
        assert!(letters.len() > 20, "{own}: the letters of its script");
        let missing: String = letters.into_iter().filter(|letter| !is_sent(*letter)).collect();
        assert!(missing.is_empty(), "{own}: {missing}");
    }
    assert!(is_in("U+0600-06FF, U+200C", '\u{200c}') && !is_in("U+0600-06FF", 'a'));
}
