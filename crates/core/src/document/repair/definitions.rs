//! Words in brackets and a colon, which the parser would take for the address of a link: `[Attention]: ne payez rien`.

use super::{Mends, lines::Cursor};

/// Keeps a line as words when what follows the colon is no address.
pub(super) fn mend(at: &Cursor, mends: &mut Mends) {
    let text = at.rest();
    if !text.starts_with('[') {
        return;
    }
    if text.starts_with("[^") {
        return footnote(at, mends);
    }
    let Some((_, rest)) = text.split_once("]:") else { return };
    let first = rest.split_whitespace().next().unwrap_or_default();
    let bare = first.trim_end_matches(['.', ':', ',', ';', '!', '?', '…']);
    let is_address =
        first.is_empty() || first.starts_with(['<', '#', '/', '\\']) || bare.contains(['.', ':', '/']);
    if !is_address {
        mends.keep(at.at..at.at, "\\");
    }
}

/// Takes out the space of French before the colon of a footnote: `[^1] : words`.
fn footnote(at: &Cursor, mends: &mut Mends) {
    let text = at.rest();
    let Some((name, rest)) = text.split_once(']') else { return };
    let words = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let space = rest.len() - words.len();
    if space > 0 && words.starts_with(':') {
        let start = at.at + name.len() + 1;
        mends.mend(start..start + space, "");
    }
}
