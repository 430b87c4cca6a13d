//! The desk: texts, remarks, decisions and versions, through its forms.

use std::fs;

use super::{DEMANDER, Server, bare, field, status, toolkit_text};
use crate::cli::Toolkit;

#[test]
fn the_board_shows_what_is_there_and_what_is_not() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/guides/demander/ar.md", "translates: 1.0.0\n", "");
    let server = Server::of(toolkit.path(), &[]);
    // The links are looked after when the first answers are out already.
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
    assert_eq!(row.matches("missing</td>").count(), 2, "{row}");
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
    let again = server.post("/_desk/edit", &form);
    assert_eq!(status(&again), 409);
    assert!(again.contains("has changed on the disk") && again.contains("id=\"theirs\""), "{again}");
    assert!(again.contains("Demandez &lt;/textarea&gt; vite."), "both texts are there, as text");
    let hash = field(&again, "hash");
    let form =
        [("token", token.as_str()), ("file", DEMANDER), ("hash", hash.as_str()), ("text", old.as_str())];
    assert_eq!(status(&server.post("/_desk/edit", &form)), 303, "who has seen both may save");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
    let names = fs::read_dir(toolkit.path().join("content/guides/demander")).expect("a folder").count();
    assert_eq!(names, 3, "nothing is left beside it");
}

const ROUNDS: &str = "content/rounds.yaml";
const ONE_ROUND: &str =
    "- {id: test-2026, name: {fr: Essai, ar: Essai, ti: Essai}, from: 2026-10-01, to: 2026-11-30}\n";

/// A toolkit with a round and comments in the head of a guide.
fn piloted() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.write(ROUNDS, ONE_ROUND);
    toolkit.edit(DEMANDER, "versions:\n", "# nos versions\nversions:   # la plus récente d'abord\n");
    toolkit
}

/// The answers of a remark.
fn remark<'a>(token: &'a str, proposal: &'a str) -> Vec<(&'a str, &'a str)> {
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
    let toolkit = piloted();
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
    let toolkit = piloted();
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
    assert!(status(&answer) == 409 && answer.contains("there is no round yet"), "{answer}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old, "nothing was written");
}

#[test]
fn a_remark_is_cleaned_at_the_desk_as_on_the_command_line() {
    let toolkit = piloted();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/feedback?guide=demander"), "token");
    let typed = "Dire\u{202e} « bail »\u{2066}\u{7} ici.";
    assert_eq!(status(&server.post("/_desk/feedback", &remark(&token, typed))), 303);
    let text = toolkit_text(&toolkit, DEMANDER);
    assert!(text.contains("    proposal: Dire « bail » ici.\n"), "{text}");
}

#[test]
fn a_version_is_seen_before_it_is_written() {
    let toolkit = piloted();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/feedback?guide=demander"), "token");
    assert_eq!(status(&server.post("/_desk/feedback", &remark(&token, "Dire « contrat »."))), 303);
    // A decision: seen, then written.
    let page = server.get("/_desk/settle?guide=demander&id=F-2026-001");
    // What is decided about stands there, as in the list, and no more.
    for words in [
        "unclear word, <span",
        ">Les papiers</span>",
        "dir=\"auto\">Dire « contrat ».</p>",
        "People: 6",
        "it hinders",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("href=\"/_desk/settle"), "{page}");
    let hash = field(&page, "hash");
    let decide = |hash: &str, more: &[(&str, &str)]| {
        let form = [
            ("token", token.as_str()),
            ("guide", "demander"),
            ("id", "F-2026-001"),
            ("hash", hash),
            ("decision", "accepted"),
            ("version", ""),
        ];
        server.post("/_desk/settle", &[&form, more].concat())
    };
    let old = toolkit_text(&toolkit, DEMANDER);
    let seen = decide(&hash, &[("step", "show")]);
    assert!(status(&seen) == 200 && seen.contains("decision: <del>open</del><ins>accepted</ins>"), "{seen}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old, "a look writes nothing");
    let done = decide(&hash, &[("step", "write"), ("seen", &field(&seen, "seen"))]);
    assert!(status(&done) == 303 && done.contains("done=settled"), "{done}");
    assert!(toolkit_text(&toolkit, DEMANDER).contains("decision: accepted\n    decided: 2026-11-22\n"));
    // Another decision is said together with the one that it overturns.
    let page = server.get("/_desk/settle?guide=demander&id=F-2026-001");
    let hash = field(&page, "hash");
    let reject = [
        ("token", token.as_str()),
        ("guide", "demander"),
        ("id", "F-2026-001"),
        ("hash", hash.as_str()),
        ("decision", "rejected"),
        ("version", ""),
        ("step", "show"),
    ];
    let seen = server.post("/_desk/settle", &reject);
    assert!(status(&seen) == 200 && seen.contains("<p>It was: accepted.</p>"), "{seen}");
    // The version that answers it.
    let page = server.get("/_desk/release?guide=demander");
    let release = |hash: &str, summary: &str, more: &[(&str, &str)]| {
        let form = [
            ("token", token.as_str()),
            ("guide", "demander"),
            ("hash", hash),
            ("bump", "minor"),
            ("summary", summary),
            ("round", "test-2026"),
            ("validated_by", "association-exemple"),
            ("status", ""),
        ];
        server.post("/_desk/release", &[&form, more].concat())
    };
    let (hash, old) = (field(&page, "hash"), toolkit_text(&toolkit, DEMANDER));
    let empty = release(&hash, " ", &[("step", "show")]);
    assert!(status(&empty) == 422 && empty.contains("href=\"#f-summary\""), "{empty}");
    // Without a look at it, nothing is written.
    assert_eq!(status(&release(&hash, "Des mots plus clairs.", &[("step", "write")])), 409);
    let seen = release(&hash, "Des mots plus clairs.", &[("step", "show")]);
    assert!(seen.contains("<ins>  - version: 1.1.0</ins>"), "{seen}");
    assert!(seen.contains("It answers: F-2026-001.") && seen.contains("read again: ar, ti"), "{seen}");
    assert!(seen.contains("value=\"association-exemple\" checked"), "{seen}");
    let mark = field(&seen, "seen");
    // Other answers than those that were seen.
    let other = release(&hash, "Autre chose.", &[("step", "write"), ("seen", &mark)]);
    assert!(status(&other) == 409 && other.contains("no longer those of the change that you saw"), "{other}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
    // Somebody changes the file meanwhile.
    toolkit.edit(DEMANDER, "Attendez.", "Attendez un peu.");
    let stale = release(&hash, "Des mots plus clairs.", &[("step", "write"), ("seen", &mark)]);
    assert!(status(&stale) == 409 && stale.contains("has changed on the disk"), "{stale}");
    assert!(!toolkit_text(&toolkit, DEMANDER).contains("1.1.0"));
    let more = [("step", "write"), ("seen", &*field(&stale, "seen"))];
    let done = release(&field(&stale, "hash"), "Des mots plus clairs.", &more);
    assert!(status(&done) == 303 && done.contains("done=released"), "{done}");
    let new = toolkit_text(&toolkit, DEMANDER);
    let entry = "# nos versions\nversions:   # la plus récente d'abord\n  - version: 1.1.0\n    date: 2026-11-22\n    \
                 round: test-2026\n    summary: Des mots plus clairs.\n    validated_by: [association-exemple]\n";
    assert!(
        new.contains(entry) && new.contains("resolved_in: 1.1.0") && new.contains("Attendez un peu."),
        "{new}"
    );
    // What it answers is no longer to be decided.
    let page = server.get("/_desk/settle?guide=demander&id=F-2026-001");
    assert!(status(&page) == 200 && page.contains("is answered by version 1.1.0"), "{page}");
    assert!(page.contains("Dire « contrat ».") && !page.contains("name=\"decision\""), "{page}");
    let refused = server.post("/_desk/settle", &reject);
    assert!(status(&refused) == 409 && refused.contains("is answered by version 1.1.0"), "{refused}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), new);
    assert!(!server.get("/_desk/remarks?guide=demander").contains("href=\"/_desk/settle"));
}

#[test]
fn what_a_check_forbids_is_not_written_as_a_version() {
    let toolkit = piloted();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/release?guide=demander");
    let (token, hash, old) = (field(&page, "token"), field(&page, "hash"), toolkit_text(&toolkit, DEMANDER));
    for (summary, status_word, at) in
        [("Appelez le 06 12 34 56 78.", "", "summary"), ("Relu.", "published", "validated_by")]
    {
        let form = [
            ("token", token.as_str()),
            ("guide", "demander"),
            ("hash", hash.as_str()),
            ("bump", "patch"),
            ("summary", summary),
            ("status", status_word),
            ("step", "show"),
        ];
        let answer = server.post("/_desk/release", &form);
        assert!(status(&answer) == 422 && answer.contains(&format!("href=\"#f-{at}\"")), "{at}: {answer}");
        assert!(!answer.contains("value=\"write\""), "there is nothing to write: {answer}");
    }
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
}

#[test]
fn new_texts_begin_at_the_desk() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/new"), "token");
    let guide =
        |name: &str| server.post("/_desk/new", &[("token", &token), ("what", "guide"), ("name", name)]);
    let made = guide("payer-son-loyer");
    assert!(
        status(&made) == 303
            && made.contains("location: /_desk/edit?file=content/guides/payer-son-loyer/fr.md"),
        "{made}"
    );
    assert!(server.get("/_desk/edit?file=content/guides/payer-son-loyer/fr.md").contains("status: draft"));
    // Readers do not see it; whoever writes it does.
    assert_eq!(status(&server.get("/fr/payer-son-loyer.html")), 404);
    let seen = server.get("/fr/payer-son-loyer.html?draft");
    assert!(status(&seen) == 200 && seen.contains("<article"), "{seen}");
    assert!(!server.get("/fr/").contains("payer-son-loyer"));
    let path = "content/guides/payer-son-loyer/fr.md";
    let mine = toolkit_text(&toolkit, path).replace("# ", "#  ");
    toolkit.write(path, &mine);
    let again = guide("payer-son-loyer");
    assert!(status(&again) == 422 && again.contains("already exists"), "{again}");
    assert_eq!(toolkit_text(&toolkit, path), mine);
    let near = guide("Payer l'eau");
    assert!(near.contains("For example: payer-l-eau"), "{near}");
    for name in ["../x", "index", "con", "a/b", "", "x\0"] {
        assert_eq!(status(&guide(name)), 422, "{name}");
    }
    let translate = |of: &str, lang: &str| {
        let form = [("token", token.as_str()), ("what", "translation"), ("of", of), ("lang", lang)];
        server.post("/_desk/new", &form)
    };
    let made = translate("suivre", "ar");
    assert!(status(&made) == 303 && made.contains("edit?file=content/guides/suivre/ar.md"), "{made}");
    let begun = toolkit_text(&toolkit, "content/guides/suivre/ar.md");
    let (marks, words) = begun.split_once("title:").expect("a title");
    assert!(
        marks.starts_with("---\n# To translate:") && marks.lines().skip(1).all(|line| line.starts_with('#'))
    );
    assert_eq!(
        words,
        " \"Suivre sa demande\"\nsummary: \"Comment suivre.\"\ntranslates: 1.0.0\ntranslation: begun\n---\n\
         \n## Les délais\n\nGardez votre numéro.\n"
    );
    let there = toolkit_text(&toolkit, "content/guides/demander/ar.md");
    assert!(translate("demander", "ar").contains("already exists"));
    assert_eq!(toolkit_text(&toolkit, "content/guides/demander/ar.md"), there);
    for (of, lang) in [("suivre", "fr"), ("suivre", "uk"), ("suivre", "../x"), ("../x", "ar"), ("", "")] {
        assert_eq!(status(&translate(of, lang)), 422, "{of} {lang}");
    }
    assert_eq!(status(&server.post("/_desk/new", &[("what", "guide"), ("name", "x")])), 403);
    assert!(!toolkit.path().join("content/guides/x").exists());
}

#[test]
fn a_translation_that_is_begun_is_seen_by_its_translator_alone() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let before = main(&server.get("/ar/suivre.html"));
    assert!(before.contains("<h1 lang=\"fr\" dir=\"ltr\">"), "the source stands in: {before}");
    let token = field(&server.get("/_desk/new"), "token");
    let form = [("token", token.as_str()), ("what", "translation"), ("of", "suivre"), ("lang", "ar")];
    assert_eq!(status(&server.post("/_desk/new", &form)), 303);
    let path = "content/guides/suivre/ar.md";
    assert_eq!(main(&server.get("/ar/suivre.html")), before, "readers get no French words as Arabic");
    // The board leads back to it, and the diagnostics say how it stands.
    let board = server.get("/_desk/");
    assert!(
        board.contains(&format!("<a href=\"/_desk/edit?file={path}\">not on the site yet</a>")),
        "{board}"
    );
    assert!(server.get("/_desk/notes").contains("translation/begun"));
    let done = crate::cli::run(&toolkit, &["check"]);
    assert!(done.code == 0 && done.text.contains("translation/begun"), "{}", done.text);
    // Whoever translates sees it.
    let seen = main(&server.get("/ar/suivre.html?draft"));
    assert!(!seen.contains("<h1 lang=") && seen.contains("Suivre sa demande</bdi></h1>"), "{seen}");
    // Declared as done with the words of the source, it is told; with words of its own it is a translation.
    toolkit.edit(path, "translation: begun", "translation: draft");
    server.until("/ar/suivre.html", "translation/copy");
    toolkit.edit(path, "\"Suivre sa demande\"", "متابعة الطلب");
    let page = server.until("/ar/suivre.html", "متابعة الطلب");
    assert!(!page.contains("translation/copy"), "{page}");
}

#[test]
fn a_text_stands_in_the_direction_of_its_language() {
    let toolkit = piloted();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/edit?file=content/guides/demander/ar.md");
    assert!(page.contains("name=\"text\" lang=\"ar\" dir=\"rtl\""), "{page}");
    assert!(page.contains("id=\"source\" readonly rows=\"28\" lang=\"fr\" dir=\"ltr\""), "{page}");
    let page = server.get("/_desk/edit?file=content/guides/demander/ti.md");
    assert!(page.contains("name=\"text\" lang=\"ti\" dir=\"ltr\""), "{page}");
    // A list of the toolkit is no text in a language.
    let page = server.get("/_desk/edit?file=content/toolkit.yaml");
    assert!(page.contains("name=\"text\" lang=\"fr\" dir=\"ltr\""), "{page}");
    // Nobody knows in which language somebody makes a remark: its first letter says so.
    let page = server.get("/_desk/feedback?guide=demander");
    assert!(page.contains("name=\"proposal\" rows=\"3\" dir=\"auto\""), "{page}");
    let words = "قولوا عقد الإيجار.";
    assert_eq!(status(&server.post("/_desk/feedback", &remark(&field(&page, "token"), words))), 303);
    let page = server.get("/_desk/remarks?guide=demander");
    assert!(page.contains(&format!("dir=\"auto\">{words}</p>")), "{page}");
}

/// What a page says, without what the server adds.
fn main(page: &str) -> String {
    let start = page.find("<main").unwrap_or_else(|| panic!("{page}"));
    page[start..page.find("</main>").expect("an end")].to_owned()
}
