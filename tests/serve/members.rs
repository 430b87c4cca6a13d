//! Partners at one desk, each with a token: what it lets them do, and that it lets them do nothing else, and in no other name.

use super::{DEMANDER, Server, field, sent, status, toolkit_text};
use crate::{
    cli::{Toolkit, run},
    proposal::{CHANGES, begun},
};

/// What each may do in these tests.
const RIGHTS: &str = "desk:\n  association-exemple: [propose]\n  bailleur-exemple: [propose, agree]\n";

/// A toolkit with two partners that have rights at the desk.
fn shared(rights: &str) -> Toolkit {
    let toolkit = begun();
    let file = toolkit_text(&toolkit, "content/toolkit.yaml");
    toolkit.write("content/toolkit.yaml", format!("{file}\n{rights}"));
    toolkit
}

/// A token for the desk, made on the command line.
fn made(toolkit: &Toolkit, partner: &str) -> String {
    let done = run(toolkit, &["token", "add", partner, "--partner", partner, "--desk"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    let token = done.text.split("/_desk/?token=").nth(1).expect("a token");
    token.split_whitespace().next().expect("a token").to_owned()
}

/// A browser with the token of a partner.
struct Member<'a> {
    server: &'a Server,
    cookie: String,
}

impl<'a> Member<'a> {
    fn of(server: &'a Server, token: &str) -> Self {
        let welcome = server.get(&format!("/_desk/?token={token}"));
        let cookie = welcome.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
        assert!(cookie.ends_with("; HttpOnly; SameSite=Strict"), "{cookie}");
        assert!(welcome.contains("url=/_desk/\""), "{welcome}");
        Self { server, cookie: format!("Cookie: {}\r\n", cookie.split(';').next().expect("a value")) }
    }

    fn get(&self, path: &str) -> String {
        self.server.ask("GET", path, &self.cookie, "")
    }

    /// Sends a form with the token that the pages hold.
    fn post(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let form = field(&self.get(&format!("/_desk/edit?file={DEMANDER}")), "token");
        let head = format!(
            "{}Origin: http://127.0.0.1:{}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            self.cookie, self.server.port
        );
        self.server.ask("POST", path, &head, &sent(&[&[("token", &*form)], pairs].concat()))
    }

    /// Proposes the text with these words exchanged.
    fn propose(&self, toolkit: &Toolkit, changes: &[(&str, &str)], name: &str) -> String {
        let page = self.get(&format!("/_desk/edit?file={DEMANDER}"));
        let old = toolkit_text(toolkit, DEMANDER);
        let typed = changes.iter().fold(old, |text, (from, to)| text.replacen(from, to, 1));
        let hash = field(&page, "hash");
        let form = [("file", DEMANDER), ("hash", &*hash), ("text", &typed), ("step", "write")];
        self.post("/_desk/propose", &[&form[..], &[("reason", "Plus clair"), ("as", name)]].concat())
    }

    /// The code of the text of now, as the page of agreements shows it.
    fn code(&self) -> String {
        let page = self.get("/_desk/data/agreement?guide=demander");
        page.split("class=\"code\" dir=\"ltr\">").nth(1).expect("a code").chars().take(9).collect()
    }
}

/// All that is not proposing or agreeing.
const CLOSED: [&str; 14] = [
    "data",
    "data/contacts",
    "data/toolkit",
    "data/partners",
    "data/head?file=content/guides/demander/fr.md",
    "remarks?guide=demander",
    "release?guide=demander",
    "new",
    "files?guide=demander",
    "manage?guide=demander",
    "mend",
    "print",
    "edit?file=content/toolkit.yaml",
    "history?file=content/partners.yaml",
];

#[test]
fn a_token_opens_the_desk_as_far_as_the_toolkit_says() {
    let toolkit = shared("");
    let none = run(&toolkit, &["token", "add", "X", "--partner", "bailleur-exemple", "--desk"]);
    assert!(none.text.contains("opens nothing yet"), "{}", none.text);
    assert_eq!(run(&toolkit, &["token", "add", "Y", "--desk"]).code, 2, "a desk is entered for a partner");
    let server = Server::of(toolkit.path(), &["--host", "0.0.0.0"]);
    let token = none.text.split("/_desk/?token=").nth(1).and_then(|rest| rest.split_whitespace().next());
    let member = Member::of(&server, token.expect("a token"));
    for path in ["/_desk/", "/fr/", "/_desk/print", "/_desk/proposals", "/_desk/data/agreement"] {
        let answer = member.get(path);
        assert!(status(&answer) == 403 && !answer.contains("Déposer"), "{path}: {answer}");
    }
    // What the toolkit says counts from the moment it says it.
    let file = toolkit_text(&toolkit, "content/toolkit.yaml");
    toolkit.write("content/toolkit.yaml", format!("{file}\n{RIGHTS}"));
    let start = std::time::Instant::now();
    while status(&member.get("/_desk/")) != 200 {
        assert!(start.elapsed().as_secs() < 5, "never let in");
    }
    let board = member.get("/_desk/");
    assert!(board.contains("/_desk/edit?file=") && board.contains("/_desk/data/agreement"), "{board}");
    for hidden in ["href=\"/_desk/data\"", "href=\"/_desk/new\"", "href=\"/_desk/print\"", "/_desk/remarks"] {
        assert!(!board.contains(hidden), "{hidden}: {board}");
    }
    assert_eq!(status(&member.get("/fr/demander.html")), 200);
    for path in CLOSED {
        assert_eq!(status(&member.get(&format!("/_desk/{path}"))), 403, "{path}");
    }
    let listed = run(&toolkit, &["token", "list"]).text;
    assert!(listed.contains("X (made on 2026-11-22, partner bailleur-exemple, for the desk)"), "{listed}");
    // What pages hold for their forms opens nothing by itself.
    let form = field(&member.get(&format!("/_desk/edit?file={DEMANDER}")), "token");
    assert_eq!(status(&server.get(&format!("/_desk/?token={form}"))), 401);
    let forged = format!("Cookie: trousseau-{}={form}\r\n", server.port);
    assert_eq!(status(&server.ask("GET", "/_desk/", &forged, "")), 401);
    assert_eq!(run(&toolkit, &["token", "remove", "X"]).code, 0);
    assert_eq!(status(&member.get("/_desk/")), 401, "withdrawn");
}

#[test]
fn who_prints_comes_to_the_desk_with_another_token() {
    let toolkit = shared(RIGHTS);
    let printing = run(&toolkit, &["token", "add", "P", "--partner", "bailleur-exemple"]);
    let printing = printing.text.split("token=").nth(1).and_then(|rest| rest.split_whitespace().next());
    let desk = made(&toolkit, "association-exemple");
    let server = Server::of(toolkit.path(), &["--host", "0.0.0.0"]);
    let cookie = |answer: &str| {
        let line = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
        format!("Cookie: {}\r\n", line.split(';').next().expect("a value"))
    };
    let first = cookie(&server.get(&format!("/_desk/print?token={}", printing.expect("a token"))));
    assert_eq!(status(&server.ask("GET", "/_desk/proposals", &first, "")), 404, "it prints only");
    let second = cookie(&server.ask("GET", &format!("/_desk/?token={desk}"), &first, ""));
    assert_eq!(status(&server.ask("GET", "/_desk/proposals", &second, "")), 200);
}

/// A token for each of two partners, and the desk.
fn two(toolkit: &Toolkit) -> ([String; 2], Server) {
    let tokens = ["bailleur-exemple", "association-exemple"].map(|partner| made(toolkit, partner));
    (tokens, Server::of(toolkit.path(), &["--host", "0.0.0.0"]))
}

#[test]
fn a_partner_does_what_it_may_and_nothing_else() {
    let toolkit = shared(RIGHTS);
    let ([landlord, _], server) = two(&toolkit);
    let landlord = Member::of(&server, &landlord);
    let page = landlord.get(&format!("/_desk/edit?file={DEMANDER}"));
    assert!(page.contains("formaction=\"/_desk/propose\"") && !page.contains(">Save<"), "{page}");
    let hash = field(&page, "hash");
    let save = [("file", DEMANDER), ("hash", &*hash), ("text", "zibeline")];
    let refused = landlord.post("/_desk/edit", &save);
    assert!(
        status(&refused) == 403 && refused.contains("zibeline"),
        "what was typed is given back: {refused}"
    );
    for (path, form) in [
        (
            "/_desk/release",
            &[("guide", "demander"), ("bump", "patch"), ("summary", "x"), ("step", "write")][..],
        ),
        ("/_desk/data/undo", &[("undo", "1")]),
        ("/_desk/data/toolkit", &[("name.fr", "x")]),
        ("/_desk/proposals/fetch", &[("place", "/")]),
        ("/_desk/proposals/send", &[("id", "x"), ("place", "/")]),
        ("/_desk/manage", &[("guide", "demander"), ("what", "delete")]),
        ("/_desk/mend", &[("all", "yes")]),
        ("/_desk/word", &[("file", DEMANDER), ("document", "00"), ("write", "yes")]),
        ("/_desk/feedback", &[("guide", "demander")]),
        ("/_desk/data/contacts/new", &[("name.fr", "x")]),
    ] {
        let answer = landlord.post(path, form);
        assert_eq!(status(&answer), 403, "{path}: {answer}");
    }
}

#[test]
fn a_partner_proposes_in_its_own_name_only() {
    let toolkit = shared(RIGHTS);
    let (tokens, server) = two(&toolkit);
    let [landlord, association] = tokens.map(|token| Member::of(&server, &token));
    let before = toolkit_text(&toolkit, DEMANDER);
    assert_eq!(status(&landlord.propose(&toolkit, &CHANGES, "association-exemple")), 403, "another name");
    assert_eq!(status(&landlord.propose(&toolkit, &CHANGES, "association-exemple|Accueil")), 403);
    let forged = [(
        "summary: Première version.",
        "summary: Première version.\n    validated_by: [association-exemple]",
    )];
    assert!(before.contains(forged[0].0), "{before}");
    assert_eq!(
        status(&landlord.propose(&toolkit, &forged, "bailleur-exemple")),
        403,
        "an agreement of others"
    );
    let done = landlord.propose(&toolkit, &CHANGES, "bailleur-exemple");
    assert!(status(&done) == 303 && toolkit_text(&toolkit, DEMANDER) == before, "{done}");
    let to =
        done.lines().find_map(|line| line.strip_prefix("location: ")).expect("a place").trim().to_owned();

    let page = landlord.get(&to);
    assert!(!page.contains("association-exemple") && !page.contains("/_desk/proposals/send"), "{page}");
    let (id, hash) = (field(&page, "id"), field(&page, "hash"));
    let block = page.split("name=\"b-").nth(1).and_then(|rest| rest.split('"').next()).expect("a block");
    let block = format!("b-{block}");
    let decide_as = |member: &Member, name, decision| {
        let form = [("id", &*id), ("hash", &*hash), ("as", name), (&*block, decision)];
        status(&member.post("/_desk/proposal", &form))
    };
    let decide = |member: &Member, name| decide_as(member, name, "accept");
    assert_eq!(decide_as(&landlord, "bailleur-exemple", " accept "), 409, "whatever stands around the word");
    assert_eq!(decide(&landlord, "bailleur-exemple"), 409, "one’s own words are accepted by another one");
    assert_eq!(decide(&association, "bailleur-exemple"), 403);
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
    assert_eq!(decide(&association, "association-exemple"), 303);
    assert!(toolkit_text(&toolkit, DEMANDER).contains(CHANGES[0].1));
}

#[test]
fn a_partner_agrees_in_its_own_name_only() {
    let toolkit = shared(RIGHTS);
    let (tokens, server) = two(&toolkit);
    let [landlord, association] = tokens.map(|token| Member::of(&server, &token));
    let code = landlord.code();
    let agree = |member: &Member, partner: &str| {
        let form = [("guide", "demander"), ("partner", partner), ("code", &*code), ("step", "show")];
        let seen = member.post("/_desk/data/agreement", &form);
        if status(&seen) != 200 {
            return status(&seen);
        }
        let seen = field(&seen, "seen");
        let write = [&form[..3], &[("step", "write"), ("seen", &seen)]].concat();
        status(&member.post("/_desk/data/agreement", &write))
    };
    assert_eq!(agree(&association, "association-exemple"), 403, "it may not agree");
    assert_eq!(agree(&landlord, "association-exemple"), 403, "not for others");
    assert_eq!(agree(&landlord, "bailleur-exemple"), 303);
    let now = toolkit_text(&toolkit, DEMANDER);
    assert!(
        now.contains("- partner: bailleur-exemple") && !now.contains("partner: association-exemple"),
        "{now}"
    );
}

#[test]
fn a_partner_that_edits_leaves_agreements_and_rights_alone() {
    let toolkit = shared("desk: {bailleur-exemple: [edit]}\n");
    let token = made(&toolkit, "bailleur-exemple");
    let server = Server::of(toolkit.path(), &["--host", "0.0.0.0"]);
    let member = Member::of(&server, &token);
    let save = |path: &str, from: &str, to: &str| {
        let hash = field(&member.get(&format!("/_desk/edit?file={DEMANDER}")), "hash");
        let text = toolkit_text(&toolkit, path);
        assert!(text.contains(from), "{text}");
        let text = text.replacen(from, to, 1);
        status(&member.post("/_desk/edit", &[("file", path), ("hash", &hash), ("text", &text)]))
    };
    assert_eq!(save(DEMANDER, "1. Demandez.", "1. Demandez ici."), 303);
    assert!(toolkit_text(&toolkit, DEMANDER).contains("1. Demandez ici."));
    let first = "summary: Première version.";
    let line = "\n    agreed: [{partner: association-exemple, text: aaaaaaaaaaaaaaaa, date: 2026-11-02}]";
    assert_eq!(save(DEMANDER, first, &format!("{first}{line}")), 403);
    assert_eq!(save(DEMANDER, first, "summary: [Première"), 403, "nor by what nobody can read");
    assert_eq!(save("content/toolkit.yaml", "[edit]", "[edit, agree]"), 403);
    assert_eq!(save("content/partners.yaml", "college: landlord", "college: association"), 403);
    let release = |name| {
        let form = [("guide", "demander"), ("bump", "patch"), ("summary", "x"), ("validated_by", name)];
        status(&member.post("/_desk/release", &form))
    };
    assert_eq!((release("association-exemple"), release("bailleur-exemple")), (403, 403), "it may not agree");
    assert_eq!(status(&member.get("/_desk/data/contacts")), 200);
    assert_eq!(status(&member.get("/_desk/data/partners")), 403);
}

#[test]
fn a_partner_that_edits_publishes_nothing_that_was_not_agreed_to() {
    let toolkit = shared("desk: {bailleur-exemple: [edit]}\n");
    let token = made(&toolkit, "bailleur-exemple");
    let server = Server::of(toolkit.path(), &["--host", "0.0.0.0"]);
    let member = Member::of(&server, &token);
    let hash = field(&member.get(&format!("/_desk/edit?file={DEMANDER}")), "hash");
    let text = toolkit_text(&toolkit, DEMANDER);
    assert!(text.contains("status: pilot"), "{text}");
    let typed = text.replace("status: pilot", "status: published");
    let done = member.post("/_desk/edit", &[("file", DEMANDER), ("hash", &hash), ("text", &typed)]);
    assert!(status(&done) == 403 && done.contains("cannot become “published” yet"), "{done}");
    assert!(done.contains("an association, a landlord") && done.contains("status: published"), "{done}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), text);
}

#[test]
fn a_partner_sees_in_whose_name_it_works_and_what_waits_for_it() {
    let toolkit = shared(RIGHTS);
    let (tokens, server) = two(&toolkit);
    let [landlord, association] = tokens.map(|token| Member::of(&server, &token));
    assert!(landlord.get("/_desk/").contains("for <strong>Bailleur</strong>"));
    assert!(landlord.get("/_desk/waiting").contains("Nothing waits."));
    assert_eq!(status(&association.propose(&toolkit, &CHANGES, "association-exemple")), 303);
    let page = landlord.get("/_desk/waiting");
    assert!(status(&page) == 200 && page.contains("Plus clair"), "{page}");
    assert!(!association.get("/_desk/waiting").contains("Plus clair"), "it waits for the other one");
    assert_eq!(status(&landlord.get("/_desk/waiting?round=essai-1")), 403, "remarks are the editor’s");
    let refused = landlord.get("/_desk/data");
    assert!(status(&refused) == 403 && refused.contains("href=\"/_desk/\""), "a way back: {refused}");
    let stranger = server.get("/_desk/");
    assert!(status(&stranger) == 401 && stranger.contains("Ce bureau ne connaît pas"), "{stranger}");
    // At a version, it is asked for its own agreement alone.
    let page = landlord.get("/_desk/data/agreement?guide=demander");
    assert!(page.contains("bailleur-exemple") && !page.contains("association-exemple"), "{page}");
}

#[test]
fn wrong_rights_are_told_with_their_place() {
    let toolkit = shared("desk:\n  bailleur-exempl: [propose]\n");
    let done = run(&toolkit, &["check"]);
    assert!(
        done.text.contains("toolkit/unknown-id") && done.text.contains("bailleur-exemple"),
        "{}",
        done.text
    );
    let toolkit = shared("desk:\n  bailleur-exemple: [propse]\n");
    let done = run(&toolkit, &["check"]);
    assert!(done.text.contains("yaml/unknown-value") && done.text.contains("propose"), "{}", done.text);
}
