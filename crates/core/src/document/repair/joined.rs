//! Letters that a printed page joined, as a copy of it has them: `ﬁ` is put as `fi`, so that a search finds the word.

use super::Mends;

/// What each of U+FB00 and after stands for.
const JOINED: &[&str] = &["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// Takes joined letters apart.
pub(super) fn mends(body: &str) -> Mends {
    let mut mends = Mends::default();
    for (at, joined) in body.match_indices(|letter| matches!(letter, '\u{fb00}'..='\u{fb06}')) {
        let place = joined.chars().next().map_or(0, |letter| u32::from(letter) as usize - 0xfb00);
        if let Some(letters) = JOINED.get(place) {
            mends.keep(at..at + joined.len(), *letters);
        }
    }
    mends
}
