//! What the commands share that change a guide's file.

use trousseau_app::{Content, Project};
use trousseau_core::{
    diagnostic::Diagnostic,
    guide::{GuideFrontMatter, Text},
};

use crate::terminal::{Terminal, Verdict};

/// Changes the file of a guide as `edit` says, and gives what it gives beside the text.
///
/// Nothing is written when the change is refused. The diagnostics are then told and there is no value.
pub fn change<T>(
    (content, project): (&Content, &Project),
    guide: &Text<GuideFrontMatter>,
    edit: impl FnOnce(&str) -> Result<(String, T), Diagnostic>,
    terminal: &mut Terminal,
) -> anyhow::Result<Option<T>> {
    match project.prove(guide, edit) {
        Ok(change) => {
            project.write(&change, content)?;
            terminal.tell(&change.diagnostics, &change.after);
            Ok(Some(change.value))
        }
        Err(refusal) => {
            terminal.tell(&refusal.diagnostics, &refusal.sources);
            terminal.say("edit/refused", &[]);
            Ok(None)
        }
    }
}

/// What a command came to that changed a file, or was refused.
pub fn verdict<T>(done: Option<T>) -> Verdict {
    if done.is_some() { Verdict::Clean } else { Verdict::Problems }
}
