//! `trousseau serve`: the site as it will be, while it is written; `trousseau open`: its desk, in the browser.

use std::path::Path;

use trousseau_server::Options;
use trousseau_text::Language;

use super::terminal::{Terminal, Verdict};

/// Serves the toolkit until somebody ends it.
pub fn run(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    trousseau_server::run(root, options, terminal)?;
    Ok(Verdict::Clean)
}

/// Opens the desk in the browser, and serves it until somebody ends the program.
pub fn open(
    folder: &Path,
    port: u16,
    speaks: Option<Language>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    trousseau_server::open(folder, &Options { speaks, ..Options::of_desk(port) }, terminal)?;
    Ok(Verdict::Clean)
}
