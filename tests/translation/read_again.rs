//! Who read a translation again, and which words: one other word, and nobody has.

use std::fs;

use super::translation;
use crate::cli::{Toolkit, run};

const PATH: &str = "content/guides/demander/ar.md";

/// The state of the translation, and whether `check` says that other words were read.
fn state(toolkit: &Toolkit) -> (String, bool) {
    let told = translation(toolkit, &["status", "--in", "ar", "--format", "csv"]);
    let line = told.lines().find(|line| line.contains("demander")).expect("a line");
    let state =
        ["reviewed", "draft", "machine"].into_iter().find(|state| line.contains(state)).expect("a state");
    let state = state.to_owned();
    (state, run(toolkit, &["check"]).text.contains("translation/review"))
}

#[test]
fn a_translation_is_read_again_in_its_exact_words() {
    let toolkit = Toolkit::new();
    let text = || fs::read_to_string(toolkit.path().join(PATH)).expect("a text");
    let before = text();
    for by in ["Mme Inventée, 06 39 98 00 01", " "] {
        let refused = run(&toolkit, &["translation", "review", "demander", "ar", "--by", by]);
        assert_ne!(refused.code, 0, "{by}: {}", refused.text);
        assert_eq!(text(), before, "{by}");
    }
    let review = || translation(&toolkit, &["review", "demander", "ar", "--by", "Atelier de relecture"]);
    review();
    let read = text();
    let lines = "translation: reviewed\nreviewed_by: Atelier de relecture\nreviewed_text: ";
    assert!(read.contains(lines), "{read}");
    assert_eq!(state(&toolkit), ("reviewed".to_owned(), false));
    // What nobody reads, such as a new version that it translates, is no word.
    toolkit.edit(PATH, "2. انتظروا.", "2. انتظروا قليلا.");
    assert_eq!(state(&toolkit), ("draft".to_owned(), true), "one word more");
    let told = run(&toolkit, &["check"]).text;
    assert!(
        told.contains("Atelier de relecture") && told.contains("content/guides/demander/ar.md:7"),
        "{told}"
    );
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let page = |language: &str| {
        fs::read_to_string(toolkit.path().join(format!("output/site/{language}/demander.html")))
            .expect("a page")
    };
    let changed = page("ar");
    review();
    assert_eq!(state(&toolkit), ("reviewed".to_owned(), false));
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    assert!(page("ar").len() < changed.len(), "readers were told that nobody had read it");
    // A file that comes back from a translator says nothing of who read it again.
    toolkit.edit(PATH, "translation: reviewed", "translation: draft");
    assert_eq!(state(&toolkit), ("draft".to_owned(), false));
    toolkit.edit(PATH, "translation: draft", "translation: begun");
    let begun = run(&toolkit, &["translation", "review", "demander", "ar", "--by", "Atelier de relecture"]);
    assert_ne!(begun.code, 0, "what still has the words of the source was read by nobody");
}
