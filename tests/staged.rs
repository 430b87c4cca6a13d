//! What git is about to record: it is looked at, and a hook stops what says who somebody is.

use std::{fs, path::Path, process::Command};

use crate::cli::{Done, Toolkit, run, run_in};

const GUIDE: &str = "content/guides/suivre/fr.md";

/// Runs git in a folder, without the settings of this machine; whether it agreed.
pub fn git(folder: &Path, arguments: &[&str]) -> bool {
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
    // The way out stands in the message: a new toolkit has no other page that says it.
    assert!(done.text.contains("“git add” on that file"), "{}", done.text);
    assert!(done.text.contains("“trousseau check --staged” shows what is left"), "{}", done.text);
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
fn what_editors_and_killed_saves_leave_is_read_too() {
    let toolkit = repository();
    assert!(git(toolkit.path(), &["commit", "-qm", "clean"]));
    let names = [
        "content/guides/suivre/.fr.md.4194999-0.partial",
        "content/guides/suivre/fr.md~",
        "content/guides/suivre/.fr.md.swp",
        "content/guides/suivre/#fr.md#",
        "content/.brouillon/fr.md",
        ".notes.txt",
        ".caches/liste.md",
        "notes.log",
        "contact.vcf",
        "LISEZMOI",
        "src/reponses.csv",
        "themes/liste.csv",
    ];
    for name in names {
        toolkit.write(name, "NIR 2 91 03 99 350 998 39");
        // Also when somebody insists.
        assert!(git(toolkit.path(), &["add", "-f", "--", name]));
        let done = run(&toolkit, &["check", "--staged"]);
        assert!(done.code == 1 && done.text.contains("privacy/nir"), "{name}: {}", done.text);
        assert!(git(toolkit.path(), &["rm", "-qf", "--cached", "--", name]));
    }
    for name in ["compte-rendu.docx", "lettre.odt", "scan.jpg", "archive.zip"] {
        toolkit.write(name, b"PK\x03\x04");
        assert!(git(toolkit.path(), &["add", "-f", "--", name]));
        let done = run(&toolkit, &["check", "--staged"]);
        assert!(done.code == 0 && done.text.contains("privacy/not-read"), "{name}: {}", done.text);
        assert!(git(toolkit.path(), &["rm", "-qf", "--cached", "--", name]));
    }
}

#[test]
fn a_new_toolkit_is_recorded_without_a_word() {
    let home = tempfile::tempdir().expect("a folder");
    assert_eq!(run_in(home.path(), &["new", "boite"]).code, 0);
    let boite = home.path().join("boite");
    fs::write(boite.join("content/.a.md.4194999-0.partial"), "x").expect("written");
    fs::write(boite.join("content/a.md~"), "x").expect("written");
    assert!(git(&boite, &["init", "-q"]) && git(&boite, &["add", "-A"]));
    let done = run_in(&boite, &["check", "--staged"]);
    assert!(done.code == 0 && !done.text.contains("privacy/"), "{}", done.text);
    assert!(git(&boite, &["commit", "-qm", "x"]));
    assert!(!git(&boite, &["cat-file", "-e", "HEAD:content/.a.md.4194999-0.partial"]), "git passes it by");
    assert!(!git(&boite, &["cat-file", "-e", "HEAD:content/a.md~"]));
}

/// Checks the index, after a check of the disk that must say the same.
#[cfg(unix)]
#[track_caller]
fn checked_twice(toolkit: &Toolkit) -> Done {
    assert!(git(toolkit.path(), &["add", "-A"]));
    let [disk, index] = [&["check"][..], &["check", "--staged"]].map(|arguments| run(toolkit, arguments));
    let diagnostics = |done: &Done| -> Vec<String> {
        let lines = done.text.lines().filter(|line| !line.starts_with("Nothing is recorded"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!((disk.code, diagnostics(&disk)), (index.code, diagnostics(&index)));
    index
}

#[cfg(unix)]
#[test]
fn links_are_followed_in_the_index_as_on_the_disk() {
    use std::os::unix::fs::symlink;
    let toolkit = repository();
    let content = toolkit.path().join("content");
    let both = || checked_twice(&toolkit);
    // A text, a folder of a guide, and a link on the way to a link.
    fs::create_dir_all(content.join("common")).expect("a folder");
    fs::rename(content.join("guides/suivre"), content.join("common/suivre")).expect("moved");
    symlink("../common/suivre", content.join("guides/suivre")).expect("a link");
    fs::rename(content.join("guides/demander/ar.md"), content.join("common/ar.md")).expect("moved");
    symlink("../suivre/../ar.md", content.join("guides/demander/ar.md")).expect("a link");
    let done = both();
    assert_eq!(done.code, 0, "{}", done.text);
    // What stands behind a link is looked at.
    let common = "content/common/suivre/fr.md";
    toolkit.edit(common, "Gardez", "NIR 2 91 03 99 350 998 39. Gardez");
    let done = both();
    assert_eq!(done.text.matches("error[privacy/nir]").count(), 2, "here and behind the link: {}", done.text);
    toolkit.edit(common, "NIR 2 91 03 99 350 998 39. ", "");
    // Links that lead out, nowhere or round and round are diagnostics.
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("numbers.md"), "NIR 2 91 03 99 350 998 39").expect("written");
    for (target, code) in [
        (outside.path().to_str().expect("text"), "source/symlink-outside"),
        ("../../../../../../etc/hostname", "source/symlink-outside"),
        ("nowhere.md", "source/symlink-outside"),
        ("../../.git/config", "source/symlink-outside"),
        ("..", "source/loop"),
    ] {
        let link = content.join("guides/link.md");
        symlink(target, &link).expect("a link");
        let done = both();
        assert!(done.code == 1 && done.text.contains(code), "{target}: {}", done.text);
        assert!(!done.text.contains("privacy/"), "{target}: {}", done.text);
        fs::remove_file(link).expect("removed");
    }
    // Two folders that lead to each other, and a link to itself.
    symlink("../guides", content.join("common/guides")).expect("a link");
    symlink("../common", content.join("guides/common")).expect("a link");
    symlink("self", content.join("common/self")).expect("a link");
    assert!(git(toolkit.path(), &["add", "-A"]));
    let done = run(&toolkit, &["check", "--staged"]);
    assert!(done.code == 1 && done.text.contains("source/loop"), "{}", done.text);
    // Beside the texts a link is a path, and nobody's words.
    for name in ["common/guides", "guides/common", "common/self"] {
        fs::remove_file(content.join(name)).expect("removed");
    }
    symlink("/home/06 39 98 00 01/reponses.csv", toolkit.path().join("reponses.csv")).expect("a link");
    assert!(git(toolkit.path(), &["add", "-A"]));
    let done = run(&toolkit, &["check", "--staged"]);
    assert_eq!(done.code, 0, "{}", done.text);
}

#[test]
fn large_files_are_read_where_git_keeps_them() {
    let toolkit = repository();
    let check = || {
        assert!(git(toolkit.path(), &["add", "-A"]));
        run(&toolkit, &["check", "--staged"])
    };
    // A picture of 1 × 1 and a table, as Git LFS records them: a few lines, and the bytes by their hash. The hashes are made up.
    let pointer = |object: &str| {
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{object}\nsize 12345\n")
    };
    let store = |object: &str, bytes: &[u8]| {
        let (first, second) = (&object[..2], &object[2..4]);
        toolkit.write(&format!(".git/lfs/objects/{first}/{second}/{object}"), bytes);
    };
    let (picture, table) = ("a1".repeat(32), "b2".repeat(32));
    toolkit.write("content/guides/suivre/carte.svg", pointer(&picture));
    toolkit.edit(GUIDE, "Gardez", "![La carte](carte.svg)\n\nGardez");
    toolkit.write("reponses.csv", pointer(&table));
    let missing = check();
    assert_eq!(missing.text.matches("source/large-missing").count(), 2, "{}", missing.text);
    assert!(missing.text.contains("git lfs pull"), "{}", missing.text);
    // What is not here cannot be looked at, and nothing is said of what nobody saw.
    assert!(missing.code == 0 && !missing.text.contains("error["), "{}", missing.text);
    let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
    store(&picture, drawing.as_bytes());
    store(&table, "Guide;Mois\nsuivre;2026-11\n".as_bytes());
    let done = check();
    assert_eq!((done.code, done.text.contains("large-missing")), (0, false), "{}", done.text);
    store(&table, "Guide;Mail\nsuivre;jeanne.martin@exemple.fr\n".as_bytes());
    let done = check();
    assert_eq!(done.code, 1, "{}", done.text);
    assert!(done.text.contains("reponses.csv:2") && done.text.contains("privacy/email"), "{}", done.text);
}

#[test]
fn a_folder_that_is_another_repository_is_read_at_its_commit() {
    let toolkit = repository();
    let guides = toolkit.path().join("content/guides");
    assert!(git(toolkit.path(), &["rm", "-rq", "--cached", "content/guides"]));
    assert!(
        git(&guides, &["init", "-q"])
            && git(&guides, &["add", "-A"])
            && git(&guides, &["commit", "-qm", "x"])
    );
    assert!(git(toolkit.path(), &["add", "-A"]));
    let check = || run(&toolkit, &["check", "--staged"]);
    assert_eq!((check().code, check().text.contains("repository")), (0, false), "{}", check().text);
    toolkit.edit(GUIDE, "Gardez", "NIR 2 91 03 99 350 998 39. Gardez");
    assert!(git(&guides, &["commit", "-qam", "a number"]));
    assert_eq!(check().code, 0, "the commit that would be recorded is still the first");
    assert!(git(toolkit.path(), &["add", "-A"]));
    let done = check();
    assert!(done.code == 1 && done.text.contains("privacy/nir"), "{}", done.text);
    // As a hook, git says for which repository it runs: the other one is found all the same.
    assert_eq!(run(&toolkit, &["hook", "install"]).code, 0);
    assert!(!git(toolkit.path(), &["commit", "-qm", "a number"]));
    assert!(git(&guides, &["reset", "-q", "--hard", "HEAD~1"]) && git(toolkit.path(), &["add", "-A"]));
    assert!(git(toolkit.path(), &["commit", "-qm", "clean"]));
    fs::remove_dir_all(&guides).expect("removed");
    fs::create_dir(&guides).expect("a folder, as git leaves one");
    let done = check();
    assert!(done.text.contains("source/repository") && done.text.contains("submodule"), "{}", done.text);
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

#[test]
fn no_other_message_shows_the_words_of_a_line_about_a_person() {
    let toolkit = Toolkit::new();
    let path = toolkit.path().join("content/guides/demander/fr.md");
    let text = fs::read_to_string(&path).expect("a guide");
    let line = "Chez **Mohamed Benali, 12 rue des Lilas, né le 3 mars 1985";
    fs::write(&path, format!("{text}\n{line}\n\nUn **mot qui reste.\n")).expect("written");
    for command in ["check", "build"] {
        for format in ["human", "json", "github"] {
            let done = run(&toolkit, &["--format", format, command]);
            let said = done.text + &done.errors;
            assert!(said.contains("markdown/emphasis"), "{command} {format}: {said}");
            for word in ["Benali", "Lilas", "1985"] {
                assert!(!said.contains(word), "{command} {format}: {said}");
            }
            assert!(said.contains("mot qui reste"), "other lines are quoted: {command} {format}: {said}");
        }
    }
}
