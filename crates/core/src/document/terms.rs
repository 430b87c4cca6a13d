//! Terms: the first use of each in a text becomes a link to the glossary.

mod find;
mod fold;

use std::{collections::BTreeSet, ops::Range};

use super::{Document, Inline, Link, Target, walk::Role};
use crate::diagnostic::Span;
pub use find::Finder;
use trousseau_text::Language;

/// What stands for a term in `[structure](term:-)`: these words are none, whatever the glossary says.
pub const NONE: &str = "-";

/// A word of a glossary, and the id of its term.
pub type Pair<'a> = (&'a str, &'a str);

/// The terms of a glossary in one language, ready to be found.
pub struct Terms {
    /// Abbreviations, found as they are written: "PLUS" is no "plus".
    abbreviations: Finder,
    /// Words and their forms, found in small and in capital letters.
    words: Finder,
    /// The id of each term, in the order in which the finders were given theirs.
    ids: Vec<String>,
}

/// A use of a term: its bytes in the line, and the index of its term in `ids`.
type Found = (Range<usize>, usize);

impl Terms {
    /// From abbreviations, and from words and their forms in this language.
    pub fn new<'a>(
        language: Language,
        abbreviations: impl IntoIterator<Item = Pair<'a>>,
        words: impl IntoIterator<Item = Pair<'a>>,
    ) -> Self {
        let filled = |(word, _): &Pair| !word.trim().is_empty();
        let (short, mut ids): (Vec<_>, Vec<_>) =
            abbreviations.into_iter().filter(filled).map(|(word, id)| (word.trim(), id.to_owned())).unzip();
        let (long, more): (Vec<_>, Vec<_>) =
            words.into_iter().filter(filled).map(|(word, id)| (word.trim(), id.to_owned())).unzip();
        ids.extend(more);
        let first = short.len();
        Self { abbreviations: Finder::exact(&short), words: Finder::folded(&long, language, first), ids }
    }

    /// Turns the first use of each term into a link to it, body first, then footnotes; words that the editor kept from being
    /// one are plain words again.
    ///
    /// Not marked are: terms in `already`, terms that the editor linked further up, and uses in links, headings,
    /// code and the captions of tables. A link made here has an empty span: nobody wrote it.
    pub fn mark<'a>(&self, document: &mut Document, already: impl IntoIterator<Item = &'a str>) {
        let mut seen: BTreeSet<String> = already.into_iter().map(str::to_owned).collect();
        document.lines_mut(&mut |role, line| {
            let mut pieces = Pieces::default();
            pieces.gather(line, matches!(role, Role::Paragraph | Role::Cell));
            let found = self.find(&pieces.text);
            if found.is_empty() && pieces.list.iter().all(|piece| matches!(piece, Piece::Text { .. })) {
                return;
            }
            let cuts = self.choose(&pieces.list, found, &mut seen);
            let is_kept = |piece: &Piece| matches!(piece, Piece::Term(id) if id == NONE);
            if cuts.iter().any(|cuts| !cuts.is_empty()) || pieces.list.iter().any(is_kept) {
                *line = self.cut(std::mem::take(line), &mut cuts.into_iter());
            }
        });
    }

    /// The uses in a line that are whole words, from left to right; where two overlap, the longest counts.
    fn find(&self, text: &str) -> Vec<Found> {
        let mut found = self.abbreviations.find(text);
        found.extend(self.words.find(text));
        find::longest(&mut found);
        found
    }

    /// For each piece of a line, the uses to mark in it, counted from its start: the first of each term that was not seen
    /// before.
    fn choose(&self, pieces: &[Piece], found: Vec<Found>, seen: &mut BTreeSet<String>) -> Vec<Vec<Found>> {
        let mut found = found.into_iter().peekable();
        let mut cuts = Vec::new();
        for piece in pieces {
            let (range, open) = match piece {
                Piece::Term(id) => {
                    seen.insert(id.clone());
                    continue;
                }
                Piece::Text { range, open } => (range, *open),
            };
            let mut here = Vec::new();
            while let Some((at, place)) = found.next_if(|(at, _)| at.start < range.end) {
                let inside = open && range.start <= at.start && at.end <= range.end;
                if inside && self.ids.get(place).is_some_and(|id| seen.insert(id.clone())) {
                    here.push((at.start - range.start..at.end - range.start, place));
                }
            }
            cuts.push(here);
        }
        cuts
    }

    fn cut(&self, line: Vec<Inline>, cuts: &mut std::vec::IntoIter<Vec<Found>>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(line.len());
        for inline in line {
            match inline {
                Inline::Text(text) => self.cut_text(&text, cuts.next().unwrap_or_default(), &mut out),
                Inline::Strong(inner) => out.push(Inline::Strong(self.cut(inner, cuts))),
                Inline::Emphasis(inner) => out.push(Inline::Emphasis(self.cut(inner, cuts))),
                Inline::Strike(inner) => out.push(Inline::Strike(self.cut(inner, cuts))),
                Inline::Link(link) if link.to == Target::Term(NONE.to_owned()) => {
                    out.extend(self.cut(link.text, cuts));
                }
                Inline::Link(mut link) => {
                    link.text = self.cut(link.text, cuts);
                    out.push(Inline::Link(link));
                }
                other => out.push(other),
            }
        }
        out
    }

    fn cut_text(&self, text: &str, cuts: Vec<Found>, out: &mut Vec<Inline>) {
        let mut start = 0;
        for (range, place) in cuts {
            let parts = (text.get(start..range.start), text.get(range.clone()), self.ids.get(place));
            let (Some(before), Some(word), Some(id)) = parts else { continue };
            if !before.is_empty() {
                out.push(Inline::Text(before.to_owned()));
            }
            let (to, words) = (Target::Term(id.clone()), vec![Inline::Text(word.to_owned())]);
            out.push(Inline::Link(Box::new(Link { to, text: words, span: Span::default() })));
            start = range.end;
        }
        match text.get(start..) {
            Some("") | None => {}
            Some(rest) => out.push(Inline::Text(rest.to_owned())),
        }
    }
}

/// A line as one text, and where its parts lie in it: a word may go on over several of them.
#[derive(Default)]
struct Pieces {
    text: String,
    list: Vec<Piece>,
}

enum Piece {
    /// Text; `open` is false inside links and other places in which nothing is marked.
    Text { range: Range<usize>, open: bool },
    /// A link to a term that the editor wrote, before its words.
    Term(String),
}

impl Pieces {
    fn gather(&mut self, line: &[Inline], open: bool) {
        for inline in line {
            match inline {
                Inline::Text(text) => {
                    let start = self.text.len();
                    self.text.push_str(text);
                    self.list.push(Piece::Text { range: start..self.text.len(), open });
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => {
                    self.gather(inner, open)
                }
                Inline::Link(link) => {
                    if let Target::Term(id) = &link.to {
                        self.list.push(Piece::Term(id.clone()));
                    }
                    self.gather(&link.text, false);
                }
                // Stands in for code: a term right beside it is no whole word.
                Inline::Code(_) => self.text.push('_'),
                Inline::Image(_) | Inline::Footnote(_) | Inline::Break | Inline::Blank(_) => {
                    self.text.push('\n')
                }
            }
        }
    }
}
