//! The output folder: locked while a build runs, replaced file by file, and never touched where it is not ours.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Mutex,
};
use trousseau_core::diagnostic::{Rule, rule};

use anyhow::Context;

use trousseau_core::{
    diagnostic::{Diagnostic, Place},
    manifest::{self, Manifest, OutputPath},
    words::Failure,
};

const MANIFEST: &str = "manifest.json";

/// Folders of a toolkit that people write in: nothing is made there.
const SOURCES: [&str; 2] = ["content", "themes"];

/// An output folder that this process alone may write. All its methods can be called from several threads.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// The folder as notes show it, with its final `/`.
    shown: String,
    /// Held until the process ends, however it ends: a killed build leaves no lock behind.
    _lock: File,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Files that are ours: those of the manifest before, and those that this build wrote.
    ours: BTreeSet<OutputPath>,
    /// Files that lay in a place of ours before we ever wrote it.
    strange: BTreeSet<OutputPath>,
    /// Files that were left alone, with a note.
    refused: BTreeSet<OutputPath>,
    /// Folders that are known to exist inside the output folder.
    folders: BTreeSet<PathBuf>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It holds new bytes.
    Changed,
    /// It held these bytes before and keeps its date.
    Same,
    /// It was left alone.
    Refused(Diagnostic),
}

impl Output {
    /// Makes the folder when it is missing, and locks it. Fails when another build holds it, or when the folder is one that
    /// people write in.
    pub fn open(root: &Path, folder: &Path) -> anyhow::Result<Self> {
        let trouble = || Failure::new("output/open").with("path", folder.display());
        // Looked at before the folder is made: a mistake must leave nothing behind.
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
            // Some network disks know no locks; there, one build at a time is up to the people.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error).with_context(trouble),
        }
        let folders = BTreeSet::from([folder.clone()]);
        let state = Mutex::new(State { folders, ..State::default() });
        Ok(Self { folder, shown: format!("{}/", shown.trim_end_matches('/')), _lock: lock, state })
    }

    /// What was made last time. Fails when the file of this name is none of ours: it would be written over.
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

    /// Writes down which files this build is going to write, before the first of them: a build that is interrupted then still
    /// knows its own files, and none of them passes for finished.
    ///
    /// `before` is what [`Output::manifest`] gave. Files of others in our places are not claimed.
    pub fn claim(&self, before: &Manifest, make: &[OutputPath]) -> anyhow::Result<()> {
        let mut claimed = before.clone();
        let mut state = self.state();
        state.ours = before.made.keys().cloned().collect();
        for (path, key) in &before.made {
            if key.is_none() {
                // The only trace of a write that was cut short.
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

    /// Whether a plain file is in its place.
    pub fn exists(&self, path: &str) -> bool {
        fs::symlink_metadata(self.at(path)).is_ok_and(|metadata| metadata.is_file())
    }

    /// The bytes of a file in its place; none when there is no such file.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        if manifest::is_safe(path) { fs::read(self.at(path)).ok() } else { None }
    }

    /// Writes a file, whole or not at all. Bytes that are there already are not written again.
    pub fn write(&self, path: &OutputPath, bytes: &[u8]) -> anyhow::Result<Written> {
        if !manifest::is_safe(path) {
            return Ok(self.refuse(rule::output::NAME, path));
        }
        let target = self.at(path);
        if let Some(rule) = self.folder_of(&target).with_context(|| self.failure("output/write", path))? {
            return Ok(self.refuse(rule, path));
        }
        // One look tells a folder or a pipe from a file, and most changes by their size alone.
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

    /// Removes a file of ours, and the folders that it leaves empty. Files of others stay; the file is no longer ours.
    pub fn remove(&self, path: &OutputPath) -> anyhow::Result<()> {
        let target = self.at(path);
        let inside =
            || target.parent()?.canonicalize().ok().filter(|parent| parent.starts_with(&self.folder));
        if !self.state().ours.remove(path) || !manifest::is_safe(path) || inside().is_none() {
            return Ok(());
        }
        match fs::symlink_metadata(&target) {
            // Somebody put a folder in its place: it is theirs.
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
    /// A file of ours that it does not name stays ours, unfinished: one that was written with an error is made again. Files
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

    /// Puts a whole file in the place of another through rename: readers see the old one or the new one, never a half.
    ///
    /// Nothing is forced to the disk (fsync): it costs some milliseconds a file, and all that a power cut could take from
    /// the output can be made again.
    fn replace(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let target = self.at(path);
        let partial = partial(&target);
        let write = || {
            let new = || OpenOptions::new().write(true).create_new(true).open(&partial);
            let mut file = match new() {
                // Left by a build that was cut short; a link there is removed, not followed.
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

/// What was made last time in an output folder that nobody locks; nothing when that cannot be known.
pub fn last(folder: &Path) -> Manifest {
    fs::read(folder.join(MANIFEST)).ok().and_then(|bytes| Manifest::read(&bytes)).unwrap_or_default()
}

/// Puts a file that somebody asked for into a folder. It enters no manifest, so `ours` tells by the bytes of a file of the
/// same name whether it may be replaced; else it is left alone, and the note about it comes instead of the path.
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

/// Makes a folder. Git is told to pass by what is new: reports hold remarks, and what is made can be made again.
fn make(folder: &Path) -> io::Result<()> {
    let Some(new) = folder.ancestors().take_while(|above| !above.exists()).last() else { return Ok(()) };
    fs::create_dir_all(folder)?;
    match OpenOptions::new().write(true).create_new(true).open(new.join(".gitignore")) {
        Ok(mut file) => file.write_all(b"*\n"),
        // Another command made the same folder at the same time.
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
    // `a/../content` has no real path while `a` does not exist.
    let odd = folder.components().any(|part| part == std::path::Component::ParentDir);
    if odd || root.starts_with(folder) {
        return Err(Failure::new("output/is-root").with("path", folder.display()).into());
    }
    guard_sources(root, folder)
}

/// Refuses a folder whose place, or that of a folder above it, is taken by a file.
fn guard_files(folder: &Path) -> anyhow::Result<()> {
    // With a final `/`, a file is none.
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
