//! The source of all crates, file by file.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use crate::code;

/// One file of Rust.
pub struct File {
    /// The crate, without `trousseau-`; the program is `trousseau`.
    pub krate: String,
    /// The path from the folder of the workspace, with `/`.
    pub path: String,
    /// The path below `src/`, which names the module.
    pub inner: String,
    pub text: String,
    /// What the compiler sees of it, with its strings.
    pub code: String,
    /// What the compiler sees of it, without tests and with blanks for strings.
    pub bare: String,
    /// Whether it is compiled for tests alone.
    pub is_test: bool,
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().expect("the workspace").to_owned()
}

/// Each crate with its folder.
pub fn crates() -> Vec<(String, PathBuf)> {
    let mut crates = vec![("trousseau".to_owned(), root()), ("xtask".to_owned(), root().join("xtask"))];
    for folder in entries(&root().join("crates")) {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        crates.push((name, folder));
    }
    crates
}

/// All files of all crates, and the tests and benches of the program.
pub fn files() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(read_all);
    &FILES
}

fn read_all() -> Vec<File> {
    let mut files = Vec::new();
    for (krate, folder) in crates() {
        walk(&krate, &folder.join("src"), &folder.join("src"), &mut files);
    }
    for folder in ["tests", "benches"].map(|name| root().join(name)) {
        walk(if folder.ends_with("tests") { "tests" } else { "benches" }, &folder, &folder, &mut files);
    }
    assert!(files.len() > 100, "the source was not found");
    files
}

/// Fails with one line for each file at fault, for the files of the crates without their tests.
#[track_caller]
pub fn check(fault: impl Fn(&File) -> Option<String>) {
    let faults: Vec<_> = files()
        .iter()
        .filter(|file| !file.is_test)
        .filter_map(|file| Some(format!("{} {}", file.path, fault(file)?)))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn walk(krate: &str, top: &Path, folder: &Path, files: &mut Vec<File>) {
    for path in entries(folder) {
        if path.is_dir() {
            walk(krate, top, &path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(read(krate, top, &path));
        }
    }
}

fn read(krate: &str, top: &Path, path: &Path) -> File {
    let relative =
        |base: &Path| path.strip_prefix(base).expect("below it").to_string_lossy().replace('\\', "/");
    let inner = relative(top);
    let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("text");
    File {
        is_test: krate == "tests" || stem.ends_with("tests") || inner.split('/').any(|part| part == "tests"),
        krate: krate.to_owned(),
        path: relative(&root()),
        inner,
        code: code::without_comments(&text),
        bare: code::without_tests(&code::bare(&text)),
        text,
    }
}

/// What lies in a folder, in alphabetical order; nothing when there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path()).collect();
    entries.retain(|path| !path.ends_with("node_modules"));
    entries.sort();
    entries
}

/// Fails when something is at fault that is not excepted, or when an exception is no longer needed.
#[track_caller]
pub fn only_known(found: &[String], known: &[&str]) {
    let new: Vec<_> =
        found.iter().filter(|fault| !known.iter().any(|known| is_within(fault, known))).collect();
    assert!(new.is_empty(), "\n{new:#?}");
    let over: Vec<_> =
        known.iter().filter(|known| !found.iter().any(|fault| is_within(fault, known))).collect();
    assert!(over.is_empty(), "no longer at fault, take it off the list: {over:#?}");
}

/// Both are `where: what`. A fault may be less than what is known, not more.
fn is_within(fault: &str, known: &str) -> bool {
    let split =
        |text: &'_ str| text.split_once(": ").map(|(place, what)| (place.to_owned(), what.to_owned()));
    let (Some((place, what)), Some((known_place, known_what))) = (split(fault), split(known)) else {
        return false;
    };
    let size = |what: &str| what.trim_end_matches(" lines").parse::<usize>().ok();
    place == known_place
        && match (size(&what), size(&known_what)) {
            (Some(lines), Some(known)) => lines <= known,
            _ => what.split(' ').all(|name| known_what.split(' ').any(|known| known == name)),
        }
}

#[test]
fn a_known_fault_may_only_shrink() {
    assert!(is_within("a b: 60 lines", "a b: 61 lines") && !is_within("a b: 62 lines", "a b: 61 lines"));
    assert!(is_within("a: x y", "a: x y z") && !is_within("a: w x", "a: x y z"));
}
