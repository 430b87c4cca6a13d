//! Forms made from the types, and their answers as changes.

use strum::IntoEnumIterator;

use super::{
    shape::{Kind, Shape},
    *,
};
use trousseau_core::guide::edit::entries::{at, parse};

fn field(list: List, name: &str) -> Field {
    list.fields().into_iter().find(|field| field.name == name).expect("a field")
}

#[test]
fn a_form_has_the_fields_of_its_type() {
    let names: Vec<String> = List::Facts.fields().into_iter().map(|field| field.name).collect();
    assert_eq!(
        names,
        ["id", "value", "label", "source", "url", "territory", "checked", "expires", "date", "status"]
    );
    assert_eq!(field(List::Facts, "checked").shape, Shape::One(Kind::Day));
    assert!(field(List::Facts, "checked").required && !field(List::Facts, "expires").required);
    let status = field(List::Facts, "status");
    assert_eq!(status.shape, Shape::Choice("Certainty".into(), vec!["sourced".into(), "to_check".into()]));
    assert_eq!(status.default, "sourced");
    assert_eq!(field(List::Contacts, "role").shape, Shape::Words { long: true });
    assert_eq!(field(List::Contacts, "territory").shape, Shape::One(Kind::Name("territory".into())));
    assert_eq!(field(List::Contacts, "tonight").shape, Shape::Flag);
    assert_eq!(field(List::Glossary, "forms").shape, Shape::WordLists);
    assert_eq!(field(List::Phrases, "reviewed").shape, Shape::Many(Kind::Name("language".into())));
    assert!(matches!(field(List::Results, "figures").shape, Shape::Rows(rows) if rows.len() == 9));
    assert!(matches!(field(List::Rounds, "testers").shape, Shape::Group(all) if all.len() == 4));
    assert!(matches!(field(List::Rounds, "theme").shape, Shape::Words { long: false }));
    let head = Head::Guide.fields();
    assert!(head.iter().all(|field| !["versions", "feedback", "audio"].contains(&field.name.as_str())));
    let leaflets = head.iter().find(|field| field.name == "leaflets").expect("a field");
    assert!(
        matches!(&leaflets.shape, Shape::Choices(of, all) if of == "Format" && all.contains(&"trifold".to_owned()))
    );
    for list in List::iter() {
        assert_eq!(list.fields()[0].name, "id", "{}", list.name());
    }
}

fn answered(pairs: &[(&str, &str)]) -> Answers {
    Answers::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

const TERM: &str = "- id: bail # le contrat\n  word: {fr: bail, ar: \"عقد\"}\n  forms: {fr: [baux]}\n  definition:\n    fr: Un contrat.\n";

fn languages() -> Vec<String> {
    vec!["fr".into(), "ar".into(), "ti".into()]
}

/// The file after a form with these answers beside those that it shows.
#[track_caller]
fn changed(list: List, text: &str, more: &[(&str, &str)]) -> String {
    let tree = parse(text).expect("read");
    let entry = at(&tree, &[Step::At(0)]).expect("an entry");
    let fields = list.fields();
    let mut pairs = shown(&fields, Some(entry), "");
    pairs.retain(|pair| more.iter().all(|other| other.0 != pair.0));
    pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let target = Target::Entry(list, Some(0));
    let edits = edits(&fields, entry, &target.way(), &Answers::new(pairs), &languages());
    target.edited(text, &edits).expect("changed")
}

#[test]
fn a_form_that_is_sent_back_as_it_came_changes_nothing() {
    assert_eq!(changed(List::Glossary, TERM, &[]), TERM);
    assert_eq!(changed(List::Glossary, TERM, &[("definition.fr", " Un contrat.\r\n")]), TERM);
    let round = "- id: r\n  name: {fr: R}\n  from: 2026-10-01\n  to: 2026-11-30\n  testers: {association: 0}\n  example: oui\n";
    assert_eq!(changed(List::Rounds, round, &[]), round);
    let series = "- id: s\n  title: {fr: S}\n  scope: {fr: S}\n  unit: percent\n  figures:\n    - {year: 2021, value: 4.10, source: U}\n";
    assert_eq!(changed(List::Results, series, &[]), series);
    assert_eq!(
        changed(List::Results, series, &[("figures.0.value", "4,10"), ("figures.1.at_least", "false")]),
        series
    );
}

#[test]
fn answers_are_written_in_the_order_of_the_form() {
    let new = changed(
        List::Glossary,
        TERM,
        &[
            ("abbr", "B: A #1"),
            ("word.ti", "ውዕል"),
            ("forms.fr", "baux\r\nbail d’habitation"),
            ("forms.ar", "عقود"),
            ("definition.fr", ""),
            ("definition.ar", "عقد."),
            ("guide", "signer"),
        ],
    );
    assert_eq!(
        new,
        "- id: bail # le contrat\n  abbr: \"B: A #1\"\n  word: {fr: bail, ar: \"عقد\", ti: ውዕል}\n  forms: {fr: [baux, bail d’habitation], ar: [عقود]}\n  \
         definition:\n    ar: عقد.\n  guide: signer\n"
    );
}

#[test]
fn rows_come_and_go() {
    let text = "- id: s\n  title: {fr: S}\n  scope: {fr: S}\n  unit: percent\n  figures:\n    - {year: 2017, value: 2.24, source: U} # premier\n    - {year: 2021, value: 4.16, source: U}\n";
    let row = |place: usize| move |name: &str| format!("figures.{place}.{name}");
    let (first, third) = (row(0), row(2));
    let names: Vec<String> =
        ["year", "value", "source"].into_iter().flat_map(|name| [first(name), third(name)]).collect();
    let more: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(["", "2023", "", "5,2", "", "U"]).collect();
    let new = changed(List::Results, text, &more);
    assert_eq!(
        new,
        "- id: s\n  title: {fr: S}\n  scope: {fr: S}\n  unit: percent\n  figures:\n    - {year: 2021, value: 4.16, source: U}\n    - {year: 2023, value: 5.2, source: U}\n"
    );
}

#[test]
fn faults_stand_beside_their_questions() {
    let french = Language::default();
    let answers = answered(&[
        ("label.fr", "x"),
        ("value", ""),
        ("source", "x"),
        ("checked", "demain"),
        ("status", "sure"),
    ]);
    let found = faults(&List::Facts.fields(), &answers, french, "");
    let found: Vec<(&str, Wrong)> = found.iter().map(|fault| (fault.name.as_str(), fault.wrong)).collect();
    assert_eq!(found, [("value", Wrong::Missing), ("checked", Wrong::Day), ("status", Wrong::Unknown)]);
    let answers = answered(&[
        ("title.ar", "x"),
        ("unit", "percent"),
        ("figures.0.year", "l'an"),
        ("figures.1.at_least", "false"),
    ]);
    let found = faults(&List::Results.fields(), &answers, french, "");
    let found: Vec<&str> = found.iter().map(|fault| fault.name.as_str()).collect();
    assert_eq!(found, ["title.fr", "scope.fr", "figures.0.year", "figures.0.value", "figures.0.source"]);
}

#[test]
fn signs_that_nobody_sees_are_not_written() {
    assert_eq!(answers::clean("a\u{202e}b\u{7}\r\nc "), "ab\nc");
    assert_eq!(
        answers::clean("\u{200f}عقد\u{200e} x"),
        "\u{200f}عقد\u{200e} x",
        "marks of direction are words of Arabic"
    );
}
