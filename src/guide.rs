//! `trousseau guide`: a new guide in the source language, with a head to fill in.

use std::path::Path;

use trousseau_app::guide;

use super::terminal::{Terminal, Verdict};

/// Makes the file of a guide; one that exists is left as it is.
pub fn run(root: &Path, name: &str, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let inner = guide::create(root, name, terminal.language)?;
    terminal.say("guide/done", &[("path", &format!("{}{inner}", terminal.prefix))]);
    terminal.say("guide/next", &[]);
    Ok(Verdict::Clean)
}
