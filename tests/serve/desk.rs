//! The desk: texts and remarks, through its forms.

use std::fs;

use super::{DEMANDER, Server, bare, field, status, toolkit_text};
use crate::cli::{Toolkit, run};

#[test]
fn the_board_shows_what_is_there_and_what_is_not() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/guides/demander/ar.md", "translates: 1.0.0\n", "");
    let server = Server::of(toolkit.path(), &[]);
    let board = server.until("/_desk/", "/_desk/notes?under=content/guides/demander/\">1<span");
    assert_eq!(status(&board), 200, "{board}");
    let row =
        board.split("Déposer sa demande").nth(1).and_then(|rest| rest.split("</tr>").next()).expect("a row");
    for words in ["trial", "1.0.0", "source text", "translated by a program", "reviewed"] {
        assert!(row.contains(words), "{words}: {row}");
    }
    assert!(row.contains("/_desk/notes?under=content/guides/demander/\">1<span"), "{row}");
    let row =
        board.split("Suivre sa demande").nth(1).and_then(|rest| rest.split("</tr>").next()).expect("a row");
    assert_eq!(row.matches(">missing</a>").count(), 2, "{row}");
    assert!(board.contains("/_desk/edit?file=content/glossary.yaml"));
    let diagnostics = server.get("/_desk/notes?under=content/guides/demander/");
    assert!(
        diagnostics.contains("translation/no-version") && diagnostics.contains("1 warning"),
        "{diagnostics}"
    );
    let policy = board.lines().find(|line| line.starts_with("content-security-policy")).expect("a policy");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(status(&server.get("/_desk")), 302);
    assert_eq!(status(&server.get("/_desk/nowhere")), 404);
}

#[test]
fn the_board_counts_the_sections_of_a_translation_that_have_changed() {
    let toolkit = Toolkit::new();
    assert_eq!(run(&toolkit, &["translation", "keep", "demander", "ar"]).code, 0);
    toolkit.edit(DEMANDER, "1. Demandez.", "1. Demandez vite.");
    assert_eq!(run(&toolkit, &["release", "demander", "--minor", "--summary", "Vite."]).code, 0);
    let server = Server::of(toolkit.path(), &[]);
    let board = server.until("/_desk/", "Déposer sa demande");
    let row =
        board.split("Déposer sa demande").nth(1).and_then(|rest| rest.split("</tr>").next()).expect("a row");
    assert_eq!(row.matches("sections to look at: 1").count(), 1, "{row}");
}

#[test]
fn a_text_is_changed_at_the_desk() {
    let toolkit = Toolkit::new();
    toolkit.write(DEMANDER, toolkit_text(&toolkit, DEMANDER).replace('\n', "\r\n"));
    let server = Server::of(toolkit.path(), &[]);
    let address = format!("/_desk/edit?file={DEMANDER}");
    let page = server.get(&address);
    assert!(page.contains("title: Déposer sa demande"), "{page}");
    let (token, hash) = (field(&page, "token"), field(&page, "hash"));
    let old = toolkit_text(&toolkit, DEMANDER);
    let new = old.replace("Demandez.", "Demandez </textarea> vite.");
    let form =
        [("token", token.as_str()), ("file", DEMANDER), ("hash", hash.as_str()), ("text", new.as_str())];
    // What is typed is seen before it is saved.
    assert_eq!(status(&server.post("/_desk/draft", &form)), 204);
    assert!(server.get("/fr/demander.html?draft").contains("vite."));
    assert!(!server.get("/fr/demander.html").contains("vite."));
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
    let saved = server.post("/_desk/edit", &form);
    assert!(status(&saved) == 303 && saved.contains("&done=saved"), "{saved}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), new, "every other byte, line ends too, stays");
    assert!(server.get("/fr/demander.html").contains("vite."), "at once");
    assert!(server.get(&format!("{address}&done=saved")).contains("It is saved."));
    // Somebody else was quicker.
    let other = format!("{new}Encore.\n");
    let form =
        [("token", token.as_str()), ("file", DEMANDER), ("hash", hash.as_str()), ("text", other.as_str())];
    let again = server.post("/_desk/edit", &form);
    assert_eq!(status(&again), 409);
    assert!(again.contains("has changed on the disk") && again.contains("id=\"theirs\""), "{again}");
    assert!(again.contains("Demandez &lt;/textarea&gt; vite."), "both texts are there, as text");
    let over = field(&again, "over");
    let form = [
        ("token", token.as_str()),
        ("file", DEMANDER),
        ("hash", hash.as_str()),
        ("over", over.as_str()),
        ("text", old.as_str()),
    ];
    assert_eq!(status(&server.post("/_desk/edit", &form)), 303, "who has seen both may save");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
    let names = fs::read_dir(toolkit.path().join("content/guides/demander")).expect("a folder").count();
    assert_eq!(names, 3, "nothing is left beside it");
}

const ROUNDS: &str = "content/rounds.yaml";
const ONE_ROUND: &str =
    "- {id: test-2026, name: {fr: Essai, ar: Essai, ti: Essai}, from: 2026-10-01, to: 2026-11-30}\n";

/// A toolkit with a round and comments in the head of a guide.
pub fn with_round() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.write(ROUNDS, ONE_ROUND);
    toolkit.edit(DEMANDER, "versions:\n", "# nos versions\nversions:   # la plus récente d'abord\n");
    toolkit
}

/// The answers of a remark.
pub fn remark<'a>(token: &'a str, proposal: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("token", token),
        ("guide", "demander"),
        ("version", "1.0.0"),
        ("lang", "fr"),
        ("round", "test-2026"),
        ("period", "2026-11"),
        ("source", "household"),
        ("channel", "meeting"),
        ("count", "6"),
        ("theme", "unclear_word"),
        ("section", "les-papiers"),
        ("severity", "2"),
        ("proposal", proposal),
    ]
}

#[test]
fn a_remark_comes_into_the_head_and_nothing_else_moves() {
    let toolkit = with_round();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/feedback?guide=demander");
    assert!(status(&page) == 200 && page.contains("<title>Write down a remark"), "{page}");
    assert!(page.contains("<option value=\"les-papiers\">Les papiers</option>"), "{page}");
    let (token, old) = (field(&page, "token"), toolkit_text(&toolkit, DEMANDER));
    let answer = server.post("/_desk/feedback", &remark(&token, "Expliquer « bail » : un contrat."));
    assert_eq!(status(&answer), 303, "{answer}");
    assert!(answer.contains("location: /_desk/remarks?guide=demander&done=added&id=F-2026-001"), "{answer}");
    let new = toolkit_text(&toolkit, DEMANDER);
    let added = "  - id: F-2026-001\n    version: 1.0.0\n    lang: fr\n    round: test-2026\n    period: 2026-11\n    \
                 source: household\n    channel: meeting\n    count: 6\n    theme: unclear_word\n    \
                 section: les-papiers\n    severity: 2\n";
    assert!(new.contains(added), "{new}");
    for line in old.lines() {
        assert!(new.contains(line), "{line} is gone");
    }
    assert!(new.contains("# nos versions\nversions:   # la plus récente d'abord\n"), "comments stay");
    let list = server.get("/_desk/remarks?guide=demander&done=added&id=F-2026-001");
    for words in [
        "Expliquer « bail » : un contrat.",
        "unclear word",
        "to be decided",
        "settle?guide=demander&amp;id=F-2026-001",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert!(!server.get("/fr/demander.html").contains("Expliquer « bail »"), "no page of the site knows it");
    assert!(bare(&server.get("/_desk/remarks")).contains("<td>on trial</td><td>1</td><td>1</td>"));
}

#[test]
fn a_remark_about_a_person_is_refused_and_what_was_typed_stays() {
    let toolkit = with_round();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/feedback?guide=demander"), "token");
    let old = toolkit_text(&toolkit, DEMANDER);
    let proposal = "Rappeler le 06 12 34 56 78 <b>vite</b>";
    let found = server.post("/_desk/check", &[("token", &token), ("proposal", proposal)]);
    assert!(found.contains("application/json") && found.contains("[[\"06 12 34 56 78\","), "{found}");
    let found = server.post("/_desk/check", &[("token", &token), ("proposal", "Appeler le 115")]);
    assert!(found.ends_with("\r\n\r\n[]"), "{found}");
    let answer = server.post("/_desk/feedback", &remark(&token, proposal));
    assert_eq!(status(&answer), 422, "{answer}");
    assert!(answer.contains("<title>Error: "), "{answer}");
    assert!(
        answer.contains("href=\"#f-proposal\"") && answer.contains("A telephone number stands here"),
        "{answer}"
    );
    assert!(
        answer.contains("Rappeler le 06 12 34 56 78 &lt;b&gt;vite"),
        "what was typed stays, as text: {answer}"
    );
    assert!(answer.contains("<option value=\"household\" selected>"), "{answer}");
    // Answers that are missing or no answers.
    let mut form = remark(&token, "");
    form.retain(|pair| pair.0 != "theme");
    for (name, value) in [("count", "many"), ("period", "2027-05"), ("round", "other")] {
        form.iter_mut().filter(|pair| pair.0 == name).for_each(|pair| pair.1 = value);
    }
    let answer = server.post("/_desk/feedback", &form);
    for name in ["theme", "count", "period", "round"] {
        assert!(answer.contains(&format!("href=\"#f-{name}\"")), "{name}: {answer}");
        assert!(answer.contains(&format!("id=\"e-{name}\"")), "{name}: {answer}");
    }
    assert!(!answer.contains("href=\"#f-severity\""));
    // Without the seal.
    assert_eq!(status(&server.post("/_desk/feedback", &remark("x", "Bien"))), 403);
    assert_eq!(status(&server.post("/_desk/feedback", &remark(&token, "Bien")[1..])), 403);
    assert_eq!(status(&server.get("/_desk/feedback?guide=nowhere")), 404);
    assert_eq!(status(&server.get("/_desk/settle?guide=demander&id=F-2026-009")), 404);
    fs::remove_file(toolkit.path().join(ROUNDS)).expect("removed");
    let answer = server.get("/_desk/feedback?guide=demander");
    assert!(status(&answer) == 409 && answer.contains("there is none yet"), "{answer}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old, "nothing was written");
}

#[test]
fn a_remark_is_cleaned_at_the_desk_as_on_the_command_line() {
    let toolkit = with_round();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/feedback?guide=demander"), "token");
    let typed = "Dire\u{202e} « bail »\u{2066}\u{7} ici.";
    assert_eq!(status(&server.post("/_desk/feedback", &remark(&token, typed))), 303);
    let text = toolkit_text(&toolkit, DEMANDER);
    assert!(text.contains("    proposal: Dire « bail » ici.\n"), "{text}");
}

#[test]
fn a_text_stands_in_the_direction_of_its_language() {
    let toolkit = with_round();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/edit?file=content/guides/demander/ar.md");
    assert!(page.contains("name=\"text\" lang=\"ar\" dir=\"rtl\""), "{page}");
    assert!(page.contains("id=\"source\" readonly rows=\"28\" lang=\"fr\" dir=\"ltr\""), "{page}");
    let page = server.get("/_desk/edit?file=content/guides/demander/ti.md");
    assert!(page.contains("name=\"text\" lang=\"ti\" dir=\"ltr\""), "{page}");
    // A list of the toolkit is no text in a language.
    let page = server.get("/_desk/edit?file=content/toolkit.yaml");
    assert!(page.contains("name=\"text\" lang=\"fr\" dir=\"ltr\""), "{page}");
    // A remark may be made in any language, so the first letter that is typed gives the direction.
    let page = server.get("/_desk/feedback?guide=demander");
    assert!(page.contains("name=\"proposal\" rows=\"3\" dir=\"auto\""), "{page}");
    let words = "قولوا عقد الإيجار.";
    assert_eq!(status(&server.post("/_desk/feedback", &remark(&field(&page, "token"), words))), 303);
    let page = server.get("/_desk/remarks?guide=demander");
    assert!(page.contains(&format!("dir=\"auto\">{words}</p>")), "{page}");
}

#[test]
fn what_may_be_a_person_is_asked_at_the_desk_and_the_answer_holds_for_these_words() {
    let toolkit = with_round();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/feedback?guide=demander"), "token");
    let old = toolkit_text(&toolkit, DEMANDER);
    let asked = server.post("/_desk/feedback", &remark(&token, "Ljubica trouve la page longue"));
    assert_eq!(status(&asked), 422, "{asked}");
    assert!(
        bare(&asked).contains("Is this a person?") && bare(&asked).contains("Is a person meant?"),
        "{asked}"
    );
    let box_of = field(&asked, "no_person");
    let answered = |proposal| {
        let mut form = remark(&token, proposal);
        form.push(("no_person", &box_of));
        server.post("/_desk/feedback", &form)
    };
    assert_eq!(status(&answered("Zebib trouve la page longue")), 422, "other words are asked about again");
    assert_eq!(
        status(&answered("Ljubica trouve la page longue, Mme Dupont aussi")),
        422,
        "what is certain is refused"
    );
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old, "nothing was written");
    assert_eq!(status(&answered("Ljubica trouve la page longue")), 303);
    assert!(
        toolkit_text(&toolkit, DEMANDER)
            .contains("proposal: Ljubica trouve la page longue\n    no_person: true\n")
    );
}

#[test]
fn what_a_version_says_of_somebody_is_asked_about_in_the_same_way() {
    let toolkit = with_round();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/release?guide=demander");
    let (token, hash, old) = (field(&page, "token"), field(&page, "hash"), toolkit_text(&toolkit, DEMANDER));
    let send = |more: &[(&str, &str)]| {
        let form = [
            ("token", &*token),
            ("guide", "demander"),
            ("hash", &*hash),
            ("bump", "patch"),
            ("summary", "Ljubica trouve la page longue"),
        ];
        server.post("/_desk/release", &[&form[..], more].concat())
    };
    let shown = send(&[("step", "show")]);
    assert!(status(&shown) == 200 && bare(&shown).contains("Is a person meant?"), "{shown}");
    let seen = field(&shown, "seen");
    let refused = send(&[("step", "write"), ("seen", &seen)]);
    assert!(status(&refused) == 422 && bare(&refused).contains("Is this a person?"), "{refused}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old, "nothing was written");
    let answer = field(&shown, "no_person");
    assert_eq!(status(&send(&[("step", "write"), ("seen", &seen), ("no_person", &answer)])), 303);
    assert!(toolkit_text(&toolkit, DEMANDER).contains("Ljubica trouve la page longue"));
}
