//! What leaflets need before one is laid out: translations line by line beside their source, and logos that can be printed.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::Sources,
    toolkit,
};
use trousseau_site::{
    plan::leaflets::formats_in,
    view::leaflet::{host, rows},
};

use crate::Context;

/// What must be said of leaflets before one is laid out: translations that cannot stand line by line beside their source,
/// where they are printed so, logos that cannot be printed, and an address that no leaflet can give.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if !context.paper {
        return;
    }
    let (library, sources) = (context.library, context.sources);
    let line = |place: &Place| line(sources, place);
    for guide in &library.guides {
        for (language, text) in &guide.translations {
            if formats_in(library, guide, *language).iter().any(|format| format.is_pair()) {
                diagnostics.extend(rows::check(guide, text, &line));
            }
        }
    }
    let prints =
        || library.guides.iter().any(|guide| !formats_in(library, guide, guide.source.language).is_empty());
    if library.toolkit.base_url.is_none() && prints() {
        diagnostics.push(Diagnostic::new(rule::leaflets::NO_ADDRESS, Place::file(&toolkit::PATH.into())));
    }
    for partner in &library.toolkit.partners {
        host::logo(partner, sources).collect_into(diagnostics);
    }
}

/// The line of a place, from 1.
fn line(sources: &Sources, place: &Place) -> usize {
    let bytes = sources.get(&place.path).map_or(&[][..], |source| &source.bytes);
    let start = place.span.map_or(0, |span| span.start.min(bytes.len()));
    1 + bytes[..start].iter().filter(|byte| **byte == b'\n').count()
}
