//! `trousseau lsp`: diagnostics and names in a text editor, while somebody types.

use std::path::Path;

use super::terminal::{Terminal, Verdict};

/// Serves the text editor that started the program, until it says that it is done.
pub fn run(root: &Path, terminal: &Terminal) -> anyhow::Result<Verdict> {
    trousseau_server::lsp::run(root, terminal.language)?;
    Ok(Verdict::Clean)
}
