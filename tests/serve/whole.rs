//! The files of a guide at the desk: renamed, retired, deleted and undone; and the history of a text.

use super::{DEMANDER, Server, bare, field, status, toolkit_text};
use crate::cli::Toolkit;

fn location(answer: &str) -> String {
    assert_eq!(status(answer), 303, "{answer}");
    answer.lines().find_map(|line| line.strip_prefix("location: ")).expect("a place").trim().to_owned()
}

#[test]
fn a_guide_gets_another_name_at_the_desk_and_back() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let before = toolkit_text(&toolkit, DEMANDER);
    let page = server.get("/_desk/manage?guide=suivre");
    assert!(status(&page) == 200 && page.contains("Change the name") && page.contains("id=\"by\""), "{page}");
    let token = field(&page, "token");
    let send = |more: &[(&str, &str)]| {
        server.post("/_desk/manage", &[&[("token", &*token), ("guide", "suivre")], more].concat())
    };
    for (to, words) in [
        ("", "An answer is missing"),
        ("suivre", "its name already"),
        ("A b", "for example: a-b"),
        ("demander", "already exists"),
    ] {
        let refused = send(&[("what", "rename"), ("to", to)]);
        assert!(status(&refused) == 422 && refused.contains(words), "{to}: {refused}");
    }
    let shown = send(&[("what", "rename"), ("to", "attendre")]);
    assert_eq!(status(&shown), 200, "{shown}");
    assert!(shown.contains("<code>content/guides/attendre/fr.md</code>"), "{shown}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before, "nothing is written yet");
    let seen = field(&shown, "seen");
    // Somebody writes meanwhile: what was seen is not what would be written.
    toolkit.edit(DEMANDER, "2. Attendez.", "2. Patientez.");
    let write = |seen: &str| send(&[("what", "rename"), ("to", "attendre"), ("seen", seen)]);
    let changed = write(&seen);
    assert!(status(&changed) == 409 && changed.contains("changed meanwhile"), "{changed}");
    let to = location(&write(&field(&changed, "seen")));
    assert!(to.starts_with("/_desk/manage?guide=attendre&done=renamed&undo="), "{to}");
    let done = server.get(&to);
    assert!(done.contains("The name is changed.") && !toolkit.path().join("content/guides/suivre").exists());
    assert!(toolkit_text(&toolkit, DEMANDER).contains("guide:attendre#les-delais"));
    server.until("/fr/suivre.html", "attendre.html");
    let undo = field(&done, "undo");
    let back = || {
        let form = [("token", &*token), ("guide", "attendre"), ("undo", &*undo)];
        server.post("/_desk/manage/undo", &form)
    };
    let to = location(&back());
    assert!(to.starts_with("/_desk/manage?guide=suivre&done=undone&undo="), "{to}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before.replace("2. Attendez.", "2. Patientez."));
    assert_eq!(status(&back()), 422, "it is undone once");
}

#[test]
fn the_bin_is_no_way_out_of_the_toolkit() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/manage?guide=suivre"), "token");
    for undo in ["", "../content", "2026-11-22-1/../..", "..\\.."] {
        let form = [("token", &*token), ("guide", "suivre"), ("undo", undo)];
        assert_ne!(status(&server.post("/_desk/manage/undo", &form)), 303, "{undo}");
    }
    let without = [("guide", "suivre"), ("what", "rename"), ("to", "x")];
    assert_eq!(status(&server.post("/_desk/manage", &without)), 403, "a form without the token");
}

#[test]
fn what_leads_to_a_guide_is_said_before_it_is_retired() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/manage?guide=suivre"), "token");
    let retire = |by: &str| {
        let form = [("token", &*token), ("guide", "suivre"), ("what", "retire"), ("by", by)];
        server.post("/_desk/manage", &form)
    };
    let refused = retire("");
    assert!(status(&refused) == 422 && refused.contains("content/guides/demander/fr.md:"), "{refused}");
    let shown = retire("demander");
    assert_eq!(status(&shown), 200, "{shown}");
    assert!(shown.contains("<option value=\"demander\" lang=\"fr\" selected>"), "{shown}");
    let seen = field(&shown, "seen");
    let form =
        [("token", &*token), ("guide", "suivre"), ("what", "retire"), ("by", "demander"), ("seen", &seen)];
    let done = server.get(&location(&server.post("/_desk/manage", &form)));
    assert!(done.contains("The guide is off the site.") && !done.contains("id=\"by\""), "{done}");
    assert!(toolkit_text(&toolkit, DEMANDER).contains("aliases: [suivre]\n"));
}

#[test]
fn a_draft_is_deleted_at_the_desk_and_comes_back() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/new"), "token");
    server.post("/_desk/new", &[("token", &*token), ("what", "guide"), ("name", "essai")]);
    let path = "content/guides/essai/fr.md";
    let before = toolkit_text(&toolkit, path);
    let send = |more: &[(&str, &str)]| {
        let own = [("token", &*token), ("guide", "essai"), ("what", "delete")];
        server.post("/_desk/manage", &[&own[..], more].concat())
    };
    let seen = field(&send(&[]), "seen");
    let done = server.get(&location(&send(&[("seen", &seen)])));
    assert!(
        done.contains("The draft is in the bin.") && !toolkit.path().join("content/guides/essai").exists()
    );
    let form = [("token", &*token), ("guide", "essai"), ("undo", &*field(&done, "undo"))];
    location(&server.post("/_desk/manage/undo", &form));
    assert_eq!(toolkit_text(&toolkit, path), before);
    let known = server.get("/_desk/manage?guide=demander");
    assert!(!known.contains("value=\"delete\"") && known.contains("Only a draft can be."), "{known}");
    assert_eq!(status(&server.get("/_desk/manage?guide=nobody")), 404);
}

#[test]
fn the_history_of_a_text_shows_the_words_that_went_and_came() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let address = format!("/_desk/history?file={DEMANDER}");
    assert!(server.get(&address).contains("This folder keeps no history"));
    toolkit.git(&["init", "-q"]);
    toolkit.git(&["add", "-A"]);
    toolkit.git(&["commit", "-qm", "Un <b>début</b>"]);
    toolkit.edit(DEMANDER, "2. Attendez.", "2. Patientez.");
    toolkit.git(&["commit", "-qam", "Plus simple"]);
    toolkit.edit(DEMANDER, "une carte", "une pièce");
    let page = bare(&server.get(&address));
    for words in [
        "Not yet in the history",
        "<del>carte</del><ins>pièce</ins>",
        "Plus simple",
        "<del>Attendez.</del><ins>Patientez.</ins>",
        "Un &lt;b&gt;début&lt;/b&gt;",
        "The text is there for the first time.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for file in ["", "../x", "secret", ".git/config", "content/guides/../../.git/config"] {
        assert_eq!(status(&server.get(&format!("/_desk/history?file={file}"))), 404, "{file}");
    }
    assert_eq!(
        status(&server.post(&address, &[("token", &*field(&server.get("/_desk/new"), "token"))])),
        405
    );
}
