//! Which block of one text is which block of another: by what it says, then by what it is, in order.

use std::collections::{HashMap, VecDeque};

use super::cut::{Block, Kind};
use trousseau_text::diff;

/// The most cells of the table; beyond, blocks are paired by order alone.
const MOST_CELLS: usize = 1 << 20;

/// How much two blocks must share, of a hundred, to be one block that was said in another way.
const LEAST: i32 = 40;

/// For each block of the old text the block of the new one.
pub fn pairs(old: &[Block], new: &[Block]) -> Vec<Option<usize>> {
    let contents = |blocks: &[Block]| blocks.iter().map(|one| one.content.clone()).collect::<Vec<_>>();
    let mut pairs = vec![None; old.len()];
    for run in diff::runs(&contents(old), &contents(new)) {
        if run.is_same {
            run.old.zip(run.new).for_each(|(one, other)| pairs[one] = Some(other));
            continue;
        }
        let (first, second) = (run.old.start, run.new.start);
        let found = alike(&old[run.old.clone()], &new[run.new.clone()]);
        for (place, other) in found.into_iter().enumerate() {
            pairs[first + place] = other.map(|other| second + other);
        }
    }
    moved(old, new, &mut pairs);
    pairs
}

/// Pairs what stands elsewhere now: an entry of this name, or a block with the same bytes.
fn moved(old: &[Block], new: &[Block], pairs: &mut [Option<usize>]) {
    let mut is_taken = vec![false; new.len()];
    pairs.iter().flatten().for_each(|place| is_taken[*place] = true);
    let mut free: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (place, block) in new.iter().enumerate().filter(|(place, _)| !is_taken[*place]) {
        free.entry(name(block)).or_default().push_back(place);
    }
    for (place, block) in old.iter().enumerate() {
        if pairs[place].is_none() && block.kind != Kind::Mark {
            pairs[place] = free.get_mut(name(block)).and_then(VecDeque::pop_front);
        }
    }
}

fn name(block: &Block) -> &str {
    if block.key.is_empty() { &block.content } else { &block.key }
}

/// Pairs blocks of which none has the same bytes as another, in order (Needleman and Wunsch, 1970).
fn alike(old: &[Block], new: &[Block]) -> Vec<Option<usize>> {
    let (rows, columns) = (old.len(), new.len());
    if (rows + 1).saturating_mul(columns + 1) > MOST_CELLS {
        return in_order(old, new);
    }
    let width = columns + 1;
    let score: Vec<Option<i32>> = old.iter().flat_map(|one| new.iter().map(|two| score(one, two))).collect();
    let mut best = vec![0_i32; (rows + 1) * width];
    for row in 1..=rows {
        for column in 1..=columns {
            let apart = best[(row - 1) * width + column].max(best[row * width + column - 1]);
            let both = score[(row - 1) * columns + column - 1];
            let both = both.map_or(0, |score| best[(row - 1) * width + column - 1] + score);
            best[row * width + column] = apart.max(both);
        }
    }
    let (mut row, mut column, mut found) = (rows, columns, vec![None; rows]);
    while row > 0 && column > 0 {
        let here = best[row * width + column];
        let both = score[(row - 1) * columns + column - 1];
        if both.is_some_and(|score| best[(row - 1) * width + column - 1] + score == here) {
            (row, column) = (row - 1, column - 1);
            found[row] = Some(column);
        } else if best[(row - 1) * width + column] == here {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    between(old, new, &mut found);
    found
}

/// Pairs what is left between the same neighbours when it is of the same kinds in the same order: it was written anew.
fn between(old: &[Block], new: &[Block], found: &mut [Option<usize>]) {
    let (mut from, mut first) = (0, 0);
    for place in 0..=old.len() {
        let end = found.get(place).copied().flatten();
        if place < old.len() && end.is_none() {
            continue;
        }
        let (own, other) = (from..place, first..end.unwrap_or(new.len()));
        let pairs = in_order(&old[own.clone()], &new[other.clone()]);
        for (at, pair) in own.zip(pairs) {
            found[at] = pair.map(|pair| other.start + pair);
        }
        (from, first) = (place + 1, end.map_or(new.len(), |end| end + 1));
    }
}

fn in_order(old: &[Block], new: &[Block]) -> Vec<Option<usize>> {
    let kinds = |blocks: &[Block]| blocks.iter().map(|one| one.kind).collect::<Vec<_>>();
    let is_same = kinds(old) == kinds(new) && old.iter().all(|block| block.kind != Kind::Entry);
    (0..old.len()).map(|place| Some(place).filter(|_| is_same)).collect()
}

/// How sure it is that two blocks are one; none when they cannot be.
fn score(old: &Block, new: &Block) -> Option<i32> {
    if !old.key.is_empty() || !new.key.is_empty() {
        return (old.key == new.key).then_some(200);
    }
    let shared = shared(&old.words, &new.words);
    (old.kind == new.kind && shared >= LEAST).then_some(shared)
}

/// How many of the words of two texts are in both, of a hundred.
fn shared(old: &str, new: &str) -> i32 {
    let mut counts: HashMap<&str, i32> = HashMap::new();
    let (mut all, mut both) = (0_i32, 0_i32);
    for word in old.split_whitespace() {
        *counts.entry(word).or_default() += 1;
        all += 1;
    }
    for word in new.split_whitespace() {
        all += 1;
        if let Some(count) = counts.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            both += 1;
        }
    }
    if all == 0 { 0 } else { 200 * both / all }
}
