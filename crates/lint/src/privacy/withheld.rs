//! Diagnostics of other rules about a line that says who somebody is: they tell the place, and not its words.

use std::collections::HashMap;

use trousseau_core::{
    diagnostic::{Diagnostic, Span},
    source::{SourcePath, Sources},
    toolkit::Toolkit,
};
use trousseau_privacy as privacy;

/// How far around the words of a diagnostic its line is searched, in bytes: a body may be one line.
const FARTHEST: usize = 1000;

/// Withholds the words of diagnostics that stand in a line with personal data: what a build or a check says may stand in a log
/// that others read. `is_searched` says that the diagnostics hold what a search of all texts found.
pub fn withhold(
    diagnostics: &mut [Diagnostic],
    sources: &Sources,
    toolkit: Option<&Toolkit>,
    is_searched: bool,
) {
    let public = toolkit.map(super::public).unwrap_or_default();
    let personal = personal(diagnostics);
    let mut searched: HashMap<(SourcePath, usize), bool> = HashMap::new();
    for diagnostic in diagnostics.iter_mut().filter(|one| one.rule.area() != "privacy") {
        let Some((start, line)) = line(diagnostic, sources) else { continue };
        let path = &diagnostic.place.path;
        let is_told = || {
            let spans = personal.get(path).map_or(&[][..], Vec::as_slice);
            spans.iter().any(|span| span.start < start + line.len() && start < span.end)
        };
        let is_found = if is_searched && sources.get(path).is_some_and(super::is_searched) {
            is_told()
        } else {
            let key = (path.clone(), start);
            *searched.entry(key).or_insert_with(|| !privacy::find_certain(line, &public).is_empty())
        };
        if is_found {
            diagnostic.withhold();
        }
    }
}

/// Where personal data were found, by file.
fn personal(diagnostics: &[Diagnostic]) -> HashMap<SourcePath, Vec<Span>> {
    let mut personal: HashMap<SourcePath, Vec<Span>> = HashMap::new();
    for diagnostic in diagnostics.iter().filter(|one| one.rule.area() == "privacy") {
        let spans = personal.entry(diagnostic.place.path.clone()).or_default();
        spans.extend(diagnostic.place.span);
    }
    personal
}

/// The lines in which the words of a diagnostic stand, and where they begin.
fn line<'a>(diagnostic: &Diagnostic, sources: &'a Sources) -> Option<(usize, &'a str)> {
    let span = diagnostic.place.span?;
    let text = sources.get(&diagnostic.place.path)?.text().ok()?;
    let near = text.ceil_char_boundary(span.start.saturating_sub(FARTHEST));
    let start = near + text.get(near..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let far = text.floor_char_boundary(span.end.saturating_add(FARTHEST).min(text.len()));
    let rest = text.get(span.end..far)?;
    Some((start, text.get(start..span.end + rest.find('\n').unwrap_or(rest.len()))?))
}
