//! A guide's file, written anew: nothing is written that brings an error, and nothing over a change of somebody else.

use trousseau_core::{
    diagnostic::{Diagnostic, Severity, rule},
    guide::{GuideFrontMatter, Text},
    source::{Source, SourcePath, Sources},
};
use trousseau_io::disk::Content;
use trousseau_lint as lint;

use crate::Project;

impl Project {
    /// Applies `edit` to a guide's file without writing it. The change is refused when the edit cannot be made, or when
    /// it would add an error: all rules of a build apply to new remarks and versions, too.
    pub fn prove<T>(
        &self,
        guide: &Text<GuideFrontMatter>,
        edit: impl FnOnce(&str) -> Result<(String, T), Diagnostic>,
    ) -> Result<Change<T>, Refusal> {
        let (text, value) = self.source(guide).text().and_then(edit).map_err(|mut diagnostic| {
            diagnostic.place.path = guide.path.clone();
            Refusal { diagnostics: vec![diagnostic], sources: (*self.sources).clone() }
        })?;
        let mut after = (*self.sources).clone();
        after.put(Source::new(guide.path.clone(), text.into_bytes()));
        // Remarks, decisions and versions pass here on their way into a guide. A text that is edited as a whole at the desk does
        // not: it may be written with faults, which are then told.
        let news = lint::news(&self.sources, &after, self.today);
        let (errors, others): (Vec<_>, Vec<_>) =
            news.into_iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
        if !errors.is_empty() {
            return Err(Refusal { diagnostics: errors, sources: after });
        }
        // `release` says in one sentence which translations are out of date, so these diagnostics are not repeated.
        let diagnostics =
            others.into_iter().filter(|diagnostic| diagnostic.rule != rule::translation::STALE).collect();
        Ok(Change { path: guide.path.clone(), after, value, diagnostics })
    }

    /// Writes a change, unless the file was changed since it was read. Whoever chose something by what other files say, such as
    /// a number, must have had the [content](Content) since before this project was read.
    pub fn write<T>(&self, change: &Change<T>, content: &Content) -> anyhow::Result<()> {
        let source = self.sources.get(&change.path).expect("the change is of this file");
        content.replace(source, &change.file().bytes)
    }
}

/// A change of a guide's file that was checked and adds no error.
pub struct Change<T> {
    path: SourcePath,
    /// All files of the toolkit, with the change.
    pub after: Sources,
    /// The value that the edit gave beside the text.
    pub value: T,
    /// The warnings that it adds.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Change<T> {
    /// The changed file.
    pub fn file(&self) -> &Source {
        self.after.get(&self.path).expect("it was put there")
    }
}

/// Why a change was refused.
pub struct Refusal {
    /// The errors that it would add.
    pub diagnostics: Vec<Diagnostic>,
    /// The files in which the diagnostics have their places.
    pub sources: Sources,
}
