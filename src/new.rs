//! `trousseau new`: a small toolkit that works, with comments that say what to change.

use std::path::Path;

use trousseau_app::starter;

use super::terminal::{Terminal, Verdict};

/// Fills a new or empty folder. A file that exists is never overwritten.
pub fn run(dir: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    starter::create(dir)?;
    terminal.say("new/done", &[("path", &dir.display().to_string())]);
    terminal.say("new/next", &[]);
    Ok(Verdict::Clean)
}
