//! What has changed in the source since a translation was made, where a lock says of which blocks it was made.

use super::{Entry, SourceFrontMatter};
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::Sources,
    translation::{Comparison, Lock, lock_path, segments},
};

/// Finds the changed sections of translations of older versions; a lock that cannot be read is said.
pub(super) fn find<H: SourceFrontMatter>(
    entries: &mut [Entry<H>],
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for entry in entries {
        let newest = entry.source.front_matter.versions().first().map(|version| version.version.value);
        for (language, text) in &entry.translations {
            let Some(file) = sources.get(&lock_path(&text.path)) else { continue };
            let Some(lock) = file.text().ok().and_then(Lock::read) else {
                diagnostics.push(Diagnostic::new(rule::translation::LOCK, Place::file(&file.path)));
                continue;
            };
            let made = text.front_matter.translates.as_ref().map(|version| version.value);
            if !made.zip(newest).is_some_and(|(made, newest)| made.is_behind(newest)) {
                continue;
            }
            let cut = |path, language| {
                segments(sources.get(path)?.text().ok()?, &sources.get(path)?.path, language)
            };
            let source = cut(&entry.source.path, entry.source.language);
            let Some((source, own)) = source.zip(cut(&text.path, *language)) else { continue };
            let sections = Comparison::new(&source, &own, &lock).sections(&source);
            entry.touched.insert(*language, sections);
        }
    }
}
