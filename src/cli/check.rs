//! `trousseau check`: all that a build would say of the texts, and nothing is written.

use std::path::Path;

use super::{
    build,
    terminal::{Terminal, Verdict},
};
use crate::shell::disk;

/// Reads a toolkit, says what must be mended, and counts it.
pub fn run(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let read = disk::read(root)?;
    let mut survey = build::survey(read.value, read.notes, super::today()?);
    if let Some((_, theme)) = &survey.made {
        survey.notes.extend(theme.notes());
    }
    terminal.tell(&survey.notes, &survey.sources);
    terminal.close()
}
