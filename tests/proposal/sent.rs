//! Proposals on their way: to each kind of forge, a shared folder, as a file, and back.

use std::{fs, path::Path};

use super::{CHANGES, TEXT, asked, begun, begun_with, blocks, copy, proposed, said, text};
use crate::cli::{git, run, run_in};

/// A bare repository of a toolkit whose hook writes down what a push asks for.
struct Forge(tempfile::TempDir);

impl Forge {
    fn of(toolkit: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (toolkit.display().to_string(), folder.path().join("depot").display().to_string());
        assert!(git(Path::new("/"), &["clone", "-q", "--bare", &from, &to]));
        let forge = Self(folder);
        assert!(git(&forge.path(), &["config", "receive.advertisePushOptions", "true"]));
        let hook = forge.path().join("hooks/pre-receive");
        let script = "#!/bin/sh\ni=0\nwhile [ $i -lt ${GIT_PUSH_OPTION_COUNT:-0} ]; do eval \"echo option \\$GIT_PUSH_OPTION_$i\" >> told; \
                      i=$((i + 1)); done\nwhile read old new name; do echo ref $name >> told; done\n\
                      echo 'View the request: https://forge.exemple.org/a/b/1'\n";
        fs::write(&hook, script).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
        }
        forge
    }

    fn path(&self) -> std::path::PathBuf {
        self.0.path().join("depot")
    }

    /// What pushes asked for since the last time.
    fn told(&self) -> String {
        let file = self.path().join("told");
        let told = fs::read_to_string(&file).unwrap_or_default();
        let _ = fs::remove_file(file);
        told
    }
}

#[test]
fn each_forge_is_asked_as_it_wants() {
    let home = begun();
    let forge = Forge::of(home.path());
    let place = forge.path().display().to_string();
    let id = proposed(home.path(), "association-exemple", &CHANGES, "Plus clair");
    let target = asked(home.path(), &["symbolic-ref", "--short", "HEAD"]);
    let send = |at: &str| said(&run(&home, &["proposal", "send", &id, "--to", &place, "--at", at]));
    let told = send("gitlab");
    let options = format!(
        "option merge_request.create\noption merge_request.title=Plus clair\noption merge_request.target={target}\n"
    );
    assert_eq!(forge.told(), format!("{options}ref refs/heads/proposal/{id}\n"));
    assert!(told.contains("https://forge.exemple.org/a/b/1"), "{told}");
    send("forgejo");
    assert_eq!(forge.told(), format!("option topic={id}\noption title=Plus clair\nref refs/for/{target}\n"));
    // Forgejo keeps it as a pull request, which the others fetch.
    let pushed = format!("refs/for/{target}");
    assert!(git(&forge.path(), &["update-ref", "refs/pull/1/head", &pushed]));
    assert!(git(&forge.path(), &["update-ref", "-d", &format!("refs/heads/proposal/{id}")]));
    let other = copy(home.path());
    let came = said(&run_in(other.path(), &["proposal", "fetch", &place, "--at", "forgejo"]));
    assert!(came.contains(&id), "{came}");
    assert!(said(&run_in(other.path(), &["proposal", "show", &id])).contains("Plus clair"));
    // The place and its kind are remembered, and no address with a token ever is.
    assert!(asked(home.path(), &["config", "trousseau.place"]).contains("depot"));
    let secret = "https://x:jeton-secret@gitlab.exemple.org/a/b.git";
    let done = run(&home, &["proposal", "send", &id, "--to", secret]);
    assert!(done.code == 2 && !done.errors.contains("jeton-secret"), "{}", done.errors);
    assert!(!fs::read_to_string(home.path().join(".git/config")).expect("there").contains("jeton-secret"));
}

#[test]
fn github_gets_a_branch_and_shows_its_page() {
    let home = begun();
    let forge = Forge::of(home.path());
    let id = proposed(home.path(), "association-exemple", &CHANGES, "Plus clair");
    let target = asked(home.path(), &["symbolic-ref", "--short", "HEAD"]);
    home.git(&["remote", "add", "origin", "https://github.com/exemple/guides.git"]);
    // The address leads to the folder, as a network would.
    let instead = format!("url.{}.insteadOf", forge.path().display());
    home.git(&["config", &instead, "https://github.com/exemple/guides.git"]);
    let address = "https://github.com/exemple/guides.git";
    let told = said(&run(&home, &["proposal", "send", &id, "--to", address]));
    assert_eq!(forge.told(), format!("ref refs/heads/proposal/{id}\n"));
    let page = format!("https://github.com/exemple/guides/compare/{target}...proposal/{id}?expand=1");
    assert!(told.contains(&page), "{told}");
}

#[test]
fn two_copies_meet_in_a_shared_folder() {
    let home = begun();
    let other = copy(home.path());
    let shared = tempfile::tempdir().expect("a folder");
    let place = shared.path().display().to_string();
    let id = proposed(home.path(), "association-exemple", &CHANGES, "Plus clair");
    said(&run(&home, &["proposal", "send", &id, "--to", &place]));
    let came = said(&run_in(other.path(), &["proposal", "fetch", &place]));
    assert!(came.contains(&id), "{came}");
    assert_eq!(text(other.path()), text(home.path()));
    let all = blocks(other.path(), &id);
    let before = text(other.path());
    said(&run_in(other.path(), &["proposal", "accept", &id, "--block", &all[0], "--as", "bailleur-exemple"]));
    said(&run_in(other.path(), &["proposal", "refuse", &id]));
    let agreed = before.replace(CHANGES[0].0, CHANGES[0].1);
    assert_eq!(text(other.path()), agreed);
    said(&run_in(other.path(), &["proposal", "send", &id, "--to", &place]));

    // Meanwhile the first copy decided otherwise about a block: both decisions stay.
    said(&run(&home, &["proposal", "refuse", &id, "--block", &all[1]]));
    let stuck = run(&home, &["proposal", "send", &id]);
    assert!(stuck.code == 2 && stuck.errors.contains("fetch"), "{}", stuck.errors);
    let news = said(&run(&home, &["proposal", "fetch"]));
    assert!(news.contains("News of the proposal"), "{news}");
    let list = said(&run(&home, &["proposal", "list"]));
    assert!(list.contains("Accepted elsewhere"), "{list}");
    assert_eq!(text(home.path()), before, "a decision elsewhere writes nothing here");
    said(&run(&home, &["proposal", "accept", &id]));
    assert_eq!(text(home.path()), agreed);
    assert!(said(&run(&home, &["proposal", "list"])).contains("No proposal waits."));
    said(&run(&home, &["proposal", "send", &id]));
    said(&run_in(other.path(), &["proposal", "fetch", &place]));
    assert!(said(&run_in(other.path(), &["proposal", "fetch", &place])).contains("Nothing new."));
}

#[test]
fn a_file_by_mail_is_read_where_nothing_is_shared() {
    let home = begun();
    let other = begun_with("2. Attendez la réponse.");
    let heads = [&home, &other].map(|one| asked(one.path(), &["rev-parse", "HEAD"]));
    assert_ne!(heads[0], heads[1]);
    let post = tempfile::tempdir().expect("a folder");
    let id = proposed(home.path(), "association-exemple", &CHANGES, "Plus clair");
    said(&run(&home, &["proposal", "send", &id, "--file", &post.path().display().to_string()]));
    let file = post.path().join(format!("{id}.proposition"));
    let came = said(&run(&other, &["proposal", "fetch", &file.display().to_string()]));
    assert!(came.contains(&id), "{came}");
    said(&run(&other, &["proposal", "accept", &id, "--as", "bailleur-exemple"]));
    assert!(text(other.path()).contains("en ligne") && text(other.path()).contains("carte d’identité"));
    fs::write(&file, "no proposal").expect("written");
    let broken = run(&other, &["proposal", "fetch", &file.display().to_string()]);
    assert!(broken.code == 2 && broken.errors.contains("damaged"), "{}", broken.errors);
}

#[test]
fn what_a_stranger_sends_reaches_no_other_file_and_names_nobody() {
    let home = begun();
    let folder = home.path();
    let stranger = copy(folder);
    let there = stranger.path();
    fs::write(there.join("content/guides/demander/fr.md"), text(folder).replace("Attendez", "Patientez"))
        .expect("written");
    fs::write(there.join("evil.sh"), "rm").expect("written");
    assert!(git(there, &["add", "-A"]));
    let id = "demander-fr-2026-11-22-abcdef";
    let message = format!(
        "Demandé par Mme Inventée, 06 39 98 00 01\n\nProposal: {id}\nStep: proposal\nPartner: inconnu\nText: {TEXT}\nText: \
         evil.sh\nText: content/../evil.sh\nText: content/.evil.md\n"
    );
    assert!(git(there, &["commit", "-q", "--no-verify", "-m", &message]));
    assert!(git(there, &["branch", &format!("proposal/{id}")]));
    said(&run(&home, &["proposal", "fetch", &there.display().to_string()]));
    let shown = said(&run(&home, &["proposal", "show", id]));
    for secret in ["Inventée", "06 39", "evil", "test@exemple"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    // What a stranger recorded stays in the history: the check says so, and names nobody either.
    let check = run(&home, &["check"]);
    assert!(check.code == 1 && check.text.contains("proposals/signed"), "{}", check.text);
    assert!(!check.text.contains("Inventée") && !check.text.contains("test@exemple"), "{}", check.text);
    said(&run(&home, &["proposal", "accept", id, "--as", "bailleur-exemple"]));
    assert!(text(folder).contains("2. Patientez."));
    assert!(!folder.join("evil.sh").exists() && !folder.join("content/.evil.md").exists());
}

#[test]
fn two_copies_that_decided_the_reverse_are_shown_both_and_asked() {
    let home = begun();
    let other = copy(home.path());
    let shared = tempfile::tempdir().expect("a folder");
    let place = shared.path().display().to_string();
    let before = text(home.path());
    let id = proposed(home.path(), "association-exemple", &CHANGES[..1], "Plus clair");
    said(&run(&home, &["proposal", "send", &id, "--to", &place]));
    said(&run_in(other.path(), &["proposal", "fetch", &place]));
    let block = blocks(other.path(), &id).remove(0);
    let accept = ["proposal", "accept", &id, "--block", &block, "--as", "bailleur-exemple"];
    said(&run_in(other.path(), &accept));
    said(&run_in(other.path(), &["proposal", "send", &id, "--to", &place]));
    said(&run(&home, &["proposal", "refuse", &id, "--as", "association-exemple"]));
    said(&run(&home, &["proposal", "fetch"]));
    let shown = said(&run(&home, &["proposal", "show", &id]));
    assert!(shown.contains("the reverse of each other") && shown.contains("accepted by Bailleur"), "{shown}");
    assert!(shown.contains("refused by Association"), "{shown}");
    assert!(said(&run(&home, &["proposal", "list"])).contains(&id), "it waits again");
    said(&run(&home, &["proposal", "send", &id]));
    said(&run_in(other.path(), &["proposal", "fetch", &place]));

    // One of them gives way, and the words of the other copy follow what is told.
    said(&run_in(other.path(), &["proposal", "refuse", &id, "--block", &block, "--as", "bailleur-exemple"]));
    assert_eq!(text(other.path()), before);
    said(&run_in(other.path(), &["proposal", "send", &id]));
    said(&run(&home, &["proposal", "fetch"]));
    assert_eq!(text(home.path()), before);
    for folder in [home.path(), other.path()] {
        let shown = said(&run_in(folder, &["proposal", "show", &id]));
        assert!(shown.contains("refused by Bailleur") && !shown.contains("accepted by"), "{shown}");
        assert!(said(&run_in(folder, &["proposal", "list"])).contains("No proposal waits."));
    }
}

#[test]
fn the_words_of_an_answer_reach_whoever_proposed() {
    let home = begun();
    let other = copy(home.path());
    let shared = tempfile::tempdir().expect("a folder");
    let place = shared.path().display().to_string();
    let id = proposed(home.path(), "association-exemple", &CHANGES[..1], "Plus clair");
    said(&run(&home, &["proposal", "send", &id, "--to", &place]));
    said(&run_in(other.path(), &["proposal", "fetch", &place]));
    let block = blocks(other.path(), &id).remove(0);
    let answer = ["proposal", "answer", &id, "--block", &block, "--theme", "unclear_word", "--severity", "3"];
    let words = ["--proposal", "Dire « sur le site »", "--as", "bailleur-exemple"];
    said(&run_in(other.path(), &[&answer[..], &words].concat()));
    assert!(text(other.path()).contains("severity: 3"));
    said(&run_in(other.path(), &["proposal", "send", &id, "--to", &place]));
    said(&run(&home, &["proposal", "fetch", &place]));
    let shown = said(&run(&home, &["proposal", "show", &id]));
    assert!(shown.contains("F-2026-001") && shown.contains("Dire « sur le site »"), "{shown}");
    assert!(!text(home.path()).contains("F-2026-001"), "the guide here does not have it yet");
}
