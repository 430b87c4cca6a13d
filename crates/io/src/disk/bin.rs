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
    for number in 1..10_000 {
        let kept = format!("{BIN}/{day}-{number}/{path}");
        let to = root.join(&kept);
        if root.join(format!("{BIN}/{day}-{number}")).exists() {
            continue;
        }
        let moved = || {
            fs::create_dir_all(to.parent().unwrap_or(root))?;
            // What was thrown away, such as a photograph, does not go into a history.
            fs::write(root.join(BIN).join(".gitignore"), "*\n")?;
            fs::rename(&from, &to)
        };
        moved().with_context(|| failure("edit/write"))?;
        return Ok(kept);
    }
    Err(failure("edit/write").into())
}

/// Puts a file of the bin back where it was. Fails when another one is there now.
pub fn put_back(root: &Path, kept: &str) -> anyhow::Result<String> {
    let path = kept.strip_prefix(BIN).and_then(|rest| rest.trim_start_matches('/').split_once('/'));
    let path = path.map_or(kept, |(_, path)| path).to_owned();
    let failure = |key| Failure::new(key).with("path", &path);
    let (from, to) = (root.join(kept), root.join(&path));
    let is_own = FOLDERS.iter().any(|top| path.starts_with(&format!("{top}/")));
    if !is_own || path.split('/').any(|part| part == "..") || !kept.starts_with(&format!("{BIN}/")) {
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

/// The place of a file that lies in a folder of the toolkit, not behind a link that leads out; none when it does.
fn own(root: &Path, path: &str) -> io::Result<Option<PathBuf>> {
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
        assert!(!file.exists() && home.path().join(&kept).exists());
        fs::write(&file, "new").expect("written");
        assert!(put_back(home.path(), &kept).is_err(), "another one is there");
        let other = throw(home.path(), "content/guides/a/x.png", "2026-11-29").expect("moved");
        assert!(other.starts_with(".trousseau-bin/2026-11-29-2/"));
        assert_eq!(put_back(home.path(), &kept).expect("back"), "content/guides/a/x.png");
        assert_eq!(fs::read(&file).expect("there"), b"old");
    }

    #[test]
    fn nothing_outside_is_moved() {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(home.path().join("content")).expect("made");
        fs::write(home.path().join("secret"), "x").expect("written");
        for path in ["secret", "content/../secret", "content", "content/none"] {
            assert!(throw(home.path(), path, "d").is_err(), "{path}");
        }
        for kept in ["secret", ".trousseau-bin/d/../../secret", "content/x"] {
            assert!(put_back(home.path(), kept).is_err(), "{kept}");
        }
        assert!(home.path().join("secret").exists());
    }
}
