//! What is typed in a whole pilot, and how the head of the guide holds it.

/// The head that its editor fills in.
pub const BEGUN: &str = "# Payer le loyer : une action.
title: Payer son loyer
summary: Quand et comment payer.
stage: habiter

status: draft   # l’équipe écrit
authors: [association-exemple, bailleur-exemple]
help: [\"siao\"]
versions:
  - version: 0.1.0
    date: 2026-04-01
    summary: Premier essai.
";

/// The versions when the guide is published; `HASH` is that of its words.
pub const PUBLISHED: &str = "versions:
  - version: 1.0.0
    date: 2026-07-10
    round: essai
    summary: \"« RIB » devient : relevé de compte.\"
    agreed:
      - partner: association-exemple
        text: HASH
        date: 2026-07-10
      - partner: bailleur-exemple
        text: HASH
        date: 2026-07-10
";

/// What is said second.
pub const SECOND: &str = "  - id: F-2026-002
    version: 0.2.0
    lang: ar
    round: essai
    period: 2026-05
    source: interpreter
    channel: meeting
    count: 6
    theme: translation
    section: les-papiers
    severity: 2
    proposal: \"ar: dire « bail », pas « papier »\"
    decision: open
";

/// The 55 remarks of the form that say nothing of a person, as the head holds them: numbered on from the second one, the
/// rows with an even number in June and the others in May. Row 5 of each dozen is one that waits.
pub fn imported() -> Vec<(String, String)> {
    let rows = (0..60).filter(|row| row % 12 != 5);
    let entry = |(place, row): (usize, usize)| {
        let (id, month) = (format!("F-2026-{:03}", place + 3), if row % 2 == 0 { "06" } else { "05" });
        let entry = format!(
            "  - id: {id}
    version: 0.2.0
    lang: fr
    round: essai
    period: 2026-{month}
    source: household
    channel: paper_form
    count: 1
    theme: too_long
    severity: 1
    proposal: Remplacer le mot numéro {row}.
    decision: open
"
        );
        (id, entry)
    };
    rows.enumerate().map(entry).collect()
}

/// A head in which one remark is decided.
pub fn decided(head: &str, id: &str, decision: &str) -> String {
    let (before, after) = head.split_once(&format!("  - id: {id}\n")).expect("a remark");
    let after =
        after.replacen("decision: open\n", &format!("decision: {decision}\n    decided: 2026-06-30\n"), 1);
    format!("{before}  - id: {id}\n{after}")
}

const ADD: [&str; 20] = [
    "feedback",
    "add",
    "payer",
    "--round",
    "essai",
    "--period",
    "2026-05",
    "--source",
    "household",
    "--channel",
    "meeting",
    "--count",
    "6",
    "--theme",
    "unclear_word",
    "--severity",
    "2",
    "--section",
    "les-papiers",
    "--proposal",
];

/// A version that is published, but for those who validated it.
pub const PUBLISH: [&str; 10] = [
    "release",
    "payer",
    "--major",
    "--summary",
    "« RIB » devient : relevé de compte.",
    "--round",
    "essai",
    "--status",
    "published",
    "--validated-by",
];

/// What is said first, as a command.
pub fn said_first() -> Vec<&'static str> {
    [&ADD[..], &["Dire « relevé de compte » au lieu de « RIB »."]].concat()
}
