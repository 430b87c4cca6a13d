//! What reading a toolkit says of good and bad files.

use super::*;

const GOOD: &str = "\
--- content/toolkit.yaml ---
name: {fr: Trousseau}
languages: [fr, ar]
base_url: https://exemple.org/guides
help: [siao]
stages:
  - {id: demander, name: {fr: Demander}, summary: {fr: On demande.}}
  - {id: aide, anytime: true, name: {fr: Aide}, summary: {fr: \"Qui aide ?\"}}
  - {id: habiter, name: {fr: Habiter}, summary: {fr: On habite.}}
--- content/contacts.yaml ---
- {id: siao, name: {fr: SIAO}, role: {fr: Une place.}, phone: \"115\"}
--- content/facts.yaml ---
# Rien encore.
";

/// The codes of the diagnostics for a story.
fn codes(story: &str) -> Vec<&'static str> {
    read(&Sources::from_story(story).value).diagnostics.iter().map(|diagnostic| diagnostic.code()).collect()
}

#[test]
fn a_good_toolkit_is_read_in_silence() {
    let noted = read(&Sources::from_story(GOOD).value);
    assert_eq!(noted.diagnostics, []);
    let toolkit = noted.value.expect("a toolkit");
    assert_eq!(toolkit.base_url.as_deref(), Some("https://exemple.org/guides/"));
    let numbers: Vec<_> = toolkit.stages.iter().map(|stage| stage.number).collect();
    assert_eq!(numbers, [Some(1), None, Some(2)]);
    assert_eq!(toolkit.stages[1].summary[&Language::default()], "Qui aide\u{202f}?");
}

#[test]
fn each_mistake_has_its_note() {
    assert_eq!(codes(""), ["toolkit/missing"]);
    let check = |from: &str, to: &str, code: &'static str| {
        let story = GOOD.replace(from, to);
        assert_ne!(story, GOOD);
        assert_eq!(codes(&story), [code], "{to}");
    };
    check("help: [siao]", "help: [siaoo]", "toolkit/unknown-id");
    check("https://exemple.org/guides", "javascript:alert(1)", "toolkit/base-url");
    check("https://exemple.org/guides", "https://a.b/?x=1", "toolkit/base-url");
    check("[fr, ar]", "[fr, ar, ar]", "toolkit/twice");
    check("[fr, ar]", "[]", "toolkit/no-languages");
    check("id: habiter", "id: demander", "toolkit/twice");
    check("id: habiter", "id: Habiter !", "value/slug");
    check("name: {fr: Trousseau}", "name: {ar: Trousseau}", "toolkit/words");
    check("name: {fr: Trousseau}", "name: {fr: Trousseau}\nbase_urk: x", "yaml/unknown-key");
    check("[fr, ar]", "[fr, FR]", "yaml/unknown-language");
    check("[fr, ar]", "[fr, ar, bci]", "language/unnamed");
    check("{fr: Une place.}", "{fr: Une place., rf: Une place.}", "toolkit/unknown-language");
}

#[test]
fn a_toolkit_names_the_languages_that_nobody_else_knows() {
    let story = GOOD.replace("[fr, ar]", "[fr, bci]\nlanguage_names: {bci: Baoulé, dyu: Julakan}");
    let story = story.replace("{fr: Une place.}", "{fr: Une place., bci: X., dyu: Y.}");
    let noted = read(&Sources::from_story(&story).value);
    assert_eq!(noted.diagnostics, []);
    let toolkit = noted.value.expect("a toolkit");
    assert_eq!(toolkit.languages[1].name(), "Baoulé");
    let language = |tag: &str| Language::find(tag).expect("a tag");
    assert!(toolkit.knows(language("dyu")) && !toolkit.knows(language("mos")));
}

#[test]
fn a_slip_in_a_tag_is_told_in_its_own_file() {
    let story = GOOD.replace("{fr: Une place.}", "{fr: Une place., arr: Une place.}");
    let diagnostics = read(&Sources::from_story(&story).value).diagnostics;
    let diagnostic = &diagnostics[0];
    assert_eq!(
        (&*diagnostic.place.path, &*diagnostic.args["what"], &*diagnostic.args["near"]),
        ("content/contacts.yaml", "siao", "ar")
    );
}

#[test]
fn the_papers_are_french_unless_the_toolkit_says_otherwise() {
    let official =
        |story: &str| read(&Sources::from_story(story).value).value.expect("a toolkit").official_language;
    assert_eq!(official(GOOD).tag(), "fr");
    assert_eq!(official(&GOOD.replace("help:", "official_language: nl\nhelp:")).tag(), "nl");
}

#[test]
fn a_way_has_an_end() {
    let read = |number: usize| {
        let stage =
            |at| format!("  - {{id: s{at}, name: {{fr: Étape {at}}}, summary: {{fr: On avance.}}}}\n");
        let stages: String = (0..number).map(stage).collect();
        let story =
            format!("--- content/toolkit.yaml ---\nname: {{fr: Clés}}\nlanguages: [fr]\nstages:\n{stages}");
        let read = read(&Sources::from_story(&story).value);
        let codes: Vec<_> = read.diagnostics.iter().map(Diagnostic::code).collect();
        (read.value.expect("a toolkit").stages.len(), codes)
    };
    assert_eq!(read(100), (100, vec![]));
    assert_eq!(read(101), (100, vec!["toolkit/too-many-stages"]));
    assert_eq!(read(3_000), (100, vec!["toolkit/too-many-stages"]));
}

#[test]
fn a_public_address_gives_no_orders_to_a_server() {
    for (url, clean) in [
        ("https://exemple.org", "https://exemple.org/"),
        ("https://exemple.org/guides//", "https://exemple.org/guides/"),
        ("http://localhost:8080/a/~b/c%20d", "http://localhost:8080/a/~b/c%20d/"),
        ("https://[::1]:8443/a", "https://[::1]:8443/a/"),
        ("https://192.0.2.1", "https://192.0.2.1/"),
    ] {
        assert_eq!(clean_base_url(url).as_deref(), Some(clean), "{url}");
    }
    for url in [
        "https://x/;}",
        "https://x/a;b/",
        "https://x/{",
        "https://x/$uri/",
        "https://x/a*",
        "https://x/(a)",
        "https://x/a|b",
        "https://x/a^b`c",
        "https://user:pw@exemple.org/",
        "https://user@exemple.org/",
        "https://exemple.org:port/",
        "https://exemple.org:+80/",
        "https://exemple.org:99999/",
        "https://exemple.org//autre.example/",
        "https://exemple.org/a/../b",
        "https://[x]/",
        "https://-x/",
        "https://",
        "https:///a",
        "exemple.org",
        "https://exemple.org/?a",
        "https://exemple.org/a\nb",
        "https://exemplé.org/",
    ] {
        assert_eq!(clean_base_url(url), None, "{url}");
    }
}
