//! The site while it is written: what follows a save, and what stays when something is wrong.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use super::{Server, status};
use crate::cli::Toolkit;

#[test]
fn pages_are_made_when_they_are_asked_for_and_nothing_is_written() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/fr/demander.html");
    assert_eq!(status(&page), 200, "{page}");
    assert!(page.contains("Déposer sa demande") && page.contains("id=\"trousseau-live\""));
    assert!(server.get("/fr/demander").contains("Déposer sa demande"), "without its ending too");
    assert!(server.get("/t/fr/demander.html").contains("Déposer sa demande"), "below its public path too");
    let answer = server.get("/fr");
    assert!(status(&answer) == 302 && answer.contains("location: /fr/\r\n"), "{answer}");
    let missing = server.get("/fr/nowhere.html");
    assert!(status(&missing) == 404 && missing.contains("<html") && missing.contains("trousseau-live"));
    let head = server.ask("HEAD", "/fr/demander.html", "", "");
    assert!(status(&head) == 200 && head.ends_with("\r\n\r\n"));
    assert!(!toolkit.path().join("output").exists());
}

#[test]
fn heads_are_as_strict_as_those_of_the_site() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/fr/demander.html");
    let (head, body) = page.split_once("\r\n\r\n").expect("a head");
    let policy =
        head.lines().find_map(|line| line.strip_prefix("content-security-policy: ")).expect("a policy");
    assert!(
        policy.starts_with("default-src 'none';") && policy.ends_with("frame-ancestors 'self'"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe") && policy.contains("script-src 'sha256-"), "{policy}");
    for line in [
        "x-content-type-options: nosniff",
        "referrer-policy: same-origin",
        "cross-origin-opener-policy: same-origin",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
    assert!(!head.contains("access-control"), "no other page may read it");
    // The policy in the page is the same: what the one allows, the other must not forbid.
    let own = policy.strip_suffix("; frame-ancestors 'self'").expect("an end");
    assert!(body.contains(&format!("content=\"{own}\"")), "{own}");
    let icon =
        body.split("rel=\"icon\"").nth(1).and_then(|rest| rest.split("href=\"").nth(1)).expect("an icon");
    let icon = server.get(&icon.split('"').next().expect("an address").replace("..", ""));
    assert!(icon.contains("image/svg+xml") && icon.contains("sandbox") && icon.contains("etag: "), "{icon}");
}

#[test]
fn a_save_is_in_the_next_answer_with_lists_and_links() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    server.get("/fr/");
    let before = server.number();
    toolkit.edit("content/guides/demander/fr.md", "title: Déposer sa demande", "title: Un autre titre");
    server.until("/fr/demander.html", "Un autre titre");
    assert!(server.get("/fr/").contains("Un autre titre"), "on the home page");
    assert!(server.get("/fr/stage-demander.html").contains("Un autre titre"), "on the page of its stage");
    assert!(server.number() > before);
    // An editor that writes another file and puts it over the old one.
    let folder = toolkit.path().join("content/guides/demander");
    let text =
        fs::read_to_string(folder.join("fr.md")).expect("a text").replace("Demandez.", "Demandez vite.");
    fs::write(folder.join(".fr.md.tmp"), text).expect("written");
    fs::rename(folder.join(".fr.md.tmp"), folder.join("fr.md")).expect("moved");
    server.until("/fr/demander.html", "Demandez vite.");
    // A folder that moves.
    fs::rename(&folder, toolkit.path().join("content/guides/deposer")).expect("moved");
    server.until("/fr/deposer.html", "Demandez vite.");
    assert_eq!(status(&server.get("/fr/demander.html")), 404);
    // Another style sheet.
    toolkit.write("themes/default/assets/style.css", "body { color: #123456 }");
    server.until("/fr/deposer.html", "#123456");
}

#[test]
fn notes_come_with_the_page_and_go_with_the_mistake() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    assert!(!server.get("/fr/demander.html").contains("yaml/unknown-key"));
    toolkit.edit("content/guides/demander/fr.md", "summary:", "sumary:");
    let page = server.until("/fr/demander.html", "yaml/unknown-key");
    assert!(
        page.contains("\"old\":true") && page.contains("Déposer sa demande"),
        "the last good page stands below"
    );
    assert!(page.contains("\"words\":\"sumary\"") && page.contains("vscode://file/"), "{page}");
    assert!(page.contains("content/guides/demander/fr.md:3:1"));
    toolkit.edit("content/guides/demander/fr.md", "sumary:", "summary:");
    server.until("/fr/demander.html", "\"old\":false");
    server.until_gone("/fr/demander.html", "yaml/unknown-key");
    // A template with a mistake: every page stays as it was, also those that nobody has seen.
    toolkit
        .write("themes/default/templates/guide.html", "{% extends \"base.html\" %}{% block main %}{{ oops ");
    let page = server.until("/ar/suivre.html", "theme/template");
    assert!(page.contains("\"old\":true") && page.contains("<main"), "{page}");
    fs::remove_file(toolkit.path().join("themes/default/templates/guide.html")).expect("removed");
    server.until("/ar/suivre.html", "\"old\":false");
    server.until_gone("/ar/suivre.html", "theme/template");
}

#[test]
fn a_page_opens_its_own_notes_and_counts_the_others() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    toolkit.edit("content/guides/suivre/fr.md", "stage: demander", "stage: demandr");
    let page = server.until("/fr/demander.html", "\"elsewhere\":\"Elsewhere: 1 error");
    assert!(!page.contains("\"worst\":\"error\"") && !page.contains("demandr"), "{page}");
    // The faulty text itself, and the French that a reader of Arabic is shown.
    for path in ["/fr/suivre.html", "/ar/suivre.html"] {
        let page = server.get(path);
        assert!(page.contains("\"worst\":\"error\"") && page.contains("\"words\":\"demandr\""), "{page}");
    }
    // Another language of the same guide is another page.
    toolkit.edit("content/guides/demander/ar.md", "translates: 1.0.0", "translates: 9.0.0");
    server.until("/ar/demander.html", "translation/unknown-version");
    assert!(!server.get("/fr/demander.html").contains("translation/unknown-version"));
    assert!(!server.get("/ti/demander.html").contains("translation/unknown-version"));
    let diagnostics = server.get("/_desk/notes");
    assert!(
        diagnostics.contains("demandr") && diagnostics.contains("translation/unknown-version"),
        "all: {diagnostics}"
    );
    // What every page needs concerns every page.
    toolkit.edit("content/toolkit.yaml", "demo: true", "demos: true");
    for path in ["/fr/demander.html", "/ti/", "/_desk/"] {
        assert!(server.until(path, "yaml/unknown-key").contains("\"worst\":\"error\""), "{path}");
    }
}

#[test]
fn whatever_goes_missing_the_server_stays() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    server.get("/fr/demander.html");
    let content = toolkit.path().join("content");
    fs::rename(content.join("toolkit.yaml"), toolkit.path().join("away")).expect("moved");
    let page = server.until("/fr/demander.html", "toolkit/missing");
    assert!(page.contains("Déposer sa demande"), "the last good page stands below");
    fs::rename(toolkit.path().join("away"), content.join("toolkit.yaml")).expect("moved");
    server.until("/fr/demander.html", "\"worst\":null");
    fs::rename(&content, toolkit.path().join("gone")).expect("moved");
    server.until("/fr/demander.html", "toolkit/missing");
    fs::rename(toolkit.path().join("gone"), &content).expect("moved");
    server.until("/fr/demander.html", "\"worst\":null");
    toolkit.edit("content/guides/demander/fr.md", "Demandez.", "Demandez encore.");
    server.until("/fr/demander.html", "Demandez encore.");
    toolkit.write("content/guides/demander/fr.md", [0xff, 0xfe, 0x00]);
    server.until("/fr/demander.html", "source/not-utf8");
}

#[test]
fn an_empty_folder_says_what_is_missing_until_it_is_filled() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::of(folder.path(), &[]);
    let page = server.get("/");
    assert!(status(&page) == 503 && page.contains("toolkit/missing"), "{page}");
    let story = trousseau_core::source::Sources::from_story(crate::way::STORY).value;
    for (path, source) in story.files {
        let path = folder.path().join(&*path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, &source.bytes).expect("written");
    }
    server.until("/fr/demander.html", "Déposer sa demande");
}

#[test]
fn who_waits_for_news_gets_them_once() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let number = server.settled();
    let (wait, answer) = thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let start = Instant::now();
            let answer = server.get(&format!("/_desk/events?since={number}"));
            (start.elapsed(), answer)
        });
        thread::sleep(Duration::from_millis(300));
        toolkit.edit("content/guides/demander/fr.md", "Demandez.", "Demandez vite.");
        waiting.join().expect("an answer")
    });
    assert!(wait >= Duration::from_millis(300) && wait < Duration::from_secs(5), "{wait:?}");
    assert!(answer.contains("\"number\":"), "{answer}");
}

#[test]
fn a_hundred_files_at_once_are_few_states() {
    let toolkit = Toolkit::new();
    let guide = fs::read_to_string(toolkit.path().join("content/guides/suivre/fr.md")).expect("a text");
    let server = Server::of(toolkit.path(), &[]);
    server.get("/fr/");
    let before = server.number();
    for number in 0..100 {
        toolkit.write(
            &format!("content/guides/guide-{number}/fr.md"),
            guide.replace("Suivre", &number.to_string()),
        );
    }
    server.until("/fr/", "guide-99.html");
    server.until("/fr/guide-0.html", "numéro");
    // Each reading can give two states: before and after the look at the links. A busy machine reads more often.
    assert!(server.number() - before < 100, "{} states", server.number() - before);
}
