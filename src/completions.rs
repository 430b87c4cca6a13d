//! `trousseau completions`: what a shell needs to complete commands.

use clap_complete::{Shell, generate};

use super::terminal::{Terminal, Verdict};

/// Prints the script of a shell.
pub fn run(shell: Shell, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let mut script = Vec::new();
    generate(shell, &mut crate::arguments::described(terminal.language), "trousseau", &mut script);
    terminal.put(&String::from_utf8_lossy(&script));
    Ok(Verdict::Clean)
}
