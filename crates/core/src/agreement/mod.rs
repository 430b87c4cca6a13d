//! Agreements of partners: the hash of all that readers get of a text, and how a guide stands by it.

mod standing;
mod words;

pub use standing::{Line, Standing, State, Words, last_agreed, last_text, missing_colleges};
pub use words::{hash, is_review_void, lines, translated};
