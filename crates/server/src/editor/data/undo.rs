//! What was written last at the desk, to be undone: the former bytes come back only while nobody else has changed the files.

use std::{
    collections::VecDeque,
    sync::Mutex,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::state::lock;
use trousseau_app::FileChange;
use trousseau_core::source::{Source, Sources};

/// The most changes that can be undone.
const MOST: usize = 64;

/// A change with its number: the file that a form changed, and what was written beside it.
type Done = (u64, Vec<FileChange>);

/// The changes that can be undone, and the last number.
#[derive(Default)]
pub struct Undo {
    all: Mutex<(u64, VecDeque<Done>)>,
}

impl Undo {
    /// Keeps what files were before a change; the number by which it can be undone.
    pub fn keep(&self, changes: Vec<FileChange>) -> u64 {
        let mut all = lock(&self.all);
        // Numbers stand in addresses, which outlive the program: those of another run mean nothing here.
        if all.0 == 0 {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            all.0 = u64::try_from(now.as_micros()).unwrap_or_default();
        }
        all.0 += 1;
        let number = all.0;
        all.1.push_back((number, changes));
        if all.1.len() > MOST {
            all.1.pop_front();
        }
        number
    }

    /// The change of this number.
    pub fn get(&self, number: u64) -> Option<Vec<FileChange>> {
        lock(&self.all).1.iter().find(|done| done.0 == number).map(|done| done.1.clone())
    }
}

/// What undoes a change; none when one of its files is no longer as it left it.
pub fn reversed(changes: &[FileChange], now: &Sources) -> Option<Vec<FileChange>> {
    let hash = |source: Option<&Source>| source.map(|source| source.fingerprint);
    let back = |change: &FileChange| {
        let is = now.own(&change.path);
        (hash(is) == hash(change.after.as_ref())).then(|| FileChange {
            path: change.path.clone(),
            before: is.cloned(),
            after: change.before.clone(),
        })
    };
    changes.iter().map(back).collect()
}
