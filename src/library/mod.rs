//! All guides and pages, with what is missing, stale or does not fit together.

pub mod address;
mod checks;
mod gather;
pub mod links;
mod memory;
pub mod pilot;
pub mod privacy;
pub mod shelf;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::civil::Date;

pub use memory::Memory;
pub use shelf::{Edition, State};

use crate::{
    diagnostic::{Diagnostic, Noted},
    guide::{Falc, GuideHead, PageHead, Text, TranslationHead},
    source::{SourcePath, Sources},
    text::{Fingerprint, Language},
    toolkit::Toolkit,
};

/// Everything that is published, and what it leans on.
#[derive(Clone, Debug)]
pub struct Library {
    /// What holds for every guide.
    pub toolkit: Arc<Toolkit>,
    /// The guides that readers see, in the order of their stages.
    pub guides: Vec<Work<GuideHead>>,
    /// The pages, those of the foot first, in its order.
    pub pages: Vec<Work<PageHead>>,
    /// Where each guide and page stands in these lists, by its slug; worked out once they are in order.
    index: HashMap<String, Place>,
    /// The guides that readers do not see, drafts and retired ones: only reports for the partners show them.
    pub hidden: Vec<Work<GuideHead>>,
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
    pub source: Arc<Text<H>>,
    /// Its translations.
    pub translations: BTreeMap<Language, Arc<Text<TranslationHead>>>,
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
    /// How far it is in "facile à lire et à comprendre".
    fn falc(&self) -> Option<&Falc>;
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
    fn falc(&self) -> Option<&Falc> {
        self.falc.as_ref()
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
    fn falc(&self) -> Option<&Falc> {
        None
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

/// Reads all texts, fits them together and looks after every link. There is no library when `toolkit.yaml` cannot be read.
pub fn assemble(sources: &Sources, today: Date) -> Noted<Option<Arc<Library>>> {
    let mut noted = assemble_again(sources, today, &mut Memory::default());
    if let Some(library) = &noted.value {
        noted.notes.extend(links::check(library));
        pardon(&mut noted.notes, &library.toolkit);
    }
    noted
}

/// Reads the texts that changed since `memory` last read them and fits all of them together, as [`assemble`] does, but
/// leaves the rest to [`check`]: a server answers first and looks after it then.
pub fn assemble_again(sources: &Sources, today: Date, memory: &mut Memory) -> Noted<Option<Arc<Library>>> {
    let mut notes = Vec::new();
    let Some(toolkit) = memory.toolkit(sources).tell(&mut notes) else {
        return Noted { value: None, notes };
    };
    let folders = gather::gather(sources, &toolkit, memory).tell(&mut notes);
    let mut library = Library {
        guides: folders.guides,
        pages: folders.pages,
        files: folders.files,
        index: HashMap::new(),
        hidden: Vec::new(),
        broken: folders.broken,
        toolkit,
    };
    name_choices(&mut notes, &library.toolkit);
    checks::toolkit(&library, today, &mut notes);
    checks::heads(&mut library, today, &mut notes);
    pilot::check(&library, today, &mut notes);
    let all = std::mem::take(&mut library.guides);
    let (shown, hidden): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|guide| memory.shows_guide(&guide.slug, guide.source.head.status));
    library.hidden = hidden;
    library.guides = shown;
    order(&mut library);
    let guides = library.guides.iter().enumerate().map(|(at, work)| (work.slug.clone(), Place::Guide(at)));
    let pages = library.pages.iter().enumerate().map(|(at, work)| (work.slug.clone(), Place::Page(at)));
    library.index = guides.chain(pages).collect();
    pardon(&mut notes, &library.toolkit);
    Noted { value: Some(Arc::new(library)), notes }
}

/// What no page waits for: links that lead nowhere, and words that say who somebody is. Texts that `seen` knows are not read
/// again. None when `goes_on` says no before the end.
pub fn check(
    sources: &Sources,
    library: &Library,
    seen: &mut privacy::Memory,
    goes_on: &dyn Fn() -> bool,
) -> Option<Vec<Diagnostic>> {
    let mut notes = links::check(library);
    pardon(&mut notes, &library.toolkit);
    notes.extend(privacy::check_again(sources, &library.toolkit, seen, goes_on)?);
    Some(notes)
}

/// Names the values that a missing field of a front matter may have.
fn name_choices(notes: &mut [Diagnostic], toolkit: &Toolkit) {
    let stages = || toolkit.stages.iter().map(|stage| stage.id.as_str()).collect::<Vec<_>>().join(", ");
    for note in
        notes.iter_mut().filter(|note| note.code == "yaml/missing" && note.place.path.ends_with(".md"))
    {
        let known = match note.args.get("key").map(String::as_str) {
            Some("stage") => stages(),
            Some("status") => "draft, pilot, published, retired".into(),
            Some("translation") => "begun, machine, draft, reviewed".into(),
            _ => continue,
        };
        note.code = "front-matter/choice";
        note.args.insert("known", known);
    }
}

/// What is missing or strange because a field of the front matter did not fit: the code, and the field.
const FOLLOW: [(&str, &str); 8] = [
    ("versions/none", "versions"),
    ("versions/unfinished", "versions"),
    ("versions/colleges", "versions"),
    ("feedback/version", "versions"),
    ("feedback/resolved-unknown", "versions"),
    ("translation/unknown-version", "versions"),
    ("translation/no-version", "translates"),
    ("guide/falc", "falc"),
];

/// Takes out what may be no mistake: an id that nobody knows, while the file of its kind could not be read as a whole, and what
/// only follows from a field that could not be read.
fn pardon(notes: &mut Vec<Diagnostic>, toolkit: &Toolkit) {
    let is_doubtful = |note: &Diagnostic| {
        let kind = note.args.get("kind").map(String::as_str);
        matches!(note.code, "links/dead" | "toolkit/unknown-id")
            && toolkit.doubtful.iter().any(|doubtful| Some(*doubtful) == kind)
    };
    let unread: Vec<(SourcePath, String)> = notes
        .iter()
        .filter_map(|note| Some((note.place.path.clone(), note.args.get("within")?.clone())))
        .collect();
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let follows = |note: &Diagnostic| {
        let Some((code, field)) = FOLLOW.iter().find(|(code, _)| *code == note.code) else { return false };
        unread.iter().any(|(path, within)| {
            // The versions that a translation names are in another text of its folder.
            let near = *code == "translation/unknown-version" && folder(path) == folder(&note.place.path);
            within == field && (near || *path == note.place.path)
        })
    };
    notes.retain(|note| !is_doubtful(note) && !follows(note));
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
