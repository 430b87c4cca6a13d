//! Documents of word processors (WordprocessingML, `.docx`): written from blocks of letters, and read back however another program
//! has written them anew.

pub mod address;
mod element;
mod inline;
mod package;
mod parts;
mod read;
mod reader;
mod styles;
pub mod write;

use std::collections::BTreeMap;

pub use read::read;

use trousseau_core::manuscript::Letter;

/// The largest document that is read, in bytes: 32 MiB, pictures among them.
pub const MOST_BYTES: usize = 32 << 20;

/// The name under which changes that we mark stand in a document. Changes of anybody else are theirs.
pub const AUTHOR: &str = "Trousseau";

/// The name of the property that says of which text a document was made.
pub const PROPERTY: &str = "trousseau";

/// Why a document cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is larger than what is read, packed or unpacked.
    Large,
    /// It is no document of a word processor, or a damaged one.
    Form,
    /// It has a password.
    Locked,
}

/// Whether something is new in a document, or struck out in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Neither.
    #[default]
    Same,
    /// New since the text of before.
    New,
    /// Struck out since.
    Gone,
}

/// A letter of a document that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The letter.
    pub letter: Letter,
    /// Whether it stands there once all changes are taken.
    pub now: bool,
    /// Whether it stood there before whoever got the document changed it, as far as changes are marked.
    pub before: bool,
}

/// What a paragraph looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// A paragraph.
    #[default]
    Text,
    /// The title of the document.
    Title,
    /// What stands below the title.
    Subtitle,
    /// A heading, by its level from 1.
    Heading(u8),
    /// An item of a list, by its depth from 0.
    Item {
        /// The depth.
        level: u8,
        /// Whether the list has numbers.
        ordered: bool,
    },
    /// A paragraph in a frame.
    Box,
    /// What the program wrote beside the text, such as the name of a box.
    Label,
}

/// A cell of a table: the table, the row and the column, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The table, counted through the document.
    pub table: usize,
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

/// A paragraph that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The names of the bookmarks that begin in it.
    pub names: Vec<String>,
    /// What it looks like.
    pub seen: Seen,
    /// The cell in which it stands.
    pub cell: Option<Cell>,
    /// What it says.
    pub letters: Vec<Typed>,
    /// Whether it ends here once all changes are taken, and whether it did before. Where it does not, the next one goes on with it.
    pub ends: (bool, bool),
    /// The comments that begin in it.
    pub comments: Vec<String>,
}

/// What a text in Markdown cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Dropped {
    Pictures,
    TextBoxes,
    Headers,
    Footers,
    Notes,
    Colours,
    MergedCells,
    Formulas,
    Objects,
    Symbols,
    Links,
    Comments,
    Changes,
}

/// A document that was read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What it was made of, as [`write::Page::made_of`] said; none for a document that comes from elsewhere.
    pub made_of: Option<String>,
    /// The paragraphs, cells of tables among them, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The words of the comments, by their numbers. Nobody reads who made them.
    pub comments: BTreeMap<String, String>,
    /// What was met that a text cannot hold, and how often.
    pub dropped: BTreeMap<Dropped, usize>,
}

#[cfg(test)]
mod tests;
