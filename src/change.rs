//! What the commands share that change a guide's file.

use trousseau_app::{Content, Project};
use trousseau_core::{
    diagnostic::Diagnostic,
    guide::{GuideFrontMatter, Text},
};

use crate::{
    ask::{Ask, keyboard},
    terminal::{Terminal, Verdict},
};

/// Changes the file of a guide as `edit` says, and gives what it gives beside the text.
///
/// Nothing is written when the change is refused. The diagnostics are then told and there is no value. What may say who
/// somebody is is asked about first, and refused when nobody is there to answer, unless `no_person` says that none is meant.
/// `before` is done right before the file is written.
pub fn change<T>(
    (content, project): (&Content, &Project),
    guide: &Text<GuideFrontMatter>,
    edit: impl FnOnce(&str) -> Result<(String, T), Diagnostic>,
    no_person: bool,
    before: impl FnOnce() -> anyhow::Result<()>,
    terminal: &mut Terminal,
) -> anyhow::Result<Option<T>> {
    match project.prove(guide, edit) {
        Ok(change) => {
            terminal.tell(&change.diagnostics, &change.after);
            let doubtful = change.diagnostics.iter().any(|diagnostic| diagnostic.rule.area() == "privacy");
            if doubtful && !no_person && !means_no_person(terminal)? {
                terminal.say("add/doubtful", &[]);
                return Ok(None);
            }
            before()?;
            project.write(&change, content)?;
            Ok(Some(change.value))
        }
        Err(refusal) => {
            terminal.tell(&refusal.diagnostics, &refusal.sources);
            terminal.say("edit/refused", &[]);
            Ok(None)
        }
    }
}

/// Whether whoever sits at the terminal says that no person is meant.
fn means_no_person(terminal: &mut Terminal) -> anyhow::Result<bool> {
    let Some(mut answers) = keyboard() else { return Ok(false) };
    Ask { terminal, answers: &mut answers }.means_no_person()
}

/// What a command came to that changed a file, or was refused.
pub fn verdict<T>(done: Option<T>) -> Verdict {
    if done.is_some() { Verdict::Clean } else { Verdict::Problems }
}
