//! All guides and pages, with what is missing, stale or does not fit together.

pub mod address;
mod checks;
mod gather;
pub mod links;
pub mod pilot;
pub mod privacy;
pub mod shelf;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

pub use shelf::{Edition, State};

use crate::{
    diagnostic::{Diagnostic, Noted},
    document::terms::Abbreviations,
    guide::{GuideHead, PageHead, Text, TranslationHead},
    source::{SourcePath, Sources},
    text::{Fingerprint, Language},
    toolkit::{self, Toolkit},
};

/// Everything that is published, and what it leans on.
#[derive(Clone, Debug)]
pub struct Library {
    /// What holds for every guide.
    pub toolkit: Toolkit,
    /// The guides that readers see, in the order of their stages.
    pub guides: Vec<Work<GuideHead>>,
    /// The pages, those of the foot first, in its order.
    pub pages: Vec<Work<PageHead>>,
    /// Where each guide and page stands in these lists, by its slug; worked out once they are in order.
    index: HashMap<String, Place>,
    /// The slugs of guides that readers do not see: drafts and retired ones.
    pub hidden: Vec<String>,
    /// The slugs of works that could not be read: what names them is not wrong.
    pub broken: Vec<String>,
    /// The files beside the texts, such as pictures, and their fingerprints.
    pub files: BTreeMap<SourcePath, File>,
}

/// Where a work stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    Guide(usize),
    Page(usize),
}

/// A file beside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The hash of its bytes.
    pub fingerprint: Fingerprint,
    /// Its size in bytes.
    pub bytes: usize,
    /// Its width and height in pixels, when it is a picture.
    pub size: Option<(u32, u32)>,
    /// Whether it is a drawing, which fits every width.
    pub drawing: bool,
}

/// A guide or a page, in the source language and in all others.
#[derive(Clone, Debug)]
pub struct Work<H> {
    /// Its slug, the same in every language.
    pub slug: String,
    /// The text that the partners wrote.
    pub source: Text<H>,
    /// Its translations.
    pub translations: BTreeMap<Language, Text<TranslationHead>>,
}

/// What the source text of a work says about itself, whether it is a guide or a page.
pub trait SourceHead {
    /// The title.
    fn title(&self) -> &str;
    /// The summary.
    fn summary(&self) -> &str;
    /// The history, newest first.
    fn versions(&self) -> &[crate::guide::VersionEntry];
    /// The day somebody checked it.
    fn checked(&self) -> Option<Date>;
}

impl SourceHead for GuideHead {
    fn title(&self) -> &str {
        &self.title
    }
    fn summary(&self) -> &str {
        &self.summary
    }
    fn versions(&self) -> &[crate::guide::VersionEntry] {
        &self.versions
    }
    fn checked(&self) -> Option<Date> {
        self.checked
    }
}

impl SourceHead for PageHead {
    fn title(&self) -> &str {
        &self.title
    }
    fn summary(&self) -> &str {
        &self.summary
    }
    fn versions(&self) -> &[crate::guide::VersionEntry] {
        &self.versions
    }
    fn checked(&self) -> Option<Date> {
        self.checked
    }
}

impl Library {
    /// The guide with this slug, if readers see it.
    pub fn guide(&self, slug: &str) -> Option<&Work<GuideHead>> {
        match self.index.get(slug)? {
            Place::Guide(place) => self.guides.get(*place),
            Place::Page(_) => None,
        }
    }

    /// The page with this slug.
    pub fn page(&self, slug: &str) -> Option<&Work<PageHead>> {
        match self.index.get(slug)? {
            Place::Page(place) => self.pages.get(*place),
            Place::Guide(_) => None,
        }
    }
}

/// Reads all texts and fits them together. There is no library when `toolkit.yaml` cannot be read.
pub fn assemble(sources: &Sources, today: Date) -> Noted<Option<Library>> {
    let mut notes = Vec::new();
    let Some(toolkit) = toolkit::read(sources).tell(&mut notes) else {
        return Noted { value: None, notes };
    };
    let mut folders = gather::gather(sources, &toolkit).tell(&mut notes);
    let abbreviations = abbreviations(&toolkit);
    folders.guides.iter_mut().for_each(|work| prepare(work, &abbreviations, &mut notes));
    folders.pages.iter_mut().for_each(|work| prepare(work, &abbreviations, &mut notes));
    let mut library = Library {
        guides: folders.guides,
        pages: folders.pages,
        files: folders.files,
        index: HashMap::new(),
        hidden: Vec::new(),
        broken: folders.broken,
        toolkit,
    };
    checks::toolkit(&library, today, &mut notes);
    checks::heads(&mut library, today, &mut notes);
    pilot::check(&library, today, &mut notes);
    privacy::check(sources, &library.toolkit, &mut notes);
    let all = std::mem::take(&mut library.guides);
    let (shown, hidden): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|guide| guide.source.head.status.is_public());
    library.hidden = hidden.into_iter().map(|guide| guide.slug).collect();
    library.guides = shown;
    order(&mut library);
    let guides = library.guides.iter().enumerate().map(|(at, work)| (work.slug.clone(), Place::Guide(at)));
    let pages = library.pages.iter().enumerate().map(|(at, work)| (work.slug.clone(), Place::Page(at)));
    library.index = guides.chain(pages).collect();
    links::check(&library, &mut notes);
    Noted { value: Some(library), notes }
}

fn abbreviations(toolkit: &Toolkit) -> Abbreviations {
    let pairs =
        toolkit.glossary.iter().filter_map(|term| Some((term.abbr.as_deref()?, term.id.value.as_str())));
    Abbreviations::new(pairs)
}

/// Gives translations the anchors of their source and marks the abbreviations.
fn prepare<H>(work: &mut Work<H>, abbreviations: &Abbreviations, notes: &mut Vec<Diagnostic>) {
    for text in work.translations.values_mut() {
        notes.extend(crate::document::anchors::align(&mut text.body, &work.source.body, &text.path));
        abbreviations.mark(&mut text.body, []);
    }
    abbreviations.mark(&mut work.source.body, []);
}

/// Guides in the order of the toolkit's stages; pages in the order of the foot.
fn order(library: &mut Library) {
    let stages = &library.toolkit.stages;
    library.guides.sort_by_cached_key(|guide| {
        let stage = stages.iter().position(|stage| *stage.id == *guide.source.head.stage);
        let place = stage.and_then(|stage| stages[stage].guides.iter().position(|slug| **slug == guide.slug));
        (stage.unwrap_or(usize::MAX), place.unwrap_or(usize::MAX), guide.slug.clone())
    });
    let pages = &library.toolkit.pages;
    library.pages.sort_by_cached_key(|page| {
        let place = pages.iter().position(|slug| **slug == page.slug);
        (place.unwrap_or(usize::MAX), page.slug.clone())
    });
}
