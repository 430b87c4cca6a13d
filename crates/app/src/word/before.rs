//! With which text of before a document is compared: the one that partners last agreed to, else the one of the last version.

use trousseau_core::{
    agreement::{State, last_agreed},
    guide::{self, GuideFrontMatter, PageFrontMatter, Version, VersionEntry},
    manuscript::Manuscript,
    source::Source,
};
use trousseau_io::git;

use super::Text;
use crate::{Project, agreement};

/// The text of before with its version. Only a source has versions of its own.
pub(super) fn before(project: &Project, text: &Text) -> Option<(Version, Manuscript)> {
    if !text.is_source {
        return None;
    }
    agreed(project, text).or_else(|| recorded(project, text, newest(text, text.source)?))
}

/// What partners last agreed to, when these are other words than those of now; what all agreed to is the text itself. Nothing where
/// nobody ever agreed.
fn agreed(project: &Project, text: &Text) -> Option<(Version, Manuscript)> {
    let guide = project.guide(text.slug).ok().filter(|guide| guide.path == text.source.path)?;
    let standing = agreement::standing(project, guide);
    if standing.state == State::Agreed {
        return read(text, text.source).zip(standing.version).map(|(now, version)| (version, now));
    }
    let (version, hash) = last_agreed(&guide.front_matter, &standing.text?)?;
    let old = agreement::text_of(project, guide, hash);
    let old = old.and_then(|old| read(text, &Source::new(text.source.path.clone(), old.into_bytes())));
    old.map(|old| (version, old)).or_else(|| recorded(project, text, version))
}

/// What the text said when this version was first recorded.
fn recorded(project: &Project, text: &Text, version: Version) -> Option<(Version, Manuscript)> {
    for commit in git::commits(&project.root, &text.source.path).ok()? {
        let Some(bytes) = git::at(&project.root, &commit, &text.source.path).ok().flatten() else { continue };
        let source = Source::new(text.source.path.clone(), bytes);
        if newest(text, &source) == Some(version) {
            return read(text, &source).map(|old| (version, old));
        }
    }
    None
}

/// The newest version that a text names.
fn newest(text: &Text, source: &Source) -> Option<Version> {
    let versions: Vec<VersionEntry> = if source.path.starts_with(guide::FOLDER) {
        guide::read::<GuideFrontMatter>(source, "", text.language).value?.front_matter.versions
    } else {
        guide::read::<PageFrontMatter>(source, "", text.language).value?.front_matter.versions
    };
    versions.first().map(|entry| entry.version.value)
}

fn read(text: &Text, source: &Source) -> Option<Manuscript> {
    text.reading().read(source.text().ok()?)
}
