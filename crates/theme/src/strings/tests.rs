//! Strings that are missing, replaced, filled and typeset.

use super::*;
use trousseau_core::source::Sources;

fn files(story: &str) -> Files {
    let sources = Sources::from_story(story).value;
    let layer = |name: &str| {
        let folder = format!("themes/{name}/");
        sources
            .under(&folder)
            .map(|source| (source.path[folder.len()..].to_owned(), source.clone()))
            .collect()
    };
    Files { default: layer("default"), own: layer("mine"), ..Files::default() }
}

fn language(tag: &str) -> Language {
    Language::find(tag).expect("in the table")
}

#[test]
fn words_that_only_partners_read_are_missed_in_the_source_language_only() {
    let story =
        STORY.replace("skip: Aller au contenu", "skip: Aller au contenu\nreport: {title: Compte rendu}");
    let told = |languages: &[&str]| {
        let languages: Vec<Language> = languages.iter().map(|tag| language(tag)).collect();
        let mut diagnostics = Vec::new();
        let all = read(&files(&story), "mine", &languages, &mut diagnostics);
        assert_eq!(all[&language("en")].get("report.title"), "Compte rendu");
        diagnostics
            .iter()
            .any(|diagnostic| diagnostic.args.get("keys").is_some_and(|keys| keys.contains("report")))
    };
    assert!(!told(&["fr", "en"]));
    assert!(told(&["en", "fr"]));
}

const STORY: &str = "\
--- themes/default/strings/fr.yaml ---
skip: Aller au contenu
ask: \"Qui aide ?\"
links: {phone: \"Appeler le {number}\", fallback: \"(page en {language})\"}
date: {pattern: \"{day} {month} {year}\", months: [janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre], first: 1er}
number: {group: \" \", decimal: \",\"}
--- themes/default/strings/en.yaml ---
skip: Skip to content
links: {phone: \"Call\"}
date: {pattern: \"{day} {month} {year}\", months: [January]}
--- themes/mine/strings/en.yaml ---
skip: Go on
";

#[test]
fn each_language_gets_all_words() {
    let mut diagnostics = Vec::new();
    let all = read(&files(STORY), "mine", &["fr", "en", "ar"].map(language), &mut diagnostics);
    let told: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            format!(
                "{} {} {}",
                diagnostic.code(),
                diagnostic.place.path,
                diagnostic.args.get("keys").map_or("", |keys| keys)
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "theme/strings-incomplete themes/mine/strings/en.yaml ask, date.months, links.fallback, number",
            "theme/strings-blank themes/mine/strings/en.yaml links.phone",
            "theme/strings-missing themes/mine/strings/ar.yaml ",
        ]
    );
    let en = &all[&language("en")];
    assert_eq!(en.get("skip"), "Go on");
    assert_eq!(en.get("links.phone"), "Call");
    assert_eq!(en.get("ask"), "Qui aide\u{202f}?");
    assert_eq!(en.get("date.first"), "");
    let ar = &all[&language("ar")];
    assert_eq!((ar.get("skip"), ar.spoken), ("Aller au contenu", language("fr")));
    assert_eq!(ar.value.get_from_path("lang").and_then(Value::as_str), Some("fr"));
    assert!(en.value.get_from_path("lang").is_some_and(Value::is_none));
    assert_eq!(ar.get("no.such.text"), "");
}

#[test]
fn easy_french_speaks_french() {
    let mut diagnostics = Vec::new();
    let all = read(&files(STORY), "default", &["fr", "fr-simple"].map(language), &mut diagnostics);
    assert_eq!(diagnostics, []);
    assert_eq!(all[&language("fr-simple")].get("skip"), "Aller au contenu");
}

#[test]
fn a_kind_of_a_language_speaks_that_language() {
    let mut diagnostics = Vec::new();
    let all = read(&files(STORY), "mine", &["en-GB", "en", "en-Shaw", "bci"].map(language), &mut diagnostics);
    let spoken = |tag: &str| (all[&language(tag)].get("skip"), all[&language(tag)].spoken.tag());
    assert_eq!((spoken("en-GB"), spoken("en")), (("Go on", "en"), ("Go on", "en")));
    // Other letters are no help to whoever reads Shavian; and words that stand in say whose they are.
    assert_eq!((spoken("en-Shaw"), spoken("bci")), (("Go on", "en"), ("Go on", "en")));
    let told: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code(), diagnostic.args["language"].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("theme/strings-incomplete", "en"),
            ("theme/strings-blank", "en"),
            ("theme/strings-missing", "en-Shaw"),
            ("theme/strings-missing", "bci"),
        ]
    );
}

#[test]
fn days_and_numbers_speak_the_language() {
    let all = read(&files(STORY), "default", &[language("fr")], &mut Vec::new());
    let fr = &all[&language("fr")];
    assert_eq!(fr.date(jiff::civil::date(2026, 11, 21)), "21 novembre 2026");
    assert_eq!(fr.date(jiff::civil::date(2026, 2, 1)), "1er février 2026");
    for (number, printed) in [
        ("0", "0"),
        ("999", "999"),
        ("2951", "2~951"),
        ("1234567.25", "1~234~567,25"),
        ("-2.24", "-2,24"),
        ("NaN", "NaN"),
        ("1e9", "1e9"),
        ("", ""),
    ] {
        assert_eq!(fr.number(number).replace('\u{202f}', "~"), printed);
    }
}

#[test]
fn nothing_at_all_is_survived() {
    let all = read(&Files::default(), "x", &[], &mut Vec::new());
    assert_eq!(all[&Language::default()].date(jiff::civil::date(2026, 1, 2)), "2  2026");
    assert_eq!(all[&Language::default()].number("1234.5"), "1234.5");
}

#[test]
fn words_agree_with_their_number() {
    let story = "\
--- themes/default/strings/fr.yaml ---
pages: {one: \"{number} page\", other: \"{number} pages\"}
units: {homes: {one: \"{value} logement\", other: \"{value} logements\"}}
number: {group: \" \", decimal: \",\"}
--- themes/default/strings/ar.yaml ---
pages: {one: صفحة واحدة, two: صفحتان, few: \"{number} صفحات\", other: \"{number} صفحة\"}
units: {homes: {one: \"{value} x\", few: \"{vlaue} y\"}}
--- themes/default/strings/uk.yaml ---
pages: \"Сторінок: {number}\"
";
    let mut diagnostics = Vec::new();
    let all = read(&files(story), "default", &["fr", "ar", "uk"].map(language), &mut diagnostics);
    let pages = |tag: &str, number: &str| all[&language(tag)].fill("pages", &[("number", number)]);
    assert_eq!(
        ["0", "1", "2", "1\u{202f}000"].map(|number| pages("fr", number)).join(", "),
        "0 page, 1 page, 2 pages, 1\u{202f}000 pages"
    );
    assert_eq!(
        ["1", "2", "3", "11"].map(|number| pages("ar", number)).join(", "),
        "صفحة واحدة, صفحتان, 3 صفحات, 11 صفحة"
    );
    assert_eq!(pages("uk", "3"), "Сторінок: 3");
    // Words of another language keep the forms of their own.
    assert_eq!(all[&language("uk")].texts["units.homes"].of("0"), "{value} logement");
    let told: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| format!("{} {}", diagnostic.code(), diagnostic.args["keys"]))
        .collect();
    assert_eq!(
        told,
        [
            "theme/strings-incomplete number, units.homes.other",
            "theme/strings-blank units.homes",
            "theme/strings-incomplete number, units",
        ]
    );
}

#[test]
fn a_file_to_translate_holds_every_word_once() {
    let story = "\
--- themes/default/strings/fr.yaml ---
skip: Aller au contenu
comma: \",\"
print: {language: français, pages: {one: \"{number} page\", other: \"{number} pages\"}, formats: {a4: A4, large: Grands}}
severity: {\"1\": un détail}
report: {title: Compte rendu}
date: {months: [janvier, février]}
--- themes/default/strings/fa.yaml ---
skip: رفتن
";
    let files = files(story);
    let written = |tag: &str| to_translate(&files, language(tag), language("fr"));
    let uk = "\
comma: \",\"
date:
  months:
    - \"\" # janvier
    - \"\" # février
print:
  formats:
    a4: \"A4\"
    large: \"\" # Grands
  language: \"Українська\" # français
  pages:
    one: \"\" # {number} page
    few: \"\" # {number} pages
    many: \"\" # {number} pages
    other: \"\" # {number} pages
severity:
  \"1\": \"\" # un détail
skip: \"\" # Aller au contenu
";
    assert_eq!(written("uk"), uk);
    // Dari has the words of Persian to begin with.
    assert!(written("fa-AF").contains("skip: \"رفتن\" # Aller au contenu\n"));
    assert!(written("fa-AF").contains("comma: \"،\" # ,\n"));
}

#[test]
fn a_word_that_is_left_empty_is_not_written_yet() {
    let story = "\
--- themes/default/strings/fr.yaml ---
skip: Aller au contenu
ask: Qui aide
print: {language: français}
number: {group: \" \", decimal: \",\"}
--- themes/default/strings/uk.yaml ---
skip: \"\"
ask: Хто
number: {group: \"\", decimal: \"\"}
--- themes/default/strings/pt.yaml ---
skip: \"\"
print: {language: \"\"}
";
    let mut diagnostics = Vec::new();
    let all = read(&files(story), "default", &["fr", "uk", "pt"].map(language), &mut diagnostics);
    let uk = &all[&language("uk")];
    assert_eq!((uk.get("skip"), uk.get("ask")), ("Aller au contenu", "Хто"));
    assert_eq!((uk.spoken_at("skip").tag(), uk.spoken_at("ask").tag()), ("fr", "uk"));
    // A leaflet is in its own language, whoever's words stand in.
    assert_eq!((uk.get("print.language"), uk.number("1234")), ("Українська", "1234".to_owned()));
    assert_eq!(all[&language("pt")].get("print.language"), "Português");
    let told: Vec<_> = diagnostics.iter().map(|told| (told.code(), told.args["language"].as_str())).collect();
    assert_eq!(told, [("theme/strings-incomplete", "uk"), ("theme/strings-missing", "pt")]);
}

/// The keys of which is said that no page reads them, each with the one that may have been meant.
fn unread(words: &str, templates: &str) -> Vec<(String, String)> {
    let mut files = files(&format!("--- themes/mine/strings/en.yaml ---\n{words}\n{templates}"));
    let shipped = "way: Les étapes\nexit: {leave: Quitter}\ndate: {months: [janvier]}\nparts: {one: une partie, other: parties}\n";
    files.words.insert("strings/fr.yaml".into(), Source::new("fr.yaml", shipped.as_bytes()));
    let told = unknown::unknown(&files).into_iter();
    told.map(|said| {
        assert_eq!(
            (said.code(), &*said.place.path),
            ("theme/strings-unknown", "themes/mine/strings/en.yaml")
        );
        let arg = |name| said.args.get(name).cloned().unwrap_or_default();
        (arg("key"), arg("near"))
    })
    .collect()
}

#[test]
fn a_key_that_no_page_reads_is_told_with_the_one_that_was_meant() {
    let told = |words| unread(words, "");
    let pair = |key: &str, near: &str| vec![(key.to_owned(), near.to_owned())];
    assert_eq!(told("wayx: The way"), pair("wayx", "way"));
    assert_eq!(told("exit: {leve: Leave}"), pair("exit.leve", "leave"));
    assert_eq!(told("exits: {leave: Leave}"), pair("exits", "exit"));
    // One that still waits for its words is mistyped all the same.
    assert_eq!(told("Way: \"\"").len(), 1);
    assert_eq!(told("zzz: {deep: {er: x}}"), pair("zzz", ""));
    // Forms of a number and places of a list are no keys.
    assert_eq!(
        told(
            "way: The way\nexit: {leave: Leave}\ndate: {months: [January]}\nparts: {one: a part, few: some, other: parts}"
        ),
        []
    );
}

#[test]
fn a_theme_may_have_words_of_its_own_for_its_own_templates() {
    let told = |template: &str| {
        unread("welcome: {hello: Hello}", &format!("--- themes/mine/templates/guide.html ---\n{template}"))
    };
    assert_eq!(told("<p>{{ t.welcome.hello }}</p>"), []);
    assert_eq!(told("<p>{{ t.welcomed }} {{ t.welcome_back }}</p>").len(), 1);
}

#[test]
fn the_program_carries_no_words_that_no_page_reads() {
    let mut files = Files::read(&Sources::default(), "default");
    let french = files.words.get("strings/fr.yaml").cloned().expect("there");
    files.words = BTreeMap::from([("strings/fr.yaml".into(), french)]);
    let told: Vec<String> = unknown::unknown(&files)
        .iter()
        .map(|said| format!("{} {}", said.place.path, said.args.get("key").map_or("", |key| key)))
        .collect();
    assert_eq!(told, [""; 0]);
}
