//! Writes a new file of a toolkit.

use std::{fs, io, path::Path};

use anyhow::Context;

use super::{
    WRITTEN,
    partial::{sweep, write_new},
};
use trousseau_core::messages::Failure;

/// Writes a new file; see [`super::Content::create`].
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let failure = |key| Failure::new(key).with("path", path);
    let target = root.join(path);
    let folder = target.parent().unwrap_or(root);
    if !inside(root, path, folder).with_context(|| failure("guide/write"))? {
        return Err(failure("edit/outside").into());
    }
    fs::create_dir_all(folder).with_context(|| failure("guide/write"))?;
    // A start that was killed half way leaves nothing that makes the next one fail.
    sweep(folder);
    match write_new(&target, bytes) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(failure("guide/exists").into()),
        other => other.with_context(|| failure("guide/write")),
    }
}

/// Whether the part of a folder that is there lies in one of a toolkit, behind all links.
fn inside(root: &Path, path: &str, folder: &Path) -> io::Result<bool> {
    let Some(top) = WRITTEN.iter().find(|top| path.starts_with(&format!("{top}/"))) else { return Ok(false) };
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(root).canonicalize()?;
    let root = root.canonicalize()?;
    // A toolkit without words of its own has no folder for them yet.
    Ok(there.starts_with(root.join(top)) || there == root && !root.join(top).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "content/guides/a/fr.md";

    fn home() -> tempfile::TempDir {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir(home.path().join("content")).expect("made");
        home
    }

    #[track_caller]
    fn key(result: anyhow::Result<()>) -> &'static str {
        result.expect_err("refused").downcast_ref::<Failure>().expect("a failure").key
    }

    #[test]
    fn a_new_file_is_written_once() {
        let home = home();
        create(home.path(), PATH, b"one").expect("written");
        assert_eq!(key(create(home.path(), PATH, b"two")), "guide/exists");
        assert_eq!(fs::read(home.path().join(PATH)).expect("there"), b"one");
        assert_eq!(key(create(home.path(), "output/x/fr.md", b"x")), "edit/outside");
        let words = "themes/default/strings/nl.yaml";
        create(home.path(), words, b"skip: ga").expect("written");
        assert_eq!(fs::read(home.path().join(words)).expect("there"), b"skip: ga");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out() {
        let (home, other) = (home(), tempfile::tempdir().expect("a folder"));
        std::os::unix::fs::symlink(other.path(), home.path().join("content/guides")).expect("a link");
        assert_eq!(key(create(home.path(), PATH, b"x")), "edit/outside");
        assert_eq!(fs::read_dir(other.path()).expect("listed").count(), 0);
    }
}
