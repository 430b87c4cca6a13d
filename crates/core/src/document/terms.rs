//! Abbreviations: the first use of each in a text becomes a link to the glossary.

use std::{cmp::Reverse, collections::BTreeSet, ops::Range};

use aho_corasick::AhoCorasick;

use super::{Document, Inline, Link, Target, walk::Role};
use crate::diagnostic::Span;

/// The abbreviations of a glossary, ready to be found.
pub struct Abbreviations {
    /// `None` when the glossary has no abbreviations.
    finder: Option<AhoCorasick>,
    /// The id of each abbreviation's term, in the order of the finder's patterns.
    ids: Vec<String>,
}

/// A use of an abbreviation: its bytes in the line, and the index of its term in `ids`.
type Found = (Range<usize>, usize);

impl Abbreviations {
    /// From pairs of an abbreviation and the id of its term.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let (words, ids): (Vec<_>, Vec<_>) = pairs
            .into_iter()
            .map(|(word, id)| (word.trim(), id.to_owned()))
            .filter(|(word, _)| !word.is_empty())
            .unzip();
        // The automaton can be too large for a huge glossary; then no abbreviation is marked, and everything else works.
        let finder = if words.is_empty() { None } else { AhoCorasick::new(words).ok() };
        Self { finder, ids }
    }

    /// Turns the first use of each abbreviation into a link to its term, body first, then footnotes.
    ///
    /// Not marked are: terms in `already`, terms that the editor linked further up, and uses in links, headings,
    /// code and the captions of tables. A link made here has an empty span: nobody wrote it.
    pub fn mark<'a>(&self, document: &mut Document, already: impl IntoIterator<Item = &'a str>) {
        let Some(finder) = &self.finder else { return };
        let mut seen: BTreeSet<String> = already.into_iter().map(str::to_owned).collect();
        document.lines_mut(&mut |role, line| {
            let mut pieces = Pieces::default();
            pieces.gather(line, matches!(role, Role::Paragraph | Role::Cell));
            let found = self.find(finder, &pieces.text);
            if found.is_empty() && pieces.list.iter().all(|piece| matches!(piece, Piece::Text { .. })) {
                return;
            }
            let cuts = self.choose(&pieces.list, found, &mut seen);
            if cuts.iter().any(|cuts| !cuts.is_empty()) {
                *line = self.cut(std::mem::take(line), &mut cuts.into_iter());
            }
        });
    }

    /// The uses in a line that are whole words, from left to right; where two overlap, the longest counts.
    fn find(&self, finder: &AhoCorasick, text: &str) -> Vec<Found> {
        let mut found: Vec<Found> = finder
            .find_overlapping_iter(text)
            .map(|found| (found.range(), found.pattern().as_usize()))
            .filter(|(range, _)| is_whole(text, range))
            .collect();
        found.sort_by_key(|(range, place)| (range.start, Reverse(range.end), *place));
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            end = if free { range.end } else { end };
            free
        });
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

/// Whether no letter, digit or `_` touches these bytes.
///
/// The Arabic stroke that joins an article to a foreign word, as in "الـDALO", is a border like a hyphen.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let joins = |letter: char| (letter.is_alphanumeric() || letter == '_') && letter != '\u{640}';
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    !before.is_some_and(joins) && !after.is_some_and(joins)
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
                // Stands in for code: an abbreviation right beside it is no whole word.
                Inline::Code(_) => self.text.push('_'),
                Inline::Image(_) | Inline::Footnote(_) | Inline::Break => self.text.push('\n'),
            }
        }
    }
}
