//! Former names: the addresses of guides and pages that were renamed, or that another one replaces.

use std::collections::BTreeMap;

use super::{Entry, Library, SourceFrontMatter, address};
use crate::diagnostic::{Diagnostic, Place, rule};
use trousseau_text::slug;

/// A former name, and the text that took its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The name in old addresses.
    pub alias: String,
    /// The slug of the guide or page.
    pub slug: String,
}

/// The former names of all texts that readers see, each once and in order; a diagnostic for each that cannot be one.
pub(super) fn moved(library: &Library, diagnostics: &mut Vec<Diagnostic>) -> Vec<Moved> {
    let mut found = BTreeMap::new();
    for guide in &library.guides {
        of(library, guide, &mut found, diagnostics);
    }
    for page in &library.pages {
        of(library, page, &mut found, diagnostics);
    }
    found.into_iter().map(|(alias, slug)| Moved { alias, slug }).collect()
}

fn of<H: SourceFrontMatter>(
    library: &Library,
    work: &Entry<H>,
    found: &mut BTreeMap<String, String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for alias in work.source.front_matter.aliases() {
        let name = &alias.value;
        let place = || work.source.at(alias.span);
        if !slug::is_slug(name) {
            let diagnostic = Diagnostic::new(rule::value::SLUG, place()).with("value", name);
            diagnostics.push(diagnostic.with("near", slug::slug(name)));
        } else if address::is_reserved(name) {
            diagnostics.push(Diagnostic::new(rule::library::ALIAS_RESERVED, place()).with("name", name));
        } else if library.index.contains_key(name) || library.broken.contains(name) {
            let diagnostic = Diagnostic::new(rule::library::ALIAS_TAKEN, place()).with("name", name);
            diagnostics.push(diagnostic.with("slug", &work.slug));
        } else if let Some(other) = found.get(name) {
            let diagnostic = Diagnostic::new(rule::library::ALIAS_TWICE, place()).with("name", name);
            diagnostics.push(diagnostic.with("other", other));
        } else {
            found.insert(name.clone(), work.slug.clone());
        }
    }
}

/// A diagnostic for each guide that was taken off the site and that nothing replaces: its leaflets still lead to its page.
pub(super) fn forgotten(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    let retired = library.hidden.iter().filter(|guide| {
        let head = &guide.source.front_matter;
        head.status == crate::guide::Status::Retired
            && !library.moved.iter().any(|moved| moved.alias == guide.slug)
    });
    diagnostics.extend(retired.map(|guide| {
        Diagnostic::new(rule::library::FORGOTTEN, Place::file(&guide.source.path)).with("slug", &guide.slug)
    }));
}
