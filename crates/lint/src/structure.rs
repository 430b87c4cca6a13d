//! How the files of a toolkit lie beside each other: files that no text uses, and names that other computers take for one.

use std::collections::{BTreeMap, BTreeSet};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::Target,
    library::{
        Entry, Library, SourceFrontMatter,
        links::{Found, find},
    },
    source::SourcePath,
};
use trousseau_site::view::recording::sounds;
use trousseau_text::settled::settled;

use crate::Context;

/// Diagnostics about files and their names.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    unused(context.library, diagnostics);
    alike(context, diagnostics);
}

/// Files beside texts that no text shows or offers. A text that could not be read may be the one that does.
fn unused(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    if library.files.is_empty() || !library.broken.is_empty() {
        return;
    }
    let mut used = BTreeSet::new();
    library.guides.iter().chain(&library.hidden).for_each(|guide| of_entry(library, guide, &mut used));
    library.pages.iter().for_each(|page| of_entry(library, page, &mut used));
    for path in library.files.keys().filter(|path| !used.contains(*path)) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let diagnostic = Diagnostic::new(rule::library::UNUSED_FILE, Place::file(path));
        diagnostics.push(diagnostic.with("name", name));
    }
}

/// The files to which an entry leads, in all its languages.
fn of_entry<'a, H: SourceFrontMatter>(
    library: &'a Library,
    entry: &'a Entry<H>,
    used: &mut BTreeSet<&'a SourcePath>,
) {
    let translated = entry.translations.values().map(|text| (&text.path, &text.targets));
    for (path, targets) in translated.chain([(&entry.source.path, &entry.source.targets)]) {
        for target in targets.iter().filter(|target| matches!(target, Target::File { .. })) {
            if let Found::File(file, _) = find(library, path, target) {
                used.insert(file);
            }
        }
    }
    let source = (&entry.source.path, entry.source.front_matter.audio());
    let translated = entry.translations.values().map(|text| (&text.path, &text.front_matter.audio[..]));
    for (path, recordings) in translated.chain([source]) {
        let sounds = recordings.iter().flat_map(|one| sounds(library, path, one));
        used.extend(sounds.map(|(path, _)| path));
    }
}

/// Names that are one where capitals, or the way in which an accent is stored, make no difference.
fn alike(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<String, &SourcePath> = BTreeMap::new();
    for source in context.sources.under("content/") {
        let one = settled(&source.path).to_lowercase();
        if let Some(other) = known.get(&one) {
            let diagnostic = Diagnostic::new(rule::source::ALIKE, Place::file(&source.path));
            diagnostics.push(diagnostic.with("other", other));
        } else {
            known.insert(one, &source.path);
        }
    }
}
