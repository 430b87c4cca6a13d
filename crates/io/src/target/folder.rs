//! A folder as a target: of this computer, of a network disk, of a stick.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use walkdir::WalkDir;

use super::{Sizes, Target};
use crate::disk::{self, Partial};
use trousseau_core::{messages::Failure, publication::ROOM};

/// A folder that holds a published site.
#[derive(Debug)]
pub struct Folder {
    base: PathBuf,
}

impl Folder {
    /// The folder, which must be there: a disk that is not plugged in is not made up for by an empty folder.
    pub fn open(base: &Path) -> anyhow::Result<Self> {
        let missing = || Failure::new("publish/no-folder").with("path", base.display());
        let base = base.canonicalize().with_context(missing)?;
        if !base.is_dir() {
            return Err(missing().into());
        }
        disk::sweep(&base.join(ROOM));
        Ok(Self { base })
    }

    fn at(&self, path: &str) -> PathBuf {
        self.base.join(path)
    }

    fn trouble(&self, key: &'static str, path: &str) -> Failure {
        Failure::new(key).with("path", self.at(path).display())
    }
}

impl Target for Folder {
    fn list(&mut self, folder: &str) -> anyhow::Result<Sizes> {
        let mut sizes = Sizes::new();
        for entry in WalkDir::new(self.at(folder)).follow_links(true) {
            let entry = match entry {
                Ok(entry) => entry,
                // A dead link, what went away meanwhile, a link round in a circle, what we may not read: none is ours.
                Err(error)
                    if error.loop_ancestor().is_some()
                        || error.io_error().is_some_and(|error| {
                            matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied)
                        }) =>
                {
                    continue;
                }
                Err(error) => return Err(error).with_context(|| self.trouble("publish/read", folder)),
            };
            if entry.file_type().is_file()
                && let Some(inner) = entry.path().strip_prefix(&self.base).ok().and_then(Path::to_str)
            {
                let data = entry.metadata().with_context(|| self.trouble("publish/read", inner))?;
                sizes.insert(inner.replace('\\', "/"), data.len());
            }
        }
        Ok(sizes)
    }

    fn size(&mut self, path: &str) -> anyhow::Result<Option<u64>> {
        let data = found(fs::metadata(self.at(path))).with_context(|| self.trouble("publish/read", path))?;
        Ok(data.filter(fs::Metadata::is_file).map(|data| data.len()))
    }

    fn read(&mut self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        found(fs::read(self.at(path))).with_context(|| self.trouble("publish/read", path))
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let (target, room) = (self.at(path), self.at(ROOM));
        let write = || -> io::Result<()> {
            fs::create_dir_all(&room)?;
            fs::create_dir_all(target.parent().unwrap_or(&room))?;
            let mut partial = Partial::beside(&room.join("partial"))?;
            partial.file().write_all(bytes)?;
            partial.replace(&target)
        };
        write().with_context(|| self.trouble("publish/write", path))
    }

    fn remove(&mut self, path: &str) -> anyhow::Result<()> {
        let target = self.at(path);
        found(fs::remove_file(&target)).with_context(|| self.trouble("publish/remove", path))?;
        // Folders that are empty now go with their last file; one that is not stays.
        for folder in target.ancestors().skip(1).take_while(|folder| *folder != self.base) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn claim(&mut self, folder: &str) -> anyhow::Result<bool> {
        let target = self.at(folder);
        let parent = target.parent().unwrap_or(&self.base);
        match fs::create_dir_all(parent).and_then(|()| fs::create_dir(&target)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error).with_context(|| self.trouble("publish/write", folder)),
        }
    }

    fn release(&mut self, folder: &str, file: &str) -> anyhow::Result<()> {
        let trouble = || self.trouble("publish/remove", folder);
        found(fs::remove_file(self.at(folder).join(file))).with_context(trouble)?;
        found(fs::remove_dir(self.at(folder))).with_context(trouble)?;
        Ok(())
    }
}

/// What is missing is no failure.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
