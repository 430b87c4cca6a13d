//! The sheet of facts: what falls due first, where each figure stands, and the page of this repository.

use std::{fs, path::Path};

use trousseau_core::source::Sources;

use crate::cli::{Toolkit, run};

/// Two facts in a guide, one of them of a territory.
const STORY: &str = "--- content/toolkit.yaml ---
name: {fr: Exemple}
languages: [fr]
territories: {nord: {fr: Nord}}
stages: [{id: demander, name: {fr: Demander}, summary: {fr: On demande.}, guides: [essai]}]
leaflets: []
--- content/facts.yaml ---
- {id: delai, value: 6 mois, label: {fr: Délai}, source: Loi, checked: 2026-11-01, status: to_check, territory: nord}
- {id: prix, value: 10 €, label: {fr: 'Prix | net'}, source: Décret, url: https://exemple.org/, checked: 2026-11-02}
- {id: vieux, value: 5 €, label: {fr: Ancien prix}, source: Décret, checked: 2026-01-01, expires: 2026-02-01}
--- content/guides/essai/fr.md ---
---
title: Essai
summary: Pour essayer.
stage: demander
status: pilot
---

Attendez [6 mois](fact:delai). Payez [10 €](fact:prix), avant [5 €](fact:vieux).
";

#[test]
fn facts_are_listed_by_what_falls_due() {
    let toolkit = Toolkit::of(&Sources::from_story(STORY).value);
    let md = run(&toolkit, &["--lang", "fr", "facts", "--as", "md"]).text;
    let rows: Vec<&str> = md.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    assert_eq!(
        rows,
        [
            "| 2026-02-01 | 2026-01-01 | 5\u{202f}€ | Ancien prix | essai | Décret |  | vieux |",
            "|  | 2026-11-01 | 6\u{a0}mois (Nord) | Délai | essai | Loi | à vérifier | delai |",
            "|  | 2026-11-02 | 10\u{202f}€ | Prix \\| net | essai | [Décret](https://exemple.org/) |  | prix |",
        ]
    );
    let csv = run(&toolkit, &["--lang", "fr", "facts", "--as", "csv"]).text;
    assert!(csv.contains("vieux") && csv.lines().count() == 4, "{csv}");
    assert!(!csv.contains("\\u000d"), "{csv}");
    let json = run(&toolkit, &["--format", "json", "facts"]).text;
    assert!(json.contains(r#""texts":["essai"]"#), "{json}");
    let said = run(&toolkit, &["--lang", "fr", "check"]).text;
    assert!(said.contains("Textes qui l’utilisent\u{a0}: essai"), "{said}");
}

#[test]
fn the_page_of_this_repository_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let written = fs::read_to_string(root.join("docs/faits.md")).unwrap_or_default().replace("\r\n", "\n");
    let root = root.to_str().expect("a path");
    let toolkit = Toolkit::of(&Sources::from_story(STORY).value);
    let made = run(&toolkit, &["--root", root, "--lang", "fr", "facts", "--as", "md"]).text;
    assert!(written.trim_end() == made.trim_end(), "docs/faits.md is out of date: run `cargo xtask docs`");
}
