//! `trousseau report`: the report of a round and the board, for the next meeting.

use std::path::Path;

use trousseau_app::report::{self, Options};

use super::terminal::{Terminal, Verdict};

/// Writes the reports and says where they are.
pub fn run(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let outcome = report::run(root, options)?;
    terminal.tell(&outcome.diagnostics, &outcome.project.sources);
    for path in outcome.written {
        terminal.say("report/done", &[("path", &path.display().to_string())]);
    }
    terminal.close()
}
