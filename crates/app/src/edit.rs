//! A file of a toolkit, written anew: nothing is written that brings an error, and nothing over a change of somebody else.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Severity, rule},
    guide::{GuideFrontMatter, Status, Text},
    overlay,
    source::{Source, SourcePath, Sources, layers::own_path},
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
        self.prove_file(&guide.path, edit)
    }

    /// The same for any file of the toolkit; one that is not there yet is an empty text.
    pub fn prove_file<T>(
        &self,
        path: &SourcePath,
        edit: impl FnOnce(&str) -> Result<(String, T), Diagnostic>,
    ) -> Result<Change<T>, Refusal> {
        let text = self.sources.own(path).map_or(Ok(""), Source::text);
        let old = text.as_ref().map_or("", |text| *text).to_owned();
        let text = text.and_then(|text| self.may_change(path).map(|()| text));
        let (text, value) = text.and_then(edit).map_err(|mut diagnostic| {
            // What the edit says counts in the toolkit's own file, which may be put together with another one.
            let is_own = self.sources.is_written_here(path) || self.sources.is_of_base(path);
            diagnostic.place.path = if is_own { path.clone() } else { own_path(path) };
            Refusal { diagnostics: vec![diagnostic], sources: (*self.sources).clone() }
        })?;
        let mut after = (*self.sources).clone();
        if text == old && after.own(path).is_some() {
            // A change that leaves the file as it is can bring no diagnostic, so nothing is looked at again.
            return Ok(Change { path: path.clone(), after, value, diagnostics: Vec::new() });
        }
        after.put(Source::new(path.clone(), text.into_bytes()));
        // Remarks, decisions and versions pass here on their way into a guide. A text that is edited as a whole at the desk does
        // not: it may be written with faults, which are then told.
        let news = lint::news(&self.sources, &after, self.today);
        let (errors, others): (Vec<_>, Vec<_>) =
            news.into_iter().partition(|diagnostic| self.stops(diagnostic));
        if !errors.is_empty() {
            return Err(Refusal { diagnostics: errors, sources: after });
        }
        // `release` says in one sentence which translations are out of date, so these diagnostics are not repeated.
        let diagnostics =
            others.into_iter().filter(|diagnostic| diagnostic.rule != rule::translation::STALE).collect();
        Ok(Change { path: path.clone(), after, value, diagnostics })
    }

    /// Whether a change that brings this is not made. That the words of a published guide are to be agreed to again is what follows of
    /// any change in it, so it is told and keeps from nothing; a guide that is not published yet becomes so with its agreements.
    pub fn stops(&self, diagnostic: &Diagnostic) -> bool {
        let is_published = || {
            let mut guides = self.guides().filter(|guide| guide.path == diagnostic.place.path);
            guides.any(|guide| guide.front_matter.status == Status::Published)
        };
        diagnostic.severity == Severity::Error
            && !(diagnostic.rule == rule::agreements::LAPSED && is_published())
    }

    /// Refuses what would change a text of the base, or one that only changes sections of it: there, a remark or a version has no
    /// whole text to stand in. A list of entries is written here, since it is put together with that of the base.
    fn may_change(&self, path: &SourcePath) -> Result<(), Diagnostic> {
        if !path.ends_with(".md") || self.sources.is_written_here(path) {
            return Ok(());
        }
        let is_of_base = self.sources.is_of_base(path);
        let rule = if is_of_base { rule::overlay::OF_BASE } else { rule::overlay::PART };
        Err(Diagnostic::new(rule, Place::file(path)).with("name", overlay::short_name(path)))
    }

    /// Whether a file can go: a refusal when something would be missing.
    pub fn prove_without(&self, path: &SourcePath) -> Result<(), Refusal> {
        let mut after = (*self.sources).clone();
        after.remove(path);
        let mut diagnostics = lint::news(&self.sources, &after, self.today);
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
        if diagnostics.is_empty() { Ok(()) } else { Err(Refusal { diagnostics, sources: after }) }
    }

    /// Writes a change, unless the file was changed since it was read. Whoever chose something by what other files say, such as
    /// a number, must have had the [content](Content) since before this project was read.
    pub fn write<T>(&self, change: &Change<T>, content: &Content) -> anyhow::Result<()> {
        match self.sources.own(&change.path) {
            Some(source) => content.replace(source, &change.file().bytes),
            None => content.create(&change.path, &change.file().bytes),
        }
    }
}

/// A change of a file that was checked and adds no error.
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
        self.after.own(&self.path).expect("it was put there")
    }
}

/// Why a change was refused.
pub struct Refusal {
    /// The errors that it would add.
    pub diagnostics: Vec<Diagnostic>,
    /// The files in which the diagnostics have their places.
    pub sources: Sources,
}
