//! What may say who somebody is: it is asked on the command line, in an import and before a commit, and never written silently.

use std::fs;

use crate::cli::{Done, Toolkit, run};

const GUIDE: &str = "content/guides/demander/fr.md";
const ROUNDS: &str = "- {id: essai, name: {fr: Essai d’automne}, from: 2026-10-05, to: 2026-11-20}\n";
const ASKED: &str = "Ljubica ne comprend pas le mot bail";

fn toolkit() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.write("content/rounds.yaml", ROUNDS);
    toolkit
}

fn text(toolkit: &Toolkit, path: &str) -> String {
    fs::read_to_string(toolkit.path().join(path)).expect("a text")
}

fn add(toolkit: &Toolkit, proposal: &str, more: &[&str]) -> Done {
    let said = "feedback add demander --round essai --period 2026-11 --source household --channel meeting --count 1 \
                --theme unclear_word --severity 2 --lang en";
    let said: Vec<&str> =
        said.split(' ').chain(["--proposal", proposal]).chain(more.iter().copied()).collect();
    run(toolkit, &said)
}

#[test]
fn the_command_line_writes_what_is_doubtful_only_when_told_that_no_person_is_meant() {
    let toolkit = toolkit();
    let before = text(&toolkit, GUIDE);
    let done = add(&toolkit, ASKED, &[]);
    let all = format!("{}{}", done.text, done.errors);
    assert_eq!(done.code, 1, "{all}");
    assert!(all.contains("Is this a person?") && all.contains("--no-person"), "{all}");
    assert!(!all.contains("Ljubica"), "it is never repeated: {all}");
    assert_eq!(text(&toolkit, GUIDE), before);
    let done = add(&toolkit, "Mme Dupont ne comprend pas", &["--no-person"]);
    assert_eq!(done.code, 1, "what is certain is refused: {}", done.text);
    assert_eq!(text(&toolkit, GUIDE), before);
    let done = add(&toolkit, ASKED, &["--no-person"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    assert!(text(&toolkit, GUIDE).contains(&format!("{ASKED}\n    no_person: true\n")));
}

#[test]
fn what_somebody_answered_is_not_asked_again() {
    let toolkit = toolkit();
    assert_eq!(add(&toolkit, "Expliquer le mot bail", &["--no-person"]).code, 0);
    assert!(!text(&toolkit, GUIDE).contains("no_person"), "nothing was asked");
    assert_eq!(add(&toolkit, ASKED, &["--no-person"]).code, 0);
    let checked = || run(&toolkit, &["check"]).text;
    assert!(!checked().contains("privacy/"), "{}", checked());
    // The answer is about what is doubtful, in the words of this remark.
    toolkit.edit(GUIDE, ASKED, "Mme Dupont ne comprend pas le mot bail");
    assert!(checked().contains("error[privacy/name]"), "{}", checked());
    toolkit.edit(GUIDE, "Mme Dupont ne comprend pas le mot bail\n    no_person: true", ASKED);
    assert!(checked().contains("warning[privacy/person]"), "{}", checked());
}

#[test]
fn a_version_is_written_with_what_is_doubtful_only_when_told_that_no_person_is_meant() {
    let toolkit = toolkit();
    let before = text(&toolkit, GUIDE);
    let release = |more: &[&str]| {
        let said = ["release", "demander", "--patch", "--lang", "en", "--summary", ASKED];
        run(&toolkit, &said.iter().chain(more).copied().collect::<Vec<_>>())
    };
    let done = release(&[]);
    let all = format!("{}{}", done.text, done.errors);
    assert_eq!(done.code, 1, "{all}");
    assert!(all.contains("--no-person") && !all.contains("Ljubica"), "{all}");
    assert_eq!(text(&toolkit, GUIDE), before);
    let done = release(&["--no-person"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    assert!(text(&toolkit, GUIDE).contains(ASKED));
}

#[test]
fn an_import_lays_a_doubtful_row_aside_and_takes_it_with_an_answer() {
    let toolkit = toolkit();
    let headings = "Guide;Mois;Qui le dit ?;Comment;Combien de personnes ?;Thème;Partie;Gravité;Proposition";
    let row = |proposal: &str| format!("demander;2026-11;Ménage;réunion;1;Mot pas clair;;2;{proposal}\n");
    let both = [row(ASKED), row("Expliquer le mot bail"), row("La dame est enceinte de sept mois")].concat();
    toolkit.write("r.csv", format!("{headings}\n{both}"));
    let import = |file: &str| run(&toolkit, &["feedback", "import", file, "--lang", "fr"]);
    let done = import("r.csv");
    let all = format!("{}{}", done.text, done.errors);
    assert_eq!(done.code, 1, "{all}");
    assert!(all.contains("une personne est-elle désignée") && !all.contains("Ljubica"), "{all}");
    assert!(
        text(&toolkit, GUIDE).contains("Expliquer le mot bail") && !text(&toolkit, GUIDE).contains("Ljubica")
    );
    let aside = text(&toolkit, "r-a-corriger.csv");
    let answer = "Aucune personne désignée";
    assert!(aside.contains(answer) && aside.contains(ASKED), "{aside}");
    // One is answered, and the other is still asked about.
    let answered: String = aside
        .lines()
        .map(|line| match line.split_once(&format!("{ASKED};")) {
            Some((row, rest)) => format!("{row}{ASKED};oui{rest}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    toolkit.write("r-a-corriger.csv", answered);
    let done = import("r-a-corriger.csv");
    assert_eq!(done.code, 1, "{}", done.text);
    let guide = text(&toolkit, GUIDE);
    assert!(guide.contains(ASKED) && !guide.contains("enceinte"), "{guide}");
}

#[test]
fn a_commit_is_told_of_a_doubt_and_not_stopped() {
    let toolkit = toolkit();
    let done = add(&toolkit, ASKED, &["--no-person"]);
    assert_eq!(done.code, 0, "{}", done.text);
    // As somebody types it into the file, without an answer.
    toolkit.edit(GUIDE, "    no_person: true\n", "");
    toolkit.git(&["init", "-q"]);
    toolkit.git(&["add", "-A"]);
    let done = run(&toolkit, &["check", "--staged"]);
    assert_eq!(done.code, 0, "{}", done.text);
    assert!(done.text.contains("warning[privacy/person]"), "{}", done.text);
    for format in ["human", "json", "github"] {
        let done = run(&toolkit, &["check", "--format", format]);
        let all = format!("{}{}", done.text, done.errors);
        assert!(all.contains("privacy/person") || format == "github", "{format}: {all}");
        assert!(!all.contains("Ljubica"), "{format}: {all}");
    }
}

#[test]
fn a_guide_speaks_of_lives_and_places_in_general() {
    let toolkit = toolkit();
    toolkit.edit(
        GUIDE,
        "## Les papiers",
        "La dame est enceinte de sept mois. Ljubica ne comprend pas.\n\n## Les papiers",
    );
    let done = run(&toolkit, &["check"]);
    assert!(!done.text.contains("privacy/"), "{}", done.text);
}
