//! `trousseau build`: makes the site.

use std::{path::Path, time::Instant};

use trousseau_app::build::{self, Options};

use super::terminal::{Terminal, Verdict};

/// Builds the site, and says what was made and what must be mended.
pub fn run(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let start = Instant::now();
    let outcome = build::run(root, options, terminal)?;
    terminal.built(&outcome, start.elapsed())
}
