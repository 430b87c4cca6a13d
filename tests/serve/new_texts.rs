//! New guides and translations at the desk.

use super::{Server, field, status, toolkit_text};
use crate::cli::Toolkit;

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
    // Readers do not see it; whoever writes it does, in every language of the menu.
    for address in ["/fr/payer-son-loyer.html?draft", "/fr/payer-son-loyer.html", "/ar/payer-son-loyer.html"]
    {
        let seen = server.get(address);
        assert!(status(&seen) == 200 && seen.contains("<article"), "{address}: {seen}");
    }
    assert_eq!(status(&server.get("/fr/payer-l-eau.html")), 404);
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
    assert_eq!(status(&server.post("/_desk/new", &[("what", "guide"), ("name", "x")])), 403);
    assert!(!toolkit.path().join("content/guides/x").exists());
}

#[test]
fn a_translation_begins_with_the_words_of_its_source() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/new"), "token");
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
    // The words of the source are no translation yet: nothing says that all is up to date.
    let form = [("token", &*token), ("file", "content/guides/suivre/ar.md"), ("text", &*begun)];
    server.until("/_desk/", "suivre/ar.md");
    let blocks = server.post("/_desk/blocks", &form);
    assert!(blocks.contains("\"new\"") && !blocks.contains("\"current\""), "{blocks}");
    let there = toolkit_text(&toolkit, "content/guides/demander/ar.md");
    assert!(translate("demander", "ar").contains("already exists"));
    assert_eq!(toolkit_text(&toolkit, "content/guides/demander/ar.md"), there);
    for (of, lang) in [("suivre", "fr"), ("suivre", "uk"), ("suivre", "../x"), ("../x", "ar"), ("", "")] {
        assert_eq!(status(&translate(of, lang)), 422, "{of} {lang}");
    }
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
    // A translation that is begun is shown to its translator alone.
    let seen = main(&server.get("/ar/suivre.html?draft"));
    assert!(!seen.contains("<h1 lang=") && seen.contains("Suivre sa demande</bdi></h1>"), "{seen}");
    // Declared as done with the words of the source, it is told; with words of its own it is a translation.
    toolkit.edit(path, "translation: begun", "translation: draft");
    server.until("/ar/suivre.html", "translation/copy");
    toolkit.edit(path, "\"Suivre sa demande\"", "متابعة الطلب");
    let page = server.until("/ar/suivre.html", "متابعة الطلب");
    assert!(!page.contains("translation/copy"), "{page}");
}

/// What a page says, without what the server adds.
fn main(page: &str) -> String {
    let start = page.find("<main").unwrap_or_else(|| panic!("{page}"));
    page[start..page.find("</main>").expect("an end")].to_owned()
}

#[test]
fn a_translation_saved_as_current_knows_of_which_blocks_it_was_made() {
    let toolkit = Toolkit::new();
    let path = "content/guides/demander/ar.md";
    let lock = || std::fs::read_to_string(toolkit.path().join("content/guides/demander/ar.lock")).ok();
    let server = Server::of(toolkit.path(), &[]);
    let save = |text: &str| {
        let page = server.get(&format!("/_desk/edit?file={path}"));
        let (token, hash) = (field(&page, "token"), field(&page, "hash"));
        let form = [("token", token.as_str()), ("file", path), ("hash", hash.as_str()), ("text", text)];
        assert_eq!(status(&server.post("/_desk/edit", &form)), 303);
    };
    let old = toolkit_text(&toolkit, path);
    save(&old.replace("translates: 1.0.0", "translates: 0.9.0"));
    assert_eq!(lock(), None, "nobody says that it is current");
    save(&old);
    let first = lock().expect("a lock");
    assert!(first.contains("segmentation: 1\nversion: 1.0.0\n"), "{first}");
    // A slip that is mended later says nothing of the source.
    toolkit.edit("content/guides/demander/fr.md", "Attendez.", "Attendez un peu.");
    save(&format!("{old}\n"));
    assert_eq!(lock(), Some(first));
}
