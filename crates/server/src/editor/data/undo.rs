//! What was written last at the desk, to be undone: the former bytes come back only while nobody else has changed the file.

use std::{
    collections::VecDeque,
    sync::Mutex,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::state::lock;
use trousseau_core::source::{Source, SourcePath};
use trousseau_text::Fingerprint;

/// The most changes that can be undone.
const MOST: usize = 64;

/// A change that was written.
#[derive(Clone)]
pub struct Done {
    number: u64,
    /// The file.
    pub path: SourcePath,
    /// Its bytes before; empty when it was not there.
    pub before: Vec<u8>,
    /// The hash of its bytes afterwards.
    pub after: Fingerprint,
}

/// The changes that can be undone.
#[derive(Default)]
pub struct Undo {
    all: Mutex<(u64, VecDeque<Done>)>,
}

impl Undo {
    /// Keeps what a file was before a change; the number by which it can be undone.
    pub fn keep(&self, before: Option<&Source>, after: &Source) -> u64 {
        let mut all = lock(&self.all);
        // Numbers stand in addresses, which outlive the program: those of another run mean nothing here.
        if all.0 == 0 {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            all.0 = u64::try_from(now.as_micros()).unwrap_or_default();
        }
        all.0 += 1;
        let number = all.0;
        let before = before.map(|source| source.bytes.to_vec()).unwrap_or_default();
        all.1.push_back(Done { number, path: after.path.clone(), before, after: after.fingerprint });
        if all.1.len() > MOST {
            all.1.pop_front();
        }
        number
    }

    /// The change of this number.
    pub fn get(&self, number: u64) -> Option<Done> {
        lock(&self.all).1.iter().find(|done| done.number == number).cloned()
    }
}
