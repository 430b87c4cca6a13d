//! Reports: what partners get, and that no reader gets any of it.

use std::{collections::BTreeMap, fs};

use jiff::civil::date;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use trousseau_app::report;
use trousseau_core::source::Sources;
use trousseau_site::view::proposal::ProposalDue;

use crate::{
    cli::{Toolkit, run},
    way::{self, STORY, TODAY, survey},
};

#[path = "../crates/pdf/src/leaflet/tests/reader.rs"]
pub mod reader;

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

/// A proposal that waits for an organisation, and one of which nobody is left to be asked.
fn proposals() -> Vec<ProposalDue> {
    let due = |titles: &[&str], names: &[&str], reason: Option<&str>| ProposalDue {
        titles: titles.iter().map(|&title| title.to_owned()).collect(),
        reason: reason.map(str::to_owned),
        from: "Bailleur (Accueil)".to_owned(),
        made: date(2026, 11, 3),
        names: names.iter().map(|&name| name.to_owned()).collect(),
        since: date(2026, 11, 5),
    };
    vec![
        due(&["Demander (fr)", "Suivre (ar)"], &["Association"], Some("Plus clair")),
        due(&["Partir (fr)"], &[], None),
    ]
}

#[test]
fn what_is_proposed_is_on_the_agenda_and_on_the_board() {
    let files = files(&story(), 0);
    for name in files.keys().filter(|name| name.ends_with(".html")) {
        let pieces = files[name].split('<').filter_map(|piece| piece.split_once('>'));
        let said = words(&pieces.map(|piece| piece.1).collect::<Vec<_>>().join(" ")).join(" ");
        for line in [
            "Demander (fr), Suivre (ar) : proposé par Bailleur (Accueil) le 3 novembre 2026, attend Association depuis le 5 novembre 2026 – Plus clair",
            "Partir (fr) : proposé par Bailleur (Accueil) le 3 novembre 2026, attend une décision depuis le 5 novembre 2026",
        ] {
            assert!(said.contains(&words(line).join(" ")), "{name}: {line}: {said}");
        }
    }
    assert_eq!(files.keys().filter(|name| name.ends_with(".html")).count(), 2);
}

/// The files of a report, by name.
fn made(story: &str, round: usize) -> BTreeMap<String, Vec<u8>> {
    let sources = Sources::from_story(story).value;
    let (library, theme) = survey(sources, TODAY).made.expect("a toolkit");
    let files = report::files(&library, &library.toolkit.rounds[round], TODAY, &theme, &proposals());
    files
        .into_iter()
        .map(|(path, generated)| {
            assert_eq!(generated.diagnostics, [], "{path}");
            (path.to_string(), generated.value.expect("made"))
        })
        .collect()
}

/// Those that are text.
fn files(story: &str, round: usize) -> BTreeMap<String, String> {
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let made = made(story, round).into_iter().filter(|(path, _)| !path.ends_with(".pdf"));
    made.map(|(path, bytes)| (path, text(bytes))).collect()
}

#[test]
fn remarks_are_in_the_report_and_nowhere_on_the_site() {
    let story = story();
    let files = files(&story, 0);
    let page = &files["essai.html"];
    let built = way::build(&story);
    assert_eq!(built.diagnostics, []);
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
    // The tables of the report, each with its caption, its heads and an empty line after it.
    let tables = &files["essai.tables.csv"];
    let themes = "Remarques par sujet\r\nSujet;Nombre\r\n";
    // Testers, texts, roles, themes, severities, what is open, guides, translations.
    assert_eq!(tables.matches("\r\n\r\n").count(), 8, "{tables}");
    assert!(tables.contains(themes) && tables.contains("\r\nTrompe le lecteur;3\r\n"), "{tables}");
    assert!(tables.contains(";moins de 5\r\n"), "{tables}");
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

/// Writes the files of the story into a toolkit.
fn put_story(toolkit: &Toolkit) {
    for (path, source) in Sources::from_story(&story()).value.files {
        toolkit.write(&path, source.text().expect("text"));
    }
}

#[test]
fn the_command_writes_beside_the_site_and_says_what_it_lacks() {
    let toolkit = Toolkit::new();
    let none = run(&toolkit, &["report"]);
    assert_eq!(none.code, 2);
    assert!(none.errors.contains("no round in content/rounds.yaml"), "{}", none.errors);
    put_story(&toolkit);
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
    assert_eq!(
        names(&folder),
        ["board.html", "exemple.csv", "exemple.html", "exemple.pdf", "exemple.tables.csv", "manifest.json"]
    );
    let wrong = run(&toolkit, &["report", "--round", "esai"]);
    assert!(wrong.code == 2 && wrong.errors.contains("“essai”"), "{}", wrong.errors);
    assert!(run(&toolkit, &["report", "--round", "zzzzzz"]).errors.contains("There are: essai, exemple"));
    // The files of a round of this name would take the place of those of the form, which may be filled in.
    toolkit.edit("content/rounds.yaml", "id: essai,", "id: form,");
    let taken = run(&toolkit, &["report", "--round", "form"]);
    assert!(taken.code == 2 && taken.errors.contains("another name"), "{}", taken.errors);
    toolkit.edit("content/rounds.yaml", "id: form,", "id: essai,");
    assert_eq!(run(&toolkit, &["report", "--round", "essai"]).code, 0);
    assert_eq!(names(&folder).len(), 10, "the report of the other round stays");
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
    assert_eq!(names(&folder).len(), 10);
    assert!(!toolkit.path().join("output/site/reports").exists());
}

#[test]
fn a_file_of_somebody_else_in_its_place_is_left_alone() {
    let toolkit = Toolkit::new();
    put_story(&toolkit);
    let other = tempfile::tempdir().expect("a folder");
    fs::write(other.path().join("essai.html"), "à moi").expect("written");
    let out = other.path().display().to_string();
    let refused = run(&toolkit, &["report", "--round", "essai", "--out", &out]);
    assert!(refused.code == 1 && refused.text.contains("output/not-ours"), "{}", refused.text);
    assert_eq!(fs::read_to_string(other.path().join("essai.html")).expect("there"), "à moi");
    assert!(other.path().join("essai.csv").is_file());
}

/// The words of a report that a person reads: those of the page without its list of contents and its drawings.
fn page_words(html: &str) -> Vec<String> {
    let between = |text: &str, start: &str, end: &str| -> String {
        let inner = text.split_once(start).and_then(|(_, rest)| rest.split_once(end));
        inner.unwrap_or_else(|| panic!("no {start}")).0.to_owned()
    };
    let demo = between(html, "<div><p>Démonstration", "</p>");
    // On paper the sentence on demonstrations stands below the title.
    let mut main = between(html, "<main", "</main>");
    main = format!("<main{main}").replacen("</time></p>", &format!("</time></p>Démonstration{demo}"), 1);
    for (start, end) in [("<nav", "</nav>"), ("<figure", "</figure>")] {
        while let Some((before, rest)) = main.split_once(start) {
            let after = rest.split_once(end).expect("its end").1;
            main = format!("{before} {after}");
        }
    }
    let mut text = String::new();
    for piece in main.split('<') {
        text += " ";
        text += piece.split_once('>').map_or(piece, |(_, text)| text);
    }
    for (name, letter) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")]
    {
        text = text.replace(name, letter);
    }
    words(&text)
}

/// The words that a screen reader gets of a PDF, without the numbers that the program sets before the points of a list.
fn paper_words(bytes: &[u8]) -> Vec<String> {
    let is_label = |piece: &String| piece.len() == 2 && piece.ends_with('.');
    let lines = reader::read(bytes)
        .into_iter()
        .map(|line| line.into_iter().filter(|piece| !is_label(piece)).collect::<String>());
    words(&lines.collect::<Vec<_>>().join(" "))
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\u{202f}');
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_paper_says_what_the_page_says() {
    // A French word in an Arabic proposal in a French report, and Arabic words in a French one.
    let arabic = "اكتبوا attestation بالعربية لأن الناس لا يفهمون";
    let french = "Dire zibeline عقد الإيجار الاجتماعي au lieu d attestation";
    let story = story().replace("=HYPERLINK(zibeline-2)", arabic);
    let story = story.replace("lang: fr, round: essai", "lang: ar, round: essai");
    let story = story.replace("Dire zibeline au lieu d’attestation", french);
    for (round, id) in ["essai", "exemple"].into_iter().enumerate() {
        let made = made(&story, round);
        let page = std::str::from_utf8(&made[&format!("{id}.html")]).expect("text");
        for quote in ["<blockquote dir=\"auto\" lang=\"ar\"><p>اكتبوا", "<blockquote dir=\"auto\"><p>Dire"]
        {
            assert!(page.contains(quote), "{quote}: {page}");
        }
        let (page, paper) = (page_words(page), paper_words(&made[&format!("{id}.pdf")]));
        let at = page.iter().zip(&paper).position(|(left, right)| left != right);
        let around =
            |words: &[String], at: usize| words[at.saturating_sub(3)..words.len().min(at + 6)].join(" ");
        assert_eq!(at.map(|at| (around(&page, at), around(&paper, at))), None, "{id}");
        assert_eq!(page.len(), paper.len(), "{id}: {paper:?}");
        let said = paper.join(" ");
        // Three remarks that wait, also in the next round; one by six people, of the others only that they were few.
        let is_first = round == 0;
        assert_eq!(said.contains("Dite par 6 personnes"), is_first, "{said}");
        for words in
            ["F 2026 001", "F 2026 002", "F 2026 003", "Expliquer b zibeline 3 b le bail", arabic, french]
        {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert_eq!(said.matches("moins de 5 personnes").count(), if is_first { 2 } else { 0 }, "{said}");
        assert!(!said.contains(" 1 personnes") && !said.contains(" 2 personnes"), "{said}");
        assert_eq!(said.starts_with("Compte rendu Essai inventé exemple Fait le"), !is_first, "{said}");
        assert_eq!(said.contains("Ceci est un exemple"), !is_first, "{said}");
    }
}

#[test]
fn the_paper_is_for_everybody_and_for_archives_and_the_same_twice() {
    let made =
        [made(&story(), 0), made(&story(), 0)].map(|mut files| files.remove("essai.pdf").expect("a PDF"));
    assert!(made[0].starts_with(b"%PDF"));
    assert!(made[0] == made[1], "the same bytes");
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let report = validate_pdf_bytes(&made[0], &ValidationOptions::default().profile(profile));
        let failures: Vec<String> =
            report.expect("a PDF").failures.iter().map(|failure| format!("{failure:?}")).collect();
        assert_eq!(failures, [""; 0]);
    }
}

#[test]
fn a_report_that_fails_says_first_what_is_wrong_with_the_toolkit() {
    let toolkit = Toolkit::new();
    toolkit.write("content/rounds.yaml", "- {id: essai, name: {fr: Essai}, from: demain}\n");
    let done = run(&toolkit, &["report"]);
    assert_eq!(done.code, 2, "{}", done.text);
    assert!(done.text.contains("value/date") && done.text.contains("content/rounds.yaml"), "{}", done.text);
}
