//! `trousseau serve`: the site as it will be, while it is written.

use std::path::Path;

use trousseau_server::Options;

use super::terminal::{Terminal, Verdict};

/// Serves the toolkit until somebody ends it.
pub fn run(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    trousseau_server::run(root, options, terminal)?;
    Ok(Verdict::Clean)
}
