//! Words in brackets and a colon, which the parser would take for the address of a link: `[Attention]: ne payez rien`.

use super::{Mends, lines::Cursor};

/// Keeps a line as words when what follows the colon is no address.
pub(super) fn mend(at: &Cursor, mends: &mut Mends) {
    let text = at.rest();
    if !text.starts_with('[') || text.starts_with("[^") {
        return;
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
