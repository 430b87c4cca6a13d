//! The body of a text as blocks and inlines, without its syntax.
//!
//! `L` is what a link knows: a [`Target`] as the editor wrote it, or, in a view, the address it leads to.

pub mod anchors;
mod footnotes;
mod html;
pub mod lines;
mod links;
pub mod markdown;
mod notes;
mod slips;
mod tables;
pub mod terms;
#[cfg(test)]
mod tests;
mod typeset;
pub mod walk;

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

/// One block. What is large lies in a box: a text has many blocks and pieces of a line, and most are small.
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
    /// Something that must be seen.
    Alert(Alert, Vec<Block<L>>),
    /// A quotation.
    Quote(Vec<Block<L>>),
    /// A table.
    Table(Box<Table<L>>),
    /// A picture of its own: an image alone in its paragraph.
    Figure(Box<Image<L>>),
    /// Text that keeps its lines, such as an address to copy.
    Verbatim(String),
    /// A change of subject.
    Rule,
}

/// A heading of level 2 to 6: the title of the guide is its level 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading<L = Target> {
    /// 2 to 6.
    pub level: u8,
    /// Its anchor: given by `{#id}`, else the slug of its text; in a translation replaced by the source's.
    pub id: String,
    /// The pictogram that its class names, as in `{.documents}`.
    pub pictogram: Option<String>,
    /// Its words.
    pub text: Vec<Inline<L>>,
    /// Where it stands in the file.
    #[serde(skip)]
    pub span: Span,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item<L = Target> {
    /// A box to tick, and whether it is ticked.
    pub task: Option<bool>,
    /// What the item says.
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

/// A table; the first cell of each row names the row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table<L = Target> {
    /// What the table shows: the paragraph `: caption` beside it, else the heading above it.
    pub caption: Vec<Inline<L>>,
    /// The heads of the columns.
    pub head: Vec<Vec<Inline<L>>>,
    /// The rows.
    pub rows: Vec<Vec<Vec<Inline<L>>>>,
    /// Where it stands in the file.
    #[serde(skip)]
    pub span: Span,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Image<L = Target> {
    /// Its file.
    pub source: L,
    /// What it shows, for who does not see it.
    pub alt: String,
    /// Its caption, from the image's title.
    pub caption: Option<String>,
    /// Where it stands in the file.
    #[serde(skip)]
    pub span: Span,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline<L = Target> {
    /// Plain text, with the typography of its language.
    Text(String),
    /// Important words.
    Strong(Vec<Inline<L>>),
    /// Stressed words.
    Emphasis(Vec<Inline<L>>),
    /// Crossed out words.
    Strike(Vec<Inline<L>>),
    /// What one types or reads on a screen.
    Code(String),
    /// A link of any kind.
    Link(Box<Link<L>>),
    /// A picture inside a line.
    Image(Box<Image<L>>),
    /// A footnote, by its number from 1.
    Footnote(usize),
    /// A new line.
    Break,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link<L = Target> {
    /// Where it leads.
    pub to: L,
    /// Its words.
    pub text: Vec<Inline<L>>,
    /// Where it stands in the file.
    #[serde(skip)]
    pub span: Span,
}

/// What an editor's link names, before anybody looked it up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// `guide:demander#les-papiers`.
    Guide {
        /// The guide.
        slug: String,
        /// The heading.
        anchor: Option<String>,
    },
    /// `page:vie-privee`.
    Page {
        /// The page.
        slug: String,
        /// The heading.
        anchor: Option<String>,
    },
    /// `#les-papiers`: a heading of the same text.
    Anchor(String),
    /// `../demander/fr.md#les-papiers`: a file beside this one.
    File {
        /// The path as written, decoded.
        path: String,
        /// The heading.
        anchor: Option<String>,
    },
    /// `term:dalo`, or an abbreviation of the glossary that was found in the text.
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
