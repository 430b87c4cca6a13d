//! After any change, an incremental build gives the same bytes as a fresh one; and files of others are left alone.

use std::{collections::BTreeMap, fs, path::Path};

use crate::cli::{Toolkit, run};

/// Every file below a folder, but the lock and the manifest.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, into: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, into);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                into.insert(name, fs::read(&path).expect("bytes"));
            }
        }
    }
    let mut into = BTreeMap::new();
    walk(folder, folder, &mut into);
    into.retain(|name, _| name != ".lock" && name != "manifest.json");
    into
}

#[track_caller]
fn same_as_fresh(toolkit: &Toolkit, after: &str) {
    run(toolkit, &["build"]);
    let fresh = toolkit.path().join("fresh");
    let _ = fs::remove_dir_all(&fresh);
    run(toolkit, &["build", "--out", "fresh"]);
    let (incremental, fresh) = (tree(&toolkit.path().join("output")), tree(&fresh));
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&incremental), names(&fresh), "{after}");
    for (name, bytes) in &fresh {
        assert!(incremental[name] == *bytes, "{after}: {name} differs");
    }
    assert!(fresh.len() > 20, "{after}: the site is there");
}

#[test]
fn after_any_change_the_bytes_are_those_of_a_fresh_build() {
    let toolkit = Toolkit::new();
    same_as_fresh(&toolkit, "the first build");
    let changes: [(&str, &str, &str); 9] = [
        ("content/guides/demander/fr.md", "Demandez.", "Demandez vite."),
        ("content/guides/demander/fr.md", "title: Déposer sa demande", "title: Déposer une demande"),
        ("content/guides/demander/fr.md", "## Les papiers", "## Vos papiers"),
        ("content/guides/demander/fr.md", "version: 1.0.0", "version: 1.1.0"),
        ("content/guides/suivre/fr.md", "status: pilot", "status: draft"),
        ("content/glossary.yaml", "Un contrat.", "Un contrat écrit."),
        ("content/toolkit.yaml", "languages: [fr, ar, ti]", "languages: [fr, ar]"),
        ("content/toolkit.yaml", "demo: true", "demo: false"),
        ("content/contacts.yaml", "\"115\"", "\"112\""),
    ];
    for (path, from, to) in changes {
        toolkit.edit(path, from, to);
        same_as_fresh(&toolkit, to);
    }
    toolkit.write("themes/default/assets/style.css", "body { color: #111 }");
    same_as_fresh(&toolkit, "another style sheet");
    fs::remove_dir_all(toolkit.path().join("content/guides/suivre")).expect("removed");
    same_as_fresh(&toolkit, "a guide less");
}

#[test]
fn leaflets_too_are_those_of_a_fresh_build() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "leaflets: []", "leaflets: [a4, bilingual]");
    toolkit.edit("content/guides/demander/fr.md", "[la suite", "[ce site](page:a-propos), [la suite");
    same_as_fresh(&toolkit, "the first build");
    let changes: [(&str, &str, &str); 7] = [
        ("content/guides/demander/ar.md", "اطلبوا.", "اطلبوا الآن."),
        // A leaflet names the guides to which its text leads.
        ("content/guides/suivre/fr.md", "title: Suivre sa demande", "title: Suivre son dossier"),
        ("content/pages/a-propos/fr.md", "title: À propos", "title: Ce site"),
        ("content/glossary.yaml", "Un contrat.", "Un contrat écrit."),
        ("content/guides/suivre/fr.md", "Gardez votre numéro.", "Gardez votre numéro. Toujours."),
        ("content/toolkit.yaml", "leaflets: [a4, bilingual]", "leaflets: [large]"),
        ("content/guides/suivre/fr.md", "status: pilot", "status: draft"),
    ];
    for (path, from, to) in changes {
        toolkit.edit(path, from, to);
        same_as_fresh(&toolkit, to);
    }
}

#[test]
fn a_second_build_presses_nothing() {
    let toolkit = Toolkit::new();
    assert!(run(&toolkit, &["build"]).text.contains("0 kept"));
    let page = toolkit.path().join("output/site/fr/demander.html");
    let before = fs::metadata(&page).and_then(|page| page.modified()).expect("a page");
    let second = run(&toolkit, &["build"]);
    assert!(second.text.contains("0 files made"), "{}", second.text);
    assert_eq!(fs::metadata(&page).and_then(|page| page.modified()).expect("a page"), before);
    // A page that somebody threw away comes back, alone.
    fs::remove_file(&page).expect("removed");
    assert!(run(&toolkit, &["build"]).text.contains("1 file made"));
    assert!(page.is_file());
}

#[test]
fn a_change_in_one_body_presses_its_page_and_what_is_searched() {
    let toolkit = Toolkit::new();
    run(&toolkit, &["build"]);
    toolkit.edit("content/guides/demander/ar.md", "اطلبوا.", "اطلبوا الآن.");
    // The page, the texts through which one searches, and the two files that readers keep; and where these have another size, the
    // pages that tell it.
    let text = run(&toolkit, &["build"]).text;
    let many: u32 = text.split(' ').next().and_then(|many| many.parse().ok()).expect("a number");
    assert!((4..=8).contains(&many), "{text}");
}

#[test]
fn a_warning_comes_back_until_it_is_mended() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/guides/demander/ar.md", "translates: 1.0.0\n", "");
    for _ in 0..2 {
        assert!(run(&toolkit, &["build"]).text.contains("translation/no-version"));
    }
}

#[test]
fn files_of_others_are_never_touched() {
    let toolkit = Toolkit::new();
    toolkit.write("output/site/fr/demander.html", "mine");
    toolkit.write("output/site/notes.txt", "mine too");
    let first = run(&toolkit, &["build"]);
    assert_eq!(first.code, 1, "{}", first.text);
    assert!(first.text.contains("output/not-ours"), "{}", first.text);
    let read = |path: &str| fs::read_to_string(toolkit.path().join(path)).expect("a file");
    assert_eq!(read("output/site/fr/demander.html"), "mine");
    assert_eq!(read("output/site/notes.txt"), "mine too");
    assert!(read("output/site/fr/suivre.html").contains("Suivre"), "the others are made");
    fs::remove_dir_all(toolkit.path().join("content/guides/suivre")).expect("removed");
    run(&toolkit, &["build"]);
    assert!(!toolkit.path().join("output/site/fr/suivre.html").exists(), "what is ours goes");
    assert_eq!(read("output/site/notes.txt"), "mine too");
}

#[test]
fn compressed_copies_are_made_on_request_and_go_again() {
    let toolkit = Toolkit::new();
    run(&toolkit, &["build", "--compress"]);
    let page = toolkit.path().join("output/site/fr/demander.html");
    for end in ["gz", "br"] {
        assert!(page.with_extension(format!("html.{end}")).is_file(), "{end}");
    }
    run(&toolkit, &["build"]);
    assert!(page.is_file() && !page.with_extension("html.gz").exists());
}
