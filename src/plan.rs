//! Everything to make: output path → task with its key.

pub mod leaflets;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

pub use leaflets::{Leaflet, Rack};

use crate::{
    library::{Edition, Library, State, address},
    manifest::OutputPath,
    source::{Source, Sources},
    text::{Fingerprint, order::Order},
    theme::Theme,
    view::{
        PageView, ShelfView,
        body::{self, files, widths},
        page::{self, Desk},
        shelf,
        site::{FeedEntry, FeedView, HeadersView, RobotsView, SiteMapView, SiteUrl, WebManifestView},
    },
};

/// One output: how to make it, and the hash of all it may know.
#[derive(Clone, Debug)]
pub struct Task {
    /// How to make it.
    pub recipe: Recipe,
    /// Moves when, and only when, something it may know has moved.
    pub key: Fingerprint,
}

/// What an output is made from.
#[derive(Clone, Debug)]
pub enum Recipe {
    /// A page.
    Page(Box<PageView>),
    /// The feed of changes of a language.
    Feed(FeedView),
    /// The list of all pages, for search engines.
    SiteMap(SiteMapView),
    /// What robots may read.
    Robots(RobotsView),
    /// The name and icon of the site, for phones.
    WebManifest(WebManifestView),
    /// What a web server should send along.
    Headers(HeadersView),
    /// A picture in one width; a drawing in none.
    Picture(Source, Option<u32>),
    /// Bytes as they are.
    Copy(Arc<[u8]>),
    /// A leaflet. It is pressed before the pages, which say how large it is: see [`crate::press::leaflets`].
    Leaflet(Leaflet),
    /// Other outputs, as they are, in one file.
    Bundle(Vec<OutputPath>),
    /// Another output, compressed.
    Packed(OutputPath, Packing),
}

/// How an output is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// `.gz`
    Gzip,
    /// `.br`
    Brotli,
}

/// Everything to make.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The tasks, by their path below the output folder.
    pub tasks: BTreeMap<OutputPath, Task>,
    /// The shelves, in the order of the toolkit's languages.
    pub shelves: Vec<Arc<ShelfView>>,
}

/// What the command line may change.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// Another public address.
    pub base_url: Option<String>,
    /// Whether compressed files are wanted beside the others.
    pub compress: bool,
    /// The leaflets, when there are some: pages offer what it says.
    pub rack: Option<Arc<Rack>>,
}

impl Plan {
    /// The keys, for comparing with what was made.
    pub fn keys(&self) -> BTreeMap<OutputPath, Fingerprint> {
        self.tasks.iter().map(|(path, task)| (path.clone(), task.key)).collect()
    }
}

/// Lists everything to make.
pub fn plan(library: &Library, theme: &Theme, sources: &Sources, wishes: &Wishes) -> Plan {
    let toolkit = &library.toolkit;
    let base_url = wishes.base_url.as_deref().or(toolkit.base_url.as_deref());
    let none = Rack::default();
    let rack = wishes.rack.as_deref().unwrap_or(&none);
    let shelves: Vec<Arc<ShelfView>> = toolkit
        .languages
        .iter()
        .map(|language| {
            let shelf = shelf::shelf(library, *language, base_url);
            Arc::new(ShelfView { print: !rack.offers.is_empty(), ..shelf })
        })
        .collect();
    let prints: Vec<Fingerprint> = shelves.iter().map(|shelf| Fingerprint::of_value(&**shelf)).collect();
    let code = Fingerprint::of(env!("TROUSSEAU_CODE").as_bytes());
    let theme_print = Fingerprint::join([&code, &theme.fingerprint]);
    let mut planner = Planner { tasks: rack.tasks.clone(), theme: theme_print, code };
    for (language, (shelf, print)) in toolkit.languages.iter().zip(shelves.iter().zip(&prints)) {
        let desk =
            Desk { library, language: *language, shelf: shelf.clone(), base_url, offers: &rack.offers };
        pages(&desk, *print, &mut planner);
        let manifest = WebManifestView {
            name: shelf.name.text.clone(),
            description: shelf.tagline.text.clone(),
            lang: shelf.lang,
            dir: shelf.dir,
        };
        planner.add(format!("site/{language}/manifest.webmanifest"), manifest, Recipe::WebManifest);
        if let Some(base) = base_url {
            planner.add(format!("site/{language}/{}", address::FEED), feed(&desk, base), Recipe::Feed);
        }
    }
    let all = Fingerprint::join(&prints);
    planner.page(page::languages(library, &shelves[0], base_url), all);
    planner.page(page::not_found(library, &shelves, base_url), all);
    site(library, theme, base_url, shelves[0].print, &mut planner);
    assets(library, theme, sources, &mut planner);
    if wishes.compress {
        packed(&mut planner.tasks);
    }
    Plan { tasks: planner.tasks, shelves }
}

struct Planner {
    tasks: BTreeMap<OutputPath, Task>,
    /// The theme, and the code of this program.
    theme: Fingerprint,
    /// The code of this program alone.
    code: Fingerprint,
}

impl Planner {
    fn page(&mut self, view: PageView, shelf: Fingerprint) {
        let body = match &view.content {
            crate::view::Content::Guide(guide) => Fingerprint::of_value(&guide.text.body),
            crate::view::Content::Page { text, .. } => Fingerprint::of_value(&text.body),
            _ => shelf,
        };
        let key = Fingerprint::join([&self.theme, &shelf, &Fingerprint::of_value(&view), &body]);
        self.tasks
            .insert(format!("site/{}", view.path).into(), Task { recipe: Recipe::Page(Box::new(view)), key });
    }

    fn add<V: serde::Serialize>(&mut self, path: String, view: V, recipe: impl FnOnce(V) -> Recipe) {
        let key = Fingerprint::join([&self.theme, &Fingerprint::of_value(&view)]);
        self.tasks.insert(path.into(), Task { recipe: recipe(view), key });
    }

    fn file(&mut self, path: String, print: Fingerprint, recipe: Recipe) {
        let key = Fingerprint::join([&self.code, &print, &Fingerprint::of(path.as_bytes())]);
        self.tasks.insert(path.into(), Task { recipe, key });
    }
}

fn pages(desk: &Desk, print: Fingerprint, planner: &mut Planner) {
    planner.page(desk.home(), print);
    planner.page(desk.site_map(), print);
    if desk.shelf.print {
        planner.page(desk.print(), print);
    }
    if desk.shelf.glossary {
        let order = Order::of(desk.language);
        planner.page(desk.glossary(&|a, b| order.compare(a, b)), print);
    }
    for index in 0..desk.shelf.stages.len() {
        planner.page(desk.stage(index), print);
    }
    let guides = &desk.library.guides;
    for (place, guide) in guides.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| guides.get(place));
        planner.page(desk.guide(guide, before, guides.get(place + 1)), print);
    }
    for work in &desk.library.pages {
        planner.page(desk.page(work), print);
    }
}

/// The changes of a shelf, newest first. The day comes from the content, so the same content gives the same feed.
fn feed(desk: &Desk, base: &str) -> FeedView {
    let mut entries: Vec<FeedEntry> = Vec::new();
    let shelf = &desk.shelf;
    let mut add = |slug: &str, edition: Edition, versions: &[crate::guide::VersionEntry]| {
        if edition.state == State::Missing {
            return;
        }
        if let Some(newest) = versions.first() {
            entries.push(FeedEntry {
                id: format!("{base}{}/{}#{}", shelf.tag, address::text(slug), newest.version.value),
                href: format!("{base}{}/{}", shelf.tag, address::text(slug)),
                title: edition.title.to_owned(),
                updated: newest.date,
                summary: edition.summary.to_owned(),
            });
        }
    };
    for guide in &desk.library.guides {
        add(&guide.slug, guide.edition(desk.language), &guide.source.head.versions);
    }
    for work in &desk.library.pages {
        add(&work.slug, work.edition(desk.language), &work.source.head.versions);
    }
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.href.cmp(&b.href)));
    FeedView {
        lang: shelf.lang,
        title: shelf.name.text.clone(),
        id: format!("{base}{}/", shelf.tag),
        href: format!("{base}{}/{}", shelf.tag, address::FEED),
        home: format!("{base}{}/", shelf.tag),
        updated: entries.first().map(|entry| entry.updated),
        entries,
    }
}

fn site(library: &Library, theme: &Theme, base_url: Option<&str>, print: bool, planner: &mut Planner) {
    if let Some(base) = base_url {
        planner.add("site/sitemap.xml".into(), site_map(library, base, print), Recipe::SiteMap);
    }
    let robots = RobotsView { sitemap: base_url.map(|base| format!("{base}sitemap.xml")) };
    planner.add("site/robots.txt".into(), robots, Recipe::Robots);
    let root = base_url.map_or_else(|| "/".to_owned(), page::base_path);
    for (path, view) in HeadersView::all(&root, theme.fingerprint, &library.toolkit.languages) {
        planner.add(path, view, Recipe::Headers);
    }
}

/// Every page that really is one: what stands in for a missing translation is not.
fn site_map(library: &Library, base: &str, print: bool) -> SiteMapView {
    let languages = &library.toolkit.languages;
    let mut urls = vec![SiteUrl {
        loc: base.to_owned(),
        lastmod: None,
        alternates: page::alternates(base, address::HOME, languages, &|_| true),
    }];
    let mut add = |name: &str, lastmod: Option<Date>, present: &dyn Fn(crate::text::Language) -> bool| {
        for language in languages.iter().filter(|language| present(**language)) {
            urls.push(SiteUrl {
                loc: format!("{base}{}/{}", language.tag(), page::plain(name)),
                lastmod,
                alternates: page::alternates(base, name, languages, present),
            });
        }
    };
    add(address::HOME, None, &|_| true);
    for stage in &library.toolkit.stages {
        add(&address::stage(&stage.id), None, &|_| true);
    }
    for guide in &library.guides {
        add(&address::text(&guide.slug), guide.date(), &|language| guide.is_in(language));
    }
    for work in &library.pages {
        add(&address::text(&work.slug), work.date(), &|language| work.is_in(language));
    }
    if !library.toolkit.glossary.is_empty() {
        add(address::GLOSSARY, None, &|_| true);
    }
    add(address::SITE_MAP, None, &|_| true);
    if print {
        add(address::PRINT, None, &|_| true);
    }
    SiteMapView { urls }
}

/// Pictures and files that texts name, and what the theme hands out.
fn assets(library: &Library, theme: &Theme, sources: &Sources, planner: &mut Planner) {
    let mut used = std::collections::BTreeSet::new();
    for language in &library.toolkit.languages {
        for guide in &library.guides {
            used.extend(files(library, &guide.edition(*language)));
        }
        for work in &library.pages {
            used.extend(files(library, &work.edition(*language)));
        }
    }
    for path in used {
        let (Some(file), Some(source)) = (library.files.get(path), sources.get(path)) else { continue };
        let site = |width| format!("site/{}", body::asset(path, file, width));
        if file.size.is_none() {
            planner.file(site(None), file.fingerprint, Recipe::Copy(source.bytes.clone()));
        } else if file.drawing {
            planner.file(site(None), file.fingerprint, Recipe::Picture(source.clone(), None));
        }
        for width in widths(file) {
            planner.file(site(Some(width)), file.fingerprint, Recipe::Picture(source.clone(), Some(width)));
        }
    }
    for asset in theme.published() {
        let recipe = Recipe::Copy(asset.source.bytes.clone());
        planner.file(format!("site/{}", asset.address), asset.source.fingerprint, recipe);
    }
}

/// Compressed files beside every text of the site.
fn packed(tasks: &mut BTreeMap<OutputPath, Task>) {
    let texts = ["html", "xml", "svg", "txt", "webmanifest", "json", "css", "csv"];
    let is_text = |path: &str| path.rsplit_once('.').is_some_and(|(_, end)| texts.contains(&end));
    let mut beside = Vec::new();
    for (path, task) in tasks.iter().filter(|(path, _)| is_text(path)) {
        for (end, packing) in [("gz", Packing::Gzip), ("br", Packing::Brotli)] {
            let key = Fingerprint::join([&task.key, &Fingerprint::of(end.as_bytes())]);
            let recipe = Recipe::Packed(path.clone(), packing);
            beside.push((OutputPath::from(format!("{path}.{end}")), Task { recipe, key }));
        }
    }
    tasks.extend(beside);
}
