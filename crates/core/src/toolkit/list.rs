//! The files that hold a list: each item with an id of its own.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::{SourcePath, Sources},
    yaml::{self, Placed},
};
use trousseau_text::slug;

/// The items of a file that is a list; empty when the file is missing, since only `toolkit.yaml` is required.
pub(super) fn list<T: DeserializeOwned>(
    sources: &Sources,
    path: &str,
    id: impl Fn(&T) -> &Placed<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    let Some(source) = sources.get(path) else { return Vec::new() };
    let text = match source.text() {
        Ok(text) => text,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return Vec::new();
        }
    };
    // A file with nothing but comments is an empty list, as `trousseau new` writes `rounds.yaml`.
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Vec::new();
    }
    let items = yaml::read::<Vec<T>>(text, &source.path, 0).collect_into(diagnostics).unwrap_or_default();
    distinct(items, &source.path, id, diagnostics)
}

/// Removes items whose id is no slug or was taken before, with a diagnostic for each: links could not tell them apart.
pub(super) fn distinct<T>(
    items: Vec<T>,
    path: &SourcePath,
    id: impl Fn(&T) -> &Placed<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::with_capacity(items.len());
    for item in items {
        let name = id(&item);
        let place = Place::span(path, name.span);
        if !slug::is_slug(name) {
            let diagnostic = Diagnostic::new(rule::value::SLUG, place).with("value", &name.value);
            diagnostics.push(diagnostic.with("near", slug::slug(name)));
        } else if !seen.insert(name.value.clone()) {
            diagnostics.push(Diagnostic::new(rule::toolkit::TWICE, place).with("id", &name.value));
        } else {
            kept.push(item);
        }
    }
    kept
}
