//! The desk's editor while somebody writes: what a script asks it, and what comes back.

use std::fs;

use serde_json::Value;

use super::{DEMANDER, Server, field, status, toolkit_text};
use crate::cli::{Toolkit, run};

const AR: &str = "content/guides/demander/ar.md";

/// What a script gets: the status and the value.
fn asked(server: &Server, path: &str, form: &[(&str, &str)]) -> (u16, Value) {
    let answer = server.post(path, form);
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    (status(&answer), serde_json::from_str(body).unwrap_or_default())
}

/// The token and the hash of a text's page.
fn begin(server: &Server, file: &str) -> (String, String) {
    let page = server.get(&format!("/_desk/edit?file={file}"));
    (field(&page, "token"), field(&page, "hash"))
}

#[test]
fn a_conflict_shows_the_text_that_is_on_the_disk_now() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    // The snapshot is some milliseconds older than the disk: whoever saves then must see what is there.
    for round in 0..8 {
        let (token, hash) = begin(&server, DEMANDER);
        let theirs = toolkit_text(&toolkit, DEMANDER) + &format!("\nDes leurs {round}.\n");
        let mine = theirs.replace("Des leurs", "Des miens");
        toolkit.write(DEMANDER, &theirs);
        let form = [("token", &*token), ("file", DEMANDER), ("hash", &*hash), ("text", &*mine)];
        let page = server.post("/_desk/edit", &form);
        assert_eq!(status(&page), 409, "{page}");
        let other = page.split("id=\"theirs\"").nth(1).and_then(|rest| rest.split("</textarea>").next());
        assert!(other.is_some_and(|other| other.contains(&format!("Des leurs {round}."))), "{round}: {page}");
        assert!(page.contains(&format!("Des miens {round}.")), "{page}");
        assert_eq!(toolkit_text(&toolkit, DEMANDER), theirs, "nothing is written");
        // To press once more is no choice.
        let hash = field(&page, "hash");
        let form = [("token", &*token), ("file", DEMANDER), ("hash", &*hash), ("text", &*mine)];
        assert_eq!(status(&server.post("/_desk/edit", &form)), 409);
        assert_eq!(toolkit_text(&toolkit, DEMANDER), theirs, "nothing is written");
        // Who says to have seen both may save at once.
        let over = field(&page, "over");
        let form = [&form[..], &[("over", &*over)]].concat();
        assert_eq!(status(&server.post("/_desk/edit", &form)), 303);
        assert_eq!(toolkit_text(&toolkit, DEMANDER), mine);
        server.until(&format!("/_desk/edit?file={DEMANDER}"), &format!("Des miens {round}."));
    }
}

#[test]
fn a_script_saves_without_a_new_page() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let (token, hash) = begin(&server, DEMANDER);
    let old = toolkit_text(&toolkit, DEMANDER);
    let new = old.replace("Demandez.", "Demandez vite.");
    let save = |hash: &str, text: &str| {
        let form =
            [("token", &*token), ("file", DEMANDER), ("hash", hash), ("text", text), ("answer", "json")];
        asked(&server, "/_desk/edit", &form)
    };
    let (code, saved) = save(&hash, &new);
    assert_eq!((code, saved["state"].as_str()), (200, Some("saved")), "{saved}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), new);
    let hash = saved["hash"].as_str().expect("a hash").to_owned();
    let page = server.until(&format!("/_desk/edit?file={DEMANDER}"), "Demandez vite.");
    assert_eq!(hash, field(&page, "hash"), "the next save goes on from it");
    assert_eq!(save(&hash, &new).1["state"], "same");
    // Somebody else saves.
    toolkit.write(DEMANDER, format!("{new}\nAilleurs.\n"));
    let (code, conflict) = save(&hash, &old);
    assert_eq!((code, conflict["state"].as_str()), (409, Some("conflict")), "{conflict}");
    assert!(conflict["theirs"].as_str().is_some_and(|theirs| theirs.ends_with("Ailleurs.\n")), "{conflict}");
    assert!(conflict["why"].as_str().is_some_and(|why| why.contains("has changed on the disk")));
    assert_eq!(save(conflict["hash"].as_str().expect("a hash"), &old).1["state"], "saved");
    // A text that is what the other one saved is no conflict.
    assert_eq!(save("of-before", &old).1["state"], "same");
    fs::remove_file(toolkit.path().join(DEMANDER)).expect("removed");
    let (code, gone) = save(&hash, &new);
    assert_eq!((code, gone["state"].as_str()), (404, Some("failed")), "{gone}");
}

#[test]
fn what_is_typed_is_checked_and_mended_without_being_written() {
    let toolkit = Toolkit::new();
    let old = toolkit_text(&toolkit, DEMANDER);
    // Line ends of Windows, and a letter of two units before the fault.
    toolkit.write(DEMANDER, old.replace('\n', "\r\n"));
    let server = Server::of(toolkit.path(), &[]);
    let (token, hash) = begin(&server, DEMANDER);
    let typed =
        old.replace("1. Demandez.", "1. Demandez 😀.").replace("guide:suivre#les-delais", "suivre.md");
    let form = [("token", &*token), ("file", DEMANDER), ("text", &*typed)];
    let (code, checked) = asked(&server, "/_desk/typed", &form);
    assert_eq!(code, 200, "{checked}");
    assert_eq!(checked["hash"], hash);
    let note = &checked["notes"][0];
    assert_eq!(
        (note["code"].as_str(), note["fix"].as_bool()),
        (Some("links/no-file"), Some(true)),
        "{checked}"
    );
    let units: Vec<u16> = typed.encode_utf16().collect();
    let at = |name: &str| usize::try_from(note[name].as_u64().expect("a place")).expect("small");
    let words = String::from_utf16(&units[at("start")..at("end")]).expect("whole letters");
    assert!(words.contains("suivre.md"), "{words}");
    assert!(checked["counts"].as_str().is_some_and(|counts| counts.contains("1 error")), "{checked}");
    let start = at("start").to_string();
    let (code, fix) =
        asked(&server, "/_desk/fix", &[&form[..], &[("code", "links/no-file"), ("start", &*start)]].concat());
    assert_eq!(code, 200);
    let at = |name: &str| usize::try_from(fix[name].as_u64().expect("a place")).expect("small");
    let words: Vec<u16> = fix["words"].as_str().expect("words").encode_utf16().collect();
    let mended = [&units[..at("start")], &words, &units[at("end")..]].concat();
    assert_eq!(String::from_utf16(&mended).expect("text"), typed.replace("suivre.md", "guide:suivre"));
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old.replace('\n', "\r\n"), "nothing is written");
}

#[test]
fn what_a_link_probably_meant_is_offered_and_persons_are_named_while_typing() {
    let toolkit = Toolkit::new();
    let old = toolkit_text(&toolkit, DEMANDER);
    let server = Server::of(toolkit.path(), &[]);
    let (token, _) = begin(&server, DEMANDER);
    let typed = old.replace("guide:suivre#", "guide:suivra#");
    let form = [("token", &*token), ("file", DEMANDER), ("text", &*typed)];
    let (_, checked) = asked(&server, "/_desk/typed", &form);
    let note = &checked["notes"][0];
    assert_eq!((note["code"].as_str(), note["fix"].as_bool()), (Some("links/dead"), Some(true)), "{checked}");
    let start = note["start"].to_string();
    let (_, fix) =
        asked(&server, "/_desk/fix", &[&form[..], &[("code", "links/dead"), ("start", &*start)]].concat());
    assert_eq!(fix["words"], "suivre", "{fix}");
    // What says who somebody is, is told while it is typed.
    let typed = old.replace("Demandez.", "Appelez le 06 12 34 56 78.");
    let (_, checked) =
        asked(&server, "/_desk/typed", &[("token", &*token), ("file", DEMANDER), ("text", &*typed)]);
    let codes: Vec<_> =
        checked["notes"].as_array().into_iter().flatten().map(|note| note["code"].clone()).collect();
    assert!(codes.contains(&Value::from("privacy/phone")), "{checked}");
    assert_eq!(
        status(&server.post("/_desk/typed", &[("token", "x"), ("file", DEMANDER), ("text", "y")])),
        403
    );
}

#[test]
fn names_come_at_the_caret_in_the_language_of_the_text() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let (token, _) = begin(&server, DEMANDER);
    let offered = |file: &str, line: &str| {
        let (code, found) =
            asked(&server, "/_desk/complete", &[("token", &*token), ("file", file), ("line", line)]);
        assert_eq!(code, 200);
        found
    };
    let first = |found: &Value, name: &str| found["items"][0][name].as_str().unwrap_or_default().to_owned();
    let fact = offered(DEMANDER, "Le [](fact:pl");
    assert_eq!((first(&fact, "insert").as_str(), fact["from"].as_u64()), ("plus", Some(11)), "{fact}");
    assert_eq!(first(&fact, "words"), "23 403 €", "with the spaces that somebody types: {fact}");
    assert_eq!(offered(DEMANDER, "[a](")["goes_on"], true);
    assert_eq!(first(&offered(DEMANDER, "[a](guide:suivre#"), "insert"), "les-delais");
    assert_eq!(first(&offered(DEMANDER, "## Titre {.pe"), "insert"), "pen");
    assert!(first(&offered(DEMANDER, "## Titre {.pe"), "picture").starts_with("<svg"));
    // A word of the text, without its accents, in the words of the language.
    assert_eq!(first(&offered(DEMANDER, "Lisez Deposer"), "insert"), "[Déposer sa demande](guide:demander)");
    assert_eq!(first(&offered(AR, "هذا عقد"), "insert"), "[عقد الإيجار](term:bail)");
    assert_eq!(offered(DEMANDER, "Le x")["items"], Value::from(Vec::<Value>::new()));
    // The pictures that lie beside a text.
    toolkit.write("content/guides/demander/carte.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    server.until("/_desk/notes", "carte.svg");
    assert_eq!(first(&offered(DEMANDER, "![Une carte](ca"), "insert"), "carte.svg");
}

#[test]
fn a_block_of_a_translation_is_said_to_be_up_to_date() {
    let toolkit = Toolkit::new();
    toolkit.git(&["init", "-q"]);
    assert_eq!(run(&toolkit, &["translation", "keep", "demander", "ar"]).code, 0);
    toolkit.git(&["add", "."]);
    toolkit.git(&["-c", "user.name=a", "-c", "user.email=a@exemple.org", "commit", "-qm", "a"]);
    toolkit.edit(DEMANDER, "1. Demandez.", "1. Demandez vite.");
    assert_eq!(run(&toolkit, &["release", "demander", "--minor", "--summary", "Vite."]).code, 0);
    let server = Server::of(toolkit.path(), &[]);
    let (token, _) = begin(&server, AR);
    let text = toolkit_text(&toolkit, AR);
    let form = [("token", &*token), ("file", AR), ("text", &*text)];
    let (_, found) = asked(&server, "/_desk/blocks", &form);
    let all = found["blocks"].as_array().cloned().unwrap_or_default();
    let open: Vec<_> = all.iter().filter(|block| block["state"] != "current").collect();
    assert_eq!(open.len(), 1, "{found}");
    assert_eq!(
        (open[0]["source"].as_str(), open[0]["own"].as_str()),
        (Some("Demandez vite."), Some("اطلبوا."))
    );
    let was = open[0]["was"].as_array().cloned().unwrap_or_default();
    assert!(
        was.iter()
            .any(|piece| piece[0] == "new" && piece[1].as_str().is_some_and(|words| words.contains("vite"))),
        "{was:?}"
    );
    let start = usize::try_from(open[0]["start"].as_u64().expect("a place")).expect("small");
    let units: Vec<u16> = text.encode_utf16().collect();
    assert!(String::from_utf16_lossy(&units[start..]).starts_with("اطلبوا."));
    let hash = open[0]["hash"].as_str().expect("a hash");
    let (code, found) = asked(&server, "/_desk/block", &[("token", &*token), ("file", AR), ("block", hash)]);
    assert_eq!((code, found["done"].as_bool()), (200, Some(true)), "{found}");
    assert_eq!(toolkit_text(&toolkit, AR), text, "the text itself stays");
    let (_, found) = asked(&server, "/_desk/block", &[("token", &*token), ("file", AR), ("whole", "yes")]);
    assert!(found["text"].as_str().is_some_and(|text| text.contains("translates: 1.1.0")), "{found}");
    let page = server.until(&format!("/_desk/edit?file={AR}"), "translates: 1.1.0");
    assert_eq!(found["hash"], field(&page, "hash"));
    assert!(run(&toolkit, &["translation", "status"]).text.contains("demander"));
    // A source has no source.
    assert_eq!(
        asked(&server, "/_desk/blocks", &[("token", &*token), ("file", DEMANDER), ("text", "x")]).1,
        Value::Null
    );
}
