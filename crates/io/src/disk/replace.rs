//! Replaces one file of a toolkit: whole or not at all.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::{
    WRITTEN,
    partial::{Partial, sync_folder_of},
};
use trousseau_core::{messages::Failure, source::Source};

/// Writes to the file that `source` was read from; see [`super::Content::replace`].
pub fn replace(root: &Path, source: &Source, bytes: &[u8]) -> anyhow::Result<()> {
    through(root, source, |file| file.write_all(bytes))
}

/// A file as it is now: it may have changed since `source` was read from it. Fails when it is gone, or lies outside the toolkit.
pub fn again(root: &Path, source: &Source) -> anyhow::Result<Source> {
    let failure = |key| Failure::new(key).with("path", &source.path);
    let target = real(root, source).with_context(|| failure("edit/write"))?;
    let target = target.ok_or_else(|| failure("edit/outside"))?;
    let bytes = fs::read(&target).with_context(|| failure("edit/write"))?;
    Ok(Source::new(source.path.clone(), bytes))
}

fn through(
    root: &Path,
    source: &Source,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> anyhow::Result<()> {
    let failure = |key| Failure::new(key).with("path", &source.path);
    let target = real(root, source).with_context(|| failure("edit/write"))?;
    let target = target.ok_or_else(|| failure("edit/outside"))?;
    let unchanged = || Ok::<_, io::Error>(fs::read(&target)? == *source.bytes);
    if !unchanged().with_context(|| failure("edit/write"))? {
        return Err(failure("edit/changed").into());
    }
    // Renaming checks only the permissions of the folder, so a write-protected file would be replaced: opening it checks its
    // own.
    OpenOptions::new().write(true).open(&target).with_context(|| failure("edit/write"))?;
    let written = || {
        let mut partial = Partial::beside(&target)?;
        partial.file().set_permissions(fs::metadata(&target)?.permissions())?;
        write(partial.file())?;
        // An editor's text cannot be made again, so it is flushed to the disk before it replaces the old one.
        partial.sync()?;
        let still = unchanged()?;
        if still {
            partial.replace(&target)?;
            sync_folder_of(&target);
        }
        Ok::<_, io::Error>(still)
    };
    if written().with_context(|| failure("edit/write"))? {
        Ok(())
    } else {
        Err(failure("edit/changed").into())
    }
}

/// The real path of the file; `None` when links lead out of the toolkit's source folders.
fn real(root: &Path, source: &Source) -> io::Result<Option<PathBuf>> {
    let root = root.canonicalize()?;
    let target = root.join(&*source.path).canonicalize()?;
    let inside = WRITTEN.iter().any(|folder| target.starts_with(root.join(folder)));
    Ok(inside.then_some(target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::{self, partial::hidden};

    const PATH: &str = "content/guides/a/fr.md";

    struct Home(tempfile::TempDir);

    impl Home {
        fn new() -> Self {
            let home = Self(tempfile::tempdir().expect("a folder"));
            fs::create_dir_all(home.file().parent().expect("a folder")).expect("made");
            fs::write(home.file(), "old").expect("written");
            home
        }
        fn file(&self) -> PathBuf {
            self.0.path().join(PATH)
        }
        fn source(&self) -> Source {
            disk::read(self.0.path()).expect("read").value.get(PATH).expect("there").clone()
        }
        fn text(&self) -> String {
            fs::read_to_string(self.file()).expect("a text")
        }
        fn names(&self) -> usize {
            fs::read_dir(self.file().parent().expect("a folder")).expect("a list").count()
        }
    }

    #[track_caller]
    fn key(result: anyhow::Result<()>) -> &'static str {
        result.expect_err("refused").downcast_ref::<Failure>().expect("a failure").key
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let home = Home::new();
        replace(home.0.path(), &home.source(), b"new").expect("written");
        assert_eq!((home.text().as_str(), home.names()), ("new", 1));
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_the_old_file() {
        let home = Home::new();
        let half = |file: &mut File| {
            file.write_all(b"ne")?;
            Err(io::Error::other("the disk is full"))
        };
        assert_eq!(key(through(home.0.path(), &home.source(), half)), "edit/write");
        assert_eq!((home.text().as_str(), home.names()), ("old", 1));
    }

    #[test]
    fn what_a_killed_write_leaves_is_no_content() {
        let home = Home::new();
        fs::write(hidden(&home.file()), "ne").expect("written");
        assert_eq!(home.names(), 2);
        let read = disk::read(home.0.path()).expect("read");
        assert_eq!((read.value.files.len(), read.diagnostics.len()), (1, 0));
        replace(home.0.path(), &home.source(), b"new").expect("written");
        assert_eq!(home.text(), "new");
    }

    #[test]
    fn a_change_made_meanwhile_is_kept() {
        let home = Home::new();
        let source = home.source();
        fs::write(home.file(), "mine").expect("written");
        assert_eq!(key(replace(home.0.path(), &source, b"new")), "edit/changed");
        // Checked once more, right before the rename.
        let late = |file: &mut File| {
            fs::write(home.file(), "later")?;
            file.write_all(b"new")
        };
        assert_eq!(key(through(home.0.path(), &home.source(), late)), "edit/changed");
        assert_eq!((home.text().as_str(), home.names()), ("later", 1));
    }

    #[test]
    fn a_file_is_read_as_it_is_now() {
        let home = Home::new();
        let source = home.source();
        fs::write(home.file(), "theirs").expect("written");
        assert_eq!(again(home.0.path(), &source).expect("there").text().expect("text"), "theirs");
        fs::remove_file(home.file()).expect("removed");
        assert!(again(home.0.path(), &source).is_err());
    }

    #[test]
    fn a_file_that_is_gone_does_not_come_back() {
        let home = Home::new();
        let source = home.source();
        fs::remove_file(home.file()).expect("removed");
        assert_eq!(key(replace(home.0.path(), &source, b"new")), "edit/write");
        assert_eq!(home.names(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_rights_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let home = Home::new();
        let real = home.0.path().join("content/real.md");
        fs::rename(home.file(), &real).expect("moved");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
        symlink("../../real.md", home.file()).expect("a link");
        replace(home.0.path(), &home.source(), b"new").expect("written");
        assert!(home.file().is_symlink());
        assert_eq!(fs::read_to_string(&real).expect("a text"), "new");
        assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_is_written() {
        let home = Home::new();
        let outside = home.0.path().join("secret");
        fs::write(&outside, "old").expect("written");
        let source = home.source();
        fs::remove_file(home.file()).expect("removed");
        std::os::unix::fs::symlink(&outside, home.file()).expect("a link");
        assert_eq!(key(replace(home.0.path(), &source, b"new")), "edit/outside");
        assert_eq!(fs::read_to_string(outside).expect("a text"), "old");
    }
}
