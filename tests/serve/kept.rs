//! What is written at the desk of a folder with a history, kept there in the name of an organisation.

use std::{fs, path::Path, process::Command};

use super::{DEMANDER, Server, field, status, toolkit_text};
use crate::{
    cli::{Toolkit, git},
    proposal::begun,
};

/// What git says in a toolkit.
fn asked(toolkit: &Toolkit, arguments: &[&str]) -> String {
    let done = Command::new("git").args(arguments).current_dir(toolkit.path()).output().expect("git runs");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text").trim().to_owned()
}

/// Exchanges words of a text at the desk; the page that follows.
fn save(server: &Server, toolkit: &Toolkit, from: &str, to: &str) -> String {
    let page = server.get(&format!("/_desk/edit?file={DEMANDER}"));
    let text = toolkit_text(toolkit, DEMANDER);
    assert!(text.contains(from), "{text}");
    let text = text.replacen(from, to, 1);
    let (token, hash) = (field(&page, "token"), field(&page, "hash"));
    let form = [("token", &*token), ("file", DEMANDER), ("hash", &*hash), ("text", &text)];
    let done = server.post("/_desk/edit", &form);
    assert_eq!(status(&done), 303, "{done}");
    server.get(&format!("/_desk/edit?file={DEMANDER}&done=saved"))
}

fn agree(server: &Server, partner: &str) {
    let page = server.get("/_desk/data/agreement?guide=demander");
    let code: String =
        page.split("class=\"code\" dir=\"ltr\">").nth(1).expect("a code").chars().take(9).collect();
    let token = field(&page, "token");
    let form = [("token", &*token), ("guide", "demander"), ("partner", partner), ("code", &*code)];
    let seen = server.post("/_desk/data/agreement", &[&form[..], &[("step", "show")]].concat());
    let seen = field(&seen, "seen");
    let write = [&form[..], &[("step", "write"), ("seen", &seen)]].concat();
    assert_eq!(status(&server.post("/_desk/data/agreement", &write)), 303);
}

#[test]
fn each_save_is_kept_and_the_words_changed_since_an_agreement_are_known() {
    let toolkit = begun();
    let other = "content/pages/aide/fr.md";
    toolkit.write(other, "not recorded by anybody");
    let server = Server::of(toolkit.path(), &[]);
    save(&server, &toolkit, "1. Demandez.", "1. Demandez ici.");
    agree(&server, "bailleur-exemple");
    let page = save(&server, &toolkit, "2. Attendez.", "2. Attendez un mois.");
    assert!(!page.contains("class=\"message aside\""), "{page}");
    let told = asked(&toolkit, &["log", "--format=%s|%an|%ae|%cn|%ce"]);
    let lines: Vec<&str> = told.lines().collect();
    let by = |name: &str, mail: &str| format!("|{name}|{mail}|{name}|{mail}");
    let nobody = by("trousseau", "trousseau@localhost.invalid");
    let landlord = by("Bailleur", "no-reply@bailleur-exemple.invalid");
    assert_eq!(lines[0], format!("Un texte est modifié{nobody}"));
    assert_eq!(lines[1], format!("Un accord est noté{landlord}"));
    assert_eq!((lines[2], lines.len()), (&*format!("Un texte est modifié{nobody}"), 4));
    // Only what was written at the desk is kept, and the folder says so.
    assert_eq!(asked(&toolkit, &["status", "--porcelain", "--untracked-files=all"]), format!("?? {other}"));
    let page = server.get("/_desk/data/agreement?guide=demander");
    assert!(page.contains("Attendez un mois") && !page.contains("Nobody knows what has changed"), "{page}");
}

#[test]
fn a_history_in_which_somebody_works_is_left_alone_and_that_is_said() {
    let toolkit = begun();
    let server = Server::of(toolkit.path(), &[]);
    let head = || asked(&toolkit, &["rev-parse", "HEAD"]);
    let before = head();
    fs::write(toolkit.path().join("notes.txt"), "mine").expect("written");
    assert!(git(toolkit.path(), &["add", "notes.txt"]));
    let page = save(&server, &toolkit, "1. Demandez.", "1. Demandez ici.");
    assert!(page.contains("not in the history: somebody prepares files"), "{page}");
    assert_eq!(
        (head(), asked(&toolkit, &["diff", "--cached", "--name-only"])),
        (before.clone(), "notes.txt".into())
    );
    assert!(git(toolkit.path(), &["reset", "-q"]));
    fs::write(toolkit.path().join(".git/MERGE_HEAD"), &before).expect("written");
    let page = save(&server, &toolkit, "1. Demandez ici.", "1. Demandez là.");
    assert!(page.contains("somebody is joining two copies") && head() == before, "{page}");
    fs::remove_file(toolkit.path().join(".git/MERGE_HEAD")).expect("removed");
    let page = save(&server, &toolkit, "1. Demandez là.", "1. Demandez.");
    assert!(!page.contains("not in the history"), "{page}");
}

#[test]
fn a_repository_that_nobody_uses_for_joint_work_gets_no_commit() {
    let toolkit = Toolkit::new();
    let here: &Path = toolkit.path();
    let name = ["-c", "user.name=x", "-c", "user.email=x@exemple.org"];
    assert!(git(here, &["init", "-q"]) && git(here, &["add", "content"]));
    assert!(git(here, &[&name[..], &["commit", "-qm", "own"]].concat()));
    let server = Server::of(here, &[]);
    save(&server, &toolkit, "1. Demandez.", "1. Demandez ici.");
    assert_eq!(asked(&toolkit, &["log", "--format=%s"]), "own");
}
