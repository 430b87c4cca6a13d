//! A table of remarks: all rows are written or none, and what was typed comes back.

use super::{DEMANDER, Server, bare, desk::with_round, field, status, toolkit_text};

/// What is the same for all, and two rows.
fn table<'a>(token: &'a str, words: [&'a str; 2]) -> Vec<(&'a str, &'a str)> {
    let row = |row: [&'a str; 7], words: &'a str| {
        let values = ["household", "fr", "3", "unclear_word", "les-papiers", "2", words];
        row.into_iter().zip(values)
    };
    let names = |own: [&'a str; 7]| own;
    let shared = [
        ("token", token),
        ("guide", "demander"),
        ("version", "1.0.0"),
        ("round", "test-2026"),
        ("period", "2026-11"),
        ("channel", "meeting"),
        ("step", "write"),
    ];
    let first =
        names(["r0.source", "r0.lang", "r0.count", "r0.theme", "r0.section", "r0.severity", "r0.proposal"]);
    let third =
        names(["r2.source", "r2.lang", "r2.count", "r2.theme", "r2.section", "r2.severity", "r2.proposal"]);
    shared.into_iter().chain(row(first, words[0])).chain(row(third, words[1])).collect()
}

#[test]
fn the_remarks_of_a_meeting_are_written_at_once_or_not_at_all() {
    let toolkit = with_round();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/meeting?guide=demander");
    assert!(status(&page) == 200 && page.contains("name=\"r4.proposal\""), "{page}");
    assert!(!page.contains("name=\"r5.proposal\""), "five rows at first");
    let (token, before) = (field(&page, "token"), toolkit_text(&toolkit, DEMANDER));
    let post = |pairs: &[(&str, &str)]| server.post("/_desk/meeting", pairs);
    // One wrong row: nothing is written, and all words come back beside what is wrong.
    let mut wrong = table(&token, ["Dire « un contrat ».", "Dire « une carte »."]);
    wrong.iter_mut().filter(|pair| pair.0 == "r2.count").for_each(|pair| pair.1 = "0");
    let refused = post(&wrong);
    assert!(status(&refused) == 422 && refused.contains("href=\"#f-r2.count\""), "{refused}");
    assert!(refused.contains("Dire « un contrat ».") && refused.contains("Dire « une carte »."), "{refused}");
    // What may be a person is asked row by row.
    let asked = post(&table(&token, ["Dire « un contrat ».", "Ljubica trouve la page longue"]));
    assert!(status(&asked) == 422 && asked.contains("name=\"r2.no_person\""), "{asked}");
    assert!(!asked.contains("name=\"r0.no_person\""), "{asked}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
    let person = field(&asked, "r2.no_person");
    let mut answered = table(&token, ["Dire « un contrat ».", "Ljubica trouve la page longue"]);
    answered.push(("r2.no_person", &person));
    // The answer holds for these words alone.
    let mut other = answered.clone();
    other
        .iter_mut()
        .filter(|pair| pair.0 == "r2.proposal")
        .for_each(|pair| pair.1 = "Miljana trouve la page longue");
    assert_eq!(status(&post(&other)), 422);
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
    let done = post(&answered);
    assert_eq!(status(&done), 303, "{done}");
    let text = toolkit_text(&toolkit, DEMANDER);
    for words in [
        "id: F-2026-001",
        "id: F-2026-002",
        "proposal: Dire « un contrat ».",
        "no_person: true",
        "# nos versions",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(text.matches("- id: F-2026-").count(), 2, "{text}");
}

#[test]
fn more_rows_keep_what_was_typed_and_empty_ones_are_nothing() {
    let toolkit = with_round();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/meeting?guide=demander"), "token");
    let before = toolkit_text(&toolkit, DEMANDER);
    let mut pairs = table(&token, ["Dire « un contrat ».", ""]);
    pairs.retain(|pair| pair.0 != "step");
    pairs.extend([("r4.proposal", ""), ("step", "more")]);
    let more = server.post("/_desk/meeting", &pairs);
    assert!(status(&more) == 200 && more.contains("name=\"r9.proposal\""), "{more}");
    assert!(more.contains("Dire « un contrat »."), "{more}");
    let empty = [("token", &*token), ("guide", "demander"), ("r0.proposal", ""), ("step", "write")];
    let none = server.post("/_desk/meeting", &empty);
    assert!(status(&none) == 422 && bare(&none).contains("all rows are empty"), "{none}");
    // The program was started again: the words come back.
    let old = server.post("/_desk/meeting", &table("x", ["Dire « un contrat ».", "Dire « une carte »."]));
    assert!(status(&old) == 403 && old.contains("Dire « une carte »."), "{old}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
}
