//! Search: what its lists hold, who is allowed what, and the ways to it.

use std::fs;

use crate::{
    cli::{Toolkit, run},
    way::{Built, STORY, build},
};

/// A list as the script gets it.
#[track_caller]
fn list(built: &Built, path: &str) -> serde_json::Value {
    let call = built.page(path).trim_end();
    let list = call.strip_prefix("trousseauSearch(").and_then(|rest| rest.strip_suffix(");"));
    serde_json::from_str(list.expect("one call")).expect("a list")
}

#[test]
fn the_lists_hold_what_readers_see_and_nothing_else() {
    let head = "help: [siao]\nsearch: [numéro unique, Déposer, \"115\"]\nfeedback:\n  - {id: F-2026-001, version: 1.0.0, lang: fr, \
                round: r, period: 2026-11, source: household, channel: meeting, count: 6, theme: print, severity: 1, \
                proposal: \"Une proposition.\", decision: open}";
    let story = STORY.replacen("help: [siao]\nchecked", &format!("{head}\nchecked"), 1).replacen(
        "2. Attendez.",
        "2. Attendez *un peu*, puis demandez au [guichet](contact:siao).",
        1,
    );
    let built = build(&story);
    let first = list(&built, "fr/search.js");
    assert_eq!(first["labels"][0], "Étape 1\u{a0}: Demander");
    let row = &first["entries"][0];
    assert_eq!(
        (&row[0], &row[1], &row[2]),
        (&"demander.html".into(), &0.into(), &"Déposer sa demande".into())
    );
    assert_eq!(row[3], "numéro unique\n115", "what the title has is left out");
    assert_eq!(row[4][1], serde_json::json!(["les-papiers", "Les papiers"]));
    let texts = list(&built, "fr/search-texts.js");
    let of_guide = texts["texts"][0].as_array().expect("sections");
    assert_eq!(of_guide[0], "Comment demander.");
    assert_eq!(of_guide[1], "Demandez.\nAttendez un peu, puis demandez au guichet (115).");
    let papers = of_guide[2].as_str().expect("words").replace('\u{202f}', " ");
    assert!(papers.starts_with("une carte\nune attestation\nLe DALO est un droit."), "{papers}");
    assert!(papers.contains("23 403 €") && papers.contains("0 805 16 00 75"), "{papers}");
    for path in ["fr/search.js", "fr/search-texts.js", "ar/search.js", "fr/demander.html"] {
        let text = built.page(path);
        assert!(!text.contains("Une proposition") && !text.contains("household"), "{path}");
    }
    assert!(!built.page("fr/demander.html").contains("numéro unique"), "no page shows the words of a search");
}

#[test]
fn a_list_holds_the_texts_in_its_language_and_names_that_of_the_source() {
    let built = build(STORY);
    let names = |path: &str| -> Vec<String> {
        let first = list(&built, path);
        let entries = first["entries"].as_array().expect("entries").iter();
        entries.map(|row| row[0].as_str().expect("an address").to_owned()).collect()
    };
    let arabic = names("ar/search.js");
    assert!(
        arabic.contains(&"demander.html".to_owned()) && !arabic.contains(&"suivre.html".to_owned()),
        "{arabic:?}"
    );
    assert!(arabic.contains(&"glossaire.html#dalo".to_owned()), "{arabic:?}");
    assert!(names("fr/search.js").contains(&"suivre.html".to_owned()));
    let first = list(&built, "ar/search.js");
    assert_eq!((&first["source"], &first["dir"]), (&"../fr/".into(), &"rtl".into()));
    assert!(first["fold"]["letters"]["ا"].as_str().is_some_and(|letters| letters.contains('أ')));
    assert!(list(&built, "fr/search.js")["source"].is_null());
    for language in ["fr", "ar", "ti"] {
        let many = |path: String, field: &str| list(&built, &path)[field].as_array().map(Vec::len);
        let entries = many(format!("{language}/search.js"), "entries");
        assert_eq!(entries, many(format!("{language}/search-texts.js"), "texts"), "{language}");
    }
}

#[test]
fn the_field_waits_for_its_script_and_every_page_leads_to_it() {
    let built = build(STORY);
    for path in ["fr/index.html", "ar/plan.html"] {
        let page = built.page(path);
        let field = page.split("<div class=\"find\" role=\"search\"").nth(1).expect("a field");
        assert!(field.split('>').next().is_some_and(|tag| tag.ends_with(" hidden")), "{path}");
        let scripts =
            page.split("script-src ").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        assert!(scripts.contains("&#39;self&#39;"), "{path}: {scripts}");
        let address = field.split("data-fetch=\"../").nth(1).and_then(|rest| rest.split('"').next());
        assert!(address.is_some_and(|file| built.files.contains_key(&format!("site/{file}"))), "{address:?}");
    }
    for path in ["fr/demander.html", "ar/glossaire.html", "fr/a-propos.html"] {
        let page = built.page(path);
        assert!(page.contains("href=\"plan.html#_find\"") && !page.contains("id=\"_find\""), "{path}");
        // A guide may load what reads aloud.
        assert!(path != "ar/glossaire.html" || !page.contains("script-src"), "{path}");
    }
    for path in ["_headers", ".htaccess"] {
        let policies = built.page(path);
        let scripts = policies
            .split("script-src ")
            .nth(1)
            .and_then(|rest| rest.split([';', '"']).next())
            .unwrap_or_default();
        assert!(scripts.starts_with("'sha256-") && scripts.trim().ends_with(" 'self'"), "{path}: {scripts}");
    }
}

#[test]
fn the_lists_are_packed_like_other_texts() {
    let toolkit = Toolkit::new();
    assert_eq!(run(&toolkit, &["build", "--compress"]).code, 0);
    for name in ["search.js.br", "search-texts.js.gz"] {
        let path = toolkit.path().join("output/site/fr").join(name);
        assert!(fs::metadata(&path).is_ok_and(|file| file.len() > 100), "{name}");
    }
}
