//! `trousseau check`: all that a build would say of the texts, and nothing is written.

use std::{path::Path, sync::Mutex};

use super::{
    build::{self, Survey},
    terminal::{Terminal, Verdict},
};
use crate::{
    diagnostic::{Diagnostic, Noted, Severity},
    manifest,
    plan::{Wishes, leaflets},
    press,
    shell::{disk, git, output},
    source::Sources,
};

/// Reads a toolkit, says what must be mended, and counts it.
pub fn run(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    tell(root, disk::read(root)?, terminal)?;
    terminal.close()
}

/// The same for what git is about to record, whatever lies on the disk.
pub fn staged(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    if tell(root, git::repository(root)?.staged()?, terminal)? {
        terminal.say("check/staged-privacy", &[]);
    }
    terminal.close()
}

/// Says all notes; whether one of them is an error about a person.
fn tell(root: &Path, read: Noted<Sources>, terminal: &mut Terminal) -> anyhow::Result<bool> {
    let mut survey = build::survey(read.value, read.notes, super::today()?);
    let mut notes = std::mem::take(&mut survey.notes);
    if let Some((_, theme)) = &survey.made {
        notes.extend(theme.notes());
    }
    notes.extend(printed(root, &survey));
    terminal.tell(&notes, &survey.sources);
    let personal = |code: &str| code.starts_with("privacy/");
    Ok(notes.iter().any(|note| note.severity == Severity::Error && personal(note.code)))
}

/// What does not fit its paper. Only the layout knows: leaflets that no build has made as they are now are pressed here.
fn printed(root: &Path, survey: &Survey) -> Vec<Diagnostic> {
    let Some((library, theme)) = &survey.made else { return Vec::new() };
    let wishes = Wishes::default();
    let shop = leaflets::Shop::new(library, theme, &survey.sources, &wishes);
    let mut notes = Vec::new();
    let rack = leaflets::leaflets(&shop).tell(&mut notes);
    let last = output::last(&root.join("output"));
    let changes = manifest::changes(&last, &rack.keys(), &|_| true);
    let said = Mutex::new(Vec::new());
    press::leaflets::all(&rack, &changes.make, &shop, &|_, pressed| {
        said.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).extend(pressed.notes);
    });
    notes.extend(said.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner()));
    notes
}
