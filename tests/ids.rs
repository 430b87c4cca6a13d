//! Names of things on a page: those that an editor gives and those of the theme are never the same.

use std::collections::BTreeSet;

use crate::way::{STORY, build};

/// The ids of a page, in order.
fn ids(page: &str) -> Vec<&str> {
    page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn an_editor_may_use_any_name() {
    let names =
        "main help words formats table-1 footnote-1 footnotes source-plus contact-siao word-dalo mot-dalo";
    let headings: String = names
        .split(' ')
        .map(|name| format!("## Un {name}\n\nMots.\n\n"))
        .collect::<String>()
        .replace("## Un ", "## ");
    let body = format!(
        "{headings}## Fin\n\nLe DALO coûte [23 403 €](fact:plus)[^1].\n\n: Un tableau\n\n| A | B |\n|---|---|\n| a | b |\n\n[^1]: Note.\n"
    );
    let story = STORY
        .replace("## Les délais\n\nGardez votre numéro.", &format!("## Les délais\n\nGardez votre numéro.\n\n{body}"))
        .replace("- {id: bail, word", "- {id: main, word: {fr: le gros, ar: الأهم, ti: ቀንዲ}, definition: {fr: Mot., ar: كلمة., ti: ቃል።}}\n- {id: help, word: {fr: aide, ar: مساعدة, ti: ሓገዝ}, definition: {fr: Mot., ar: كلمة., ti: ቃል።}}\n- {id: bail, word");
    let built = build(&story);
    assert_eq!(built.codes(), Vec::<&str>::new());
    for language in ["fr", "ar", "ti"] {
        let page = built.page(&format!("{language}/suivre.html"));
        let ids = ids(page);
        for name in names.split(' ') {
            assert!(ids.contains(&name), "{language} {name}: {ids:?}");
        }
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{language}: {ids:?}");
        let glossary = built.page(&format!("{language}/glossaire.html"));
        assert!(
            glossary.contains("<div id=\"main\">") && glossary.contains("<div id=\"help\">"),
            "{language}"
        );
    }
}

/// What the theme names has a sign in it that no name of an editor may have.
#[test]
fn the_names_of_the_theme_are_its_own() {
    let built = build(STORY);
    let page = built.page("fr/demander.html");
    let given = ["a-faire", "les-papiers"];
    for id in ids(page).into_iter().filter(|id| !given.contains(id)) {
        assert!(id.starts_with('_'), "{id}");
    }
    for target in page.split(" href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids(page).contains(&target), "{target}");
    }
}

#[test]
fn an_abbreviation_in_the_glossary_is_french_in_every_language() {
    let built = build(STORY);
    assert!(built.page("fr/glossaire.html").contains("<abbr>DALO</abbr>"));
    assert!(built.page("ar/glossaire.html").contains("<abbr lang=\"fr\" dir=\"ltr\">DALO</abbr>"));
    assert!(built.page("ti/glossaire.html").contains("<abbr lang=\"fr\" dir=\"ltr\">DALO</abbr>"));
    let page = built.page("ar/demander.html");
    let more = page.split("href=\"glossaire.html#dalo\"").nth(1).expect("a link to the glossary");
    let words = more.split("</a>").next().expect("its words");
    assert!(words.contains("<span lang=\"fr\" dir=\"ltr\">DALO</span>"), "{words}");
}

/// One slip in a list is one diagnostic: what leans on the rest of it is not wrong.
#[test]
fn what_names_an_unreadable_list_is_not_told() {
    let codes = |from: &str, to: &str| {
        let story = STORY.replace(from, to);
        assert_ne!(story, STORY);
        build(&story).codes()
    };
    assert_eq!(codes("  value: 23 403 €", "  value: 23 : 403 €"), ["yaml/colon"]);
    assert_eq!(codes("- {id: apl,", "- {id: apl, [}"), ["yaml/bracket"]);
    assert_eq!(codes("- {id: siao, name:", "- {id: siao, nom:"), ["yaml/missing", "yaml/unknown-key"]);
    // A list that was read whole says what is not in it.
    assert!(codes("- id: plus", "- id: moins").contains(&"links/dead"));
}
