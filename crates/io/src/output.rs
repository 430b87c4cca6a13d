//! The output folder: locked while a build runs, replaced file by file, and never touched where it is not ours.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Mutex,
};

use anyhow::Context;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, rule},
    manifest::{self, Manifest, OutputPath},
    messages::Failure,
};

const MANIFEST: &str = "manifest.json";

/// Folders of a toolkit in which people write: no output goes there.
const SOURCES: [&str; 2] = ["content", "themes"];

/// An output folder, locked for this process. All methods may be called from several threads.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// The folder as diagnostics show it, with a final `/`.
    shown: String,
    /// An operating-system lock, which ends with the process: a killed build leaves no lock behind.
    _lock: File,
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
        let shown = real.strip_prefix(&root).unwrap_or(&real).display().to_string().replace('\\', "/");
        make(&real).with_context(trouble)?;
        let folder = folder.canonicalize().with_context(trouble)?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(".lock"));
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
        Ok(Self { folder, shown: format!("{}/", shown.trim_end_matches('/')), _lock: lock, state })
    }

    /// The manifest of the last build. Fails when the file of that name is not ours, since it would be overwritten.
    pub fn manifest(&self) -> anyhow::Result<Manifest> {
        let path = self.folder.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Manifest::default());
            }
            Err(error) => return Err(error).with_context(|| self.failure("output/read", MANIFEST)),
        };
        match Manifest::read(&bytes) {
            Some(manifest) => Ok(manifest),
            None => Err(self.failure("output/foreign", MANIFEST).into()),
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
        for (path, key) in &before.made {
            if key.is_none() {
                // A file with this name is left over from an interrupted write.
                let _ = fs::remove_file(partial(&self.at(path)));
            }
        }
        for path in make {
            if !before.made.contains_key(path) && fs::symlink_metadata(self.at(path)).is_ok() {
                state.strange.insert(path.clone());
            } else if manifest::is_safe(path) {
                claimed.made.insert(path.clone(), None);
            }
        }
        claimed.inputs = None;
        if claimed == *before { Ok(()) } else { self.replace(MANIFEST, &claimed.bytes()) }
    }

    /// Whether there is a plain file at this path.
    pub fn exists(&self, path: &str) -> bool {
        fs::symlink_metadata(self.at(path)).is_ok_and(|metadata| metadata.is_file())
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
                self.state().ours.insert(path.clone());
                return Ok(Written::Same);
            }
            _ => {}
        }
        if self.state().strange.contains(path) {
            return Ok(self.refuse(rule::output::NOT_OURS, path));
        }
        self.replace(path, bytes)?;
        self.state().ours.insert(path.clone());
        Ok(Written::Changed)
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
    /// Nothing is forced to the disk (fsync): it costs some milliseconds a file, and all that a power cut could take from
    /// the output can be made again.
    fn replace(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let target = self.at(path);
        let partial = partial(&target);
        let write = || {
            let new = || OpenOptions::new().write(true).create_new(true).open(&partial);
            let mut file = match new() {
                // Left over from an interrupted build. If it is a link, the link is removed and not followed.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    fs::remove_file(&partial)?;
                    new()?
                }
                other => other?,
            };
            file.write_all(bytes)?;
            drop(file);
            fs::rename(&partial, &target)
        };
        write().map_err(|error| {
            let _ = fs::remove_file(&partial);
            anyhow::Error::new(error).context(self.failure("output/write", path))
        })
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

/// The manifest of an output folder that is only read, without a lock; empty when it cannot be read.
pub fn last(folder: &Path) -> Manifest {
    fs::read(folder.join(MANIFEST)).ok().and_then(|bytes| Manifest::read(&bytes)).unwrap_or_default()
}

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
    let partial = partial(&target);
    let written = fs::write(&partial, bytes).and_then(|()| fs::rename(&partial, &target));
    if written.is_err() {
        let _ = fs::remove_file(&partial);
    }
    written.with_context(trouble)?;
    Ok(Ok(target))
}

/// Creates a folder, with a `.gitignore` if it is new: reports hold remarks, and everything here can be made again.
fn make(folder: &Path) -> io::Result<()> {
    let Some(new) = folder.ancestors().take_while(|above| !above.exists()).last() else { return Ok(()) };
    fs::create_dir_all(folder)?;
    match OpenOptions::new().write(true).create_new(true).open(new.join(".gitignore")) {
        Ok(mut file) => file.write_all(b"*\n"),
        // Another command has created the same folder in the meantime.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// The name of a file while it is written: in the same folder, since rename works on one disk only, and hidden.
fn partial(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.partial"))
}

/// The real path of a folder that need not exist yet.
pub fn resolve(folder: &Path) -> io::Result<PathBuf> {
    let folder = std::path::absolute(folder)?;
    let known = folder.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    Ok(match known {
        Some((above, real)) => real.join(folder.strip_prefix(above).unwrap_or(Path::new(""))),
        None => folder,
    })
}

/// Refuses an output folder in which a build could be taken for content, or content for output.
fn guard(root: &Path, folder: &Path) -> anyhow::Result<()> {
    // `a/../content` cannot be resolved while `a` does not exist, so `..` is refused there.
    let odd = folder.components().any(|part| part == std::path::Component::ParentDir);
    if odd || root.starts_with(folder) {
        return Err(Failure::new("output/is-root").with("path", folder.display()).into());
    }
    guard_sources(root, folder)
}

/// Refuses a folder whose place, or that of a folder above it, is taken by a file.
fn guard_files(folder: &Path) -> anyhow::Result<()> {
    // A final `/` would make a file look missing, so it is dropped.
    let folder: PathBuf = folder.components().collect();
    match folder.ancestors().find(|above| above.is_file()) {
        Some(file) => Err(Failure::new("output/no-folder").with("path", file.display()).into()),
        None => Ok(()),
    }
}

/// Refuses a folder in which output could be taken for content.
fn guard_sources(root: &Path, folder: &Path) -> anyhow::Result<()> {
    for name in SOURCES {
        let sources = root.join(name);
        if folder.starts_with(sources.canonicalize().unwrap_or(sources)) {
            return Err(Failure::new("output/in-sources")
                .with("path", folder.display())
                .with("folder", name)
                .into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
