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
        agreed: vec!["association-exemple".into(), "bailleur-exemple".into()],
        urgent: None,
        status: None,
    }
}

/// The hash of some words.
fn hash(words: &str) -> TextHash {
    TextHash::new(trousseau_text::Fingerprint::of(words.as_bytes()))
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
        release(&accepted, &Release { status: Some(Status::Published), ..new_version() }, &hash("now"))
            .expect("released");
    assert_eq!(
        (done.version.to_string().as_str(), &done.resolved[..]),
        ("1.1.0", &["F-2026-001".to_owned()][..])
    );
    let entry = r#"versions:
  - version: 1.1.0
    date: 2026-06-10
    round: test-2026
    summary: "Les papiers : une liste."
    agreed:
      - partner: association-exemple
        text: @
        date: 2026-06-10
      - partner: bailleur-exemple
        text: @
        date: 2026-06-10
"#
    .replace('@', hash("now").as_str());
    let expected = accepted
        .replace("versions:\n", &entry)
        .replace("status: pilot", "status: published")
        .replace("accepted # à voir\n", "accepted # à voir\n    resolved_in: 1.1.0\n");
    assert_eq!(done.text, expected);
    let again =
        release(&done.text, &Release { bump: Bump::Major, ..new_version() }, &hash("now")).expect("released");
    assert_eq!((again.version.to_string().as_str(), again.resolved.len()), ("2.0.0", 0));
}

#[test]
fn summaries_in_several_languages_stay_as_they_are_below_a_new_version() {
    for words in [
        "\n      # relu en mai\n      fr: Première version.\n      ar: \"النسخة الأولى.\"  # à relire",
        " {fr: Première version., ar: النسخة الأولى.}",
    ] {
        let head = HEAD.replace(" Première version.", words);
        let done =
            release(&head, &Release { round: None, agreed: Vec::new(), ..new_version() }, &hash("now"));
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
        let done = release(&bare, &Release { bump, ..new_version() }, &hash("now")).expect("released");
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
        assert_eq!(release(text, &new_version(), &hash("now")).expect_err("refused").code(), code, "{text}");
    };
    check("Texte", "front-matter/missing");
    check("---\ntitle: x\n", "front-matter/open");
    check("---\ntitle: [\n---\n", "yaml/bracket");
    check(&HEAD.replace("pilot", "pilote"), "yaml/unknown-value");
    check(&HEAD.replace("stage: demander\n", ""), "yaml/missing");
}

#[test]
fn an_agreement_has_a_line_in_the_newest_version() {
    let day = date(2026, 6, 11);
    let once = agree(HEAD, "association-exemple", &hash("a"), Some(day)).expect("agreed");
    let line = |partner: &str, words: &str| {
        format!(
            "      - partner: {partner}\n        text: {}\n        date: 2026-06-11\n",
            hash(words).as_str()
        )
    };
    let first = format!("    summary: Première version.\n    agreed:\n{}", line("association-exemple", "a"));
    assert_eq!(once, HEAD.replace("    summary: Première version.\n", &first));
    let twice = agree(&once, "bailleur-exemple", &hash("a"), Some(day)).expect("agreed");
    assert_eq!(twice, once.replace(&first, &format!("{first}{}", line("bailleur-exemple", "a"))));
    // Who agrees to other words has no longer agreed to the first ones.
    let other = agree(&twice, "association-exemple", &hash("b"), Some(day)).expect("agreed");
    assert!(!other.contains(&line("association-exemple", "a")), "{other}");
    assert!(
        other.contains(&line("bailleur-exemple", "a")) && other.contains(&line("association-exemple", "b"))
    );
    let bare = HEAD.replace(
        "  # la première\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: Première version.\n",
        "",
    );
    assert_eq!(agree(&bare, "x", &hash("a"), None).expect_err("no version").code(), "versions/none");
}

#[test]
fn who_validated_has_agreed_to_words_that_nobody_kept() {
    let old = HEAD.replace(
        "    summary: Première version.\n",
        "    summary: Première version.\n    validated_by: [a, b]\n",
    );
    let new = moved(&old).expect("moved");
    assert!(
        new.contains("    summary: Première version.\n    agreed:\n      - partner: a\n      - partner: b\n"),
        "{new}"
    );
    assert!(!new.contains("validated_by"), "{new}");
    assert_eq!(moved(&new).as_deref(), Ok(new.as_str()), "nothing is left to move");
    assert_eq!(moved(HEAD).as_deref(), Ok(HEAD));
    // What somebody wrote beside it is not lost, and stands in nobody's way.
    let noted = old.replace("[a, b]", "[a, b] # en réunion");
    assert_eq!(moved(&noted).as_deref(), Ok(noted.as_str()));
    let agreed = agree(&noted, "b", &hash("a"), None).expect("agreed");
    assert!(agreed.contains("[a, b] # en réunion\n") && agreed.contains(hash("a").as_str()), "{agreed}");
    // Beside agreements that are there already, nobody is named twice.
    let both = agree(&new, "b", &hash("a"), None)
        .expect("agreed")
        .replace("    agreed:\n", "    validated_by: [b, c]\n    agreed:\n");
    let new = moved(&both).expect("moved");
    let lines = format!(
        "- partner: a\n      - partner: b\n        text: {}\n      - partner: c\n",
        hash("a").as_str()
    );
    assert!(new.contains(&lines), "{new}");
}

#[test]
fn a_version_keeps_the_agreements_to_its_words_alone() {
    let agreed = agree(HEAD, "bailleur-exemple", &hash("now"), Some(date(2026, 6, 1))).expect("agreed");
    let agreed =
        agree(&agreed, "association-exemple", &hash("before"), Some(date(2026, 6, 1))).expect("agreed");
    let alone = Release { agreed: Vec::new(), status: Some(Status::Published), ..new_version() };
    let done = release(&agreed, &alone, &hash("now")).expect("released").text;
    let top = done.split("# la première").next().unwrap_or_default();
    assert!(top.contains("partner: bailleur-exemple") && top.contains("2026-06-01"), "{done}");
    assert!(
        !top.contains("association-exemple") && !top.contains("notice") && !top.contains("urgent"),
        "{done}"
    );
    // A slip that was mended in a published guide asks for notice, and does not pay what is owed.
    let urgent = Release { urgent: Some("Le numéro a changé.".into()), ..alone.clone() };
    let owed = release(&agreed, &urgent, &hash("other")).expect("released").text;
    assert!(owed.contains("    urgent: Le numéro a changé.\n"), "{owed}");
    let patch = Release { bump: Bump::Patch, ..alone };
    let done = release(&owed, &patch, &hash("mended")).expect("released").text;
    assert_eq!(done.matches("urgent: Le numéro a changé.").count(), 2, "{done}");
    assert!(done.contains(&format!("    notice: {}\n", hash("mended").as_str())), "{done}");
}
