//! The toolkit of this repository on the day after the year has turned: what a law changes then is named, and nothing else.

use std::{collections::BTreeSet, process::Command};

use crate::{cli::Toolkit, leaflets};

/// The figures of the law that hold for a year, or until a decree begins: ceilings, the year of the tax notice, the energy voucher,
/// and the rules of 2016 about unpaid rent, which end on 31 December 2026 (decrees 2026-83 and 2026-84).
const ENDED: &[&str] = &[
    "avis-imposition-annee",
    "cheque-energie-demande",
    "impaye-caf-2-fois",
    "impaye-caf-declaration-2-mois",
    "impaye-caf-fin-regle",
    "impaye-caf-plan-6-mois",
    "pls-1-personne",
    "pls-2-personnes",
    "pls-3-personnes",
    "pls-4-personnes",
    "pls-5-personnes",
    "pls-6-personnes",
    "pls-personne-en-plus",
    "plus-1-personne",
    "plus-2-personnes",
    "plus-3-personnes",
    "plus-4-personnes",
    "plus-5-personnes",
    "plus-6-personnes",
    "plus-personne-en-plus",
];

#[test]
fn in_january_what_has_ended_is_named_and_nothing_else() {
    let toolkit = Toolkit::of(&leaflets::words::content());
    // Paper tells nothing of facts, and laying all of it out takes minutes.
    toolkit.edit("content/toolkit.yaml", "leaflets: [a4,", "leaflets: [] # [a4,");
    let mut command = Command::new(env!("CARGO_BIN_EXE_trousseau"));
    command.arg("--root").arg(toolkit.path()).args(["--format", "json", "check"]);
    // 2 January 2027.
    let output = command.env("SOURCE_DATE_EPOCH", "1798848000").output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let said = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let said: BTreeSet<(String, String)> = said
        .map(|one| {
            let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            (word(&one["code"]), word(&one["args"]["id"]))
        })
        .collect();
    let ended = ENDED.iter().map(|id| ("facts/expired".to_owned(), (*id).to_owned())).collect();
    assert_eq!(said, ended);
    assert_eq!(output.status.code(), Some(1));
}
