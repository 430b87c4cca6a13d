//! What lies in the bin and can be put back.

use std::{fs, path::Path};

use super::{
    bin::{BIN, is_own},
    together::taken_away,
};

/// Something in the bin that can be put back: where it was is nothing now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thrown {
    /// The name of its folder in the bin: the day and a number.
    pub name: String,
    /// The files, by their paths in the toolkit.
    pub paths: Vec<String>,
    /// Whether a change of several files took them away, which is undone as a whole.
    pub is_change: bool,
}

/// What can be put back, the newest first. Changes that only changed are not among it.
pub fn thrown(root: &Path) -> Vec<Thrown> {
    let folders = fs::read_dir(root.join(BIN)).into_iter().flatten().flatten();
    let mut names: Vec<String> = folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let order = |name: &String| {
        let (day, number) = name.rsplit_once('-').unwrap_or((name, ""));
        (day.to_owned(), number.parse::<usize>().unwrap_or_default())
    };
    names.sort_by_key(|name| std::cmp::Reverse(order(name)));
    let one = |name: String| {
        let folder = root.join(BIN).join(&name);
        let change = taken_away(&folder);
        let is_change = change.is_some();
        let mut paths = change.unwrap_or_else(|| files(&folder, &folder));
        paths.retain(|path| is_own(path));
        Thrown { name, paths, is_change }
    };
    let is_there = |thrown: &Thrown| {
        let is_kept = |path: &String| root.join(BIN).join(&thrown.name).join(path).is_file();
        let is_free = |path: &String| fs::symlink_metadata(root.join(path)).is_err();
        !thrown.paths.is_empty() && thrown.paths.iter().all(|path| is_kept(path) && is_free(path))
    };
    names.into_iter().map(one).filter(is_there).collect()
}

/// The files below a folder, by their paths from `top`; nothing behind links.
fn files(top: &Path, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(files(top, &entry.path())),
            Ok(kind) if kind.is_file() => {
                let path = entry.path();
                let path = path.strip_prefix(top).ok().and_then(|path| path.to_str());
                found.extend(path.map(|path| path.replace(std::path::MAIN_SEPARATOR, "/")));
            }
            _ => {}
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::{
        bin::throw,
        together::{FileChange, change},
    };
    use trousseau_core::source::Source;

    #[test]
    fn the_bin_lists_what_can_be_put_back_and_nothing_else() {
        let home = tempfile::tempdir().expect("a folder");
        let place = |path: &str| home.path().join(path);
        let write = |path: &str| {
            fs::create_dir_all(place(path).parent().expect("a folder")).expect("made");
            fs::write(place(path), "x").expect("written");
            Source::new(path, "x".as_bytes())
        };
        let names = || thrown(home.path()).into_iter().map(|one| (one.name, one.paths)).collect::<Vec<_>>();
        assert_eq!(names(), [], "there is no bin yet");
        write("content/guides/a/x.png");
        throw(home.path(), "content/guides/a/x.png", "2026-11-29").expect("moved");
        let [fr, ar] = ["content/guides/b/fr.md", "content/guides/b/ar.md"].map(write);
        let gone = |before: &Source| FileChange {
            path: before.path.clone(),
            before: Some(before.clone()),
            after: None,
        };
        change(home.path(), &[gone(&fr), gone(&ar)], "2026-11-29").expect("deleted");
        // What was only renamed is not thrown away.
        let old = write("content/guides/c/fr.md");
        let new = Source::new("content/guides/d/fr.md", "x".as_bytes());
        let made = FileChange { path: new.path.clone(), before: None, after: Some(new) };
        change(home.path(), &[gone(&old), made], "2026-11-29").expect("renamed");
        let all = thrown(home.path());
        let kinds: Vec<_> = all.iter().map(|one| (one.paths.len(), one.is_change)).collect();
        assert_eq!(kinds, [(2, true), (1, false)], "the newest first: {all:?}");
        // Something else lies there now: it cannot be put back.
        write("content/guides/a/x.png");
        assert_eq!(names().len(), 1);
    }
}
