//! What a toolkit changes of the one on which it rests: where it stands, taking more over, and fetching what git keeps.

use std::{collections::BTreeSet, path::Path};

use trousseau_core::{
    guide,
    messages::Failure,
    overlay::{
        NOTES, cache,
        notes::{Notes, Pin},
        take::{Refused, take},
        units::{self, Unit},
    },
    source::{Source, SourcePath, Sources, layers::Layers},
    toolkit::{self, Extends, Repository},
};
use trousseau_io::{disk, git};
use trousseau_text::Language;

use crate::{Content, Project};

/// The parts of the base that a toolkit changes. `only` names a guide, a page or a file; empty for all.
pub fn status(project: &Project, only: &str) -> anyhow::Result<Vec<Unit>> {
    layers(project)?;
    let units = units::units(&project.sources).map_err(|_| Failure::new("base/notes"))?;
    Ok(units.into_iter().filter(|unit| is_meant(&unit.path, only)).collect())
}

/// Whether a path belongs to what somebody names: `signer`, `guides/signer/fr.md`, `facts.yaml`.
fn is_meant(path: &str, only: &str) -> bool {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    only.is_empty() || inner == only || path == only || path.split('/').nth(2) == Some(only)
}

/// The two toolkits of a project; a failure when it rests on none, or when that is not there.
fn layers(project: &Project) -> anyhow::Result<&Layers> {
    match project.sources.layers.as_deref() {
        Some(layers) if layers.base.is_there => Ok(layers),
        Some(_) => Err(Failure::new("base/not-there").into()),
        None => Err(Failure::new("base/none").into()),
    }
}

/// Notes what the base says now, of all parts or of those of `only`. What was noted of parts that are changed no more goes.
pub fn update(content: &Content, project: &Project, only: &str) -> anyhow::Result<()> {
    layers(project)?;
    let notes = units::noted_now(&project.sources, |unit| is_meant(&unit.path, only));
    let notes = notes.map_err(|_| Failure::new("base/notes"))?;
    write(content, &project.sources, &Source::new(NOTES, notes.written().into_bytes()))
}

/// Writes a file of the toolkit itself, new or over the one that was read.
fn write(content: &Content, sources: &Sources, file: &Source) -> anyhow::Result<()> {
    match sources.own(&file.path) {
        Some(old) if old.bytes == file.bytes => Ok(()),
        Some(old) => content.replace(old, &file.bytes),
        None => content.create(&file.path, &file.bytes),
    }
}

/// Copies a text of the base into the toolkit, or a part of one, and notes what the base says; the paths that were written. `name`
/// is `signer`, `signer#les-aides`, or `facts.yaml#loyer`. Of a text, those in these languages; the source when there are none.
pub fn take_over(root: &Path, name: &str, languages: &[String]) -> anyhow::Result<Vec<SourcePath>> {
    let (content, project) = Project::open_to_write(root)?;
    layers(&project)?;
    let (name, part) = name.split_once('#').map_or((name, None), |(name, part)| (name, Some(part)));
    let paths = paths(&project, name, languages)?;
    let mut files = Vec::new();
    for path in &paths {
        let taken = take(&project.sources, path, part);
        files.push(taken.map_err(|refused| failure(&refused, path, name, part.unwrap_or_default()))?);
    }
    let mut after = (*project.sources).clone();
    files.iter().for_each(|file| after.put(file.clone()));
    // Only what is new here rests on the base of today.
    let known = units::units(&project.sources).map_err(|_| Failure::new("base/notes"))?;
    let known: BTreeSet<_> = known.into_iter().map(|unit| (unit.path, unit.part)).collect();
    let is_new = |unit: &Unit| !known.contains(&(unit.path.clone(), unit.part.clone()));
    let notes = units::noted_now(&after, is_new).map_err(|_| Failure::new("base/notes"))?;
    for file in &files {
        write(&content, &project.sources, file)?;
    }
    write(&content, &project.sources, &Source::new(NOTES, notes.written().into_bytes()))?;
    Ok(paths)
}

fn failure(refused: &Refused, path: &SourcePath, name: &str, part: &str) -> Failure {
    match refused {
        Refused::NoFile => Failure::new("base/no-file").with("path", path),
        Refused::NoPart(known) => {
            Failure::new("base/no-part").with("name", name).with("part", part).with("known", known.join(", "))
        }
        Refused::Taken => Failure::new("base/taken").with("path", path),
        Refused::Unreadable => Failure::new("find/unreadable").with("name", path),
    }
}

/// The files that somebody names, as the base has them.
fn paths(project: &Project, name: &str, languages: &[String]) -> anyhow::Result<Vec<SourcePath>> {
    let layers = layers(project)?;
    let file = format!("content/{}", name.strip_prefix("content/").unwrap_or(name));
    if layers.base.sources.get(&file).is_some() {
        return Ok(vec![file.into()]);
    }
    let folders = [guide::FOLDER, "content/pages/"].map(|folder| format!("{folder}{name}/"));
    let folder = folders.into_iter().find(|folder| layers.base.sources.under(folder).next().is_some());
    let folder = folder.ok_or_else(|| Failure::new("base/no-file").with("path", name))?;
    let home = project.toolkit().source_language();
    if languages.is_empty() {
        return Ok(vec![format!("{folder}{home}.md").into()]);
    }
    let one = |tag: &String| match Language::find(tag) {
        Some(language) => Ok(format!("{folder}{language}.md").into()),
        None => Err(Failure::new("base/no-file").with("path", format!("{folder}{tag}.md")).into()),
    };
    languages.iter().map(one).collect()
}

/// What fetching came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The commit that lies there now.
    pub commit: String,
    /// Whether another one was noted before.
    pub before: Option<String>,
}

/// Fetches what is missing of the toolkits on which this one rests, and notes the commit. With `latest`, the revision that
/// `extends:` names is looked up again; else the noted commit is fetched, so that everybody has the same.
pub fn fetch(root: &Path, latest: bool) -> anyhow::Result<Vec<Fetched>> {
    let mut fetched = Vec::new();
    let mut looks_again = latest;
    // Each turn fetches one; what it rests on itself is only known then.
    for _ in 0..16 {
        let sources = disk::read(root)?.value;
        let Some(missing) = missing(root, &sources, looks_again) else { break };
        looks_again = false;
        let Missing { repository, pin, is_own } = missing;
        let known = pin.filter(|pin| pin.git == repository.git && pin.revision == repository.revision);
        let wanted = match (&known, is_own) {
            (Some(pin), _) if !(latest && is_own) => pin.commit.clone(),
            (_, true) => repository.revision.clone(),
            (_, false) => return Err(Failure::new("base/no-pin").with("git", &repository.git).into()),
        };
        let commit = git::base::fetch(root, &repository.git, &wanted)?;
        let before = known.map(|pin| pin.commit).filter(|before| *before != commit);
        if is_own {
            pinned(root, &repository, &commit)?;
        }
        fetched.push(Fetched { commit, before });
    }
    Ok(fetched)
}

/// A base that git keeps and that is not here.
struct Missing {
    repository: Repository,
    pin: Option<Pin>,
    /// Whether the toolkit itself names it, and not one of those on which it rests.
    is_own: bool,
}

/// The first of them, from the toolkit downwards; the toolkit's own also when it is to be looked up again.
fn missing(root: &Path, sources: &Sources, looks_again: bool) -> Option<Missing> {
    let (mut below, mut is_own) = (Some(sources), true);
    while let Some(sources) = below {
        let layers = sources.layers.as_deref();
        let own = layers.map_or_else(
            || sources.clone(),
            |layers| Sources { files: layers.own.clone(), ..Sources::default() },
        );
        if let Some((Extends::Git(repository), _)) = Extends::of(&own) {
            let pin = Notes::of(&own).ok().and_then(|notes| notes.pin);
            let is_here = pin.as_ref().is_some_and(|pin| {
                pin.git == repository.git
                    && pin.revision == repository.revision
                    && root.join(cache(&pin.commit)).join(toolkit::PATH).is_file()
            });
            if !is_here || is_own && looks_again {
                return Some(Missing { repository, pin, is_own });
            }
        }
        below = layers.map(|layers| &layers.base.sources);
        is_own = false;
    }
    None
}

/// Notes the commit that was fetched.
fn pinned(root: &Path, repository: &Repository, commit: &str) -> anyhow::Result<()> {
    let content = Content::lock(root)?;
    let sources = disk::read(root)?.value;
    let mut notes = Notes::of(&sources).map_err(|_| Failure::new("base/notes"))?;
    let Repository { git, revision } = repository.clone();
    notes.pin = Some(Pin { git, revision, commit: commit.to_owned() });
    write(&content, &sources, &Source::new(NOTES, notes.written().into_bytes()))
}
