//! The signs that end a sentence or stand before a list, in all scripts.

/// The ends of sentences, after which a new one begins.
pub(super) const STOPS: &[char] = &['.', '!', '?', '…', '؟', '۔', '።', '፧', '。', '！', '？', '।'];

/// What stands before a list.
pub(super) const COLONS: &[char] = &[':', '：', '፦'];
