//! What the lists say, and that any script can read them.

use super::*;
use trousseau_site::view::TocEntry;
use trousseau_text::Language;

fn entry(title: &str, words: &[&str]) -> SearchEntry {
    SearchEntry {
        href: "a.html".into(),
        part: Part::Stage(0),
        title: title.into(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        headings: vec![TocEntry { id: "b".into(), text: "B".into() }],
        language: None,
    }
}

#[test]
fn words_that_the_title_has_already_are_left_out() {
    let folding = Folding::of(Language::default());
    let words = ["demande", "Numéro unique", "numero unique", "115"].map(str::to_owned);
    assert_eq!(news(&words, "Déposer sa demande", &folding), ["Numéro unique", "115"]);
}

#[test]
fn an_entry_is_a_row() {
    let view = SearchView {
        language: Language::default(),
        source: None,
        stages: vec![(Some(1), "Demander".into())],
        entries: Vec::new(),
    };
    let folding = Folding::of(view.language);
    let own = row(&entry("T", &["x", "yy zz"]), &view, &folding);
    assert_eq!(own, json!(["a.html", 0, "T", "yy zz", [["b", "B"]]]), "one letter is no word");
    let arabic = Language::find("ar");
    let other =
        row(&SearchEntry { part: Part::Glossary, language: arabic, ..entry("T", &[]) }, &view, &folding);
    assert_eq!(other, json!(["a.html", 3, "T", "", [["b", "B"]], "ar", "rtl"]));
}

#[test]
fn a_list_is_a_script_of_one_call() {
    let view = SearchTexts { language: Language::default(), texts: vec![vec!["a\u{2028}\"b\"".into()]] };
    let text = texts(&view);
    assert_eq!(text, "trousseauSearch({\"tag\":\"fr\",\"texts\":[[\"a\\u2028\\\"b\\\"\"]]});\n");
}
