//! Looks at a toolkit as it is, and changes no text.

pub mod folder;
mod looks;
pub mod mend;

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use trousseau_core::{
    diagnostic::{Diagnostic, Severity, WithDiagnostics},
    manifest,
    source::Sources,
};
use trousseau_io::{clock, disk, git, output};
use trousseau_lint::{When, privacy};
use trousseau_pdf::generate;
use trousseau_site::plan::{BuildOptions, leaflets};

use crate::{Loaded, Loader, Project, build, history, proposal, reading};
use looks::Looks;

/// What a look found.
pub struct Found {
    /// The files that the diagnostics are about.
    pub sources: Sources,
    /// All that must be said.
    pub diagnostics: Vec<Diagnostic>,
}

impl Found {
    /// Whether something says who somebody is.
    pub fn is_personal(&self) -> bool {
        let personal = |diagnostic: &Diagnostic| {
            diagnostic.severity == Severity::Error && diagnostic.rule.area() == "privacy"
        };
        self.diagnostics.iter().any(personal)
    }
}

/// What must be mended in a toolkit.
pub fn run(root: &Path) -> anyhow::Result<Found> {
    run_against(root, "HEAD")
}

/// The same, with the texts compared to those of a revision of git.
fn run_against(root: &Path, revision: &str) -> anyhow::Result<Found> {
    let (project, mut diagnostics) = look(root, disk::read(root)?)?;
    diagnostics.extend(project.lint(When::Check));
    diagnostics.extend(reading::harder(&project, revision));
    diagnostics.extend(history::vanished(&project)?);
    diagnostics.extend(history::renumbered(&project)?);
    diagnostics.extend(proposal::unsigned(&project)?);
    diagnostics.extend(leaflets(&project));
    settle(&project, &mut diagnostics, true);
    Ok(Found { sources: (*project.sources).clone(), diagnostics })
}

/// What must be mended in the files that differ from a revision of git, those among them that git does not know yet. All files
/// are read: whether a link is dead, only its target knows.
pub fn since(root: &Path, revision: &str) -> anyhow::Result<Found> {
    let changed = git::repository(root)?.changed_since(revision)?;
    let mut found = run_against(root, revision)?;
    let sources = &found.sources;
    found.diagnostics.retain(|diagnostic| {
        let real = sources.real(&diagnostic.place);
        real.is_own && changed.contains(&*real.place.path)
    });
    Ok(found)
}

/// Checks what git is about to record instead of the disk. Leaflets are not laid out, because whoever commits
/// waits.
pub fn staged(root: &Path) -> anyhow::Result<Found> {
    let repository = git::repository(root)?;
    let (project, mut diagnostics) = look(root, disk::lay(root, repository.staged()?))?;
    diagnostics.extend(project.lint_texts(When::Check));
    diagnostics.extend(reading::harder(&project, "HEAD"));
    diagnostics.extend(history::vanished(&project)?);
    diagnostics.extend(history::renumbered(&project)?);
    diagnostics.extend(proposal::unsigned(&project)?);
    settle(&project, &mut diagnostics, false);
    // The export of a form lies outside the texts, and holds the most personal data; so may what a text editor left. Whatever
    // is not read with the texts is searched, too.
    let is_program = root.join("Cargo.toml").is_file() && root.join("crates").is_dir();
    let is_beside = |path: &str| privacy::is_beside(path, is_program);
    let beside = repository.changed(&is_beside)?.collect_into(&mut diagnostics);
    let public = project.loaded.as_ref().map(|loaded| privacy::public(&loaded.library.toolkit));
    diagnostics.extend(privacy::check_beside(&beside, &public.unwrap_or_default()));
    let mut sources = (*project.sources).clone();
    beside.files.into_values().for_each(|file| sources.put(file));
    Ok(Found { sources, diagnostics })
}

/// Weighs what was found. A line is withheld for what the search found in it, so that is done while all of that is there, and
/// again for what is said of allowances.
fn settle(project: &Project, diagnostics: &mut Vec<Diagnostic>, is_whole: bool) {
    project.withhold(diagnostics, project.loaded.is_some());
    project.settle(diagnostics, is_whole);
    project.withhold(diagnostics, project.loaded.is_some());
}

/// Loads a toolkit, and looks for personal data.
fn look(root: &Path, read: WithDiagnostics<Sources>) -> anyhow::Result<(Project, Vec<Diagnostic>)> {
    let project = Loader::default().load(root, Arc::new(read.value), read.diagnostics, clock::today()?);
    let mut diagnostics = project.diagnostics.clone();
    if let Some(Loaded { library, .. }) = &project.loaded {
        diagnostics.extend(privacy::check(&project.sources, &library.toolkit));
    }
    Ok((project, diagnostics))
}

/// What does not fit its paper. Only the layout knows: leaflets that no build has made and no check has seen as they are now
/// are made here.
fn leaflets(project: &Project) -> Vec<Diagnostic> {
    let Some(Loaded { library, theme }) = &project.loaded else { return Vec::new() };
    let options = BuildOptions::default();
    let input = leaflets::RenderInput::new(library, theme, &project.sources, &options);
    let leaflet_plan = leaflets::leaflets(&input);
    let folder = project.root.join("output");
    let last = output::last(&folder).for_code(build::code());
    let mut looks = Looks::last(&folder, &project.sources);
    let keys = leaflet_plan.keys();
    let mut changes = manifest::changes(&last, &keys, &|_| true);
    let mut said = Vec::new();
    changes.make.retain(|path| {
        let known = keys.get(path).and_then(|key| looks.of(path, *key));
        let is_new = known.is_none();
        said.extend(known.unwrap_or_default());
        is_new
    });
    let seen = Mutex::new(Vec::new());
    generate::all(&leaflet_plan, &changes.make, &input, &|path, made| {
        seen.lock().unwrap_or_else(PoisonError::into_inner).push((path.clone(), made.diagnostics));
    });
    let seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    for (path, diagnostics) in &seen {
        keys.get(path).into_iter().for_each(|key| looks.note(path, *key, diagnostics));
        said.extend_from_slice(diagnostics);
    }
    if !seen.is_empty() {
        looks.keep(&project.root, &folder, |path| keys.contains_key(path));
    }
    said
}
