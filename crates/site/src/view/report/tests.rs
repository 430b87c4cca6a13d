//! What a report says of a small toolkit.

use jiff::civil::{Date, date};

use super::{cells::Cell::*, *};
use trousseau_core::{library, source::Sources};

const TODAY: Date = date(2026, 11, 22);

/// Two guides, one of them a draft; two rounds. `{remarks}` is the feedback of the first guide.
const STORY: &str = "\
--- content/toolkit.yaml ---
name: {fr: Clés, ar: مفاتيح}
languages: [fr, ar]
stages: [{id: a, name: {fr: A, ar: ا}, summary: {fr: a., ar: ا.}}]
--- content/partners.yaml ---
- {id: asso, name: {fr: Asso}, college: association, role: {fr: Aide.}}
- {id: bailleur, name: {fr: Bailleur}, college: landlord, role: {fr: Loue.}}
--- content/facts.yaml ---
- {id: vieux, value: 10 €, label: {fr: Un vieux chiffre}, source: x, checked: 2026-01-01, expires: 2026-11-21}
- {id: proche, value: 20 €, label: {fr: Un chiffre proche}, source: x, checked: 2026-01-01, expires: 2027-01-21}
- {id: loin, value: 30 €, label: {fr: Un chiffre lointain}, source: x, checked: 2026-01-01, expires: 2027-01-22, status: to_check}
--- content/rounds.yaml ---
- {id: un, name: {fr: Premier essai}, from: 2026-05-01, to: 2026-05-31, testers: {association: 2, landlord: 3, household: 12}}
- {id: deux, name: {fr: Second essai}, from: 2026-10-01, to: 2026-10-31, testers: {association: 1, landlord: 5}, example: true}
- {id: apres, name: {fr: Essai à venir}, from: 2027-01-01, to: 2027-01-31}
--- content/guides/demander/fr.md ---
---
title: Demander
summary: Une demande.
stage: a
status: pilot
versions:
  - {version: 1.0.0, date: 2026-04-01, summary: x., validated_by: [asso, bailleur]}
feedback: [{remarks}]
---

## Les papiers

Le chiffre : [10 €](fact:vieux), [20 €](fact:proche) et [30 €](fact:loin).
--- content/guides/signer/fr.md ---
---
title: Signer
summary: Un bail.
stage: a
status: draft
versions:
  - {version: 1.0.0, date: 2026-04-01, summary: x., validated_by: [asso, bailleur]}
feedback:
  - {id: F-2026-900, version: 1.0.0, lang: fr, round: un, period: 2026-04, source: peer, channel: phone, count: 7, theme: print, severity: 1}
---

Signez.
--- content/guides/signer/ar.md ---
---
title: التوقيع
summary: العقد.
translates: 1.0.0
translation: reviewed
---

وقّعوا.
";

/// A remark of the form; `more` says the rest of it.
fn remark(number: u32, round: &str, source: &str, more: &str) -> String {
    format!(
        "{{id: F-2026-{number:03}, version: 1.0.0, lang: fr, round: {round}, period: 2026-05, source: {source}, \
         channel: meeting, section: les-papiers, {more}}}"
    )
}

fn made(remarks: &[String]) -> std::sync::Arc<Library> {
    let story = STORY.replace("{remarks}", &remarks.join(", "));
    library::assemble(&Sources::from_story(&story).value).value.expect("a library")
}

fn round(library: &Library, id: &str, today: Date) -> ReportView {
    let round = library.toolkit.rounds.iter().find(|round| *round.id == id).expect("a round");
    report(library, round, today, &[])
}

fn ids(remarks: &[RemarkView]) -> Vec<&str> {
    remarks.iter().map(|remark| &remark.id["F-2026-".len()..]).collect()
}

#[test]
fn remarks_are_listed_by_theme_and_the_worst_first() {
    let library = made(&[
        remark(1, "un", "household", "count: 1, theme: too_long, severity: 3"),
        remark(2, "un", "household", "count: 6, theme: unclear_word, severity: 1"),
        remark(3, "un", "household", "count: 4, theme: unclear_word, severity: 3, decision: accepted"),
        remark(4, "deux", "household", "count: 4, theme: unclear_word, severity: 3"),
    ]);
    let view = round(&library, "un", TODAY);
    assert_eq!(ids(&view.remarks), ["003", "002", "001", "900"], "drafts are in it, other rounds are not");
    assert_eq!(view.remarks[0].count, Small);
    assert_eq!(view.remarks[1].count, Exact(6));
    assert_eq!(view.remarks[0].decision, "waiting");
    assert_eq!(view.remarks[0].section.as_deref(), Some("Les papiers"));
    let themes: Vec<_> = view.themes.iter().map(|tally| (tally.name, tally.number)).collect();
    assert_eq!(themes, [("unclear_word", 2), ("too_long", 1), ("print", 1)]);
    let severities: Vec<_> = view.severities.iter().map(|tally| tally.number).collect();
    assert_eq!(severities, [2, 0, 2]);
    let tested: Vec<_> = view.tested.iter().map(|text| (text.title.as_str(), text.remarks)).collect();
    assert_eq!(tested, [("Demander", 3), ("Signer", 1)]);
}

#[test]
fn what_is_open_comes_from_earlier_rounds_too_and_the_oldest_first() {
    let library = made(&[
        remark(1, "deux", "household", "count: 1, theme: other, severity: 3"),
        remark(2, "un", "household", "count: 1, theme: other, severity: 3, decision: later"),
    ]);
    assert_eq!(ids(&round(&library, "un", TODAY).open), ["900"], "later rounds are not");
    let view = round(&library, "deux", TODAY);
    assert_eq!(ids(&view.open), ["900", "001"]);
    assert_eq!(view.open[0].month, Some((4, "2026".to_owned())));
    assert_eq!((view.open[0].example, view.open[1].example), (false, true));
}

#[test]
fn roles_and_testers_are_broken_down_with_care() {
    let many = |count: u32, source: &str, from: u32| -> Vec<String> {
        (from..from + count)
            .map(|number| remark(number, "deux", source, "count: 9, theme: other, severity: 1"))
            .collect()
    };
    let all = [many(9, "household", 1), many(30, "social_worker", 100), many(3, "interpreter", 200)].concat();
    let library = made(&all);
    let view = round(&library, "deux", TODAY);
    let parts = view.roles.parts.expect("enough remarks");
    let cells: Vec<_> = parts.iter().map(|part| part.cell).collect();
    assert_eq!(cells, [Hidden, Exact(30), Exact(0), Exact(0), Small, Exact(0)]);
    assert_eq!(view.roles.total, Exact(42));
    // One association beside five landlords: 6 − 5 would name it.
    assert_eq!((view.testers.parts, view.testers.total), (None, Exact(6)));
    // Two and three of five, beside twelve: 1 to 4 are possible for both.
    let testers = round(&library, "un", TODAY).testers.parts.expect("enough people");
    let cells: Vec<_> = testers.iter().map(|part| part.cell).collect();
    assert_eq!(cells, [Small, Small, Exact(0), Exact(12)]);
}

#[test]
fn a_guide_is_ready_when_it_lacks_nothing() {
    let library = made(&[remark(1, "un", "household", "count: 1, theme: other, severity: 3")]);
    let view = round(&library, "un", TODAY);
    let lacks: Vec<_> = view
        .guides
        .iter()
        .map(|guide| (guide.title.as_str(), guide.lacks.iter().map(|lack| lack.what).collect::<Vec<_>>()))
        .collect();
    assert_eq!(
        lacks,
        [("Signer", vec![]), ("Demander", vec!["severe", "expired", "unchecked", "translations"])],
        "the ready one comes first"
    );
    assert_eq!(view.guides[1].lacks[3].names, ["العربية"]);
}

#[test]
fn facts_are_called_to_mind_sixty_days_before() {
    let view = round(&made(&[]), "un", TODAY);
    let facts: Vec<_> = view.facts.iter().map(|fact| (fact.value.as_str(), fact.expired)).collect();
    // 60 days from 22 November are 21 January: one day more is not soon.
    assert_eq!(facts, [("10\u{202f}€", true), ("20\u{202f}€", false)]);
    assert_eq!(view.facts[0].guides, ["Demander"]);
    let day_before = round(&made(&[]), "un", date(2026, 11, 21));
    assert!(!day_before.facts[0].expired, "a fact holds on its last day");
}

#[test]
fn the_newest_round_is_the_last_that_has_begun() {
    let library = made(&[]);
    let id = |today| newest(&library.toolkit.rounds, today).map(|round| round.id.value.clone());
    assert_eq!(id(TODAY).as_deref(), Some("deux"));
    assert_eq!(id(date(2026, 5, 1)).as_deref(), Some("un"));
    assert_eq!(id(date(2020, 1, 1)).as_deref(), Some("un"), "before the first, the first");
    assert!(newest(&[], TODAY).is_none());
}

#[test]
fn translations_are_counted_by_state() {
    let view = round(&made(&[]), "un", TODAY);
    let states: Vec<Vec<usize>> = view
        .translations
        .iter()
        .map(|language| language.states.iter().map(|(_, number)| *number).collect())
        .collect();
    assert_eq!(states, [[2, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 1]]);
}

#[test]
fn a_proposal_in_other_letters_is_marked_with_its_language() {
    let arabic = "theme: other, severity: 1, count: 1".to_owned();
    let said = |lang: &str, words: &str| {
        let one = remark(1, "un", "household", &format!("{arabic}, proposal: \"{words}\""));
        let view = round(&made(&[one.replace("lang: fr", &format!("lang: {lang}"))]), "un", TODAY);
        view.remarks.iter().find_map(|remark| remark.proposal.clone()).expect("a proposal").lang
    };
    assert_eq!(said("ar", "اشرحوا"), Some("ar"));
    assert_eq!(said("ar", "Expliquer"), None);
    assert_eq!(said("ar", "« عقد الإيجار » : expliquer"), Some("ar"));
    assert_eq!(said("ar", "Dire « عقد الإيجار الاجتماعي » au lieu de « وثيقة السكن »."), None, "it is French");
    assert_eq!(said("fr", "Expliquer"), None);
}
