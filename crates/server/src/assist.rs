//! What helps whoever writes a text, in a text editor and at the desk: what is wrong, how it is mended, which names may come next.

pub mod fixes;
pub mod names;

use trousseau_app::{Loaded, Project};
use trousseau_core::{diagnostic::Diagnostic, source::Sources};
use trousseau_lint::{When, privacy};

/// What is wrong in a toolkit as it would be with the texts on the screen: persons apart, and what only leaflets need.
pub fn look(project: &Project) -> Vec<Diagnostic> {
    settled(project, Vec::new())
}

/// The same, with what says who somebody is in one text.
pub fn look_at(project: &Project, path: &str) -> Vec<Diagnostic> {
    let Some(Loaded { library, .. }) = &project.loaded else { return look(project) };
    let mut one = Sources::default();
    project.sources.get(path).into_iter().for_each(|source| one.put(source.clone()));
    settled(project, privacy::check(&one, &library.toolkit))
}

fn settled(project: &Project, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut diagnostics = project.diagnostics.clone();
    diagnostics.extend(project.lint_texts(When::Check));
    diagnostics.extend(more);
    project.settle(&mut diagnostics, false);
    project.withhold(&mut diagnostics, false);
    diagnostics
}
