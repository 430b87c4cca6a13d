//! Generates leaflets when a browser asks for them, one after the other, and caches them.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::state::{Output, Planned, Snapshot, lock};
use trousseau_core::{diagnostic::Diagnostic, library::Library, manifest::OutputPath};
use trousseau_pdf::{
    generate,
    leaflet::{Fit, Kit, Leaflets},
};
use trousseau_site::plan::{
    BuildOptions, Leaflet, LeafletPlan, OutputKind, Task,
    leaflets::{RenderInput, list, outline},
};
use trousseau_text::Fingerprint;

/// The most bytes of cached leaflets; beyond, the cache is emptied.
const MOST_BYTES: usize = 48 << 20;

/// The most cached leaflets, and the most cached measures.
const MOST: usize = 1000;

/// The most leaflets whose diagnostics are remembered.
const MOST_TROUBLED: usize = 100;

/// Generates leaflets on demand.
#[derive(Default)]
pub struct Printer {
    /// The fonts and templates, with the hash of the theme files that they were read from.
    kit: Mutex<(Option<Fingerprint>, Kit)>,
    /// Held while a leaflet is generated: one at a time, so that pages still get a processor.
    generating: Mutex<()>,
    /// Generated leaflets by key, each with the number of the project it was made from.
    kept: Mutex<HashMap<Fingerprint, (u64, Output)>>,
    troubled: Mutex<Vec<Troubled>>,
    /// Counts the changes of the diagnostics of leaflets.
    said: AtomicU64,
    fits: Mutex<HashMap<Fingerprint, Option<Fit>>>,
    /// The list of all leaflets, with the hash of the outline from which it was made.
    list: Mutex<Option<(Fingerprint, Arc<LeafletPlan>)>>,
}

/// A leaflet that had diagnostics when it was last generated.
struct Troubled {
    leaflet: Leaflet,
    /// The number of the project it was made from.
    made: u64,
    diagnostics: Arc<Vec<Diagnostic>>,
}

impl Printer {
    /// The options of a plan in the server: every leaflet is offered and none is made. The list is reused while it would be
    /// the same.
    pub fn offered(&self, library: &Library) -> BuildOptions {
        let outline = outline(library);
        let mut kept = lock(&self.list);
        let known = kept.take().filter(|(of, _)| *of == outline);
        let (_, leaflet_plan) = kept.insert(known.unwrap_or_else(|| (outline, listed(library))));
        BuildOptions { leaflets: Some(leaflet_plan.clone()), ..BuildOptions::default() }
    }

    /// A leaflet; without bytes when it cannot be made, and `None` when its guide is not translated into its language.
    pub fn leaflet(&self, snapshot: &Snapshot, leaflet: &Leaflet) -> Option<Output> {
        let made = snapshot.made.as_ref()?;
        let output = self.ready(made, leaflet);
        self.remember(leaflet, made.number, output.as_ref().map(|output| output.diagnostics.clone()));
        output
    }

    fn ready(&self, made: &Planned, leaflet: &Leaflet) -> Option<Output> {
        let options = BuildOptions::default();
        let input = input(made, &options);
        let key = key(made, &input, leaflet)?;
        // Diagnostics hold places, which may have moved although the leaflet is the same: then it is generated again.
        let good =
            |(number, output): &&(u64, Output)| output.diagnostics.is_empty() || *number == made.number;
        let known = || lock(&self.kept).get(&key).filter(good).map(|(_, output)| output.clone());
        if let Some(output) = known() {
            return Some(output);
        }
        let _turn = lock(&self.generating);
        // While this request waited for its turn, another one may have generated the same leaflet.
        if let Some(output) = known() {
            return Some(output);
        }
        let generated = generate::one(leaflet, &input, &Leaflets::with(input.theme, self.kit(made)));
        let bytes: Option<Arc<[u8]>> = generated.value.map(|print| print.bytes.into());
        let etag = bytes.as_deref().map_or(key, Fingerprint::of);
        let output = Output { bytes, old: false, diagnostics: Arc::new(generated.diagnostics), etag };
        let mut kept = lock(&self.kept);
        let weight = |output: &Output| output.bytes.as_ref().map_or(0, |bytes| bytes.len());
        if kept.len() >= MOST
            || kept.values().map(|kept| &kept.1).chain([&output]).map(weight).sum::<usize>() > MOST_BYTES
        {
            kept.clear();
        }
        kept.insert(key, (made.number, output.clone()));
        Some(output)
    }

    /// The diagnostics of all leaflets, from the last time each was generated.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        lock(&self.troubled).iter().flat_map(|one| one.diagnostics.iter().cloned()).collect()
    }

    /// Whether a leaflet of this guide has diagnostics.
    pub fn is_troubled(&self, slug: &str) -> bool {
        lock(&self.troubled).iter().any(|one| one.leaflet.guide.as_deref() == Some(slug))
    }

    /// A number that changes with these diagnostics.
    pub fn said(&self) -> u64 {
        self.said.load(Ordering::Acquire)
    }

    fn remember(&self, leaflet: &Leaflet, number: u64, diagnostics: Option<Arc<Vec<Diagnostic>>>) {
        let mut troubled = lock(&self.troubled);
        let at = troubled.iter().position(|one| one.leaflet == *leaflet);
        let before = at.map(|at| troubled.remove(at).diagnostics).unwrap_or_default();
        let diagnostics = diagnostics.unwrap_or_default();
        if diagnostics != before {
            self.said.fetch_add(1, Ordering::AcqRel);
        }
        if !diagnostics.is_empty() {
            if troubled.len() >= MOST_TROUBLED {
                troubled.remove(0);
            }
            troubled.push(Troubled { leaflet: leaflet.clone(), made: number, diagnostics });
        }
    }

    /// The leaflets whose diagnostics come from an older project than this.
    pub fn to_see_again(&self, number: u64) -> Vec<Leaflet> {
        let troubled = lock(&self.troubled);
        troubled.iter().filter(|one| one.made != number).map(|one| one.leaflet.clone()).collect()
    }

    /// The leaflets of a language in one file: those that could be made, as in a build.
    pub fn bundle(&self, snapshot: &Snapshot, of: &[OutputPath]) -> Option<Output> {
        let made = snapshot.made.as_ref()?;
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let mut files: BTreeMap<OutputPath, Arc<[u8]>> = BTreeMap::new();
        for path in of {
            if let Some(OutputKind::Leaflet(leaflet)) = made.plan.tasks.get(path).map(|task| &task.kind)
                && let Some(output) = self.leaflet(snapshot, leaflet)
            {
                diagnostics.extend(output.diagnostics.iter().cloned());
                files.extend(output.bytes.map(|bytes| (path.clone(), bytes)));
            }
        }
        let there: Vec<OutputPath> = files.keys().cloned().collect();
        let read = |path: &str| files.get(path).map(|bytes| bytes.to_vec());
        let zip = generate::bundle(&there, &read).collect_into(&mut diagnostics);
        let bytes: Option<Arc<[u8]>> = zip.filter(|_| !there.is_empty()).map(Into::into);
        let etag = Fingerprint::of(bytes.as_deref().unwrap_or_default());
        Some(Output { bytes, old: false, diagnostics: Arc::new(diagnostics), etag })
    }

    /// How leaflets fit their paper, in order; `None` where one cannot be laid out.
    pub fn fits(&self, snapshot: &Snapshot, leaflets: &[Leaflet]) -> Vec<Option<Fit>> {
        let Some(made) = &snapshot.made else { return vec![None; leaflets.len()] };
        let options = BuildOptions::default();
        let input = input(made, &options);
        let keys: Vec<Option<Fingerprint>> =
            leaflets.iter().map(|leaflet| key(made, &input, leaflet)).collect();
        let _turn = lock(&self.generating);
        let mut leaflet_plan = LeafletPlan::default();
        {
            let mut fits = lock(&self.fits);
            if fits.len() >= MOST {
                fits.clear();
            }
            for (leaflet, key) in leaflets.iter().zip(&keys) {
                if let Some(key) = key.filter(|key| !fits.contains_key(key)) {
                    let task = Task { kind: OutputKind::Leaflet(leaflet.clone()), key: Some(key) };
                    leaflet_plan.tasks.insert(key.to_string().into(), task);
                }
            }
        }
        let make: Vec<OutputPath> = leaflet_plan.tasks.keys().cloned().collect();
        let engine = Leaflets::with(input.theme, self.kit(made));
        generate::fit(&leaflet_plan, &make, &input, &engine, &|path, fit| {
            if let Some(key) = leaflet_plan.tasks.get(path).and_then(|task| task.key) {
                lock(&self.fits).insert(key, fit.value);
            }
        });
        let fits = lock(&self.fits);
        keys.iter().map(|key| fits.get(key.as_ref()?).copied().flatten()).collect()
    }

    /// The fonts and templates; read again when the theme's files have changed.
    fn kit(&self, made: &Planned) -> Kit {
        let mut kit = lock(&self.kit);
        if kit.0 != Some(made.theme.paper) {
            *kit = (Some(made.theme.paper), Kit::default());
        }
        kit.1.clone()
    }
}

fn listed(library: &Library) -> Arc<LeafletPlan> {
    let mut leaflet_plan = list(library);
    leaflet_plan.bundle(&|_| true);
    leaflet_plan.offer(None);
    Arc::new(leaflet_plan)
}

fn input<'a>(made: &'a Planned, options: &'a BuildOptions) -> RenderInput<'a> {
    RenderInput::new(&made.library, &made.theme, &made.sources, options)
}

/// The key of a leaflet; `None` when its guide is not translated into its language.
fn key(made: &Planned, input: &RenderInput, leaflet: &Leaflet) -> Option<Fingerprint> {
    let view = leaflet.view(&input.page_builder(leaflet.language), input.sources).value?;
    Some(leaflet.key(&made.theme, view.fingerprint()))
}
