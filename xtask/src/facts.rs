//! `docs/faits.md`: all figures of the content with their sources, as `trousseau facts` lists them.

use std::{fs, path::Path};

use crate::{Outcome, chores};

/// Where the page lies; a test of the program compares it.
const PAGE: &str = "docs/faits.md";

pub fn write(root: &Path) -> Outcome {
    let program = ["run", "--release", "--quiet", "--", "--lang", "fr", "facts", "--as", "md"];
    let page = chores::output(root, "cargo", &program)?;
    fs::write(root.join(PAGE), page).map_err(|cause| format!("{PAGE}: {cause}"))
}
