//! A text put together from two files, which remembers from where each of its bytes comes.

use crate::{
    diagnostic::Span,
    source::layers::{Layer, Map, Piece},
};

/// Writes a text from pieces of two, and remembers where they stood.
#[derive(Default)]
pub(super) struct Pieces {
    pub text: String,
    pieces: Vec<Piece>,
}

impl Pieces {
    /// Copies bytes of a file.
    pub fn copy(&mut self, layer: Layer, text: &str, there: Span) {
        let words = text.get(there.start..there.end).unwrap_or_default();
        self.put(layer, words, there);
    }

    /// Writes words that stand in a file in another way.
    pub fn put(&mut self, layer: Layer, words: &str, there: Span) {
        let start = self.text.len();
        self.text.push_str(words);
        if !words.is_empty() {
            self.pieces.push(Piece { here: Span { start, end: self.text.len() }, layer, there });
        }
    }

    /// Writes what stands in no file, such as the end of a line.
    pub fn glue(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Ends the line, if it has begun.
    pub fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    pub fn map(self) -> (String, Map) {
        (self.text, Map(self.pieces))
    }
}
