//! Marks that belong to the page from which words were copied.

use super::{FARTHEST, Slip};
use crate::diagnostic::rule;

/// What a copy from an encyclopedia or from the answer of a machine brings along: `[modifier]`, `[réf. nécessaire]`, `【4†source】`.
pub(super) fn call(text: &str) -> Option<Slip> {
    const CALLS: &[&str] = &[
        "[modifier]",
        "[modifier | modifier le code]",
        "[modifier le code]",
        "[edit]",
        "[réf. nécessaire]",
        "[citation needed]",
        "[редагувати]",
        "[править]",
        "[правити]",
        "[عدل]",
        "[ویرایش]",
        "[bearbeiten]",
        "[değiştir]",
    ];
    let call = || {
        // A look at one byte first: most texts have no bracket.
        let text = Some(text).filter(|text| text.contains('['))?;
        CALLS.iter().find_map(|call| Some((text.find(call)?, call.len())))
    };
    let source = || {
        let start = text.find('【')?;
        let inner = ahead(text, start);
        let end = inner.find('】').filter(|end| inner[..*end].contains('†'))?;
        Some((start, end + '】'.len_utf8()))
    };
    let (at, long) = call().or_else(source)?;
    Some(Slip::new(rule::markdown::FOREIGN, at..at + long))
}

/// The text from a place on, no longer than a sign reaches.
fn ahead(text: &str, from: usize) -> &str {
    let rest = text.get(from..).unwrap_or_default();
    &rest[..rest.floor_char_boundary(FARTHEST)]
}
