//! What stands around the lines of a body as they were written: lists, boxes, tables.

use pulldown_cmark::{BlockQuoteKind, Tag};

use crate::document::Alert;

/// The way through a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something begins.
    Open(Around),
    /// What began last ends.
    Close,
    /// The next line.
    Line,
    /// A line across the page, or a whole line to write on.
    Rule,
}

/// What begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Around {
    /// A paragraph, or whatever adds nothing to its words.
    Plain,
    /// A heading, by its level.
    Heading(u8),
    /// A list; a number makes it an ordered one that starts there.
    List(Option<u64>),
    /// An item; a box to tick, and whether it is ticked.
    Item(Option<bool>),
    /// A framed box, or a quotation.
    Box(Option<Alert>),
    /// A letter to copy.
    Letter,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell.
    Cell,
    /// A footnote, by its label.
    Note(String),
    /// Text that keeps its lines.
    Verbatim,
    /// Markup, which holds no words.
    Html,
}

impl From<&Tag<'_>> for Around {
    fn from(tag: &Tag) -> Self {
        match tag {
            Tag::Heading { level, .. } => Self::Heading(*level as u8),
            Tag::List(start) => Self::List(*start),
            Tag::Item => Self::Item(None),
            Tag::BlockQuote(kind) => Self::Box(kind.map(|kind| match kind {
                BlockQuoteKind::Note => Alert::Note,
                BlockQuoteKind::Tip => Alert::Tip,
                BlockQuoteKind::Important => Alert::Important,
                BlockQuoteKind::Warning => Alert::Warning,
                BlockQuoteKind::Caution => Alert::Caution,
            })),
            Tag::Table(_) => Self::Table,
            Tag::TableHead | Tag::TableRow => Self::Row,
            Tag::TableCell => Self::Cell,
            Tag::FootnoteDefinition(label) => Self::Note(label.to_string()),
            Tag::CodeBlock(_) => Self::Verbatim,
            Tag::HtmlBlock | Tag::MetadataBlock(_) => Self::Html,
            _ => Self::Plain,
        }
    }
}
