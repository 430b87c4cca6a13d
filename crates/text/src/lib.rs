//! Text and its properties: fingerprints, languages, typography, runs, words and days.

pub mod accents;
pub mod address;
pub mod amounts;
pub mod calendar;
pub mod calls;
pub mod diff;
pub mod digits;
pub mod fingerprint;
pub mod folding;
pub mod formula;
pub mod hyphens;
pub mod language;
pub mod latin;
pub mod mail;
pub mod mismatch;
pub mod order;
pub mod other_language;
pub mod percent;
pub mod phone;
pub mod plural;
pub mod readability;
pub mod runs;
pub mod script;
pub mod sentence;
pub mod settled;
pub mod slug;
pub mod spaces;
pub mod spreadsheet;
pub mod stored;
pub mod syllables;
pub mod typography;
pub mod words;

pub use fingerprint::Fingerprint;
pub use language::{Direction, Language};
pub use mismatch::Mismatch;
pub use script::Script;
