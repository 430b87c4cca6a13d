//! Leaflets → bytes, before the pages that say how large they are. One layout serves several sheets.

use std::{
    collections::{BTreeMap, HashMap},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicUsize, Ordering},
};
use trousseau_core::diagnostic::rule;

use crate::{
    bundle,
    leaflet::{Fit, Leaflets, Print},
};
use trousseau_core::{
    diagnostic::{Diagnostic, Noted, Place, Severity},
    manifest::OutputPath,
    toolkit::format::Sheet,
};
use trousseau_html::generate::Pressed;
use trousseau_site::{
    plan::{Leaflet, Rack, Recipe, leaflets::Shop},
    view::{
        Desk,
        leaflet::{LeafletView, Part},
    },
};
use trousseau_text::Language;

/// A leaflet that is ready, or what must be mended first.
pub type Ready<'a> = &'a (dyn Fn(&OutputPath, Noted<Option<Print>>) + Sync);

/// Presses the leaflets among `make` and hands each over as soon as it is ready, from several threads at once.
pub fn all(rack: &Rack, make: &[OutputPath], shop: &Shop, ready: Ready) {
    let engine = Leaflets::new(shop.theme);
    each(rack, make, shop, &|view, sheets| press(&engine, view, sheets), ready);
}

/// Presses one leaflet at once, with an engine that a long-lived process keeps.
pub fn one(leaflet: &Leaflet, shop: &Shop, engine: &Leaflets) -> Noted<Option<Print>> {
    let made = || {
        let mut notes = Vec::new();
        let view = leaflet.view(&shop.desk(leaflet.language), shop.sources).tell(&mut notes);
        let pressed = view.and_then(|view| press(engine, &view, &[leaflet.sheet]).pop());
        let value = pressed.and_then(|pressed| pressed.tell(&mut notes));
        Noted { value, notes }
    };
    // A panic is our own fault; it must not take the process with it, and somebody must hear of it.
    let name = leaflet.guide.as_deref().unwrap_or_default();
    catch_unwind(AssertUnwindSafe(made))
        .unwrap_or_else(|_| Noted { value: None, notes: vec![panicked(&name.into())] })
}

/// A guide that cannot be printed does not take all the others with it: the collection of its language is made without it.
fn press(engine: &Leaflets, view: &LeafletView, sheets: &[Sheet]) -> Vec<Noted<Option<Print>>> {
    let made = engine.press(view, sheets);
    if view.parts.len() < 2 || made.iter().all(|one| one.value.is_some()) {
        return made;
    }
    let frame = LeafletView { parts: Vec::new(), ..view.clone() };
    let with = |parts| LeafletView { parts, ..frame.clone() };
    // What is wrong may stand in another file, such as the glossary: only a look at each guide tells which have it.
    let sound = |part: &&Part| {
        let alone = engine.fit(&with(vec![Part::clone(part)]));
        alone.notes.iter().all(|note| note.severity != Severity::Error)
    };
    let parts: Vec<Part> = view.parts.iter().filter(sound).cloned().collect();
    if parts.len() < 2 || parts.len() == view.parts.len() {
        return made;
    }
    let less = engine.press(&with(parts), sheets);
    // What is wrong is said once: the second time only the sound ones were looked at.
    less.into_iter().zip(made).map(|(less, made)| Noted { notes: made.notes, ..less }).collect()
}

/// Says how the leaflets among `make` fit their paper; nothing is made.
pub fn fit(
    rack: &Rack,
    make: &[OutputPath],
    shop: &Shop,
    engine: &Leaflets,
    ready: &(dyn Fn(&OutputPath, Noted<Option<Fit>>) + Sync),
) {
    each(rack, make, shop, &|view, sheets| vec![engine.fit(view); sheets.len()], ready);
}

/// What is done with one layout, for each of its sheets.
type Act<'a, T> = &'a (dyn Fn(&LeafletView, &[Sheet]) -> Vec<Noted<Option<T>>> + Sync);

/// Typst uses threads of its own inside a layout; plain threads around it, each with one layout, nest well with them.
fn each<T>(
    rack: &Rack,
    make: &[OutputPath],
    shop: &Shop,
    act: Act<T>,
    ready: &(dyn Fn(&OutputPath, Noted<Option<T>>) + Sync),
) {
    let groups = groups(rack, make);
    let languages = groups.iter().map(|group| group[0].1.language);
    let desks: HashMap<Language, Desk> = languages.map(|language| (language, shop.desk(language))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            let desk = &desks[&group[0].1.language];
            let one = || {
                let Noted { value, notes } = group[0].1.view(desk, shop.sources);
                let sheets: Vec<Sheet> = group.iter().map(|(_, leaflet)| leaflet.sheet).collect();
                let made = value.map(|view| act(&view, &sheets)).unwrap_or_default();
                (made, notes)
            };
            // A panic is our own fault; it must not take the other leaflets with it.
            let made = catch_unwind(AssertUnwindSafe(one));
            let (made, mut notes) = made.unwrap_or_else(|_| (Vec::new(), vec![panicked(group[0].0)]));
            let mut made = made.into_iter();
            for (path, _) in group {
                let mut noted = made.next().unwrap_or(Noted::silent(None));
                noted.notes.append(&mut notes);
                ready(path, noted);
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
    let mut groups: BTreeMap<(Language, &Option<String>, &str), Group> = BTreeMap::new();
    for path in make {
        if let Some(Recipe::Leaflet(leaflet)) = rack.tasks.get(path).map(|task| &task.recipe) {
            let group = (leaflet.language, &leaflet.guide, leaflet.layout.name);
            groups.entry(group).or_default().push((path, leaflet));
        }
    }
    groups.into_values().collect()
}

fn panicked(path: &OutputPath) -> Diagnostic {
    Diagnostic::new(rule::output::PANIC, Place::file(path)).with("page", path)
}

/// Packs finished leaflets into one file; `read` gives the bytes of each.
pub fn bundle(of: &[OutputPath], read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Pressed {
    let file = |path: &OutputPath| {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Some((name, read(path)?))
    };
    Noted::silent(bundle::zip(of.iter().map(file)))
}
