//! Where a site is published: the few things that each kind of target can do, behind one trait.
//!
//! A target knows paths and bytes. What is sent, in which order and what is kept is decided in `app::publish`.

mod folder;
mod ftp;
mod git;
mod open;
mod secret;
mod sftp;
mod wire;

use std::{collections::BTreeMap, path::Path};

pub use folder::Folder;
pub use ftp::{Account, Ftp};
pub use git::Branch;
pub use open::open;
pub use secret::password;
pub use sftp::Sftp;

/// Files with their sizes in bytes, by their paths below the target.
pub type Sizes = BTreeMap<String, u64>;

/// Where a target is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The folder of the toolkit, from which relative paths begin.
    pub root: &'a Path,
    /// The output folder, which no target is.
    pub out: &'a Path,
    /// The name of the target.
    pub name: &'a str,
}

/// A place to which files are sent. Paths are relative and have `/` between their parts.
///
/// Each method can be called again after it failed. An object store fits, too: `put` is one request there, and `claim` one that
/// succeeds only if nothing has the name.
pub trait Target {
    /// All files in a folder and below it; `""` is the target itself. A folder that is missing holds none.
    fn list(&mut self, folder: &str) -> anyhow::Result<Sizes>;

    /// How many bytes a file has; none when it is missing. Servers may leave hidden files out of a list.
    fn size(&mut self, path: &str) -> anyhow::Result<Option<u64>>;

    /// The bytes of a file; none when it is missing.
    fn read(&mut self, path: &str) -> anyhow::Result<Option<Vec<u8>>>;

    /// Puts a file in its place, whole or not at all: readers see what was there or these bytes, never a part. Folders on the way
    /// are made.
    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()>;

    /// Takes a file away; one that is missing is fine.
    fn remove(&mut self, path: &str) -> anyhow::Result<()>;

    /// Makes a folder that must be new: of two who ask at once, one is told true.
    fn claim(&mut self, folder: &str) -> anyhow::Result<bool>;

    /// Gives such a folder back, with the file in it that says whose it is.
    fn release(&mut self, folder: &str, file: &str) -> anyhow::Result<()>;

    /// Makes all of this public at once, where a target collects it first; true when it did.
    fn flush(&mut self) -> anyhow::Result<bool> {
        Ok(false)
    }
}
