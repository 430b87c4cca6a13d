//! `trousseau check`: what must be mended, without changing anything.

pub mod fix;
pub mod folder;

use std::path::Path;

use trousseau_app::check;

use super::terminal::{Terminal, Verdict};

/// Reads a toolkit, says what must be mended, and counts it; with a revision only what is in files that have changed since.
pub fn run(root: &Path, since: Option<&str>, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let found = match since {
        Some(revision) => check::since(root, revision)?,
        None => check::run(root)?,
    };
    terminal.tell(&found.diagnostics, &found.sources);
    terminal.summary();
    terminal.close()
}

/// The same for what git is about to record.
pub fn staged(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let found = check::staged(root)?;
    terminal.tell(&found.diagnostics, &found.sources);
    if found.is_personal() {
        terminal.say("check/staged-privacy", &[]);
    }
    terminal.summary();
    terminal.close()
}
