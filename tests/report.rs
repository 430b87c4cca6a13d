//! Reports: what partners get, and that no reader gets any of it.

use std::{collections::BTreeMap, fs};

use trousseau::{
    cli::{build::survey, report},
    source::Sources,
};

use crate::{
    cli::{Toolkit, run},
    way::{self, STORY, TODAY},
};

/// The small toolkit with two rounds and remarks; the second round is an example and has none.
fn story() -> String {
    let remark = |number: u32, lang: &str, count: u32, proposal: &str| {
        format!(
            "  - {{id: F-2026-{number:03}, version: 1.0.0, lang: {lang}, round: essai, period: 2026-11, source: household, \
             channel: meeting, count: {count}, theme: unclear_word, section: les-papiers, severity: 3, proposal: \"{proposal}\"}}\n"
        )
    };
    let feedback = [
        remark(1, "fr", 6, "Dire zibeline au lieu d’attestation"),
        remark(2, "ar", 2, "=HYPERLINK(zibeline-2)"),
        remark(3, "ti", 1, "Expliquer <b>zibeline-3</b> & « le bail »"),
    ];
    let story = STORY.replacen(
        "    summary: Première version.\n---",
        &format!("    summary: Première version.\nfeedback:\n{}---", feedback.concat()),
        1,
    );
    assert_ne!(story, STORY);
    story
        + "--- content/rounds.yaml ---\n\
           - {id: essai, name: {fr: Premier essai}, from: 2026-11-01, to: 2026-11-15, testers: {household: 9}}\n\
           - {id: exemple, name: {fr: Essai inventé}, from: 2026-11-16, to: 2026-11-20, example: true}\n"
}

/// The files of a report, by name.
fn files(story: &str, round: usize) -> BTreeMap<String, String> {
    let sources = Sources::from_story(story).value;
    let (library, theme) = survey(sources, Vec::new(), TODAY).made.expect("a toolkit");
    let files = report::files(&library, &library.toolkit.rounds[round], TODAY, &theme);
    let text = |bytes| String::from_utf8(bytes).expect("text");
    files
        .into_iter()
        .map(|(path, pressed)| {
            assert_eq!(pressed.notes, [], "{path}");
            (path.to_string(), text(pressed.value.expect("made")))
        })
        .collect()
}

#[test]
fn remarks_are_in_the_report_and_nowhere_on_the_site() {
    let story = story();
    let files = files(&story, 0);
    let page = &files["essai.html"];
    let built = way::build(&story);
    assert_eq!(built.notes, []);
    for (secret, shown) in [
        ("F-2026-001", "F-2026-001"),
        ("F-2026-002", "F-2026-002"),
        ("F-2026-003", "F-2026-003"),
        ("zibeline", "Dire zibeline au lieu d’attestation"),
        ("HYPERLINK", "=HYPERLINK(zibeline-2)"),
        ("zibeline-3", "Expliquer &lt;b&gt;zibeline-3&lt;"),
        ("Premier essai", "Premier essai"),
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
        for (path, bytes) in &built.files {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{path} tells {secret}");
        }
    }
    assert!(built.files.keys().all(|path| !path.contains("report")), "no report is planned for a build");
}

#[test]
fn few_people_stay_few_in_every_file() {
    let files = files(&story(), 0);
    let csv = &files["essai.csv"];
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 4, "{csv}");
    assert!(rows[0].starts_with("\u{feff}Tour;Sujet;Numéro;Guide"), "{csv}");
    assert!(
        rows[1].contains(";F-2026-001;Déposer sa demande;1.0.0;Français;Les papiers;Trompe le lecteur;6;"),
        "{csv}"
    );
    assert!(rows[2].contains(";moins de 5;\"'=HYPERLINK(zibeline-2)\";"), "{csv}");
    assert!(rows[3].contains(";moins de 5;"), "{csv}");
    for text in files.values() {
        assert!(!text.contains("household") && !text.contains("2026-11;"), "{text}");
    }
    // Three remarks of households only: their role is not shown, and says why.
    let page = &files["essai.html"];
    assert!(page.contains("Trop peu de personnes ou de remarques"), "{page}");
    assert_eq!(page.matches("moins de 5 personnes.").count(), 2, "{page}");
    assert_eq!(page.matches(" 6 personnes.").count(), 1, "{page}");
}

#[test]
fn a_round_without_remarks_says_so_and_an_example_is_called_one() {
    let files = files(&story(), 1);
    let page = &files["exemple.html"];
    assert!(page.contains("Aucune remarque pour ce tour d’essai."), "{page}");
    assert!(page.contains("Ceci est un exemple."), "{page}");
    for tag in ["<h1", "<h2", "<h3", "<caption"] {
        for heading in page.split(tag).skip(1) {
            let heading = heading.split("</").next().expect("a heading");
            assert!(heading.contains("(exemple"), "{heading}");
        }
    }
    assert!(
        page.split("<title>")
            .nth(1)
            .expect("a title")
            .starts_with("Compte rendu\u{a0}: Essai inventé (exemple)")
    );
    assert_eq!(files["exemple.csv"].lines().count(), 1, "only the heads of the columns");
    assert!(!self::files(&story(), 0)["essai.html"].contains("exemple)"));
}

#[test]
fn the_board_shows_every_guide_in_every_order() {
    let story = story().replacen("status: pilot # suivre", "status: draft # suivre", 1);
    let board = &files(&story, 0)["board.html"];
    for title in ["Déposer sa demande", "Suivre sa demande"] {
        assert_eq!(board.matches(&format!("<th scope=\"row\">{title}</th>")).count(), 7, "{title}");
    }
    assert_eq!(board.matches("type=\"radio\"").count(), 7);
    assert_eq!(board.matches(" checked>").count(), 1);
    assert!(board.contains("brouillon") && board.contains("faite par une machine"), "{board}");
    assert!(board.contains("dont graves\u{a0}: 3"), "{board}");
    assert!(board.contains("mots par phrase, LIX"), "{board}");
}

#[test]
fn the_command_writes_beside_the_site_and_says_what_it_lacks() {
    let toolkit = Toolkit::new();
    let none = run(&toolkit, &["report"]);
    assert_eq!(none.code, 2);
    assert!(none.errors.contains("no round in content/rounds.yaml"), "{}", none.errors);
    for (path, source) in Sources::from_story(&story()).value.files {
        toolkit.write(&path, source.text().expect("text"));
    }
    let folder = toolkit.path().join("output/reports");
    assert_eq!(run(&toolkit, &["report"]).code, 0);
    let names = |folder: &std::path::Path| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&folder), ["board.html", "exemple.csv", "exemple.html", "manifest.json"]);
    let wrong = run(&toolkit, &["report", "--round", "esai"]);
    assert!(wrong.code == 2 && wrong.errors.contains("“essai”"), "{}", wrong.errors);
    assert!(run(&toolkit, &["report", "--round", "zzzzzz"]).errors.contains("There are: essai, exemple"));
    assert_eq!(run(&toolkit, &["report", "--round", "essai"]).code, 0);
    assert_eq!(names(&folder).len(), 6, "the report of the other round stays");
    // What lies in a site is read by everybody.
    for out in ["output/site", "output/site/fr/reports", "output/reports/../site"] {
        let refused = run(&toolkit, &["report", "--out", out]);
        assert!(
            refused.code == 2 && refused.errors.contains("everybody can read"),
            "{out}: {}",
            refused.errors
        );
    }
    assert!(!toolkit.path().join("output/site").exists());
    // A build neither takes them for its own nor publishes them.
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    assert_eq!(names(&folder).len(), 6);
    assert!(!toolkit.path().join("output/site/reports").exists());
    // A file of somebody else in its place is left alone.
    let other = tempfile::tempdir().expect("a folder");
    fs::write(other.path().join("essai.html"), "à moi").expect("written");
    let out = other.path().display().to_string();
    let refused = run(&toolkit, &["report", "--round", "essai", "--out", &out]);
    assert!(refused.code == 1 && refused.text.contains("output/not-ours"), "{}", refused.text);
    assert_eq!(fs::read_to_string(other.path().join("essai.html")).expect("there"), "à moi");
    assert!(other.path().join("essai.csv").is_file());
}
