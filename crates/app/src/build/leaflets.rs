//! The leaflets of a build: generated before the pages, which tell their sizes.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use trousseau_core::{
    diagnostic::Diagnostic,
    manifest::{self, Manifest, OutputPath, Printed},
};
use trousseau_pdf::generate;

use crate::Progress;
use trousseau_io::output::{Output, Written};
use trousseau_site::plan::{self, LeafletPlan, OutputKind, leaflets::RenderInput};
use trousseau_text::Fingerprint;

/// The outcome for the leaflets of a build.
pub struct Made {
    /// All leaflets, and the downloads that pages offer: those that exist.
    pub rack: LeafletPlan,
    /// The sizes of those that exist.
    pub printed: BTreeMap<OutputPath, Printed>,
    /// Those that were generated this time, in order.
    pub paths: Vec<OutputPath>,
    /// The diagnostics about leaflets.
    pub diagnostics: Vec<Diagnostic>,
}

/// Generates the leaflets that changed, and their bundles; adds them to `before` and `old`. One that failed
/// is deleted with its older file.
///
/// `before` is the manifest of the last build, `old` the part of it that need not be made again.
pub fn make(
    shop: &RenderInput,
    before: &mut Manifest,
    old: &mut Manifest,
    output: &Output,
    progress: &dyn Progress,
) -> anyhow::Result<Made> {
    let mut diagnostics = Vec::new();
    let mut rack = plan::leaflets::leaflets(shop);
    let single = rack.tasks.len();
    rack.bundle(&|_| true);
    // A leaflet whose size is unknown cannot be offered, so it is made again.
    for path in rack.tasks.keys().filter(|path| !old.printed.contains_key(*path)) {
        old.made.remove(path);
    }
    let changes = manifest::changes(old, &rack.keys(), &|path| output.exists(path));
    if !changes.make.is_empty() {
        output.claim(before, &changes.make)?;
    }
    let count = AtomicUsize::new(0);
    let done = Mutex::new((BTreeMap::new(), Vec::new(), None));
    generate::all(&rack, &changes.make, shop, &|path, generated| {
        let written = generated.value.as_ref().map(|print| output.write(path, &print.bytes));
        // Diagnostics must be shown at each build until they are mended, so a leaflet with one gets no key and is made again.
        let key = rack.tasks.get(path).and_then(|task| task.key).filter(|_| generated.diagnostics.is_empty());
        let mut done = done.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        done.1.extend(generated.diagnostics);
        match (written.transpose(), generated.value) {
            (Ok(Some(Written::Refused(diagnostic))), _) => done.1.push(diagnostic),
            (Ok(_), Some(print)) => {
                let printed = Printed { bytes: print.bytes.len() as u64, pages: print.pages };
                done.0.insert(path.clone(), (printed, key));
            }
            (Ok(_), None) => {}
            (Err(error), _) => drop(done.2.get_or_insert(error)),
        }
        drop(done);
        progress.show(1 + count.fetch_add(1, Ordering::Relaxed), changes.make.len().min(single));
    });
    let (made, said, error) = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(error) = error {
        return Err(error);
    }
    diagnostics.extend(said);
    let mut printed: BTreeMap<OutputPath, Printed> =
        made.iter().map(|(path, (printed, _))| (path.clone(), *printed)).collect();
    let mut keys: BTreeMap<OutputPath, Option<Fingerprint>> =
        made.into_iter().map(|(path, (_, key))| (path, key)).collect();
    let known = changes.keep.iter().filter_map(|path| Some((path.clone(), *old.printed.get(path)?)));
    printed.extend(known.collect::<Vec<_>>());
    rack.tasks.retain(|_, task| !matches!(task.recipe, OutputKind::Bundle(_)));
    rack.bundle(&|path| printed.contains_key(path));
    for (path, task) in &rack.tasks {
        let OutputKind::Bundle(of) = &task.recipe else { continue };
        let known = old.printed.get(path).filter(|_| old.made.get(path) == Some(&task.key));
        if let Some(known) = known.filter(|_| output.exists(path)) {
            printed.insert(path.clone(), *known);
            continue;
        }
        printed.remove(path);
        let Some(bytes) = generate::bundle(of, &|path| output.read(path)).collect_into(&mut diagnostics)
        else {
            continue;
        };
        match output.write(path, &bytes)? {
            Written::Refused(diagnostic) => diagnostics.push(diagnostic),
            Written::Changed | Written::Same => {
                printed.insert(path.clone(), Printed { bytes: bytes.len() as u64, pages: 0 });
                keys.insert(path.clone(), task.key);
            }
        }
    }
    for path in rack.tasks.keys().filter(|path| !printed.contains_key(*path)) {
        // No page links to it any more, but readers who kept its address would still get outdated figures.
        output.remove(path)?;
        before.made.remove(path);
        old.made.remove(path);
    }
    before.made.extend(keys.clone());
    old.made.extend(keys.clone());
    rack.offer(Some(&printed));
    let paths = keys.into_keys().collect();
    Ok(Made { rack, printed, paths, diagnostics })
}
