//! Lists the leaflets of a toolkit with their keys.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

pub use super::formats::{fits, formats, formats_in, is_in, is_possible, of_toolkit};
use super::{
    formats::collected,
    leaflet::Leaflet,
    leaflet_plan::LeafletPlan,
    options::BuildOptions,
    task::{OutputKind, Task},
};
use crate::view::{
    PageBuilder, body,
    downloads::{self, BundleKind, Downloads},
    kept_view::Kept,
    site_context,
};
use trousseau_core::{
    library::Library,
    source::Sources,
    toolkit::format::{Flow, Format, Sheet},
};
use trousseau_text::{Fingerprint, Language};
use trousseau_theme::Theme;

/// Everything from which leaflets are rendered.
#[derive(Clone, Copy)]
pub struct RenderInput<'a> {
    /// The guides.
    pub library: &'a Library,
    /// The theme.
    pub theme: &'a Theme,
    /// The files of the toolkit: pictures and logos are taken from them.
    pub sources: &'a Sources,
    /// The public address of the site, with its final `/`.
    pub base_url: Option<&'a str>,
}

/// The page views inside leaflets offer no leaflets.
static NONE: LazyLock<(Downloads, Kept)> = LazyLock::new(Default::default);

impl<'a> RenderInput<'a> {
    /// The public address is the toolkit's, unless the options give another.
    pub fn new(
        library: &'a Library,
        theme: &'a Theme,
        sources: &'a Sources,
        options: &'a BuildOptions,
    ) -> Self {
        let base_url = options.base_url.as_deref().or(library.toolkit.base_url.as_deref());
        Self { library, theme, sources, base_url }
    }

    /// What every view of a language is made from.
    pub fn page_builder(&self, language: Language) -> PageBuilder<'a> {
        let context = Arc::new(site_context::site_context(self.library, language, self.base_url));
        PageBuilder {
            library: self.library,
            language,
            context,
            base_url: self.base_url,
            bodies: body::body,
            downloads: &NONE.0,
            kept: &NONE.1,
        }
    }
}

/// Lists the leaflets of every guide in every language into which it is translated, without looking at texts: no task has a
/// key. This is cheap enough for a server to do after each save.
pub fn list(library: &Library) -> LeafletPlan {
    let mut leaflet_plan = LeafletPlan::default();
    for language in library.toolkit.languages.iter().copied() {
        let mut add = |address: String, leaflet| {
            let path = format!("site/{language}/{address}").into();
            leaflet_plan.tasks.insert(path, Task { kind: OutputKind::Leaflet(leaflet), key: None });
        };
        for guide in library.guides.iter().filter(|guide| guide.is_in(language)) {
            let formats = formats_in(library, guide, language);
            let Some(first) = formats.first() else { continue };
            for format in &formats {
                add(downloads::leaflet(&guide.slug, *format), Leaflet::new(&guide.slug, language, *format));
            }
            if formats.contains(&Format::Card) {
                let card = Leaflet::new(&guide.slug, language, Format::Card);
                add(downloads::picture(&guide.slug), Leaflet { sheet: Sheet::Picture, format: None, ..card });
            }
            let shown = if formats.contains(&Format::A4) { Format::A4 } else { *first };
            let shown = Leaflet::new(&guide.slug, language, shown);
            add(downloads::preview(&guide.slug), Leaflet { sheet: Sheet::Preview, format: None, ..shown });
        }
        for format in of_toolkit(library, language) {
            add(downloads::of_toolkit(format, language), Leaflet::of_toolkit(language, format));
        }
        if collected(library, language).len() > 1 {
            let all = Leaflet { guide: None, format: None, ..Leaflet::new("", language, Format::A4) };
            add(downloads::bundle(BundleKind::Pdf, language), all);
        }
    }
    leaflet_plan
}

/// The hash of everything that [`list`] looks at: while it is the same, the list is too.
pub fn outline(library: &Library) -> Fingerprint {
    let guides = library.guides.iter().map(|guide| {
        let languages: Vec<&Language> = guide.translations.keys().collect();
        let kind = guide.source.front_matter.kind;
        (&guide.slug, guide.source.language, languages, kind, formats(library, guide))
    });
    let languages = &library.toolkit.languages;
    let own: Vec<Vec<Format>> = languages.iter().map(|language| of_toolkit(library, *language)).collect();
    Fingerprint::of_value(&(languages, guides.collect::<Vec<_>>(), own))
}

/// The same list with keys.
pub fn leaflets(input: &RenderInput) -> LeafletPlan {
    let library = input.library;
    let mut leaflet_plan = list(library);
    let builders: BTreeMap<Language, PageBuilder> =
        library.toolkit.languages.iter().map(|language| (*language, input.page_builder(*language))).collect();
    // All layouts of a text with the same flow have the same view, so each view is hashed once.
    let mut fingerprints: BTreeMap<(Language, Option<String>, Flow), Option<Fingerprint>> = BTreeMap::new();
    for task in leaflet_plan.tasks.values_mut() {
        let OutputKind::Leaflet(leaflet) = &task.kind else { continue };
        let (language, flow) = (leaflet.language, leaflet.layout.flow);
        let builder = &builders[&language];
        let fingerprint = fingerprints
            .entry((language, leaflet.guide.clone(), flow))
            .or_insert_with(|| leaflet.words(builder, None).map(|view| view.fingerprint()));
        task.key = fingerprint.map(|fingerprint| leaflet.key(input.theme, fingerprint));
    }
    leaflet_plan
}
