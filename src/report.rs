//! `trousseau report`: the report of a round and the board, for the next meeting.

use std::path::Path;

use trousseau_app::{
    Project,
    report::{self, Options},
};
use trousseau_lint::When;

use super::terminal::{Terminal, Verdict};

/// Writes the reports and says where they are.
pub fn run(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open(root)?;
    terminal.tell(&project.diagnostics, &project.sources);
    terminal.tell(&project.lint(When::Build), &project.sources);
    let outcome = report::run(&project, options)?;
    terminal.tell(&outcome.diagnostics, &project.sources);
    for path in outcome.written {
        terminal.say("report/done", &[("path", &path.display().to_string())]);
    }
    terminal.close()
}
