//! The leaflets to make, and what pages may offer of them.

use std::collections::BTreeMap;

use super::{
    leaflet::Leaflet,
    task::{OutputKind, Task},
};
use crate::view::downloads::{self, Bundle, BundleKind, Downloads, Offered, Preview};
use trousseau_core::{
    manifest::{OutputPath, Printed},
    toolkit::format::{Layout, Sheet},
};
use trousseau_text::{Fingerprint, Language};

/// The leaflets of a toolkit.
#[derive(Clone, Debug, Default)]
pub struct LeafletPlan {
    /// How to make each of them, by its path below the output folder.
    pub tasks: BTreeMap<OutputPath, Task>,
    /// What pages may offer of them.
    pub downloads: Downloads,
}

impl LeafletPlan {
    /// The keys, for comparing with what was made.
    pub fn keys(&self) -> BTreeMap<OutputPath, Fingerprint> {
        self.tasks.iter().filter_map(|(path, task)| Some((path.clone(), task.key?))).collect()
    }

    /// Adds one file for each language with all of its leaflets, once they are there: `made` says which.
    pub fn bundle(&mut self, made: &dyn Fn(&str) -> bool) {
        let mut bundles: BTreeMap<Language, Vec<(OutputPath, Option<Fingerprint>)>> = BTreeMap::new();
        for (path, task) in &self.tasks {
            if let OutputKind::Leaflet(Leaflet { format: Some(_), language, .. }) = &task.kind
                && made(path)
            {
                bundles.entry(*language).or_default().push((path.clone(), task.key));
            }
        }
        for (language, files) in bundles.into_iter().filter(|(_, files)| files.len() > 1) {
            let names = Fingerprint::of_value(&files.iter().map(|(path, _)| path).collect::<Vec<_>>());
            let keys: Option<Vec<Fingerprint>> = files.iter().map(|(_, key)| *key).collect();
            let key = keys.map(|keys| Fingerprint::join(keys.iter().chain([&names])));
            let path = format!("site/{language}/{}", downloads::bundle(BundleKind::Zip, language)).into();
            let kind = OutputKind::Bundle(files.into_iter().map(|(path, _)| path).collect());
            self.tasks.insert(path, Task { kind, key });
        }
    }

    /// Says what pages may offer: with `printed` what is there and how large it is, without it all that could be made.
    pub fn offer(&mut self, printed: Option<&BTreeMap<OutputPath, Printed>>) {
        let mut downloads = Downloads::default();
        for (path, task) in &self.tasks {
            let known = printed.and_then(|printed| printed.get(path));
            if printed.is_some() && known.is_none() {
                continue;
            }
            let (pages, bytes) = (known.map(|known| known.pages), known.map(|known| known.bytes));
            let mut bundle = |kind, language| {
                let href = downloads::bundle(kind, language);
                downloads.bundles.entry(language).or_default().push(Bundle { href, kind, pages, bytes });
            };
            match &task.kind {
                OutputKind::Bundle(_) => {
                    let tag = path.split('/').nth(1).unwrap_or_default();
                    if let Some(language) = Language::find(tag) {
                        bundle(BundleKind::Zip, language);
                    }
                }
                OutputKind::Leaflet(leaflet) => match (&leaflet.guide, leaflet.format) {
                    (None, Some(format)) => {
                        let own = downloads.toolkit.entry(leaflet.language).or_default();
                        own.push(Offered { format, pages, bytes });
                    }
                    (None, None) => bundle(BundleKind::Pdf, leaflet.language),
                    (Some(slug), Some(format)) => {
                        let guide = downloads.guides.entry((leaflet.language, slug.clone())).or_default();
                        guide.push(Offered { format, pages, bytes });
                    }
                    (Some(slug), None) if leaflet.sheet == Sheet::Picture => {
                        downloads.pictures.insert((leaflet.language, slug.clone()), bytes);
                    }
                    (Some(slug), None) => {
                        let preview = preview(slug, leaflet.layout);
                        downloads.previews.insert((leaflet.language, slug.clone()), preview);
                    }
                },
                _ => {}
            }
        }
        let lists = downloads.guides.values_mut().chain(downloads.toolkit.values_mut());
        lists.for_each(|list| list.sort_by_key(|offered| offered.format));
        self.downloads = downloads;
    }
}

/// The height of the picture of a first page, in CSS pixels.
const PREVIEW: u32 = 340;

fn preview(slug: &str, layout: &Layout) -> Preview {
    let width = f64::from(PREVIEW) * layout.paper.width / layout.paper.height;
    Preview { src: downloads::preview(slug), width: width as u32, height: PREVIEW }
}
