//! Translations that come back in other forms than they went out: what programs write around the words loses none of them.

use std::fs;

use super::{import, own, po, translation};
use crate::cli::{Toolkit, run};

/// The toolkit of this repository with a language that has no translation yet.
fn with_dutch() -> Toolkit {
    let toolkit = own();
    toolkit.edit("content/toolkit.yaml", ", ru, tr]", ", ru, tr, nl]");
    toolkit
}

/// Exports as XLIFF, and gives the text of the file.
fn xliff(toolkit: &Toolkit, language: &str, more: &[&str]) -> String {
    translation(toolkit, &[&["export", language, "--format", "xliff"], more].concat());
    fs::read_to_string(toolkit.path().join(format!("output/translations/{language}.xlf"))).expect("a file")
}

/// Puts words into the target of the first unit with this source.
#[track_caller]
fn target(file: &str, source: &str, words: &str) -> String {
    let (before, after) = file.split_once(&format!("<source>{source}</source>")).expect("the unit");
    let (start, rest) = after.split_once('>').expect("its target");
    let (_, end) = rest.split_once("</target>").expect("its end");
    format!("{before}<source>{source}</source>{start}>{words}</target>{end}")
}

#[test]
fn words_of_lists_are_taken_where_an_editor_leaves_the_marks_of_before() {
    let toolkit = with_dutch();
    let file = target(&xliff(&toolkit, "nl", &["_toolkit"]), "Demander", "Aanvragen");
    toolkit.write("back.xlf", &file);
    let done = run(&toolkit, &["translation", "import", "back.xlf"]);
    assert_eq!(done.code, 0, "{}", done.text);
    let list = fs::read_to_string(toolkit.path().join("content/toolkit.yaml")).expect("a list");
    assert!(list.contains("nl: Aanvragen"), "{}", done.text);
}

#[test]
fn a_file_without_units_is_one_of_this_version() {
    let toolkit = own();
    let file = xliff(&toolkit, "en", &["--only", "missing"]);
    assert!(!file.contains("<trans-unit"), "{file}");
    toolkit.write("back.xlf", &file);
    let done = run(&toolkit, &["translation", "import", "back.xlf"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
}

#[test]
fn marks_of_other_programs_are_told_at_their_unit_and_the_others_are_taken() {
    for (bad, tag) in [
        ("The <x id=\"lb-1\"/>papers", "<x id=\\\"lb-1\\\">"),
        ("The <ph id=\"1\">{0}</ph> papers", "<ph id=\\\"1\\\">"),
        ("The <it id=\"1\" pos=\"open\">b</it> papers", "<it id=\\\"1\\\">"),
        ("The <bpt id=\"2\">b</bpt>papers<ept id=\"2\">b</ept>", "<bpt id=\\\"2\\\">"),
        ("<g id=\"bold\">The papers</g>", "<g id=\\\"bold\\\">"),
    ] {
        let toolkit = own();
        let file = target(&xliff(&toolkit, "en", &["demander"]), "Les papiers", bad);
        let file = file.replacen(">Apply for social housing<", ">Make your application<", 1);
        toolkit.write("back.xlf", &file);
        let done = run(&toolkit, &["translation", "import", "back.xlf", "--format", "json"]);
        let told = done.text.lines().find(|line| line.contains("translation/tag-unknown"));
        assert!(
            told.is_some_and(|line| line.contains(tag) && line.contains("back.xlf")),
            "{bad}: {}",
            done.text
        );
        let text = fs::read_to_string(toolkit.path().join("content/guides/demander/en.md")).expect("a text");
        assert!(text.contains("title: Make your application") && text.contains("## The papers"), "{text}");
    }
}

#[test]
fn what_was_imported_is_no_work_that_an_export_must_keep() {
    let toolkit = own();
    let file = po(&toolkit, "en", &["demander"]);
    let worked = file
        .replacen("msgstr \"Apply for social housing\"", "msgstr \"Apply\u{a0}for  social housing \"", 1)
        .replacen("msgstr \"The papers\"", "msgstr \"The  papers\"", 1);
    assert_ne!(worked, file);
    toolkit.write("output/translations/en.po", &worked);
    assert_eq!(import(&toolkit, &worked).code, 0);
    translation(&toolkit, &["export", "en", "demander"]);
    // Another word is work, and so is a space that parts one.
    for (from, to) in [("The papers", "The documents"), ("The papers", "The pa pers")] {
        toolkit.write("output/translations/en.po", file.replacen(from, to, 1));
        assert_eq!(run(&toolkit, &["translation", "export", "en", "demander"]).code, 2, "{to}");
    }
}
