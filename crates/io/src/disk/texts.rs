//! Reads the Markdown of a folder that is no toolkit, and the names of what lies beside it.

use std::{collections::BTreeSet, fs, path::Path, sync::atomic::AtomicUsize};

use anyhow::Context;
use walkdir::WalkDir;

use super::{Found, MOST_ENTRIES, open, relative, too_many};
use trousseau_core::{
    diagnostic::WithDiagnostics,
    messages::Failure,
    source::{SourcePath, Sources, is_hidden},
};

/// Folders of programs, whose texts nobody here has written.
const OF_PROGRAMS: [&str; 4] = ["node_modules", "vendor", "target", "_site"];

/// The beginnings of names at the top of a repository that are for who works on it.
const OF_REPOSITORIES: [&str; 6] =
    ["LICENSE", "LICENCE", "CHANGELOG", "CODE_OF_CONDUCT", "CONTRIBUTING", "SECURITY"];

/// The texts of a folder, or one text, and the paths of all files there. Links to folders are not followed.
pub fn texts(path: &Path) -> anyhow::Result<WithDiagnostics<(Sources, BTreeSet<SourcePath>)>> {
    let path = path.canonicalize().with_context(|| Failure::new("root/none").with("path", path.display()))?;
    let is_file = fs::metadata(&path).is_ok_and(|data| data.is_file());
    let root = path.parent().filter(|_| is_file).unwrap_or(&path);
    let (mut sources, mut beside) = (Sources::default(), BTreeSet::new());
    let (mut diagnostics, weight) = (Vec::new(), AtomicUsize::new(0));
    let is_read = |name: &str| !is_hidden(name) && !OF_PROGRAMS.contains(&name);
    let walk = WalkDir::new(root).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(|entry| entry.depth() == 0 || is_read(&entry.file_name().to_string_lossy()));
    for (number, entry) in walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).enumerate()
    {
        if number == MOST_ENTRIES {
            diagnostics.push(too_many(&relative(root, root), MOST_ENTRIES));
            break;
        }
        let known = relative(root, entry.path());
        beside.insert(known.clone());
        let is_about =
            OF_REPOSITORIES.iter().any(|name| known.strip_prefix(name).is_some_and(|end| !end.contains('/')));
        let is_text = !is_about || is_file;
        let is_text = is_text && (known.ends_with(".md") || known.ends_with(".markdown"));
        if is_text && (!is_file || entry.path() == path) {
            let found = Found { path: known, on_disk: entry.path().to_owned(), linked: false };
            match open(&found, &weight) {
                Ok(source) => sources.put(source),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
    }
    Ok(WithDiagnostics { value: (sources, beside), diagnostics })
}
