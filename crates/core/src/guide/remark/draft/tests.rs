//! Drafts that are taken, and all that is wrong with others.

use crate::diagnostic::{Rule, rule};
use jiff::civil::date;

use super::*;
use crate::{
    guide::{self, GuideFrontMatter, Text},
    source::Sources,
    toolkit::{self, Toolkit},
};
use trousseau_text::Language;

const STORY: &str = "\
--- content/toolkit.yaml ---
name: {fr: Clés}
languages: [fr, ar]
stages:
  - {id: demander, name: {fr: D, ar: D}, summary: {fr: S, ar: S}, guides: [demander]}
--- content/rounds.yaml ---
- {id: essai, name: {fr: Essai, ar: Essai}, from: 2026-05-10, to: 2026-06-20}
--- content/guides/demander/fr.md ---
---
title: Demander
summary: S
stage: demander
status: pilot
versions:
  - {version: 1.0.0, date: 2026-05-01, summary: Première version.}
---

## Les papiers
";

struct Place {
    toolkit: Toolkit,
    guide: Text<GuideFrontMatter>,
}

impl Place {
    fn new() -> Self {
        let sources = Sources::from_story(STORY).value;
        let toolkit = toolkit::read(&sources).value.expect("a toolkit");
        let guide = guide::all(&sources, toolkit.source_language()).pop().expect("a guide");
        Self { toolkit, guide }
    }

    fn about(&self) -> About<'_> {
        About { toolkit: &self.toolkit, today: date(2026, 6, 5), guide: Some(self.guide.tested()) }
    }
}

fn draft() -> Draft {
    let mut draft = Draft::default();
    for (field, text) in [
        (Field::Version, "1.0.0"),
        (Field::Lang, "ar"),
        (Field::Round, "essai"),
        (Field::Period, "2026-05"),
        (Field::Source, "household"),
        (Field::Channel, "meeting"),
        (Field::Count, "6"),
        (Field::Theme, "unclear_word"),
        (Field::Section, "les-papiers"),
        (Field::Severity, "2"),
        (Field::Proposal, "Dire « bail »."),
    ] {
        draft.set(field, text);
    }
    draft
}

/// Finds a number and a name.
fn named(text: &str) -> Vec<(Range<usize>, Rule)> {
    let find = |words: &str, code| text.find(words).map(|at| (at..at + words.len(), code));
    let found = [find("06 12 34 56 78", rule::privacy::PHONE), find("Mme Dupont", rule::privacy::NAME)];
    found.into_iter().flatten().collect()
}

/// What is wrong once a field says something else.
fn wrong(field: Field, text: &str) -> Option<Wrong> {
    let place = Place::new();
    let mut draft = draft();
    draft.set(field, text);
    let mut faults = draft.validate(&place.about(), &named).err()?;
    assert_eq!((faults.len(), faults[0].field), (1, field), "{text:?}: {faults:?}");
    faults.pop().map(|fault| fault.wrong)
}

#[test]
fn what_is_taken_is_cleaned_and_numbered() {
    let place = Place::new();
    let mut draft = draft();
    draft.set(Field::Proposal, " Dire\n\u{202e}« bail »\u{2066}\t\u{7}ici. ");
    draft.set(Field::Count, "006");
    draft.set(Field::Section, " ");
    let valid = draft.validate(&place.about(), &named).expect("taken");
    let remark = valid.numbered(&mut Numbers::after(["F-2026-004"], 2026));
    let written: Vec<(&str, &str)> =
        remark.written().map(|(spec, value)| (spec.field.name(), value)).collect();
    assert_eq!(remark.id(), "F-2026-005");
    assert_eq!(
        written,
        [
            ("version", "1.0.0"),
            ("lang", "ar"),
            ("round", "essai"),
            ("period", "2026-05"),
            ("source", "household"),
            ("channel", "meeting"),
            ("count", "6"),
            ("theme", "unclear_word"),
            ("severity", "2"),
            ("proposal", "Dire « bail » ici."),
        ]
    );
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    for (field, text, expected) in [
        (Field::Version, "1.1.0", Wrong::Version),
        (Field::Version, "1", Wrong::Unknown),
        (Field::Lang, "ti", Wrong::Language),
        (Field::Lang, "x|y", Wrong::Unknown),
        (Field::Round, "hiver", Wrong::Round),
        (Field::Period, "mai", Wrong::Month),
        (Field::Period, "2026-07", Wrong::Future),
        (Field::Period, "2026-04", Wrong::OutsideRound("essai".into())),
        (Field::Source, "somebody", Wrong::Unknown),
        (Field::Channel, "", Wrong::Missing),
        (Field::Count, "many", Wrong::Number),
        (Field::Count, "0", Wrong::Nobody),
        (Field::Theme, "Print", Wrong::Unknown),
        (Field::Severity, "4", Wrong::Level),
        (Field::Proposal, &"é".repeat(241), Wrong::Long { letters: 241, most: 240 }),
    ] {
        assert_eq!(wrong(field, text), Some(expected), "{field}: {text}");
    }
    for (field, text) in [(Field::Proposal, ""), (Field::Section, ""), (Field::Section, "partie")] {
        assert_eq!(wrong(field, text), None, "{field}: {text}");
    }
}

#[test]
fn what_names_a_person_is_found_as_it_was_typed_and_as_it_is_kept() {
    for text in ["Appeler le 06 12 34 56 78.", "Appeler le 06 12\u{202e} 34 56 78.", "Mme\nDupont le dit."] {
        assert!(matches!(wrong(Field::Proposal, text), Some(Wrong::Personal(_))), "{text:?}");
    }
    let place = Place::new();
    let mut draft = draft();
    draft.set(Field::Proposal, "Dire : appeler le 01 23 45 67 89.");
    assert!(draft.validate(&place.about(), &named).is_ok(), "nothing is found");
}

#[test]
fn every_fault_has_words() {
    let place = Place::new();
    let mut draft = Draft::default();
    for spec in fields::written() {
        draft.set(spec.field, "le 06 12 34 56 78 ".repeat(20));
    }
    let faults = draft.validate(&place.about(), &named).expect_err("nothing is right");
    let french = Language::find("fr").expect("in the table");
    for fault in faults {
        let at = crate::diagnostic::Place::file(&"x".into());
        for diagnostic in fault.diagnostics("F-2026-001", &at, &place.about()) {
            let title = crate::messages::title(french, &diagnostic);
            assert!(title != diagnostic.code() && !title.contains('{'), "{fault:?}: {title}");
        }
    }
}
