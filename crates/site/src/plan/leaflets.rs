//! The leaflets to make, and what pages may offer of them.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use super::{Recipe, Task, Wishes};
use crate::view::{
    Desk, body,
    leaflet::{
        HostView, Layout, LeafletView, Sheet, host,
        offers::{self, Bundle, BundleKind, Offered, Offers, Preview},
    },
    shelf,
};
use trousseau_core::{
    diagnostic::Noted,
    guide::GuideHead,
    library::{Library, Work},
    manifest::{OutputPath, Printed},
    source::Sources,
    toolkit::Format,
};
use trousseau_text::{Fingerprint, Language};
use trousseau_theme::Theme;

/// One leaflet: what finds its view again when it is pressed. Views of all leaflets at once would fill the memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaflet {
    /// The slug of its guide; none for all guides of the language in one document.
    pub guide: Option<String>,
    /// The language of its reader.
    pub language: Language,
    /// How it is laid out.
    pub layout: Layout,
    /// What becomes of its pages.
    pub sheet: Sheet,
    /// The id of the partner that hands it out; none for the leaflets of the site.
    pub partner: Option<String>,
    /// The format under which readers know it; none for a picture and for all guides in one.
    pub format: Option<Format>,
}

/// The leaflets of a toolkit.
#[derive(Clone, Debug, Default)]
pub struct Rack {
    /// How to make each of them, by its path below the output folder.
    pub tasks: BTreeMap<OutputPath, Task>,
    /// What pages may offer of them.
    pub offers: Offers,
}

/// How a format is laid out, and what becomes of its pages.
pub fn laid_out(format: Format) -> (Layout, Sheet) {
    match format {
        Format::A4 => (Layout::A4, Sheet::Pages),
        Format::Trifold => (Layout::Panel, Sheet::Folded),
        Format::Panels => (Layout::Panel, Sheet::Pages),
        Format::Booklet => (Layout::A5, Sheet::Stapled),
        Format::Large => (Layout::Large, Sheet::Pages),
        Format::Bilingual => (Layout::Bilingual, Sheet::Pages),
    }
}

/// The formats of a guide: its own, else the toolkit's.
pub fn formats(library: &Library, guide: &Work<GuideHead>) -> Vec<Format> {
    match &guide.source.head.leaflets {
        Some(own) => own.iter().map(|format| format.value).collect(),
        None => library.toolkit.leaflets.clone(),
    }
}

/// The formats in which a guide is printed in a language. Nothing stands beside the source itself.
pub fn formats_in(library: &Library, guide: &Work<GuideHead>, language: Language) -> Vec<Format> {
    let mut formats = formats(library, guide);
    formats.retain(|format| *format != Format::Bilingual || guide.source.language != language);
    formats
}

/// What leaflets are made from.
#[derive(Clone, Copy)]
pub struct Shop<'a> {
    /// The guides.
    pub library: &'a Library,
    /// The theme.
    pub theme: &'a Theme,
    /// The files of the toolkit: pictures and logos are taken from them.
    pub sources: &'a Sources,
    /// The public address of the site, with its final `/`.
    pub base_url: Option<&'a str>,
}

/// No page of a leaflet offers leaflets.
static NONE: LazyLock<Offers> = LazyLock::new(Offers::default);

impl<'a> Shop<'a> {
    /// The toolkit's own address stands unless the command line names another.
    pub fn new(library: &'a Library, theme: &'a Theme, sources: &'a Sources, wishes: &'a Wishes) -> Self {
        let base_url = wishes.base_url.as_deref().or(library.toolkit.base_url.as_deref());
        Self { library, theme, sources, base_url }
    }

    /// What every view of a language is made from.
    pub fn desk(&self, language: Language) -> Desk<'a> {
        let shelf = Arc::new(shelf::shelf(self.library, language, self.base_url));
        Desk {
            library: self.library,
            language,
            shelf,
            base_url: self.base_url,
            bodies: body::body,
            offers: &NONE,
        }
    }
}

/// Lists the leaflets of every guide in every language in which it really is, without a look at a text: no task has a
/// key. So it costs next to nothing, and a server can do it after each save.
pub fn list(library: &Library) -> Rack {
    let mut rack = Rack::default();
    for language in library.toolkit.languages.iter().copied() {
        let mut add = |address: String, guide: Option<&str>, (layout, sheet), format| {
            let guide = guide.map(str::to_owned);
            let leaflet = Leaflet { guide, language, layout, sheet, partner: None, format };
            let path = format!("site/{language}/{address}").into();
            rack.tasks.insert(path, Task { recipe: Recipe::Leaflet(leaflet), key: None });
        };
        let guides = printed(library, language);
        for guide in &guides {
            let formats = formats_in(library, guide, language);
            let Some(first) = formats.first() else { continue };
            for format in &formats {
                let address = offers::leaflet(&guide.slug, *format);
                add(address, Some(&guide.slug), laid_out(*format), Some(*format));
            }
            let (shown, _) = laid_out(if formats.contains(&Format::A4) { Format::A4 } else { *first });
            add(offers::preview(&guide.slug), Some(&guide.slug), (shown, Sheet::Preview), None);
        }
        if guides.len() > 1 {
            add(offers::bundle(BundleKind::Pdf, language), None, (Layout::A4, Sheet::Pages), None);
        }
    }
    rack
}

/// The hash of all that [`list`] looks at: while it stays, so does the list.
pub fn outline(library: &Library) -> Fingerprint {
    let guides = library.guides.iter().map(|guide| {
        let languages: Vec<&Language> = guide.translations.keys().collect();
        (&guide.slug, guide.source.language, languages, formats(library, guide))
    });
    Fingerprint::of_value(&(&library.toolkit.languages, guides.collect::<Vec<_>>()))
}

/// The same list with keys.
pub fn leaflets(shop: &Shop) -> Rack {
    let library = shop.library;
    let mut rack = list(library);
    let desks: BTreeMap<Language, Desk> =
        library.toolkit.languages.iter().map(|language| (*language, shop.desk(*language))).collect();
    // All layouts of a text show the same words, but the one with the source beside it.
    let mut prints: BTreeMap<(Language, Option<String>, bool), Option<Fingerprint>> = BTreeMap::new();
    for task in rack.tasks.values_mut() {
        let Recipe::Leaflet(leaflet) = &task.recipe else { continue };
        let (language, both) = (leaflet.language, leaflet.layout == Layout::Bilingual);
        let desk = &desks[&language];
        let print = prints
            .entry((language, leaflet.guide.clone(), both))
            .or_insert_with(|| leaflet.words(desk, None).map(|view| view.fingerprint()));
        task.key = print.map(|print| leaflet.key(shop.theme, print));
    }
    rack
}

/// The guides of a collection: those that are printed at all.
pub fn printed(library: &Library, language: Language) -> Vec<&Work<GuideHead>> {
    let there = |guide: &&Work<GuideHead>| guide.is_in(language) && !formats(library, guide).is_empty();
    library.guides.iter().filter(there).collect()
}

impl Leaflet {
    /// Its view; none when its guide is not there in its language.
    pub fn view(&self, desk: &Desk, sources: &Sources) -> Noted<Option<LeafletView>> {
        let toolkit = &desk.library.toolkit;
        let partner = self.partner.as_ref().and_then(|id| toolkit.partner(id));
        let mut notes = Vec::new();
        let host =
            partner.map(|partner| host::host(toolkit, partner, sources, self.language).tell(&mut notes));
        let with_images = |view: LeafletView| LeafletView { images: desk.images(&view, sources), ..view };
        Noted { value: self.words(desk, host).map(with_images), notes }
    }

    /// The hash of all it may know: its view, its sheet and the theme. `print` is that of the view.
    pub fn key(&self, theme: &Theme, print: Fingerprint) -> Fingerprint {
        Fingerprint::join([&theme.paper, &print, &Fingerprint::of_value(&(self.layout, self.sheet))])
    }

    /// Its view without the bytes of its pictures, whose names say all that a key must know of them.
    fn words(&self, desk: &Desk, host: Option<HostView>) -> Option<LeafletView> {
        let Some(slug) = &self.guide else {
            return Some(desk.collection(&printed(desk.library, self.language)));
        };
        desk.library.guide(slug).and_then(|guide| desk.leaflet(guide, self.layout, host))
    }
}

impl Rack {
    /// The keys, for comparing with what was made.
    pub fn keys(&self) -> BTreeMap<OutputPath, Fingerprint> {
        self.tasks.iter().filter_map(|(path, task)| Some((path.clone(), task.key?))).collect()
    }

    /// Adds one file for each language with all of its leaflets, once they are there: `made` says which.
    pub fn bundle(&mut self, made: &dyn Fn(&str) -> bool) {
        let mut bundles: BTreeMap<Language, Vec<(OutputPath, Option<Fingerprint>)>> = BTreeMap::new();
        for (path, task) in &self.tasks {
            if let Recipe::Leaflet(Leaflet { format: Some(_), language, .. }) = &task.recipe
                && made(path)
            {
                bundles.entry(*language).or_default().push((path.clone(), task.key));
            }
        }
        for (language, files) in bundles.into_iter().filter(|(_, files)| files.len() > 1) {
            let names = Fingerprint::of_value(&files.iter().map(|(path, _)| path).collect::<Vec<_>>());
            let keys: Option<Vec<Fingerprint>> = files.iter().map(|(_, key)| *key).collect();
            let key = keys.map(|keys| Fingerprint::join(keys.iter().chain([&names])));
            let path = format!("site/{language}/{}", offers::bundle(BundleKind::Zip, language)).into();
            let recipe = Recipe::Bundle(files.into_iter().map(|(path, _)| path).collect());
            self.tasks.insert(path, Task { recipe, key });
        }
    }

    /// Says what pages may offer: with `printed` what is there and how large it is, without it all that could be made.
    pub fn offer(&mut self, printed: Option<&BTreeMap<OutputPath, Printed>>) {
        let mut offers = Offers::default();
        for (path, task) in &self.tasks {
            let known = printed.and_then(|printed| printed.get(path));
            if printed.is_some() && known.is_none() {
                continue;
            }
            let (pages, bytes) = (known.map(|known| known.pages), known.map(|known| known.bytes));
            let mut bundle = |kind, language| {
                let href = offers::bundle(kind, language);
                offers.bundles.entry(language).or_default().push(Bundle { href, kind, pages, bytes });
            };
            match &task.recipe {
                Recipe::Bundle(_) => {
                    let tag = path.split('/').nth(1).unwrap_or_default();
                    if let Some(language) = Language::find(tag) {
                        bundle(BundleKind::Zip, language);
                    }
                }
                Recipe::Leaflet(leaflet) => match (&leaflet.guide, leaflet.format) {
                    (None, _) => bundle(BundleKind::Pdf, leaflet.language),
                    (Some(slug), Some(format)) => {
                        let guide = offers.guides.entry((leaflet.language, slug.clone())).or_default();
                        guide.push(Offered { format, pages, bytes });
                    }
                    (Some(slug), None) => {
                        let preview = preview(slug, leaflet.layout);
                        offers.previews.insert((leaflet.language, slug.clone()), preview);
                    }
                },
                _ => {}
            }
        }
        offers.guides.values_mut().for_each(|guide| guide.sort_by_key(|offered| offered.format));
        self.offers = offers;
    }
}

/// The height of the picture of a first page, in CSS pixels.
const PREVIEW: u32 = 340;

fn preview(slug: &str, layout: Layout) -> Preview {
    let (width, height) = match layout {
        Layout::Panel => (97, 210),
        Layout::A5 => (148, 210),
        Layout::A4 | Layout::Large | Layout::Bilingual => (210, 297),
    };
    Preview { src: offers::preview(slug), width: PREVIEW * width / height, height: PREVIEW }
}
