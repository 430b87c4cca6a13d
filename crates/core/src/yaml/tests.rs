//! What reading YAML says of good and bad files.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Head {
    title: String,
    count: Option<u32>,
    #[serde(default)]
    help: Vec<Placed<String>>,
    #[serde(default)]
    name: BTreeMap<Language, String>,
    #[serde(default)]
    versions: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Entry {
    number: String,
    kind: Option<Kind>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Small,
    Large,
}

/// What was read, and each diagnostic as its code and the words that it underlines.
fn said(yaml: &str) -> (Option<Head>, Vec<String>) {
    let noted = read::<Head>(yaml, &"x.yaml".into(), 0);
    let said = noted.diagnostics.iter().map(|diagnostic| {
        let span = diagnostic.place.span.expect("a place");
        format!("{} {:?}", diagnostic.code(), &yaml[span.start..span.end])
    });
    let said = said.collect();
    (noted.value, said)
}

#[test]
fn a_good_head_is_read_in_silence() {
    let (head, diagnostics) =
        said("title: 'Été'\ncount: 3\nhelp: [siao, adil]\nname: {fr: x}\nversions:\n- number: 1.0.0\n");
    let head = head.expect("a head");
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!((head.title.as_str(), head.count, head.versions.len()), ("Été", Some(3), 1));
    assert_eq!((head.help[1].as_str(), head.help[1].span.start), ("adil", 37));
    assert_eq!(head.versions[0].number, "1.0.0");
}

#[test]
fn all_problems_are_shown_at_their_place_and_the_rest_is_kept() {
    let yaml = "title: x\nsumary: y\ncount: many\nversions:\n  - number: 1.0.0\n    kind: smal\n  - kind: large\nnames: z\n";
    let (head, diagnostics) = said(yaml);
    assert_eq!(
        diagnostics,
        [
            "yaml/unknown-key \"sumary\"",
            "yaml/other-kind \"many\"",
            "yaml/unknown-value \"smal\"",
            "yaml/missing \"kind: large\"",
            "yaml/unknown-key \"names\"",
        ]
    );
    assert_eq!(head.expect("still read").versions.len(), 1);
}

#[test]
fn a_missing_title_leaves_no_head() {
    let (head, diagnostics) = said("count: 3\n");
    assert!(head.is_none());
    assert_eq!(diagnostics.len(), 1);
    assert!(diagnostics[0].starts_with("yaml/missing"));
}

#[test]
fn an_unknown_language_names_the_nearest() {
    for (tag, near) in [("fa_af", "fa-AF"), ("FR", "fr"), ("fr-simple-", "fr-simple")] {
        let noted = read::<Head>(&format!("title: x\nname: {{{tag}: x}}\n"), &"x".into(), 0);
        assert_eq!(
            (noted.diagnostics[0].code(), &*noted.diagnostics[0].args["near"]),
            ("yaml/unknown-language", near)
        );
    }
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Dated {
    #[serde(deserialize_with = "crate::yaml::day")]
    date: jiff::civil::Date,
    lang: Language,
}

#[test]
fn a_value_with_a_bar_keeps_its_own_message() {
    let noted = read::<Dated>("date: 2026|11\nlang: f|r\n", &"x".into(), 0);
    let said: Vec<_> = noted
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code(), diagnostic.args["value"].as_str()))
        .collect();
    assert_eq!(said, [("value/date", "2026|11"), ("yaml/unknown-language", "f|r")]);
    assert_eq!(noted.diagnostics[1].args["near"], "fr");
}

/// Each syntax error has a rule of its own. Accents stand before the error, so a place counted in characters would be wrong.
#[test]
fn broken_yaml_is_a_note_that_says_why_and_where() {
    let check = |yaml: &str, code: &str, before: &str| {
        let noted = read::<Head>(yaml, &"x".into(), 100);
        assert!(noted.value.is_none(), "{yaml}");
        let diagnostic = &noted.diagnostics[0];
        let at = diagnostic.place.span.expect("a place").start - 100;
        assert_eq!((diagnostic.code(), &yaml[..at]), (code, before));
    };
    check("title: é\nhelp: [a, b\ncount: 3\n", "yaml/bracket", "title: é\nhelp: ");
    check(
        "title: é\nversions: [{\n  a: b\n}]\nhelp: [a]]\n",
        "yaml/bracket",
        "title: é\nversions: [{\n  a: b\n}]\nhelp: [a]",
    );
    check("title: [é]]\n", "yaml/bracket", "title: [é]");
    check("title: {fr: L'été : oui}\n", "yaml/colon", "title: {fr: L'été ");
    check("title: {fr: 'a : b', en: c : d}\n", "yaml/colon", "title: {fr: 'a : b', en: c ");
    check("title: \"Déposé\nsummary: y\n", "yaml/quote-open", "title: ");
    check("title: 'l'été'\n", "yaml/quote-after", "title: 'l'");
    check("title: \"C:\\dossier\"\n", "yaml/backslash", "title: ");
    check("title: é\n\tcount: 3\n", "yaml/tab", "title: ");
    check("title: l'été: oui\n", "yaml/colon", "title: l'été");
    check("title: é\ncount:3\n", "yaml/no-colon", "title: é\n");
    check("title: é\nhelp:\n  - a\n - b\n", "yaml/indent", "title: é\nhelp:\n  - a\n ");
    check("title: @x\n", "yaml/sign", "title: ");
    check("title: é #z\n  more\n", "yaml/comment", "title: é ");
    check("title: *é*\n", "yaml/reference", "title: ");
    check("title: é\ntitle: y\n", "yaml/key-twice", "title: é\n");
    check("title: é\n---\nb: c\n", "yaml/documents", "title: é\n---\n");
    check("? ? ?", "yaml/syntax", "? ");
}

#[test]
fn a_sign_or_a_key_is_named() {
    let word = |yaml: &str| read::<Head>(yaml, &"x".into(), 0).diagnostics[0].args["word"].clone();
    assert_eq!(word("title: @x\n"), "@");
    assert_eq!(word("title: x\nété: y\nété: z\n"), "été");
}

#[test]
fn a_key_twice_is_refused() {
    assert_eq!(said("title: x\ntitle: y\n").1.len(), 1);
}

#[test]
fn a_bomb_does_not_go_off() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for i in 1..12 {
        let last = format!("*a{}", i - 1);
        bomb.push_str(&format!("a{i}: &a{i} [{}]\n", [last.as_str(); 9].join(", ")));
    }
    let deep = format!("title: {}", "[".repeat(100_000));
    for (text, code) in [(bomb, "yaml/limit"), (deep, "yaml/limit")] {
        assert_eq!(read::<Head>(&text, &"x".into(), 0).diagnostics[0].code(), code);
    }
    for text in ["&a *a".into(), "? ".repeat(5000), "title: \u{0}".into()] {
        assert!(!read::<Head>(&text, &"x".into(), 0).diagnostics.is_empty());
    }
}

#[test]
fn a_file_of_mistakes_is_left_soon() {
    let noted = read::<Vec<Entry>>(&"- {numbr: 1.0.0}\n".repeat(20_000), &"x".into(), 0);
    assert_eq!((noted.value.is_none(), noted.diagnostics.len() < 25_000), (true, true));
    assert!(
        noted.diagnostics.iter().filter(|diagnostic| diagnostic.code() == "yaml/missing").count()
            <= MOST_NOTES
    );
}

#[test]
fn a_misspelled_key_is_told_beside_the_field_that_is_missing() {
    assert_eq!(
        said("title: x\nversions:\n- {numbr: 1.0.0}\n").1,
        ["yaml/missing \"{numbr: 1.0.0\"", "yaml/unknown-key \"numbr\""]
    );
}

#[test]
fn a_field_that_is_there_and_wrong_is_not_called_missing() {
    assert_eq!(said("title: [x]\ncount: many\n").1, ["yaml/kind \"[x\"", "yaml/other-kind \"many\""]);
    assert_eq!(said("title: x\nversions:\n- number: [1]\n").1, ["yaml/kind \"[1\""]);
    assert_eq!(said("title: ~\n").1, ["yaml/nothing \"~\""]);
    assert_eq!(said("title:\n").1, ["yaml/nothing \"title\""]);
    // What is missing beside it is still said.
    assert_eq!(said("title: x\nversions:\n- kind: smal\n").1.len(), 2);
    let noted = read::<Head>("title: x\nversions:\n- number: [1]\n", &"x".into(), 0);
    assert_eq!(noted.diagnostics[0].args["within"], "versions");
}
