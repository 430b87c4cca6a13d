//! Remarks from forms: whole files through the command line, twice and mended.

pub mod workbooks;

use std::{fmt::Write as _, fs};

use crate::cli::{Done, Toolkit, run};

const ROUNDS: &str = "\
- {id: essai, name: {fr: Essai d’automne}, from: 2026-10-05, to: 2026-11-20}
- {id: avant, name: {fr: Avant}, from: 2026-05-01, to: 2026-05-30}
";
const HEADINGS: &str =
    "Guide;Mois;Qui le dit ?;Comment;Combien de personnes ?;Thème;Partie;Gravité;Proposition";
const GUIDE: &str = "content/guides/demander/fr.md";

fn toolkit() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.write("content/rounds.yaml", ROUNDS);
    toolkit
}

fn import(toolkit: &Toolkit, file: &str, more: &[&str]) -> Done {
    run(toolkit, &[&["feedback", "import", file, "--lang", "fr"], more].concat())
}

fn text(toolkit: &Toolkit, path: &str) -> String {
    fs::read_to_string(toolkit.path().join(path)).expect("a text")
}

/// The part of a file that was added between two lines that were there.
fn feedback(toolkit: &Toolkit) -> String {
    let text = text(toolkit, GUIDE);
    let start = text.find("feedback:").unwrap_or(text.len());
    text[start..].split("---\n").next().unwrap_or_default().to_owned()
}

#[test]
fn a_row_becomes_a_remark_of_its_guide_and_nothing_else_moves() {
    let toolkit = toolkit();
    let before = text(&toolkit, GUIDE);
    toolkit.write(
        "r.csv",
        format!("{HEADINGS}\nDéposer sa demande;12/11/2026;Ménage;réunion;3;Mot pas clair;Les papiers;2;Expliquer « attestation ».\n"),
    );
    let done = import(&toolkit, "r.csv", &[]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    assert_eq!(
        feedback(&toolkit),
        "feedback:\n  - id: F-2026-001\n    version: 1.0.0\n    lang: fr\n    round: essai\n    period: 2026-11\n    \
         source: household\n    channel: meeting\n    count: 3\n    theme: unclear_word\n    section: les-papiers\n    \
         severity: 2\n    proposal: Expliquer « attestation ».\n    decision: open\n"
    );
    assert_eq!(text(&toolkit, GUIDE).replace(&feedback(&toolkit), ""), before);
    let again = import(&toolkit, "r.csv", &[]);
    assert_eq!(again.code, 0, "{}", again.text);
    assert!(again.text.contains("0 remarque ajoutée, 1 ligne déjà connue"), "{}", again.text);
    assert_eq!(run(&toolkit, &["check"]).code, 0);
}

#[test]
fn a_number_of_a_guide_that_cannot_be_read_is_taken() {
    for broken in [
        &b"---\ntitle: [\nfeedback:\n  - id: F-2026-007\n---\n"[..],
        b"---\nid: F-2026-007\ntitle: \xe9\n---\n",
    ] {
        let toolkit = toolkit();
        toolkit.write("content/guides/suivre/fr.md", broken);
        toolkit.write("r.csv", format!("{HEADINGS}\ndemander;2026-11;Ménage;réunion;3;Mot pas clair;;2;\n"));
        let done = import(&toolkit, "r.csv", &[]);
        assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
        assert!(feedback(&toolkit).contains("- id: F-2026-008\n"), "{}", feedback(&toolkit));
    }
}

/// 60 rows of a form, of which 5 say who somebody is: the 6th, the 18th and so on. The guides and months take turns.
pub fn sixty(guides: [&str; 2], months: [&str; 2]) -> String {
    let personal = [
        "Appeler Mme Dupont au 06 39 98 12 34.",
        "Écrire à jeanne.martin@exemple.fr",
        "Née le 12/03/1984, elle ne comprend pas.",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "Elle habite 12 rue des Lilas, 59000 Lille.",
    ];
    let mut rows = HEADINGS.to_owned();
    for number in 0..60 {
        let (guide, month) = (guides[number % 2], months[number % 2]);
        let proposal = match number % 12 {
            5 => personal[number / 12].to_owned(),
            _ => format!("Remplacer le mot numéro {number}."),
        };
        write!(rows, "\n{guide};{month};household;paper_form;1;too_long;;1;{proposal}").expect("memory");
    }
    rows
}

/// What the five rows say of a person.
pub const PERSONAL: [&str; 6] = ["Dupont", "39 98", "jeanne", "1984", "FR76", "Lilas"];

#[test]
fn fifty_five_of_sixty_go_in_and_five_wait_without_what_is_personal() {
    let toolkit = toolkit();
    toolkit.write("r.csv", sixty(["demander", "Suivre sa demande"], ["2026-11", "2026-11"]));
    let dry = import(&toolkit, "r.csv", &["--dry-run"]);
    assert_eq!(dry.code, 1, "{}", dry.text);
    assert!(
        dry.text.contains("55 remarques seraient ajoutées") && dry.text.contains("ligne 2 → F-2026-001"),
        "{}",
        dry.text
    );
    assert_eq!(feedback(&toolkit), "", "a dry run writes nothing");
    assert!(!toolkit.path().join("r-a-corriger.csv").exists());

    let done = import(&toolkit, "r.csv", &[]);
    assert_eq!(done.code, 1, "{}", done.text);
    assert!(
        done.text.contains("55 remarques ajoutées, 0 ligne déjà connue, 5 lignes à corriger."),
        "{}",
        done.text
    );
    let all = text(&toolkit, GUIDE) + &text(&toolkit, "content/guides/suivre/fr.md");
    let ids: std::collections::BTreeSet<&str> =
        all.lines().filter_map(|line| line.trim().strip_prefix("- id: ")).collect();
    assert_eq!(ids.len(), 55, "each has a number of its own");
    for line in ["Ligne 7,", "Ligne 19,", "Ligne 31,", "Ligne 43,", "Ligne 55,"] {
        assert!(done.text.contains(line), "{line}: {}", done.text);
    }
    let rejected = text(&toolkit, "r-a-corriger.csv");
    what_is_personal_is_nowhere(&done, &rejected, &all);
    mended_rows_go_in(&toolkit, &rejected);
}

/// What is set aside says how to mend it, and neither it nor a guide nor a message says who somebody is.
#[track_caller]
fn what_is_personal_is_nowhere(done: &Done, rejected: &str, all: &str) {
    for kind in ["(courriel)", "(compte bancaire)"] {
        assert!(done.text.contains(kind), "{kind}: {}", done.text);
    }
    assert!(rejected.contains("Appeler ■■■ au ■■■") && !done.text.contains("Appeler"), "{}", done.text);
    assert!(rejected.starts_with("\u{feff}Guide;Mois;"), "{rejected}");
    assert_eq!(rejected.lines().count(), 6, "{rejected}");
    for personal in PERSONAL {
        assert!(
            !rejected.contains(personal) && !all.contains(personal) && !done.text.contains(personal),
            "{personal}"
        );
    }
    assert!(rejected.contains("■■■") && rejected.contains("Suivre sa demande;2026-11;"), "{rejected}");
}

/// Mended rows go in; the first file still adds nothing.
#[track_caller]
fn mended_rows_go_in(toolkit: &Toolkit, rejected: &str) {
    let mended: String = rejected
        .lines()
        .enumerate()
        .map(|(place, line)| {
            let mut cells: Vec<&str> = line.split(';').collect();
            if place > 0 {
                cells[8] = "Dire les choses plus simplement.";
            }
            cells.join(";") + "\n"
        })
        .collect();
    toolkit.write("r-a-corriger.csv", mended);
    let mended = import(toolkit, "r-a-corriger.csv", &[]);
    assert_eq!(mended.code, 0, "{}", mended.text);
    assert!(
        mended.text.contains("1 remarque ajoutée"),
        "five rows that say the same are one remark: {}",
        mended.text
    );
    assert!(text(toolkit, "content/guides/suivre/fr.md").contains("count: 5"));
    let again = import(toolkit, "r.csv", &[]);
    assert!(
        again.text.contains("0 remarque ajoutée, 55 lignes déjà connues, 5 lignes à corriger."),
        "{}",
        again.text
    );
    assert!(toolkit.path().join("r-a-corriger-2.csv").exists(), "what somebody mended is not written over");
}

#[test]
fn a_row_that_came_in_without_its_proposal_is_told_when_it_comes_again() {
    let toolkit = toolkit();
    let headings = HEADINGS.rsplit_once(';').expect("several columns").0;
    let row = "demander;2026-11;household;meeting;2;too_long;;1";
    toolkit.write("r.csv", format!("{headings};Idée libre\n{row};Plus court.\n"));
    import(&toolkit, "r.csv", &[]);
    toolkit.write("map.yaml", "columns: {proposal: Idée libre}\n");
    let done = import(&toolkit, "r.csv", &["--map", "map.yaml"]);
    assert!(done.text.contains("F-2026-001") && done.text.contains("comptent deux fois"), "{}", done.text);
    // Once it is there with its proposal, nothing more is said.
    let again = import(&toolkit, "r.csv", &["--map", "map.yaml"]);
    assert!(again.text.contains("0 remarque ajoutée"), "{}", again.text);
    // Another answer beside the one that is there is no twin.
    toolkit.write("s.csv", format!("{HEADINGS}\n{row};\n{row};Autre chose.\n"));
    let other = import(&toolkit, "s.csv", &[]);
    assert!(!other.text.contains("comptent deux fois"), "{}", other.text);
}

#[test]
fn a_longer_export_adds_what_is_new() {
    let toolkit = toolkit();
    let row = "\ndemander;2026-11;household;meeting;2;too_long;;1;Plus court.";
    toolkit.write("r.csv", format!("{HEADINGS}{row}"));
    import(&toolkit, "r.csv", &[]);
    toolkit.write("r.csv", format!("{HEADINGS}{row}{row}"));
    let done = import(&toolkit, "r.csv", &[]);
    assert!(done.text.contains("1 remarque ajoutée"), "{}", done.text);
    let counts: Vec<String> =
        feedback(&toolkit).lines().filter(|line| line.contains("count:")).map(str::to_owned).collect();
    assert_eq!(counts, ["    count: 2", "    count: 2"]);
    assert!(import(&toolkit, "r.csv", &[]).text.contains("0 remarque ajoutée, 2 lignes déjà connues"));
}

#[test]
fn what_could_not_be_written_is_not_counted() {
    let toolkit = toolkit();
    // A head that can be read, but not completed without a risk.
    toolkit.edit("content/guides/suivre/fr.md", "title:", "feedback: &a []\ntitle:");
    toolkit.write(
        "r.csv",
        format!(
            "{HEADINGS}\ndemander;2026-11;Ménage;réunion;1;too_long;;1;x\nsuivre;2026-11;Ménage;réunion;1;too_long;;1;y"
        ),
    );
    let done = import(&toolkit, "r.csv", &[]);
    assert_eq!(done.code, 1, "{}", done.text);
    assert!(done.text.contains("1 remarque ajoutée, 0 ligne déjà connue"), "{}", done.text);
    assert!(
        done.text.contains("edit/form") && done.text.contains("suivre\u{a0}» reste comme il était"),
        "{}",
        done.text
    );
    assert!(feedback(&toolkit).contains("proposal: x"), "the other guide is written");
}

#[test]
fn words_may_have_an_article_and_a_month_may_hold_everywhere() {
    let toolkit = toolkit();
    let row = "demander;Un ménage;l’entretien;une image;un détail";
    let write =
        |rows: &str| toolkit.write("r.csv", format!("Guide;Qui le dit ?;Comment;Thème;Gravité\n{rows}\n"));
    write(&format!("{row}\n{row}"));
    let none = import(&toolkit, "r.csv", &["--round", "essai"]);
    assert_eq!(none.code, 1, "{}", none.text);
    assert_eq!(none.text.matches("import/no-column").count(), 1, "said once: {}", none.text);
    assert!(none.text.contains("mois") && none.text.contains("--period"), "{}", none.text);
    let done = import(&toolkit, "r.csv", &["--round", "essai", "--period", "2026-10"]);
    assert_eq!(done.code, 0, "{}", done.text);
    assert!(
        feedback(&toolkit).contains(
            "period: 2026-10\n    source: household\n    channel: interview\n    count: 2\n    theme: picture\n    severity: 1"
        ),
        "{}",
        feedback(&toolkit)
    );
    write("demander;Un ménage;l’entretien;flou;1");
    let wrong = import(&toolkit, "r.csv", &["--round", "essai", "--period", "2026-10"]);
    assert!(
        wrong.text.contains("mot pas clair, trop long") && !wrong.text.contains("unclear_word"),
        "{}",
        wrong.text
    );
    assert_eq!(import(&toolkit, "r.csv", &["--period", "12/10/2026"]).code, 2, "never a day");
}

#[test]
fn what_is_set_aside_keeps_no_day_and_piles_up_no_names() {
    let toolkit = toolkit();
    toolkit.write("r.csv", format!("{HEADINGS}\ndemander;12/11/2026;Ménage;réunion;1;flou;;1;x"));
    assert_eq!(import(&toolkit, "r.csv", &[]).code, 1);
    let rejected = text(&toolkit, "r-a-corriger.csv");
    assert!(rejected.contains("demander;2026-11;Ménage") && !rejected.contains("12/11"), "{rejected}");
    toolkit.write("s.csv", format!("{HEADINGS}\ndemander;12/07/2026;Ménage;réunion;1;too_long;;1;x"));
    assert_eq!(import(&toolkit, "s.csv", &["--round", "essai"]).code, 1);
    let reason = text(&toolkit, "s-a-corriger.csv");
    assert!(reason.contains("« 2026-07 »") || reason.contains("«\u{a0}2026-07\u{a0}»"), "{reason}");
    assert!(!reason.contains("12/07"), "{reason}");
    // A row that is right above it: the wrong one is another line now.
    let right = "\ndemander;2026-11;Ménage;réunion;1;too_long;;1;x\n";
    toolkit.write("r-a-corriger.csv", rejected.replacen('\n', right, 1).replacen("flou", "vague", 1));
    assert_eq!(import(&toolkit, "r-a-corriger.csv", &[]).code, 1);
    assert!(text(&toolkit, "r-a-corriger-2.csv").contains("vague"));
    let second = text(&toolkit, "r-a-corriger-2.csv");
    toolkit.write("r-a-corriger-2.csv", second.replacen('\n', right, 1).replacen("vague", "confus", 1));
    assert_eq!(import(&toolkit, "r-a-corriger-2.csv", &[]).code, 1);
    assert!(text(&toolkit, "r-a-corriger-3.csv").contains("confus"));
}

#[test]
fn every_wrong_cell_is_named_with_its_line_and_column() {
    let toolkit = toolkit();
    toolkit.write(
        "r.csv",
        format!(
            "{HEADINGS}\ndemandre;2026-11;Ménage;réunion;0;flou;;9;x\n\
             demander;hier;Ménage;réunion;1;too_long;nulle part;1;{}\n\
             suivre;2026-07;;réunion;1;too_long;;1;x\ndemander;2026-12;Ménage;réunion;1;too_long;;1;x\n",
            "x".repeat(241)
        ),
    );
    let done = import(&toolkit, "r.csv", &["--round", "essai"]);
    assert_eq!(done.code, 1);
    for (line, code) in [
        (2, "import/guide"),
        (2, "import/count"),
        (2, "import/word"),
        (2, "import/severity"),
        (3, "import/period"),
        (3, "import/section"),
        (3, "import/long"),
        (4, "import/missing"),
        (4, "import/period-round"),
        (5, "import/future"),
    ] {
        let said = done.text.split(code).nth(1).unwrap_or_else(|| panic!("{code}: {}", done.text));
        assert!(
            said.lines().next().is_some_and(|first| first.contains(&format!("Ligne {line}"))),
            "{code}: {}",
            done.text
        );
    }
    assert!(done.text.contains("demander"), "the nearest guide: {}", done.text);
    assert_eq!(feedback(&toolkit), "");
}

#[test]
fn exports_of_forms_are_understood() {
    let toolkit = toolkit();
    // Framaforms: a title and sections above, who answered in the first columns.
    toolkit.write(
        "framaforms.csv",
        "\"Vos remarques\"\t\t\t\t\t\t\t\t\n\"Détails de la soumission\"\t\t\t\t\"Le guide\"\t\t\t\t\n\
         N°\tSoumis\tAdresse IP\tNom d’utilisateur\tQuel guide ?\tDe quoi s’agit-il ?\tVous êtes\tGravité\tCanal\n\
         1\t12/11/2026 - 14:30\t192.0.2.7\tmdurand\tDéposer sa demande\tTrop long\tTravailleur social\t1\tentretien\n",
    );
    let done = import(&toolkit, "framaforms.csv", &[]);
    assert_eq!(done.code, 0, "{}", done.text);
    assert!(
        done.text.contains("Adresse IP, Nom d’utilisateur") && !done.text.contains("192.0.2.7"),
        "{}",
        done.text
    );
    assert!(
        feedback(&toolkit).contains("source: social_worker\n    channel: interview"),
        "{}",
        feedback(&toolkit)
    );
    // LimeSurvey: a code before each question, codes for answers, and a mapping that says what they mean.
    toolkit.write(
        "map.yaml",
        "columns: {theme: G01Q02. Le problème, guide: \"Quel texte ?\"}\n\
         values:\n  theme: {A1: wrong_fact, A2: picture}\n  guide: {T1: suivre}\n\
         defaults: {source: household, channel: meeting, round: essai, period: 2026-11, severity: 3}\n\
         ignore: [lastpage. Dernière page]\n",
    );
    toolkit.write(
        "limesurvey.csv",
        "\"id. Identifiant\",\"lastpage. Dernière page\",\"ipaddr. Adresse IP\",\"Quel texte ?\",\"G01Q02. Le problème\"\n\
         \"1\",\"2\",\"192.0.2.7\",\"T1\",\"A1\"\n",
    );
    let done = import(&toolkit, "limesurvey.csv", &["--map", "map.yaml"]);
    assert_eq!(done.code, 0, "{}", done.text);
    assert!(text(&toolkit, "content/guides/suivre/fr.md").contains("theme: wrong_fact\n    severity: 3"));
    assert!(!done.text.contains("Dernière page"), "{}", done.text);
}

#[test]
fn a_mapping_is_a_closed_form() {
    let toolkit = toolkit();
    toolkit.write("r.csv", format!("{HEADINGS}\n"));
    for (map, code) in [
        ("colums: {guide: x}\n", "yaml/unknown-key"),
        ("values: {theme: {Flou: unclear}}\n", "yaml/unknown-value"),
        ("columns: {them: x}\n", "yaml/unknown-value"),
        ("columns: {proposal: Votre nom}\n", "import/private"),
        ("columns: {proposal: Propositoin}\n", "import/no-such-column"),
    ] {
        toolkit.write("map.yaml", map);
        let done = import(&toolkit, "r.csv", &["--map", "map.yaml"]);
        assert_eq!(done.code, 1, "{map}");
        assert!(done.text.contains(code), "{code}: {}", done.text);
    }
    toolkit.write("r.csv", "Guide;Thème\ndemander;too_long\n");
    let done = import(&toolkit, "r.csv", &[]);
    assert!(done.text.contains("import/columns") && done.text.contains("gravité"), "{}", done.text);
    assert_eq!(import(&toolkit, "r.csv", &["--round", "jamais"]).code, 2);
    assert_eq!(import(&toolkit, "nowhere.csv", &[]).code, 2);
    assert_eq!(import(&toolkit, "content", &[]).code, 2);
}
