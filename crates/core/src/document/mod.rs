//! The body of a text as blocks and inlines, without its Markdown syntax.
//!
//! `L` is the type of a link's destination: a [`Target`] as the editor wrote it or, in a view, the address that was looked up.

pub(crate) mod addresses;
pub mod anchors;
mod detours;
mod diagnostics;
mod enumeration;
mod footnotes;
pub mod form;
mod html;
pub mod lines;
mod links;
pub mod markdown;
mod paragraphs;
mod repair;
mod shapes;
mod signs;
pub(crate) mod slips;
pub mod spoken;
mod tables;
pub mod terms;
#[cfg(test)]
mod tests;
mod typeset;
mod vague;
pub mod walk;

pub use links::names_another;
pub use repair::mended;

/// Whether a text has letters that were read in another encoding, or lost in one: `fermÃ©e`, `ferm?e`, `ferm=C3=A9e`.
pub fn is_damaged(text: &str) -> bool {
    slips::is_damaged(text)
}

use serde::Serialize;

use crate::diagnostic::Span;
use trousseau_text::Language;

/// A whole body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document<L = Target> {
    /// The blocks, in order.
    pub blocks: Vec<Block<L>>,
    /// The footnotes, in the order of their first use; a footnote's number is its place here, from 1.
    pub footnotes: Vec<Vec<Block<L>>>,
    /// The number of words.
    pub words: usize,
}

impl<L> Default for Document<L> {
    fn default() -> Self {
        Self { blocks: Vec::new(), footnotes: Vec::new(), words: 0 }
    }
}

/// One block. Large variants are boxed: a thousand texts in memory have many blocks, and most are small.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block<L = Target> {
    /// A heading.
    Heading(Box<Heading<L>>),
    /// A paragraph.
    Paragraph(Vec<Inline<L>>),
    /// A list; a number makes it an ordered one that starts there.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Item<L>>,
    },
    /// A framed box such as `> [!IMPORTANT]`.
    Alert(Alert, Vec<Block<L>>),
    /// A quotation.
    Quote(Vec<Block<L>>),
    /// A table.
    Table(Box<Table<L>>),
    /// A picture: an image alone in its paragraph.
    Figure(Box<Image<L>>),
    /// Text that keeps its lines, such as an address to copy.
    Verbatim(String),
    /// Lines to write on, so many of them.
    Lines(usize),
    /// A letter to copy, in the words of the source in every language.
    Letter(Box<Letter<L>>),
    /// A thematic break, `---`.
    Rule,
    /// The notice that a section has changed in the source since it was translated; only views have it.
    Changed,
}

/// A heading of level 2 to 6: the title of the guide is its level 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading<L = Target> {
    /// From 2 to 6; `#` in a body is read as level 2.
    pub level: u8,
    /// The anchor: given by `{#id}`, else the slug of the text; in a translation replaced by the source's.
    pub id: String,
    /// The pictogram that its class names, as in `{.documents}`.
    pub pictogram: Option<String>,
    /// The words of it, with their emphasis.
    pub text: Vec<Inline<L>>,
    /// The bytes of the file that hold it, for diagnostics.
    #[serde(skip)]
    pub span: Span,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item<L = Target> {
    /// A box to tick, and whether it is ticked.
    pub task: Option<bool>,
    /// The content of the item.
    pub blocks: Vec<Block<L>>,
}

/// The kinds of an alert, from `> [!NOTE]` to `> [!CAUTION]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// A table; the first cell of each row names the row. One with a caption alone asks for the dates of a delay, which its caption names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table<L = Target> {
    /// What the table shows: the paragraph `: caption` beside it, else the heading above it.
    pub caption: Vec<Inline<L>>,
    /// The heading of each column; the first may be empty.
    pub head: Vec<Vec<Inline<L>>>,
    /// The rows, each with as many cells as there are columns; each cell is a line.
    pub rows: Vec<Vec<Vec<Inline<L>>>>,
    /// The bytes of the file that hold it, for diagnostics.
    #[serde(skip)]
    pub span: Span,
}

impl<L> Table<L> {
    /// Whether it is to be filled with the last days of the delay that its caption names.
    pub fn asks_for_dates(&self) -> bool {
        self.head.is_empty() && self.rows.is_empty()
    }
}

/// A letter to copy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Letter<L = Target> {
    /// The language of its words.
    pub language: Language,
    /// What it says.
    pub blocks: Vec<Block<L>>,
    /// The bytes of the file that hold it, for diagnostics.
    #[serde(skip)]
    pub span: Span,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Image<L = Target> {
    /// The image file: a path as written, or an address with sizes once it was looked up.
    pub source: L,
    /// The alternative text, for readers who do not see the picture. It may not be empty.
    pub alt: String,
    /// The caption, from the image's title.
    pub caption: Option<String>,
    /// The bytes of the file that hold it, for diagnostics.
    #[serde(skip)]
    pub span: Span,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline<L = Target> {
    /// Plain text, with the typography of its language.
    Text(String),
    /// Important words, `**…**`.
    Strong(Vec<Inline<L>>),
    /// Emphasised words, `*…*`.
    Emphasis(Vec<Inline<L>>),
    /// Crossed-out words, `~~…~~`.
    Strike(Vec<Inline<L>>),
    /// Something to type or to read on a screen, between backquotes.
    Code(String),
    /// A link of any kind.
    Link(Box<Link<L>>),
    /// A picture inside a line.
    Image(Box<Image<L>>),
    /// The reference of a footnote, by its number from 1.
    Footnote(usize),
    /// A line break that the editor asked for.
    Break,
    /// A place to write on, as long as so many signs.
    Blank(usize),
}

/// A link.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link<L = Target> {
    /// The destination.
    pub to: L,
    /// The words of it, with their emphasis.
    pub text: Vec<Inline<L>>,
    /// The bytes of the file that hold it, for diagnostics.
    #[serde(skip)]
    pub span: Span,
}

/// The destination of a link as the editor wrote it, before it was looked up in the library.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// `guide:demander#les-papiers`.
    Guide {
        /// The slug of the guide.
        slug: String,
        /// The anchor of a heading in it, without `#`.
        anchor: Option<String>,
    },
    /// `page:vie-privee`.
    Page {
        /// The slug of the page.
        slug: String,
        /// The anchor of a heading in it, without `#`.
        anchor: Option<String>,
    },
    /// `#les-papiers`: a heading of the same text.
    Anchor(String),
    /// `../demander/fr.md#les-papiers`: a file beside this one.
    File {
        /// The relative path as written, with `%xx` decoded.
        path: String,
        /// The anchor of a heading in it, without `#`.
        anchor: Option<String>,
    },
    /// `term:dalo`, or a word of the glossary that was found in the text; `term:-` keeps its words from being one.
    Term(String),
    /// `fact:plus-1-personne`.
    Fact(String),
    /// `tel:115`.
    Phone(String),
    /// `contact:siao`.
    Contact(String),
    /// `lang:fr`: words in another language.
    Foreign(Language),
    /// `https://…`.
    Web(String),
    /// `mailto:…`.
    Mail(String),
}
