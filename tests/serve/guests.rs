//! A token for printing: what it opens, and that it opens nothing else.

use super::{DEMANDER, Server, status, toolkit_text};
use crate::cli::{Toolkit, run};

/// A token that was made on the command line.
fn made(toolkit: &Toolkit, arguments: &[&str]) -> String {
    let done = run(toolkit, &[&["token", "add"], arguments].concat());
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    done.text.split("?token=").nth(1).expect("a token").trim().to_owned()
}

/// All that is no printing, and a few ways to write it otherwise.
const CLOSED: &[&str] = &[
    "/_desk",
    "/_desk/",
    "/_desk/notes",
    "/_desk/edit?file=content/guides/demander/fr.md",
    "/_desk/data",
    "/_desk/data/contacts",
    "/_desk/data/toolkit",
    "/_desk/remarks",
    "/_desk/remarks?guide=demander",
    "/_desk/meeting?guide=demander",
    "/_desk/manage?guide=demander",
    "/_desk/history?file=content/guides/demander/fr.md",
    "/_desk/files?guide=demander",
    "/_desk/files/show?file=content/guides/demander/fr.md",
    "/_desk/new",
    "/_desk/mend",
    "/_desk/check",
    "/_desk/events",
    "/_desk/events?since=0",
    "/_desk/leaflet?file=fr/print/demander.pdf",
    "/_desk/leaflet?file=_desk/print/demander/fr/a4/demander-a4-fr.pdf",
    "/_desk/print/",
    "/_desk/print/../edit",
    "/_desk/print/%2e%2e/notes",
    "/_desk/print/..%2fnotes",
    "/_desk/print/open/../../notes",
    "/_desk//print",
    "/_desk/print//open",
    "/_desk/PRINT",
    "/_desk/print/demander/fr/a4/../../../../edit",
    "/fr/",
    "/fr/demander.html",
    "/fr/demander.html?draft",
    "/fr/search.js",
    "/ar/",
    "/index.html",
    "/content/toolkit.yaml",
    "/.trousseau-access/printing.txt",
    "/%5f%64esk/notes",
    "//_desk/print",
];

#[test]
fn a_token_for_printing_opens_the_print_page_and_nothing_else() {
    let toolkit = Toolkit::new();
    let token = made(&toolkit, &["Accueil de la mairie"]);
    let server = Server::of(toolkit.path(), &["--host", "0.0.0.0"]);
    let welcome = server.get(&format!("/_desk/?token={token}"));
    let cookie = welcome.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict") && welcome.contains("url=/_desk/print\"")
    );
    let cookie = format!("Cookie: {}\r\n", cookie.split(';').next().expect("a value"));
    let get = |path: &str| server.ask("GET", path, &cookie, "");
    let page = get("/_desk/print");
    assert!(status(&page) == 200 && page.contains("action=\"/_desk/print/open\""), "{page}");
    for secret in ["/_desk/edit", "/_desk/notes", "name=\"token\"", "content/", &token] {
        assert!(!page.contains(secret), "{secret}: {page}");
    }
    for path in CLOSED {
        let answer = get(path);
        assert!(matches!(status(&answer), 400 | 404), "{path}: {answer}");
        assert!(!answer.contains("Déposer"), "{path}: {answer}");
    }
    // It reads, and writes nothing: with or without the rest that a form needs.
    let before = toolkit_text(&toolkit, DEMANDER);
    let own = format!(
        "{cookie}Origin: http://127.0.0.1:{}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
        server.port
    );
    for path in ["/_desk/edit", "/_desk/print", "/_desk/print/open", "/_desk/draft", "/_desk/data/undo"] {
        let body = format!("token={token}&file=content/guides/demander/fr.md&text=x");
        let answer = server.ask("POST", path, &own, &body);
        assert!(status(&answer) == 405 && !answer.contains("<textarea"), "{path}: {answer}");
    }
    // An editor's own cookie of before the server began: their words are given back.
    let stale = own.replacen("Cookie: ", &format!("Cookie: trousseau-{}=old; ", server.port), 1);
    let answer =
        server.ask("POST", "/_desk/edit", &stale, "token=x&file=content/guides/demander/fr.md&text=zibeline");
    assert!(status(&answer) == 401 && answer.contains("zibeline"), "{answer}");
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
        assert_eq!(status(&server.ask(method, "/_desk/print", &cookie, "")), 405, "{method}");
    }
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
    turned_away(&server, &token, &cookie);
    // Withdrawn, it opens nothing from then on.
    assert!(run(&toolkit, &["token", "list"]).text.contains("Accueil de la mairie (made on 2026-11-22)"));
    assert_eq!(run(&toolkit, &["token", "remove", "Accueil de la mairie"]).code, 0);
    assert_eq!(status(&get("/_desk/print")), 401);
    assert_eq!(status(&server.get(&format!("/_desk/print?token={token}"))), 401);
}

/// What is no request of a browser that has the token.
fn turned_away(server: &Server, token: &str, cookie: &str) {
    // Names of other hosts, pages of other sites, and the cookie under the name of the other one.
    let evil = format!("Host: evil.example:{}\r\n{cookie}", server.port);
    assert_eq!(status(&server.ask("GET", "/_desk/print", &evil, "")), 421);
    assert_eq!(
        status(&server.ask("GET", "/_desk/print", &format!("{cookie}Origin: http://evil.example\r\n"), "")),
        403
    );
    let stolen = format!("Cookie: trousseau-{}={token}\r\n", server.port);
    assert_eq!(status(&server.ask("GET", "/_desk/notes", &stolen, "")), 401);
    assert_eq!(status(&server.ask("GET", "/_desk/print", &stolen, "")), 401);
}

#[test]
fn a_partner_prints_its_own_edition() {
    let toolkit = Toolkit::new();
    let unknown = run(&toolkit, &["token", "add", "X", "--partner", "nobody"]);
    assert!(unknown.code == 2 && unknown.errors.contains("association-exemple"), "{}", unknown.errors);
    let token = made(&toolkit, &["Association", "--partner", "association-exemple"]);
    let server = Server::of(toolkit.path(), &["--host", "0.0.0.0"]);
    let cookie = format!("Cookie: trousseau-print-{}={token}\r\n", server.port);
    let get = |path: &str| server.ask("GET", path, &cookie, "");
    let opened = get("/_desk/print/open?guide=suivre&lang=fr&format=a4");
    let to = opened.lines().find_map(|line| line.strip_prefix("location: ")).expect("a place");
    assert_eq!(to, "/_desk/print/suivre/fr/a4/association-exemple/suivre-a4-fr-association-exemple.pdf");
    let head = server.ask("HEAD", to, &cookie, "");
    assert!(status(&head) == 200 && head.contains("application/pdf"), "{head}");
    assert_eq!(status(&get("/_desk/print/suivre/fr/a4/suivre-a4-fr.pdf")), 404, "that of nobody");
    let missing = get("/_desk/print/open?guide=suivre&lang=ar&format=a4");
    assert!(status(&missing) == 404 && missing.contains("role=\"alert\""), "{missing}");
}
