//! The questions about where a reader stands: their pages, what is wrong in their file, and those of the real content.

mod real;

use std::fs;

use crate::{
    cli::{Toolkit, run},
    equal::tree,
    way::{STORY, build},
};

const QUESTIONS: &str = "\
--- content/paths.yaml ---
- id: debut
  question: {fr: \"Où en êtes-vous ?\", ar: أين وصلتم؟}
  machine: [ar]
  answers:
    - {text: {fr: \"J'ai un papier.\", ar: عندي ورقة.}, to: papier}
    - {text: {fr: \"J'attends.\"}, to: \"suivre#les-delais\"}
    - {text: {fr: Je suis dehors., ar: أنا في الشارع.}, hint: {fr: Ce soir.}, to: \"contact:siao\"}
- id: papier
  question: {fr: \"Quel papier avez-vous ?\"}
  answers:
    - {text: {fr: Une carte.}, to: demander}
    - {text: {fr: Une lettre.}, to: lettre}
- id: lettre
  question: {fr: \"Qui a écrit ?\", ar: من كتب؟}
  reviewed: [ar]
  answers:
    - {text: {fr: Je ne sais pas., ar: لا أعرف.}, to: \"page:a-propos\"}
";

/// A toolkit with these questions.
fn story() -> String {
    format!("{STORY}{QUESTIONS}")
}

#[test]
fn a_page_asks_and_each_answer_is_a_link() {
    let built = build(&story());
    assert_eq!(built.codes(), Vec::<&str>::new());
    let first = built.page("fr/situations.html");
    assert!(first.contains("<h1>Où en <span class=\"whole\">êtes-vous</span>\u{202f}?</h1>"), "{first}");
    for link in [
        "<a href=\"situation-papier.html\"><span>J’ai un papier.</span>",
        "<a href=\"suivre.html#les-delais\"><span>J’attends. <small>Suivre sa demande</small></span>",
        "<a href=\"#_contact-siao\"><span>Je suis dehors. <small>Ce soir.</small> <small>SIAO</small></span>",
        "id=\"_contact-siao\"",
        "href=\"tel:115\"",
        "Elles ne décident pas de vos droits.",
    ] {
        assert!(first.contains(link), "{link}: {first}");
    }
    assert!(!first.contains("rel=\"prev\"") && !first.contains("class=\"notice\""), "{first}");
    let sent = first.split("mailto:?subject=").nth(1).and_then(|rest| rest.split('"').next());
    assert!(sent.is_some_and(|link| link.ends_with("situations.html")), "{first}");
    let last = built.page("fr/situation-lettre.html");
    let back = "<a rel=\"prev\" href=\"situation-papier.html\">";
    let crumbs = "<li><a href=\"situation-papier.html\">Quel papier <span class=\"whole\">avez-vous</span>\u{202f}?</a></li></ol>";
    assert!(last.contains(back) && last.contains(crumbs), "{last}");
    assert!(last.contains("<a href=\"a-propos.html\"><span>Je ne sais pas. <small>À propos</small></span>"));
}

#[test]
fn who_takes_messages_only_has_no_picture_of_a_call() {
    let arrow = |built: &str| {
        let item = built.split("<a href=\"#_contact-siao\">").nth(1).expect("the answer");
        let item = item.split("</a>").next().expect("its end");
        item.split("<path").nth(1).expect("a drawing").to_owned()
    };
    let calls = build(&story());
    let messages = build(&story().replace("phone: \"115\"", "phone: \"115\", by: sms"));
    let (call, message) = (messages.page("fr/situations.html"), calls.page("fr/situations.html"));
    assert_ne!(arrow(call), arrow(message));
    assert!(call.contains("href=\"sms:115\""), "{call}");
    // The same drawing as beside the number itself.
    let own = |page: &str, href: &str| {
        let link = page.split(&format!("<a class=\"call\" href=\"{href}\"")).nth(1).expect("a number");
        link.split("<path").nth(1).expect("a drawing").to_owned()
    };
    assert_eq!(arrow(call).split('>').next(), own(call, "sms:115").split('>').next());
    assert_eq!(arrow(message).split('>').next(), own(message, "tel:115").split('>').next());
}

#[test]
fn every_page_leads_to_the_first_question_and_home_before_all_else() {
    let built = build(&story());
    for page in ["fr/index.html", "ar/demander.html", "ti/plan.html", "fr/situation-papier.html"] {
        assert!(built.page(page).contains("href=\"situations.html\""), "{page}");
    }
    let home = built.page("fr/index.html");
    let main = home.split("<main").nth(1).expect("the main part");
    let first = main.split("href=\"").nth(1).expect("a link");
    assert!(first.starts_with("situations.html\""), "{main}");
    let without = build(STORY);
    assert!(
        without.files.keys().all(|path| !path.contains("situation")),
        "without questions there is no page"
    );
    assert!(!without.page("fr/index.html").contains("situations.html"));
}

#[test]
fn words_that_are_missing_come_from_another_language_and_say_so() {
    let built = build(&story());
    let mixed = built.page("ar/situations.html");
    assert!(
        mixed.contains("<html lang=\"ar\" dir=\"rtl\"") && mixed.contains("<h1>أين وصلتم؟</h1>"),
        "{mixed}"
    );
    assert!(mixed.contains("<span lang=\"fr\" dir=\"ltr\">J’attends.</span>"), "{mixed}");
    assert!(mixed.contains("<small lang=\"fr\" dir=\"ltr\">Ce soir.</small>"), "{mixed}");
    let machine = "هذه ترجمة آلية";
    assert!(mixed.contains("class=\"notice more\"") && mixed.contains(machine), "a program made it: {mixed}");
    assert!(
        !built.page("ar/situation-lettre.html").contains("class=\"notice more\""),
        "somebody has read it again"
    );
    let missing = built.page("ar/situation-papier.html");
    assert!(
        missing.contains(
            "<h1 lang=\"fr\" dir=\"ltr\">Quel papier <span class=\"whole\">avez-vous</span>\u{202f}?</h1>"
        ),
        "{missing}"
    );
    assert!(missing.contains("class=\"notice\""), "{missing}");
    assert!(missing.contains("rel=\"canonical\" href=\"https://exemple.org/t/fr/situation-papier.html\""));
    assert!(!missing.contains("rel=\"alternate\" hreflang"), "it is no translation");
    let map = built.page("sitemap.xml");
    assert!(map.contains("t/fr/situation-papier.html<") && map.contains("t/ar/situation-lettre.html<"));
    assert!(!map.contains("t/ar/situation-papier.html<") && !map.contains("t/ti/situations.html<"), "{map}");
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_made() {
    let codes = |from: &str, to: &str| {
        let story = story().replace(from, to);
        assert_ne!(story, self::story(), "{from}");
        let built = build(&story);
        assert!(built.page("fr/situations.html").contains("</main>"));
        built.codes().iter().map(|code| (*code).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes("to: demander", "to: demandre"), ["paths/unknown"]);
    assert_eq!(codes("\"suivre#les-delais\"", "\"suivre#les-dela\""), ["links/dead-anchor"]);
    assert_eq!(codes("contact:siao", "contact:sia"), ["paths/unknown"]);
    assert_eq!(codes("to: lettre", "to: page:a-propos"), ["paths/unreachable"]);
    assert_eq!(codes("\"page:a-propos\"", "papier"), ["paths/loop"]);
    assert_eq!(codes("{fr: Une carte.}", "{ar: بطاقة.}"), ["paths/words"]);
    assert_eq!(codes("reviewed: [ar]", "reviewed: [ti]"), ["paths/reviewed"]);
    assert_eq!(codes("id: lettre", "id: papier"), ["toolkit/twice", "paths/unknown"]);
    assert_eq!(codes("- id: papier\n", "- id: papier\n  drawing: x\n"), ["yaml/unknown-key"]);
    // A contact that nobody knows may be the one that could not be read.
    let broken = story().replace("{id: siao, name", "{id: siao, nom");
    assert!(!build(&broken).codes().contains(&"paths/unknown"));
    // The answer that leads nowhere is left out.
    let built = build(&story().replace("to: demander", "to: demandre"));
    assert!(!built.page("fr/situation-papier.html").contains("Une carte."));
}

#[test]
fn languages_that_lack_words_are_told_once_a_question() {
    let toolkit = Toolkit::new();
    toolkit.write("content/paths.yaml", QUESTIONS.split_once('\n').expect("a header").1);
    let done = run(&toolkit, &["--format", "json", "check"]);
    let lines = done.text.lines().filter(|line| line.contains("paths/untranslated"));
    let lacking: Vec<bool> = lines.map(|line| line.contains("ar, ti")).collect();
    assert_eq!(lacking, [true, true, false], "{}", done.text);
}

#[test]
fn translators_get_the_questions_and_their_answers() {
    let toolkit = Toolkit::new();
    toolkit.write("content/paths.yaml", QUESTIONS.split_once('\n').expect("a header").1);
    let out = toolkit.path().join("paths.po");
    let done =
        run(&toolkit, &["translation", "export", "ar", "_paths", "--out", out.to_str().expect("a path")]);
    assert_eq!(done.code, 0, "{}", done.text);
    let file = fs::read_to_string(out).expect("a file");
    let unit = "msgctxt \"_paths|papier|answers|1|text\"\nmsgid \"Une carte.\"\nmsgstr \"\"";
    assert!(file.contains(unit), "{file}");
}

#[test]
fn a_changed_question_makes_the_same_bytes_as_a_fresh_build() {
    let toolkit = Toolkit::new();
    toolkit.write("content/paths.yaml", QUESTIONS.split_once('\n').expect("a header").1);
    let changes = [
        ("content/paths.yaml", "Une carte.", "Une vieille carte."),
        ("content/paths.yaml", "id: lettre\n", "id: courrier\n"),
        ("content/paths.yaml", "to: lettre", "to: courrier"),
        ("content/guides/suivre/fr.md", "title: Suivre sa demande", "title: Suivre"),
        ("content/contacts.yaml", "\"115\"", "\"112\""),
        ("content/guides/suivre/fr.md", "status: pilot", "status: draft"),
    ];
    run(&toolkit, &["build"]);
    for (path, from, to) in changes {
        toolkit.edit(path, from, to);
        run(&toolkit, &["build"]);
        let fresh = toolkit.path().join("fresh");
        let _ = fs::remove_dir_all(&fresh);
        run(&toolkit, &["build", "--out", "fresh"]);
        let (again, fresh) = (tree(&toolkit.path().join("output")), tree(&fresh));
        assert!(again == fresh, "after “{to}”");
        assert!(fresh.contains_key("site/ti/situations.html"));
    }
}
