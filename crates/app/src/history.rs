//! What a guide said in each of its versions, from the history that git keeps.

use std::collections::BTreeSet;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    guide::{self, GuideFrontMatter, Status, Text, Version, split},
    messages::Failure,
    source::{Source, SourcePath},
    toolkit::{Number, number},
    yaml,
};
use trousseau_io::git::{self, Kept};
use trousseau_text::Language;

use crate::Project;

/// The bodies of a guide in two versions. Fails when one of them is unknown or was never recorded.
pub fn bodies(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    versions: [Version; 2],
) -> anyhow::Result<Vec<String>> {
    let language = project.toolkit().source_language();
    let mut bodies = versions.map(|version| (version, None));
    for commit in git::commits(&project.root, &guide.path)? {
        let Some(bytes) = git::at(&project.root, &commit, &guide.path)? else { continue };
        take(&Source::new(guide.path.clone(), bytes), language, &mut bodies);
    }
    // The file on the disk, with changes that are not committed, comes last.
    take(project.source(guide), language, &mut bodies);
    let mut texts = Vec::new();
    for (version, body) in bodies {
        let known = || guide.front_matter.versions.iter().any(|entry| entry.version.value == version);
        texts.push(body.ok_or_else(|| {
            let key = if known() { "diff/not-committed" } else { "diff/unknown" };
            Failure::new(key).with("version", version).with("guide", &guide.slug)
        })?);
    }
    Ok(texts)
}

/// A state of a text that git kept, and what changed in it.
pub struct Past {
    /// What git says of it.
    pub kept: Kept,
    /// The text of before, where there was one, and the text itself.
    pub texts: [Option<String>; 2],
}

/// The last states of a text, newest first, each with the one before it; what is not committed comes first, as a state without a
/// commit. Fails where there is no git.
pub fn past(project: &Project, path: &str, most: usize) -> anyhow::Result<Vec<Past>> {
    let source =
        project.sources.get(path).ok_or_else(|| Failure::new("find/unreadable").with("name", path))?;
    let kept = git::kept(&project.root, path, most + 1)?;
    let read = |one: &Kept| {
        let bytes = git::at(&project.root, &one.commit, &one.path).ok().flatten()?;
        String::from_utf8(bytes).ok()
    };
    let mut texts: Vec<Option<String>> = kept.iter().map(read).collect();
    let now = source.text().ok().map(str::to_owned);
    let mut all = Vec::new();
    if now.is_some() && texts.first() != Some(&now) {
        let kept = Kept { path: path.to_owned(), ..Kept::default() };
        all.push(Past { kept, texts: [texts.first().cloned().flatten(), now] });
    }
    texts.push(None);
    for (place, kept) in kept.into_iter().enumerate().take(most) {
        let text = |place: usize| texts.get(place).cloned().flatten();
        all.push(Past { kept, texts: [text(place + 1), text(place)] });
    }
    Ok(all)
}

/// Whether the body of a guide is the same as when its newest version was committed; `None` when that is unknown: without
/// git, or before that version was committed.
pub fn is_unchanged(project: &Project, guide: &Text<GuideFrontMatter>) -> Option<bool> {
    let body = recorded(project, guide)?;
    let text = project.source(guide).text().ok()?;
    Some(split::split(text, &guide.path).ok()?.body == body)
}

/// The body of a guide when its newest version was committed.
pub(crate) fn recorded(project: &Project, guide: &Text<GuideFrontMatter>) -> Option<String> {
    let language = project.toolkit().source_language();
    let version = guide.front_matter.versions.first()?.version.value;
    let mut bodies = [(version, None)];
    for commit in git::commits(&project.root, &guide.path).ok()? {
        let Some(bytes) = git::at(&project.root, &commit, &guide.path).ok()? else { continue };
        take(&Source::new(guide.path.clone(), bytes), language, &mut bodies);
    }
    let [(_, body)] = bodies;
    body
}

/// A diagnostic for each version of a guide that git remembers and the guide no longer names: the code of a leaflet of it leads
/// nowhere.
pub fn vanished(project: &Project) -> anyhow::Result<Vec<Diagnostic>> {
    let Some(loaded) = &project.loaded else { return Ok(Vec::new()) };
    let library = &loaded.library;
    let end = format!("/{}.md", library.toolkit.source_language());
    let mut known: BTreeSet<(&str, Version)> =
        library.released.iter().map(|one| (one.name.as_str(), one.version)).collect();
    for guide in library.all_guides() {
        let versions = guide.source.front_matter.versions.iter();
        known.extend(versions.map(|entry| (guide.slug.as_str(), entry.version.value)));
    }
    let mut gone: BTreeSet<(String, Version)> = BTreeSet::new();
    for (path, source) in git::ever(&project.root, guide::FOLDER)? {
        let Some(slug) = path.strip_prefix(guide::FOLDER).and_then(|rest| rest.strip_suffix(&end)) else {
            continue;
        };
        if library.broken.iter().any(|broken| broken == slug) {
            continue;
        }
        let versions = handed_out(&source).into_iter().filter(|version| !known.contains(&(slug, *version)));
        gone.extend(versions.map(|version| (slug.to_owned(), version)));
    }
    let diagnostic = |(slug, version): (String, Version)| {
        let place = Place::file(&format!("{}{slug}{end}", guide::FOLDER).into());
        Diagnostic::new(rule::versions::VANISHED, place).with("slug", slug).with("version", version)
    };
    Ok(gone.into_iter().map(diagnostic).collect())
}

/// A diagnostic for each number that once led to a guide and now leads to another one, or nowhere: it is printed.
pub fn renumbered(project: &Project) -> anyhow::Result<Vec<Diagnostic>> {
    let Some(loaded) = &project.loaded else { return Ok(Vec::new()) };
    let library = &loaded.library;
    let is_same = |before: &str, now: &str| {
        let moved =
            |from: &str, to: &str| library.moved.iter().any(|moved| moved.alias == from && moved.slug == to);
        before == now || moved(before, now)
    };
    let numbers = &library.toolkit.numbers;
    let mut told: BTreeSet<(u16, String)> = BTreeSet::new();
    for (_, source) in git::ever(&project.root, number::FILE)? {
        let Some(text) = source.text().ok().filter(|text| !text.trim().is_empty()) else { continue };
        let before = yaml::read::<Vec<Number>>(text, &source.path, 0).value.unwrap_or_default();
        let gone = before.into_iter().filter(|one| {
            let now = numbers.iter().find(|own| own.number.value == one.number.value);
            now.is_none_or(|now| !is_same(&one.guide, &now.guide))
        });
        told.extend(gone.map(|one| (one.number.value, one.guide.value)));
    }
    // A line that cannot be read has been told, and is not gone.
    let path: SourcePath = number::FILE.into();
    if project.diagnostics.iter().any(|one| one.place.path == path) {
        return Ok(Vec::new());
    }
    let diagnostic = |(number, before): (u16, String)| {
        Diagnostic::new(rule::numbers::CHANGED, Place::file(&path))
            .with("number", number)
            .with("before", before)
    };
    Ok(told.into_iter().map(diagnostic).collect())
}

/// The versions that a text named, unless it was a draft or cannot be read.
fn handed_out(source: &Source) -> Vec<Version> {
    let head = |text| {
        let parts = split::split(text, &source.path).ok()?;
        yaml::read::<GuideFrontMatter>(parts.front_matter, &source.path, parts.front_matter_offset).value
    };
    let head = source.text().ok().and_then(head).filter(|head| head.status != Status::Draft);
    head.into_iter().flat_map(|head| head.versions).map(|entry| entry.version.value).collect()
}

/// Stores the body of a text as that of its newest version, if that version is asked for and has none yet: the first
/// commit in which a version appears counts.
fn take(source: &Source, language: Language, bodies: &mut [(Version, Option<String>)]) {
    let newest = || {
        let text = guide::read::<GuideFrontMatter>(source, "", language).value?;
        text.front_matter.versions.first().map(|entry| entry.version.value)
    };
    let Some(version) = newest() else { return };
    let Ok(text) = source.text() else { return };
    let Ok(parts) = split::split(text, &source.path) else { return };
    for (wanted, body) in bodies.iter_mut().filter(|(wanted, _)| *wanted == version) {
        debug_assert_eq!(*wanted, version);
        body.get_or_insert_with(|| parts.body.to_owned());
    }
}
