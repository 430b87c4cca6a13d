//! `trousseau check --online`: whether the addresses of the web still answer.

use std::path::Path;

use trousseau_app::online;

use super::terminal::{Terminal, Verdict};
use trousseau_core::messages;

/// Asks every address whose answer is not known, and says which lead nowhere.
pub fn run(root: &Path, again: bool, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let asked = online::run(root, again, terminal)?;
    terminal.tell(&asked.found.diagnostics, &asked.found.sources);
    terminal.summary();
    let count = |key, number| messages::count(terminal.language, key, number);
    let (all, now) = (count("online/addresses", asked.addresses), count("online/now", asked.now));
    terminal.line(&format!("{all}, {now}."));
    terminal.close()
}
