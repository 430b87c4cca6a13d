//! The diagnostics of one body, at their places in the file.

use crate::diagnostic::Rule;
use std::{cell::OnceCell, collections::BTreeSet, ops::Range};

use super::repair::Repaired;
use crate::{
    diagnostic::{Diagnostic, Place, Span},
    source::SourcePath,
};

/// The most diagnostics of one text, so that a file of nonsense costs no memory. The next run shows those that are left.
const MOST_NOTES: usize = 1000;

/// The longest excerpt that a diagnostic quotes, in characters.
const LONGEST_EXCERPT: usize = 60;

/// Collects the diagnostics of one body while it is read, and turns its byte ranges into those of the file.
pub(super) struct Notes<'a> {
    path: &'a SourcePath,
    body: &'a Repaired<'a>,
    offset: usize,
    list: Vec<Diagnostic>,
    /// The codes that [`say_once`](Self::say_once) has reported.
    once: BTreeSet<Rule>,
    /// The signs of notes with which lines begin, gathered when the first call is met.
    noted: OnceCell<BTreeSet<&'a str>>,
    /// Whether lines are notes that stars call, found when the first stars are met.
    star_notes: OnceCell<bool>,
}

impl<'a> Notes<'a> {
    /// An empty list for the body that starts at byte `offset` of the file.
    pub(super) fn new(body: &'a Repaired<'a>, offset: usize, path: &'a SourcePath) -> Self {
        Self {
            path,
            body,
            offset,
            list: Vec::new(),
            once: BTreeSet::new(),
            noted: OnceCell::new(),
            star_notes: OnceCell::new(),
        }
    }

    /// The body, as the parser gets it.
    pub(super) fn body(&self) -> &'a str {
        &self.body.text
    }

    /// Bytes of the body as bytes of the file, without the white space that the parser leaves at their end.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let long = self.body().get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
        self.written(range.start..range.start + long)
    }

    /// The first character of this kind in these bytes of the body; all of these bytes when it was written as an entity such
    /// as `&#8238;`.
    pub(super) fn span_of(&self, range: Range<usize>, kind: fn(char) -> bool) -> Span {
        let text = self.body().get(range.clone()).unwrap_or_default();
        match text.char_indices().find(|(_, letter)| kind(*letter)) {
            Some((at, letter)) => {
                let start = range.start + at;
                self.written(start..start + letter.len_utf8())
            }
            None => self.span(range),
        }
    }

    /// Where bytes of the body were written in the file.
    fn written(&self, range: Range<usize>) -> Span {
        let start = self.body.back(range.start);
        Span::from(self.offset + start..self.offset + self.body.back(range.end).max(start))
    }

    /// A place in the file.
    pub(super) fn place(&self, span: Span) -> Place {
        Place::span(self.path, span)
    }

    /// Whether a line begins with this sign of a note, such as `(1)` or `[12]`.
    pub(super) fn is_noted(&self, sign: &str) -> bool {
        self.noted.get_or_init(|| noted(self.body())).contains(sign)
    }

    /// Whether the body has notes that stars call, as `find` sees them.
    pub(super) fn has_star_notes(&self, find: fn(&str) -> bool) -> bool {
        *self.star_notes.get_or_init(|| find(self.body()))
    }

    /// Adds a diagnostic, up to the limit.
    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        if self.list.len() < MOST_NOTES {
            self.list.push(diagnostic);
        }
    }

    /// Whether this rule was broken further up.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.rule == rule)
    }

    /// Whether this rule was broken at this place.
    pub(super) fn has_at(&self, rule: Rule, place: &Place) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.rule == rule && diagnostic.place == *place)
    }

    /// Adds a diagnostic of which one per text is enough.
    pub(super) fn say_once(&mut self, diagnostic: Diagnostic) {
        if self.once.insert(diagnostic.rule) {
            self.list.push(diagnostic);
        }
    }

    /// The diagnostics, in the order of the file.
    pub(super) fn into_list(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| a.place.cmp(&b.place));
        self.list
    }
}

/// The signs with which lines of a body begin, as the notes of calls do: `(1)`, `¹`.
fn noted(body: &str) -> BTreeSet<&str> {
    let sign = |line: &'_ str| -> Option<usize> {
        let mut letters = line.chars();
        match (letters.next()?, letters.next(), letters.next()) {
            (first @ ('¹' | '²' | '³'), _, _) => Some(first.len_utf8()),
            ('(', Some(digit), Some(')')) => Some(digit.len_utf8() + 2),
            ('[', Some(digit), _) if digit.is_numeric() => line.find("] ").map(|end| end + 1),
            _ => None,
        }
    };
    let lines = body.lines().map(|line| line.trim_start_matches([' ', '>', '-', '*', '|', '\\', '_']));
    lines.filter_map(|line| line.get(..sign(line)?)).collect()
}

/// The beginning of a text that may be long.
pub(super) fn excerpt(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST_EXCERPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
