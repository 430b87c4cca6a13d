//! Everything to make: output path → task with its key.

pub mod fonts;
mod formats;
pub mod kept;
mod leaflet;
mod leaflet_plan;
pub mod leaflets;
mod lists;
mod options;
mod pages;
mod search;
mod task;
mod tasks;

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

pub use leaflet::Leaflet;
pub use leaflet_plan::LeafletPlan;
pub use options::BuildOptions;
pub use task::{OutputKind, Packing, PageId, Task};
pub use tasks::{Plan, Tasks};

use crate::view::{
    SiteContext,
    body::{self, files, widths},
    kept_view::Kept,
    page::{self, WHOLE_SITE},
    recording, site_context,
    site_files::{FeedView, HeadersView, RobotsView, SiteMapView, WebManifestView},
};
use trousseau_core::{
    library::{Library, Localized, address},
    manifest::OutputPath,
    source::{SourcePath, Sources},
};
use trousseau_text::{Fingerprint, Language};
use trousseau_theme::Theme;

/// Lists everything to make.
pub fn plan(library: &Arc<Library>, theme: &Theme, sources: &Sources, options: &BuildOptions) -> Plan {
    let toolkit = &library.toolkit;
    let base_url = options.base_url.as_ref().or(toolkit.base_url.as_ref()).cloned();
    let leaflet_plan = options.leaflets.clone().unwrap_or_default();
    let print = !leaflet_plan.downloads.is_empty();
    let fonts = fonts::fonts(library, theme, sources);
    let contexts = toolkit.languages.iter().map(|language| {
        let context = site_context::site_context(library, *language, base_url.as_deref());
        SiteContext { print, fonts: fonts::addresses(&fonts, *language), ..context }
    });
    let mut plan = Plan {
        tasks: Tasks::new(leaflet_plan),
        contexts: contexts.map(Arc::new).collect(),
        library: library.clone(),
        base_url,
        kept: Kept::default(),
        theme: theme.fingerprint,
    };
    plan.add_page(address::HOME, PageId::Languages);
    plan.add_page("404.html", PageId::NotFound);
    for (language, context) in toolkit.languages.iter().zip(plan.contexts.clone()) {
        plan.add_pages(*language);
        plan.add_gifts(*language);
        plan.add_codes(*language);
        plan.add_calendars(*language);
        let manifest = WebManifestView {
            name: context.name.text.clone(),
            description: context.tagline.text.clone(),
            lang: context.lang,
            dir: context.dir,
        };
        plan.add(format!("site/{language}/manifest.webmanifest"), manifest, OutputKind::WebManifest);
        plan.find(format!("site/{language}/{}", address::SEARCH), OutputKind::Search(*language));
        plan.find(format!("site/{language}/{}", address::SEARCH_TEXTS), OutputKind::SearchTexts(*language));
        plan.add_kept(*language);
        if !library.released.is_empty() {
            let sheet = |_| OutputKind::StyleSheet(*language);
            plan.add(format!("site/{language}/{}", address::STYLE), context.fonts.clone(), sheet);
        }
        if plan.base_url.is_some() {
            plan.find(format!("site/{language}/{}", address::FEED), OutputKind::Feed(*language));
        }
    }
    site(library, theme, &mut plan);
    assets(library, theme, sources, &mut plan);
    plan.add_fonts(fonts);
    if options.compress {
        packed(&mut plan.tasks.own);
    }
    plan
}

impl Plan {
    /// The keys, for comparing with what was made; worked out on all cores.
    pub fn keys(&self) -> BTreeMap<OutputPath, Fingerprint> {
        let prints = pages::Prints::new(self);
        let tasks: Vec<(&OutputPath, &Task)> = self.tasks.iter().collect();
        let next = AtomicUsize::new(0);
        let work = || {
            let mut own = Vec::new();
            while let Some((path, task)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                own.extend(self.key(task, &prints).map(|key| ((*path).clone(), key)));
            }
            own
        };
        let threads =
            std::thread::available_parallelism().map_or(1, usize::from).min(1 + tasks.len() / 64).min(16);
        let mut keys: BTreeMap<OutputPath, Fingerprint> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let own = work();
            let others = others.into_iter().flat_map(|other| other.join().expect("hashing does not panic"));
            own.into_iter().chain(others).collect()
        });
        for (path, task) in tasks {
            if let OutputKind::Kept(language) = &task.kind {
                let key = self.kept_key(*language, &keys);
                keys.insert(path.clone(), key);
            }
        }
        self.key_packed(&mut keys);
        keys
    }

    /// The keys of compressed outputs, from those of what they compress.
    fn key_packed(&self, keys: &mut BTreeMap<OutputPath, Fingerprint>) {
        for (path, task) in self.tasks.iter() {
            if let OutputKind::Packed(of, packing) = &task.kind
                && let Some(key) = keys.get(of)
            {
                let key = Fingerprint::join([key, &Fingerprint::of(packing.end().as_bytes())]);
                keys.insert(path.clone(), key);
            }
        }
    }

    /// The key of a task; none for a compressed output, which has that of what it compresses.
    fn key(&self, task: &Task, prints: &pages::Prints) -> Option<Fingerprint> {
        let of = |value: Fingerprint| Fingerprint::join([&self.theme, &value]);
        match &task.kind {
            OutputKind::Page(subject) => Some(self.page_key(*subject, prints)),
            OutputKind::Feed(language) => Some(of(Fingerprint::of_value(&self.feed(*language)))),
            OutputKind::Search(language) => Some(of(Fingerprint::of_value(&self.search(*language)))),
            OutputKind::SearchTexts(language) => Some(of(self.search_texts_key(*language))),
            OutputKind::Worker(language) => Some(of(Fingerprint::of_value(&self.worker(*language)))),
            OutputKind::SiteMap => Some(of(Fingerprint::of_value(&self.site_map()))),
            _ => task.key,
        }
    }

    /// The changes of a language, newest first.
    pub fn feed(&self, language: Language) -> FeedView {
        let base = self.base_url().unwrap_or_default();
        lists::feed(&self.library, language, self.context(language), base)
    }

    /// Every page that really is one.
    pub fn site_map(&self) -> SiteMapView {
        lists::site_map(&self.library, self.base_url().unwrap_or_default(), self.contexts[0].print)
    }
}

fn site(library: &Library, theme: &Theme, plan: &mut Plan) {
    if let Some(base) = plan.base_url.clone() {
        plan.add(format!("site/{}", address::code(WHOLE_SITE)), base, OutputKind::Code);
        plan.find("site/sitemap.xml".into(), OutputKind::SiteMap);
    }
    let robots = RobotsView { sitemap: plan.base_url().map(|base| format!("{base}sitemap.xml")) };
    plan.add("site/robots.txt".into(), robots, OutputKind::Robots);
    let root = plan.base_url().map_or_else(|| "/".to_owned(), page::base_path);
    let fonts = plan.contexts.iter().flat_map(|context| context.fonts.clone()).collect();
    for (path, view) in HeadersView::all(&root, (theme.fingerprint, fonts), library) {
        plan.add(path, view, OutputKind::Headers);
    }
}

/// The files that a text shows, hands out or has read aloud.
fn named<'a>(library: &'a Library, edition: &Localized) -> Vec<&'a SourcePath> {
    let sounds = edition.audio.iter().flat_map(|one| recording::sounds(library, edition.path, one));
    files(library, edition).into_iter().chain(sounds.map(|(path, _)| path)).collect()
}

/// Pictures and files that texts name, and what the theme hands out.
fn assets(library: &Library, theme: &Theme, sources: &Sources, plan: &mut Plan) {
    let mut used = std::collections::BTreeSet::new();
    for language in &library.toolkit.languages {
        for guide in &library.guides {
            used.extend(named(library, &guide.localized(*language)));
        }
        for work in &library.pages {
            used.extend(named(library, &work.localized(*language)));
        }
    }
    for path in used {
        let (Some(file), Some(source)) = (library.files.get(path), sources.get(path)) else { continue };
        let site = |width| format!("site/{}", body::asset(path, file, width));
        if file.size.is_none() {
            plan.file(site(None), file.fingerprint, OutputKind::Copy(source.bytes.clone()));
        } else if file.drawing {
            plan.file(site(None), file.fingerprint, OutputKind::Picture(source.clone(), None));
        }
        for width in widths(file) {
            plan.file(site(Some(width)), file.fingerprint, OutputKind::Picture(source.clone(), Some(width)));
        }
    }
    for asset in theme.published() {
        let kind = OutputKind::Copy(asset.source.bytes.clone());
        plan.file(format!("site/{}", asset.address), asset.source.fingerprint, kind);
    }
}

/// Compressed files beside every text of the site.
fn packed(tasks: &mut BTreeMap<OutputPath, Task>) {
    let texts = ["html", "xml", "svg", "txt", "webmanifest", "json", "css", "csv", "js", "ics"];
    let is_text = |path: &str| path.rsplit_once('.').is_some_and(|(_, end)| texts.contains(&end));
    let mut beside = Vec::new();
    for path in tasks.keys().filter(|path| is_text(path)) {
        for packing in [Packing::Gzip, Packing::Brotli] {
            let kind = OutputKind::Packed(path.clone(), packing);
            beside.push((OutputPath::from(format!("{path}.{}", packing.end())), Task { kind, key: None }));
        }
    }
    tasks.extend(beside);
}
