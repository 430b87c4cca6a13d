//! A guide's file, written anew: nothing is written that brings an error, and nothing over a change of somebody else.

use trousseau_core::diagnostic::rule;
use trousseau_core::{
    diagnostic::{Diagnostic, Severity},
    guide::{GuideHead, Text},
    source::{Source, SourcePath, Sources},
};
use trousseau_io::disk;
use trousseau_lint as lint;

use crate::Project;

impl Project {
    /// A change of a guide's file, as `edit` says, before it is written. It is refused when the edit cannot be made, or when
    /// it brings an error that was not there: every check of a build holds for what comes in, too.
    pub fn prove<T>(
        &self,
        guide: &Text<GuideHead>,
        edit: impl FnOnce(&str) -> Result<(String, T), Diagnostic>,
    ) -> Result<Change<T>, Refusal> {
        let (text, value) = self.source(guide).text().and_then(edit).map_err(|mut note| {
            note.place.path = guide.path.clone();
            Refusal { notes: vec![note], sources: (*self.sources).clone() }
        })?;
        let mut after = (*self.sources).clone();
        after.put(Source::new(guide.path.clone(), text.into_bytes()));
        // The one place through which whatever somebody types comes into a guide.
        let news = lint::news(&self.sources, &after, self.today);
        let (errors, others): (Vec<_>, Vec<_>) =
            news.into_iter().partition(|note| note.severity == Severity::Error);
        if !errors.is_empty() {
            return Err(Refusal { notes: errors, sources: after });
        }
        // That translations wait is told by whoever releases, in a sentence.
        let notes = others.into_iter().filter(|note| note.rule != rule::translation::STALE).collect();
        Ok(Change { path: guide.path.clone(), after, value, notes })
    }

    /// Writes a change, unless the file is no longer the one that was read.
    pub fn write<T>(&self, change: &Change<T>) -> anyhow::Result<()> {
        let source = self.sources.get(&change.path).expect("the change is of this file");
        disk::replace(&self.root, source, &change.file().bytes)
    }
}

/// A change of a guide's file that brings no error.
pub struct Change<T> {
    path: SourcePath,
    /// All files, with it.
    pub after: Sources,
    /// What the edit gave beside the text.
    pub value: T,
    /// What it brings all the same.
    pub notes: Vec<Diagnostic>,
}

impl<T> Change<T> {
    /// The file as it would be.
    pub fn file(&self) -> &Source {
        self.after.get(&self.path).expect("it was put there")
    }
}

/// Why a change is not made.
pub struct Refusal {
    /// What speaks against it.
    pub notes: Vec<Diagnostic>,
    /// The files in which the notes have their places.
    pub sources: Sources,
}
