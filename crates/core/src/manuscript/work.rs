//! A text while it changes: each step is taken only when the text reads as it was meant.

use std::mem::discriminant;

use super::{Around, Block, Letter, Manuscript, Sign, key, wish::Reading, words::Care, write::Manner};
use crate::translation::Kind;

/// Where a block of the work comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Id {
    /// The text of before, by its place.
    Old(usize),
    /// A wish, by its number.
    Wish(usize),
}

/// The text while it changes.
pub(super) struct Work<'a> {
    pub text: String,
    pub manuscript: Manuscript,
    /// For each block where it comes from.
    pub ids: Vec<Id>,
    pub reading: Reading<'a>,
}

impl Work<'_> {
    /// What must be read of the text as it is.
    pub fn expected(&self) -> Vec<Expected> {
        let one = |block: &Block| Expected {
            key: key(&block.letters),
            kind: block.kind,
            around: Some(block.around.clone()),
        };
        self.manuscript.blocks.iter().map(one).collect()
    }

    /// Takes a text when it says exactly this; whether it does.
    pub fn prove(&mut self, text: String, expected: &[Expected]) -> bool {
        let Some(manuscript) = self.reading.read(&text) else { return false };
        let is_meant = manuscript.blocks.len() == expected.len()
            && manuscript.blocks.iter().zip(expected).all(|(block, meant)| {
                key(&block.letters) == meant.key
                    && block.kind == meant.kind
                    && meant.around.as_ref().is_none_or(|around| same(around, &block.around))
            });
        if is_meant {
            (self.text, self.manuscript) = (text, manuscript);
        }
        is_meant
    }

    pub fn place(&self, id: Id) -> Option<usize> {
        self.ids.iter().position(|own| *own == id)
    }
}

/// What must be read at a place.
pub(super) struct Expected {
    pub key: String,
    pub kind: Kind,
    /// What must stand around it, where that is known.
    pub around: Option<Vec<Around>>,
}

/// Whether the same stands around two blocks, whatever number a list begins with.
fn same(one: &[Around], other: &[Around]) -> bool {
    let kinds = |all: &[Around]| all.iter().map(discriminant).collect::<Vec<_>>();
    // A list without empty lines between its items has no paragraphs in them.
    let bare =
        |all: &[Around]| all.iter().filter(|around| **around != Around::Plain).cloned().collect::<Vec<_>>();
    kinds(&bare(one)) == kinds(&bare(other))
}

/// The bytes of a block that says something else.
pub(super) fn written(block: &Block, letters: &[Letter], care: Care) -> String {
    if block.kind == Kind::Verbatim {
        return letters
            .iter()
            .map(|letter| match &letter.sign {
                Sign::Char(sign) => sign.to_string(),
                Sign::Break => "\n".to_owned(),
                Sign::Raw(raw) => raw.to_string(),
            })
            .collect();
    }
    Manner { links: &block.links, in_cell: block.is_cell(), care }.written(letters)
}
