//! What the code of a leaflet leads to: whether the paper in somebody's hand still holds.

use crate::{
    cli::{Toolkit, git, run},
    way::{STORY, build},
};

/// The small toolkit, with these versions of its first guide.
fn story(versions: &[(&str, &str)]) -> String {
    let old = "  - version: 1.0.0\n    date: 2026-11-01\n    summary: Première version.\n";
    let one = |(version, summary): &(&str, &str)| {
        format!("  - {{version: {version}, date: 2026-11-01, summary: \"{summary}\"}}\n")
    };
    STORY.replacen(old, &versions.iter().map(one).collect::<String>(), 1)
}

const THREE: [(&str, &str); 4] = [
    ("1.1.1", "Une faute de frappe."),
    ("1.1.0", "Un papier de plus."),
    ("1.0.1", "Un lien."),
    ("1.0.0", "Première version."),
];

#[test]
fn a_paper_says_whether_it_still_holds() {
    let built = build(&story(&THREE).replace("translates: 1.0.0", "translates: 1.1.0"));
    let says = |version: &str, words: &[&str], not: &[&str]| {
        let page = built.page(&format!("fr/demander-{version}.html"));
        words.iter().for_each(|word| assert!(page.contains(word), "{version} lacks {word}: {page}"));
        not.iter().for_each(|word| assert!(!page.contains(word), "{version} has {word}: {page}"));
        assert!(page.contains("href=\"demander.html\"") && page.contains("noindex"), "{page}");
        assert!(page.len() <= 3000, "{version}: {} bytes", page.len());
    };
    says("1.1.1", &["Votre feuille est à jour"], &["Ce qui a changé"]);
    says("1.1.0", &["encore bonne", "Une faute de frappe."], &["Un papier de plus", "ancienne"]);
    // Beside a real change, slips that were mended are noise.
    says("1.0.1", &["ancienne", "Un papier de plus."], &["Une faute de frappe", "Un lien."]);
    says("1.0.0", &["ancienne", "Un papier de plus."], &["Première version", "Un lien."]);
    // The history is written in French: that is said to voices, and the answer is in the reader's language.
    let arabic = built.page("ar/demander-1.0.0.html");
    assert!(arabic.contains("ورقتكم قديمة"), "{arabic}");
    assert!(arabic.contains("<p lang=\"fr\" dir=\"ltr\">Un papier de plus.</p>"), "{arabic}");
    for list in ["sitemap.xml", "fr/feed.xml", "fr/plan.html"] {
        assert!(!built.page(list).contains("demander-1"), "{list}");
    }
}

#[test]
fn what_has_changed_is_told_in_the_readers_language_where_somebody_wrote_it() {
    let old = "    summary: Première version.\n";
    let versions = "    summary:\n      fr: Un papier de plus ; l’avis.\n      ar: وثيقة أخرى.\n      fa: یک کاغذ دیگر.\n  \
        - version: 1.0.0\n    date: 2026-11-01\n    summary: Première version.\n";
    let more = ["languages: [fr, ar, ti, fa-AF]", "  - version: 1.1.0\n"];
    let story = STORY.replacen("languages: [fr, ar, ti]", more[0], 1);
    let story = story.replacen("  - version: 1.0.0\n", more[1], 1).replacen(old, versions, 1);
    let built = build(&story);
    assert_eq!(built.codes().iter().filter(|code| code.starts_with("toolkit/")).count(), 0);
    for path in ["demander.html", "demander-1.0.0.html"] {
        let says = |language: &str, words: &str, not: &str| {
            let page = built.page(&format!("{language}/{path}"));
            assert!(page.contains(words) && !page.contains(not), "{language}/{path}: {page}");
        };
        says("fr", "Un papier de plus\u{202f}; l’avis.", "أخرى");
        says("ar", "وثيقة أخرى.", "Un papier");
        // A near language stands in before the source, and says which one it is.
        says("fa-AF", "یک کاغذ دیگر.", "Un papier");
        says("ti", "lang=\"fr\" dir=\"ltr\">Un papier de plus", "أخرى");
    }
    assert!(built.page("ar/demander.html").contains("Première version."), "a plain one is French");
}

#[test]
fn a_summary_in_an_unknown_language_or_without_the_source_is_told_at_its_version() {
    let guide = "content/guides/demander/fr.md";
    let told = |summary: &str| {
        let story = STORY.replacen("    summary: Première version.\n", summary, 1);
        let all = build(&story).diagnostics;
        let here =
            all.into_iter().filter(|one| *one.place.path == *guide && one.code().starts_with("toolkit/"));
        here.map(|one| {
            let span = one.place.span.expect("a place");
            (one.code(), one.args["what"].clone(), one.args["language"].clone(), span.start > 0)
        })
        .collect::<Vec<_>>()
    };
    let said = |code, language: &str| (code, "version 1.0.0".to_owned(), language.to_owned(), true);
    assert_eq!(told("    summary: {fr: Une version., ar: نسخة.}\n"), []);
    assert_eq!(told("    summary: {fr: Une version., qq: x}\n"), [said("toolkit/unknown-language", "qq")]);
    assert_eq!(told("    summary: {ar: نسخة.}\n"), [said("toolkit/words", "fr")]);
    assert_eq!(told("    summary: {}\n"), [said("toolkit/words", "fr")]);
}

#[test]
fn a_translation_that_is_behind_does_not_offer_itself_as_the_new_paper() {
    let built = build(&story(&THREE));
    let page = built.page("ar/demander-1.0.1.html");
    assert!(page.contains("ورقتكم قديمة") && page.contains("../fr/demander.html"), "{page}");
    assert!(!page.contains("application/pdf"), "{page}");
}

#[test]
fn a_paper_under_an_old_name_leads_on_and_a_draft_has_none() {
    let moved = story(&THREE).replacen("status: pilot\n", "status: pilot\naliases: [deposer]\n", 1);
    let built = build(&moved);
    let page = built.page("fr/deposer-1.0.0.html");
    assert!(page.contains("ancienne") && page.contains("href=\"demander.html\""), "{page}");
    let retired = build(&story(&THREE).replacen("status: pilot\n", "status: retired\n", 1));
    let page = retired.page("fr/demander-1.0.0.html");
    assert!(page.contains("Ce guide n’est plus donné") && page.contains("travailleur social"), "{page}");
    let draft = build(&story(&THREE).replacen("status: pilot\n", "status: draft\n", 1));
    assert!(!draft.files.keys().any(|path| path.contains("demander-")));
}

#[test]
fn a_version_that_git_remembers_and_the_guide_does_not_is_an_error() {
    const GUIDE: &str = "content/guides/demander/fr.md";
    let toolkit = Toolkit::new();
    let commit = || {
        assert!(git(toolkit.path(), &["add", "-A"]));
        assert!(git(toolkit.path(), &["commit", "-qm", "x"]));
    };
    let gone = || {
        let done = run(&toolkit, &["check", "--staged"]);
        done.text.matches("versions/vanished").count()
    };
    assert!(git(toolkit.path(), &["init", "-q"]));
    let first = "  - version: 1.0.0\n";
    toolkit.edit(
        GUIDE,
        first,
        "  - {version: 1.1.0, date: 2026-11-02, summary: Un papier.}\n  - version: 1.0.0\n",
    );
    commit();
    assert_eq!(gone(), 0);
    toolkit.edit(GUIDE, "version: 1.1.0", "version: 1.2.0");
    assert!(git(toolkit.path(), &["add", "-A"]));
    assert_eq!(gone(), 1, "before it is recorded");
    commit();
    assert_eq!(gone(), 1, "and for as long as it is missing");
    // A draft was handed out to nobody, and comes to the site without its numbers.
    toolkit.edit(GUIDE, "version: 1.2.0", "version: 1.1.0");
    toolkit.edit("content/guides/suivre/fr.md", "status: pilot", "status: draft");
    commit();
    assert_eq!(gone(), 1, "1.2.0 was recorded, too");
    toolkit.edit(
        GUIDE,
        "  - {version: 1.1.0",
        "  - {version: 1.2.0, date: 2026-11-03, summary: Un lien.}\n  - {version: 1.1.0",
    );
    assert!(git(toolkit.path(), &["add", "-A"]));
    assert_eq!(gone(), 0);
    std::fs::remove_dir_all(toolkit.path().join("content/guides/demander")).expect("gone");
    assert!(git(toolkit.path(), &["add", "-A"]));
    assert_eq!(gone(), 3, "a guide that is gone takes its versions with it");
}
