//! `trousseau audio`: what one needs to record a guide.

use std::path::Path;

use clap::Subcommand;

use super::terminal::{Terminal, Verdict};
use trousseau_app::{Project, audio};

/// What can be done for recordings.
#[derive(Subcommand)]
pub enum Command {
    /// Show the text as it is to be spoken, section by section
    Script {
        /// The guide or the page
        guide: String,
        /// The language, such as ar
        #[arg(value_name = "LANG")]
        language: String,
    },
}

/// Runs a command for recordings.
pub fn run(root: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let Command::Script { guide, language } = command;
    let project = Project::open_whole(root)?;
    terminal.put(&audio::script(&project, &guide, &language)?);
    Ok(Verdict::Clean)
}
