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

/// The notes of a text, each as its code and the words it underlines.
fn said(yaml: &str) -> (Option<Head>, Vec<String>) {
    let noted = read::<Head>(yaml, &"x.yaml".into(), 0);
    let said = noted.notes.iter().map(|note| {
        let span = note.place.span.expect("a place");
        format!("{} {:?}", note.code, &yaml[span.start..span.end])
    });
    let said = said.collect();
    (noted.value, said)
}

#[test]
fn a_good_head_is_read_in_silence() {
    let (head, notes) =
        said("title: 'Été'\ncount: 3\nhelp: [siao, adil]\nname: {fr: x}\nversions:\n- number: 1.0.0\n");
    let head = head.expect("a head");
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!((head.title.as_str(), head.count, head.versions.len()), ("Été", Some(3), 1));
    assert_eq!((head.help[1].as_str(), head.help[1].span.start), ("adil", 37));
    assert_eq!(head.versions[0].number, "1.0.0");
}

#[test]
fn all_problems_are_shown_at_their_place_and_the_rest_is_kept() {
    let yaml = "title: x\nsumary: y\ncount: many\nversions:\n  - number: 1.0.0\n    kind: smal\n  - kind: large\nnames: z\n";
    let (head, notes) = said(yaml);
    assert_eq!(
        notes,
        [
            "yaml/unknown-key \"sumary\"",
            "yaml/kind \"many\"",
            "yaml/unknown-value \"smal\"",
            "yaml/missing \"kind: large\"",
            "yaml/unknown-key \"names\"",
        ]
    );
    assert_eq!(head.expect("still read").versions.len(), 1);
}

#[test]
fn a_missing_title_leaves_no_head() {
    let (head, notes) = said("count: 3\n");
    assert!(head.is_none());
    assert_eq!(notes.len(), 1);
    assert!(notes[0].starts_with("yaml/missing"));
}

#[test]
fn an_unknown_language_names_the_nearest() {
    let noted = read::<Head>("title: x\nname: {fa-AR: x}\n", &"x".into(), 0);
    assert_eq!(noted.notes[0].code, "yaml/unknown-language");
    assert_eq!(noted.notes[0].args["near"], "fa-AF");
}

#[test]
fn broken_yaml_is_a_note_at_its_line() {
    let yaml = "title: x\nhelp: [a, b\ncount: 3\n";
    let noted = read::<Head>(yaml, &"x".into(), 100);
    assert!(noted.value.is_none());
    assert_eq!(noted.notes[0].code, "yaml/syntax");
    let at = noted.notes[0].place.span.expect("a place").start;
    assert!((100..=100 + yaml.len()).contains(&at));
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
    for text in [bomb, deep, "&a *a".into(), "? ".repeat(5000), "title: \u{0}".into()] {
        assert!(!read::<Head>(&text, &"x".into(), 0).notes.is_empty());
    }
}
