//! Reads the files of a toolkit from the disk, and writes single ones.

mod base;
mod bin;
mod cache;
mod create;
mod lock;
mod partial;
mod replace;
mod texts;
mod thrown;
mod together;
mod witness;

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use anyhow::Context;
use walkdir::{DirEntry, WalkDir};

pub use base::lay;
pub use bin::{BIN, keep_out};
pub use cache::FileCache;
pub use lock::Content;
pub use partial::{Partial, hidden, is_dead, sweep, write_new, write_over, writer};
pub use replace::again;
pub use texts::texts;
pub use thrown::{Thrown, thrown};
pub use together::FileChange;
pub use witness::witnessed;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    messages::Failure,
    source::{Source, SourcePath, Sources, is_hidden},
};

/// The largest file that is read, in bytes: 64 MiB.
pub const MOST_BYTES: u64 = 64 << 20;

/// The most bytes of all files together: 2 GiB, a thousand times a usual toolkit.
const MOST_BYTES_IN_ALL: u64 = 2 << 30;

/// The most files and folders that are visited: folders that link to each other can give millions of paths without a loop.
pub(super) const MOST_ENTRIES: usize = 200_000;

/// The most files and folders behind links: real toolkits have a few, and each is read once for every way that leads to it.
pub(super) const MOST_LINKED: usize = 2_000;

/// The folders of a toolkit that hold sources.
pub(super) const FOLDERS: [&str; 2] = ["content", "themes"];

/// The folders in which something is written: where the program itself is worked on, its words lie beside the toolkit.
pub(super) const WRITTEN: [&str; 3] = ["content", "themes", "locales"];

/// Reads all files of a toolkit, and of the one on which it rests. A folder without any gives empty sources; `toolkit` reports what is missing.
pub fn read(root: &Path) -> anyhow::Result<WithDiagnostics<Sources>> {
    let root = root.canonicalize().with_context(|| Failure::new("root/none").with("path", root.display()))?;
    if !root.is_dir() {
        return Err(Failure::new("root/no-folder").with("path", root.display()).into());
    }
    Ok(lay(&root, read_own(&root)))
}

/// The same without the toolkit on which it may rest.
fn read_own(root: &Path) -> WithDiagnostics<Sources> {
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    for folder in FOLDERS {
        walk(root, folder, &mut found, &mut diagnostics);
    }
    let (mut sources, weight) = (Sources::default(), AtomicUsize::new(0));
    for result in in_parallel(&found, |file| open(file, &weight)) {
        match result {
            Ok(source) => sources.put(source),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    WithDiagnostics { value: sources, diagnostics }
}

/// A file to be read.
struct Found {
    path: SourcePath,
    on_disk: PathBuf,
    /// Whether a link leads to it: then it changes with another file.
    linked: bool,
}

fn walk(root: &Path, folder: &str, found: &mut Vec<Found>, diagnostics: &mut Vec<Diagnostic>) {
    if fs::symlink_metadata(root.join(folder)).is_err() {
        return;
    }
    let mut walk = WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name().into_iter();
    let (mut seen, mut linked) = (0, 0);
    // How deep the link lies behind which the walk is: everything below it comes before anything else.
    let mut link: Option<usize> = None;
    while let Some(entry) = walk.next() {
        seen += 1;
        let depth = entry.as_ref().map_or_else(walkdir::Error::depth, DirEntry::depth);
        link = link.filter(|link| depth > *link);
        linked += usize::from(link.is_some());
        if seen > MOST_ENTRIES {
            diagnostics.push(too_many(folder, MOST_ENTRIES));
            return;
        }
        if linked == MOST_LINKED && link.is_some() {
            diagnostics.push(too_many(folder, MOST_LINKED));
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.extend(trouble(root, folder, &error));
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy();
        if depth > 0 && is_hidden(&name) {
            // What a killed write left holds the text of a guide, and nobody would look at it again.
            partial::remove_left(entry.path());
            skip(&mut walk, &entry);
            continue;
        }
        // What has no link before it is read all the same.
        if linked >= MOST_LINKED && (link.is_some() || entry.path_is_symlink()) {
            skip(&mut walk, &entry);
            continue;
        }
        match look(root, &entry) {
            Ok(Some(file)) => found.push(Found { linked: file.linked || link.is_some(), ..file }),
            Ok(None) if entry.path_is_symlink() => link = link.or(Some(depth)),
            Ok(None) => {}
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                skip(&mut walk, &entry);
            }
        }
    }
}

fn too_many(folder: &str, most: usize) -> Diagnostic {
    Diagnostic::new(rule::source::TOO_MANY, file(folder)).with("most", most)
}

fn skip(walk: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        walk.skip_current_dir();
    }
}

/// The file behind a directory entry; `None` for a folder, a diagnostic for what cannot be read.
fn look(root: &Path, entry: &DirEntry) -> Result<Option<Found>, Diagnostic> {
    let path = relative(root, entry.path());
    let place = || Place::file(&path);
    let name = entry.file_name().to_str();
    if name.is_none_or(|name| name.contains(|letter: char| letter.is_control() || letter == '\\')) {
        return Err(Diagnostic::new(rule::source::NAME, place()));
    }
    if entry.path_is_symlink() {
        let target = entry.path().canonicalize();
        let inside = |target: &Path| {
            let inner = target.strip_prefix(root).ok()?;
            let open = FOLDERS.iter().any(|folder| inner.starts_with(folder));
            let hidden = inner.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
            (open && !hidden).then_some(())
        };
        if !target.is_ok_and(|target| inside(&target).is_some()) {
            return Err(Diagnostic::new(rule::source::SYMLINK_OUTSIDE, place()));
        }
    }
    let kind = entry.file_type();
    if kind.is_dir() {
        // A folder has the name of a text or a template, such as `fr.md/`.
        let ends = |list: &[&str]| list.iter().any(|end| path.ends_with(end));
        let of_theme = path.starts_with("themes/")
            && ["/templates/", "/leaflet/"].iter().any(|part| path.contains(part));
        let is_text = ends(&[".md", ".yaml"]) || of_theme && ends(&[".html", ".typ"]);
        return if is_text { Err(Diagnostic::new(rule::source::IS_FOLDER, place())) } else { Ok(None) };
    }
    if !kind.is_file() {
        // Reading a pipe or a device could block for ever.
        return Err(Diagnostic::new(rule::source::SPECIAL, place()));
    }
    Ok(Some(Found { on_disk: entry.path().to_owned(), path, linked: entry.path_is_symlink() }))
}

fn open(found: &Found, weight: &AtomicUsize) -> Result<Source, Diagnostic> {
    let place = || Place::file(&found.path);
    let unreadable = |error| Diagnostic::new(rule::source::UNREADABLE, place()).with("problem", error);
    let file = File::open(&found.on_disk).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    // The limit is applied while reading, since the file may have grown since its size was read.
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(MOST_BYTES)).unwrap_or_default());
    if size <= MOST_BYTES {
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    let size = size.max(bytes.len() as u64);
    let in_all = weight.fetch_add(bytes.len(), Ordering::Relaxed) as u64 + bytes.len() as u64;
    if size > MOST_BYTES || in_all > MOST_BYTES_IN_ALL {
        let most = if size > MOST_BYTES { MOST_BYTES } else { MOST_BYTES_IN_ALL };
        let diagnostic = Diagnostic::new(rule::source::TOO_LARGE, place()).with("size", size >> 20);
        return Err(diagnostic.with("most", most >> 20));
    }
    Ok(Source::new(found.path.clone(), bytes))
}

/// Reads files on several threads; results are in the order of the files.
fn in_parallel<T: Send>(files: &[Found], read: impl Fn(&Found) -> T + Sync) -> Vec<T> {
    let workers =
        std::thread::available_parallelism().map_or(1, usize::from).min(8).min(1 + files.len() / 64);
    if workers == 1 {
        return files.iter().map(read).collect();
    }
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(files.len())));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut own = Vec::new();
                while let index = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(file) = files.get(index)
                {
                    own.push((index, read(file)));
                }
                done.lock().expect("no reader panics").append(&mut own);
            });
        }
    });
    let mut done = done.into_inner().expect("no reader panics");
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The diagnostic for an error of the directory walk; `None` inside hidden folders.
fn trouble(root: &Path, folder: &str, error: &walkdir::Error) -> Option<Diagnostic> {
    let path = error.path().map_or_else(|| folder.into(), |path| relative(root, path));
    if path.split('/').any(is_hidden) {
        return None;
    }
    let place = Place::file(&path);
    if error.loop_ancestor().is_some() {
        return Some(Diagnostic::new(rule::source::LOOP, place));
    }
    // A dead link is reported like one that leads out of the toolkit.
    if error.path().is_some_and(|path| path.is_symlink()) {
        return Some(Diagnostic::new(rule::source::SYMLINK_OUTSIDE, place));
    }
    let problem = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Some(Diagnostic::new(rule::source::UNREADABLE, place).with("problem", problem))
}

fn file(path: &str) -> Place {
    Place::file(&path.into())
}

/// A path below the toolkit's folder with `/` between its parts.
fn relative(root: &Path, path: &Path) -> SourcePath {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/").into()
}

#[cfg(test)]
mod tests;
