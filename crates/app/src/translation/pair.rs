//! A source text and its translation, with what is known of both.

use std::collections::{BTreeMap, BTreeSet};

use trousseau_core::{
    agreement,
    guide::{
        self, GuideFrontMatter, PageFrontMatter, Status, TranslationFrontMatter, TranslationState, Version,
        VersionEntry,
    },
    source::{Source, SourcePath},
    translation::{Comparison, Lock, Segment, Standing, lock_path, segments},
};
use trousseau_io::git;
use trousseau_text::Language;

use crate::Project;

/// The folders in which texts lie.
const FOLDERS: [&str; 2] = [guide::FOLDER, "content/pages/"];

/// A source text, and its translation into one language.
pub struct Pair<'a> {
    /// The name of its folder.
    pub slug: String,
    /// The file of the source.
    pub source: &'a Source,
    /// Its segments.
    pub segments: Vec<Segment>,
    /// Its language.
    pub home: Language,
    /// Its versions, newest first.
    pub versions: Vec<VersionEntry>,
    /// Where the guide is in its life; `None` for a page.
    pub status: Option<Status>,
    /// The path of the translation, whether it is there or not.
    pub path: SourcePath,
    /// The translation.
    pub own: Option<Own<'a>>,
}

/// A translation that can be read.
pub struct Own<'a> {
    /// Its file.
    pub file: &'a Source,
    /// Its segments.
    pub segments: Vec<Segment>,
    /// Its front matter.
    pub head: TranslationFrontMatter,
    /// The lock beside it.
    pub lock: Option<Lock>,
    /// How its blocks stand.
    pub comparison: Comparison,
    /// Of which blocks it was made, where something is known of it: there is a lock, a history, or the version is the newest.
    pub made: Option<Lock>,
    /// Whether something is known of each block.
    pub is_known: bool,
}

impl Pair<'_> {
    /// The number of the newest version.
    pub fn newest(&self) -> Option<Version> {
        self.versions.first().map(|entry| entry.version.value)
    }

    /// How the blocks stand; all of them are new where there is no translation.
    pub fn comparison(&self) -> Comparison {
        match &self.own {
            Some(own) => own.comparison.clone(),
            None => Comparison::unsure(&self.segments, &[]),
        }
    }

    /// The version of which the translation was made.
    pub fn made_of(&self) -> Option<Version> {
        self.own.as_ref()?.head.translates.as_ref().map(|version| version.value)
    }

    /// Whether there is a translation that is more than begun.
    pub fn is_done(&self) -> bool {
        self.own.as_ref().is_some_and(|own| own.head.translation != TranslationState::Begun)
    }

    /// Whether the translation is of a version with another first or second number.
    pub fn is_behind(&self) -> bool {
        self.made_of().zip(self.newest()).is_some_and(|(own, newest)| own.is_behind(newest))
    }

    /// The translation of a block, as translators get it. In a text that is only begun, the words of the source are none.
    pub fn target(&self, place: usize) -> Option<String> {
        self.target_by(&self.own.as_ref()?.comparison, place)
    }

    /// The same, by another comparison than the pair's own.
    pub fn target_by(&self, comparison: &Comparison, place: usize) -> Option<String> {
        let own = self.own.as_ref()?;
        let segment = self.segments.get(place)?;
        let target = own.segments.get(comparison.pairs.get(place).copied().flatten()?)?;
        let text = target.text_beside(segment);
        let is_copy = own.head.translation == TranslationState::Begun && text == segment.text();
        (!is_copy && !text.is_empty()).then_some(text)
    }

    /// The words of before of each block that has changed, from the history that git keeps; by their hashes.
    pub fn previous(&self, project: &Project) -> BTreeMap<String, String> {
        let standings = self.own.iter().flat_map(|own| &own.comparison.standings);
        let wanted = standings.filter_map(|standing| match standing {
            Standing::Changed(Some(hash)) => Some(hash.clone()),
            _ => None,
        });
        let mut wanted: BTreeSet<String> = wanted.collect();
        let mut found = BTreeMap::new();
        if wanted.is_empty() {
            return found;
        }
        let commits = git::commits(&project.root, &self.source.path).unwrap_or_default();
        for commit in commits.iter().rev() {
            let Some(old) = at(project, commit, &self.source.path) else { continue };
            for segment in old {
                let hash = segment.hash();
                if wanted.remove(&hash) {
                    found.insert(hash, segment.text());
                }
            }
            if wanted.is_empty() {
                break;
            }
        }
        found
    }
}

/// A source text, before one looks at its translations.
#[derive(Clone)]
pub struct Text<'a> {
    slug: String,
    source: &'a Source,
    segments: Vec<Segment>,
    home: Language,
    versions: Vec<VersionEntry>,
    status: Option<Status>,
}

/// All source texts that can be read, in the order of their paths.
pub fn texts(project: &Project) -> Vec<Text<'_>> {
    let home = project.toolkit().source_language();
    let end = format!("/{home}.md");
    let mut all = Vec::new();
    for folder in FOLDERS {
        for source in project.sources.under(folder) {
            let slug = source.path.strip_prefix(folder).and_then(|rest| rest.strip_suffix(&end));
            let Some(slug) = slug.filter(|slug| !slug.contains('/')) else { continue };
            all.extend(text(source, slug, home));
        }
    }
    all
}

/// All texts that can be read, with their translations into a language, in the order of their paths.
pub fn pairs(project: &Project, language: Language) -> Vec<Pair<'_>> {
    pairs_of(project, texts(project), language)
}

/// These texts with their translations into a language.
pub fn pairs_of<'a>(
    project: &'a Project,
    texts: impl IntoIterator<Item = Text<'a>>,
    language: Language,
) -> Vec<Pair<'a>> {
    texts.into_iter().filter_map(|text| pair(project, text, language)).collect()
}

/// A translation with its source, by the path of the translation; `None` for what is none, or cannot be read.
pub fn pair_of<'a>(project: &'a Project, path: &str) -> Option<Pair<'a>> {
    let folder = FOLDERS.into_iter().find(|folder| path.starts_with(folder))?;
    let (slug, name) = path.strip_prefix(folder)?.split_once('/')?;
    let home = project.loaded.as_ref()?.library.toolkit.source_language();
    let language = Language::find(name.strip_suffix(".md")?).filter(|language| *language != home)?;
    let source = project.sources.get(&format!("{folder}{slug}/{home}.md"))?;
    pair(project, text(source, slug, home)?, language)
}

fn text<'a>(source: &'a Source, slug: &str, home: Language) -> Option<Text<'a>> {
    let (status, versions) = if source.path.starts_with(guide::FOLDER) {
        let head = guide::head::<GuideFrontMatter>(source, home)?;
        (Some(head.status), head.versions)
    } else {
        (None, guide::head::<PageFrontMatter>(source, home)?.versions)
    };
    let segments = segments(source.text().ok()?, &source.path, home)?;
    Some(Text { slug: slug.to_owned(), source, segments, home, versions, status })
}

fn pair<'a>(project: &'a Project, text: Text<'a>, language: Language) -> Option<Pair<'a>> {
    let Text { slug, source, segments, home, versions, status } = text;
    let stem = source.path.strip_suffix(&format!("{home}.md"))?;
    let path: SourcePath = format!("{stem}{language}.md").into();
    let mut pair = Pair { slug, source, segments, home, versions, status, path, own: None };
    pair.own = own(project, &pair, language);
    Some(pair)
}

fn own<'a>(project: &'a Project, pair: &Pair, language: Language) -> Option<Own<'a>> {
    let file = project.sources.get(&pair.path)?;
    let mut head = guide::head::<TranslationFrontMatter>(file, language)?;
    if agreement::is_review_void(&head, file.text().ok()?) {
        head.translation = TranslationState::Draft;
    }
    let segments = segments(file.text().ok()?, &file.path, language)?;
    let lock = project.sources.get(&lock_path(&pair.path)).and_then(|lock| Lock::read(lock.text().ok()?));
    let made = head.translates.as_ref().map(|version| version.value);
    let behind = made.zip(pair.newest()).is_some_and(|(own, newest)| own.is_behind(newest));
    // Without a lock, a translation was made of the version that it names: of the text of today, or of what git has of it.
    let known = lock.clone().or_else(|| match made.filter(|_| behind) {
        None => Some(Lock::made(&pair.segments, &segments, pair.newest())),
        Some(version) => {
            let old = of_version(project, &pair.source.path, version)?;
            Some(Lock::made(&old, &segments, Some(version)))
        }
    });
    let comparison = match &known {
        Some(lock) => Comparison::new(&pair.segments, &segments, lock),
        None => Comparison::unsure(&pair.segments, &segments),
    };
    Some(Own { file, segments, head, lock, comparison, is_known: known.is_some(), made: known })
}

/// The segments of a source in the first commit in which this version was its newest.
pub fn of_version(project: &Project, path: &SourcePath, version: Version) -> Option<Vec<Segment>> {
    let home = project.toolkit().source_language();
    for commit in git::commits(&project.root, path).ok()? {
        let Some(bytes) = git::at(&project.root, &commit, path).ok().flatten() else { continue };
        let source = Source::new(path.clone(), bytes);
        if newest(&source, home) == Some(version) {
            return segments(source.text().ok()?, path, home);
        }
    }
    None
}

fn newest(source: &Source, home: Language) -> Option<Version> {
    let versions = if source.path.starts_with(guide::FOLDER) {
        guide::head::<GuideFrontMatter>(source, home)?.versions
    } else {
        guide::head::<PageFrontMatter>(source, home)?.versions
    };
    versions.first().map(|entry| entry.version.value)
}

/// The segments of a source in a commit.
fn at(project: &Project, commit: &str, path: &SourcePath) -> Option<Vec<Segment>> {
    let bytes = git::at(&project.root, commit, path).ok().flatten()?;
    let source = Source::new(path.clone(), bytes);
    segments(source.text().ok()?, path, project.toolkit().source_language())
}

/// Whether a text goes to translators unasked: readers have it, or will soon.
pub fn is_asked_for(pair: &Pair) -> bool {
    pair.status.is_none_or(Status::is_public)
}
