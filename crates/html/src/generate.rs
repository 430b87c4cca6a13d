//! Generates outputs: tasks → bytes, on all cores.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use crate::{Renderer, calendar, code, compress, font, kept, search, site_files};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    manifest::OutputPath,
    picture,
};
use trousseau_site::plan::{OutputKind, Packing, Plan};
use trousseau_theme::Theme;

/// The bytes of an output; `None`, with diagnostics, when it cannot be made.
pub type Generated = WithDiagnostics<Option<Vec<u8>>>;

/// Generates the outputs of `make` on several threads, and calls `ready` from these threads as soon as each is done.
pub fn all(plan: &Plan, make: &[OutputPath], theme: &Theme, ready: &(dyn Fn(&OutputPath, Generated) + Sync)) {
    let renderer = Renderer::new(theme, &plan.contexts);
    let groups = groups(plan, make);
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((path, wanted)) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            group(plan, &renderer, path, wanted, ready);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(groups.len()).min(16);
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
}

/// Generates one output, for a server; `None` when the plan has no such output.
pub fn one(plan: &Plan, path: &str, theme: &Theme) -> Option<Generated> {
    let (path, _) = plan.tasks.get_key_value(path)?;
    let made = Mutex::new(None);
    all(plan, std::slice::from_ref(path), theme, &|_, generated| {
        made.lock().unwrap_or_else(PoisonError::into_inner).replace(generated);
    });
    made.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// What is to be made of one task: the file itself, its compressed copies, or both.
#[derive(Default)]
struct Wanted {
    itself: bool,
    packed: Vec<(OutputPath, Packing)>,
}

/// Groups outputs with their compressed copies, so that each page is rendered once.
fn groups(plan: &Plan, make: &[OutputPath]) -> Vec<(OutputPath, Wanted)> {
    let mut groups: BTreeMap<OutputPath, Wanted> = BTreeMap::new();
    for path in make {
        match plan.tasks.get(path).map(|task| &task.kind) {
            Some(OutputKind::Packed(of, packing)) => {
                groups.entry(of.clone()).or_default().packed.push((path.clone(), *packing));
            }
            Some(_) => groups.entry(path.clone()).or_default().itself = true,
            None => {}
        }
    }
    groups.into_iter().collect()
}

fn group(
    plan: &Plan,
    renderer: &Renderer,
    path: &OutputPath,
    wanted: &Wanted,
    ready: &(dyn Fn(&OutputPath, Generated) + Sync),
) {
    let Some(task) = plan.tasks.get(path) else { return };
    // A panic is a bug of ours: it is reported for this page, and the others are still made.
    let generated =
        catch_unwind(AssertUnwindSafe(|| generate(plan, &task.kind, renderer))).unwrap_or_else(|_| {
            let diagnostic = Diagnostic::new(rule::output::PANIC, Place::file(path)).with("page", path);
            WithDiagnostics { value: None, diagnostics: vec![diagnostic] }
        });
    for (beside, packing) in &wanted.packed {
        let bytes = generated.value.as_ref().map(|bytes| match packing {
            Packing::Gzip => compress::gzip(bytes),
            Packing::Brotli => compress::brotli(bytes),
        });
        ready(beside, WithDiagnostics::silent(bytes));
    }
    if wanted.itself {
        ready(path, generated);
    }
}

/// Generates the bytes of one task.
fn generate(plan: &Plan, kind: &OutputKind, renderer: &Renderer) -> Generated {
    let text = |text: String| WithDiagnostics::silent(Some(text.into_bytes()));
    match kind {
        OutputKind::Page(subject) => renderer.page(&plan.page(*subject)),
        OutputKind::Feed(language) => text(site_files::feed(&plan.feed(*language))),
        OutputKind::Search(language) => {
            text(search::first(&plan.search(*language), renderer.theme().strings(*language)))
        }
        OutputKind::SearchTexts(language) => text(search::texts(&plan.search_texts(*language))),
        OutputKind::Kept(language) => kept::file(plan, *language, renderer),
        OutputKind::Worker(language) => {
            let view = plan.worker(*language);
            text(site_files::worker(view.as_ref(), &renderer.theme().worker_script()))
        }
        OutputKind::SiteMap => text(site_files::site_map(&plan.site_map())),
        OutputKind::Robots(view) => text(site_files::robots(view)),
        OutputKind::StyleSheet(language) => text(renderer.style_sheet(*language)),
        OutputKind::WebManifest(view) => text(site_files::web_manifest(view, renderer.theme())),
        OutputKind::Headers(view) => text(site_files::headers(view, &renderer.policy_for_all(&view.root))),
        OutputKind::Code(address) => text(code::code(address).unwrap_or_default()),
        OutputKind::Calendar(view) => text(calendar::day(view, renderer.theme())),
        OutputKind::Font(font) => font::font(font),
        OutputKind::Copy(bytes) => WithDiagnostics::silent(Some(bytes.to_vec())),
        OutputKind::Picture(source, width) => match picture::variant(&source.bytes, *width) {
            Ok(bytes) => WithDiagnostics::silent(Some(bytes)),
            Err(fault) => {
                let diagnostic =
                    Diagnostic::new(fault.rule(), Place::file(&source.path)).with("problem", fault);
                WithDiagnostics { value: None, diagnostics: vec![diagnostic] }
            }
        },
        // Compressed copies are made with the file itself, leaflets and their bundles before all pages.
        OutputKind::Packed(..) | OutputKind::Leaflet(_) | OutputKind::Bundle(_) => {
            WithDiagnostics::silent(None)
        }
    }
}
