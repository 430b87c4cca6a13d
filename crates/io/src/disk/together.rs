//! Several files of a toolkit, changed together: all of them, or none.
//!
//! The bytes of before are copied into the bin first, with a list of what is to come. While the files change, a mark in the bin names
//! that list. Who takes the right to write after a cut finds the mark, and puts everything back.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::{
    bin::{self, BIN},
    create::create,
    partial::{sync_folder_of, write_over},
    replace::replace,
};
use trousseau_core::{
    messages::Failure,
    source::{Source, SourcePath},
};

/// The list of a change, in its folder of the bin.
const LIST: &str = "change.txt";

/// The mark that a change is under way, in the bin.
const MARK: &str = "under-way";

/// What stands for a file that is not there.
const NOTHING: &str = "-";

/// What becomes of one file.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// The file.
    pub path: SourcePath,
    /// The file as it is; none when it is new.
    pub before: Option<Source>,
    /// The file as it will be; none when it goes.
    pub after: Option<Source>,
}

/// A line of the list.
struct Line {
    before: String,
    after: String,
    path: String,
}

/// Changes all these files; the name of the change, by which [`reverse`] finds it. See [`super::Content::change`].
pub fn change(root: &Path, changes: &[FileChange], day: &str) -> anyhow::Result<String> {
    if is_cut(root) {
        mend(root)?;
    }
    let failure = || Failure::new("edit/write").with("path", format!("{BIN}/"));
    let name = bin::folder(root, day).with_context(failure)?;
    let folder = root.join(BIN).join(&name);
    let mark = root.join(BIN).join(MARK);
    let kept = || {
        for before in changes.iter().filter_map(|change| change.before.as_ref()) {
            let to = folder.join(&*before.path);
            fs::create_dir_all(to.parent().unwrap_or(&folder))?;
            write_over(&to, &before.bytes)?;
        }
        write_over(&folder.join(LIST), list(changes).as_bytes())?;
        write_over(&mark, name.as_bytes())
    };
    if let Err(error) = kept() {
        // Nothing has changed yet, so nobody needs the copies.
        let _ = fs::remove_file(&mark);
        let _ = fs::remove_dir_all(&folder);
        return Err(error).with_context(failure);
    }
    if let Err(error) = write(root, changes) {
        mend(root).with_context(|| error.to_string())?;
        let _ = fs::remove_dir_all(&folder);
        return Err(error);
    }
    fs::remove_file(&mark).with_context(failure)?;
    Ok(name)
}

/// New files first and removals last: at every moment each text is there at least once.
fn write(root: &Path, changes: &[FileChange]) -> anyhow::Result<()> {
    for new in changes.iter().filter(|change| change.before.is_none()) {
        if let Some(after) = &new.after {
            create(root, &after.path, &after.bytes)?;
        }
    }
    for change in changes {
        if let (Some(before), Some(after)) = (&change.before, &change.after) {
            replace(root, before, &after.bytes)?;
        }
    }
    for gone in changes.iter().filter(|change| change.after.is_none()).filter_map(|gone| gone.before.as_ref())
    {
        let failure = |key| Failure::new(key).with("path", &gone.path);
        let file = bin::own(root, &gone.path).with_context(|| failure("edit/write"))?;
        let file = file.ok_or_else(|| failure("edit/outside"))?;
        let is_same = fs::read(&file).with_context(|| failure("edit/write"))? == *gone.bytes;
        if !is_same || file.is_symlink() {
            return Err(failure("edit/changed").into());
        }
        fs::remove_file(&file).with_context(|| failure("edit/write"))?;
        sync_folder_of(&file);
        tidy(root, &file);
    }
    Ok(())
}

/// Removes the folders that a removed file leaves empty.
fn tidy(root: &Path, file: &Path) {
    let top = root.canonicalize().unwrap_or_else(|_| root.to_owned()).join("content");
    let mut folder = file.parent();
    while let Some(empty) = folder.filter(|folder| folder.starts_with(&top) && *folder != top) {
        if fs::remove_dir(empty).is_err() {
            return;
        }
        folder = empty.parent();
    }
}

/// The files that a change in this folder of the bin took away; "nothing" when it did anything else, none for a folder without a change.
pub fn taken_away(folder: &Path) -> Option<Vec<String>> {
    let lines = read(folder).ok()?;
    let is_whole = lines.iter().all(|line| line.before != NOTHING && line.after == NOTHING);
    Some(lines.into_iter().filter(|_| is_whole).map(|line| line.path).collect())
}

fn list(changes: &[FileChange]) -> String {
    let hash = |source: &Option<Source>| {
        source.as_ref().map_or_else(|| NOTHING.to_owned(), |source| source.fingerprint.to_string())
    };
    let line =
        |change: &FileChange| format!("{} {} {}\n", hash(&change.before), hash(&change.after), change.path);
    changes.iter().map(line).collect()
}

fn read(folder: &Path) -> io::Result<Vec<Line>> {
    let text = fs::read_to_string(folder.join(LIST))?;
    let line = |line: &str| {
        let mut parts = line.splitn(3, ' ').map(str::to_owned);
        Some(Line {
            before: parts.next()?,
            after: parts.next()?,
            path: parts.next().filter(|path| bin::is_own(path))?,
        })
    };
    Ok(text.lines().filter_map(line).collect())
}

/// A file as it is now; none when nothing is there.
fn now(root: &Path, path: &str) -> io::Result<Option<Source>> {
    match fs::read(root.join(path)) {
        Ok(bytes) => Ok(Some(Source::new(path, bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn hash_of(source: Option<&Source>) -> String {
    source.map_or_else(|| NOTHING.to_owned(), |source| source.fingerprint.to_string())
}

/// Whether a change was cut: the power went, or the program was killed.
pub fn is_cut(root: &Path) -> bool {
    root.join(BIN).join(MARK).exists()
}

/// Puts back what a change that was cut has done. A file that somebody has written since stays as it is; its bytes of before stay in
/// the bin.
pub fn mend(root: &Path) -> anyhow::Result<()> {
    let mark = root.join(BIN).join(MARK);
    let failure = || Failure::new("edit/write").with("path", format!("{BIN}/{MARK}"));
    let mended = || {
        let name = fs::read_to_string(&mark)?;
        let Some(folder) = named(root, name.trim()) else { return fs::remove_file(&mark) };
        // A list that cannot be read was never whole, so nothing was changed after it.
        for line in read(&folder).unwrap_or_default() {
            back(root, &folder, &line)?;
        }
        fs::remove_file(&mark)
    };
    mended().with_context(failure)
}

fn back(root: &Path, folder: &Path, line: &Line) -> io::Result<()> {
    let file = root.join(&line.path);
    let is = hash_of(now(root, &line.path)?.as_ref());
    if is == line.before || is != line.after {
        return Ok(());
    }
    // A toolkit that came from somebody may name a file behind a link that leads out of it.
    let top = root.canonicalize()?;
    let there = file.ancestors().find_map(|one| one.canonicalize().ok()).unwrap_or_default();
    if there != top && !super::FOLDERS.iter().any(|own| there.starts_with(top.join(own))) {
        return Ok(());
    }
    if line.before == NOTHING {
        fs::remove_file(&file)?;
        sync_folder_of(&file);
        if let Ok(file) = root.canonicalize().map(|root| root.join(&line.path)) {
            tidy(root, &file);
        }
        return Ok(());
    }
    let bytes = fs::read(folder.join(&line.path))?;
    fs::create_dir_all(file.parent().unwrap_or(root))?;
    // Behind a link lies the file that was changed.
    write_over(&file.canonicalize().unwrap_or(file), &bytes)
}

/// The folder of a change, by its name.
fn named(root: &Path, name: &str) -> Option<PathBuf> {
    let is_name = |letter: char| letter.is_ascii_digit() || letter == '-';
    let folder = root.join(BIN).join(name);
    (!name.is_empty() && name.chars().all(is_name) && folder.join(LIST).is_file()).then_some(folder)
}

/// The name of the last change.
pub fn last(root: &Path) -> Option<String> {
    let names = fs::read_dir(root.join(BIN)).ok()?.flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let number = |name: &String| {
        let (day, number) = name.rsplit_once('-')?;
        Some((day.to_owned(), number.parse::<u32>().ok()?))
    };
    names.filter(|name| named(root, name).is_some()).max_by_key(number)
}

/// What undoes a change. Fails when one of its files is no longer as it left it, or when there is no such change.
pub fn reverse(root: &Path, name: &str) -> anyhow::Result<Vec<FileChange>> {
    let late = || Failure::new("files/too-late").with("path", format!("{BIN}/{name}"));
    let folder = named(root, name).ok_or_else(late)?;
    let mut changes = Vec::new();
    for line in read(&folder).with_context(late)? {
        let before = now(root, &line.path).with_context(late)?;
        if hash_of(before.as_ref()) != line.after {
            return Err(late().into());
        }
        let kept = || Ok::<_, io::Error>(Source::new(line.path.as_str(), fs::read(folder.join(&line.path))?));
        let after = (line.before != NOTHING).then(kept).transpose().with_context(late)?;
        if before.is_some() || after.is_some() {
            changes.push(FileChange { path: line.path.into(), before, after });
        }
    }
    if changes.is_empty() { Err(late().into()) } else { Ok(changes) }
}

#[cfg(test)]
mod tests;
