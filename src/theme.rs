//! `trousseau theme`: what one needs to make a theme one's own.

use std::path::Path;

use clap::Subcommand;

use trousseau_app::theme;

use super::terminal::{Terminal, Verdict};

/// What can be done with the theme.
#[derive(Subcommand)]
pub enum Command {
    /// Make the file of the words of the interface in a language, to translate
    Strings {
        /// The language, such as pt or fa-AF
        #[arg(value_name = "LANG")]
        language: String,
    },
}

/// Runs a command of the theme.
pub fn run(root: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let Command::Strings { language } = command;
    let path = theme::strings(root, &language)?;
    terminal.say("theme/strings", &[("path", &format!("{}{path}", terminal.prefix))]);
    terminal.say("theme/next", &[]);
    Ok(Verdict::Clean)
}
