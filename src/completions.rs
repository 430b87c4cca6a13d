//! `trousseau completions`: what a shell needs to complete commands.

use clap::Command;
use clap_complete::{Shell, generate};

use super::terminal::{Terminal, Verdict};

/// Prints the script of a shell for a command line, whose help it shows.
pub fn run(shell: Shell, mut command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let mut script = Vec::new();
    generate(shell, &mut command, "trousseau", &mut script);
    terminal.put(&String::from_utf8_lossy(&script));
    Ok(Verdict::Clean)
}
