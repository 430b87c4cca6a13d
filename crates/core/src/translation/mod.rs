//! Translations by block: what a text consists of, which translation belongs to which block, and what has changed since.
//!
//! A text is cut into [segments](Segment). A [`Lock`] beside a translation says of which source segments it was made; from it and the
//! two texts of today a [`Comparison`] says what is current, changed, new or gone. [`merge`](merge::merge) puts words of translators
//! into a file and keeps every byte that it does not change.

mod alike;
pub mod check;
mod compare;
pub mod interface;
mod left;
mod lock;
pub mod merge;
pub mod names;
pub mod remarks;
mod segment;
pub mod summaries;
mod tagged;
#[cfg(test)]
mod tests;
mod words;

pub use compare::{Comparison, Standing};
pub use left::left;
pub use lock::Lock;
pub use segment::{Kind, Segment, segments};
pub use tagged::{Fault, Mark, Marks};

/// The number of the rules by which texts are cut. It stands in locks, which with another number count as not there, and in files for
/// translators, of which a newer number is refused.
pub const SEGMENTATION: u32 = 1;

/// The path of the lock beside a translation: `content/guides/demander/ar.lock`.
pub fn lock_path(text: &str) -> String {
    format!("{}.lock", text.strip_suffix(".md").unwrap_or(text))
}
