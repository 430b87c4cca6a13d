//! How hard texts are to read, and which have become harder.

use crate::cli::{Toolkit, git, run};

const GUIDE: &str = "content/guides/suivre/fr.md";

const EASY: &str = "Vous gardez le papier. ";
const HARD: &str = "Vous conserverez précieusement l’attestation administrative. ";

/// The codes that `check` gives of texts that read harder than before.
fn harder(toolkit: &Toolkit, arguments: &[&str]) -> Vec<serde_json::Value> {
    let done = run(toolkit, &[&["--format", "json", "check"], arguments].concat());
    let lines = done.text.lines().filter_map(|line| serde_json::from_str(line).ok());
    lines.filter(|one: &serde_json::Value| one["code"] == "reading/harder").collect()
}

#[test]
fn texts_are_listed_the_hardest_first() {
    let toolkit = Toolkit::new();
    toolkit.edit(GUIDE, "Gardez", &format!("{}\n\nGardez", HARD.repeat(25)));
    toolkit.edit("content/guides/demander/fr.md", "Lisez", &format!("{}\n\nLisez", EASY.repeat(30)));
    let done = run(&toolkit, &["--lang", "fr", "check", "--reading"]);
    assert_eq!(done.code, 0, "{}", done.errors);
    let at = |words: &str| done.text.find(words).unwrap_or_else(|| panic!("{words}: {}", done.text));
    assert!(at(GUIDE) < at("content/guides/demander/fr.md"), "{}", done.text);
    assert!(at("(court)") > 0 && at("Kandel-Moles") > 0);
    assert!(!done.text.contains("ar.md"), "Arabic is not measured: {}", done.text);
    let json = run(&toolkit, &["--format", "json", "check", "--reading"]).text;
    let first: serde_json::Value = serde_json::from_str(json.lines().next().expect("a line")).expect("JSON");
    assert_eq!((&first["file"], &first["enough"]), (&GUIDE.into(), &true.into()));
}

#[test]
fn a_text_that_became_harder_is_told_until_it_is_recorded() {
    let toolkit = Toolkit::new();
    toolkit.edit(GUIDE, "Gardez", &format!("{}\n\nGardez", EASY.repeat(30)));
    assert!(harder(&toolkit, &[]).is_empty(), "without git nothing is known of before");
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "one"]] {
        assert!(git(toolkit.path(), arguments), "{arguments:?}");
    }
    toolkit.edit(GUIDE, &EASY.repeat(25), &HARD.repeat(25));
    let told = harder(&toolkit, &[]);
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0]["file"], &told[0]["args"]["measure"]), (&GUIDE.into(), &"Kandel-Moles".into()));
    assert!(git(toolkit.path(), &["add", "-A"]));
    assert_eq!(harder(&toolkit, &["--staged"]).len(), 1, "whoever records it hears it");
    assert!(git(toolkit.path(), &["commit", "-qm", "two"]));
    assert!(harder(&toolkit, &[]).is_empty());
    assert_eq!(harder(&toolkit, &["--since", "HEAD~1"]).len(), 1);
    let release = ["--lang", "fr", "release", "suivre", "--patch", "--summary", "Une précision."];
    let done = run(&toolkit, &release);
    assert!(
        done.text.contains("plus difficile à lire depuis la version d’avant (Kandel-Moles"),
        "{}{}",
        done.text,
        done.errors
    );
}
