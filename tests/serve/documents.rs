//! A text as a document at the desk: downloaded, sent back, looked at, written.

use std::fs;

use super::{Server, field, status};
use crate::{
    cli::{Toolkit, run},
    proposal::PARTNERS,
};

const PATH: &str = "content/guides/prevenir/fr.md";

fn hex(name: &str) -> String {
    let path = format!("{}/tests/word/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read(path).expect("a document").iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_document_is_looked_at_before_it_is_written() {
    let toolkit = Toolkit::new();
    let before = include_str!("../word/fr.md");
    toolkit.write(PATH, before);
    let rounds =
        "- {id: essai-2026, name: {fr: Essai, ar: تجربة, ti: ፈተነ}, from: 2026-11-01, to: 2026-12-31}\n";
    toolkit.write("content/rounds.yaml", rounds);
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get(&format!("/_desk/word?file={PATH}"));
    assert!(page.contains("Download the document") && page.contains("multipart/form-data"), "{page}");
    assert!(server.bytes(&format!("/_desk/word/file?file={PATH}")).starts_with(b"PK"));
    assert_eq!(status(&server.get("/_desk/word?file=content/toolkit.yaml")), 404);
    let token = field(&page, "token");
    let document = hex("changed-fr.docx");
    let mut pairs = vec![("token", token.as_str()), ("file", PATH), ("document", &document)];
    let look = server.post("/_desk/word", &pairs);
    assert_eq!(status(&look), 200, "{look}");
    assert!(look.contains("20 blocks change, 20 places, 5 remarks"), "{look}");
    assert!(look.contains("<del>vous.</del> <ins>tous.</ins>"), "{look}");
    assert_eq!(fs::read_to_string(toolkit.path().join(PATH)).expect("a file"), before);
    // What is written is what was seen: with another text between, it is shown again.
    let seen = field(&look, "seen");
    pairs.extend([("seen", "x"), ("write", "yes")]);
    let again = server.post("/_desk/word", &pairs);
    assert_eq!(status(&again), 200, "{again}");
    pairs[3].1 = &seen;
    let done = server.post("/_desk/word", &pairs);
    assert_eq!(status(&done), 303, "{done}");
    let now = fs::read_to_string(toolkit.path().join(PATH)).expect("a file");
    assert!(now.contains("Rédiger la lettre") && now.matches("F-2026-").count() == 5, "{now}");
    let bad = server.post("/_desk/word", &[("token", &token), ("file", PATH), ("document", "5041")]);
    assert_eq!(status(&bad), 422, "{bad}");
    let draft = [("token", token.as_str()), ("name", "rendre"), ("document", &hex("draft.docx"))];
    let page = server.post("/_desk/word/new", &draft);
    assert!(page.contains("## Avant le départ") && page.contains("1 picture"), "{page}");
    let made = server.post("/_desk/word/new", &[&draft[..], &[("write", "yes")]].concat());
    assert_eq!(status(&made), 303, "{made}");
    assert!(toolkit.path().join("content/guides/rendre/fr.md").exists());
}

#[test]
fn a_document_is_proposed_at_the_desk_in_the_name_of_its_sender() {
    let toolkit = Toolkit::new();
    let before = include_str!("../word/fr.md");
    toolkit.write(PATH, before);
    toolkit.write("content/partners.yaml", PARTNERS);
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get(&format!("/_desk/word?file={PATH}")), "token");
    let document = hex("changed-fr.docx");
    let send = |more: &[(&str, &str)]| {
        let form = [("token", token.as_str()), ("file", PATH), ("document", &document)];
        server.post("/_desk/word", &[&form[..], more].concat())
    };
    let look = send(&[]);
    assert!(!look.contains("name=\"reason\"") && look.contains("Begin the history"), "{look}");
    assert_eq!(run(&toolkit, &["proposal", "begin"]).code, 0);
    assert_eq!(run(&toolkit, &["proposal", "list"]).code, 0);
    let look = send(&[]);
    assert!(
        look.contains("name=\"reason\"") && !look.contains("value=\"bailleur-exemple\" selected"),
        "{look}"
    );
    let seen = field(&look, "seen");
    let propose = |seen: &str, reason: &str, name: &str| {
        send(&[("seen", seen), ("step", "propose"), ("reason", reason), ("as", name)])
    };
    assert_eq!(
        status(&propose("x", "Plus clair", "bailleur-exemple")),
        409,
        "another document than was seen"
    );
    let nobody = propose(&seen, "Plus clair", "");
    assert!(status(&nobody) == 422 && nobody.contains("Plus clair"), "{nobody}");
    assert_eq!(status(&propose(&seen, "", "bailleur-exemple")), 422);
    let person = propose(&seen, "Pour Mme Inventée, 06 39 98 00 01", "bailleur-exemple");
    assert_eq!(status(&person), 422, "{person}");
    let done = propose(&seen, "Plus clair", "bailleur-exemple");
    assert!(status(&done) == 303 && done.contains("/_desk/proposal?id=prevenir-fr-"), "{done}");
    assert_eq!(fs::read_to_string(toolkit.path().join(PATH)).expect("a file"), before);
    let board = server.get("/_desk/");
    assert!(board.contains("waits for Association"), "{board}");
}
