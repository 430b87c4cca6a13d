//! `trousseau publish` as somebody types it: what goes out and what never does, secrets, refusals.

use std::{collections::BTreeMap, fs, path::Path};

use super::servers;
use crate::cli::{Done, Toolkit, command, run};

/// What stands in a folder, as text.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("read"));
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_str().expect("text").to_owned();
            (path, String::from_utf8_lossy(&fs::read(entry.path()).expect("read")).into_owned())
        })
        .collect()
}

/// The files of the site in it.
fn site(folder: &Path) -> BTreeMap<String, String> {
    texts(folder).into_iter().filter(|(path, _)| !path.starts_with(".trousseau/")).collect()
}

fn toolkit(targets: &str) -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit(
        "content/toolkit.yaml",
        "pages: [a-propos]",
        &format!("publish:\n{targets}\npages: [a-propos]"),
    );
    toolkit
}

/// Runs a command with variables and, before all others, programs of a folder.
fn with(toolkit: &Toolkit, arguments: &[&str], variables: &[(&str, &str)]) -> Done {
    let mut command = command(toolkit.path(), arguments);
    for name in ["TROUSSEAU_PASSWORD", "CI", "GITHUB_ACTIONS", "GITLAB_CI"] {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Done { code: output.status.code().unwrap_or(-1), text: text(output.stdout), errors: text(output.stderr) }
}

#[test]
fn only_the_site_goes_out() {
    let there = tempfile::tempdir().expect("a folder");
    let toolkit = toolkit(&format!("  site: {{kind: folder, path: {}}}", there.path().display()));
    let guide = "content/guides/demander/fr.md";
    let remark = "feedback:\n  - {id: F-2026-001, version: 1.0.0, lang: fr, round: essai, period: 2026-11, source: household, \
                  channel: meeting, count: 3, theme: unclear_word, section: les-papiers, severity: 2, proposal: Dire zibeline}\n---";
    toolkit.edit(
        guide,
        "    summary: Première version.\n---",
        &format!("    summary: Première version.\n{remark}"),
    );
    toolkit.write(
        "content/rounds.yaml",
        "- {id: essai, name: {fr: Premier essai}, from: 2026-11-01, to: 2026-11-15, testers: {household: 9}}\n",
    );
    assert_eq!(run(&toolkit, &["publish"]).code, 2, "there is no site yet");
    assert_eq!(run(&toolkit, &["build", "--compress"]).code, 0);
    assert_eq!(run(&toolkit, &["report"]).code, 0);
    let report = texts(&toolkit.path().join("output/reports"));
    assert!(report.values().any(|text| text.contains("zibeline")), "the report holds the remark");
    toolkit.write("output/site/notes.html", "zibeline: put there by somebody");
    let listed = run(&toolkit, &["publish", "--dry-run"]);
    assert!(
        listed.text.contains("+ fr/index.html") && listed.text.contains("only a list"),
        "{}",
        listed.text
    );
    assert_eq!(site(there.path()).len(), 0);
    let done = run(&toolkit, &["publish"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
    assert!(done.text.contains("Read back: all is well"), "{}", done.text);
    for (path, text) in texts(there.path()) {
        assert!(!text.contains("zibeline") && !text.contains("F-2026-001"), "{path} tells a remark");
    }
    let mut own = texts(&toolkit.path().join("output/site"));
    own.remove("notes.html");
    assert_eq!(site(there.path()), own);
    for path in [".htaccess", "_headers", "fr/index.html", "fr/index.html.br", "fr/index.html.gz"] {
        assert!(own.contains_key(path), "{path}");
    }
    let again = run(&toolkit, &["publish"]);
    assert!(again.code == 0 && again.text.contains("nothing to send"), "{}", again.text);
}

#[test]
fn a_leaflet_with_a_warning_is_finished_and_says_it_again() {
    let there = tempfile::tempdir().expect("a folder");
    let toolkit = toolkit(&format!("  site: {{kind: folder, path: {}}}", there.path().display()));
    toolkit.edit("content/toolkit.yaml", "leaflets: []", "leaflets: [a4, large]");
    toolkit.edit("content/guides/suivre/fr.md", "Gardez", "Gardez 🏠");
    for build in ["first", "second"] {
        let built = run(&toolkit, &["build"]);
        assert!(
            built.text.contains("leaflet/sign") || built.errors.contains("leaflet/sign"),
            "{build}: {}",
            built.text
        );
        let done = run(&toolkit, &["publish"]);
        assert_eq!((done.code, done.errors.as_str()), (0, ""), "{build}: {}", done.text);
    }
    let sent = site(there.path());
    for path in ["suivre-a4.pdf", "suivre-large.pdf", "suivre.png", "guides-fr.pdf", "guides-fr.zip"] {
        assert!(sent.contains_key(&format!("fr/print/{path}")), "{path}: {:?}", sent.keys());
    }
    toolkit.edit("content/guides/suivre/fr.md", "Gardez 🏠", "Gardez");
    let mended = run(&toolkit, &["build"]);
    assert!(
        !mended.text.contains("leaflet/sign") && !mended.errors.contains("leaflet/sign"),
        "{}",
        mended.text
    );
    let silent = run(&toolkit, &["build"]);
    assert!(silent.text.contains("0 files made"), "what is mended is not made again: {}", silent.text);
}

#[test]
fn what_has_errors_is_refused_and_a_publication_is_taken_back() {
    let there = tempfile::tempdir().expect("a folder");
    let toolkit = toolkit(&format!("  site: {{kind: folder, path: {}}}", there.path().display()));
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    assert_eq!(run(&toolkit, &["publish", "--undo"]).code, 2, "nothing was published");
    assert_eq!(run(&toolkit, &["publish", "site"]).code, 0);
    let before = site(there.path());
    toolkit.edit("content/guides/suivre/fr.md", "Gardez", "Voyez [ceci](guide:nulle-part). Gardez");
    assert_eq!(run(&toolkit, &["build"]).code, 1);
    let refused = run(&toolkit, &["publish"]);
    assert_eq!((refused.code, site(there.path()) == before), (1, true), "{}", refused.text);
    assert!(
        refused.text.contains("nulle-part") && refused.text.contains("--with-errors"),
        "{}",
        refused.text
    );
    let done = run(&toolkit, &["publish", "--with-errors"]);
    assert!(done.code == 0 && site(there.path()) != before, "{} {}", done.text, done.errors);
    let undone = run(&toolkit, &["publish", "--undo", "--lang", "fr"]);
    assert!(undone.code == 0 && undone.text.contains("annulée"), "{} {}", undone.text, undone.errors);
    assert_eq!(site(there.path()), before);
    let forgotten = run(&toolkit, &["publish", "--forget"]);
    assert!(forgotten.code == 0, "{} {}", forgotten.text, forgotten.errors);
    assert!(!texts(there.path()).keys().any(|path| path.starts_with(".trousseau/before")));
    assert_eq!(run(&toolkit, &["publish", "--undo"]).code, 2);
    assert_eq!(site(there.path()), before);
}

#[test]
fn a_secret_in_the_toolkit_is_an_error_and_never_shown() {
    for target in [
        "{kind: ftps, address: ftp.exemple.org, user: exemple, path: www, password: zibeline}",
        "{kind: ftps, address: ftp.exemple.org, user: 'exemple:zibeline', path: www}",
        "{kind: ftps, address: ftp.exemple.org, user: exemple, path: www, mot_de_passe: zibeline, colour: red}",
        "{kind: git, address: 'https://x:zibeline@git.exemple.org/site.git'}",
    ] {
        let toolkit = toolkit(&format!("  site: {target}"));
        for format in ["human", "json", "sarif", "github"] {
            let done = run(&toolkit, &["check", "--format", format]);
            assert_eq!(done.code, 1, "{target}");
            assert!(done.text.contains("publish/secret"), "{target}: {}", done.text);
            assert!(!done.text.contains("zibeline"), "{target}, {format}: {}", done.text);
        }
        assert_eq!(run(&toolkit, &["build"]).code, 1, "the rest is built");
        assert!(toolkit.path().join("output/site/fr/index.html").is_file());
        let done = run(&toolkit, &["publish"]);
        assert!(done.code == 2 && !(done.text + &done.errors).contains("zibeline"), "{target}");
    }
}

#[test]
fn ftps_takes_its_password_from_a_variable_or_a_private_file() {
    let server = servers::ftps_login();
    let secrets = tempfile::tempdir().expect("a folder");
    let file = secrets.path().join("password");
    let toolkit = toolkit(&format!(
        "  mon-site: {{kind: ftps, address: localhost, port: {}, user: anonymous, path: www, certificate: {}, password_file: {}}}",
        server.port,
        server.file.display(),
        file.display()
    ));
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let there = server.folder.path().join("www");
    let wrong = with(&toolkit, &["publish"], &[("TROUSSEAU_PASSWORD_MON_SITE", "zibeline")]);
    assert!(wrong.code == 2 && wrong.errors.contains("anonymous"), "{} {}", wrong.text, wrong.errors);
    assert!(!wrong.errors.contains("zibeline") && site(&there).is_empty());
    let none = with(&toolkit, &["publish"], &[]);
    assert!(none.code == 2 && none.errors.contains("password"), "{}", none.errors);
    let done = with(&toolkit, &["publish"], &[("TROUSSEAU_PASSWORD_MON_SITE", "s3cret")]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
    assert_eq!(site(&there), site(&toolkit.path().join("output/site")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::write(&file, "s3cret\n").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("set");
        let open = with(&toolkit, &["publish"], &[]);
        assert!(open.code == 2 && open.errors.contains("chmod 600"), "{}", open.errors);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("set");
        let done = with(&toolkit, &["publish"], &[]);
        assert!(done.code == 0 && done.text.contains("nothing to send"), "{} {}", done.text, done.errors);
    }
    toolkit.edit("content/toolkit.yaml", &format!(", certificate: {}", server.file.display()), "");
    let stranger = with(&toolkit, &["publish"], &[("TROUSSEAU_PASSWORD", "s3cret")]);
    assert!(stranger.code == 2 && stranger.errors.contains("trusted"), "{}", stranger.errors);
}

#[cfg(unix)]
#[test]
fn sftp_goes_the_way_of_the_users_own_ssh() {
    use std::os::unix::fs::PermissionsExt;
    let server = servers::sshd_login();
    let there = server.folder.path().join("www");
    let toolkit = toolkit(&format!(
        "  site: {{kind: sftp, address: localhost, port: {}, path: {}}}",
        server.port,
        there.display()
    ));
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    // The settings of this user stand in for those of whoever publishes.
    let bin = tempfile::tempdir().expect("a folder");
    let ssh = bin.path().join("ssh");
    fs::write(&ssh, format!("#!/bin/sh\nexec /usr/bin/ssh -F '{}' \"$@\"\n", server.file.display()))
        .expect("written");
    fs::set_permissions(&ssh, fs::Permissions::from_mode(0o755)).expect("set");
    let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").unwrap_or_default());
    let done = with(&toolkit, &["publish"], &[("PATH", &path)]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
    assert_eq!(site(&there), site(&toolkit.path().join("output/site")));
    // A server that nobody knows is not trusted.
    let settings = fs::read_to_string(&server.file).expect("read");
    fs::write(&server.file, settings.replace("known\n", "unknown\n")).expect("written");
    let stranger = with(&toolkit, &["publish"], &[("PATH", &path)]);
    assert!(stranger.code == 2 && stranger.errors.contains("Host key"), "{}", stranger.errors);
}

#[test]
fn a_branch_is_pushed_and_the_checkout_stays() {
    let toolkit = toolkit("  pages: {kind: git, address: origin}");
    toolkit.git(&["init", "-q", "-b", "main"]);
    toolkit.write(".gitignore", "output\n");
    toolkit.git(&["add", "-A"]);
    toolkit.git(&["commit", "-q", "-m", "Texts"]);
    let remote = tempfile::tempdir().expect("a folder");
    assert!(crate::cli::git(remote.path(), &["init", "-q", "--bare"]));
    toolkit.git(&["remote", "add", "origin", &remote.path().display().to_string()]);
    toolkit.write("staged.txt", "not yet recorded");
    toolkit.git(&["add", "staged.txt"]);
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let done = run(&toolkit, &["publish"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
    assert!(crate::cli::git(remote.path(), &["cat-file", "-e", "pages:fr/index.html"]));
    assert!(crate::cli::git(remote.path(), &["cat-file", "-e", "pages:.nojekyll"]));
    assert!(!crate::cli::git(toolkit.path(), &["rev-parse", "--verify", "pages"]), "no branch appears here");
    assert!(!crate::cli::git(toolkit.path(), &["diff", "--cached", "--quiet"]), "what was staged still is");
    assert!(!toolkit.path().join("fr").exists());
}

#[test]
fn a_target_that_is_not_there_is_named() {
    let toolkit = toolkit("  a: {kind: folder, path: nowhere}\n  b: {kind: folder, path: content}");
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    for (arguments, words) in [
        (&["publish"][..], "a, b"),
        (&["publish", "c"], "a, b"),
        (&["publish", "a"], "nowhere"),
        (&["publish", "b"], "toolkit itself"),
    ] {
        let done = run(&toolkit, arguments);
        assert!(
            done.code == 2 && done.errors.contains(words),
            "{arguments:?}: {} {}",
            done.text,
            done.errors
        );
    }
    let none = run(&Toolkit::new(), &["publish"]);
    assert!(none.code == 2 && none.errors.contains("publish:"), "{}", none.errors);
}
