//! A letter with its marks is drawn whole: seen in the picture, not only in the text below it.

use typst_render::RenderOptions;

use super::{reader::heard, *};

/// How much ink a page with this text takes.
fn ink_of(tag: &str, text: &str) -> usize {
    let laid = leaflets()
        .lay(&bare(tag, A4, "Essai", &format!("{text}\n")), Explains::Foot)
        .value
        .expect("laid out");
    let options = RenderOptions { pixel_per_pt: 3.0.into(), render_bleed: false };
    let pixels = typst_render::render(&laid.document.pages()[0], &options);
    // Grey counts as a part of black: where a line falls between two pixels, it takes as much.
    pixels.pixels().iter().map(|pixel| usize::from(pixel.alpha()) - usize::from(pixel.red())).sum::<usize>()
        / 255
}

#[test]
fn a_letter_and_its_marks_are_seen() {
    let samples = [
        ("ln", "ɔ", "ɔ́"),
        ("ln", "ɛ", "ɛ̂"),
        ("ln", "ɛ", "ɛ̌"),
        ("bm", "ɲ", "ɲ̀"),
        ("ee", "ɔ", "ɔ̃́"),
        ("yo", "n", "n̄"),
        ("yo", "ọ", "ọ̀"),
        ("vi", "o", "ộ"),
        ("fr", "m", "m̂"),
        ("ru", "а", "а́"),
        ("ar", "ب", "بُّ"),
        ("he", "ש", "שָׁ"),
        ("ti", "ɔ", "ɔ́"),
        ("ar", "ɔ", "ɔ́"),
    ];
    for (tag, letter, marked) in samples {
        let (dot, alone, whole) = (ink_of(tag, "."), ink_of(tag, letter), ink_of(tag, marked));
        assert!(dot + 20 < alone && alone + 4 < whole, "{tag} {marked}: {dot}, {alone}, {whole}");
    }
}

#[test]
fn no_letter_is_lost_or_said_twice() {
    for (tag, words) in [
        ("ln", "mɔ́kɔ́, lɛlɔ́, bɔ̂tɔ, mwɛ̌nɛ"),
        ("yo", "Ọ̀rọ̀ kọ̀ọ̀kan, Ǹjẹ́ ń bọ̀"),
        ("ar", "يُقَدِّمُونَ طَلَبًا، مجّانيٌّ"),
        ("he", "הַקְּהִלָּה עוֹזֶרֶת"),
        ("bn", "প্রস্তুত করুন"),
    ] {
        for (layout, sheet) in [(A4, Sheet::Pages), (PANEL, FOLDED), (A5, STAPLED)] {
            let print = generated(&bare(tag, layout, words, &format!("- **{words}**\n")), sheet);
            assert_eq!(heard(&print.bytes).matches(words).count(), 2, "{tag}: {}", heard(&print.bytes));
        }
    }
}

#[test]
fn links_say_their_words_and_whose_number_it_is() {
    let view =
        full("ar", A4, "طلب", "اقرؤوا [موقع الصندوق](https://www.caf.fr/) أو [المكتب](tel:0320000000).\n");
    let said = super::reader::links(&generated(&view, Sheet::Pages).bytes);
    let said: Vec<String> = said.iter().map(|words| words.replace('\u{a0}', " ")).collect();
    for words in ["موقع الصندوق", "المكتب 03 20 00 00 00", "SIAO 0 805 16 00 75"] {
        assert!(said.iter().any(|said| said == words), "{words}: {said:?}");
    }
}

#[test]
fn a_section_that_has_changed_in_the_source_says_so_below_its_heading() {
    let mut view = full("fr", A4, "Demander", "## Les papiers\n\nUne carte.\n\n## Les délais\n\nUn mois.\n");
    view.parts[0].body.blocks.insert(1, trousseau_core::document::Block::Changed);
    let said = super::pages::said(&view);
    let at = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}: {said}"));
    assert!(
        at("Les papiers") < at("Cette partie a changé") && at("Cette partie a changé") < at("Une carte.")
    );
    assert_eq!(said.matches("a changé dans le texte").count(), 1);
}
