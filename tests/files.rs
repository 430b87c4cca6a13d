//! Guides renamed, retired and deleted on the command line.

use std::fs;

use crate::cli::{Toolkit, run};

const OWN: &str = "content/guides/suivre/fr.md";

fn text(toolkit: &Toolkit, path: &str) -> String {
    fs::read_to_string(toolkit.path().join(path)).unwrap_or_default()
}

#[test]
fn a_guide_gets_another_name_after_a_look() {
    let toolkit = Toolkit::new();
    let before = text(&toolkit, "content/guides/demander/fr.md");
    let look = run(&toolkit, &["guide", "rename", "suivre", "attendre"]);
    assert_eq!(look.code, 1, "{}", look.text);
    for words in [
        "content/guides/suivre/fr.md → content/guides/attendre/fr.md",
        "{+chemin](guide:attendre#les-delais) +}",
        "--yes",
    ] {
        assert!(look.text.contains(words), "{words}: {}", look.text);
    }
    assert_eq!(text(&toolkit, "content/guides/demander/fr.md"), before, "nothing is written yet");
    let done = run(&toolkit, &["guide", "rename", "suivre", "attendre", "--yes"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    assert!(!toolkit.path().join("content/guides/suivre").exists());
    let own = text(&toolkit, "content/guides/attendre/fr.md");
    assert!(own.contains("status: pilot # suivre\naliases: [suivre]\n"), "{own}");
    let other = text(&toolkit, "content/guides/demander/fr.md");
    assert!(
        other.contains("(guide:attendre#les-delais)") && other.contains("(../attendre/fr.md)"),
        "{other}"
    );
    assert!(text(&toolkit, "content/guides/demander/ar.md").contains("(guide:attendre#les-delais)"));
    assert!(text(&toolkit, "content/toolkit.yaml").contains("guides: [demander, attendre]"));
    assert_eq!(run(&toolkit, &["check"]).code, 0);
    // The old address leads to the new one, and so do those of its leaflets.
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    assert!(text(&toolkit, "output/site/fr/suivre.html").contains("attendre.html"));
    assert!(toolkit.path().join("output/site/fr/suivre-1.0.0.html").exists());
    let undone = run(&toolkit, &["guide", "undo", "--yes"]);
    assert_eq!(undone.code, 0, "{}", undone.text);
    assert_eq!(text(&toolkit, "content/guides/demander/fr.md"), before);
    assert!(text(&toolkit, OWN).contains("status: pilot # suivre\nversions:"), "{}", text(&toolkit, OWN));
    assert_eq!(run(&toolkit, &["check"]).code, 0);
}

#[test]
fn translations_are_as_current_as_before_a_link_followed() {
    let toolkit = Toolkit::new();
    assert_eq!(run(&toolkit, &["translation", "keep", "demander", "ar"]).code, 0);
    let status = || {
        let text = run(&toolkit, &["translation", "status"]).text.replace("attendre", "suivre");
        let mut lines: Vec<String> =
            text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        lines.sort();
        lines
    };
    let before = status();
    let lock = text(&toolkit, "content/guides/demander/ar.lock");
    assert_eq!(run(&toolkit, &["guide", "rename", "suivre", "attendre", "--yes"]).code, 0);
    assert_ne!(text(&toolkit, "content/guides/demander/ar.lock"), lock);
    assert_eq!(status(), before);
}

#[test]
fn a_guide_that_others_lead_to_is_retired_with_what_replaces_it() {
    let toolkit = Toolkit::new();
    let alone = run(&toolkit, &["guide", "retire", "suivre", "--yes"]);
    assert_eq!(alone.code, 1);
    assert!(
        alone.text.contains("links/hidden") && alone.text.contains("Nothing was written"),
        "{}",
        alone.text
    );
    let done = run(&toolkit, &["guide", "retire", "suivre", "--by", "a-propos", "--yes"]);
    assert_eq!(done.code, 1, "the page has no such section: {}", done.text);
    toolkit.edit("content/guides/demander/fr.md", "guide:suivre#les-delais", "guide:suivre");
    toolkit.edit("content/guides/demander/ar.md", "guide:suivre#les-delais", "guide:suivre");
    let done = run(&toolkit, &["guide", "retire", "suivre", "--by", "a-propos", "--yes"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    assert!(text(&toolkit, "content/pages/a-propos/fr.md").contains("aliases: [suivre]\n"));
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let moved = text(&toolkit, "output/site/fr/suivre.html");
    assert!(moved.contains("a-propos.html"), "{moved}");
    // Who scans a leaflet of it is told what holds now.
    let paper = text(&toolkit, "output/site/fr/suivre-1.0.0.html");
    assert!(paper.contains("a-propos.html"), "{paper}");
}

#[test]
fn a_draft_is_deleted_and_a_guide_that_readers_know_is_not() {
    let toolkit = Toolkit::new();
    let known = run(&toolkit, &["guide", "delete", "suivre", "--yes"]);
    assert!(known.code == 2 && known.errors.contains("Retire it instead"), "{}{}", known.text, known.errors);
    assert_eq!(run(&toolkit, &["guide", "essai"]).code, 0);
    let path = "content/guides/essai/fr.md";
    let before = text(&toolkit, path);
    assert_eq!(run(&toolkit, &["guide", "delete", "essai", "--yes"]).code, 0);
    assert!(!toolkit.path().join("content/guides/essai").exists());
    assert_eq!(run(&toolkit, &["guide", "undo", "--yes"]).code, 0);
    assert_eq!(text(&toolkit, path), before);
}
