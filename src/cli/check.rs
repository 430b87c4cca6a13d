//! `trousseau check`: all that a build would say of the texts, and nothing is written.

use std::{path::Path, sync::Mutex};

use super::{
    build::{self, Survey},
    terminal::{Terminal, Verdict},
};
use crate::{
    diagnostic::Diagnostic,
    manifest,
    plan::{Wishes, leaflets},
    press,
    shell::{disk, output},
};

/// Reads a toolkit, says what must be mended, and counts it.
pub fn run(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let read = disk::read(root)?;
    let mut survey = build::survey(read.value, read.notes, super::today()?);
    let mut notes = std::mem::take(&mut survey.notes);
    if let Some((_, theme)) = &survey.made {
        notes.extend(theme.notes());
    }
    notes.extend(printed(root, &survey));
    terminal.tell(&notes, &survey.sources);
    terminal.close()
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
