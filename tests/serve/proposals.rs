//! Proposals at the desk, by plain forms: proposed from a text, read, decided, answered, and on the board while they wait.

use super::{Server, field, status};
use crate::{
    cli::Toolkit,
    proposal::{CHANGES, PARTNERS, TEXT, begun, text},
};

/// A form with a token, sent.
fn send(server: &Server, token: &str, path: &str, pairs: &[(&str, &str)]) -> String {
    server.post(path, &[&[("token", token)], pairs].concat())
}

/// The address to which an answer leads.
#[track_caller]
fn to(answer: &str) -> String {
    assert_eq!(status(answer), 303, "{answer}");
    let line = answer.lines().find(|line| line.to_ascii_lowercase().starts_with("location: "));
    line.and_then(|line| line.split_once(": ")).expect("an address").1.trim().to_owned()
}

/// The letters of the blocks that can be decided on a page.
fn open(page: &str) -> Vec<String> {
    let parts = page.split("name=\"b-").skip(1).filter(|part| part.contains("value=\"accept\""));
    let own = parts.filter(|part| part.split('>').next().is_some_and(|tag| tag.contains("value=\"accept\"")));
    own.map(|part| part.split('"').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_text_is_proposed_read_and_decided_without_script() {
    let home = begun();
    let server = Server::of(home.path(), &[]);
    let page = server.get(&format!("/_desk/edit?file={TEXT}"));
    assert!(page.contains("formaction=\"/_desk/propose\""), "{page}");
    let (token, hash, old) = (field(&page, "token"), field(&page, "hash"), text(home.path()));
    let typed =
        CHANGES.iter().fold(old.clone(), |text, (from, to)| text.replacen(from, to, 1)).replace('\n', "\r\n");
    let form = [("file", TEXT), ("hash", &hash), ("text", &typed)];
    let asked = send(&server, &token, "/_desk/propose", &form);
    assert_eq!(status(&asked), 200, "{asked}");
    assert!(asked.contains("<ins>") && asked.contains("Association – Accueil"), "{asked}");

    let write = |more: &[(&str, &str)]| {
        send(&server, &token, "/_desk/propose", &[&form[..], &[("step", "write")], more].concat())
    };
    assert_eq!(status(&write(&[("reason", "Plus clair"), ("as", "")])), 422);
    assert_eq!(status(&write(&[("reason", ""), ("as", "association-exemple")])), 422);
    let named = write(&[("reason", "Pour Mme Inventée, 06 39 98 00 01"), ("as", "association-exemple")]);
    assert_eq!(status(&named), 422, "{named}");
    let done = write(&[("reason", "Plus clair"), ("as", "association-exemple|Accueil")]);
    let address = to(&done);
    assert_eq!(text(home.path()), old, "the text stays");

    let board = server.get("/_desk/");
    assert!(board.contains("waits for Bailleur") && board.contains("2026-11-22"), "{board}");
    let page = server.get(&address);
    assert!(page.contains("Association (Accueil)") && !page.to_lowercase().contains(" git "), "{page}");
    let (id, hash, all) = (field(&page, "id"), field(&page, "hash"), open(&page));
    assert_eq!(all.len(), 2, "{page}");
    let names: Vec<String> =
        ["b", "t", "p"].iter().flat_map(|sign| all.iter().map(move |one| format!("{sign}-{one}"))).collect();
    let decide = |hash: &str, more: &[(&str, &str)]| {
        let pairs = [("id", &*id), ("hash", hash), ("as", "bailleur-exemple")];
        send(&server, &token, "/_desk/proposal", &[&pairs[..], more].concat())
    };
    assert_eq!(status(&decide(&hash, &[])), 422, "nothing is chosen");
    let theme_missing = decide(&hash, &[(&names[5], "Dire « pièce »")]);
    assert!(status(&theme_missing) == 422 && theme_missing.contains("Dire « pièce »"), "{theme_missing}");
    assert!(theme_missing.contains("What it is about – An answer is missing."), "{theme_missing}");
    to(&decide(&hash, &[(&names[0], "accept"), (&names[3], "unclear_word"), (&names[5], "Dire « pièce »")]));
    let now = text(home.path());
    assert!(now.contains(CHANGES[0].1) && now.contains(CHANGES[1].0), "{now}");
    assert!(now.contains("proposal: Dire « pièce »") && now.contains("source: landlord_staff"), "{now}");
    // What was looked at before is no longer what would be written over.
    assert_eq!(status(&decide(&hash, &[(&names[1], "refuse")])), 409);
    let page = server.get(&address);
    to(&decide(&field(&page, "hash"), &[(&names[1], "refuse")]));
    let page = server.get(&address);
    assert!(open(&page).is_empty() && page.contains("the proposal is closed"), "{page}");
    assert!(!server.get("/_desk/").contains("waits for Bailleur"));
}

#[test]
fn a_proposal_is_downloaded_and_read_from_its_file() {
    let home = begun();
    let id = crate::proposal::proposed(home.path(), "association-exemple", &CHANGES, "Plus clair");
    let server = Server::of(home.path(), &[]);
    let file = server.bytes(&format!("/_desk/proposals/file?id={id}"));
    assert!(file.starts_with(b"# v2 git bundle") || file.starts_with(b"# v3 git bundle"), "{file:?}");
    let missing = server.get("/_desk/proposals/file?id=..%2f..%2fx");
    assert_eq!(status(&missing), 404, "{missing}");
}

#[test]
fn a_conflict_shows_both_texts_and_each_can_be_chosen() {
    let home = begun();
    let id = crate::proposal::proposed(home.path(), "association-exemple", &CHANGES, "Plus clair");
    home.edit(TEXT, "1. Demandez.", "1. Demandez à la mairie.");
    let server = Server::of(home.path(), &[]);
    let page = server.get(&format!("/_desk/proposal?id={id}"));
    assert!(page.contains("Demandez à la mairie.") && page.contains("Demandez en ligne."), "{page}");
    assert!(page.contains("In the section: <bdi lang=\"fr\">Les papiers</bdi>"), "{page}");
    assert!(page.contains("Keep the text of today"), "{page}");
    let (token, hash, all) = (field(&page, "token"), field(&page, "hash"), open(&page));
    let first = format!("b-{}", all[0]);
    let pairs = [("id", &*id), ("hash", &hash), ("as", "bailleur-exemple"), (&first, "refuse")];
    to(&send(&server, &token, "/_desk/proposal", &pairs));
    assert!(text(home.path()).contains("1. Demandez à la mairie."));
}

#[test]
fn a_folder_without_history_is_offered_one() {
    let home = Toolkit::new();
    home.write("content/partners.yaml", PARTNERS);
    let server = Server::of(home.path(), &[]);
    let page = server.get("/_desk/proposals");
    assert!(page.contains("Begin the history") && page.contains("keeps no history yet"), "{page}");
    let token = field(&page, "token");
    let begun = to(&send(&server, &token, "/_desk/proposals/begin", &[]));
    let page = server.get(&begun);
    assert!(page.contains("The history is begun."), "{page}");
    // A place that is not there is told, and nothing is lost.
    let failed = send(&server, &token, "/_desk/proposals/fetch", &[("place", "/nowhere/at/all")]);
    assert!(status(&failed) == 409 && failed.contains("This did not work:"), "{failed}");
}
