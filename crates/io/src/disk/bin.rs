//! The bin of a toolkit: what is deleted at the desk is moved there, and can be put back.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::FOLDERS;
use trousseau_core::messages::Failure;

/// The folder of the bin, beside `content`: nothing reads it.
pub const BIN: &str = ".trousseau-bin";

/// Moves a file of the toolkit into the bin; its path there.
pub fn throw(root: &Path, path: &str, day: &str) -> anyhow::Result<String> {
    let failure = |key| Failure::new(key).with("path", path);
    let from = own(root, path).with_context(|| failure("edit/write"))?;
    let from = from.ok_or_else(|| failure("edit/outside"))?;
    let moved = || {
        let kept = format!("{BIN}/{}/{path}", folder(root, day)?);
        let to = root.join(&kept);
        fs::create_dir_all(to.parent().unwrap_or(root))?;
        fs::rename(&from, &to)?;
        Ok::<_, io::Error>(kept)
    };
    moved().with_context(|| failure("edit/write"))
}

/// Keeps a folder of ours out of histories. One that is a link is somebody else's: nothing is written behind it.
pub fn keep_out(folder: &Path) -> io::Result<()> {
    if folder.is_symlink() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    super::write_over(&folder.join(".gitignore"), b"*\n")
}

/// A new folder in the bin; its name.
pub fn folder(root: &Path, day: &str) -> io::Result<String> {
    let bin = root.join(BIN);
    fs::create_dir_all(&bin)?;
    // What was thrown away, such as a photograph, does not go into a history.
    super::keep_out(&bin)?;
    for number in 1..10_000 {
        let name = format!("{day}-{number}");
        match fs::create_dir(bin.join(&name)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|()| name),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Puts a file of the bin back where it was. Fails when another one is there now.
pub fn put_back(root: &Path, kept: &str) -> anyhow::Result<String> {
    let path = kept.strip_prefix(BIN).and_then(|rest| rest.trim_start_matches('/').split_once('/'));
    let path = path.map_or(kept, |(_, path)| path).to_owned();
    let failure = |key| Failure::new(key).with("path", &path);
    let (from, to) = (root.join(kept), root.join(&path));
    if !kept.starts_with(&format!("{BIN}/")) || !is_plain(kept) || !is_own(&path) {
        return Err(failure("edit/outside").into());
    }
    if to.exists() || to.is_symlink() {
        return Err(failure("guide/exists").into());
    }
    let moved = || {
        fs::create_dir_all(to.parent().unwrap_or(root))?;
        fs::rename(&from, &to)
    };
    moved().with_context(|| failure("edit/write"))?;
    Ok(path)
}

/// Whether a path lies in a folder of the toolkit, by its words.
pub fn is_own(path: &str) -> bool {
    is_plain(path) && FOLDERS.iter().any(|top| path.starts_with(&format!("{top}/")))
}

/// Whether a path goes down from where it begins, on every system: `\\` divides folders on Windows, and `:` names a disk there.
fn is_plain(path: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && part != "." && part != "..";
    !path.contains(['\\', ':', '\0']) && path.split('/').all(is_name)
}

/// The place of a file that lies in a folder of the toolkit, not behind a link that leads out; none when it does.
pub fn own(root: &Path, path: &str) -> io::Result<Option<PathBuf>> {
    let root = root.canonicalize()?;
    let file = root.join(path);
    let folder = file.parent().unwrap_or(&root).canonicalize()?;
    let name = file.file_name().map(|name| folder.join(name));
    let inside = FOLDERS.iter().any(|top| folder.starts_with(root.join(top)));
    Ok(name.filter(|name| inside && name.is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_thrown_away_can_be_put_back() {
        let home = tempfile::tempdir().expect("a folder");
        let file = home.path().join("content/guides/a/x.png");
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, "old").expect("written");
        let kept = throw(home.path(), "content/guides/a/x.png", "2026-11-29").expect("moved");
        assert_eq!(kept, ".trousseau-bin/2026-11-29-1/content/guides/a/x.png");
        // A photograph that was thrown away does not go into a history.
        let ignored = fs::read_to_string(home.path().join(BIN).join(".gitignore")).expect("there");
        assert_eq!(ignored, "*\n");
        assert!(!file.exists() && home.path().join(&kept).exists());
        fs::write(&file, "new").expect("written");
        assert!(put_back(home.path(), &kept).is_err(), "another one is there");
        let other = throw(home.path(), "content/guides/a/x.png", "2026-11-29").expect("moved");
        assert!(other.starts_with(".trousseau-bin/2026-11-29-2/"));
        assert_eq!(put_back(home.path(), &kept).expect("back"), "content/guides/a/x.png");
        assert_eq!(fs::read(&file).expect("there"), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_behind_a_link_that_came_with_a_toolkit() {
        let (home, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let own = other.path().join("own");
        fs::write(&own, "somebody's").expect("written");
        fs::create_dir(home.path().join(BIN)).expect("made");
        std::os::unix::fs::symlink(&own, home.path().join(BIN).join(".gitignore")).expect("linked");
        folder(home.path(), "2026-11-30").expect("a folder");
        assert_eq!(fs::read_to_string(&own).expect("there"), "somebody's");
        fs::remove_dir_all(home.path().join(BIN)).expect("removed");
        std::os::unix::fs::symlink(other.path(), home.path().join(BIN)).expect("linked");
        assert!(folder(home.path(), "2026-11-30").is_err(), "the bin itself leads away");
        assert_eq!(fs::read_dir(other.path()).expect("there").count(), 1);
    }

    #[test]
    fn nothing_outside_is_moved() {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(home.path().join("content")).expect("made");
        fs::write(home.path().join("secret"), "x").expect("written");
        for path in ["secret", "content/../secret", "content", "content/none"] {
            assert!(throw(home.path(), path, "d").is_err(), "{path}");
        }
        let odd = [
            "secret",
            "content/x",
            ".trousseau-bin/d/../../secret",
            ".trousseau-bin/d/content/../../../secret",
            ".trousseau-bin\\d\\content\\x",
            ".trousseau-bin/d/content/..\\..\\..\\secret",
            ".trousseau-bin/..\\..\\x/content/y",
            ".trousseau-bin/d/content/C:/secret",
            ".trousseau-bin/d//content/x",
        ];
        for kept in odd {
            assert!(put_back(home.path(), kept).is_err(), "{kept}");
        }
        assert!(home.path().join("secret").exists());
    }
}
