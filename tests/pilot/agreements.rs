//! Agreements on the command line: given to exact words, void by one of them, owed, told, moved, and signed on paper.

use std::{fs, process::Command};

use jiff::civil::{Date, date};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::{on, toolkit};
use crate::{
    cli::{Done, Toolkit},
    report::reader,
};

const PATH: &str = "content/guides/suivre/fr.md";
const DAY: Date = date(2026, 6, 30);

fn run(toolkit: &Toolkit, arguments: &[&str]) -> Done {
    on(DAY, toolkit.path(), arguments)
}

/// A command that must do what it was asked.
#[track_caller]
fn well(toolkit: &Toolkit, arguments: &[&str]) -> String {
    let done = run(toolkit, arguments);
    assert_eq!(done.code, 0, "{arguments:?}: {} {}", done.text, done.errors);
    done.text
}

/// One that must refuse and write nothing.
#[track_caller]
fn refused(toolkit: &Toolkit, arguments: &[&str], words: &[&str]) {
    let before = text(toolkit);
    let done = run(toolkit, arguments);
    assert_ne!(done.code, 0, "{arguments:?}: {}", done.text);
    let said = format!("{}{}", done.text, done.errors);
    for word in words {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert_eq!(text(toolkit), before, "nothing is written");
}

fn text(toolkit: &Toolkit) -> String {
    fs::read_to_string(toolkit.path().join(PATH)).expect("a guide")
}

/// The code and the state of the guide.
fn status(toolkit: &Toolkit) -> [String; 2] {
    let said = well(toolkit, &["--format", "json", "agreement", "status", "suivre"]);
    let value: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    ["code", "state"].map(|key| value[key].as_str().expect("a text").to_owned())
}

/// What `check` says of agreements.
fn codes(toolkit: &Toolkit) -> Vec<String> {
    let said = run(toolkit, &["--format", "json", "check"]).text;
    let codes = said.lines().filter_map(|line| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(value["code"].as_str()?.to_owned())
    });
    codes.filter(|code| code.starts_with("agreements/") || code.starts_with("versions/")).collect()
}

fn git(toolkit: &Toolkit, arguments: &[&str]) {
    let names = ["-c", "user.name=association", "-c", "user.email=a@example.org"];
    let done =
        Command::new("git").current_dir(toolkit.path()).args(names).args(arguments).output().expect("git");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

const PUBLISH: [&str; 7] = ["release", "suivre", "--major", "--summary", "Validé.", "--status", "published"];

/// The toolkit in git, with the guide published as both sides agreed.
fn agreed() -> Toolkit {
    let toolkit = toolkit();
    if !text(&toolkit).contains("authors:") {
        toolkit.edit(PATH, "\nversions:", "\nauthors: [association-exemple, bailleur-exemple]\nversions:");
    }
    let [code, state] = status(&toolkit);
    assert_eq!(state, "missing");
    refused(&toolkit, &PUBLISH, &["versions/colleges"]);
    well(&toolkit, &["agreement", "add", "suivre", "association-exemple", &code.to_lowercase()]);
    refused(&toolkit, &PUBLISH, &["versions/colleges", "a landlord"]);
    well(&toolkit, &["agreement", "add", "suivre", "bailleur-exemple", &code]);
    well(&toolkit, &PUBLISH);
    assert_eq!(
        status(&toolkit),
        [code, "agreed".to_owned()],
        "a version takes over what its words were agreed to"
    );
    assert_eq!(codes(&toolkit), [""; 0]);
    git(&toolkit, &["init", "-q"]);
    git(&toolkit, &["add", "-A"]);
    git(&toolkit, &["commit", "-qm", "x"]);
    toolkit
}

#[test]
fn a_guide_is_published_when_both_sides_agreed_and_one_word_voids_it() {
    let toolkit = agreed();
    let [old, _] = status(&toolkit);
    toolkit.edit(PATH, "Gardez votre numéro.", "Gardez bien votre numéro.");
    let [new, state] = status(&toolkit);
    assert_eq!(state, "void");
    assert_ne!(old, new);
    assert_eq!(codes(&toolkit), ["agreements/lapsed"; 2]);
    assert_eq!(run(&toolkit, &["build"]).code, 1, "new words do not go out as if they were agreed to");
    // Who types the code of before learns which words are other ones.
    let words = [old.as_str(), &new, "{+bien +}"];
    refused(&toolkit, &["agreement", "add", "suivre", "bailleur-exemple", &old], &words);
    let said = well(&toolkit, &["agreement", "status", "suivre"]);
    assert!(said.contains("no longer holds") && said.contains("{+bien +}"), "{said}");
    // Another version needs agreement; a mended slip asks for notice and says the words.
    refused(&toolkit, &["release", "suivre", "--minor", "--summary", "S"], &["versions/colleges"]);
    let said = well(&toolkit, &["release", "suivre", "--patch", "--summary", "Un mot."]);
    assert!(said.contains("To tell the partners") && said.contains("{+bien +}"), "{said}");
    assert_eq!((status(&toolkit)[1].as_str(), codes(&toolkit).len()), ("notice", 0));
    refused(&toolkit, &["agreement", "add", "suivre", "bailleur-exempl"], &["bailleur-exemple"]);
    refused(&toolkit, &["agreement", "add", "suivre", "bailleur-exemple", "1234"], &["eight signs"]);
}

#[test]
fn what_is_published_urgently_says_that_agreement_is_owed_until_it_is_given() {
    let toolkit = agreed();
    toolkit.edit(PATH, "Gardez votre numéro.", "Gardez bien votre numéro.");
    let release = ["release", "suivre", "--minor", "--summary", "Un mot.", "--urgent"];
    refused(&toolkit, &[&release[..], &[" "]].concat(), &["reason"]);
    refused(&toolkit, &[&release[..], &["Appeler le 06 12 34 56 78."]].concat(), &["privacy/phone"]);
    well(&toolkit, &[&release[..], &["Le numéro d’urgence a changé."]].concat());
    assert_eq!((status(&toolkit)[1].as_str(), codes(&toolkit)), ("owed", vec!["agreements/owed".into(); 2]));
    let page = |file: &str| {
        fs::read_to_string(toolkit.path().join("output").join(file))
            .expect("a file")
            .contains("accord à donner")
    };
    let build = || assert_eq!(run(&toolkit, &["build"]).code, 0);
    build();
    well(&toolkit, &["report"]);
    assert!(page("site/fr/suivre.html"), "the history of the page says it");
    let board = fs::read_to_string(toolkit.path().join("output/reports/board.html")).expect("a board");
    assert!(board.contains("à donner (urgence)") && board.contains("on attend un bailleur"), "{board}");
    let report = fs::read_to_string(toolkit.path().join("output/reports/essai.html")).expect("a report");
    assert!(
        report.contains("Donner ou redonner l’accord") && report.contains("à donner (urgence)"),
        "{report}"
    );
    for partner in ["association-exemple", "bailleur-exemple"] {
        well(&toolkit, &["agreement", "add", "suivre", partner]);
    }
    assert_eq!((status(&toolkit)[1].as_str(), codes(&toolkit).len()), ("agreed", 0));
    build();
    assert!(!page("site/fr/suivre.html"));
}

#[test]
fn what_was_validated_before_stays_published_and_is_moved() {
    let toolkit = agreed();
    let head = text(&toolkit);
    let (before, rest) = head.split_once("    agreed:\n").expect("agreements");
    let rest = rest.split_once("  - version:").expect("another version").1;
    let old =
        format!("{before}    validated_by: [association-exemple, bailleur-exemple]\n  - version:{rest}");
    fs::write(toolkit.path().join(PATH), &old).expect("written");
    assert_eq!(run(&toolkit, &["check"]).code, 0);
    assert!(codes(&toolkit).contains(&"agreements/old-line".to_owned()));
    well(&toolkit, &["check", "--fix", "--yes"]);
    let new = text(&toolkit);
    let lines = "    agreed:\n      - partner: association-exemple\n      - partner: bailleur-exemple\n";
    assert!(new.contains(lines) && !new.contains("validated_by"), "{new}");
    assert_eq!(
        (status(&toolkit)[1].as_str(), codes(&toolkit)),
        ("unknown", vec!["agreements/unknown".into()])
    );
}

#[test]
fn the_sheet_to_sign_is_one_page_with_the_words_and_the_code() {
    let toolkit = agreed();
    let sheet = |words: &[&str]| {
        well(&toolkit, &["agreement", "sheet", "suivre"]);
        let bytes = fs::read(toolkit.path().join("output/reports/agreement-suivre.pdf")).expect("a sheet");
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
            let report = validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(profile));
            let failures: Vec<String> =
                report.expect("a PDF").failures.iter().map(|failure| format!("{failure:?}")).collect();
            assert_eq!(failures, [""; 0]);
        }
        assert!(String::from_utf8_lossy(&bytes).contains("/Type/Pages/Count 1/"), "one page");
        let said = reader::read(&bytes).iter().map(|pieces| pieces.concat()).collect::<Vec<_>>().join(" ");
        for word in words {
            assert!(said.contains(word), "{word}: {said}");
        }
    };
    // Nobody has agreed to other words: the sections.
    let [code, _] = status(&toolkit);
    sheet(&[&code, "Premier accord", "Les délais", "Pour un bailleur"]);
    let more = "Un mot de plus, tout à la fin du texte.\n\n".repeat(200);
    toolkit.edit(PATH, "Gardez votre numéro.", &format!("Gardez bien votre numéro.\n\n{more}"));
    let [code, _] = status(&toolkit);
    sheet(&[&code, "bien", "D’autres changements n’ont pas la place ici", "Pour un bailleur"]);
}
