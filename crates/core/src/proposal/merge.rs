//! The text of today with the blocks of a proposal that were accepted.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    compare::pairs,
    cut::{Block, Kind, blocks},
};
use crate::{document::spoken::letters, source::SourcePath};
use trousseau_text::{Fingerprint, Language, diff};

/// How a change stands to the text of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The block is as it was when the proposal was made.
    Open,
    /// The text says so already.
    Done,
    /// Somebody changed the block meanwhile: one of two texts is chosen.
    Conflict,
}

/// One block that a proposal changes.
#[derive(Clone, Debug)]
pub struct Change {
    /// By which it is named, in every copy of the toolkit.
    pub id: String,
    /// The block as it was; none when it is new.
    pub before: Option<Block>,
    /// The block as it is proposed; none when it is to go.
    pub after: Option<Block>,
    /// The block of today; none when there is none.
    pub now: Option<Block>,
    /// How it stands to the text of today.
    pub state: State,
    /// Whether the block says what it said, at another place.
    pub is_move: bool,
}

impl Change {
    /// The block that says what it is and in which section: the proposed one, or the one that is to go.
    pub fn block(&self) -> Option<&Block> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// A proposal beside the text on which it was made and the text of today.
pub struct Merge {
    now: Text,
    proposed: Vec<Block>,
    /// What the proposal changes, in the order of its text.
    pub changes: Vec<Change>,
    /// For each change its places: in the proposed text, and in the text of today.
    places: Vec<(Option<usize>, Option<usize>)>,
    /// For each block of the proposed text its block of today.
    counterparts: Vec<Option<usize>>,
}

/// The text of today: as it is, and cut.
struct Text {
    bytes: String,
    blocks: Vec<Block>,
}

/// A piece of the text that is written.
struct Item<'a> {
    content: &'a str,
    gap: &'a str,
}

impl Merge {
    /// Compares. The texts are those of one file; one that there was not is empty.
    pub fn new(base: &str, proposed: &str, now: &str, path: &SourcePath, language: Language) -> Self {
        let cut = |text: &str| blocks(&plain(text), path, language);
        let (mut old, mut new, today) = (cut(base), cut(proposed), cut(now));
        if plain(base).trim().is_empty() && !new.is_empty() {
            (old, new) = (Vec::new(), vec![whole(&plain(proposed))]);
        }
        let (ahead, meanwhile) = (pairs(&old, &new), pairs(&old, &today));
        let mut merge = Self {
            counterparts: vec![None; new.len()],
            now: Text { bytes: now.to_owned(), blocks: today },
            proposed: new,
            changes: Vec::new(),
            places: Vec::new(),
        };
        merge.compare(&old, &ahead, &meanwhile);
        merge
    }

    fn compare(&mut self, old: &[Block], ahead: &[Option<usize>], meanwhile: &[Option<usize>]) {
        let mut origin = vec![None; self.proposed.len()];
        for (place, target) in ahead.iter().enumerate() {
            if let Some(target) = target {
                origin[*target] = Some(place);
                self.counterparts[*target] = meanwhile[place];
            }
        }
        self.pair_new(&origin, meanwhile);
        let stays = in_place(&origin);
        let mut found = Vec::new();
        for place in 0..self.proposed.len() {
            let (block, before) = (&self.proposed[place], origin[place].map(|at| &old[at]));
            let is_move = before.is_some_and(|one| one.content == block.content) && !stays[place];
            let is_same = before.is_some_and(|one| one.content == block.content) && !is_move;
            if !is_same && block.kind != Kind::Mark {
                found.push((before, Some(place), self.counterparts[place], is_move));
            }
            // What goes is told behind what stood before it.
            let gone = origin[place].map_or(0..0, |at| at + 1..old.len());
            let gone = gone.take_while(|at| ahead[*at].is_none());
            found.extend(gone.map(|at| (Some(&old[at]), None, meanwhile[at], false)));
        }
        let first = (0..old.len()).take_while(|at| ahead[*at].is_none());
        let first = first.map(|at| (Some(&old[at]), None, meanwhile[at], false));
        let all: Vec<_> = first.chain(found).collect();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (before, after, now, is_move) in all {
            if before.is_some_and(|one| one.kind == Kind::Mark) {
                continue;
            }
            let after_block = after.map(|place| self.proposed[place].clone());
            let mut change = self.change(before, after_block, now, is_move, &mut seen);
            if is_move && after.zip(now).is_some_and(|(place, at)| self.is_there(place, at, &stays)) {
                change.state = State::Done;
            }
            self.changes.push(change);
            self.places.push((after, now));
        }
    }

    /// Whether a block of today stands already where the proposal puts it: between the same blocks that stay.
    fn is_there(&self, place: usize, at: usize, stays: &[bool]) -> bool {
        let other = |place: &usize| self.counterparts[*place].filter(|_| stays[*place]);
        let before = (0..place).rev().find_map(|place| other(&place));
        let behind = (place + 1..self.proposed.len()).find_map(|place| other(&place));
        before.is_none_or(|before| before < at) && behind.is_none_or(|behind| at < behind)
    }

    /// A new block may stand in the text of today already, or an entry of its name.
    fn pair_new(&mut self, origin: &[Option<usize>], meanwhile: &[Option<usize>]) {
        let mut taken: BTreeSet<usize> = meanwhile.iter().flatten().copied().collect();
        for (place, block) in self.proposed.iter().enumerate().filter(|(place, _)| origin[*place].is_none()) {
            let is_it = |other: &Block| {
                other.content == block.content || !block.key.is_empty() && other.key == block.key
            };
            let own = self.now.blocks.iter().enumerate();
            let found =
                own.filter(|(at, other)| !taken.contains(at) && is_it(other)).map(|(at, _)| at).next();
            self.counterparts[place] = found;
            taken.extend(found);
        }
        if let [block] = &self.proposed[..]
            && block.kind == Kind::Whole
            && !self.now.blocks.is_empty()
        {
            self.now.blocks = vec![whole(&plain(&self.now.bytes))];
            self.counterparts = vec![Some(0)];
        }
    }

    fn change(
        &self,
        before: Option<&Block>,
        after: Option<Block>,
        now: Option<usize>,
        is_move: bool,
        seen: &mut BTreeMap<String, usize>,
    ) -> Change {
        let now = now.and_then(|at| self.now.blocks.get(at)).cloned();
        let content = |block: Option<&Block>| block.map(|block| block.content.clone());
        let (old, new, today) = (content(before), content(after.as_ref()), content(now.as_ref()));
        let state = match (is_move, &today) {
            (true, Some(_)) => State::Open,
            _ if today == new => State::Done,
            _ if today == old => State::Open,
            _ => State::Conflict,
        };
        let said = format!("{old:?}\n{new:?}\n{is_move}");
        let mut id = letters(Fingerprint::of(said.as_bytes()));
        let number = seen.entry(id.clone()).or_default();
        *number += 1;
        if *number > 1 {
            id = format!("{id}-{number}");
        }
        Change { id, before: before.cloned(), after, now, state, is_move }
    }

    /// The text of today with the changes that are accepted; every other byte is as it was.
    pub fn text(&self, is_accepted: impl Fn(&Change) -> bool) -> String {
        let mut replaced: BTreeMap<usize, Option<&str>> = BTreeMap::new();
        // What comes behind each block of today, by its place and one more; 0 is the start of the text.
        let mut inserted: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let taken = self.changes.iter().zip(&self.places);
        let taken: Vec<_> =
            taken.filter(|(change, _)| change.state != State::Done && is_accepted(change)).collect();
        let moves = taken.iter().filter(|(change, _)| change.is_move);
        let moved: BTreeMap<usize, &str> = moves
            .filter_map(|(_, places)| Some((places.0?, self.now.blocks.get(places.1?)?.content.as_str())))
            .collect();
        for (change, (after, now)) in taken {
            let content = after.map(|place| self.proposed[place].content.as_str());
            match (after, now) {
                (Some(place), Some(at)) if change.is_move => {
                    replaced.insert(*at, None);
                    inserted.entry(self.anchor(*place, &moved)).or_default().push(*place);
                }
                (_, Some(at)) => drop(replaced.insert(*at, content)),
                (Some(place), None) => inserted.entry(self.anchor(*place, &moved)).or_default().push(*place),
                (None, None) => {}
            }
        }
        if replaced.is_empty() && inserted.is_empty() {
            return self.now.bytes.clone();
        }
        self.joined(&replaced, &inserted, &moved)
    }

    /// The text with these blocks of today exchanged or left out, and those of the proposal put in.
    fn joined(
        &self,
        replaced: &BTreeMap<usize, Option<&str>>,
        inserted: &BTreeMap<usize, Vec<usize>>,
        moved: &BTreeMap<usize, &str>,
    ) -> String {
        let mut items: Vec<Item> = Vec::new();
        for at in 0..=self.now.blocks.len() {
            if let Some(block) = at.checked_sub(1).and_then(|at| self.now.blocks.get(at)) {
                match replaced.get(&(at - 1)) {
                    Some(Some(content)) => items.push(Item { content, gap: &block.gap }),
                    Some(None) if at == self.now.blocks.len() => {
                        items.last_mut().into_iter().for_each(|last| last.gap = &block.gap);
                    }
                    Some(None) => {}
                    None => items.push(Item { content: &block.content, gap: &block.gap }),
                }
            }
            for place in inserted.get(&at).into_iter().flatten() {
                self.insert(*place, at, moved.get(place).copied(), &mut items);
            }
        }
        let text: String = items.iter().flat_map(|item| [item.content, item.gap]).collect();
        let mark = if self.now.bytes.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        let old = self.now.bytes.trim_start_matches('\u{feff}');
        format!("{mark}{}", diff::with_line_ends_of(old, &text))
    }

    /// Where a block of the proposed text comes in: behind the nearest block before it that is in the text of today.
    fn anchor(&self, place: usize, moved: &BTreeMap<usize, &str>) -> usize {
        let stays = (0..place).rev().filter(|place| !moved.contains_key(place));
        let before = stays.filter_map(|place| self.counterparts[place]).next();
        before.map_or(0, |at| at + 1)
    }

    /// Puts a block behind what came so far, with the white space that the proposal has around it where it has the same neighbours.
    fn insert<'a>(&'a self, place: usize, at: usize, content: Option<&'a str>, items: &mut Vec<Item<'a>>) {
        let block = &self.proposed[place];
        let before = place.checked_sub(1).map(|place| self.proposed[place].gap.as_str());
        let follows = self.counterparts.get(place + 1).copied().flatten();
        let mut gap = block.gap.as_str();
        if let Some(last) = items.last_mut() {
            let before = before.filter(|gap| gap.contains('\n')).unwrap_or("\n\n");
            if follows != Some(at) || at >= self.now.blocks.len() {
                gap = if at >= self.now.blocks.len() { last.gap } else { wider(gap, last.gap) };
            }
            last.gap = before;
        }
        if at < self.now.blocks.len() && !gap.contains('\n') {
            gap = "\n\n";
        }
        items.push(Item { content: content.unwrap_or(&block.content), gap });
    }
}

/// Whether each block of the proposed text stands where it stood among those that were there: the longest row of them that goes up.
fn in_place(origin: &[Option<usize>]) -> Vec<bool> {
    let mut length = vec![0_usize; origin.len()];
    let mut before = vec![None; origin.len()];
    for place in 0..origin.len() {
        let Some(own) = origin[place] else { continue };
        length[place] = 1;
        for other in 0..place {
            if origin[other].is_some_and(|other| other < own) && length[other] >= length[place] {
                (length[place], before[place]) = (length[other] + 1, Some(other));
            }
        }
    }
    let mut stays = vec![false; origin.len()];
    let mut at = (0..origin.len()).max_by_key(|place| length[*place]);
    while let Some(place) = at {
        stays[place] = true;
        at = before[place];
    }
    stays
}

fn wider<'a>(one: &'a str, other: &'a str) -> &'a str {
    if one.matches('\n').count() >= other.matches('\n').count() { one } else { other }
}

/// A text with `\n` as its line ends and without a byte order mark.
fn plain(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

/// A text as one block.
fn whole(text: &str) -> Block {
    let content = text.trim_end();
    let words = content.to_owned();
    let gap = text[content.len()..].to_owned();
    let (key, section) = (String::new(), String::new());
    Block { kind: Kind::Whole, key, section, content: words.clone(), gap, words }
}
