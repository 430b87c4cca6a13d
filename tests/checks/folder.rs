//! `check DIR`: a part of a toolkit, and a folder of Markdown that has none.

use crate::cli::{Toolkit, run, run_in};

use super::GUIDE;

#[test]
fn a_part_of_a_toolkit_is_checked_as_a_part_of_it() {
    let toolkit = Toolkit::new();
    toolkit.edit(GUIDE, "Gardez", "[Cliquez ici](guide:demander). Gardez");
    let own = run(&toolkit, &["check", "content/guides/suivre"]);
    assert!(own.text.contains("links/vague") && own.text.contains(GUIDE), "{}", own.text);
    let other = run(&toolkit, &["check", "content/guides/demander"]);
    assert!(!other.text.contains("links/vague"), "{}", other.text);
    let inside = run_in(&toolkit.path().join("content/guides"), &["check", "suivre/fr.md"]);
    assert!(inside.text.contains("links/vague"), "{}", inside.text);
}

/// A folder of Markdown as other programs have it.
fn handbook() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    write("LICENSE.md", "# MIT\n\n[Click here](x.md) and you have all of this for you.\n");
    write("node_modules/x/a.md", "# A\n\n[Click here](x.md) and you have all of this for you.\n");
    write(
        "guide/a.md",
        "---\nlayout: page\ntitle: Une aide\n---\n\nVous [cliquez ici](b.md) et [où](c.md) pour la suite, et vous gardez le papier.\n",
    );
    write(
        "guide/b.md",
        "# La suite\n\nVous [cliquez ici](../guide/a.md) pour voir le plan, et [ici](https://exemple.org).\n",
    );
    folder
}

#[test]
fn markdown_without_a_toolkit_is_checked_as_if_it_were_guides() {
    let folder = handbook();
    let done = run_in(folder.path(), &["check", "."]);
    assert_eq!(done.code, 1, "{}", done.text);
    assert_eq!(done.text.matches("[links/vague]").count(), 1, "each rule once: {}", done.text);
    for part in [
        "guide/a.md:6:",
        "In all: 3 notes of this rule, in 2 texts.",
        "[links/no-file]",
        "2 texts, looked at as guides",
    ] {
        assert!(done.text.contains(part), "{part}: {}", done.text);
    }
    for part in ["front-matter/", "LICENSE", "node_modules"] {
        assert!(!done.text.contains(part), "{part}: {}", done.text);
    }
    let json = run_in(folder.path(), &["--format", "json", "check", "."]);
    assert_eq!(json.text.matches("\"links/vague\"").count(), 3, "programs get all: {}", json.text);
    let one = run_in(folder.path(), &["--lang", "fr", "check", "guide/b.md"]);
    assert!(one.text.contains("Par langue"), "{}", one.text);
    assert!(!one.text.contains("> guide/a.md"), "{}", one.text);
}

#[test]
fn a_folder_without_a_text_or_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let done = run_in(folder.path(), &["check", "."]);
    assert!(done.code == 0 && done.text.contains("no text in Markdown"), "{}", done.text);
    assert_eq!(run_in(folder.path(), &["check", "nowhere"]).code, 2);
}
