//! The files beside texts: those that no text uses, those too heavy for old phones, and names that other computers take for one.

use std::collections::{BTreeMap, BTreeSet};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::Target,
    library::{
        Entry, File, Library, SourceFrontMatter,
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
    heavy(&context.library.files, diagnostics);
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

/// The most bytes of a picture that readers get as it is or nearly so, and of a document that they fetch.
const MOST_PICTURE: usize = 200_000;
const MOST_DOCUMENT: usize = 1_000_000;

/// Files that an old phone would hardly open. Of photographs smaller copies are made, and a recording says its size before it plays.
fn heavy(files: &BTreeMap<SourcePath, File>, diagnostics: &mut Vec<Diagnostic>) {
    for (path, file) in files {
        let (name, end) = (path.rsplit('/').next().unwrap_or(path), path.rsplit('.').next().unwrap_or(""));
        let most = match end.to_ascii_lowercase().as_str() {
            "svg" | "png" => MOST_PICTURE,
            "jpg" | "jpeg" | "webp" | "mp3" | "opus" | "ogg" => continue,
            _ => MOST_DOCUMENT,
        };
        if file.bytes > most {
            let diagnostic = Diagnostic::new(rule::library::HEAVY_FILE, Place::file(path)).with("name", name);
            diagnostics
                .push(diagnostic.with("kilobytes", file.bytes.div_ceil(1000)).with("most", most / 1000));
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_text::Fingerprint;

    #[test]
    fn a_file_is_heavy_by_what_its_kind_becomes_on_the_site() {
        let file = |bytes| File {
            fingerprint: Fingerprint::of(b""),
            bytes,
            size: None,
            drawing: false,
            seconds: None,
        };
        let files = [
            ("a/plan.svg", 200_001),
            ("a/plan.png", 199_999),
            ("a/photo.jpg", 9_000_000),
            ("a/form.PDF", 1_000_001),
        ];
        let files = files.into_iter().map(|(path, bytes)| (path.into(), file(bytes))).collect();
        let mut found = Vec::new();
        heavy(&files, &mut found);
        let places: Vec<_> = found.iter().map(|one| one.place.path.to_string()).collect();
        assert_eq!(places, ["a/form.PDF", "a/plan.svg"]);
    }
}
