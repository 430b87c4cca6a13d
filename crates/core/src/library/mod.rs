//! The library: all guides and pages fitted together, and what is missing, out of date or contradictory in them.

pub mod address;
mod aliases;
mod conflict;
mod consequence;
mod gather;
mod history;
mod ids;
pub mod links;
pub mod localized;
mod memory;
pub mod paths;
mod released;
mod touched;
mod unread;
pub mod uses;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use jiff::civil::Date;

pub use aliases::Moved;
pub use consequence::Causes;
pub use localized::{Localized, State};
pub use memory::Memory;
pub use released::Released;

use crate::{
    agreement::{self, Standing},
    diagnostic::WithDiagnostics,
    guide::{Falc, GuideFrontMatter, PageFrontMatter, Recording, Status, Text, TranslationFrontMatter},
    source::{SourcePath, Sources},
    toolkit::Toolkit,
    yaml::Placed,
};
use trousseau_text::{Fingerprint, Language};

/// A toolkit with all its texts, ready for views.
#[derive(Clone, Debug)]
pub struct Library {
    /// Languages, stages, contacts and the other lists.
    pub toolkit: Arc<Toolkit>,
    /// The guides that readers see, in the order of their stages.
    pub guides: Vec<Entry<GuideFrontMatter>>,
    /// The pages, those of the foot first, in its order.
    pub pages: Vec<Entry<PageFrontMatter>>,
    /// The index in `guides` or `pages` of each slug; made after both are sorted.
    index: HashMap<String, Place>,
    /// Guides from whose front matter an unknown id was taken out, as they were written, by their slugs.
    written: BTreeMap<String, Arc<Text<GuideFrontMatter>>>,
    /// Drafts and retired guides: no page shows them, only reports for the partners.
    pub hidden: Vec<Entry<GuideFrontMatter>>,
    /// The former names of guides and pages, in order.
    pub moved: Vec<Moved>,
    /// The versions of guides that somebody may hold on paper, by the names in their addresses, in order.
    pub released: Vec<Released>,
    /// How guides stand that name an agreement, by their slugs; for all others see [`Library::standing`].
    agreements: BTreeMap<String, Standing>,
    /// The slugs of entries that could not be read: links to them are not reported as dead.
    pub broken: Vec<String>,
    /// The files beside the texts, such as pictures, and their fingerprints.
    pub files: BTreeMap<SourcePath, File>,
}

/// The index of an entry in the list of its kind.
#[derive(Clone, Copy, Debug)]
enum Place {
    Guide(usize),
    Page(usize),
}

/// A file beside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The hash of the bytes; it is part of the published name.
    pub fingerprint: Fingerprint,
    /// The size in bytes, which download links tell.
    pub bytes: usize,
    /// Width and height in pixels, for a picture.
    pub size: Option<(u32, u32)>,
    /// Whether it is an SVG, which needs no smaller copies.
    pub drawing: bool,
    /// How long it lasts, for a recording.
    pub seconds: Option<u32>,
}

/// A guide or a page in all its languages.
#[derive(Clone, Debug)]
pub struct Entry<H> {
    /// The slug, the same in every language.
    pub slug: String,
    /// The source text, which the partners wrote.
    pub source: Arc<Text<H>>,
    /// The translations that could be read, by language.
    pub translations: BTreeMap<Language, Arc<Text<TranslationFrontMatter>>>,
    /// For translations of an older version the anchors of the sections that have changed since, where a lock tells; an empty one
    /// for what stands before the first heading.
    pub touched: BTreeMap<Language, BTreeSet<String>>,
}

/// What the front matters of guides and pages have in common.
pub trait SourceFrontMatter {
    /// The title.
    fn title(&self) -> &str;
    /// The summary.
    fn summary(&self) -> &str;
    /// Its former names.
    fn aliases(&self) -> &[Placed<String>];
    /// The history, newest first.
    fn versions(&self) -> &[crate::guide::VersionEntry];
    /// The day somebody checked it.
    fn checked(&self) -> Option<Date>;
    /// How far it is in "facile à lire et à comprendre".
    fn falc(&self) -> Option<&Falc>;
    /// The recordings of it.
    fn audio(&self) -> &[Recording];
    /// The words by which it is found.
    fn search(&self) -> &[String];
}

impl SourceFrontMatter for GuideFrontMatter {
    fn title(&self) -> &str {
        &self.title
    }
    fn summary(&self) -> &str {
        &self.summary
    }
    fn aliases(&self) -> &[Placed<String>] {
        &self.aliases
    }
    fn versions(&self) -> &[crate::guide::VersionEntry] {
        &self.versions
    }
    fn checked(&self) -> Option<Date> {
        self.checked
    }
    fn falc(&self) -> Option<&Falc> {
        self.falc.as_ref()
    }
    fn audio(&self) -> &[Recording] {
        &self.audio
    }
    fn search(&self) -> &[String] {
        &self.search
    }
}

impl SourceFrontMatter for PageFrontMatter {
    fn title(&self) -> &str {
        &self.title
    }
    fn summary(&self) -> &str {
        &self.summary
    }
    fn aliases(&self) -> &[Placed<String>] {
        &self.aliases
    }
    fn versions(&self) -> &[crate::guide::VersionEntry] {
        &self.versions
    }
    fn checked(&self) -> Option<Date> {
        self.checked
    }
    fn falc(&self) -> Option<&Falc> {
        None
    }
    fn audio(&self) -> &[Recording] {
        &self.audio
    }
    fn search(&self) -> &[String] {
        &self.search
    }
}

impl Library {
    /// The guide with this slug, if readers see it.
    pub fn guide(&self, slug: &str) -> Option<&Entry<GuideFrontMatter>> {
        match self.index.get(slug)? {
            Place::Guide(place) => self.guides.get(*place),
            Place::Page(_) => None,
        }
    }

    /// The source text of a guide as it was written, with ids that nobody knows.
    pub fn as_written<'a>(&'a self, guide: &'a Entry<GuideFrontMatter>) -> &'a Text<GuideFrontMatter> {
        self.written.get(&guide.slug).unwrap_or(&guide.source)
    }

    /// All guides, those that readers do not see among them, in the order of their slugs.
    pub fn all_guides(&self) -> Vec<&Entry<GuideFrontMatter>> {
        let mut all: Vec<_> = self.guides.iter().chain(&self.hidden).collect();
        all.sort_by(|a, b| a.slug.cmp(&b.slug));
        all
    }

    /// The guides that somebody is writing: those that readers see, then drafts.
    pub fn in_work(&self) -> impl Iterator<Item = &Entry<GuideFrontMatter>> {
        self.guides.iter().chain(self.drafts())
    }

    /// The guides that are not on the site yet.
    pub fn drafts(&self) -> impl Iterator<Item = &Entry<GuideFrontMatter>> {
        self.hidden.iter().filter(|guide| guide.source.front_matter.status == Status::Draft)
    }

    /// How a guide stands by the agreements of its newest version.
    pub fn standing(&self, guide: &Entry<GuideFrontMatter>) -> Standing {
        let known = self.agreements.get(&guide.slug).cloned();
        known.unwrap_or_else(|| Standing::of(&guide.source.front_matter, &self.toolkit, None))
    }

    /// Whether the newest version of this guide was published before everybody agreed, and they still have not.
    pub fn owes(&self, slug: &str) -> bool {
        self.agreements.get(slug).is_some_and(|standing| standing.state == agreement::State::Owed)
            && self.guide(slug).is_some_and(|guide| guide.source.front_matter.status == Status::Published)
    }

    /// The page with this slug.
    pub fn page(&self, slug: &str) -> Option<&Entry<PageFrontMatter>> {
        match self.index.get(slug)? {
            Place::Page(place) => self.pages.get(*place),
            Place::Guide(_) => None,
        }
    }
}

/// Reads all texts and fits them together. There is no library when `toolkit.yaml` cannot be read.
pub fn assemble(sources: &Sources) -> WithDiagnostics<Option<Arc<Library>>> {
    assemble_again(sources, &mut Memory::default())
}

/// Reads the texts that changed since `memory` last read them and fits all of them together, as [`assemble`] does.
pub fn assemble_again(sources: &Sources, memory: &mut Memory) -> WithDiagnostics<Option<Arc<Library>>> {
    let mut diagnostics = conflict::find(sources);
    let Some(toolkit) = memory.toolkit(sources).collect_into(&mut diagnostics) else {
        return WithDiagnostics { value: None, diagnostics };
    };
    unread::look(sources, &toolkit, &mut diagnostics);
    let folders = gather::gather(sources, &toolkit, memory).collect_into(&mut diagnostics);
    let mut library = Library {
        guides: folders.guides,
        pages: folders.pages,
        files: folders.files,
        index: HashMap::new(),
        written: BTreeMap::new(),
        hidden: Vec::new(),
        broken: folders.broken,
        moved: Vec::new(),
        released: Vec::new(),
        agreements: BTreeMap::new(),
        toolkit,
    };
    touched::find(&mut library.guides, sources, &mut diagnostics);
    touched::find(&mut library.pages, sources, &mut diagnostics);
    history::check(&library, &mut diagnostics);
    ids::take_out_unknown(&mut library, &mut diagnostics);
    let all = std::mem::take(&mut library.guides);
    let (shown, hidden): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|guide| memory.shows_guide(&guide.slug, guide.source.front_matter.status));
    library.hidden = hidden;
    library.guides = shown;
    order(&mut library);
    let guides = library.guides.iter().enumerate().map(|(at, work)| (work.slug.clone(), Place::Guide(at)));
    let pages = library.pages.iter().enumerate().map(|(at, work)| (work.slug.clone(), Place::Page(at)));
    library.index = guides.chain(pages).collect();
    library.moved = aliases::moved(&library, &mut diagnostics);
    aliases::forgotten(&library, &mut diagnostics);
    library.released = released::released(&library);
    library.agreements = agreements(&library, sources, memory);
    let causes = consequence::Causes::of(&diagnostics, &library.toolkit);
    causes.take_out(&mut diagnostics);
    WithDiagnostics { value: Some(Arc::new(library)), diagnostics }
}

/// How each guide that names an agreement stands, by its slug. Nobody waits for one in the others, so nothing is worked out for them.
fn agreements(library: &Library, sources: &Sources, memory: &mut Memory) -> BTreeMap<String, Standing> {
    let names_one = |guide: &&Entry<GuideFrontMatter>| {
        let newest = guide.source.front_matter.versions.first();
        newest
            .is_some_and(|entry| !entry.agreed.is_empty() || entry.urgent.is_some() || entry.notice.is_some())
    };
    let guides = library.all_guides();
    let named = || guides.iter().filter(|guide| names_one(guide));
    let hashes = memory.hashes(named().filter_map(|guide| sources.get(&guide.source.path)));
    let standing = |guide: &&Entry<GuideFrontMatter>| {
        let hash = hashes.get(&guide.source.path)?.clone();
        let standing = Standing::of(&guide.source.front_matter, &library.toolkit, Some(hash));
        Some((guide.slug.clone(), standing))
    };
    named().filter_map(standing).collect()
}

/// Guides in the order of the toolkit's stages; pages in the order of the foot.
fn order(library: &mut Library) {
    let stages = &library.toolkit.stages;
    library.guides.sort_by_cached_key(|guide| {
        let stage = stages.iter().position(|stage| *stage.id == *guide.source.front_matter.stage);
        let place = stage.and_then(|stage| stages[stage].guides.iter().position(|slug| **slug == guide.slug));
        (stage.unwrap_or(usize::MAX), place.unwrap_or(usize::MAX), guide.slug.clone())
    });
    let pages = &library.toolkit.pages;
    library.pages.sort_by_cached_key(|page| {
        let place = pages.iter().position(|slug| **slug == page.slug);
        (place.unwrap_or(usize::MAX), page.slug.clone())
    });
}
