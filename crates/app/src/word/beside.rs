//! A document beside its text: which block is which, what the text is to become, and what of it is left as it was.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, rule},
    manuscript::{
        self, HEAD, Letter, Manuscript, Style,
        align::align,
        compare::{Piece, pieces, text},
        rewrite::{Done, New, Rewritten, Why, Wish},
    },
};
use trousseau_exchange::word::{Document, Seen, address::is_same};

use super::{
    Block, Text,
    got::{Got, blocks},
};

/// A document beside its text.
pub(super) struct Comparing<'a> {
    text: &'a Text<'a>,
    manuscript: &'a Manuscript,
    pub got: Vec<Got>,
    /// For each block of the document the block of the text.
    pub pairs: Vec<Option<usize>>,
    /// The hash of each block of the text.
    now: Vec<String>,
    /// How many blocks of each hash the text had when the document was made.
    exported: BTreeMap<String, usize>,
    /// The hashes of what the document said before it was changed.
    before: Vec<String>,
    /// Which block of the document a wish comes from.
    of: Vec<usize>,
    pub blocks: Vec<Block>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Comparing<'a> {
    pub fn new(text: &'a Text<'a>, manuscript: &'a Manuscript, document: &Document, hashes: &str) -> Self {
        let mut exported: BTreeMap<String, usize> = BTreeMap::new();
        hashes.split(',').for_each(|hash| *exported.entry(hash.to_owned()).or_default() += 1);
        let now: Vec<String> = manuscript.blocks.iter().map(manuscript::Block::hash).collect();
        let (mut got, mut diagnostics) = (blocks(document, true), Vec::new());
        let mut before = blocks(document, false);
        let known = links(manuscript);
        got.iter_mut().chain(&mut before).for_each(|one| same_addresses(&mut one.letters, &known));
        got.retain(|one| {
            if one.is_label {
                let place = Place::file(&text.source.path);
                let words = manuscript::compare::text(&one.letters);
                diagnostics.push(Diagnostic::new(rule::word::BESIDE, place).with("words", words));
            }
            !one.is_label
        });
        let before = before.iter().map(|one| manuscript::hash(&one.letters)).collect();
        let named: Vec<Option<usize>> = got
            .iter()
            .map(|one| {
                let name = one.name.as_ref()?;
                let own = now.get(name.place).filter(|hash| **hash == name.hash).map(|_| name.place);
                own.or_else(|| now.iter().position(|hash| *hash == name.hash))
            })
            .collect();
        let old: Vec<&[Letter]> = manuscript.blocks.iter().map(|block| block.letters.as_slice()).collect();
        let new: Vec<&[Letter]> = got.iter().map(|one| one.letters.as_slice()).collect();
        let pairs = align(&old, &new, &named);
        Self {
            text,
            manuscript,
            got,
            pairs,
            now,
            exported,
            before,
            of: Vec::new(),
            blocks: Vec::new(),
            diagnostics,
        }
    }

    /// Whether hardly anything of the text is in the document.
    pub fn is_other(&self) -> bool {
        let found = self.pairs.iter().flatten().count();
        found * 3 < self.manuscript.blocks.len()
    }

    /// What the text is to become: its blocks, and those that are to go.
    pub fn wishes(&mut self) -> (Vec<Wish>, Vec<usize>) {
        let mut wishes = Vec::new();
        for number in 0..self.got.len() {
            let (got, pair) = (self.got[number].clone(), self.pairs[number]);
            let block = pair.and_then(|place| self.manuscript.blocks.get(place));
            let is_stale = got.name.as_ref().is_some_and(|name| !self.has(&name.hash));
            let is_touched = got.name.as_ref().is_none_or(|name| name.hash != manuscript::hash(&got.letters));
            let letters = match (pair, block) {
                // The text has changed since: what nobody touched in the document stays as the text has it.
                (Some(_), Some(block)) if is_stale && !is_touched => block.letters.clone(),
                (None, _) if is_stale && !is_touched => continue,
                (_, _)
                    if is_stale
                        && is_touched
                        && block.is_none_or(|block| {
                            manuscript::key(&block.letters) != manuscript::key(&got.letters)
                        }) =>
                {
                    self.conflict(&got, pair);
                    match block {
                        Some(block) => block.letters.clone(),
                        None => continue,
                    }
                }
                (Some(place), _) if place < HEAD => bare(&got.letters),
                (_, None) if got.cell.is_some() => {
                    self.refuse(rule::word::TABLE, self.near(number), &text(&got.letters));
                    continue;
                }
                _ => got.letters.clone(),
            };
            self.of.push(number);
            wishes.push(Wish { of: pair, new: new(&got), letters });
        }
        let gone = self.gone();
        (wishes, gone)
    }

    /// Whether the text has a block with this hash today.
    fn has(&self, hash: &str) -> bool {
        self.now.iter().any(|own| own == hash)
    }

    /// The blocks that the document had and has no more.
    fn gone(&mut self) -> Vec<usize> {
        let mut gone = Vec::new();
        let mut left = self.exported.clone();
        for (place, block) in self.manuscript.blocks.iter().enumerate() {
            let Some(hash) = self.now.get(place).cloned() else { continue };
            let count = left.get_mut(&hash).filter(|count| **count > 0);
            let was_there = count.map(|count| *count -= 1).is_some();
            if !was_there || self.pairs.contains(&Some(place)) {
                continue;
            }
            let has_number = block.letters.iter().any(|letter| {
                let link = letter.style.link.as_deref().unwrap_or_default();
                link.starts_with("tel:") || link.starts_with("fact:")
            });
            let is_marked = self.before.contains(&hash);
            if place < HEAD {
                self.refuse(rule::word::PLACE, Some(place), &text(&block.letters));
            } else if has_number && !is_marked {
                self.refuse(rule::word::VANISHED, Some(place), &text(&block.letters));
            } else {
                gone.push(place);
            }
        }
        gone
    }

    /// The block of the text that stands before a block of the document.
    fn near(&self, number: usize) -> Option<usize> {
        self.pairs.get(..number)?.iter().rev().flatten().next().copied()
    }

    fn place(&self, block: Option<usize>) -> Place {
        match block.and_then(|place| self.manuscript.blocks.get(place)) {
            Some(block) => Place::span(&self.text.source.path, block.span.clone()),
            None => Place::file(&self.text.source.path),
        }
    }

    fn refuse(&mut self, rule: Rule, block: Option<usize>, words: &str) {
        let short: String = words.chars().take(120).collect();
        let diagnostic = Diagnostic::new(rule, self.place(block)).with("words", short);
        self.diagnostics.push(diagnostic);
    }

    fn conflict(&mut self, got: &Got, block: Option<usize>) {
        self.refuse(rule::word::CONFLICT, block, &text(&got.letters));
    }

    /// Says what became of each block.
    pub fn tell(&mut self, wishes: &[Wish], gone: &[usize], outcome: &Rewritten) {
        for (number, (wish, done)) in wishes.iter().zip(&outcome.done).enumerate() {
            let old = wish.of.and_then(|place| self.manuscript.blocks.get(place));
            let got = self.of.get(number).and_then(|number| self.got.get(*number));
            let near = wish.of.or_else(|| self.near(self.of.get(number).copied().unwrap_or(0)));
            let section =
                near.and_then(|place| self.manuscript.blocks.get(place)).map(|block| block.section.clone());
            match done {
                Done::Same => continue,
                Done::Refused(why) => {
                    self.why(why, near, &text(&wish.letters));
                    continue;
                }
                _ => {}
            }
            let pieces = old.map_or_else(
                || vec![Piece::New(wish.letters.clone())],
                |old| pieces(&old.letters, &wish.letters),
            );
            let is_marked = match old {
                Some(old) => self.before.contains(&old.hash()),
                None => got.is_some_and(|got| !got.is_old),
            };
            let block = Block { section: section.unwrap_or_default(), done: done.clone(), pieces, is_marked };
            self.blocks.push(block);
        }
        for place in gone {
            let Some(block) = self.manuscript.blocks.get(*place) else { continue };
            if let Some((_, why)) = outcome.kept.iter().find(|(kept, _)| kept == place) {
                self.why(why, Some(*place), &text(&block.letters));
                continue;
            }
            self.blocks.push(Block {
                section: block.section.clone(),
                done: Done::Changed,
                pieces: vec![Piece::Gone(block.letters.clone())],
                is_marked: self.before.contains(&block.hash()),
            });
        }
    }

    fn why(&mut self, why: &Why, block: Option<usize>, words: &str) {
        let with = |rule, place, name, value: &String| Diagnostic::new(rule, place).with(name, value);
        let place = self.place(block);
        let diagnostic = match why {
            Why::Lost(address) => with(rule::word::LOST, place, "address", address),
            Why::Altered(address) => with(rule::word::ALTERED, place, "address", address),
            Why::Address(address) => with(rule::word::ADDRESS, place, "address", address),
            Why::Form => return self.refuse(rule::word::FORM, block, words),
            Why::Table => return self.refuse(rule::word::TABLE, block, words),
            Why::Place => return self.refuse(rule::word::PLACE, block, words),
        };
        self.diagnostics.push(diagnostic);
    }
}

/// What a new block is, by its looks.
fn new(got: &Got) -> New {
    match got.seen {
        Seen::Heading(level) => New::Heading(level.saturating_add(1)),
        Seen::Title => New::Heading(2),
        Seen::Item { level, ordered } => New::Item { level, ordered },
        Seen::Box => New::Box,
        Seen::Text | Seen::Subtitle | Seen::Label => New::Paragraph,
    }
}

/// The addresses of all links of a text.
fn links(manuscript: &Manuscript) -> BTreeSet<Arc<str>> {
    let letters = manuscript.blocks.iter().flat_map(|block| &block.letters);
    letters.filter_map(|letter| letter.style.link.clone()).collect()
}

/// Gives links the address that the text has for them, where a program has written it another way.
fn same_addresses(letters: &mut [Letter], known: &BTreeSet<Arc<str>>) {
    for run in letters.chunk_by_mut(|one, next| one.style.link == next.style.link) {
        let Some(link) = run.first().and_then(|letter| letter.style.link.clone()) else { continue };
        if known.contains(&link) {
            continue;
        }
        if let Some(own) = known.iter().find(|known| is_same(known, &link)) {
            run.iter_mut().for_each(|letter| letter.style.link = Some(own.clone()));
        }
    }
}

/// The title and the summary have no marks.
fn bare(letters: &[Letter]) -> Vec<Letter> {
    letters.iter().map(|letter| Letter { style: Style::default(), ..letter.clone() }).collect()
}
