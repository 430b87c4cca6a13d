//! What a text is to become, block by block, and what became of it.

use super::{Letter, Manuscript, read::read};
use crate::source::SourcePath;
use trousseau_text::Language;

/// What a block is that was not there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum New {
    /// A paragraph.
    Paragraph,
    /// A heading, by its level from 2.
    Heading(u8),
    /// An item of a list, by its depth from 0.
    Item {
        /// The depth.
        level: u8,
        /// Whether the list has numbers.
        ordered: bool,
    },
    /// A paragraph of a framed box.
    Box,
}

/// A block as it is to be.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The block of the text that it is; none for a new one.
    pub of: Option<usize>,
    /// What it is, when it is new.
    pub new: New,
    /// What it says.
    pub letters: Vec<Letter>,
}

/// What became of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It says what it said.
    Same,
    /// It has other words.
    Changed,
    /// It is new.
    Added,
    /// It stands elsewhere; its words may have changed, too.
    Moved,
    /// It is left as it was.
    Refused(Why),
}

/// Why a block is left as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A link is no longer there.
    Lost(String),
    /// The words of a number or a figure that are looked up elsewhere are others.
    Altered(String),
    /// A link leads to where no text of a partner may lead.
    Address(String),
    /// In the text, the words would be read as something else.
    Form,
    /// The rows and columns of a table do not change from here.
    Table,
    /// It cannot be put there, taken out or moved without changing what is around it.
    Place,
}

/// The text that came of it.
#[derive(Clone, Debug)]
pub struct Rewritten {
    /// The file.
    pub text: String,
    /// What became of each wish.
    pub done: Vec<Done>,
    /// The blocks that were to be taken out and are still there.
    pub kept: Vec<(usize, Why)>,
}

/// How a text is read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Its path.
    pub path: &'a SourcePath,
    /// Its language.
    pub language: Language,
    /// Whether the words of letters are blocks.
    pub letters: bool,
}

impl Reading<'_> {
    /// The blocks of a text.
    pub fn read(&self, text: &str) -> Option<Manuscript> {
        read(text, self.path, self.language, self.letters)
    }
}
