//! Leaflets → bytes, before the pages that say how large they are. One layout serves several sheets.

use std::{
    collections::{BTreeMap, HashMap},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicUsize, Ordering},
};

use super::Pressed;
use crate::{
    diagnostic::{Diagnostic, Noted, Place},
    manifest::OutputPath,
    plan::{Leaflet, Rack, Recipe, leaflets::Shop},
    render::{
        bundle,
        leaflet::{Leaflets, Print},
    },
    text::Language,
    view::{leaflet::Layout, page::Desk},
};

/// A leaflet that is ready, or what must be mended first.
pub type Ready<'a> = &'a (dyn Fn(&OutputPath, Noted<Option<Print>>) + Sync);

/// Presses the leaflets among `make` and hands each over as soon as it is ready, from several threads at once.
///
/// Typst uses threads of its own inside a layout; plain threads around it, each with one layout, nest well with them.
pub fn all(rack: &Rack, make: &[OutputPath], shop: &Shop, ready: Ready) {
    let engine = Leaflets::new(shop.theme);
    let groups = groups(rack, make);
    let languages = groups.iter().map(|group| group[0].1.language);
    let desks: HashMap<Language, Desk> = languages.map(|language| (language, shop.desk(language))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            let desk = &desks[&group[0].1.language];
            // A panic is our own fault; it must not take the other leaflets with it.
            let pressed = catch_unwind(AssertUnwindSafe(|| press(group, desk, shop, &engine)));
            let pressed = pressed.unwrap_or_else(|_| group.iter().map(|(path, _)| panicked(path)).collect());
            for ((path, _), pressed) in group.iter().zip(pressed) {
                ready(path, pressed);
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(groups.len()).min(16);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
}

/// Leaflets of one layout.
type Group<'a> = Vec<(&'a OutputPath, &'a Leaflet)>;

fn groups<'a>(rack: &'a Rack, make: &'a [OutputPath]) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<(Language, &Option<String>, Layout), Group> = BTreeMap::new();
    for path in make {
        if let Some(Recipe::Leaflet(leaflet)) = rack.tasks.get(path).map(|task| &task.recipe) {
            let group = (leaflet.language, &leaflet.guide, leaflet.layout);
            groups.entry(group).or_default().push((path, leaflet));
        }
    }
    groups.into_values().collect()
}

fn press(group: &Group, desk: &Desk, shop: &Shop, engine: &Leaflets) -> Vec<Noted<Option<Print>>> {
    let Noted { value, mut notes } = group[0].1.view(desk, shop.sources);
    let mut pressed = match value {
        Some(view) => {
            let sheets: Vec<_> = group.iter().map(|(_, leaflet)| leaflet.sheet).collect();
            engine.press(&view, &sheets)
        }
        None => group.iter().map(|_| Noted::silent(None)).collect(),
    };
    pressed.iter_mut().take(1).for_each(|first| first.notes.append(&mut notes));
    pressed
}

fn panicked(path: &OutputPath) -> Noted<Option<Print>> {
    let note = Diagnostic::error("output/panic", Place::file(path)).with("page", path);
    Noted { value: None, notes: vec![note] }
}

/// Packs finished leaflets into one file; `read` gives the bytes of each.
pub fn bundle(of: &[OutputPath], read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Pressed {
    let file = |path: &OutputPath| {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Some((name, read(path)?))
    };
    let files: Option<Vec<_>> = of.iter().map(file).collect();
    Noted::silent(files.and_then(|files| bundle::zip(&files)))
}
