//! Files of cases: how they are cut, and the one loop that tries them, on all cores.
//!
//! A file holds the cases of one kind. `=== name | place: … | script: … | key: value` begins a case, `--- header ---` a part of it.

use std::{
    collections::BTreeMap,
    fs, iter,
    num::NonZero,
    panic::resume_unwind,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// A case of a file.
pub struct Case {
    pub name: String,
    /// What stands behind its name: `place`, `script` and what its kind knows.
    pub options: BTreeMap<String, String>,
    /// Its parts in order, with their headers; each ends with one line end.
    pub parts: Vec<(String, String)>,
}

impl Case {
    /// The part with this header, with its line end.
    pub fn part(&self, header: &str) -> Option<&str> {
        self.parts.iter().find(|(name, _)| name == header).map(|(_, text)| text.as_str())
    }

    /// What the case says behind its name under this key; empty when it says nothing.
    pub fn option(&self, key: &str) -> &str {
        self.options.get(key).map_or("", String::as_str)
    }
}

/// The cases of a file.
pub fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        // A text may have such a line too: a case says its place.
        if let Some(head) = bare.strip_prefix("=== ").filter(|head| head.contains(" | ")) {
            cases.push(begun(head));
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        match bare.strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---")) {
            Some(header) => case.parts.push((header.to_owned(), String::new())),
            None => {
                if let Some((_, part)) = case.parts.last_mut() {
                    part.push_str(line);
                }
            }
        }
    }
    for (_, part) in cases.iter_mut().flat_map(|case| &mut case.parts) {
        // The empty line before the next case is no part of this one.
        part.truncate(part.trim_end_matches(['\n', '\r']).len());
        part.push('\n');
    }
    cases
}

/// A case without parts.
fn begun(head: &str) -> Case {
    let mut pieces = head.split(" | ");
    let name = pieces.next().unwrap_or(head).to_owned();
    let options = pieces.filter_map(|piece| piece.split_once(": "));
    let options: BTreeMap<_, _> = options.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    assert!(options.contains_key("place") && options.contains_key("script"), "place and script: {head}");
    Case { name, options, parts: Vec::new() }
}

/// What comes of each thing, in their order; as many are tried at once as the machine has cores.
pub fn each<T: Sync, R: Send>(things: &[T], attempt: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let some = || {
        let numbers = iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        numbers.map_while(|at| Some((at, attempt(things.get(at)?)))).collect::<Vec<_>>()
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(some)).collect();
        let ended = |worker: thread::ScopedJoinHandle<'_, _>| {
            worker.join().unwrap_or_else(|panic| resume_unwind(panic))
        };
        workers.into_iter().flat_map(ended).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Tries all cases of a folder of `tests/field/`: how much was tried of each, and its faults. `FIELD=lists,tables` tries these
/// files alone.
pub fn tried(folder: &str, least: usize, attempt: impl Fn(&Case) -> (usize, Vec<String>) + Sync) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/field").join(folder);
    let mut files: Vec<_> = fs::read_dir(path)
        .expect("the folder of the cases")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    let only = std::env::var("FIELD").ok();
    let mut all = Vec::new();
    for path in files {
        let kind = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| !only.split(',').any(|only| only == kind)) {
            continue;
        }
        all.extend(
            cases(&fs::read_to_string(&path).expect("text")).into_iter().map(|case| (kind.clone(), case)),
        );
    }
    let (mut wrong, mut count) = (Vec::new(), 0);
    for ((kind, case), (tried, faults)) in all.iter().zip(each(&all, |(_, case)| attempt(case))) {
        count += tried;
        wrong.extend(faults.into_iter().map(|fault| format!("{kind}: {}: {fault}", case.name)));
    }
    assert!(count >= least || only.is_some(), "only {count} were found");
    assert!(wrong.is_empty(), "{} faults in {count}:\n{}", wrong.len(), wrong.join("\n"));
}
