//! What is known while a document is read.

use std::collections::BTreeMap;

use super::{Document, Dropped, element::Element, styles::Styles};

/// What is known while a document is read.
pub(super) struct Reader {
    pub styles: Styles,
    pub targets: BTreeMap<String, String>,
    pub document: Document,
    /// Bookmarks that stand between two paragraphs: they belong to the next one.
    pub waiting: Vec<String>,
    pub tables: usize,
    /// The fields that are open: what they do, and whether their result has begun.
    pub fields: Vec<(String, bool)>,
}

impl Reader {
    /// Counts what a text cannot hold.
    pub fn drop(&mut self, what: Dropped, count: usize) {
        if count > 0 {
            *self.document.dropped.entry(what).or_default() += count;
        }
    }
}

/// Whether a shade has a colour.
pub(super) fn has_fill(shade: &Element) -> bool {
    !matches!(shade.get("w:fill"), None | Some("auto" | "FFFFFF" | "ffffff"))
}
