//! Points at the words of which a leaflet complains. The layout knows the heading above them, the file has the words.

use trousseau_core::{
    diagnostic::{Diagnostic, Rule, Span, rule},
    source::Sources,
    toolkit::format::{Format, Layout},
};

/// The rules that quote what stands in the text, each with the name of the quoted value.
const QUOTED: [(Rule, &str); 4] = [
    (rule::leaflet::OUTSIDE, "words"),
    (rule::leaflet::OVERLAP, "words"),
    (rule::leaflet::GLYPH, "letter"),
    (rule::leaflet::SIGN, "letter"),
];

/// The names of the formats that are laid out so, as an editor writes them.
pub fn formats(layout: &Layout) -> String {
    let names = Format::all().filter(|format| format.spec().layout == layout).map(Format::name);
    names.collect::<Vec<_>>().join(", ")
}

/// The same diagnostics, those that quote words at these words.
pub fn aimed(mut diagnostics: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    for diagnostic in &mut diagnostics {
        if let Some(span) = place(diagnostic, sources) {
            diagnostic.place.span = Some(span);
        }
    }
    diagnostics
}

/// Where the words are, after the heading above them or anywhere in the file.
fn place(diagnostic: &Diagnostic, sources: &Sources) -> Option<Span> {
    let (_, key) = QUOTED.iter().find(|(rule, _)| *rule == diagnostic.rule)?;
    let words = diagnostic.args.get(key)?;
    let text = sources.get(&diagnostic.place.path)?.text().ok()?;
    let from = diagnostic.place.span.map_or(0, |span| span.start);
    let find = |words: &str| {
        let near = text.get(from..).and_then(|rest| rest.find(words)).map(|at| from + at);
        near.or_else(|| text.find(words))
    };
    // Typography may have changed spaces and quotation marks: a word is as it was written.
    let longest = words.split_whitespace().max_by_key(|word| word.len())?;
    [words.trim(), longest].into_iter().find_map(|words| {
        let start = find(words)?;
        Some(Span { start, end: start + words.len() })
    })
}
