//! Braces at the end of a heading: `{#name .pictogram}` is ours, other words in braces are words.

use super::{Mends, lines::Cursor};

/// Keeps words in braces, which the parser would take for attributes, and makes one pair of `{#name}{.pictogram}`.
pub(super) fn mend(at: &Cursor, mends: &mut Mends) {
    let text = at.rest();
    let words = text.trim_end().trim_end_matches('#').trim_end();
    let Some(inner) = words.strip_suffix('}') else { return };
    let Some(open) = inner.rfind('{') else { return };
    let inside = &inner[open + 1..];
    let is_ours = |word: &str| word.starts_with(['#', '.']);
    if !inside.split_whitespace().any(is_ours) {
        if !inside.trim().is_empty() {
            // The parser looks for the brace at the end and knows no backslash before it, which then would stand before a letter.
            let escapes = inner.len() - inner.trim_end_matches('\\').len();
            let end = at.at + inner.len();
            mends.keep(end - escapes % 2..end + 1, "&#125;");
        }
        return;
    }
    let before = inner[..open].trim_end();
    if let Some(first) = before.strip_suffix('}')
        && let Some(start) = first.rfind('{')
        && first[start + 1..].split_whitespace().all(is_ours)
    {
        mends.mend(at.at + first.len()..at.at + open + 1, " ");
    }
}
