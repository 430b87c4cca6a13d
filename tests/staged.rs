//! What git is about to record: it is looked at, and a hook stops what says who somebody is.

use std::{fs, path::Path, process::Command};

use crate::cli::{Toolkit, run};

const GUIDE: &str = "content/guides/suivre/fr.md";

/// Runs git in a folder, without the settings of this machine; whether it agreed.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.args([
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@exemple.example",
        "-c",
        "commit.gpgsign=false",
    ]);
    command
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("LANG", "C.UTF-8").env("SOURCE_DATE_EPOCH", "1795305600");
    command.output().expect("git runs").status.success()
}

fn repository() -> Toolkit {
    let toolkit = Toolkit::new();
    assert!(git(toolkit.path(), &["init", "-q"]));
    assert!(git(toolkit.path(), &["add", "-A"]));
    toolkit
}

#[test]
fn the_index_is_read_and_not_the_disk() {
    let toolkit = repository();
    let check = || run(&toolkit, &["check", "--staged"]);
    assert_eq!(check().code, 0, "{}", check().text);
    toolkit.edit(GUIDE, "Gardez", "Mme Inventée au 06 39 98 00 01. Gardez");
    assert_eq!(check().code, 0, "it is not staged yet");
    toolkit.edit(GUIDE, "Mme Inventée", "# 2 91 03 99 350 998 39\n\nMme Inventée");
    assert!(git(toolkit.path(), &["add", "-A"]));
    fs::remove_file(toolkit.path().join(GUIDE)).expect("gone from the disk only");
    let done = check();
    assert_eq!(done.code, 1, "{}", done.text);
    for code in ["privacy/nir", "privacy/name", "privacy/phone"] {
        assert!(done.text.contains(code), "{code}: {}", done.text);
    }
    assert!(done.text.contains("git add"), "{}", done.text);
    assert!(git(toolkit.path(), &["add", "-A"]), "now it is gone from the index too");
    let gone = check();
    assert!(!gone.text.contains("privacy/"), "{}", gone.text);
}

#[test]
fn an_export_beside_the_texts_is_read_too() {
    let toolkit = repository();
    let check = || run(&toolkit, &["check", "--staged"]);
    toolkit.write("reponses.csv", "Mail;Numéro\njeanne.martin@exemple.fr;2 91 03 99 350 998 39\n");
    toolkit.write("notes/table.xlsx", "PK");
    assert_eq!(check().code, 0, "it is not staged yet");
    assert!(git(toolkit.path(), &["add", "-A"]));
    let done = check();
    assert_eq!(done.code, 1, "{}", done.text);
    for words in ["reponses.csv:2", "privacy/email", "privacy/nir", "notes/table.xlsx", "privacy/not-read"] {
        assert!(done.text.contains(words), "{words}: {}", done.text);
    }
    // As an older spreadsheet program writes it: é is one byte, and that is no UTF-8.
    fs::write(toolkit.path().join("reponses.csv"), b"Num\xe9ro\n2 91 03 99 350 998 39\n").expect("written");
    assert!(git(toolkit.path(), &["add", "-A"]));
    let done = check();
    assert_eq!(done.code, 1, "{}", done.text);
    assert!(done.text.contains("privacy/nir") && !done.text.contains("privacy/email"), "{}", done.text);
    assert!(git(toolkit.path(), &["rm", "-q", "--cached", "reponses.csv"]));
    let done = check();
    assert_eq!(done.code, 0, "a table alone is a warning: {}", done.text);
}

#[test]
fn a_renamed_folder_is_found_under_its_new_name() {
    let toolkit = repository();
    assert!(git(toolkit.path(), &["commit", "-qm", "x"]));
    assert!(git(toolkit.path(), &["mv", "content/guides/suivre", "content/guides/suivi"]));
    let done = run(&toolkit, &["check", "--staged"]);
    assert!(
        done.text.contains("toolkit/unknown-id"),
        "the list of the stage names the old one: {}",
        done.text
    );
}

#[test]
fn there_is_nothing_to_record_outside_a_repository() {
    let toolkit = Toolkit::new();
    for arguments in [&["check", "--staged"][..], &["hook", "install"], &["hook", "remove"]] {
        let done = run(&toolkit, arguments);
        assert_eq!(done.code, 2, "{arguments:?}");
        assert!(done.errors.contains("git") && !done.errors.contains("fatal"), "{}", done.errors);
    }
}

#[cfg(unix)]
#[test]
fn a_hook_stops_a_commit_and_is_taken_away() {
    use std::os::unix::fs::PermissionsExt;
    let toolkit = repository();
    let hook = toolkit.path().join(".git/hooks/pre-commit");
    assert_eq!(run(&toolkit, &["hook", "install"]).code, 0);
    let first = fs::read_to_string(&hook).expect("a hook");
    assert!(
        ["en", "fr"].iter().any(|tag| first.contains(&format!(" --lang {tag} check --staged"))),
        "{first}"
    );
    assert_eq!(fs::metadata(&hook).expect("a file").permissions().mode() & 0o111, 0o111);
    assert_eq!(run(&toolkit, &["hook", "install"]).code, 0, "once more is the same");
    assert_eq!(fs::read_to_string(&hook).expect("a hook"), first);
    assert!(git(toolkit.path(), &["commit", "-qm", "clean"]), "a clean toolkit is recorded");
    toolkit.edit(GUIDE, "Gardez", "NIR 2 91 03 99 350 998 39. Gardez");
    assert!(
        !git(toolkit.path(), &["commit", "-qam", "a number"]),
        "also when git makes an index for one commit"
    );
    assert_eq!(run(&toolkit, &["hook", "remove"]).code, 0);
    assert!(!hook.exists());
    assert_eq!(run(&toolkit, &["hook", "remove"]).code, 0);
    assert!(git(toolkit.path(), &["commit", "-qam", "nobody looks"]));
}

#[cfg(unix)]
#[test]
fn a_toolkit_below_the_top_is_found_also_from_another_work_tree() {
    let home = Toolkit::new();
    let below = home.path().join("l'atelier/boite");
    fs::create_dir_all(&below).expect("a folder");
    fs::rename(home.path().join("content"), below.join("content")).expect("moved");
    assert!(git(home.path(), &["init", "-q"]) && git(home.path(), &["add", "-A"]));
    assert_eq!(run(&home, &["hook", "install", "--root", "l'atelier/boite"]).code, 0);
    assert!(git(home.path(), &["commit", "-qm", "clean"]));
    assert!(git(home.path(), &["worktree", "add", "-q", "other"]));
    let other = home.path().join("other");
    let guide = other.join("l'atelier/boite").join(GUIDE);
    let text = fs::read_to_string(&guide).expect("a guide");
    fs::write(&guide, text.replace("Gardez", "NIR 2 91 03 99 350 998 39. Gardez")).expect("written");
    assert!(!git(&other, &["commit", "-qam", "a number"]), "the hook of the other work tree");
    assert!(git(&other, &["commit", "-qam", "a number", "--no-verify"]));
}

#[test]
fn the_hook_of_somebody_else_stays_as_it_is() {
    let toolkit = repository();
    toolkit.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    let done = run(&toolkit, &["hook", "install"]);
    assert_eq!(done.code, 2);
    assert!(done.errors.contains("trousseau check --staged --root . || exit 1"), "{}", done.errors);
    assert_eq!(run(&toolkit, &["hook", "remove"]).code, 2);
    let text = fs::read_to_string(toolkit.path().join(".git/hooks/pre-commit")).expect("a hook");
    assert_eq!(text, "#!/bin/sh\nexit 0\n");
}

#[test]
fn a_folder_of_hooks_is_respected_and_a_shared_one_left_alone() {
    let toolkit = repository();
    assert!(git(toolkit.path(), &["config", "core.hooksPath", "hooks"]));
    assert_eq!(run(&toolkit, &["hook", "install"]).code, 0);
    assert!(toolkit.path().join("hooks/pre-commit").is_file());
    let shared = tempfile::tempdir().expect("a folder");
    let path = shared.path().to_str().expect("text");
    assert!(git(toolkit.path(), &["config", "core.hooksPath", path]));
    assert_eq!(run(&toolkit, &["hook", "install"]).code, 2);
    assert_eq!(fs::read_dir(shared.path()).expect("listed").count(), 0);
}
