//! The pilot phase on the command line: remarks, decisions, versions, on the days on which they are made.

mod agreements;
mod results;
mod texts;
mod versions;
mod whole;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use jiff::{civil::Date, tz::TimeZone};

use crate::cli::{Done, Toolkit};

/// Runs a command on a day, with its words in English.
fn on(day: Date, folder: &Path, arguments: &[&str]) -> Done {
    let output = command(day, folder, arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Done { code: output.status.code().unwrap_or(-1), text: text(output.stdout), errors: text(output.stderr) }
}

fn command(day: Date, folder: &Path, arguments: &[&str]) -> Command {
    let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a day").timestamp().as_second();
    let mut command = Command::new(env!("CARGO_BIN_EXE_trousseau"));
    command.args(arguments).args(["--lang", "en"]).current_dir(folder).stdin(Stdio::null());
    command.env("SOURCE_DATE_EPOCH", noon.to_string());
    command
}

/// A toolkit of that spring, with both colleges and a round, and nothing to mend.
fn toolkit() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "languages: [fr, ar, ti]", "languages: [fr, ar]");
    fs::remove_file(toolkit.path().join("content/guides/demander/ti.md")).expect("removed");
    toolkit.edit("content/facts.yaml", "2026-11-21", "2026-03-01");
    toolkit.edit("content/guides/demander/fr.md", "2026-11-21", "2026-03-01");
    toolkit.edit("content/guides/demander/fr.md", "2026-11-01", "2026-03-01");
    toolkit.edit("content/guides/suivre/fr.md", "2026-11-02", "2026-03-01");
    toolkit.write(
        "content/partners.yaml",
        "- {id: association-exemple, name: {fr: A, ar: A, ti: A}, college: association, role: {fr: A, ar: A, ti: A}, example: true}
- {id: bailleur-exemple, name: {fr: B, ar: B, ti: B}, college: landlord, role: {fr: B, ar: B, ti: B}, example: true}
",
    );
    toolkit.write(
        "content/rounds.yaml",
        "- {id: essai, name: {fr: Essai, ar: Essai, ti: Essai}, from: 2026-05-04, to: 2026-06-12, meeting: 2026-06-30, example: true}\n",
    );
    toolkit
}

/// What is said first, as the head holds it.
const FIRST: &str = "feedback:
  - id: F-2026-001
    version: 0.2.0
    lang: fr
    round: essai
    period: 2026-05
    source: household
    channel: meeting
    count: 6
    theme: unclear_word
    section: les-papiers
    severity: 2
    proposal: Dire « relevé de compte » au lieu de « RIB ».
    decision: open
";
