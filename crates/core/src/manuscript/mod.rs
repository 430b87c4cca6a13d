//! A text as a word processor shows it: blocks of letters, each with its marks, and the text written anew from what came back.
//!
//! Markdown is read once into [`Block`]s, whose letters have no syntax; [`rewrite`](rewrite::rewrite) gives a file in which only the
//! blocks that say something else have other bytes. What comes out is read again, and taken only when it says what was meant.

pub mod align;
pub mod compare;
mod draft;
mod letters;
mod read;
pub mod rewrite;
mod structure;
#[cfg(test)]
mod tests;
mod wish;
mod words;
mod work;
mod write;

pub use crate::document::markdown::outline::Around;
pub use draft::{Drafted, Numeral, draft};
pub use letters::{Letter, Sign, Style, folded, key, plain, settled};
pub use read::read;
pub use write::head_line;

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use crate::{document::spoken, translation::Kind};
use trousseau_text::Fingerprint;

/// The blocks before the body: the title and the summary.
pub const HEAD: usize = 2;

/// A text in blocks.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    /// The blocks, in the order of the file, the title and the summary first.
    pub blocks: Vec<Block>,
    /// The way through the body.
    pub steps: Vec<Step>,
}

/// The way through a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something begins.
    Open(Around),
    /// What began last ends.
    Close,
    /// The block of this place.
    Block(usize),
    /// A line across the page, or a whole line to write on.
    Rule,
}

/// A block of words.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The anchor of the heading above it, or its own.
    pub section: String,
    /// The bytes of the file that hold it.
    pub span: Range<usize>,
    /// These bytes; of the front matter, the value that they mean.
    pub raw: String,
    /// What it says.
    pub letters: Vec<Letter>,
    /// What stands around it, from the outside.
    pub around: Vec<Around>,
    /// For each address of its links the bytes before and behind their words.
    links: BTreeMap<Arc<str>, (String, String)>,
}

impl Block {
    /// What it says, in ten letters from `a` to `p`: two blocks that differ in spaces or the form of quotes have the same.
    pub fn hash(&self) -> String {
        hash(&self.letters)
    }

    /// Whether it is a cell of a table.
    pub fn is_cell(&self) -> bool {
        self.kind == Kind::Cell
    }
}

/// The hash of letters, as [`Block::hash`] gives it.
pub fn hash(letters: &[Letter]) -> String {
    spoken::letters(Fingerprint::of(key(letters).as_bytes()))
}
