//! Translations at the desk: how far each is, a file for a translator, one that comes back, looked at and written.

use std::fs;

use super::{Server, field, status};
use crate::cli::{Toolkit, run};

const PATH: &str = "content/guides/demander/ar.md";

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn read(toolkit: &Toolkit) -> String {
    fs::read_to_string(toolkit.path().join(PATH)).expect("a text")
}

/// The body of an answer.
fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or(answer, |(_, body)| body)
}

/// The file with one translation that is other, and one that has lost its link.
fn worked(file: &str) -> String {
    let worked = file.replacen("msgstr \"انتظروا.\"", "msgstr \"انتظروا قليلا.\"", 1);
    assert_ne!(worked, file);
    let (start, rest) = worked.split_once("msgid \"une <g1>").expect("a unit with a mark");
    let (unit, rest) = rest.split_once("\n\n").expect("its end");
    let (source, words) = unit.split_once("msgstr ").expect("its words");
    let words = words.replace("<g1>", "").replace("</g1>", "");
    format!("{start}msgid \"une <g1>{source}msgstr {words}\n\n{rest}")
}

#[test]
fn a_file_goes_out_and_what_comes_back_is_looked_at_before_it_is_written() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/translations");
    for part in [
        "Translations",
        "lang=ar&amp;format=po",
        "lang=ti&amp;format=xliff",
        "multipart/form-data",
        "aria-current=\"page\"",
        "missing",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let file = server.get("/_desk/translations/file?lang=ar&format=po&text=demander");
    let file = body(&file).to_owned();
    let before = read(&toolkit);
    let worked = worked(&file);
    let (token, document) = (field(&page, "token"), hex(&worked));
    let form = [("token", token.as_str()), ("document", &document), ("name", "folder/back.po")];
    let look = server.post("/_desk/translations", &form);
    assert_eq!(status(&look), 200, "{look}");
    for part in
        [PATH, "1 block changed", "انتظروا قليلا.", "What is not taken", "back.po:", "Nothing is written yet"]
    {
        assert!(look.contains(part), "{part}: {look}");
    }
    assert!(!look.contains("folder/"), "{look}");
    assert_eq!(read(&toolkit), before);
    // What is written is what was seen.
    let write = |seen: &str| {
        server.post("/_desk/translations", &[&form[..], &[("seen", seen), ("write", "yes")]].concat())
    };
    let again = write("x");
    assert!(status(&again) == 200 && again.contains("no longer those"), "{again}");
    assert_eq!(read(&toolkit), before);
    let seen = field(&look, "seen");
    let done = write(&seen);
    assert!(status(&done) == 303 && done.contains("/_desk/translations?done=written"), "{done}");
    let after = read(&toolkit);
    assert!(after.contains("انتظروا قليلا."), "{after}");
    assert!(server.get("/_desk/translations?done=written").contains("The translations are written."));
    // A second time nothing is left to be written.
    let look = server.post("/_desk/translations", &form);
    assert!(look.contains("nothing would be written") && !look.contains("name=\"seen\""), "{look}");
    assert_eq!(read(&toolkit), after);
}

#[test]
fn what_the_desk_gives_is_what_the_terminal_writes() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let get = |query: &str| server.get(&format!("/_desk/translations/file?{query}"));
    let file = get("lang=ar&format=po&text=demander");
    assert!(file.contains("filename=\"ar-demander.po\""), "{file}");
    let file = body(&file).to_owned();
    assert!(run(&toolkit, &["translation", "export", "ar", "demander"]).code == 0);
    let own = fs::read_to_string(toolkit.path().join("output/translations/ar.po")).expect("a file");
    assert_eq!(file, own);
    assert!(body(&get("lang=ar&format=xliff&only=missing")).contains("<xliff "));
    assert!(body(&get("lang=ar&format=tbx")).contains("<martif "));
    assert_eq!(status(&get("lang=xx&format=po")), 422);
}

#[test]
fn what_is_no_file_for_translators_is_told_and_writes_nothing() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/translations"), "token");
    let before = read(&toolkit);
    for (document, told) in [
        ("", "Choose a .po or .xlf file"),
        ("zz", "Choose a .po or .xlf file"),
        (&*hex("msgid \"a\"\nmsgstr \"b\"\n"), "does not say into which language"),
        (&*hex("<xliff"), "damaged on line"),
    ] {
        let form = [("token", token.as_str()), ("document", document), ("write", "yes"), ("seen", "")];
        let answer = server.post("/_desk/translations", &form);
        assert!(status(&answer) == 422 && answer.contains(told), "{told}: {answer}");
    }
    assert_eq!(read(&toolkit), before);
    assert_eq!(status(&server.get("/_desk/translations/other")), 404);
}
