//! A single file that a command was asked for, in a folder that others may use too.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::folder::{guard_files, guard_links, guard_sources, make, resolve};
use crate::disk;
use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    messages::Failure,
};

/// Writes a file that a command was asked for. It is in no manifest, so `ours` tells from the bytes of a file of the
/// same name whether it may be replaced; if not, a diagnostic is returned instead of the path.
pub fn put(
    root: &Path,
    folder: &Path,
    name: &str,
    bytes: &[u8],
    ours: &dyn Fn(&[u8]) -> bool,
) -> anyhow::Result<Result<PathBuf, Diagnostic>> {
    let target = folder.join(name);
    let trouble = || Failure::new("output/write").with("path", target.display());
    let root = root.canonicalize().with_context(|| Failure::new("root/none").with("path", root.display()))?;
    let real = resolve(folder).with_context(trouble)?;
    guard_sources(&root, &real)?;
    guard_files(&real)?;
    guard_links(&root, folder, &real)?;
    make(&real).with_context(trouble)?;
    let refused = match fs::symlink_metadata(&target) {
        Err(_) => None,
        Ok(found) if found.is_dir() => Some(rule::output::IS_FOLDER),
        Ok(_) if fs::read(&target).is_ok_and(|old| ours(&old)) => None,
        Ok(_) => Some(rule::output::NOT_OURS),
    };
    if let Some(rule) = refused {
        let shown = real.strip_prefix(&root).unwrap_or(&real).join(name);
        let place = Place::file(&shown.display().to_string().replace('\\', "/").into());
        return Ok(Err(Diagnostic::new(rule, place)));
    }
    disk::sweep(folder);
    disk::write_over(&target, bytes).with_context(trouble)?;
    Ok(Ok(target))
}
