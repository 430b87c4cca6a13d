//! Phrases to show at a counter: their page, their way to translators, what is wrong in their file.

use std::fs;

use crate::{
    cli::{Toolkit, run},
    way::{STORY, build},
};

const PHRASES: &str = "\
--- content/phrases.yaml ---
- {id: manque, text: {fr: \"Quel papier manque ?\", ar: ما الورقة الناقصة؟}, pictogram: home, reviewed: [ar]}
- {id: merci, text: {fr: Merci de votre aide.}}
";

/// A toolkit with these phrases.
fn story() -> String {
    format!("{STORY}{PHRASES}")
}

#[test]
fn a_page_shows_each_phrase_in_both_languages() {
    let built = build(&story());
    assert_eq!(built.codes(), Vec::<&str>::new());
    let french = built.page("fr/phrases.html");
    assert!(french.contains("<p>Quel papier manque\u{202f}?</p>"), "{french}");
    let arabic = built.page("ar/phrases.html");
    let (own, shown) =
        ("<p>ما الورقة الناقصة؟</p>", "<p lang=\"fr\" dir=\"ltr\">Quel papier manque\u{202f}?</p>");
    let (first, second) =
        (arabic.find(own).expect("the reader's"), arabic.find(shown).expect("the counter's"));
    assert!(first < second);
    let untranslated = "<p lang=\"fr\" dir=\"ltr\">Merci de votre aide.</p>";
    assert_eq!(arabic.matches(untranslated).count(), 1, "what is not translated stands there once");
    for page in ["fr/index.html", "ar/demander.html", "ti/plan.html"] {
        assert!(built.page(page).contains("href=\"phrases.html\""), "{page}");
    }
    assert!(
        build(STORY).files.keys().all(|path| !path.contains("phrases")),
        "without phrases there is no page"
    );
}

#[test]
fn readers_see_that_nobody_has_read_a_translation_again() {
    let notice = "لم تُراجع هذه الترجمة بعد.";
    let reviewed = build(&story());
    assert!(!reviewed.page("ar/phrases.html").contains(notice));
    let unread = build(&story().replace(", reviewed: [ar]", ""));
    assert!(unread.page("ar/phrases.html").contains(notice));
    assert!(!unread.page("fr/phrases.html").contains("relue"), "the source is no translation");
}

#[test]
fn translators_get_the_phrases_with_the_other_lists() {
    let toolkit = Toolkit::new();
    toolkit.write("content/phrases.yaml", "- {id: merci, text: {fr: Merci de votre aide.}}\n");
    let out = toolkit.path().join("phrases.po");
    let out = out.to_str().expect("a path");
    let done = run(&toolkit, &["translation", "export", "ar", "_phrases", "--out", out]);
    assert_eq!(done.code, 0, "{}", done.text);
    let file = fs::read_to_string(out).expect("a file");
    assert!(
        file.contains("msgctxt \"_phrases|merci|text\"\nmsgid \"Merci de votre aide.\"\nmsgstr \"\""),
        "{file}"
    );
    let words = file.replace(
        "msgid \"Merci de votre aide.\"\nmsgstr \"\"",
        "msgid \"Merci de votre aide.\"\nmsgstr \"شكرًا على مساعدتكم.\"",
    );
    toolkit.write("phrases.po", &words);
    let done = run(&toolkit, &["translation", "import", out]);
    assert_eq!(done.code, 0, "{}", done.text);
    let list = fs::read_to_string(toolkit.path().join("content/phrases.yaml")).expect("a list");
    assert_eq!(list, "- {id: merci, text: {fr: Merci de votre aide., ar: شكرًا على مساعدتكم.}}\n");
}

#[test]
fn what_is_wrong_in_the_file_is_told() {
    let codes = |from: &str, to: &str| {
        let story = story().replace(from, to);
        assert_ne!(story, self::story(), "{from}");
        build(&story).codes().iter().map(|code| (*code).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes("id: merci", "id: manque"), ["toolkit/twice"]);
    assert_eq!(codes("id: merci", "id: Merci beaucoup"), ["value/slug"]);
    assert_eq!(codes("{fr: Merci de votre aide.}", "{ar: شكرًا.}"), ["toolkit/words"]);
    assert_eq!(codes("pictogram: home", "pictogram: maison"), ["theme/pictogram"]);
    assert_eq!(codes("reviewed: [ar]", "reviewed: [ti]"), ["phrases/reviewed"]);
    assert_eq!(codes("id: merci, ", "id: merci, drawing: x, "), ["yaml/unknown-key"]);
}
