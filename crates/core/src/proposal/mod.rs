//! A proposal for a text, compared with the text of today and merged into it block by block.
//!
//! A text is cut into [blocks](Block) that together hold each of its bytes: an entry of the head, a heading, a paragraph, an item of a
//! list, a row of a table. A [`Merge`] sets the text on which a proposal was made, the text that it proposes and the text of today side
//! by side; what is accepted is written between the bytes of the text of today, which stay as they are. What somebody did to a block
//! is told in a [`Record`], the words of a commit.

mod compare;
mod cut;
mod merge;
mod record;
#[cfg(test)]
mod tests;

pub use cut::{Block, Kind, blocks};
pub use merge::{Change, Merge, State};
pub use record::{Record, Step, is_id};
