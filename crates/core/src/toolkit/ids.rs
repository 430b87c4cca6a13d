//! Ids: in which file those of a kind are made, and which of them are known.

use crate::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    source::SourcePath,
    yaml::Placed,
};

/// Where the toolkit's own words lie.
pub const PATH: &str = "content/toolkit.yaml";

/// The files that hold ids of one kind.
const LISTS: [(&str, &str); 6] = [
    ("content/partners.yaml", "partner"),
    ("content/contacts.yaml", "contact"),
    ("content/facts.yaml", "fact"),
    ("content/glossary.yaml", "term"),
    ("content/rounds.yaml", "round"),
    ("content/paths.yaml", "question"),
];

/// The kinds of id in whose file something was left out.
pub(super) fn doubtful(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    let left_out = |path: &str| {
        let kept = |code| matches!(code, rule::yaml::UNKNOWN_KEY | rule::toolkit::TWICE);
        diagnostics.iter().any(|diagnostic| &*diagnostic.place.path == path && !kept(diagnostic.rule))
    };
    LISTS.iter().filter(|(path, _)| left_out(path)).map(|(_, kind)| *kind).collect()
}

/// The file or folder in which ids of this kind are made.
pub fn home(kind: &str) -> &'static str {
    match kind {
        "guide" => "content/guides/",
        "page" => "content/pages/",
        _ => LISTS.iter().find(|(_, own)| *own == kind).map_or(PATH, |(path, _)| path),
    }
}

/// The ids of a list that are known; a diagnostic for each that is not, with the nearest known one.
pub fn known<'a>(
    ids: &[Placed<String>],
    known: impl Iterator<Item = &'a str> + Clone,
    kind: &'static str,
    path: &SourcePath,
    offset: usize,
) -> WithDiagnostics<Vec<String>> {
    let mut diagnostics = Vec::new();
    let mut value = Vec::new();
    for id in ids {
        if value.contains(&id.value) {
            let place = Place::span(path, offset + id.span.start..offset + id.span.end);
            diagnostics.push(Diagnostic::new(rule::toolkit::TWICE, place).with("id", &id.value));
        } else if known.clone().any(|name| name == id.value) {
            value.push(id.value.clone());
        } else {
            let place = Place::span(path, offset + id.span.start..offset + id.span.end);
            let diagnostic =
                Diagnostic::new(rule::toolkit::UNKNOWN_ID, place).with("kind", kind).with("id", &id.value);
            let diagnostic = diagnostic.with("where", home(kind));
            diagnostics.push(diagnostic.with_near(&id.value, known.clone()));
        }
    }
    WithDiagnostics { value, diagnostics }
}
