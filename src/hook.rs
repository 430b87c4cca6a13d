//! `trousseau hook`: has git look at what is about to be recorded, each time.

use std::path::Path;

use trousseau_app::hook;

use super::terminal::{Terminal, Verdict};

/// Puts the hook in its place.
pub fn install(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let path = hook::install(root, terminal.language)?;
    terminal.say("hook/installed", &[("path", &path)]);
    Ok(Verdict::Clean)
}

/// Takes the hook away.
pub fn remove(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    match hook::remove(root)? {
        Some(path) => terminal.say("hook/removed", &[("path", &path)]),
        None => terminal.say("hook/none", &[]),
    }
    Ok(Verdict::Clean)
}
