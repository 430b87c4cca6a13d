//! `trousseau check`: all that a build would say of the texts, and nothing is written.

use std::path::Path;

use super::{
    build,
    terminal::{Terminal, Verdict},
};
use crate::{
    diagnostic::{Noted, Severity},
    shell::{disk, git},
    source::Sources,
};

/// Reads a toolkit, says what must be mended, and counts it.
pub fn run(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    tell(disk::read(root)?, terminal)?;
    terminal.close()
}

/// The same for what git is about to record, whatever lies on the disk.
pub fn staged(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    if tell(git::repository(root)?.staged()?, terminal)? {
        terminal.say("check/staged-privacy", &[]);
    }
    terminal.close()
}

/// Says all notes; whether one of them is an error about a person.
fn tell(read: Noted<Sources>, terminal: &mut Terminal) -> anyhow::Result<bool> {
    let mut survey = build::survey(read.value, read.notes, super::today()?);
    if let Some((_, theme)) = &survey.made {
        survey.notes.extend(theme.notes());
    }
    terminal.tell(&survey.notes, &survey.sources);
    let personal = |code: &str| code.starts_with("privacy/");
    Ok(survey.notes.iter().any(|note| note.severity == Severity::Error && personal(note.code)))
}
