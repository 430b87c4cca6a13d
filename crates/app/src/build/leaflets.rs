//! The leaflets of a build: generated before the pages, which tell their sizes.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
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
    pub leaflets: LeafletPlan,
    /// The sizes of those that exist.
    pub printed: BTreeMap<OutputPath, Printed>,
    /// Those that were generated this time, in order.
    pub paths: Vec<OutputPath>,
    /// The keys of those that are finished and yet have something to say: no plan has them, so that they are made again.
    pub again: BTreeMap<OutputPath, Fingerprint>,
    /// The diagnostics about leaflets.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was generated: each file with its size and key, what there is to say, and the first failure of the disk.
#[derive(Default)]
struct Done {
    files: BTreeMap<OutputPath, (Printed, Option<Fingerprint>)>,
    diagnostics: Vec<Diagnostic>,
    error: Option<anyhow::Error>,
}

/// Generates the leaflets that changed, and their bundles; adds them to `before` and `old`. One that failed
/// is deleted with its older file.
///
/// `before` is the manifest of the last build, `old` the part of it that need not be made again.
pub fn make(
    input: &RenderInput,
    before: &mut Manifest,
    old: &mut Manifest,
    output: &Output,
    progress: &dyn Progress,
) -> anyhow::Result<Made> {
    let mut leaflets = plan::leaflets::leaflets(input);
    let single = leaflets.tasks.len();
    leaflets.bundle(&|_| true);
    // A leaflet whose size is unknown cannot be offered, so it is made again.
    for path in leaflets.tasks.keys().filter(|path| !old.printed.contains_key(*path)) {
        old.made.remove(path);
    }
    let changes = manifest::changes(old, &leaflets.keys(), &|path| output.is_whole(path));
    if !changes.make.is_empty() {
        output.claim(before, &changes.make)?;
    }
    let shown = &|number| progress.show(number, changes.make.len().min(single));
    let mut done = generate_all(&leaflets, &changes.make, input, output, shown)?;
    let known = changes.keep.iter().filter_map(|path| Some((path, old.printed.get(path)?)));
    let mut printed: BTreeMap<OutputPath, Printed> =
        known.map(|(path, printed)| (path.clone(), *printed)).collect();
    printed.extend(done.files.iter().map(|(path, (printed, _))| (path.clone(), *printed)));
    leaflets.tasks.retain(|_, task| !matches!(task.kind, OutputKind::Bundle(_)));
    leaflets.bundle(&|path| printed.contains_key(path));
    bundle_all(&leaflets, old, output, &mut printed, &mut done)?;
    for path in leaflets.tasks.keys().filter(|path| !printed.contains_key(*path)) {
        // No page links to it any more, but readers who kept its address would still get outdated figures.
        output.remove(path)?;
        before.made.remove(path);
        old.made.remove(path);
    }
    let keys = || done.files.iter().map(|(path, (_, key))| (path.clone(), *key));
    before.made.extend(keys());
    old.made.extend(keys());
    before.printed.extend(printed.iter().map(|(path, printed)| (path.clone(), *printed)));
    leaflets.offer(Some(&printed));
    let planned = |path: &OutputPath| leaflets.tasks.get(path).and_then(|task| task.key);
    let is_other = |(path, (_, key)): &(&OutputPath, &(Printed, Option<Fingerprint>))| planned(path) != *key;
    let again = done.files.iter().filter(is_other);
    let again = again.filter_map(|(path, (_, key))| Some((path.clone(), (*key)?))).collect();
    let paths = done.files.into_keys().collect();
    Ok(Made { leaflets, printed, paths, again, diagnostics: done.diagnostics })
}

/// Generates and writes leaflets on all cores; `shown` gets the number of those that are finished.
fn generate_all(
    leaflets: &LeafletPlan,
    make: &[OutputPath],
    input: &RenderInput,
    output: &Output,
    shown: &(dyn Fn(usize) + Sync),
) -> anyhow::Result<Done> {
    let count = AtomicUsize::new(0);
    let done = Mutex::new(Done::default());
    generate::all(leaflets, make, input, &|path, generated| {
        let written = generated.value.as_ref().map(|print| output.write(path, &print.bytes));
        // A diagnostic is to come back until it is mended: under a key that no plan has, the leaflet is made again, and yet is finished.
        let key = leaflets.tasks.get(path).and_then(|task| task.key);
        let is_silent = generated.diagnostics.is_empty();
        let key = key.map(|key| if is_silent { key } else { Fingerprint::join([&key]) });
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        done.diagnostics.extend(generated.diagnostics);
        match (written.transpose(), generated.value) {
            (Ok(Some(Written::Refused(diagnostic))), _) => done.diagnostics.push(diagnostic),
            (Ok(_), Some(print)) => {
                let printed = Printed { bytes: print.bytes.len() as u64, pages: print.pages };
                done.files.insert(path.clone(), (printed, key));
            }
            (Ok(_), None) => {}
            (Err(error), _) => drop(done.error.get_or_insert(error)),
        }
        drop(done);
        shown(1 + count.fetch_add(1, Ordering::Relaxed));
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.error.take().map_or(Ok(done), Err)
}

/// Packs the leaflets of each language in one file, where they have changed.
fn bundle_all(
    leaflets: &LeafletPlan,
    old: &Manifest,
    output: &Output,
    printed: &mut BTreeMap<OutputPath, Printed>,
    done: &mut Done,
) -> anyhow::Result<()> {
    for (path, task) in &leaflets.tasks {
        let OutputKind::Bundle(of) = &task.kind else { continue };
        let known = old.printed.get(path).filter(|_| old.made.get(path) == Some(&task.key));
        if let Some(known) = known.filter(|_| output.is_whole(path)) {
            printed.insert(path.clone(), *known);
            continue;
        }
        printed.remove(path);
        let bundle = generate::bundle(of, &|path| output.read(path));
        let Some(bytes) = bundle.collect_into(&mut done.diagnostics) else { continue };
        match output.write(path, &bytes)? {
            Written::Refused(diagnostic) => done.diagnostics.push(diagnostic),
            Written::Changed | Written::Same => {
                let size = Printed { bytes: bytes.len() as u64, pages: 0 };
                printed.insert(path.clone(), size);
                done.files.insert(path.clone(), (size, task.key));
            }
        }
    }
    Ok(())
}
