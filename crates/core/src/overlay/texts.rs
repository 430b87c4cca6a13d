//! Lays the texts of guides and pages over those of the base, in all their languages.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Merging,
    sections::{self, Cut, Passage},
};
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::{
        Source, SourcePath,
        layers::{Layer, Layers},
    },
    toolkit,
    translation::lock_path,
    yaml,
};
use trousseau_text::Language;

/// The folders of texts.
pub(super) const FOLDERS: [&str; 2] = ["content/guides/", "content/pages/"];

/// Puts together each text that changes single sections of one of the base; of others, the overlay's stand for the base's.
pub(super) fn merge(merging: &mut Merging, files: &mut BTreeMap<SourcePath, Source>, is_there: bool) {
    let source = source_language(files);
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for path in merging.own.files.keys().filter(|path| is_text(path)) {
        folders.extend(path.rsplit_once('/').map(|(folder, _)| folder));
    }
    for folder in folders {
        entry(merging, folder, source, files, is_there);
    }
}

/// Whether this is the path of a text: `content/guides/demander/fr.md`.
pub(super) fn is_text(path: &str) -> bool {
    let inner = FOLDERS.iter().find_map(|folder| path.strip_prefix(folder));
    inner.is_some_and(|inner| inner.ends_with(".md") && inner.matches('/').count() == 1)
}

/// The language in which the partners write, as the merged `toolkit.yaml` says.
pub(super) fn source_language(files: &BTreeMap<SourcePath, Source>) -> Language {
    let tree = files.get(toolkit::PATH).and_then(|source| yaml::parse(source.text().ok()?).ok());
    let first = tree.as_ref().and_then(|tree| tree.get("languages")?.1.items().first());
    first.and_then(super::tree::text).and_then(Language::find).unwrap_or_default()
}

fn entry(
    merging: &mut Merging,
    folder: &str,
    source: Language,
    files: &mut BTreeMap<SourcePath, Source>,
    is_there: bool,
) {
    let source_path: SourcePath = format!("{folder}/{source}.md").into();
    let above = merging.own.get(&source_path).and_then(|file| Cut::of(file, Layer::Own));
    let below = merging.base.get(&source_path).and_then(|file| Cut::of(file, Layer::Base));
    let mut entry = Entry { source_path, above: above.filter(Cut::is_overlay), below, merged: None };
    let inside = format!("{folder}/");
    let is_ours = |path: &&SourcePath| is_text(path) && path.starts_with(&inside);
    let mut paths: Vec<SourcePath> = files.keys().filter(is_ours).cloned().collect();
    // Translations take the order and the anchors of their source.
    paths.sort_by_key(|path| *path != entry.source_path);
    for path in paths {
        let own = merging.own.get(&path);
        let cut = own.and_then(|file| Cut::of(file, Layer::Own)).filter(Cut::is_overlay);
        match (own, cut) {
            (Some(_), None) => {
                // A text that stands for the one of the base has its own lock, if any.
                let lock = lock_path(&path);
                if merging.own.get(&lock).is_none() {
                    files.remove(&*lock);
                }
            }
            (None, _) if entry.above.is_none() => {}
            (_, cut) => match merging.base.get(&path).and_then(|file| Cut::of(file, Layer::Base)) {
                Some(base) => {
                    let text = entry.lay(merging, &path, base, cut);
                    files.insert(path.clone(), Source::new(path, text.into_bytes()));
                }
                None => {
                    if is_there && merging.base.get(&path).is_none() {
                        let diagnostic = Diagnostic::new(rule::overlay::NO_BASE, Place::file(&path));
                        merging.diagnostics.push(diagnostic);
                    }
                    files.remove(&path);
                }
            },
        }
    }
}

/// A text of the base, cut at its headings; a translation with the anchors of its source.
pub(super) fn below<'a>(layers: &'a Layers, path: &str, source: Language) -> Option<Cut<'a>> {
    let get = |path: &str| layers.base.sources.get(path).and_then(|file| Cut::of(file, Layer::Base));
    let mut cut = get(path)?;
    let source = source_of(path, source);
    if let Some(model) = Some(source).filter(|source| source != path).and_then(|source| get(&source)) {
        cut.align(&model.passages);
    }
    Some(cut)
}

/// A text that changes single sections; a translation with the anchors of its source, where both have as many.
pub(super) fn above<'a>(layers: &'a Layers, path: &str, source: Language) -> Option<Cut<'a>> {
    let get =
        |path: &str| layers.own.get(path).and_then(|file| Cut::of(file, Layer::Own)).filter(Cut::is_overlay);
    let mut cut = get(path)?;
    let source = source_of(path, source);
    if let Some(model) = Some(source).filter(|source| source != path).and_then(|source| get(&source))
        && is_alike(&cut.passages, &model.passages)
    {
        cut.align(&model.passages);
    }
    Some(cut)
}

/// The path of the source of a text.
fn source_of(path: &str, source: Language) -> String {
    format!("{}/{source}.md", path.rsplit_once('/').map_or("", |(folder, _)| folder))
}

/// A guide or a page whose texts are put together, one after the other, the source first.
struct Entry<'a> {
    source_path: SourcePath,
    /// What the overlay changes of the source.
    above: Option<Cut<'a>>,
    /// The source of the base.
    below: Option<Cut<'a>>,
    /// The passages of the merged source.
    merged: Option<Vec<Passage>>,
}

impl<'a> Entry<'a> {
    /// Puts a text together of that of the base and of what the overlay changes in it.
    fn lay(
        &mut self,
        merging: &mut Merging,
        path: &SourcePath,
        mut base: Cut<'a>,
        mut own: Option<Cut<'a>>,
    ) -> String {
        let is_source = *path == self.source_path;
        if !is_source {
            if let Some(model) = &self.below {
                base.align(&model.passages);
            }
            if let (Some(own), Some(model)) = (&mut own, &self.above)
                && is_alike(&own.passages, &model.passages)
            {
                own.align(&model.passages);
            }
        }
        let of_source = self.above.as_ref().map(Cut::unwanted).unwrap_or_default();
        let told = own.as_ref().map(Cut::unwanted).unwrap_or_default();
        for (anchor, at) in told.iter().filter(|(anchor, _)| base.section(anchor).is_none()) {
            merging.lacks(path, anchor, *at);
        }
        let unwanted: Vec<&str> = of_source.iter().chain(&told).map(|(anchor, _)| *anchor).collect();
        let mut lacks = Vec::new();
        let passages = sections::lay(&base, own.as_ref(), &unwanted, self.merged.as_deref(), &mut lacks);
        for nothing in lacks {
            merging.lacks(path, &nothing.name, nothing.at);
        }
        let is_other = |model: &Vec<Passage>| !is_alike(&passages, model) || !is_same(&passages, model);
        let is_named = !is_source && self.merged.as_ref().is_some_and(is_other);
        let (text, map) = sections::write(&base, own.as_ref(), &passages, is_named);
        merging.maps.insert(path.clone(), map);
        if is_source {
            self.merged = Some(passages);
        }
        text
    }
}

/// Whether two texts have as many headings, of the same levels.
fn is_alike(one: &[Passage], other: &[Passage]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.level == other.level)
}

/// Whether the headings of two texts have the same anchors.
fn is_same(one: &[Passage], other: &[Passage]) -> bool {
    one.iter().zip(other).all(|(one, other)| one.anchor == other.anchor)
}
