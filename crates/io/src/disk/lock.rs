//! The one lock for everything that writes content: commands and the desk wait for each other.

use std::{
    cell::RefCell,
    collections::BTreeSet,
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use trousseau_core::{messages::Failure, source::Source};

use super::{
    base::is_of_base,
    bin,
    create::create,
    replace::replace,
    together::{self, FileChange},
    witness,
};

/// How long somebody waits for others: writing takes milliseconds, an import of a large table a second or two.
const PATIENCE: Duration = Duration::from_secs(20);

/// The right to write into the content of a toolkit. One command, or one request at the desk, has it at a time.
///
/// Whoever chooses something by what the files say, such as the next number of a remark, reads them after this and writes before
/// it is given back. It is a lock of the operating system, which ends with the process.
pub struct Content {
    root: PathBuf,
    /// What was written so far.
    written: RefCell<BTreeSet<String>>,
    _lock: Option<File>,
}

impl Drop for Content {
    fn drop(&mut self) {
        // The lock goes after this, so whoever is told finds the files as they were written.
        witness::tell(self.written.get_mut());
    }
}

impl Content {
    /// Waits for the right to write into a toolkit. Fails when somebody else does not give it back for long.
    pub fn lock(root: &Path) -> anyhow::Result<Self> {
        let began = Instant::now();
        let Ok(lock) = handle(root) else {
            // A folder without content has nothing that could be written at the same time.
            return Ok(Self::with(root, None));
        };
        loop {
            match lock.try_lock() {
                Ok(()) => {
                    // Nobody else writes, so a change that is under way is one that was cut.
                    if together::is_cut(root) {
                        together::mend(root)?;
                    }
                    return Ok(Self::with(root, Some(lock)));
                }
                Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {
                    thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Failure::new("edit/locked").with("path", root.display()).into());
                }
                // Some network disks have no locks: there, people must take care.
                Err(TryLockError::Error(_)) => return Ok(Self::with(root, None)),
            }
        }
    }

    fn with(root: &Path, lock: Option<File>) -> Self {
        Self { root: root.to_owned(), written: RefCell::default(), _lock: lock }
    }

    /// Notes that a file was written, moved or taken away.
    fn note(&self, path: &str) {
        self.written.borrow_mut().insert(path.to_owned());
    }

    /// Writes `bytes` to the file that `source` was read from.
    ///
    /// The bytes go to a hidden file beside it, which is then renamed: whenever it is read, and even if the program is stopped,
    /// the file is the old one or the new one. A link stays a link, and permissions stay. Fails, with nothing changed,
    /// when the file has changed since it was read, may not be written, or lies outside the toolkit.
    pub fn replace(&self, source: &Source, bytes: &[u8]) -> anyhow::Result<()> {
        self.is_own(&source.path)?;
        self.note(&source.path);
        replace(&self.root, source, bytes)
    }

    /// Writes a new file below `content`, with the folders that it needs.
    ///
    /// Fails, with nothing written, when there is one of this name already, or when a link would lead it out of the toolkit.
    pub fn create(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.note(path);
        create(&self.root, path, bytes)
    }

    /// Moves a file into the bin of the toolkit; its path there, by which it can be [put back](Self::put_back).
    pub fn throw(&self, path: &str, day: &str) -> anyhow::Result<String> {
        self.is_own(path)?;
        self.note(path);
        bin::throw(&self.root, path, day)
    }

    /// Fails for a file of the toolkit on which this one rests.
    fn is_own(&self, path: &str) -> anyhow::Result<()> {
        match is_of_base(&self.root, path) {
            true => Err(Failure::new("base/not-own").with("path", path).into()),
            false => Ok(()),
        }
    }

    /// Puts back a file of the bin; its path. Fails when another one is there now.
    pub fn put_back(&self, kept: &str) -> anyhow::Result<String> {
        let path = bin::put_back(&self.root, kept)?;
        self.note(&path);
        Ok(path)
    }

    /// Changes several files together: all of them, or none, also when the program is stopped half way; what is under way then is
    /// put back by whoever takes the right next. The bytes of before stay in the bin. The name of the change, by which it can be
    /// [undone](Self::reverse).
    pub fn change(&self, changes: &[FileChange], day: &str) -> anyhow::Result<String> {
        for change in changes.iter().filter(|change| change.before.is_some()) {
            self.is_own(&change.path)?;
        }
        changes.iter().for_each(|change| self.note(&change.path));
        together::change(&self.root, changes, day)
    }

    /// What would undo a change of this name. Fails when one of its files is no longer as it left it.
    pub fn reverse(&self, name: &str) -> anyhow::Result<Vec<FileChange>> {
        together::reverse(&self.root, name)
    }

    /// The name of the last change of several files, as far as the bin has it.
    pub fn last(&self) -> Option<String> {
        together::last(&self.root)
    }
}

/// What is locked: the folder of the texts itself, so that nothing lies about in it.
#[cfg(unix)]
fn handle(root: &Path) -> io::Result<File> {
    File::open(root.join("content"))
}

/// What is locked: a file among those of the system that nobody keeps, since a folder cannot be.
#[cfg(not(unix))]
fn handle(root: &Path) -> io::Result<File> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    root.join("content").canonicalize()?.hash(&mut hasher);
    let name = format!("trousseau-{:016x}.lock", hasher.finish());
    File::options().create(true).truncate(false).write(true).open(std::env::temp_dir().join(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn one_writes_at_a_time() {
        let home = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(home.path().join("content")).expect("made");
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let _content = Content::lock(home.path()).expect("in turn");
                    most.fetch_max(1 + inside.fetch_add(1, Ordering::SeqCst), Ordering::SeqCst);
                    thread::sleep(Duration::from_millis(2));
                    inside.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        assert_eq!(std::fs::read_dir(home.path().join("content")).expect("listed").count(), 0);
    }

    #[test]
    fn a_folder_without_content_has_nothing_to_lock() {
        let home = tempfile::tempdir().expect("a folder");
        let _one = Content::lock(home.path()).expect("free");
        let _two = Content::lock(home.path()).expect("free");
    }
}
