//! What readers keep: the file of each language, of which pages it is made, and what is known of its size.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    pages::Prints,
    task::{OutputKind, PageId},
    tasks::Plan,
};
use crate::view::{
    Content, Downloads, PageBuilder, PageView, SiteContext, body,
    kept::stem,
    kept_view::{Kept, WorkerView},
};
use trousseau_core::{
    library::{Library, address},
    manifest::{OutputPath, Printed},
};
use trousseau_text::{Fingerprint, Language};

/// Nothing lies beside a file that somebody keeps, so its texts offer no leaflets.
static NONE: LazyLock<Downloads> = LazyLock::new(Downloads::default);

/// The path of the file of a language.
pub fn path(library: &Library, language: Language) -> OutputPath {
    format!("site/{language}/{}", address::kept(&stem(&library.toolkit), language.tag())).into()
}

/// The path of the file with the site in all languages.
pub fn path_of_site(library: &Library) -> OutputPath {
    format!("site/{}", address::kept_site(&stem(&library.toolkit))).into()
}

impl Plan {
    /// The pages that the file of a language holds, in its order, each with the name of its own file.
    pub fn kept_pages(&self, language: Language) -> Vec<(String, PageId)> {
        let (library, toolkit) = (&self.library, &self.library.toolkit);
        let questions = toolkit.questions.iter().enumerate();
        let questions = questions.map(|(place, question)| {
            (address::question(place, &question.id), PageId::Question(language, place))
        });
        let guides = library.guides.iter().enumerate();
        let guides =
            guides.map(|(place, guide)| (address::text(&guide.slug), PageId::Guide(language, place)));
        let pages = library.pages.iter().enumerate();
        let pages = pages.map(|(place, page)| (address::text(&page.slug), PageId::Page(language, place)));
        let mut all: Vec<(String, PageId)> = questions.chain(guides).chain(pages).collect();
        if !toolkit.phrases.is_empty() {
            all.push((address::PHRASES.to_owned(), PageId::Phrases(language)));
        }
        if !toolkit.glossary.is_empty() {
            all.push((address::GLOSSARY.to_owned(), PageId::Glossary(language)));
        }
        if toolkit.has_territory_pages() {
            all.push((address::TERRITORIES.to_owned(), PageId::Territories(language)));
            let places = toolkit.territories.keys().enumerate();
            all.extend(
                places.map(|(place, id)| (address::territory(id), PageId::Territory(language, place))),
            );
        }
        all
    }

    /// The anchor in that file for each page of the language to which a link may lead.
    pub fn kept_anchors(&self, language: Language) -> BTreeMap<String, String> {
        let anchor = |name: &str| name.trim_end_matches(".html").to_owned();
        let own = self.kept_pages(language).into_iter().map(|(name, _)| (anchor(&name), name));
        let mut anchors: BTreeMap<String, String> = own.map(|(anchor, name)| (name, anchor)).collect();
        for stage in &self.library.toolkit.stages {
            anchors.insert(address::stage(&stage.id), format!("_stage-{}", stage.id.value));
        }
        for moved in &self.library.moved {
            anchors.insert(address::text(&moved.alias), moved.slug.clone());
        }
        anchors.insert(address::HOME.to_owned(), "_top".to_owned());
        anchors.insert(address::SITE_MAP.to_owned(), "_toc".to_owned());
        anchors
    }

    /// A page as that file holds it: without what would have to lie beside it.
    pub fn kept_page(&self, subject: PageId) -> PageView {
        let language = subject.language().unwrap_or_else(|| self.library.toolkit.source_language());
        let mut page = self.page_from(subject, &self.kept_builder(language));
        match &mut page.content {
            Content::Guide(guide) => guide.text.recordings.clear(),
            Content::Page { text, .. } => text.recordings.clear(),
            _ => {}
        }
        page
    }

    /// What stands around these pages.
    pub fn kept(&self, language: Language) -> PageView {
        self.kept_builder(language).kept()
    }

    fn kept_builder(&self, language: Language) -> PageBuilder<'_> {
        PageBuilder { downloads: &NONE, ..self.page_builder(language, body::body) }
    }

    /// The hash of all that the file of a language may hold, from the keys of its pages and of its search.
    pub(super) fn kept_key(
        &self,
        language: Language,
        keys: &BTreeMap<OutputPath, Fingerprint>,
    ) -> Fingerprint {
        let own = |name: &str| keys.get(format!("site/{language}/{name}").as_str()).copied();
        let pages = self.kept_pages(language);
        let pages = pages.iter().filter_map(|(name, _)| own(name));
        let lists = [address::SEARCH, address::SEARCH_TEXTS].into_iter().filter_map(own);
        let frame = Fingerprint::of_value(&self.kept(language));
        let shared: &SiteContext = self.context(language);
        let anchors = Fingerprint::of_value(&(self.kept_anchors(language), self.base_url()));
        let frame = [self.theme, frame, Fingerprint::of_value(shared), anchors];
        Fingerprint::join(&pages.chain(lists).chain(frame).collect::<Vec<_>>())
    }

    /// The outputs that a USB key needs, each with whether it is a page: what is there to be read, seen and heard on it. What is
    /// for servers, for robots and for the printer is left out, and so is what leads to one of these.
    pub fn for_a_key(&self) -> Vec<(OutputPath, bool)> {
        let part = |(path, kind): (&OutputPath, &OutputKind)| match kind {
            OutputKind::Page(
                PageId::NotFound
                | PageId::Keep(_)
                | PageId::Give(_)
                | PageId::Print(_)
                | PageId::PrintTable(_)
                | PageId::Short(..)
                | PageId::Paper(..),
            ) => None,
            OutputKind::Page(_) => Some((path.clone(), true)),
            OutputKind::Search(_)
            | OutputKind::SearchTexts(_)
            | OutputKind::StyleSheet(_)
            | OutputKind::WebManifest(_)
            | OutputKind::Picture(..)
            | OutputKind::Code(_)
            | OutputKind::Calendar(_)
            | OutputKind::Font(_)
            | OutputKind::Copy(_) => Some((path.clone(), false)),
            _ => None,
        };
        self.tasks.own.iter().map(|(path, task)| (path, &task.kind)).filter_map(part).collect()
    }

    /// Whether the site is packed for USB keys: some links lead to what is on the web alone, so its address must be known. Without
    /// one, the folder of the site is what one copies.
    pub fn is_packed(&self) -> bool {
        self.library.toolkit.offline && self.base_url.is_some()
    }

    /// What readers of a language keep.
    pub(super) fn add_kept(&mut self, language: Language) {
        if self.library.toolkit.offline {
            self.find(path(&self.library, language).to_string(), OutputKind::Kept(language));
        }
        // Browsers have workers over https alone. Without a file to keep, there is one that forgets what an earlier one kept.
        if self.has_workers() {
            self.find(format!("site/{language}/{}", address::WORKER), OutputKind::Worker(language));
        }
    }

    /// Whether each language has a worker.
    pub fn has_workers(&self) -> bool {
        self.base_url().is_some_and(|base| base.starts_with("https://"))
    }

    /// What the worker of a language keeps; nothing where no file is offered, or none is made yet.
    pub fn worker(&self, language: Language) -> Option<WorkerView> {
        let hash = self.kept.hashes.get(&language)?;
        let toolkit = &self.library.toolkit;
        let named = |(name, anchor): (String, String)| {
            let name = name.trim_end_matches(".html").to_owned();
            (name != anchor).then_some((name, anchor))
        };
        let mut anchors: BTreeMap<String, String> =
            self.kept_anchors(language).into_iter().filter_map(named).collect();
        // The home page is what stands behind the bare address of the folder.
        let home = anchors.remove("index");
        anchors.extend(home.map(|anchor| (String::new(), anchor)));
        for one in &toolkit.numbers {
            let guide = anchors.get(&one.guide.value).unwrap_or(&one.guide.value).clone();
            anchors.insert(one.number.value.to_string(), guide);
        }
        let file = address::kept(&stem(toolkit), language.tag());
        Some(WorkerView { file, hash: hash.short(), anchors })
    }

    /// The public address of the site, with its final `/`.
    pub fn address(&self) -> Option<&str> {
        self.base_url()
    }

    /// The library of which everything is made.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Says how large the files are that are there to be kept, and which bytes, and works out anew the keys of what tells it.
    pub fn measure(
        &mut self,
        printed: &BTreeMap<OutputPath, Printed>,
        hashes: BTreeMap<Language, Fingerprint>,
        keys: &mut BTreeMap<OutputPath, Fingerprint>,
    ) {
        let library = self.library.clone();
        let size = |path: OutputPath| Some(as_shown(printed.get(&path)?.bytes));
        let languages = library.toolkit.languages.iter();
        let languages = languages.filter_map(|own| Some((*own, size(path(&library, *own))?)));
        self.kept = Kept { languages: languages.collect(), site: size(path_of_site(&library)), hashes };
        let prints = Prints::new(self);
        for (path, task) in &self.tasks.own {
            if matches!(
                task.kind,
                OutputKind::Page(PageId::Home(_) | PageId::Keep(_)) | OutputKind::Worker(_)
            ) {
                keys.extend(self.key(task, &prints).map(|key| (path.clone(), key)));
            }
        }
        self.key_packed(keys);
    }
}

/// A size as exactly as pages show it, so that no page is made again for a byte.
fn as_shown(bytes: u64) -> u64 {
    if bytes < 1_000_000 { bytes.div_ceil(1000) * 1000 } else { bytes / 100_000 * 100_000 }
}

impl PageId {
    /// The language of a page; none for one in all languages, and for one of the source language.
    pub fn language(self) -> Option<Language> {
        match self {
            Self::Languages | Self::NotFound | Self::PrintTable(_) => None,
            Self::Home(language)
            | Self::SiteMap(language)
            | Self::Keep(language)
            | Self::Print(language)
            | Self::Glossary(language)
            | Self::Phrases(language)
            | Self::Give(language)
            | Self::Short(language, _)
            | Self::Question(language, _)
            | Self::Territories(language)
            | Self::Territory(language, _)
            | Self::Stage(language, _)
            | Self::Guide(language, _)
            | Self::Page(language, _)
            | Self::Moved(language, _)
            | Self::Paper(language, _) => Some(language),
        }
    }
}
