//! A change of files as people are shown it, before anything is written.

use trousseau_core::source::Source;
use trousseau_io::disk::FileChange;
use trousseau_text::diff::{self, Line};

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It moves to another folder.
    Moved,
    /// Words in it change.
    Changed,
    /// It goes into the bin.
    Removed,
    /// It is new.
    New,
}

impl What {
    /// Its name in the tables of words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::New => "new",
        }
    }
}

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub what: What,
    /// The file.
    pub path: String,
    /// Where it moves to; "" when it stays.
    pub to: String,
    /// The lines that change in it.
    pub lines: Vec<Line>,
}

/// What becomes of each file: texts with their lines, and each file that moves once.
pub fn steps(changes: &[FileChange], moved: Option<&(String, String)>) -> Vec<Step> {
    let mut steps = Vec::new();
    for change in changes {
        let path = change.path.to_string();
        let to = moved.and_then(|(from, to)| Some(format!("{to}{}", path.strip_prefix(from)?)));
        let at = |wanted: &str| changes.iter().find(|other| *other.path == *wanted)?.after.as_ref();
        let step = match (&change.before, &change.after) {
            (Some(before), None) => match to.and_then(|to| Some((at(&to)?, to))) {
                Some((after, to)) => Step { what: What::Moved, path, to, lines: lines(before, after) },
                None => Step { what: What::Removed, path, to: String::new(), lines: Vec::new() },
            },
            (None, Some(_)) => {
                let arrives = moved.is_some_and(|(_, to)| path.starts_with(to));
                if arrives {
                    continue;
                }
                Step { what: What::New, path, to: String::new(), lines: Vec::new() }
            }
            (Some(before), Some(after)) => {
                Step { what: What::Changed, path, to: String::new(), lines: lines(before, after) }
            }
            (None, None) => continue,
        };
        steps.push(step);
    }
    steps
}

/// The lines that change. Those of a lock are hashes, which say nothing to anybody.
fn lines(before: &Source, after: &Source) -> Vec<Line> {
    if before.path.ends_with(".lock") || before.fingerprint == after.fingerprint {
        return Vec::new();
    }
    match (before.text(), after.text()) {
        (Ok(before), Ok(after)) => diff::lines(before, after),
        _ => Vec::new(),
    }
}
