//! `check --fix`: writes what has one right answer, after whoever asked has seen it.

use std::{fs, path::Path};

use trousseau_core::{diagnostic::WithDiagnostics, source::Sources};
use trousseau_io::{disk, output};
use trousseau_lint::{When, mend};

use crate::{Content, Project, check::look};

pub use trousseau_lint::mend::Mended;

/// Below the output folder, where files are kept as they were before a mending: a numbered folder for each.
const BEFORE: &str = ".before-fix";

/// How often the mended texts are looked at again: what was put right can show a fault that it hid.
const ROUNDS: usize = 4;

/// A mending that was not written yet.
pub struct Mending {
    /// The toolkit as it is.
    pub project: Project,
    /// The files as they would be, in the order of their paths.
    pub files: Vec<Mended>,
    content: Content,
}

/// Looks for what can be put right; nobody else writes until the value is dropped.
pub fn plan(root: &Path) -> anyhow::Result<Mending> {
    let content = Content::lock(root)?;
    let project = look(root, disk::read(root)?)?.0;
    let mut sources = (*project.sources).clone();
    let mut files: Vec<Mended> = Vec::new();
    for _ in 0..ROUNDS {
        let mended = once(root, &sources)?;
        if mended.is_empty() {
            break;
        }
        for one in mended {
            sources.put(one.file.clone());
            match files.iter_mut().find(|known| known.file.path == one.file.path) {
                Some(known) => {
                    known.file = one.file;
                    known.rules.extend(one.rules);
                }
                None => files.push(one),
            }
        }
    }
    files.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    Ok(Mending { project, files, content })
}

/// What one look at these files can put right.
fn once(root: &Path, sources: &Sources) -> anyhow::Result<Vec<Mended>> {
    let read = WithDiagnostics::silent(sources.clone());
    let (project, mut told) = look(root, read)?;
    told.extend(project.lint_texts(When::Check));
    project.settle(&mut told, false);
    Ok(mend::mend(sources, &told, project.today))
}

impl Mending {
    /// Writes the files, each whole or not at all, and gives the folder in which they are kept as they were.
    pub fn write(&self) -> anyhow::Result<String> {
        let root = &self.project.root;
        let before = root.join("output").join(BEFORE);
        let number = (1..).find(|number| fs::symlink_metadata(before.join(number.to_string())).is_err());
        let number = number.unwrap_or(1_u32).to_string();
        for one in &self.files {
            let Some(old) = self.project.sources.own(&one.file.path) else { continue };
            let (folder, name) = one.file.path.rsplit_once('/').unwrap_or(("", &one.file.path));
            output::keep(root, &before.join(&number).join(folder), name, &old.bytes)?;
        }
        for one in &self.files {
            if let Some(old) = self.project.sources.own(&one.file.path) {
                self.content.replace(old, &one.file.bytes)?;
            }
        }
        Ok(format!("output/{BEFORE}/{number}"))
    }
}

#[cfg(test)]
mod tests;
