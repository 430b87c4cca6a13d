//! The fonts of a site hold the letters that its pages show, and set them as the whole fonts do.

mod shaping;

use std::{collections::BTreeMap, fs};

use trousseau_core::source::{Source, Sources};
use trousseau_site::plan::{self, OutputKind};

use crate::{
    cli::{Toolkit, run},
    equal::tree,
    way::{Built, STORY, TODAY, build_on, survey},
};

const FONT: &[u8] = include_bytes!("../themes/default/fonts/noto-sans-ethiopic.woff2");

const CARD: &str = "fonts:\n- {script: ethiopic, family: F, file: fonts/f.woff2, unicode_range: U+1200-137F, languages: [fr]}\n";

/// The small toolkit with a font of its own for its French pages, which hold these letters of it.
fn with_font(card: &str, font: &[u8], letters: &str) -> Sources {
    let story = STORY.replace("languages: [fr, ar, ti]", "languages: [fr, ar]").replace("Demandez.", letters);
    let mut sources = Sources::from_story(&story).value;
    sources.files.remove("content/guides/demander/ti.md");
    sources.put(Source::new("themes/default/theme.yaml", card.as_bytes()));
    sources.put(Source::new("themes/default/fonts/f.woff2", font));
    sources
}

fn built(card: &str, font: &[u8], letters: &str) -> Built {
    build_on(&with_font(card, font, letters), TODAY)
}

/// The fonts of a site, by their addresses.
fn fonts(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, &[u8])> {
    let fonts = files.iter().filter(|(path, _)| path.ends_with(".woff2"));
    fonts.map(|(path, bytes)| (path.trim_start_matches("site/"), bytes.as_slice())).collect()
}

#[test]
fn a_page_with_one_letter_loads_little() {
    let built = built(CARD, FONT, "ሀ");
    assert_eq!(built.diagnostics, []);
    let [(address, font)] = fonts(&built.files)[..] else { panic!("one font: {:?}", built.files.keys()) };
    assert!(font.starts_with(b"wOF2") && font.len() < 2_000, "{} bytes", font.len());
    for page in ["fr/demander.html", "fr/suivre.html", "fr/style.css"] {
        let page = built.files.get(&format!("site/{page}"));
        let page = page.map(|bytes| String::from_utf8_lossy(bytes));
        assert!(page.is_none_or(|page| page.contains(&format!("url(\"../{address}\")"))), "{address}");
    }
    let headers = built.files.iter().find(|(path, _)| path.ends_with("_headers")).expect("headers");
    let sheet = built.page("fr/demander.html").split("sha256-").nth(1).expect("a policy");
    let hash = sheet.split(|letter: char| !letter.is_ascii_alphanumeric() && !"+/=".contains(letter)).next();
    assert!(
        String::from_utf8_lossy(headers.1).contains(hash.expect("a hash")),
        "servers allow the style sheet"
    );
    assert!(!built.page("ar/demander.html").contains("@font-face"));
}

#[test]
fn another_letter_is_another_file_and_words_of_the_same_letters_are_not() {
    let address = |letters: &str| fonts(&built(CARD, FONT, letters).files)[0].0.to_owned();
    let one = address("ሀለ");
    assert_eq!(one, address("ለሀ ሀለ é"));
    assert_ne!(one, address("ሀለሐ"));
}

#[test]
fn a_font_that_cannot_be_read_is_published_as_it_is_and_told() {
    for broken in [b"This is a text.".as_slice(), &FONT[..FONT.len() / 2], b""] {
        let built = built(CARD, broken, "ሀ");
        assert_eq!(built.codes(), ["theme/font"], "{} bytes", broken.len());
        assert_eq!(&*built.diagnostics[0].place.path, "themes/default/fonts/f.woff2");
        assert!(fonts(&built.files)[0].1 == broken, "{} bytes", broken.len());
    }
}

#[test]
fn a_font_whose_licence_forbids_to_change_it_stays_whole() {
    let built = built(&CARD.replace("languages", "whole: true, languages"), FONT, "ሀ");
    assert_eq!(built.diagnostics, []);
    assert!(fonts(&built.files)[0].1 == FONT);
}

#[test]
fn a_font_that_is_cut_keeps_the_names_that_its_licence_asks_for() {
    let names = |font: &[u8]| {
        let font = trousseau_html::font::unpacked(font).expect("a font");
        let text: String = font.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
        ["Noto Project Authors", "SIL Open Font License", "OFL"].map(|part| text.contains(part))
    };
    let built = built(CARD, FONT, "ሀ");
    assert!(names(FONT)[0]);
    assert_eq!(names(fonts(&built.files)[0].1), names(FONT));
}

#[test]
fn a_toolkit_without_such_languages_has_no_font() {
    let story = STORY.replace("languages: [fr, ar, ti]", "languages: [fr, ar]");
    let sources = Sources::from_story(&story).value;
    let (library, theme) = survey(sources.clone(), TODAY).made.expect("a toolkit");
    let plan = plan::plan(&library, &theme, &sources, &plan::BuildOptions::default());
    assert!(plan.tasks.iter().all(|(_, task)| !matches!(task.kind, OutputKind::Font(_))));
    assert!(plan.contexts.iter().all(|context| context.fonts.is_empty()));
}

#[test]
fn a_font_is_cut_again_only_for_other_letters_and_as_in_a_fresh_build() {
    let toolkit = Toolkit::of(&with_font(CARD, FONT, "ሀለ"));
    let output = || tree(&toolkit.path().join("output"));
    let font = |tree: &BTreeMap<String, Vec<u8>>| {
        fonts(tree).iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect::<Vec<_>>()
    };
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let first = font(&output());
    let path = toolkit.path().join("output/site").join(&first[0].0);
    let made = |path: &std::path::Path| fs::metadata(path).and_then(|file| file.modified()).expect("a font");
    let before = made(&path);
    toolkit.edit("content/guides/demander/fr.md", "ሀለ", "ለሀ");
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    assert_eq!((font(&output()), made(&path)), (first.clone(), before), "no letter is new");
    toolkit.edit("content/guides/demander/fr.md", "ለሀ", "ለሀሐ");
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let again = output();
    assert_eq!(fonts(&again).len(), 1, "the file of before is gone");
    assert_ne!(font(&again), first);
    assert_eq!(run(&toolkit, &["build", "--out", "fresh"]).code, 0);
    assert!(again == tree(&toolkit.path().join("fresh")), "as fresh");
}
