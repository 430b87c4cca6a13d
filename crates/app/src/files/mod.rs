//! The files of a guide as a whole: renamed, retired or deleted, with all that names it; shown first, and undone at once.

mod plan;
mod shown;

use std::sync::Arc;

use trousseau_core::{
    diagnostic::{Diagnostic, Severity, rule},
    messages::Failure,
    source::{Source, SourcePath, Sources},
};
use trousseau_io::disk::{Content, FileChange};
use trousseau_lint as lint;
use trousseau_text::Fingerprint;

pub use shown::{Step, What};

use crate::{Project, edit::Refusal};

/// What somebody wants to do with the files of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Gives a guide or page another name; its old address leads to the new one.
    Rename {
        /// The name of now.
        name: String,
        /// The name to come.
        to: String,
    },
    /// Takes a guide off the site; its address and the codes of its leaflets lead to what replaces it.
    Retire {
        /// The guide.
        name: String,
        /// The guide or page that replaces it.
        by: Option<String>,
    },
    /// Moves the files of a draft into the bin.
    Delete {
        /// The guide.
        name: String,
    },
}

/// A change of files that was proved and not written yet.
pub struct Plan {
    before: Arc<Sources>,
    after: Sources,
    /// The folders of a text that moves: the one of now, and the one to come.
    moved: Option<(String, String)>,
    /// The warnings that it adds.
    pub diagnostics: Vec<Diagnostic>,
    today: String,
}

/// What a wish comes to. Nothing is written; a refusal says which errors it would bring.
pub fn plan(project: &Project, wish: &Wish) -> anyhow::Result<Result<Plan, Refusal>> {
    only_of_one(project)?;
    let draft = match wish {
        Wish::Rename { name, to } => plan::rename(project, name, to)?,
        Wish::Retire { name, by } => plan::retire(project, name, by.as_deref())?,
        Wish::Delete { name } => plan::delete(project, name)?,
    };
    match draft {
        Ok(draft) => Ok(prove(project, draft.after, draft.moved)),
        Err(mut diagnostic) => {
            let refused =
                |diagnostic| Refusal { diagnostics: vec![diagnostic], sources: (*project.sources).clone() };
            let (path, why) = &mut *diagnostic;
            why.place.path = path.clone();
            Ok(Err(refused(why.clone())))
        }
    }
}

/// What undoes a change of files, by its name in the bin; the last one when none is said.
pub fn undo(
    project: &Project,
    content: &Content,
    name: Option<&str>,
) -> anyhow::Result<Result<Plan, Refusal>> {
    let none = || Failure::new("files/nothing").with("path", project.root.display());
    let name = name.map(str::to_owned).or_else(|| content.last()).ok_or_else(none)?;
    only_of_one(project)?;
    let mut after = (*project.sources).clone();
    for change in content.reverse(&name)? {
        match change.after {
            Some(source) => after.put(source),
            None => drop(after.files.remove(&change.path)),
        }
    }
    Ok(prove(project, after, None))
}

/// Fails in a toolkit that rests on another one: links to its guides stand in files that are not ours.
fn only_of_one(project: &Project) -> anyhow::Result<()> {
    match project.sources.layers {
        Some(_) => Err(Failure::new("base/not-own").with("path", project.root.display()).into()),
        None => Ok(()),
    }
}

/// Looks what the whole toolkit would say of these files.
fn prove(project: &Project, after: Sources, moved: Option<(String, String)>) -> Result<Plan, Refusal> {
    let as_moved = |mut one: Diagnostic| {
        let Some((from, to)) = &moved else { return one };
        if let Some(rest) = one.place.path.strip_prefix(from.as_str()) {
            one.place.path = format!("{to}{rest}").into();
        }
        let name =
            |folder: &str| folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let (old, new) = (name(from), name(to));
        for value in one.args.values_mut() {
            if *value == old {
                value.clone_from(&new);
            }
            *value = value.replace(from, to).replace(&format!("guide:{old}"), &format!("guide:{new}"));
        }
        one
    };
    let news = lint::news_where(&project.sources, &after, project.today, as_moved);
    let (errors, others): (Vec<_>, Vec<_>) =
        news.into_iter().partition(|one| one.severity == Severity::Error);
    if !errors.is_empty() {
        return Err(Refusal { diagnostics: errors, sources: after });
    }
    let diagnostics = others.into_iter().filter(|one| one.rule != rule::translation::STALE).collect();
    let before = project.sources.clone();
    Ok(Plan { before, after, moved, diagnostics, today: project.today.to_string() })
}

impl Plan {
    /// All files as they would be.
    pub fn after(&self) -> &Sources {
        &self.after
    }

    /// The files that change, as they are and as they would be.
    pub fn changes(&self) -> Vec<FileChange> {
        let paths = self
            .before
            .files
            .keys()
            .chain(self.after.files.keys().filter(|path| self.before.get(path).is_none()));
        let change = |path: &SourcePath| {
            let (before, after) = (self.before.get(path), self.after.get(path));
            let hash = |source: Option<&Source>| source.map(|source| source.fingerprint);
            (hash(before) != hash(after)).then(|| FileChange {
                path: path.clone(),
                before: before.cloned(),
                after: after.cloned(),
            })
        };
        paths.filter_map(change).collect()
    }

    /// One hash for what is there and what would be: what was shown is what is written.
    pub fn hash(&self) -> String {
        let side = |source: Option<Source>| {
            source.map_or_else(|| Fingerprint::of(b"-"), |source| source.fingerprint)
        };
        let parts = self.changes().into_iter().flat_map(|change| {
            [Fingerprint::of(change.path.as_bytes()), side(change.before), side(change.after)]
        });
        Fingerprint::join(&parts.collect::<Vec<_>>()).to_string()
    }

    /// What becomes of each file, for people.
    pub fn steps(&self) -> Vec<Step> {
        shown::steps(&self.changes(), self.moved.as_ref())
    }

    /// Writes all of it, or nothing; the name of the change, by which it can be [undone](undo).
    pub fn write(&self, content: &Content) -> anyhow::Result<String> {
        content.change(&self.changes(), &self.today)
    }
}

#[cfg(test)]
mod tests;
