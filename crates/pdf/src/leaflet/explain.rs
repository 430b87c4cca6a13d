//! Words explained where they are used: at the foot of the page, led to by a raised sign; on narrow panels, which have no foot,
//! below the line that has them.

use serde_json::{Value, json};

use super::{body::Body, explains::Explains, pieces::Writer};
use trousseau_core::document::Block;
use trousseau_site::view::{Reference, TermView};

impl Body<'_, '_> {
    /// These blocks as JSON, each with the words that it is the first to use explained below it.
    pub fn blocks(&mut self, blocks: &[Block<Reference>]) -> Vec<Value> {
        let mut out = Vec::with_capacity(blocks.len());
        for block in blocks {
            out.push(self.block(block));
            // A heading stays with what it heads.
            if !self.to_explain.is_empty() && !matches!(block, Block::Heading(_)) {
                out.push(self.explained());
            }
        }
        out
    }

    /// Notes a term that the text uses, if paper explains it and has not yet; at the foot of a page, returns its note.
    pub fn use_term(&mut self, id: &str) -> Option<Value> {
        let at = self.terms.iter().position(|term| term.id == id)?;
        if self.explains == Explains::Nowhere || !self.seen.insert(at) {
            return None;
        }
        if self.explains == Explains::Below {
            self.to_explain.push(at);
            return None;
        }
        let (mark, words) = self.entries(vec![at]);
        Some(json!({"t": "explain", "m": mark, "word": words.first()}))
    }

    /// The terms that are used and nowhere explained: a list at the end has them.
    pub fn unexplained(&self) -> Vec<&TermView> {
        (0..self.terms.len())
            .filter(|at| !self.seen.contains(at))
            .filter_map(|at| self.terms.get(at))
            .collect()
    }

    /// The explanations that are due.
    fn explained(&mut self) -> Value {
        let due = std::mem::take(&mut self.to_explain);
        let (mark, words) = self.entries(due);
        json!({"t": "explain", "m": mark, "words": words})
    }

    /// The explanations of these terms. They come from another file, so diagnostics about them must name that one.
    fn entries(&mut self, due: Vec<usize>) -> (usize, Vec<Value>) {
        let here = self.writer.here.clone();
        self.writer.enter(&"content/glossary.yaml".into(), &here.section);
        let mark = self.writer.mark();
        let terms = self.terms;
        let words: Vec<Value> =
            due.into_iter().filter_map(|at| terms.get(at)).map(|one| term(self.writer, one)).collect();
        self.writer.here = here;
        (mark, words)
    }
}

/// A term with its explanation.
pub fn term(w: &mut Writer<'_>, term: &TermView) -> Value {
    let abbr = term.abbr.as_ref().filter(|abbr| **abbr != term.word.text);
    let original = term.original.as_ref().map(|word| {
        let text = w.strings.get("words.original").to_owned();
        let (before, after) = text.split_once("{word}").unwrap_or((&text, ""));
        let spoken = w.strings.spoken_at("words.original");
        let mut pieces = w.foreign(before, spoken);
        pieces.extend(w.local(word));
        pieces.extend(w.foreign(after, spoken));
        pieces
    });
    json!({
        "abbr": abbr.map(|abbr| w.foreign(abbr, w.theme.official)),
        "word": w.local(&term.word), "original": original, "definition": w.local(&term.definition),
    })
}
