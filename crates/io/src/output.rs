//! The output folder: locked while a build runs, replaced file by file, and never touched where it is not ours.

mod folder;
mod keep;
mod put;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Mutex,
};

use anyhow::Context;

use crate::disk::{self, Partial};
use folder::{guard, guard_files, guard_links, make};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, WithDiagnostics, rule},
    manifest::{self, Manifest, OutputPath},
    messages::Failure,
};

pub use folder::resolve;
pub use keep::{keep, kept};
pub use put::put;

const MANIFEST: &str = "manifest.json";

/// The file that is locked while a build runs; it stays, and says that the folder is ours.
const LOCK: &str = ".lock";

/// An output folder, locked for this process. All methods may be called from several threads.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// The folder as diagnostics show it, with a final `/`.
    shown: String,
    /// An operating-system lock, which ends with the process: a killed build leaves no lock behind.
    _lock: File,
    /// Whether the lock was there before: a build of ours has written here.
    known: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Files that are ours: those of the manifest before, and those that this build wrote.
    ours: BTreeSet<OutputPath>,
    /// Files of others at the paths of our outputs: they are not overwritten.
    strange: BTreeSet<OutputPath>,
    /// Outputs that were not written, with a diagnostic.
    refused: BTreeSet<OutputPath>,
    /// How many bytes each finished file has.
    lengths: BTreeMap<OutputPath, u64>,
    /// Whether the list of our files was lost: what lies where an output belongs is then taken for ours.
    lost: bool,
    /// Folders that were made or checked, so that each is checked once.
    folders: BTreeSet<PathBuf>,
}

/// The outcome of writing a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// The file has new bytes.
    Changed,
    /// The file had these bytes before; its modification date stays.
    Same,
    /// The file was not written, for this reason.
    Refused(Diagnostic),
}

impl Output {
    /// Creates the folder if it is missing, and locks it. Fails when another build has locked it, or when the folder is one
    /// in which people write in.
    pub fn open(root: &Path, folder: &Path) -> anyhow::Result<Self> {
        let trouble = || Failure::new("output/open").with("path", folder.display());
        // Checked before the folder is created, so that a mistyped path leaves nothing behind.
        let root =
            root.canonicalize().with_context(|| Failure::new("root/none").with("path", root.display()))?;
        let real = resolve(folder).with_context(trouble)?;
        guard(&root, &real)?;
        guard_files(&real)?;
        guard_links(&root, folder, &real)?;
        let shown = real.strip_prefix(&root).unwrap_or(&real).display().to_string().replace('\\', "/");
        make(&real).with_context(trouble)?;
        let folder = folder.canonicalize().with_context(trouble)?;
        let known = plain(&folder.join(LOCK))?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK));
        let lock = lock.with_context(trouble)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::new("output/locked").with("path", shown).into());
            }
            // Some network disks have no locks: there, people must take care that only one build runs.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error).with_context(trouble),
        }
        let folders = BTreeSet::from([folder.clone()]);
        let state = Mutex::new(State { folders, ..State::default() });
        disk::sweep(&folder);
        let shown = format!("{}/", shown.trim_end_matches('/'));
        Ok(Self { folder, shown, _lock: lock, known, state })
    }

    /// The manifest of the last build. Fails when the file of that name is not ours, since it would be overwritten.
    ///
    /// One that was cut, as after a power failure, gives the names that can still be read, so that all is made again, and a
    /// diagnostic.
    pub fn manifest(&self) -> anyhow::Result<WithDiagnostics<Manifest>> {
        let path = self.folder.join(MANIFEST);
        if !plain(&path)? {
            return Ok(WithDiagnostics::silent(Manifest::default()));
        }
        let bytes = fs::read(&path).with_context(|| self.failure("output/read", MANIFEST))?;
        if let Some(manifest) = Manifest::read(&bytes) {
            self.state().lengths = manifest.lengths.clone();
            return Ok(WithDiagnostics::silent(manifest));
        }
        match Manifest::salvage(&bytes) {
            Some(value) if self.known => {
                self.state().lost = true;
                let diagnostics = vec![Diagnostic::new(rule::output::MANIFEST, self.place(MANIFEST))];
                Ok(WithDiagnostics { value, diagnostics })
            }
            _ => Err(self.failure("output/foreign", MANIFEST).into()),
        }
    }

    /// Announces in the manifest which files this build will write, before the first is written: a build that is interrupted
    /// then still knows its own files, and none of them passes for finished.
    ///
    /// `before` is what [`Output::manifest`] gave. Files of others at the same paths are not announced.
    pub fn claim(&self, before: &Manifest, make: &[OutputPath]) -> anyhow::Result<()> {
        let mut claimed = before.clone();
        let mut state = self.state();
        state.ours = before.made.keys().cloned().collect();
        // An interrupted write may have left files there.
        let unfinished = before.made.iter().filter(|(_, key)| key.is_none());
        let folders: BTreeSet<PathBuf> =
            unfinished.filter_map(|(path, _)| Some(self.at(path).parent()?.to_owned())).collect();
        folders.iter().for_each(|folder| disk::sweep(folder));
        for path in make {
            let is_there = || fs::symlink_metadata(self.at(path)).is_ok();
            if !state.lost && !before.made.contains_key(path) && is_there() {
                state.strange.insert(path.clone());
            } else if manifest::is_safe(path) {
                claimed.made.insert(path.clone(), None);
            }
        }
        claimed.inputs = None;
        if claimed == *before && !state.lost { Ok(()) } else { self.replace(MANIFEST, &claimed.bytes()) }
    }

    /// Whether there is a plain file at this path.
    pub fn exists(&self, path: &str) -> bool {
        fs::symlink_metadata(self.at(path)).is_ok_and(|metadata| metadata.is_file())
    }

    /// Whether there is a plain file at this path, as long as it was when it was made.
    pub fn is_whole(&self, path: &str) -> bool {
        let found = fs::symlink_metadata(self.at(path)).ok().filter(fs::Metadata::is_file);
        found.is_some_and(|found| self.state().lengths.get(path) == Some(&found.len()))
    }

    /// The bytes of a file; `None` when there is no plain file at this path.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        if manifest::is_safe(path) { fs::read(self.at(path)).ok() } else { None }
    }

    /// Writes a file, whole or not at all. A file that has these bytes already is not touched.
    pub fn write(&self, path: &OutputPath, bytes: &[u8]) -> anyhow::Result<Written> {
        if !manifest::is_safe(path) {
            return Ok(self.refuse(rule::output::NAME, path));
        }
        let target = self.at(path);
        if let Some(rule) = self.folder_of(&target).with_context(|| self.failure("output/write", path))? {
            return Ok(self.refuse(rule, path));
        }
        // The metadata tells a folder or a pipe from a file, and most changes by the size, before any byte is read.
        match fs::symlink_metadata(&target) {
            Ok(found) if found.is_dir() => return Ok(self.refuse(rule::output::IS_FOLDER, path)),
            Ok(found)
                if found.is_file()
                    && found.len() == bytes.len() as u64
                    && fs::read(&target).is_ok_and(|old| old == bytes) =>
            {
                self.made(path, bytes);
                return Ok(Written::Same);
            }
            _ => {}
        }
        if self.state().strange.contains(path) {
            return Ok(self.refuse(rule::output::NOT_OURS, path));
        }
        self.replace(path, bytes)?;
        self.made(path, bytes);
        Ok(Written::Changed)
    }

    fn made(&self, path: &OutputPath, bytes: &[u8]) {
        let mut state = self.state();
        state.ours.insert(path.clone());
        state.lengths.insert(path.clone(), bytes.len() as u64);
    }

    /// Deletes one of our files, and the folders that it leaves empty. Files of others stay.
    pub fn remove(&self, path: &OutputPath) -> anyhow::Result<()> {
        let target = self.at(path);
        let inside =
            || target.parent()?.canonicalize().ok().filter(|parent| parent.starts_with(&self.folder));
        if !self.state().ours.remove(path) || !manifest::is_safe(path) || inside().is_none() {
            return Ok(());
        }
        match fs::symlink_metadata(&target) {
            // Somebody made a folder of this name: it stays.
            Ok(found) if found.is_dir() => return Ok(()),
            Ok(_) => fs::remove_file(&target).with_context(|| self.failure("output/remove", path))?,
            Err(_) => {}
        }
        let mut folder = target.parent();
        while let Some(empty) =
            folder.filter(|folder| *folder != self.folder && fs::remove_dir(folder).is_ok())
        {
            self.state().folders.remove(empty);
            folder = empty.parent();
        }
        Ok(())
    }

    /// Writes the manifest of a finished build.
    ///
    /// One of our files that it does not name stays in it, as unfinished: a file with an error is made again. Files
    /// that were left alone do not enter it.
    pub fn finish(&self, manifest: &Manifest) -> anyhow::Result<()> {
        let mut manifest = manifest.clone();
        let state = self.state();
        for path in &state.ours {
            manifest.made.entry(path.clone()).or_insert(None);
        }
        manifest.made.retain(|path, _| !state.refused.contains(path));
        let finished = manifest.made.iter().filter(|(_, key)| key.is_some());
        let lengths = finished.filter_map(|(path, _)| Some((path.clone(), *state.lengths.get(path)?)));
        manifest.lengths = lengths.collect();
        drop(state);
        let bytes = manifest.bytes();
        let same = fs::read(self.folder.join(MANIFEST)).is_ok_and(|old| old == bytes);
        if same { Ok(()) } else { self.replace(MANIFEST, &bytes) }
    }

    /// Makes the folder of a file. Gives the rule that it breaks when a link leads it out of the output folder, or when a file is in
    /// its place.
    fn folder_of(&self, target: &Path) -> io::Result<Option<Rule>> {
        let parent = target.parent().unwrap_or(&self.folder);
        if self.state().folders.contains(parent) {
            return Ok(None);
        }
        // From the top down, so that nothing is made behind a link that leads out.
        let above: Vec<&Path> = parent.ancestors().take_while(|folder| *folder != self.folder).collect();
        for folder in above.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let real = folder.canonicalize();
                    if !real.as_ref().is_ok_and(|real| real.starts_with(&self.folder)) {
                        return Ok(Some(rule::output::SYMLINK_OUTSIDE));
                    }
                    if !real.is_ok_and(|real| real.is_dir()) {
                        return Ok(Some(rule::output::IS_FILE));
                    }
                }
                Err(error) => return Err(error),
            }
            self.state().folders.insert(folder.to_owned());
        }
        Ok(None)
    }

    /// Replaces a file by rename: readers see the old file or the new one, never a part.
    ///
    /// Only the manifest is forced to the disk (fsync): for all files it would cost some milliseconds each, and what a power cut
    /// takes from them has another length than the manifest says, and is made again.
    fn replace(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let target = self.at(path);
        let write = || {
            if path == MANIFEST {
                return disk::write_over(&target, bytes);
            }
            let mut partial = Partial::beside(&target)?;
            partial.file().write_all(bytes)?;
            partial.replace(&target)
        };
        write().with_context(|| self.failure("output/write", path))
    }

    fn refuse(&self, rule: Rule, path: &OutputPath) -> Written {
        self.state().refused.insert(path.clone());
        Written::Refused(Diagnostic::new(rule, self.place(path)))
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn place(&self, path: &str) -> Place {
        Place::file(&format!("{}{path}", self.shown).into())
    }

    fn failure(&self, key: &'static str, path: &str) -> Failure {
        Failure::new(key).with("path", format!("{}{path}", self.shown))
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("nothing panics while it is held")
    }
}

/// Whether a file is there; fails when something else has its name: opening a pipe would wait for ever, and a link leads
/// somewhere else.
fn plain(path: &Path) -> anyhow::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(true),
        Ok(_) => Err(Failure::new("output/no-file").with("path", path.display()).into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| Failure::new("output/read").with("path", path.display())),
    }
}

/// The manifest of an output folder that is only read, without a lock; empty when it cannot be read.
pub fn last(folder: &Path) -> Manifest {
    let path = folder.join(MANIFEST);
    let bytes = if plain(&path).unwrap_or_default() { fs::read(path).ok() } else { None };
    bytes.and_then(|bytes| Manifest::read(&bytes)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
