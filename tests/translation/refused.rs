//! Translations that would lose something are refused, each with its place; the others of the file are taken.

use std::fs;

use super::{import, own, po};
use crate::cli::run;

const GUIDE: &str = "content/guides/demander/en.md";

/// A file of the guide in English with one translation exchanged, and what an import says of it.
fn exchanged(from: &str, to: &str) -> (i32, Vec<serde_json::Value>, String, String) {
    let toolkit = own();
    let file = po(&toolkit, "en", &["demander"]);
    let bad = file.replacen(from, to, 1);
    assert_ne!(bad, file, "no {from}");
    // A second one is good.
    let bad = bad.replacen("msgstr \"Apply for social housing\"", "msgstr \"Make your application\"", 1);
    toolkit.write("back.po", &bad);
    let done = run(&toolkit, &["translation", "import", "back.po", "--format", "json"]);
    let found = done.text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let text = fs::read_to_string(toolkit.path().join(GUIDE)).expect("a file");
    (done.code, found, text, bad)
}

#[track_caller]
fn check(from: &str, to: &str, code: &str) {
    let (exit, found, text, file) = exchanged(from, to);
    assert_eq!(exit, 1, "{to}");
    let found = found.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("{code}: {found:?}"));
    assert_eq!(found["file"], "back.po");
    let line = found["line"].as_u64().expect("a line") as usize;
    let there = file.lines().nth(line - 1).expect("the line");
    assert!(there.starts_with("msgstr ") && there.contains(to), "line {line} is {there}");
    assert!(text.contains("title: Make your application"), "{text}");
    let before = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/content/guides/demander/en.md"));
    let before = before.expect("a file").replace("Apply for social housing", "Make your application");
    assert_eq!(text.split("\n---\n").nth(1), before.split("\n---\n").nth(1), "the body stays");
}

#[test]
fn a_lost_doubled_or_altered_tag_is_refused() {
    check("You make <g1>1 application</g1>", "You make 1 application", "translation/tag-lost");
    check("<g1>1 application</g1> for", "<g1>1 application</g1> <g1>a</g1> for", "translation/tag-twice");
    check("<g1>1 application</g1> for", "<g7>1 application</g7> for", "translation/tag-unknown");
    check("<g1>1 application</g1> for", "<g1>1 application for", "translation/tag-crossed");
}

#[test]
fn a_lost_number_is_refused() {
    check("cerfa 14069</g2>. Write", "cerfa 14096</g2>. Write", "translation/number-lost");
}

#[test]
fn a_sentence_of_the_source_among_those_of_the_translation_is_refused() {
    // A program that cuts paragraphs into sentences puts those that it does not know back in French.
    check(
        "The amounts must be in euros.",
        "Les sommes doivent être en euros.",
        "translation/source-sentence",
    );
}

#[test]
fn what_words_bring_to_a_text_is_told_at_their_unit() {
    for (from, to, code) in [
        ("You make <g1>1 application</g1>", "You make <g1>3 applications</g1>", "facts/differs"),
        (
            "You can sign in with FranceConnect.",
            "You can <b>sign in</b> with FranceConnect.",
            "markdown/html",
        ),
    ] {
        let (exit, found, _, file) = exchanged(from, to);
        let found =
            found.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("{code}: {found:?}"));
        let line = found["line"].as_u64().expect("a line") as usize;
        assert_eq!((exit, &found["file"]), (1, &"back.po".into()), "{found}");
        assert!(file.lines().nth(line - 1).is_some_and(|line| line.contains(to)), "line {line}: {found}");
        assert!(!found.to_string().contains("facts.yaml"), "a translator has no such file: {found}");
    }
}

#[test]
fn signs_of_the_interface_do_not_go_out_and_old_files_that_have_them_come_in() {
    let toolkit = own();
    let strings = toolkit.path().join("themes");
    let file = po(&toolkit, "ar", &["_interface"]);
    assert!(!file.contains("|number.decimal\"") && !file.contains("|report.chart.between\""), "{file}");
    assert!(file.contains("|date.pattern\""), "the order of a date is one's own");
    let old = format!("{file}\nmsgctxt \"_interface|number.decimal\"\nmsgid \",\"\nmsgstr \"،\"\n");
    let done = import(&toolkit, &old);
    assert!(done.code == 0 && done.text.contains("Nothing was to be changed"), "{}", done.text);
    assert!(!strings.exists() && !done.text.contains("translation/"), "{}", done.text);
    // Such a file is no work that an export must keep.
    toolkit.write("output/translations/ar.po", &old);
    assert_eq!(run(&toolkit, &["translation", "export", "ar", "_interface"]).code, 0);
}

#[test]
fn words_that_would_be_another_block_are_refused() {
    check("msgstr \"The papers\"", "msgstr \"The papers {#x}\"", "translation/form");
}

#[test]
fn what_belongs_to_no_text_of_today_is_told_and_not_lost() {
    let toolkit = own();
    let file = po(&toolkit, "en", &["demander"]);
    let other = file.replace(
        "msgid \"Les papiers\"\nmsgstr \"The papers\"",
        "msgid \"Les feuilles\"\nmsgstr \"The sheets\"",
    );
    let done = import(&toolkit, &other);
    assert!(done.code == 0 && done.text.contains("translation/other-source"), "{}", done.text);
    let done = import(&toolkit, &file.replace("msgctxt \"demander|", "msgctxt \"deposer|"));
    assert!(done.text.contains("translation/unknown-text"), "{}", done.text);
    for (bad, words) in [
        ("msgid \"a\"\nmsgstr \"b\"\n".to_owned(), "does not say into which language"),
        (file.replace("msgstr \"The papers\"", "msgstr \"The papers"), "damaged on line"),
        (file.replace("Segmentation: 1", "Segmentation: 2"), "a newer version of the program"),
        (file.replace(": en\\n", ": eo\\n"), "is not a language"),
    ] {
        let done = import(&toolkit, &bad);
        assert!(
            done.code == 2 && done.errors.contains(words) || done.text.contains(words),
            "{words}: {}{}",
            done.errors,
            done.text
        );
    }
}

#[test]
fn units_that_are_not_finished_are_left() {
    let toolkit = own();
    let file = po(&toolkit, "en", &["demander"]);
    let open = file.replace(
        "msgctxt \"demander|les-papiers|heading\"",
        "#, fuzzy\nmsgctxt \"demander|les-papiers|heading\"",
    );
    let open = open.replace("msgstr \"The papers\"", "msgstr \"The sheets\"");
    let done = import(&toolkit, &open);
    assert!(done.code == 0 && done.text.contains("1 unit is marked as not finished"), "{}", done.text);
    assert!(!fs::read_to_string(toolkit.path().join(GUIDE)).expect("a file").contains("sheets"));
}
