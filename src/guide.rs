//! `trousseau guide`: a new text in the source language, with a head to fill in.

use std::path::Path;

use trousseau_app::guide::{self, NewText};

use super::terminal::{Terminal, Verdict};

/// Makes the file of a text; one that exists is left as it is.
pub fn run(root: &Path, name: &str, what: NewText, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let inner = guide::create(root, name, what, terminal.language)?;
    terminal.say("guide/done", &[("path", &format!("{}{inner}", terminal.prefix))]);
    terminal.say(if what == NewText::Page { "guide/next-page" } else { "guide/next" }, &[]);
    Ok(Verdict::Clean)
}
