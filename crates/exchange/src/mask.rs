//! Blanks what names a person, before a row that waits is shown or kept.

use super::letters;
use trousseau_core::guide::remark::{FindPersonal, clean};

/// What blanks the words that name a person.
pub(super) const BLANK: &str = "■■■";

/// A text in which what names a person is blanked, also what does so only once it stands on one line. Where that is seen only
/// once the letters are mended, nothing of it is left.
pub(super) fn blanked(text: &str, personal: FindPersonal) -> String {
    if letters::are_mangled(text) && !personal(&letters::mended(text)).is_empty() {
        return BLANK.to_owned();
    }
    let out = blank(text, personal);
    let line = clean(&out);
    if personal(&line).is_empty() { out } else { blank(&line, personal) }
}

fn blank(text: &str, personal: FindPersonal) -> String {
    let mut out = text.to_owned();
    let mut places = personal(text);
    places.sort_by_key(|(place, _)| place.start);
    for (place, _) in places.into_iter().rev() {
        // Two findings may overlap: what is blanked already is not there any more.
        if out.is_char_boundary(place.start) && out.is_char_boundary(place.end) && place.start <= place.end {
            out.replace_range(place, BLANK);
        }
    }
    out
}
