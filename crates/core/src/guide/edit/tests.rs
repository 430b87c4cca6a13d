//! Changes of front matters in many forms: what is written, and that every other byte stays.

mod odd;

use jiff::civil::date;

use super::*;
use crate::guide::remark::Field;

/// A remark of the tests.
pub fn remark() -> NewFeedback {
    saying("Expliquer « avis d’imposition ».")
}

/// The same remark with another proposal.
pub fn saying(proposal: &str) -> NewFeedback {
    let values = [
        (Field::Version, "1.0.0"),
        (Field::Lang, "fr"),
        (Field::Round, "test-2026"),
        (Field::Period, "2026-05"),
        (Field::Source, "household"),
        (Field::Channel, "paper_form"),
        (Field::Count, "6"),
        (Field::Theme, "unclear_word"),
        (Field::Section, "les-papiers"),
        (Field::Severity, "2"),
        (Field::Proposal, proposal),
    ];
    NewFeedback::unchecked("F-2026-009", &values)
}

/// A version of the tests.
pub fn new_version() -> Release {
    Release {
        bump: Bump::Minor,
        summary: "Les papiers : une liste.".into(),
        date: date(2026, 6, 10),
        round: Some("test-2026".into()),
        validated_by: vec!["association-exemple".into(), "bailleur-exemple".into()],
        status: None,
    }
}

const HEAD: &str = "\
---
title: Demander # une action
status: pilot
versions:
  # la première
  - version: 1.0.0
    date: 2026-04-01
    summary: Première version.

feedback:
  - id: F-2026-001
    version: 1.0.0
    lang: fr
    round: test-2026
    period: 2026-05
    source: household
    channel: meeting
    count: 6
    theme: too_long
    severity: 1
    decision: open # à voir
    # fin
stage: demander
summary: Un résumé.
---
Texte
";

/// Read anew for each remark, a table of this size would take minutes.
#[test]
fn a_large_table_is_one_change() {
    let remarks: Vec<NewFeedback> = (0..4000).map(|place| saying(&format!("Proposition {place}."))).collect();
    let new = add_feedback(HEAD, &remarks.iter().collect::<Vec<_>>()).expect("added");
    assert_eq!(new.matches("  - id: F-2026-009\n").count(), 4000);
    assert!(
        new.contains("proposal: Proposition 3999.\n    decision: open\nstage: demander"),
        "{}",
        &new[new.len() - 300..]
    );
}

#[test]
fn a_remark_goes_below_the_others() {
    let new = add_feedback(HEAD, &[&remark()]).expect("added");
    let lines = "    # fin
  - id: F-2026-009
    version: 1.0.0
    lang: fr
    round: test-2026
    period: 2026-05
    source: household
    channel: paper_form
    count: 6
    theme: unclear_word
    section: les-papiers
    severity: 2
    proposal: Expliquer « avis d’imposition ».
    decision: open
stage:";
    assert_eq!(new, HEAD.replace("    # fin\nstage:", lines));
}

#[test]
fn a_decision_is_written_in_its_place() {
    let accepted =
        settle(HEAD, "F-2026-001", Decision::Accepted, None, Some(date(2026, 6, 1))).expect("settled");
    assert_eq!(
        accepted,
        HEAD.replace(
            "    decision: open # à voir\n",
            "    decision: accepted # à voir\n    decided: 2026-06-01\n"
        )
    );
    let version = Version { major: 1, minor: 0, patch: 0 };
    let resolved = settle(&accepted, "F-2026-001", Decision::Accepted, Some(version), None).expect("settled");
    assert_eq!(
        resolved,
        HEAD.replace(
            "    decision: open # à voir\n",
            "    decision: accepted # à voir\n    resolved_in: 1.0.0\n"
        )
    );
    assert_eq!(settle(&resolved, "F-2026-001", Decision::Open, None, None).expect("settled"), HEAD);
}

#[test]
fn an_unknown_remark_is_told_with_the_nearest() {
    let diagnostic = settle(HEAD, "F-2026-01", Decision::Later, None, None).expect_err("refused");
    assert_eq!((diagnostic.code(), diagnostic.args["near"].as_str()), ("feedback/unknown", "F-2026-001"));
}

#[test]
fn a_version_goes_on_top_and_answers_what_was_accepted() {
    let accepted = settle(HEAD, "F-2026-001", Decision::Accepted, None, None).expect("settled");
    let done =
        release(&accepted, &Release { status: Some(Status::Published), ..new_version() }).expect("released");
    assert_eq!(
        (done.version.to_string().as_str(), &done.resolved[..]),
        ("1.1.0", &["F-2026-001".to_owned()][..])
    );
    let entry = r#"versions:
  - version: 1.1.0
    date: 2026-06-10
    round: test-2026
    summary: "Les papiers : une liste."
    validated_by: [association-exemple, bailleur-exemple]
"#;
    let expected = accepted
        .replace("versions:\n", entry)
        .replace("status: pilot", "status: published")
        .replace("accepted # à voir\n", "accepted # à voir\n    resolved_in: 1.1.0\n");
    assert_eq!(done.text, expected);
    let again = release(&done.text, &Release { bump: Bump::Major, ..new_version() }).expect("released");
    assert_eq!((again.version.to_string().as_str(), again.resolved.len()), ("2.0.0", 0));
}

#[test]
fn summaries_in_several_languages_stay_as_they_are_below_a_new_version() {
    for words in [
        "\n      # relu en mai\n      fr: Première version.\n      ar: \"النسخة الأولى.\"  # à relire",
        " {fr: Première version., ar: النسخة الأولى.}",
    ] {
        let head = HEAD.replace(" Première version.", words);
        let done = release(&head, &Release { round: None, validated_by: Vec::new(), ..new_version() });
        let entry = "versions:\n  - version: 1.1.0\n    date: 2026-06-10\n    summary: \"Les papiers : une liste.\"\n";
        assert_eq!(done.expect("released").text, head.replace("versions:\n", entry));
        let remark = add_feedback(&head, &[&remark()]).expect("added");
        assert!(remark.contains(words), "{remark}");
    }
}

#[test]
fn a_first_version_has_a_number_of_its_size() {
    let bare = HEAD.replace(
        "  # la première\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: Première version.\n",
        "",
    );
    for (bump, number) in [(Bump::Major, "1.0.0"), (Bump::Minor, "0.1.0"), (Bump::Patch, "0.0.1")] {
        let done = release(&bare, &Release { bump, ..new_version() }).expect("released");
        assert_eq!(done.version.to_string(), number);
    }
}

#[test]
fn a_status_is_changed_in_place() {
    let new = set_status(HEAD, Status::Retired).expect("changed");
    assert_eq!(new, HEAD.replace("status: pilot", "status: retired"));
}

#[test]
fn what_cannot_be_read_is_refused() {
    let check = |text: &str, code: &str| {
        assert_eq!(release(text, &new_version()).expect_err("refused").code(), code, "{text}");
    };
    check("Texte", "front-matter/missing");
    check("---\ntitle: x\n", "front-matter/open");
    check("---\ntitle: [\n---\n", "yaml/bracket");
    check(&HEAD.replace("pilot", "pilote"), "yaml/unknown-value");
    check(&HEAD.replace("stage: demander\n", ""), "yaml/missing");
}
