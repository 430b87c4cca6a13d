//! Documents of word processors (WordprocessingML, `.docx`): written from blocks of letters, and read back however another program
//! has written them anew.

pub mod address;
mod blanks;
mod element;
mod formula;
mod inline;
mod lists;
mod lost;
mod package;
mod parts;
mod raised;
mod read;
mod reader;
mod styles;
mod symbol;
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

/// How the number of an item is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// 3.
    Digits,
    /// c)
    Small,
    /// C)
    Capital,
    /// III.
    Roman,
}

/// The number that an item shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub value: u64,
    /// How it is written.
    pub form: Form,
    /// It with the signs and words around it: `3.`, `1.2`, `Article 3 –`.
    pub shown: String,
}

impl Form {
    fn letter(self, value: u64) -> Option<char> {
        let place = u8::try_from(value).ok().filter(|place| (1..=26).contains(place))? - 1;
        match self {
            Self::Small => Some(char::from(b'a' + place)),
            Self::Capital => Some(char::from(b'A' + place)),
            Self::Digits | Self::Roman => None,
        }
    }
}

impl Number {
    /// The letter that it is; none behind the alphabet, and for what has no letters.
    pub fn letter(&self) -> Option<char> {
        self.form.letter(self.value)
    }

    /// Whether it is nothing but digits and the sign behind them.
    pub fn is_plain(&self) -> bool {
        let inner = self.shown.trim_matches(|sign: char| !sign.is_alphanumeric());
        self.form == Form::Digits && inner == self.value.to_string()
    }
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
    /// The number before it.
    pub number: Option<Number>,
    /// The cell in which it stands.
    pub cell: Option<Cell>,
    /// The frame in which it stands: a table of one cell, counted through the document.
    pub frame: Option<usize>,
    /// What it says.
    pub letters: Vec<Typed>,
    /// Whether it ends here once all changes are taken, and whether it did before. Where it does not, the next one goes on with it.
    pub ends: (bool, bool),
    /// The comments that begin in it.
    pub comments: Vec<String>,
}

/// What a text in Markdown cannot hold, or says another way.
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
    Raised,
    Letters,
    Blanks,
    Placeholders,
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
    /// Where it was met.
    pub(crate) lost: Vec<lost::Lost>,
}

#[cfg(test)]
mod tests;
