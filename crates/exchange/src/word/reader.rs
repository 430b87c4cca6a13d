//! What is known while a document is read.

use std::collections::BTreeMap;

use super::{Document, Dropped, element::Element, lost::Lost, styles::Styles};

/// What is known while a document is read.
pub(super) struct Reader {
    pub styles: Styles,
    pub targets: BTreeMap<String, String>,
    pub document: Document,
    /// Bookmarks that stand between two paragraphs: they belong to the next one.
    pub waiting: Vec<String>,
    pub tables: usize,
    /// How many frames there are, and the one that is being read.
    pub frames: (usize, Option<usize>),
    /// How many letters the paragraph has that is being read.
    pub at: usize,
    /// For each tab stop of it whether a line leads there, and how many tabs there were.
    pub stops: (Vec<bool>, usize),
    /// The words of notes, by their numbers.
    pub notes: BTreeMap<(bool, String), String>,
    /// The fields that are open: what they do, and whether their result has begun.
    pub fields: Vec<(String, bool)>,
}

impl Reader {
    /// Counts what a text cannot hold.
    pub fn drop(&mut self, what: Dropped, count: usize) {
        if count > 0 {
            *self.document.dropped.entry(what).or_default() += count;
            let place = Some((self.document.paragraphs.len(), self.at));
            self.document.lost.push(Lost { what, place, own: String::new() });
        }
    }

    /// Counts what a text cannot hold and what has words of its own.
    pub fn drop_words(&mut self, what: Dropped, words: &str) {
        self.drop(what, 1);
        if let Some(lost) = self.document.lost.last_mut() {
            lost.own = words.to_owned();
        }
    }
}

/// Whether a shade has a colour.
pub(super) fn has_fill(shade: &Element) -> bool {
    !matches!(shade.get("w:fill"), None | Some("auto" | "FFFFFF" | "ffffff"))
}
