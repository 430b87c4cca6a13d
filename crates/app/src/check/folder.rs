//! A folder that somebody names: is it of a toolkit, and if not, what would be wrong with its texts as guides?

use std::path::{Path, PathBuf};

use trousseau_core::{diagnostic::Diagnostic, source::Sources, toolkit};
use trousseau_io::{clock, disk};
use trousseau_lint::loose::{self, Loose};

/// What was found in texts that have no toolkit.
pub struct Found {
    /// The texts.
    pub sources: Sources,
    /// All that must be said of them.
    pub diagnostics: Vec<Diagnostic>,
    /// What else was counted.
    pub loose: Loose,
}

/// The toolkit of which a path is a part, and the path within it; none when no toolkit would read what lies there.
pub fn in_toolkit(path: &Path) -> Option<(PathBuf, PathBuf)> {
    let near = |path: &Path| {
        let root = path.ancestors().find(|root| root.join(toolkit::PATH).is_file())?;
        let inner = path.strip_prefix(root).ok()?.to_owned();
        let is_read =
            inner.as_os_str().is_empty() || ["content", "themes"].iter().any(|own| inner.starts_with(own));
        let here = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        is_read.then(|| (here.to_owned(), inner))
    };
    near(path).or_else(|| near(&path.canonicalize().ok()?))
}

/// Looks at the Markdown of a folder, or at one text, as if it were guides.
pub fn loose(path: &Path) -> anyhow::Result<Found> {
    let read = disk::texts(path)?;
    let (sources, beside) = read.value;
    let mut loose = loose::look(&sources, &beside, clock::today()?);
    let mut diagnostics = read.diagnostics;
    diagnostics.append(&mut loose.diagnostics);
    Ok(Found { sources, diagnostics, loose })
}
