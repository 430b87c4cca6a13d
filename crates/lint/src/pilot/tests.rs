//! Each rule of the pilot phase: a front matter that keeps it, and one that breaks it.

use jiff::civil::date;

use trousseau_core::{agreement, diagnostic::Diagnostic, guide::TextHash, source::Sources};

const GOOD: &str = "\
--- content/toolkit.yaml ---
name: {fr: Exemple}
languages: [fr, ar]
territories: {nord: {fr: Nord}}
stages:
  - {id: demander, name: {fr: Demander}, summary: {fr: On demande.}, guides: [demander, suivre]}
--- content/partners.yaml ---
- {id: association, name: {fr: A}, college: association, role: {fr: Aide.}}
- {id: bailleur, name: {fr: B}, college: landlord, role: {fr: Loue.}}
- {id: etat, name: {fr: C}, college: public, role: {fr: Relit.}}
--- content/rounds.yaml ---
- id: test-2026
  name: {fr: Essai}
  from: 2026-05-12
  to: 2026-06-20
  territory: nord
  meeting: 2026-07-01
  next_meeting: 2026-10-01
--- content/guides/demander/fr.md ---
---
title: Demander
summary: S
stage: demander
status: published
authors: [association, bailleur]
versions:
  - version: 1.1.0
    date: 2026-07-10
    round: test-2026
    summary: Une liste.
    agreed: [{partner: association, text: NOW, date: 2026-07-08}, {partner: bailleur, text: NOW, date: 2026-07-09}]
  - version: 1.0.0
    date: 2026-05-01
    summary: Première version.
feedback:
  - id: F-2026-001
    version: 1.0.0
    lang: ar
    round: test-2026
    period: 2026-05
    source: household
    channel: meeting
    count: 6
    theme: unclear_word
    section: les-papiers
    severity: 2
    proposal: Expliquer « avis d’imposition ».
    decision: accepted
    resolved_in: 1.1.0
    decided: 2026-07-01
---

## Les papiers

Texte.
--- content/guides/suivre/fr.md ---
---
title: Suivre
summary: S
stage: demander
status: draft
feedback:
  - {id: F-2026-002, version: 1.0.0, lang: fr, round: test-2026, period: 2026-06, source: peer, channel: phone, count: 1, theme: print, severity: 1, decision: accepted}
versions:
  - version: 1.0.0
    date: 2026-05-01
    summary: Première version.
---
";

/// The toolkit, in which the agreements are to the text that is there.
fn toolkit(story: &str) -> Sources {
    let sources = Sources::from_story(story).value;
    let text = sources.get("content/guides/demander/fr.md").and_then(|file| file.text().ok());
    let hash = text.and_then(agreement::hash);
    let story = story.replace("NOW", hash.as_ref().map_or("aaaabbbbccccdddd", TextHash::as_str));
    Sources::from_story(&story).value
}

fn diagnostics(story: &str) -> Vec<Diagnostic> {
    crate::texts(&toolkit(story), date(2026, 11, 22)).diagnostics
}

/// Compares the diagnostics after one change, each with the words that it underlines.
#[track_caller]
fn check(from: &str, to: &str, expected: &[(&str, &str)]) {
    assert!(GOOD.contains(from), "there is no {from}");
    let story = GOOD.replacen(from, to, 1);
    let sources = toolkit(&story);
    let diagnostics = diagnostics(&story);
    let seen: Vec<(&str, &str)> = diagnostics
        .iter()
        .map(|diagnostic| {
            let text = sources.get(&diagnostic.place.path).expect("a file").text().expect("text");
            (diagnostic.code(), diagnostic.place.span.map_or("", |span| &text[span.start..span.end]))
        })
        .collect();
    assert_eq!(seen, expected, "{to}");
}

#[test]
fn a_good_pilot_gives_no_note() {
    assert_eq!(diagnostics(GOOD), []);
}

#[test]
fn a_published_guide_is_agreed_to_on_both_sides() {
    let second = ", {partner: bailleur, text: NOW, date: 2026-07-09}]";
    check(second, "]", &[("versions/colleges", "1.1.0")]);
    check(second, ", {partner: etat, text: NOW}]", &[("versions/colleges", "1.1.0")]);
    check(
        second,
        ", {partner: bayeur, text: NOW}]",
        &[("toolkit/unknown-id", "bayeur"), ("versions/colleges", "1.1.0")],
    );
    check("status: published", "status: pilot", &[]);
    // Older versions were agreed to as they were.
    check(
        "    summary: Première version.\nfeedback",
        "    summary: P\n    agreed: [{partner: etat}]\nfeedback",
        &[],
    );
}

#[test]
fn what_follows_from_a_wrong_value_is_not_said() {
    check("version: 1.1.0\n    date", "version: 1.1\n    date", &[("value/version", "1.1")]);
    let both = GOOD.replace("date: 2026-05-01", "date: 01/05/2026");
    let codes: Vec<&str> = diagnostics(&both).iter().map(|diagnostic| diagnostic.code()).collect();
    assert_eq!(codes, ["value/date", "value/date"]);
    check("status: draft", "status: brouillon", &[("yaml/unknown-value", "brouillon")]);
    // A field that is really missing is still reported.
    let bare = GOOD.replacen(
        "versions:\n  - version: 1.0.0\n    date: 2026-05-01\n    summary: Première version.\n---",
        "---",
        1,
    );
    let bare = bare.replace("status: draft", "colour: red\nstatus: pilot");
    assert!(
        diagnostics(&bare).iter().any(|diagnostic| diagnostic.code() == "versions/none"),
        "{:?}",
        diagnostics(&bare)
    );
}

#[test]
fn a_guide_that_nobody_wrote_is_not_for_readers() {
    check("title: Demander", "title: À écrire", &[("front-matter/unwritten", "")]);
    check("title: Suivre", "title: À écrire", &[]);
}

#[test]
fn a_published_guide_is_finished() {
    let story = GOOD.replace("1.1.0", "0.2.0").replacen("version: 1.0.0", "version: 0.1.0", 2);
    let codes: Vec<&str> = diagnostics(&story).iter().map(|diagnostic| diagnostic.code()).collect();
    assert_eq!(codes, ["versions/unfinished"]);
}

#[test]
fn versions_and_remarks_name_known_rounds() {
    check(
        "    round: test-2026\n    summary",
        "    round: test-2025\n    summary",
        &[("toolkit/unknown-id", "test-2025")],
    );
    check("round: test-2026\n    period", "round: essai\n    period", &[("toolkit/unknown-id", "essai")]);
}

#[test]
fn a_round_has_its_days_in_order() {
    check(
        "to: 2026-06-20",
        "to: 2026-05-11",
        &[("rounds/dates", "test-2026"), ("feedback/period-round", "2026-06")],
    );
    check("to: 2026-06-20", "to: 2026-05-12", &[("feedback/period-round", "2026-06")]);
    check("meeting: 2026-07-01", "meeting: 2026-05-11", &[("rounds/meeting", "test-2026")]);
    check("next_meeting: 2026-10-01", "next_meeting: 2026-07-01", &[("rounds/next-meeting", "test-2026")]);
    check("territory: nord", "territory: sud", &[("toolkit/unknown-id", "sud")]);
}

#[test]
fn a_remark_has_a_number_of_its_own() {
    check("F-2026-002", "F-2026-001", &[("feedback/twice", "F-2026-001")]);
    for bad in ["F-26-001", "F-2026-1", "2026-001", "F-2026-0x1", "F-2026001"] {
        check("F-2026-002", bad, &[("feedback/id", bad)]);
    }
    check("F-2026-002", "F-2026-1000", &[]);
}

#[test]
fn a_remark_is_about_a_version_and_a_language_that_are_there() {
    check(
        "    version: 1.0.0\n    lang: ar",
        "    version: 0.9.0\n    lang: ar",
        &[("feedback/version", "0.9.0")],
    );
    check("lang: ar", "lang: ti", &[("feedback/language", "ti")]);
}

#[test]
fn a_period_is_a_month_of_its_round_and_past() {
    for bad in ["2026-13", "2026-05-12", "mai 2026", "26-05", "2026/05"] {
        check("period: 2026-05", &format!("period: {bad}"), &[("feedback/period", bad)]);
    }
    check("period: 2026-05", "period: 2026-04", &[("feedback/period-round", "2026-04")]);
    check("period: 2026-05", "period: 2026-06", &[]);
    check("period: 2026-05", "period: 2026-12", &[("feedback/future", "2026-12")]);
}

#[test]
fn numbers_of_a_remark_are_within_the_form() {
    check("count: 6", "count: 0", &[("feedback/count", "0")]);
    check("severity: 2", "severity: 4", &[("feedback/severity", "4")]);
    check("severity: 2", "severity: 0", &[("feedback/severity", "0")]);
    check("Expliquer « avis d’imposition »", &"é".repeat(239), &[]);
    let long = "é".repeat(240);
    check("Expliquer « avis d’imposition »", &long, &[("feedback/long", &format!("{long}."))]);
}

#[test]
fn a_sign_that_nobody_sees_is_told() {
    let hidden = r#""Lire\u202E ici.""#;
    check("Expliquer « avis d’imposition ».", hidden, &[("feedback/signs", hidden)]);
    check("Expliquer « avis d’imposition ».", r#""Lire\u200F ici.""#, &[]);
}

#[test]
fn a_section_is_a_heading_of_the_guide() {
    check("section: les-papiers", "section: les-papier", &[("feedback/section", "les-papier")]);
    let diagnostics = diagnostics(&GOOD.replace("section: les-papiers", "section: les-papier"));
    assert_eq!(
        (diagnostics[0].severity, diagnostics[0].args["near"].as_str()),
        (trousseau_core::diagnostic::Severity::Warning, "les-papiers")
    );
}

#[test]
fn an_answer_follows_a_decision() {
    for decision in ["open", "rejected", "later"] {
        check(
            "decision: accepted\n",
            &format!("decision: {decision}\n"),
            &[("feedback/not-accepted", "1.1.0")],
        );
    }
    check("    decision: accepted\n", "", &[("feedback/not-accepted", "1.1.0")]);
    check("resolved_in: 1.1.0", "resolved_in: 1.2.0", &[("feedback/resolved-unknown", "1.2.0")]);
    check("resolved_in: 1.1.0", "resolved_in: 1.0.0", &[("feedback/resolved-older", "1.0.0")]);
    check("decision: accepted\n    resolved_in: 1.1.0\n", "decision: rejected\n", &[]);
}

#[test]
fn a_decision_has_a_day_and_is_not_passed_by() {
    check("decided: 2026-07-01", "decided: 2026-11-23", &[("feedback/decided-future", "F-2026-001")]);
    check("    resolved_in: 1.1.0\n", "", &[("feedback/passed-by", "F-2026-001")]);
    // Decided on the day of the version or later, it waits for the next one.
    check("    resolved_in: 1.1.0\n    decided: 2026-07-01", "    decided: 2026-07-10", &[]);
    check("    resolved_in: 1.1.0\n    decided: 2026-07-01\n", "", &[]);
}

#[test]
fn news_is_what_was_not_there() {
    let today = date(2026, 11, 22);
    let sources = |story: &str| Sources::from_story(story).value;
    let codes = |before: &str, after: &str| -> Vec<&str> {
        crate::news(&sources(before), &sources(after), today)
            .iter()
            .map(|diagnostic| diagnostic.code())
            .collect()
    };
    let bad = GOOD.replace("to: 2026-06-20", "to: 2026-05-11");
    assert_eq!(codes(GOOD, GOOD), [""; 0]);
    assert_eq!(codes(&bad, &bad), [""; 0]);
    assert_eq!(codes(&bad, GOOD), [""; 0]);
    assert_eq!(codes(GOOD, &bad), ["rounds/dates", "feedback/period-round"]);
    // A second diagnostic equal to an old one is new, wherever it is.
    let one = GOOD.replace("section: les-papiers", "section: fin");
    let again = "  - {id: F-2026-003, version: 1.0.0, lang: fr, round: test-2026, period: 2026-06, source: peer, channel: phone, count: 1, theme: print, section: fin, severity: 1}\n";
    let two = one.replacen("feedback:\n", &format!("feedback:\n{again}"), 1);
    assert_eq!(codes(&one, &two), ["feedback/section"]);
}
