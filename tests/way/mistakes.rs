//! A toolkit with mistakes: what editors are told, and that the rest is built.

use trousseau_core::source::Sources;

use super::{STORY, TODAY, build, survey};

#[test]
fn one_bad_guide_does_not_take_the_others_with_it() {
    let story = STORY.replace("title: Suivre sa demande", "titel: Suivre sa demande");
    let built = build(&story);
    assert!(
        built.codes().contains(&"yaml/unknown-key") && built.codes().contains(&"yaml/missing"),
        "{:?}",
        built.codes()
    );
    assert!(
        built.codes().iter().all(|code| code.starts_with("yaml/")),
        "nobody else is blamed: {:?}",
        built.codes()
    );
    assert!(!built.files.contains_key("site/fr/suivre.html"));
    assert!(built.page("fr/demander.html").contains("les-papiers"));
}

/// A mistake for each rule that the small toolkit can break: what is exchanged for what, and the rule.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("guide:suivre#les-delais", "guide:suivr#les-delais", "links/dead"),
    ("guide:suivre#les-delais", "guide:suivre#les-dela", "links/dead-anchor"),
    ("term:bail", "term:bial", "links/dead"),
    ("[23 403 €](fact:plus)", "[23 430 €](fact:plus)", "facts/differs"),
    ("stage: demander", "stage: demnader", "toolkit/unknown-id"),
    ("help: [siao]\nchecked", "help: [sia]\nchecked", "toolkit/unknown-id"),
    ("translates: 1.0.0", "translates: 2.0.0", "translation/unknown-version"),
    (
        "title: تقديم الطلب\nsummary: كيف نطلب.",
        "title: Déposer sa demande\nsummary: Comment demander.",
        "translation/copy",
    ),
    ("translation: machine", "translation: begun", "translation/begun"),
    ("status: pilot", "status: published", "guide/colleges"),
    ("version: 1.0.0\n    date: 2026-11-01", "version: 1.0.0\n    date: 2027-11-01", "versions/future"),
    ("phone: \"115\"", "phone: abc", "value/phone"),
    ("cost: free,", "cost: free, url: \"javascript:alert(1)\",", "value/url"),
    ("help: [siao]\nchecked", "help: [siao, siao]\nchecked", "toolkit/twice"),
    ("tagline: {fr: Des guides.", "tagline: {fr: ''", "toolkit/words"),
    ("date: 2026-11-01", "date: 1er novembre", "value/date"),
    ("expires: 2026-12-31", "expires: 2026-13-41", "value/date"),
    ("expires: 2026-12-31", "expires: 2026-11-01", "facts/expired"),
    ("../suivre/fr.md", "../suivre/nl.md.md", "links/no-file"),
    ("../suivre/fr.md", "caf.fr/aides", "links/no-https"),
    ("stage: demander\n", "", "front-matter/choice"),
    (
        "--- content/guides/suivre/fr.md ---",
        "--- content/guides/suivre/xx.md ---",
        "library/unknown-language",
    ),
    (
        "--- content/guides/suivre/fr.md ---",
        "--- content/guides/suivre/de.md ---",
        "library/unlisted-language",
    ),
    ("--- content/guides/suivre/fr.md ---", "--- content/guides/index/fr.md ---", "library/reserved"),
    ("--- content/guides/suivre/fr.md ---", "--- content/guides/Le Suivi/fr.md ---", "library/folder-name"),
    ("--- content/guides/suivre/fr.md ---", "--- content/guides/suivre.md ---", "library/stray"),
    ("--- content/guides/suivre/fr.md ---", "--- content/guides/a-propos/fr.md ---", "library/same-slug"),
    (
        "--- content/guides/suivre/fr.md ---\n---",
        "--- content/guides/suivre/fr.md ---\n",
        "front-matter/missing",
    ),
];

#[test]
fn each_mistake_has_its_note() {
    for (from, to, code) in MISTAKES {
        let story = STORY.replacen(from, to, 1);
        assert_ne!(story, STORY, "{from}");
        let built = build(&story);
        assert!(built.codes().contains(code), "{code}: {:?}", built.diagnostics);
        assert!(built.files.contains_key("site/fr/index.html"), "{code}: the rest is built");
    }
}

#[test]
fn a_language_without_words_of_the_interface_is_told_once() {
    let story = STORY.replacen("languages: [fr, ar, ti]", "languages: [fr, ar, ti, am]", 1);
    let survey = survey(Sources::from_story(&story).value, TODAY);
    let codes: Vec<_> = survey.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
    assert_eq!(codes, ["theme/strings-missing"]);
}

#[test]
fn only_documents_are_handed_out() {
    let story = STORY.replace("Gardez votre numéro.", "[une page](page.html) et [un texte](texte.txt)");
    let built = build(
        &(story
            + "--- content/guides/suivre/page.html ---\n<script>1</script>\n--- content/guides/suivre/texte.txt ---\nx\n"),
    );
    assert!(built.codes().contains(&"library/file-kind") && built.codes().contains(&"links/no-file"));
    let assets: Vec<_> = built
        .files
        .keys()
        .filter(|path| path.contains("assets/page") || path.contains("assets/texte"))
        .collect();
    assert!(assets.len() == 1 && assets[0].ends_with(".txt"), "{assets:?}");
}

#[test]
fn drafts_and_retired_guides_are_not_on_the_site() {
    let story = STORY.replacen("status: pilot # suivre", "status: draft # suivre", 1);
    let built = build(&story);
    assert!(!built.files.contains_key("site/fr/suivre.html"));
    assert!(built.codes().iter().all(|code| *code == "links/hidden"), "{:?}", built.codes());
    assert!(!built.codes().is_empty());
}
