//! Units of an imported file: where they stand in it, where they belong, and why one is not taken.

use std::{collections::HashMap, ops::Range};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Span, rule},
    messages::UNIT,
    source::SourcePath,
    translation::{Fault, check::Refusal, left},
};
use trousseau_exchange::catalog::Unit;

use super::pair::Pair;

/// The most letters of a sentence that a message repeats.
const MOST_SHOWN: usize = 90;

/// The file that is imported.
pub(super) struct File<'a> {
    pub path: &'a SourcePath,
    pub bytes: &'a [u8],
    /// Whether it says for sure which unit is done.
    pub has_sure_marks: bool,
    /// Whether the words of its language are never those of the source: an easier French keeps sentences of the French.
    pub is_other_language: bool,
}

impl File<'_> {
    /// The line on which the words of a unit stand.
    pub fn place(&self, unit: &Unit) -> Place {
        self.place_behind(unit.line)
    }

    /// The first line with a translation from this one on.
    fn place_behind(&self, line_of_unit: usize) -> Place {
        let mut at = 0;
        for (number, line) in self.bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let text = String::from_utf8_lossy(line);
            let is_here = text.trim_start().starts_with("msgstr") || text.contains("<target");
            if number + 1 >= line_of_unit && is_here {
                return Place::span(self.path, at..at + text.trim_end().len().min(line.len()));
            }
            at += line.len();
        }
        Place::file(self.path)
    }

    /// What is to be said of a unit in which a sentence is still that of the source; `old` is the translation of now.
    pub fn left(&self, unit: &Unit, old: &str) -> Option<Diagnostic> {
        let words = left(&unit.source, &unit.target, Some(old)).filter(|_| self.is_other_language)?;
        let shown: String = words.chars().take(MOST_SHOWN).collect();
        Some(Diagnostic::new(rule::translation::SOURCE_SENTENCE, self.place(unit)).with("words", shown))
    }
}

/// Words of a new file of the toolkit that a unit brought.
#[derive(Clone, Debug)]
pub(super) struct Brought {
    /// The bytes of the new file.
    span: Range<usize>,
    /// The line of the unit, and its name.
    line: usize,
    context: String,
}

impl Brought {
    pub fn new(span: Range<usize>, unit: &Unit) -> Self {
        Self { span, line: unit.line, context: unit.context.clone() }
    }

    /// Wherever a file has the words of a unit.
    pub fn all(text: &str, unit: &Unit) -> Vec<Self> {
        let words = unit.target.trim();
        // Nothing is found everywhere.
        let found = text.match_indices(words).filter(|_| !words.is_empty());
        found.map(|(at, words)| Self::new(at..at + words.len(), unit)).collect()
    }

    /// What is said of these words, said of the unit: whoever translates has no other file.
    pub fn told(diagnostic: Diagnostic, brought: &[Self], file: &File) -> Diagnostic {
        let of = |own: &&Self, span: Span| {
            span.start < own.span.end && own.span.start < span.end.max(span.start + 1)
        };
        let unit = diagnostic.place.span.and_then(|span| brought.iter().find(|own| of(own, span)));
        match unit {
            Some(unit) => {
                Diagnostic { place: file.place_behind(unit.line), ..diagnostic }.with(UNIT, &unit.context)
            }
            None => diagnostic,
        }
    }
}

/// Where a unit belongs in the source of today.
pub(super) struct Places {
    by_context: HashMap<(String, String), usize>,
    /// By words alone, where no other block says the same; a heading above may have got another anchor.
    by_words: HashMap<String, Option<usize>>,
}

impl Places {
    pub fn of(pair: &Pair) -> Self {
        let mut places = Self { by_context: HashMap::new(), by_words: HashMap::new() };
        for (place, segment) in pair.segments.iter().enumerate() {
            places.by_context.insert((segment.context(&pair.slug), segment.text()), place);
            places.by_words.entry(segment.text()).and_modify(|known| *known = None).or_insert(Some(place));
        }
        places
    }

    pub fn find(&self, unit: &Unit) -> Option<usize> {
        let known = self.by_context.get(&(unit.context.clone(), unit.source.clone())).copied();
        known.or_else(|| self.by_words.get(&unit.source).copied().flatten())
    }
}

/// Why words were not taken.
pub(super) fn refused(refusal: &Refusal, place: Place) -> Diagnostic {
    match refusal {
        Refusal::Tag(Fault::Lost(tag)) => {
            Diagnostic::new(rule::translation::TAG_LOST, place).with("tag", tag)
        }
        Refusal::Tag(Fault::Doubled(tag)) => {
            Diagnostic::new(rule::translation::TAG_TWICE, place).with("tag", tag)
        }
        Refusal::Tag(Fault::Unknown(tag)) => {
            Diagnostic::new(rule::translation::TAG_UNKNOWN, place).with("tag", tag)
        }
        Refusal::Tag(Fault::Crossed(tag)) => {
            Diagnostic::new(rule::translation::TAG_CROSSED, place).with("tag", tag)
        }
        Refusal::Number(number) => {
            Diagnostic::new(rule::translation::NUMBER_LOST, place).with("number", number)
        }
        Refusal::Address(address) => {
            Diagnostic::new(rule::translation::ADDRESS_LOST, place).with("address", address)
        }
        Refusal::Form => Diagnostic::new(rule::translation::FORM, place),
    }
}

/// Whether the translation has these words already, in whatever place.
pub(super) fn is_there(pair: &Pair, words: &str) -> bool {
    (0..pair.segments.len()).any(|place| pair.target(place).as_deref() == Some(words))
        || pair.own.iter().flat_map(|own| &own.segments).any(|segment| segment.text() == words)
}
