//! `trousseau feedback form`: the form to print, and a table to copy it into.

use std::path::Path;

use trousseau_app::{
    Project,
    form::{self, FOLDER, TABLE},
};

use crate::terminal::{Terminal, Verdict};

/// Writes the forms and says where they are.
pub fn run(root: &Path, guide: Option<&str>, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = if guide.is_some() { Project::open_whole(root)? } else { Project::open(root)? };
    if let Some(name) = guide {
        // A name that nobody knows is said with the nearest one.
        terminal.guide(&project, name)?;
    }
    let outcome = form::run(project, guide)?;
    terminal.tell(&outcome.diagnostics, &outcome.project.sources);
    if outcome.project.loaded.is_none() {
        return terminal.close();
    }
    for name in &outcome.written {
        let key = if name == TABLE { "form/table" } else { "form/done" };
        terminal.say(key, &[("path", &format!("{}{FOLDER}/{name}", terminal.prefix))]);
    }
    if outcome.is_filled {
        terminal.say("form/filled", &[("path", &format!("{}{FOLDER}/{TABLE}", terminal.prefix))]);
    }
    for tag in &outcome.without {
        terminal.say("form/without", &[("language", tag)]);
    }
    terminal.written()?;
    Ok(terminal.verdict())
}
