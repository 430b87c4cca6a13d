//! The preview and the desk of a toolkit that rests on another one.

use super::{Server, field, status};
use crate::overlay::Country;

#[test]
fn a_change_below_shows_at_once_and_nothing_below_is_edited() {
    let country = Country::new("--- content/toolkit.yaml ---\nextends: ../national\n");
    let server = Server::of(&country.folder("nord"), &[]);
    server.until("/fr/demander.html", "Demandez.");
    country.edit("national/content/guides/demander/fr.md", "1. Demandez.", "1. Demandez vite.");
    server.until("/fr/demander.html", "Demandez vite.");
    let address = "/_desk/edit?file=content/guides/demander/fr.md";
    let page = server.get(address);
    assert_eq!(status(&page), 409);
    assert!(page.contains("trousseau overlay take demander") && !page.contains("<textarea"), "{page}");
    // Once a section is taken over, it is edited here, and the preview shows both.
    assert_eq!(country.run(&["overlay", "take", "demander#les-papiers"]).code, 0);
    let page = server.until(address, "overrides: sections");
    let text = country.text("nord/content/guides/demander/fr.md");
    let (token, hash) = (field(&page, "token"), field(&page, "hash"));
    let new = text.replace("une carte", "une carte du Nord");
    let pairs =
        [("token", &*token), ("hash", &*hash), ("file", "content/guides/demander/fr.md"), ("text", &*new)];
    let saved = server.post("/_desk/edit", &pairs);
    assert_eq!(status(&saved), 303, "{saved}");
    let page = server.until("/fr/demander.html", "une carte du Nord");
    assert!(page.contains("Demandez vite."));
    assert!(!country.text("national/content/guides/demander/fr.md").contains("du Nord"));
}
