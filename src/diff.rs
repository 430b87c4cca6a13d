//! `trousseau diff`: what two versions of a guide say differently, from the history that git keeps.

use std::path::Path;

use super::terminal::{Terminal, Verdict, printed};
use trousseau_app::{Project, history};
use trousseau_core::{
    guide::Version,
    messages::{self},
};
use trousseau_text::diff;

/// Shows the words that changed between two versions of a guide's body.
pub fn run(
    root: &Path,
    name: &str,
    versions: [Version; 2],
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let guide = terminal.guide(&project, name)?;
    let texts = history::bodies(&project, guide, versions)?;
    let shown = diff::lines(&texts[0], &texts[1]);
    if shown.is_empty() {
        terminal.say("diff/same", &[]);
    }
    let skipped = messages::say(terminal.language, "diff/skipped", &[]);
    for line in shown {
        terminal.put(&format!("{}\n", printed(&line.written(&skipped))));
    }
    Ok(Verdict::Clean)
}
