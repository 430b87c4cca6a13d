//! Two organisations and one text: proposed, read, accepted block by block, and sent by each way there is.

mod sent;

use std::{fs, path::Path, process::Command};

use crate::cli::{Done, Toolkit, git, run, run_in};

/// The text about which everybody writes.
pub const TEXT: &str = "content/guides/demander/fr.md";

pub const PARTNERS: &str = "- {id: association-exemple, name: {fr: Association, ar: جمعية, ti: ማሕበር}, college: association, role: {fr: Aide., \
                        ar: تساعد., ti: ትሕግዝ።}, functions: [{name: {fr: Accueil, ar: استقبال, ti: መቀበሊ}, phone: \"03 39 98 00 01\"}], example: true}\n\
                        - {id: bailleur-exemple, name: {fr: Bailleur, ar: مؤجر, ti: ኣካራዪ}, college: landlord, role: {fr: Loue., ar: يؤجر., ti: \
                        የካሪ።}, example: true}\n";

/// A toolkit with two partners, whose history is begun.
pub fn begun() -> Toolkit {
    begun_with("2. Attendez.")
}

/// The same with another step, so that its history has nothing in common with the first one.
fn begun_with(step: &str) -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.write("content/partners.yaml", PARTNERS);
    toolkit.write(
        "content/rounds.yaml",
        "- {id: essai-1, name: {fr: Essai}, from: 2026-09-01, to: 2026-12-20, testers: {household: 3}}\n",
    );
    toolkit.edit(TEXT, "2. Attendez.", step);
    said(&run(&toolkit, &["proposal", "begin"]));
    toolkit
}

/// A second copy of it, as another organisation has it.
fn copy(of: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (of.display().to_string(), folder.path().display().to_string());
    assert!(git(Path::new("/"), &["clone", "-q", &from, &to]));
    folder
}

#[track_caller]
pub fn said(done: &Done) -> String {
    assert_eq!(done.code, 0, "{}\n{}", done.text, done.errors);
    done.text.clone()
}

pub fn text(folder: &Path) -> String {
    fs::read_to_string(folder.join(TEXT)).expect("a text")
}

/// What git says, in a folder.
#[track_caller]
fn asked(folder: &Path, arguments: &[&str]) -> String {
    let done = Command::new("git").args(arguments).current_dir(folder).output().expect("git runs");
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text").trim().to_owned()
}

/// Proposes the text with these words exchanged; the id.
#[track_caller]
pub fn proposed(folder: &Path, partner: &str, changes: &[(&str, &str)], reason: &str) -> String {
    let done = tried(folder, partner, changes, reason);
    let id = said(&done).split_whitespace().find(|word| word.starts_with("demander-fr-")).map(str::to_owned);
    id.unwrap_or_else(|| panic!("no id: {}", done.text)).trim_end_matches('.').to_owned()
}

#[track_caller]
fn tried(folder: &Path, partner: &str, changes: &[(&str, &str)], reason: &str) -> Done {
    let mut words = text(folder);
    for (from, to) in changes {
        assert!(words.contains(from), "{from}");
        words = words.replacen(from, to, 1);
    }
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), words).expect("written");
    let with = file.path().display().to_string();
    run_in(folder, &["proposal", "new", TEXT, "--with", &with, "--reason", reason, "--as", partner])
}

/// The letters of the blocks of a proposal, in their order.
pub fn blocks(folder: &Path, id: &str) -> Vec<String> {
    let shown = said(&run_in(folder, &["proposal", "show", id]));
    let is_letters = |word: &&str| word.len() >= 10 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let lines = shown.lines().skip(2).filter(|line| !line.starts_with(' '));
    lines.filter_map(|line| line.split(' ').next().filter(is_letters)).map(str::to_owned).collect()
}

pub const CHANGES: [(&str, &str); 2] =
    [("1. Demandez.", "1. Demandez en ligne."), ("- [ ] une carte", "- [ ] une carte d’identité")];

#[test]
fn the_report_has_what_waits_on_its_agenda() {
    let home = begun();
    let reports = || {
        said(&run(&home, &["report", "--round", "essai-1"]));
        let read =
            |name: &str| fs::read_to_string(home.path().join("output/reports").join(name)).expect("a report");
        [read("essai-1.html"), read("board.html")]
    };
    assert!(!reports().iter().any(|page| page.contains("proposé par")));
    let id = proposed(home.path(), "association-exemple", &CHANGES, "Plus clair");
    for page in reports() {
        assert!(page.contains("proposé par Association") && page.contains("Plus clair"), "{page}");
        assert!(page.contains("attend Bailleur depuis"), "{page}");
    }
    said(&run(&home, &["proposal", "refuse", &id, "--as", "bailleur-exemple"]));
    assert!(!reports().iter().any(|page| page.contains("proposé par")), "it is decided");
}

#[test]
fn a_proposal_changes_nothing_until_it_is_accepted() {
    let home = begun();
    let folder = home.path();
    // Words that nobody recorded are what the proposal stands on.
    home.edit(TEXT, "2. Attendez.", "2. Attendez un peu.");
    let before =
        (text(folder), asked(folder, &["rev-parse", "HEAD"]), asked(folder, &["status", "--porcelain"]));
    let id = proposed(folder, "association-exemple", &CHANGES, "Plus clair");
    let after =
        (text(folder), asked(folder, &["rev-parse", "HEAD"]), asked(folder, &["status", "--porcelain"]));
    assert_eq!(before, after);
    let branch = format!("proposal/{id}");
    let note = asked(folder, &["log", "-1", "--format=%an|%ae|%cn|%ce|%at", &branch]);
    // The hour is noon for everybody.
    let mail = "no-reply@association-exemple.invalid";
    assert_eq!(note, format!("Association|{mail}|Association|{mail}|1795348800"));
    let shown = said(&run(&home, &["proposal", "show", &id]));
    for line in ["From Association, 2026-11-22: Plus clair", "    - Demandez.", "    + Demandez en ligne."] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    let list = said(&run(&home, &["proposal", "list"]));
    assert!(list.contains("Waits for Bailleur since 2026-11-22"), "{list}");

    let all = blocks(folder, &id);
    assert_eq!(all.len(), 2, "{shown}");
    let accepted = run(&home, &["proposal", "accept", &id, "--block", &all[0], "--as", "bailleur-exemple"]);
    assert!(said(&accepted).contains("1 block still waits."), "{}", accepted.text);
    assert_eq!(text(folder), before.0.replace(CHANGES[0].0, CHANGES[0].1));
    let refused = said(&run(&home, &["proposal", "refuse", &id]));
    assert!(refused.contains("The proposal is closed."), "{refused}");
    assert_eq!(text(folder), before.0.replace(CHANGES[0].0, CHANGES[0].1));
    assert!(said(&run(&home, &["proposal", "list"])).contains("No proposal waits."));
    // Whoever writes on is not asked again.
    home.edit(TEXT, CHANGES[0].1, "1. Demandez vite.");
    assert!(said(&run(&home, &["proposal", "list"])).contains("No proposal waits."));
    // It stays in the history.
    let all = said(&run(&home, &["proposal", "list", "--all"]));
    assert!(all.contains(&id) && all.contains("Closed on 2026-11-22"), "{all}");
    let shown = said(&run(&home, &["proposal", "show", &id]));
    assert!(shown.contains("accepted by Bailleur") && shown.contains("refused by Bailleur"), "{shown}");
}

#[test]
fn a_reason_that_names_a_person_is_refused() {
    let home = begun();
    let known = |done: &Done| (done.code, asked(home.path(), &["branch", "--list", "proposal/*"]));
    let done =
        tried(home.path(), "association-exemple", &CHANGES, "Demandé par Mme Inventée, 06 39 98 00 01");
    assert_eq!(known(&done), (1, String::new()), "{}", done.text);
    assert!(done.text.contains("privacy/phone") && !done.text.contains("06 39"), "{}", done.text);
    // So is a person in the words that are proposed, and one who proposes.
    let named = [(CHANGES[0].0, "1. Demandez à Mme Inventée, 06 39 98 00 01.")];
    let done = tried(home.path(), "association-exemple", &named, "Plus clair");
    assert_eq!(known(&done), (1, String::new()), "{}", done.text);
    let done = tried(home.path(), "jeanne-martin", &CHANGES, "Plus clair");
    assert_eq!(known(&done), (2, String::new()), "{}", done.errors);
    assert!(done.errors.contains("association-exemple, bailleur-exemple"), "{}", done.errors);
    let done = tried(home.path(), "association-exemple", &[], "Plus clair");
    assert_eq!(known(&done), (1, String::new()), "{}", done.text);
    let done = tried(home.path(), "association-exemple", &CHANGES, " ");
    assert_eq!(known(&done), (2, String::new()), "{}", done.errors);
}

#[test]
fn two_at_once_choose_within_one_block_and_lose_nothing() {
    let home = begun();
    let folder = home.path();
    let id = proposed(folder, "association-exemple", &CHANGES, "Plus clair");
    home.edit(TEXT, "1. Demandez.", "1. Demandez à la mairie.");
    home.edit(TEXT, "2. Attendez.", "2. Attendez un mois.");
    let meanwhile = text(folder);
    let shown = said(&run(&home, &["proposal", "show", &id]));
    assert!(shown.contains("to be chosen") && shown.contains("Demandez à la mairie."), "{shown}");
    let all = blocks(folder, &id);
    // All at once are those that nobody changed.
    let done = said(&run(&home, &["proposal", "accept", &id, "--as", "bailleur-exemple"]));
    assert!(done.contains("1 block accepted") && done.contains("1 block still waits."), "{done}");
    assert_eq!(text(folder), meanwhile.replace(CHANGES[1].0, CHANGES[1].1));
    assert_eq!(run(&home, &["proposal", "accept", &id]).code, 1, "nobody chose");
    said(&run(&home, &["proposal", "accept", &id, "--block", &all[0]]));
    let chosen =
        meanwhile.replace(CHANGES[1].0, CHANGES[1].1).replace("1. Demandez à la mairie.", CHANGES[0].1);
    assert_eq!(text(folder), chosen);
    // What it replaced is in the history.
    let before = asked(folder, &["show", &format!("proposal/{id}^:{TEXT}")]);
    assert!(before.contains("1. Demandez à la mairie."), "{before}");
}

#[test]
fn an_answer_is_a_remark_that_says_not_who_made_it() {
    let home = begun();
    let folder = home.path();
    let id = proposed(folder, "association-exemple", &CHANGES, "Plus clair");
    let block = blocks(folder, &id).remove(1);
    let answer = |words: &str| {
        let say =
            ["proposal", "answer", &id, "--block", &block, "--theme", "unclear_word", "--proposal", words];
        run(&home, &[&say[..], &["--as", "bailleur-exemple"]].concat())
    };
    let before = text(folder);
    let named = answer("Appeler Mme Inventée au 06 39 98 00 01");
    assert_eq!((named.code, text(folder)), (1, before), "{}", named.text);
    assert!(named.text.contains("privacy/phone") && !named.text.contains("06 39"), "{}", named.text);
    let done = said(&answer("Dire « une pièce d’identité »"));
    assert!(done.contains("F-2026-001") && done.contains("2 blocks still wait."), "{done}");
    let now = text(folder);
    for line in ["theme: unclear_word", "section: les-papiers", "source: landlord_staff", "round: essai-1"] {
        assert!(now.contains(line), "{line}: {now}");
    }
    assert!(!now.contains("bailleur-exemple"), "{now}");
    assert!(said(&run(&home, &["proposal", "show", &id])).contains("F-2026-001"));
    let report = said(&run(&home, &["report"]));
    let page = fs::read_dir(folder.join("output/reports")).expect("reports").flatten();
    let told = page
        .filter_map(|file| fs::read_to_string(file.path()).ok())
        .any(|page| page.contains("pièce d’identité"));
    assert!(told, "{report}");
}

#[test]
fn a_folder_without_history_is_told_how_one_begins() {
    let home = Toolkit::new();
    home.write("content/partners.yaml", PARTNERS);
    home.write("private.csv", "nom\n");
    let done = tried(home.path(), "association-exemple", &CHANGES, "Plus clair");
    assert!(done.code == 2 && done.errors.contains("trousseau proposal begin"), "{}", done.errors);
    assert!(!done.errors.to_lowercase().contains("git"), "{}", done.errors);
    said(&run(&home, &["proposal", "begin"]));
    let files = asked(home.path(), &["ls-tree", "-r", "--name-only", "HEAD"]);
    assert!(files.contains(TEXT) && files.contains(".gitignore") && !files.contains("private"), "{files}");
    assert_eq!(asked(home.path(), &["log", "--format=%an"]), "trousseau");
    assert_eq!(run(&home, &["proposal", "begin"]).code, 2);
    proposed(home.path(), "association-exemple", &CHANGES, "Plus clair");
}

#[test]
fn whoever_proposes_takes_it_back_and_does_not_accept_it() {
    let home = begun();
    let folder = home.path();
    let before = text(folder);
    let id = proposed(folder, "association-exemple", &CHANGES, "Plus clair");
    let own = run(&home, &["proposal", "accept", &id, "--as", "association-exemple"]);
    assert!(own.code == 2 && own.errors.contains("another organisation is to accept it"), "{}", own.errors);
    let other = run(&home, &["proposal", "withdraw", &id, "--as", "bailleur-exemple"]);
    assert!(other.code == 2 && other.errors.contains("Only the organisation"), "{}", other.errors);
    said(&run(&home, &["proposal", "withdraw", &id, "--as", "association-exemple"]));
    assert!(said(&run(&home, &["proposal", "list"])).contains("No proposal waits."));
    assert!(said(&run(&home, &["proposal", "show", &id])).contains("taken back"));
    let block = blocks(folder, &id).remove(0);
    let late = run(&home, &["proposal", "accept", &id, "--block", &block, "--as", "bailleur-exemple"]);
    assert!(late.code == 2 && late.errors.contains("taken this proposal back"), "{}", late.errors);
    assert_eq!(text(folder), before);
    assert_eq!(run(&home, &["check"]).code, 0, "each step is signed");
}

#[test]
fn a_second_decision_is_refused_and_told_the_first() {
    let home = begun();
    let id = proposed(home.path(), "association-exemple", &CHANGES, "Plus clair");
    let block = blocks(home.path(), &id).remove(0);
    let decide = |what: &str, by: &str| run(&home, &["proposal", what, &id, "--block", &block, "--as", by]);
    said(&decide("accept", "bailleur-exemple"));
    let second = decide("refuse", "association-exemple");
    assert!(
        second.code == 2 && second.errors.contains("Bailleur accepted this block already on 2026-11-22"),
        "{}",
        second.errors
    );
    let shown = said(&run(&home, &["proposal", "show", &id]));
    assert!(shown.contains("accepted by Bailleur") && !shown.contains("refused"), "{shown}");
    assert!(text(home.path()).contains(CHANGES[0].1));
}
