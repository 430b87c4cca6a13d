//! What the commands of the pilot phase share: a toolkit to look at, and one file of it to write anew.

use std::{collections::BTreeSet, path::Path, str::FromStr};

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::{
    help::Expected,
    terminal::{Terminal, Verdict},
};
use crate::{
    diagnostic::{Diagnostic, Noted, Place, Severity, nearest},
    guide::{self, GuideHead, Text, Version, edit},
    library::pilot,
    shell::disk,
    source::{Source, SourcePath, Sources},
    toolkit::{self, Toolkit},
    words::Failure,
};

/// A toolkit as its folder gives it, on a day.
pub struct Desk<'a> {
    /// Its folder.
    pub root: &'a Path,
    /// Its files.
    pub sources: Sources,
    /// What holds for every guide.
    pub toolkit: Toolkit,
    /// All guides that can be read, drafts and retired ones among them.
    pub guides: Vec<Text<GuideHead>>,
    /// The day.
    pub today: Date,
    /// What the disk would not give.
    notes: Vec<Diagnostic>,
}

impl<'a> Desk<'a> {
    /// Reads a toolkit.
    pub fn open(root: &'a Path) -> anyhow::Result<Self> {
        let Noted { value: sources, notes } = disk::read(root)?;
        let toolkit = toolkit::read(&sources).value.ok_or_else(|| Failure::new("guide/no-toolkit"))?;
        let guides = guide::all(&sources, toolkit.source_language());
        Ok(Self { root, sources, toolkit, guides, today: super::today()?, notes })
    }

    /// The guide of this name. One that is there and cannot be read is told with its notes: another name would not help.
    pub fn guide(&self, name: &str, terminal: &mut Terminal) -> anyhow::Result<&Text<GuideHead>> {
        if self.unreadable().contains(name) {
            terminal.tell(&self.why_unreadable(name), &self.sources);
        }
        self.find(name)
    }

    /// The guide of this name, for whoever shows notes elsewhere.
    pub fn find(&self, name: &str) -> anyhow::Result<&Text<GuideHead>> {
        let found = self.guides.iter().find(|guide| guide.slug == name);
        found.ok_or_else(|| {
            if self.unreadable().contains(name) {
                return Failure::new("pilot/unreadable").with("name", name).into();
            }
            let near = nearest(name, self.guides.iter().map(|guide| guide.slug.as_str()));
            let known = self.guides.iter().map(|guide| guide.slug.as_str()).collect::<Vec<_>>().join(", ");
            let failure = match near {
                Some(near) => Failure::new("pilot/no-guide-near").with("near", near),
                None => Failure::new("pilot/no-guide").with("known", known),
            };
            failure.with("name", name).into()
        })
    }

    /// The names of guides that have a folder and cannot be read.
    pub fn unreadable(&self) -> BTreeSet<&str> {
        let paths = self.sources.under(guide::FOLDER).map(|source| &*source.path);
        let paths = paths.chain(self.notes.iter().map(|note| &*note.place.path));
        let names = paths.filter_map(|path| path.strip_prefix(guide::FOLDER)?.split('/').next());
        names.filter(|name| self.guides.iter().all(|guide| guide.slug != *name)).collect()
    }

    fn why_unreadable(&self, name: &str) -> Vec<Diagnostic> {
        let language = self.toolkit.source_language();
        let folder = format!("{}{name}", guide::FOLDER);
        let path: SourcePath = format!("{folder}/{language}.md").into();
        let is_inside = |note: &&Diagnostic| Path::new(&*note.place.path).starts_with(&folder);
        let mut notes: Vec<_> = self.notes.iter().filter(is_inside).cloned().collect();
        match self.sources.get(&path) {
            Some(source) => notes.extend(guide::read::<GuideHead>(source, name, language).notes),
            None if notes.is_empty() => {
                let note = Diagnostic::error("library/no-source", Place::file(&path));
                notes.push(note.with("slug", name).with("language", language));
            }
            None => {}
        }
        notes
    }

    /// The file of a guide.
    pub fn source(&self, guide: &Text<GuideHead>) -> &Source {
        self.sources.get(&guide.path).expect("the guide was read from it")
    }

    /// The number of the next remark: no other of the toolkit has it, in whatever state its guide is.
    pub fn next_id(&self) -> String {
        let texts = self.sources.under(guide::FOLDER).filter_map(|source| source.text().ok());
        edit::next_id(texts.flat_map(edit::ids), self.today.year())
    }

    /// A change of a guide's file, as `edit` says, before it is written. It is refused when the edit cannot be made, or when
    /// it brings an error that was not there: every check of a build holds for what comes in, too.
    pub fn prove<T>(
        &self,
        guide: &Text<GuideHead>,
        edit: impl FnOnce(&str) -> Result<(String, T), Diagnostic>,
    ) -> Result<Change<T>, Refusal> {
        let (text, value) = self.source(guide).text().and_then(edit).map_err(|mut note| {
            note.place.path = guide.path.clone();
            Refusal { notes: vec![note], sources: self.sources.clone() }
        })?;
        let mut after = self.sources.clone();
        after.put(Source::new(guide.path.clone(), text.into_bytes()));
        // The one place through which whatever somebody types comes into a guide.
        let news = pilot::news(&self.sources, &after, self.today);
        let (errors, others): (Vec<_>, Vec<_>) =
            news.into_iter().partition(|note| note.severity == Severity::Error);
        if !errors.is_empty() {
            return Err(Refusal { notes: errors, sources: after });
        }
        // That translations wait is told by whoever releases, in a sentence.
        let notes = others.into_iter().filter(|note| note.code != "translation/stale").collect();
        Ok(Change { path: guide.path.clone(), after, value, notes })
    }

    /// Writes a change, unless the file is no longer the one that was read.
    pub fn write<T>(&self, change: &Change<T>) -> anyhow::Result<()> {
        let source = self.sources.get(&change.path).expect("the change is of this file");
        disk::replace(self.root, source, &change.file().bytes)
    }

    /// Changes the file of a guide as `edit` says, and gives what it gives beside the text.
    ///
    /// Nothing is written when the change is refused. The notes are then told and there is no value.
    pub fn change<T>(
        &self,
        guide: &Text<GuideHead>,
        edit: impl FnOnce(&str) -> Result<(String, T), Diagnostic>,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Option<T>> {
        match self.prove(guide, edit) {
            Ok(change) => {
                self.write(&change)?;
                terminal.tell(&change.notes, &change.after);
                Ok(Some(change.value))
            }
            Err(refusal) => {
                terminal.tell(&refusal.notes, &refusal.sources);
                terminal.say("pilot/refused", &[]);
                Ok(None)
            }
        }
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

/// What a command came to that changed a file, or was refused.
pub fn verdict<T>(done: Option<T>) -> Verdict {
    if done.is_some() { Verdict::Clean } else { Verdict::Problems }
}

/// Reads a word of the form from the command line.
pub fn word<T: DeserializeOwned>(text: &str) -> Result<T, Expected> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|error: serde_json::Error| {
        // "unknown variant `x`, expected `a` or `b`": every other piece is a name.
        let said = error.to_string();
        let known = said.split_once(", expected ").map_or("", |(_, known)| known);
        Expected::OneOf(known.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", "))
    })
}

/// Reads a version number from the command line.
pub fn version(text: &str) -> Result<Version, Expected> {
    Version::from_str(text).map_err(|()| Expected::Such("1.0.0"))
}

/// Reads a day from the command line.
pub fn day(text: &str) -> Result<Date, Expected> {
    text.parse().map_err(|_| Expected::Such("2026-06-10"))
}

/// A text that somebody wrote, on one line and without signs that a terminal would obey.
pub fn printed(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A table with columns of equal width; the last one is as long as its words are.
pub fn table(rows: &[Vec<String>]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
