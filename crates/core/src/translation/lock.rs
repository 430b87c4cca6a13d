//! The lock of a translation: of which blocks of the source it was made.
//!
//! A line for each block of the translation, in its order: the hash of the source block that it translates, and its own. The second
//! one finds a block again when somebody has added others by hand.

use std::collections::HashMap;

use super::{SEGMENTATION, Segment, alike};
use crate::guide::Version;
use trousseau_text::diff;

/// What stands for a block that nobody knows, or that is not there.
const UNKNOWN: &str = "-";

/// Of which source blocks a translation was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// The version of the source, when it has versions.
    pub version: Option<Version>,
    /// For each block of the translation the hash of its source block, if it is known, and its own.
    lines: Vec<(Option<String>, String)>,
    /// The hashes of source blocks that the translation does without.
    omitted: Vec<String>,
}

impl Lock {
    /// The lock of a translation that was made of this source, all of it.
    pub fn made(source: &[Segment], translation: &[Segment], version: Option<Version>) -> Self {
        let pairs = alike::pair(&source.iter().collect::<Vec<_>>(), &translation.iter().collect::<Vec<_>>());
        let mut of: Vec<Option<String>> = vec![None; translation.len()];
        let mut omitted = Vec::new();
        for (segment, target) in source.iter().zip(&pairs) {
            match target.and_then(|target| of.get_mut(target)) {
                Some(line) => *line = Some(segment.hash()),
                None => omitted.push(segment.hash()),
            }
        }
        Self { omitted, ..Self::new(of, translation, version) }
    }

    /// The lock of a translation each of whose blocks was made of the source block with this hash.
    pub fn new(of: Vec<Option<String>>, translation: &[Segment], version: Option<Version>) -> Self {
        let lines = of.into_iter().zip(translation.iter().map(Segment::hash)).collect();
        Self { version, lines, omitted: Vec::new() }
    }

    /// The same lock, for a translation that does without these source blocks.
    pub fn without(mut self, omitted: Vec<String>) -> Self {
        self.omitted = omitted;
        self
    }

    /// The same lock, once somebody has said that one block translates a block of the source as it is now.
    pub fn accepted(&self, source: &Segment, translation: &[Segment], target: usize) -> Self {
        let mut of = self.of(translation);
        if let Some(line) = of.get_mut(target) {
            *line = Some(source.hash());
        }
        Self { omitted: self.omitted.clone(), ..Self::new(of, translation, self.version) }
    }

    /// The same lock after links were led elsewhere: hashes of source blocks and of its own give way to others.
    pub fn exchanged(&self, source: &HashMap<String, String>, own: &HashMap<String, String>) -> Self {
        let other =
            |hash: &String, known: &HashMap<String, String>| known.get(hash).unwrap_or(hash).to_owned();
        let line = |(of, hash): &(Option<String>, String)| {
            (of.as_ref().map(|of| other(of, source)), other(hash, own))
        };
        Self {
            version: self.version,
            lines: self.lines.iter().map(line).collect(),
            omitted: self.omitted.iter().map(|hash| other(hash, source)).collect(),
        }
    }

    /// Whether the translation does without the source block of this hash, on purpose.
    pub(super) fn omits(&self, hash: &str) -> bool {
        self.omitted.iter().any(|omitted| omitted == hash)
    }

    /// Reads a lock; `None` when it is none, or one of other rules of segmentation.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let number: u32 = lines.next()?.strip_prefix("segmentation:")?.trim().parse().ok()?;
        if number != SEGMENTATION {
            return None;
        }
        let mut lock = Self { version: None, lines: Vec::new(), omitted: Vec::new() };
        for line in lines {
            if let Some(version) = line.strip_prefix("version:") {
                lock.version = version.trim().parse().ok();
                continue;
            }
            let (source, own) = line.split_once(' ')?;
            if own.trim() == UNKNOWN {
                lock.omitted.push(source.to_owned());
                continue;
            }
            lock.lines.push((Some(source.to_owned()).filter(|hash| hash != UNKNOWN), own.trim().to_owned()));
        }
        Some(lock)
    }

    /// The file of it.
    pub fn written(&self) -> String {
        let mut out = "# Made by trousseau: of which blocks of the source this translation was made. Keep it beside the text.\n".to_owned();
        out += &format!("segmentation: {SEGMENTATION}\n");
        if let Some(version) = self.version {
            out += &format!("version: {version}\n");
        }
        for (source, own) in &self.lines {
            out += &format!("{} {own}\n", source.as_deref().unwrap_or(UNKNOWN));
        }
        for source in &self.omitted {
            out += &format!("{source} {UNKNOWN}\n");
        }
        out
    }

    /// For each block of the translation as it is now the hash of the source block of which it was made, if it is known.
    pub(super) fn of(&self, translation: &[Segment]) -> Vec<Option<String>> {
        let now: Vec<String> = translation.iter().map(Segment::hash).collect();
        let then: Vec<String> = self.lines.iter().map(|(_, own)| own.clone()).collect();
        let known = |place: usize| self.lines.get(place).and_then(|(source, _)| source.clone());
        let mut of = vec![None; now.len()];
        for run in diff::runs(&then, &now) {
            // Words that somebody has changed by hand are still those of their block, where it is clear which one it is.
            if run.is_same || run.old.len() == run.new.len() {
                run.old.zip(run.new).for_each(|(old, new)| of[new] = known(old));
            }
        }
        of
    }
}
