//! What readers keep: the file of each language, made before the pages that tell its size; and the site in one file for USB keys,
//! packed after all pages but the one that tells its size.

use std::collections::{BTreeMap, BTreeSet};

use trousseau_core::{
    diagnostic::Diagnostic,
    manifest::{self, Manifest, OutputPath, Printed},
};
use trousseau_html::kept::copy;
use trousseau_io::output::Written;
use trousseau_pdf::bundle;
use trousseau_site::{
    plan::{OutputKind, PageId, Plan, kept},
    view::kept::stem,
};
use trousseau_text::{Fingerprint, Language};

use super::Site;

/// The keys of all outputs.
type Keys = BTreeMap<OutputPath, Fingerprint>;

/// The sizes of what pages offer.
type Sizes = BTreeMap<OutputPath, Printed>;

/// What was made of what readers keep.
#[derive(Default)]
pub(super) struct Made {
    /// The files that were made and finished this time.
    pub(super) finished: Vec<OutputPath>,
    /// All that were tried this time, finished or not: nothing more is to be done for them in this build.
    pub(super) tried: BTreeSet<OutputPath>,
    /// The diagnostics about them.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Site<'_> {
    /// Makes the file of each language where it has changed, and tells the plan how large all of them are.
    pub(super) fn make_kept(
        &self,
        plan: &mut Plan,
        keys: &mut Keys,
        old: &Manifest,
        sizes: &mut Sizes,
    ) -> anyhow::Result<Made> {
        let is_kept = |path: &str| matches!(kind(plan, path), Some(OutputKind::Kept(_)));
        let is_part = |path: &str| match kind(plan, path) {
            Some(OutputKind::Packed(of, _)) => is_kept(of),
            _ => is_kept(path),
        };
        let own: Keys =
            keys.iter().filter(|(path, _)| is_part(path)).map(|(path, key)| (path.clone(), *key)).collect();
        let is_known = |path: &str| !is_kept(path) || old.printed.contains_key(path);
        let whole = |path: &str| is_known(path) && self.output.is_whole(path);
        let changes = manifest::changes(old, &own, &whole);
        let (finished, diagnostics) = self.generate_all(plan, &changes.make)?;
        for path in changes.keep.iter().filter(|path| is_kept(path)) {
            sizes.extend(old.printed.get(path).map(|size| (path.clone(), *size)));
        }
        for path in finished.iter().filter(|path| is_kept(path)) {
            let bytes = self.output.read(path).map_or(0, |bytes| bytes.len() as u64);
            sizes.insert(path.clone(), Printed { bytes, pages: 0 });
        }
        plan.measure(sizes, self.hashes(plan, sizes), keys);
        // A diagnostic is to come back until it is mended: under a key that no plan has, the file is made again, and yet is finished.
        if !diagnostics.is_empty() {
            for path in &finished {
                if let Some(key) = keys.get_mut(path) {
                    *key = Fingerprint::join([&*key]);
                }
            }
        }
        Ok(Made { finished, tried: changes.make.into_iter().collect(), diagnostics })
    }

    /// The hashes of the files of the languages that are there and measured: a worker fetches its file again when it has another one.
    pub(super) fn hashes(&self, plan: &Plan, sizes: &Sizes) -> BTreeMap<Language, Fingerprint> {
        let languages = plan.library().toolkit.languages.iter().filter(|_| plan.has_workers());
        let hash = |language: &Language| {
            let path = kept::path(plan.library(), *language);
            let bytes = self.output.read(&path).filter(|_| sizes.contains_key(&path))?;
            Some((*language, Fingerprint::of(&bytes)))
        };
        languages.filter_map(hash).collect()
    }

    /// The path and the key of the site in one file, where it is made: from the keys of all that is in it.
    pub(super) fn packed_site(plan: &Plan, keys: &Keys) -> Option<(OutputPath, Fingerprint)> {
        let members = if plan.is_packed() { plan.for_a_key() } else { return None };
        let names = Fingerprint::of_value(&(plan.address(), &members));
        let keys: Option<Vec<&Fingerprint>> = members.iter().map(|(path, _)| keys.get(path)).collect();
        Some((kept::path_of_site(plan.library()), Fingerprint::join(keys?.into_iter().chain([&names]))))
    }

    /// Whether an output tells the size of the packed site, or is a compressed copy of one that does.
    pub(super) fn waits_for_packing(plan: &Plan, path: &str) -> bool {
        match kind(plan, path) {
            Some(OutputKind::Page(PageId::Keep(_))) => plan.is_packed(),
            Some(OutputKind::Packed(of, _)) => Self::waits_for_packing(plan, of),
            _ => false,
        }
    }

    /// Whether an output tells the size or the hash of something that readers keep, is the packed site, or is a compressed copy of one of these.
    pub(super) fn tells_a_size(plan: &Plan, path: &str) -> bool {
        match kind(plan, path) {
            Some(OutputKind::Page(PageId::Keep(_) | PageId::Home(_)) | OutputKind::Worker(_)) => true,
            Some(OutputKind::Packed(of, _)) => Self::tells_a_size(plan, of),
            Some(_) => false,
            None => true,
        }
    }

    /// Packs the site, once all of its files are written; true when it was made and is finished.
    pub(super) fn pack(
        &self,
        plan: &Plan,
        path: &OutputPath,
        made: &mut Made,
    ) -> anyhow::Result<Option<u64>> {
        made.tried.insert(path.clone());
        let Some(bytes) = self.packed(plan) else {
            // A page that could not be made is missing: the site that is there may be outdated, and no page offers it.
            self.output.remove(path)?;
            return Ok(None);
        };
        match self.output.write(path, &bytes)? {
            Written::Refused(diagnostic) => {
                made.diagnostics.push(diagnostic);
                Ok(None)
            }
            Written::Changed | Written::Same => {
                made.finished.push(path.clone());
                Ok(Some(bytes.len() as u64))
            }
        }
    }

    fn packed(&self, plan: &Plan) -> Option<Vec<u8>> {
        let members = plan.for_a_key();
        let site = plan.address()?;
        let short = |path: &str| path.strip_prefix("site/").unwrap_or(path).to_owned();
        let there: BTreeSet<String> = members.iter().map(|(path, _)| short(path)).collect();
        // Unpacked, all of it lies in one folder of its own.
        let folder = stem(&plan.library().toolkit);
        let note = copy::note(plan, &self.loaded.theme).into_bytes();
        let one = |(path, is_page): (OutputPath, bool)| {
            let (bytes, name) = (self.output.read(&path)?, short(&path));
            let bytes = if is_page {
                let html = String::from_utf8_lossy(&bytes);
                copy::page(&html, &name, &|path| there.contains(path), site).into_bytes()
            } else {
                bytes
            };
            Some((format!("{folder}/{name}"), bytes))
        };
        let files = members.into_iter().map(one);
        bundle::zip(files.chain([Some((format!("{folder}/README.txt"), note))]))
    }
}

fn kind<'p>(plan: &'p Plan, path: &str) -> Option<&'p OutputKind> {
    plan.tasks.get(path).map(|task| &task.kind)
}
