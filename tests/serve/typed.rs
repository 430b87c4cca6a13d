//! What somebody typed comes back, whatever happened meanwhile.

use std::fs;

use super::{DEMANDER, Server, field, status, toolkit_text};
use crate::cli::Toolkit;

#[test]
fn a_text_outlives_a_restart_and_a_move() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get(&format!("/_desk/edit?file={DEMANDER}"));
    let (token, hash) = (field(&page, "token"), field(&page, "hash"));
    let new = toolkit_text(&toolkit, DEMANDER).replace("Demandez.", "Demandez </textarea><b>vite</b>.");
    // The program is started again: the browser still shows the page of before.
    drop(server);
    let server = Server::of(toolkit.path(), &[]);
    let form =
        [("token", token.as_str()), ("file", DEMANDER), ("hash", hash.as_str()), ("text", new.as_str())];
    let back = server.post("/_desk/edit", &form);
    assert_eq!(status(&back), 403, "{back}");
    assert!(
        back.contains("Demandez &lt;/textarea&gt;&lt;b&gt;vite") && back.contains("started again"),
        "{back}"
    );
    assert!(!toolkit_text(&toolkit, DEMANDER).contains("vite"), "nothing is saved yet");
    // The page that came back saves it.
    let fresh = field(&back, "token");
    let form = [
        ("token", fresh.as_str()),
        ("file", &field(&back, "file")),
        ("hash", &field(&back, "hash")),
        ("text", new.as_str()),
    ];
    assert_eq!(status(&server.post("/_desk/edit", &form)), 303);
    assert_eq!(toolkit_text(&toolkit, DEMANDER), new);
    // The file is moved while somebody writes.
    let page = server.get(&format!("/_desk/edit?file={DEMANDER}"));
    fs::rename(toolkit.path().join("content/guides/demander"), toolkit.path().join("content/guides/autre"))
        .expect("moved");
    server.until(&format!("/_desk/edit?file={}", DEMANDER.replace("demander", "autre")), "vite");
    let form = [
        ("token", fresh.as_str()),
        ("file", DEMANDER),
        ("hash", &field(&page, "hash")),
        ("text", "MINE ALONE"),
    ];
    let back = server.post("/_desk/edit", &form);
    assert!(status(&back) == 404 && back.contains("MINE ALONE"), "{back}");
    // A remark about a guide that is gone, and a text that is too large.
    let form = [("token", fresh.as_str()), ("guide", "demander"), ("proposal", "MINE ALONE")];
    let back = server.post("/_desk/feedback", &form);
    assert!(status(&back) == 404 && back.contains("MINE ALONE"), "{back}");
    let large = format!("MINE ALONE{}", "x".repeat(5 << 20));
    let form = [("token", fresh.as_str()), ("file", "content/guides/autre/fr.md"), ("text", large.as_str())];
    let back = server.post("/_desk/edit", &form);
    assert!(status(&back) == 413 && back.contains("MINE ALONE"), "{}", &back[..200]);
}

#[test]
fn a_remark_that_was_typed_outlives_a_restart() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    for (path, field, words) in [
        ("/_desk/feedback", "proposal", "Dites « relevé »."),
        ("/_desk/release", "summary", "Deux phrases plus courtes."),
        ("/_desk/new", "name", "payer-son-loyer"),
    ] {
        let form = [("token", "of-before"), ("guide", "demander"), (field, words), ("severity", "2")];
        let back = server.post(path, &form);
        assert!(status(&back) == 403 && back.contains(words), "{path}: {back}");
        assert!(
            back.contains(&format!("action=\"{path}\"")) && back.contains("value=\"2\""),
            "{path}: {back}"
        );
        assert!(!back.contains("of-before"));
    }
    // What a script sends while somebody types is no form, and comes back to nobody.
    let back = server.post("/_desk/draft", &[("token", "of-before"), ("text", "MINE")]);
    assert!(status(&back) == 403 && !back.contains("MINE"), "{back}");
}

#[test]
fn what_has_one_right_answer_is_shown_then_written_with_one_click() {
    let toolkit = Toolkit::new();
    let old = toolkit_text(&toolkit, DEMANDER);
    toolkit.edit(DEMANDER, "Demandez.", "• Une photo\n• Une lettre");
    let faulty = toolkit_text(&toolkit, DEMANDER);
    assert_ne!(faulty, old);
    let server = Server::of(toolkit.path(), &[]);
    server.until("/_desk/notes", "/_desk/mend");
    let page = server.get("/_desk/mend");
    assert!(page.contains("markdown/mended") && page.contains("Une photo"), "{page}");
    let (token, hash) = (field(&page, "token"), field(&page, "hash"));
    assert_eq!(status(&server.post("/_desk/mend", &[("hash", hash.as_str())])), 403, "no token");
    assert_eq!(status(&server.post("/_desk/mend", &[("token", token.as_str()), ("hash", "0")])), 409);
    assert_eq!(toolkit_text(&toolkit, DEMANDER), faulty, "nothing is written that was not seen");
    let done = server.post("/_desk/mend", &[("token", token.as_str()), ("hash", hash.as_str())]);
    assert!(status(&done) == 200 && done.contains(".before-fix/1"), "{done}");
    assert!(!toolkit_text(&toolkit, DEMANDER).contains("• Une"), "{}", toolkit_text(&toolkit, DEMANDER));
    let kept = toolkit.path().join("output/.before-fix/1").join(DEMANDER);
    assert_eq!(fs::read_to_string(kept).expect("kept"), faulty);
}
