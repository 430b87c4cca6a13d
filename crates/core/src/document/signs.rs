//! The signs that end a sentence or stand before a list, in all scripts.

pub(super) use trousseau_text::sentence::ENDS as STOPS;

/// The signs that announce a list.
pub(super) const COLONS: &[char] = &[':', '：', '፦'];
