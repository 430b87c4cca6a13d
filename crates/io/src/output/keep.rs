//! A hidden file in the output folder in which a command keeps what it found: no output, and in no manifest.

use std::{fs, path::Path};

use super::{
    folder::{guard, guard_files, guard_links, make, resolve},
    plain,
};
use crate::disk;

/// The bytes of such a file; none when it is not there or is no plain file.
pub fn kept(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let path = folder.join(name);
    if plain(&path).unwrap_or_default() { fs::read(path).ok() } else { None }
}

/// Writes such a file, whole or not at all, where a build could write, too.
pub fn keep(root: &Path, folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let (root, real) = (root.canonicalize()?, resolve(folder)?);
    guard(&root, &real)?;
    guard_files(&real)?;
    guard_links(&root, folder, &real)?;
    make(&real)?;
    plain(&folder.join(name))?;
    Ok(disk::write_over(&folder.join(name), bytes)?)
}
