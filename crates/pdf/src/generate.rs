//! Generates leaflets, before the pages that tell their sizes. One layout serves several sheets.

use std::{
    collections::{BTreeMap, HashMap},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::{
    bundle,
    leaflet::{Fit, Leaflets, Print, aimed},
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Severity, WithDiagnostics, rule},
    manifest::OutputPath,
    toolkit::format::Sheet,
};
use trousseau_html::generate::Generated;
use trousseau_site::{
    plan::{Leaflet, LeafletPlan, OutputKind, leaflets::RenderInput},
    view::{
        PageBuilder,
        leaflet::{LeafletView, Part},
    },
};
use trousseau_text::Language;

/// Called from several threads for each leaflet: its file, or `None` with diagnostics.
pub type Ready<'a> = &'a (dyn Fn(&OutputPath, WithDiagnostics<Option<Print>>) + Sync);

/// Generates the leaflets among `make` on several threads, and calls `ready` as soon as each is done.
pub fn all(leaflet_plan: &LeafletPlan, make: &[OutputPath], input: &RenderInput, ready: Ready) {
    let engine = Leaflets::new(input.theme);
    each(leaflet_plan, make, input, &|view, sheets| generate(&engine, view, sheets), ready);
}

/// Generates one leaflet, with an engine that a server keeps.
pub fn one(leaflet: &Leaflet, input: &RenderInput, engine: &Leaflets) -> WithDiagnostics<Option<Print>> {
    let made = || {
        let mut diagnostics = Vec::new();
        let view =
            leaflet.view(&input.page_builder(leaflet.language), input.sources).collect_into(&mut diagnostics);
        let generated = view.and_then(|view| generate(engine, &view, &[leaflet.sheet]).pop());
        let value = generated.and_then(|generated| generated.collect_into(&mut diagnostics));
        WithDiagnostics { value, diagnostics: aimed(diagnostics, input.sources) }
    };
    // A panic is a bug of ours (or of Typst): it becomes a diagnostic, and the server goes on.
    let name = leaflet.guide.as_deref().unwrap_or_default();
    catch_unwind(AssertUnwindSafe(made))
        .unwrap_or_else(|_| WithDiagnostics { value: None, diagnostics: vec![panicked(&name.into())] })
}

/// Generates the sheets of one layout. If the document with all guides of a language fails, it is made again without those
/// guides that fail alone.
fn generate(engine: &Leaflets, view: &LeafletView, sheets: &[Sheet]) -> Vec<WithDiagnostics<Option<Print>>> {
    let made = engine.generate(view, sheets);
    if view.parts.len() < 2 || made.iter().all(|one| one.value.is_some()) {
        return made;
    }
    let frame = LeafletView { parts: Vec::new(), ..view.clone() };
    let with = |parts| LeafletView { parts, ..frame.clone() };
    // The fault may be in another file, such as the glossary, so each guide is tried alone to find those that have it.
    let sound = |part: &&Part| {
        let alone = engine.fit(&with(vec![Part::clone(part)]));
        alone.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error)
    };
    let parts: Vec<Part> = view.parts.iter().filter(sound).cloned().collect();
    if parts.len() < 2 || parts.len() == view.parts.len() {
        return made;
    }
    let less = engine.generate(&with(parts), sheets);
    // The diagnostics are those of the first attempt: the second one saw only guides without faults.
    less.into_iter()
        .zip(made)
        .map(|(less, made)| WithDiagnostics { diagnostics: made.diagnostics, ..less })
        .collect()
}

/// Measures how the leaflets among `make` fit their paper, without making files.
pub fn fit(
    leaflet_plan: &LeafletPlan,
    make: &[OutputPath],
    input: &RenderInput,
    engine: &Leaflets,
    ready: &(dyn Fn(&OutputPath, WithDiagnostics<Option<Fit>>) + Sync),
) {
    each(leaflet_plan, make, input, &|view, sheets| vec![engine.fit(view); sheets.len()], ready);
}

/// What to do with one layout; gives one result for each of its sheets.
type Act<'a, T> = &'a (dyn Fn(&LeafletView, &[Sheet]) -> Vec<WithDiagnostics<Option<T>>> + Sync);

/// Does something with each layout, on plain threads: Typst uses a thread pool of its own inside a layout, and two nested
/// pools block each other.
fn each<T>(
    leaflet_plan: &LeafletPlan,
    make: &[OutputPath],
    input: &RenderInput,
    act: Act<T>,
    ready: &(dyn Fn(&OutputPath, WithDiagnostics<Option<T>>) + Sync),
) {
    let groups = groups(leaflet_plan, make);
    let languages = groups.iter().map(|group| group[0].1.language);
    let builders: HashMap<Language, PageBuilder> =
        languages.map(|language| (language, input.page_builder(language))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            let builder = &builders[&group[0].1.language];
            let one = || {
                let WithDiagnostics { value, diagnostics } = group[0].1.view(builder, input.sources);
                let sheets: Vec<Sheet> = group.iter().map(|(_, leaflet)| leaflet.sheet).collect();
                let made = value.map(|view| act(&view, &sheets)).unwrap_or_default();
                (made, diagnostics)
            };
            // A panic is a bug of ours (or of Typst): it becomes a diagnostic, and the other leaflets are still made.
            let made = catch_unwind(AssertUnwindSafe(one));
            let (made, mut diagnostics) = made.unwrap_or_else(|_| (Vec::new(), vec![panicked(group[0].0)]));
            let mut made = made.into_iter();
            for (path, _) in group {
                let mut noted = made.next().unwrap_or(WithDiagnostics::silent(None));
                noted.diagnostics.append(&mut diagnostics);
                noted.diagnostics = aimed(noted.diagnostics, input.sources);
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

/// The leaflets that share one layout.
type Group<'a> = Vec<(&'a OutputPath, &'a Leaflet)>;

fn groups<'a>(leaflet_plan: &'a LeafletPlan, make: &'a [OutputPath]) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<(Language, &Option<String>, &str), Group> = BTreeMap::new();
    for path in make {
        if let Some(OutputKind::Leaflet(leaflet)) = leaflet_plan.tasks.get(path).map(|task| &task.kind) {
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
pub fn bundle(of: &[OutputPath], read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Generated {
    let file = |path: &OutputPath| {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Some((name, read(path)?))
    };
    WithDiagnostics::silent(bundle::zip(of.iter().map(file)))
}
