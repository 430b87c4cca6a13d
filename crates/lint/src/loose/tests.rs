//! What is said of loose texts, and where.

use std::collections::BTreeSet;

use jiff::civil::date;

use super::*;

/// What is said of a folder: for each note its path, rule and words.
fn told(story: &str) -> (Vec<(String, &'static str, String)>, Loose) {
    let sources = Sources::from_story(story).value;
    let beside: BTreeSet<SourcePath> = sources.files.keys().cloned().collect();
    let mut texts = sources.clone();
    texts.files.retain(|path, _| path.ends_with(".md"));
    let loose = look(&texts, &beside, date(2026, 11, 22));
    let one = |diagnostic: &Diagnostic| {
        let text = sources.get(&diagnostic.place.path).expect("it is there").text().expect("text");
        let words = diagnostic.place.span.map_or("", |span| &text[span.start..span.end]);
        (diagnostic.place.path.to_string(), diagnostic.code(), words.to_owned())
    };
    (loose.diagnostics.iter().map(one).collect(), loose)
}

fn note(path: &str, code: &'static str, words: &str) -> (String, &'static str, String) {
    (path.to_owned(), code, words.to_owned())
}

#[test]
fn a_folder_of_another_program_is_looked_at_as_if_it_were_guides() {
    let story = "--- docs/a.md ---\n---\ntitle: \"L'aide\"\nlayout: page\n---\n\n# Une aide\n\nVous [cliquez ici](b.md) pour voir la suite, et vous gardez le papier avec vous.\n\n![](plan.png)\n";
    let (notes, loose) = told(&format!("{story}--- docs/b.md ---\n# La suite\n\nVous gardez le papier.\n"));
    let expected = [
        note("docs/a.md", "links/vague", "[cliquez ici](b.md)"),
        note("docs/a.md", "images/alt", "![](plan.png)"),
    ];
    for one in expected {
        assert!(notes.contains(&one), "{one:?} is not in {notes:?}");
    }
    assert_eq!(loose.links, 1);
    assert_eq!(loose.languages.len(), 1);
    assert!(notes.iter().all(|(_, code, _)| *code != "markdown/title-in-body"), "{notes:?}");
}

#[test]
fn a_head_between_plus_signs_is_a_head() {
    let text = "--- a.md ---\n+++\ntitle = \"Une aide\"\n+++\n\nVous gardez le *papier avec vous.\n";
    let (notes, _) = told(text);
    assert_eq!(notes, [note("a.md", "markdown/emphasis", "*papier avec vous")]);
    let (notes, _) = told(&text.replacen("+++\n\n", "\n", 1));
    assert!(notes.contains(&note("a.md", "markdown/foreign", "+++")), "nothing ends it: {notes:?}");
}

#[test]
fn links_are_looked_up_where_the_texts_lie() {
    let text = |links: &str| {
        format!("--- a/un.md ---\n# Un texte\n\nVous lisez {links} et vous gardez le papier.\n")
    };
    let others = "--- a/deux.md ---\n# Deux\n\nVous lisez.\n--- b/README.md ---\n# Trois\n\nVous lisez.\n--- b/plan été.pdf ---\nx\n";
    let check = |links: &str, expected: &[&str], between: usize| {
        let (notes, loose) = told(&(text(links) + others));
        let dead: Vec<&str> = notes
            .iter()
            .filter(|(_, code, _)| *code == "links/no-file")
            .map(|(.., words)| &**words)
            .collect();
        assert_eq!((dead.as_slice(), loose.links), (expected, between), "{links}");
    };
    check("[le deux](deux.md), [le trois](../b/README.md#trois)", &[], 2);
    check("[le deux](deux), [le trois](../b/)", &[], 2);
    check("[le plan](../b/plan%20été.pdf)", &[], 0);
    check("[le plan](plan.pdf)", &["[le plan](plan.pdf)"], 0);
}

#[test]
fn each_text_is_looked_at_in_its_language() {
    let story = "--- en.md ---\n# Help\n\nYou can keep the papers with you: this is for the office and it is free.\n--- fr.md ---\n# Aide\n\nVous gardez les papiers avec vous : le bureau est pour vous et il est gratuit.\n";
    let (notes, loose) = told(story);
    let tags: Vec<&str> = loose.languages.keys().map(|language| language.tag()).collect();
    assert_eq!(tags, ["en", "fr"]);
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn what_only_follows_from_a_sign_of_another_program_is_not_said() {
    let story = "--- a.md ---\n# Aide\n\n::: tip Une phrase est ici\nVous gardez le papier avec vous.\n:::\n\n| Le mot | Sa suite |\n| --- | --- |\n| un | deux |\n{: .large}\n";
    let (notes, _) = told(story);
    assert!(notes.iter().any(|(_, code, _)| *code == "markdown/foreign"), "{notes:?}");
    assert!(
        notes.iter().all(|(_, code, _)| !code.starts_with("reading/") && *code != "tables/cells"),
        "{notes:?}"
    );
}

#[test]
fn the_address_of_a_service_is_a_contact_and_that_of_somebody_is_said() {
    let text = "# Aide\n\nVous écrivez à soutien@exemple.org, à nadia.exemple@exemple.org ou à un.mot@gmail.com pour la suite.\n";
    let (notes, loose) = told(&format!("--- a.md ---\n{text}"));
    let mails: Vec<&str> =
        notes.iter().filter(|(_, code, _)| *code == "privacy/email").map(|(.., words)| &**words).collect();
    assert_eq!((mails, loose.mails), (vec!["nadia.exemple@exemple.org", "un.mot@gmail.com"], 1));
}
