//! Footnotes: collected by their labels while reading, numbered by their first use afterwards.

use std::collections::BTreeMap;

use super::{Block, Document, Inline, diagnostics::Notes, walk};
use crate::diagnostic::{Diagnostic, Span, rule};

/// The footnotes of one text. Until [`settle`](Self::settle), `Inline::Footnote` holds the index of a label instead of a
/// number.
#[derive(Default)]
pub(super) struct Footnotes {
    places: BTreeMap<String, usize>,
    labels: Vec<Footnote>,
}

struct Footnote {
    label: String,
    definition: Option<(Vec<Block>, Span)>,
    number: Option<usize>,
}

impl Footnotes {
    /// The index of a label; upper and lower case are the same.
    pub(super) fn place(&mut self, label: &str) -> usize {
        *self.places.entry(label.to_lowercase()).or_insert_with(|| {
            self.labels.push(Footnote { label: label.to_owned(), definition: None, number: None });
            self.labels.len() - 1
        })
    }

    /// Keeps what a footnote says; of two that share a label the first is kept.
    pub(super) fn define(&mut self, label: &str, blocks: Vec<Block>, span: Span, notes: &mut Notes<'_>) {
        let place = self.place(label);
        let Some(footnote) = self.labels.get_mut(place) else { return };
        if footnote.definition.is_some() {
            notes.say(
                Diagnostic::new(rule::footnotes::TWICE, notes.place(span)).with("label", &footnote.label),
            );
        } else {
            footnote.definition = Some((blocks, span));
        }
    }

    /// The body with its footnotes numbered from 1, in the order in which a reader meets them.
    pub(super) fn settle(mut self, mut blocks: Vec<Block>, notes: &mut Notes<'_>) -> Document {
        let mut order = Vec::new();
        self.number(&mut blocks, &mut order);
        let mut footnotes = Vec::new();
        // A footnote may refer to others, or to itself: the list grows while it is read, and takes each label once.
        while let Some(place) = order.get(footnotes.len()) {
            let definition = self.labels.get_mut(*place).and_then(|footnote| footnote.definition.as_mut());
            let mut footnote = definition.map(|(blocks, _)| std::mem::take(blocks)).unwrap_or_default();
            self.number(&mut footnote, &mut order);
            footnotes.push(footnote);
        }
        for footnote in &self.labels {
            if let (Some((_, span)), None) = (&footnote.definition, footnote.number) {
                let note = Diagnostic::new(rule::footnotes::UNUSED, notes.place(*span));
                notes.say(note.with("label", &footnote.label));
            }
        }
        Document { blocks, footnotes, words: 0 }
    }

    fn number(&mut self, blocks: &mut [Block], order: &mut Vec<usize>) {
        walk::lines_mut(blocks, &mut |_, line| {
            walk::inlines_mut(line, &mut |piece| {
                if let Inline::Footnote(place) = *piece {
                    *piece = self.reference(place, order);
                }
            });
        });
    }

    fn reference(&mut self, place: usize, order: &mut Vec<usize>) -> Inline {
        match self.labels.get_mut(place) {
            Some(footnote) if footnote.definition.is_some() => {
                Inline::Footnote(*footnote.number.get_or_insert_with(|| {
                    order.push(place);
                    order.len()
                }))
            }
            Some(footnote) => Inline::Text(format!("[^{}]", footnote.label)),
            None => Inline::Text(String::new()),
        }
    }
}
