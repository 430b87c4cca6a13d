//! Agreements at the desk: seen before they are written, refused for another text, taken back.

use super::{DEMANDER, Server, field, status, toolkit_text};
use crate::cli::Toolkit;

const PAGE: &str = "/_desk/data/agreement?guide=demander";

/// The code of the text of now, as the page shows it.
fn code(page: &str) -> String {
    let after = page.split("class=\"code\" dir=\"ltr\">").nth(1).expect("a code");
    after.chars().take(9).collect()
}

#[test]
fn a_signed_code_is_seen_then_written_then_taken_back() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get(PAGE);
    let (token, old, before) = (field(&page, "token"), code(&page), toolkit_text(&toolkit, DEMANDER));
    assert!(page.contains("Nobody has agreed to this version yet."), "{page}");
    let send = |code: &str, more: &[(&str, &str)]| {
        let form =
            [("token", &*token), ("guide", "demander"), ("partner", "association-exemple"), ("code", code)];
        server.post("/_desk/data/agreement", &[&form, more].concat())
    };
    let empty = send(" ", &[("step", "show")]);
    assert!(status(&empty) == 422 && empty.contains("Choose an organisation and type the code."), "{empty}");
    let strange = send("1234", &[("step", "show")]);
    assert!(status(&strange) == 422 && strange.contains("is no code of an agreement"), "{strange}");
    assert_eq!(status(&send(&old, &[("step", "write")])), 409, "without a look nothing is written");
    let seen = send(&old.to_lowercase().replace('-', " "), &[("step", "show")]);
    assert!(status(&seen) == 200 && seen.contains("This will be written:"), "{seen}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
    let done = send(&old, &[("step", "write"), ("seen", &field(&seen, "seen"))]);
    assert!(status(&done) == 303 && done.contains("done=added&undo="), "{done}");
    let after = toolkit_text(&toolkit, DEMANDER);
    assert!(after.contains("    agreed:\n      - partner: association-exemple\n        text: "), "{after}");
    assert!(server.get(PAGE).contains("agrees to this text"));
    let number: String =
        done.split("undo=").nth(1).unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
    let undone =
        server.post("/_desk/data/undo", &[("token", &*token), ("undo", &number), ("back", "agreement")]);
    assert!(status(&undone) == 303 && undone.contains("agreement?guide=demander&done=undone"), "{undone}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
    // Another text has another code, and the one of before is refused.
    toolkit.edit(DEMANDER, "Attendez.", "Attendez un peu.");
    let new = code(&server.get(PAGE));
    assert_ne!(new, old);
    let refused = send(&old, &[("step", "show")]);
    assert!(status(&refused) == 422 && refused.contains(&new), "{refused}");
    assert!(
        server.get("/_desk/").contains("href=\"/_desk/data/agreement?guide=demander\""),
        "the board leads there"
    );
}

#[test]
fn who_agreed_to_published_words_is_said_before_they_are_changed() {
    let toolkit = Toolkit::new();
    toolkit.write("content/partners.yaml", crate::proposal::PARTNERS);
    toolkit.edit(
        DEMANDER,
        "authors: [association-exemple]",
        "authors: [association-exemple, bailleur-exemple]",
    );
    let server = Server::of(toolkit.path(), &[]);
    let edit = || server.get(&format!("/_desk/edit?file={DEMANDER}"));
    assert!(!edit().contains("have the agreement of"), "it is on trial");
    for partner in ["association-exemple", "bailleur-exemple"] {
        let page = server.get(PAGE);
        let (token, code) = (field(&page, "token"), code(&page));
        let form = [("token", &*token), ("guide", "demander"), ("partner", partner), ("code", &*code)];
        let seen = server.post("/_desk/data/agreement", &[&form[..], &[("step", "show")]].concat());
        let seen = field(&seen, "seen");
        let write = [&form[..], &[("step", "write"), ("seen", &*seen)]].concat();
        assert_eq!(status(&server.post("/_desk/data/agreement", &write)), 303);
    }
    let page = server.get("/_desk/release?guide=demander");
    let (token, hash) = (field(&page, "token"), field(&page, "hash"));
    let release = |more: &[(&str, &str)]| {
        let form = [("token", &*token), ("guide", "demander"), ("hash", &*hash), ("bump", "minor")];
        server.post(
            "/_desk/release",
            &[&form[..], &[("summary", "Validé."), ("status", "published")], more].concat(),
        )
    };
    // A person in the reason is told at the reason, not at the summary.
    let named = release(&[("urgent", "Appeler Mme Inventée au 06 39 98 00 01.")]);
    let beside = |page: &str, name: &str| page.contains(&format!("id=\"e-{name}\""));
    assert!(status(&named) == 422 && beside(&named, "urgent") && !beside(&named, "summary"), "{named}");
    let seen = field(&release(&[]), "seen");
    assert_eq!(status(&release(&[("step", "write"), ("seen", &seen)])), 303);
    let page = edit();
    assert!(page.contains("have the agreement of: <strong>Association, Bailleur</strong>"), "{page}");
}
