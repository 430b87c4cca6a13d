//! The sheets and letters of this repository: as many pages as they may have, nothing filled in, the same letter in every
//! language.

use std::collections::BTreeMap;

use trousseau_core::{document::Block, guide::GuideKind, library::Entry, toolkit::format::Format};
use trousseau_pdf::leaflet::Leaflets;
use trousseau_site::plan::{BuildOptions, Leaflet, leaflets::RenderInput};

use super::words::content;
use crate::{
    report::reader,
    way::{TODAY, survey},
};

/// How the letter begins on its page.
const BEGIN: &str = "Prénom et nom";

#[test]
fn sheets_have_one_page_and_letters_the_same_one_in_every_language() {
    let sources = content();
    let (library, theme) = survey(sources.clone(), TODAY).made.expect("a toolkit");
    let options = BuildOptions::default();
    let input = RenderInput::new(&library, &theme, &sources, &options);
    let engine = Leaflets::new(&theme);
    let mut letters: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for guide in library.guides.iter().filter(|guide| guide.source.front_matter.kind.is_form()) {
        let is_letter = guide.source.front_matter.kind == GuideKind::Letter;
        for language in library.toolkit.languages.iter().filter(|language| guide.is_in(**language)) {
            let place = format!("{}/{language}", guide.slug);
            let leaflet = Leaflet::new(&guide.slug, *language, Format::Sheet);
            let made = trousseau_pdf::generate::one(&leaflet, &input, &engine);
            assert_eq!(made.diagnostics, [], "{place}");
            let print = made.value.expect("a leaflet without diagnostics");
            assert_eq!(print.pages, if is_letter { 2 } else { 1 }, "{place}");
            let has = |sign: &[u8]| print.bytes.windows(sign.len()).any(|part| part == sign);
            assert!(!has(b"/AcroForm") && !has(b"/Widget"), "{place}: nothing is typed into a file");
            let heard = reader::heard(&print.bytes);
            if is_letter {
                let letter = heard.rfind(BEGIN).map(|at| heard[at..].to_owned());
                letters.entry(&guide.slug).or_default().push(letter.expect("a letter"));
            }
        }
    }
    assert!(letters.len() >= 5, "{letters:?}");
    for (slug, languages) in letters {
        assert!(languages.len() >= 3, "{slug}");
        assert!(languages.iter().all(|letter| *letter == languages[0]), "{slug}: {languages:#?}");
    }
}

#[test]
fn the_words_of_a_letter_stand_in_one_file() {
    let (library, _) = survey(content(), TODAY).made.expect("a toolkit");
    let letter = |blocks: &[Block]| blocks.iter().find(|block| matches!(block, Block::Letter(_))).cloned();
    let of_kind = |guide: &&Entry<_>| letter(&guide.source.body.blocks).is_some();
    for guide in library.guides.iter().filter(of_kind) {
        for language in library.toolkit.languages.iter().filter(|language| guide.is_in(**language)) {
            let edition = guide.localized(*language);
            assert_eq!(
                letter(&edition.body.blocks),
                letter(&guide.source.body.blocks),
                "{}/{language}",
                guide.slug
            );
        }
    }
}
