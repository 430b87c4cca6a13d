//! Where sentences end, in all scripts.

/// The signs that end a sentence: Latin and Cyrillic, Arabic and Urdu, Ethiopic, Indic, Armenian, Chinese and Japanese.
pub const ENDS: &[char] = &['.', '!', '?', '…', '؟', '۔', '።', '፧', '।', '॥', '։', '՞', '。', '！', '？'];
