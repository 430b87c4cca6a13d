//! Which block of a document belongs to which block of a text: by the name that it carries, by its words, and by its neighbours.

use std::collections::{BTreeMap, VecDeque};

use super::{Letter, compare::likeness, key};
use trousseau_text::diff;

/// From how much in common, in hundredths, two blocks between the same neighbours are one that was changed.
const ALIKE: usize = 34;

/// The most pairs of blocks that are compared word by word; beyond, order alone decides.
const MOST_PAIRS: usize = 2_000;

/// For each newer block the place of the older one that it is. `named` are the places that the newer blocks say they have.
pub fn align(old: &[&[Letter]], new: &[&[Letter]], named: &[Option<usize>]) -> Vec<Option<usize>> {
    let keys = |blocks: &[&[Letter]]| blocks.iter().map(|letters| key(letters)).collect::<Vec<_>>();
    let mut work = Work { old, new, pairs: vec![None; new.len()], taken: vec![false; old.len()] };
    let (old_keys, new_keys) = (keys(old), keys(new));
    let name = |place: usize| named.get(place).copied().flatten().filter(|name| *name < old.len());
    for (place, key) in new_keys.iter().enumerate() {
        if let Some(name) = name(place).filter(|name| old_keys.get(*name) == Some(key)) {
            work.pair(place, name);
        }
    }
    for run in diff::runs(&old_keys, &new_keys).into_iter().filter(|run| run.is_same) {
        run.old.zip(run.new).for_each(|(name, place)| work.pair(place, name));
    }
    let mut waiting: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (place, key) in old_keys.iter().enumerate().filter(|(place, _)| !work.taken[*place]) {
        waiting.entry(key).or_default().push_back(place);
    }
    for (place, key) in new_keys.iter().enumerate() {
        if work.pairs[place].is_none()
            && let Some(other) = waiting.get_mut(key.as_str()).and_then(VecDeque::pop_front)
        {
            work.pair(place, other);
        }
    }
    for place in 0..new.len() {
        if let Some(name) = name(place) {
            work.pair(place, name);
        }
    }
    work.fill();
    work.pairs
}

struct Work<'a> {
    old: &'a [&'a [Letter]],
    new: &'a [&'a [Letter]],
    pairs: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Work<'_> {
    fn pair(&mut self, place: usize, other: usize) {
        if let (Some(pair @ None), Some(taken @ false)) =
            (self.pairs.get_mut(place), self.taken.get_mut(other))
        {
            (*pair, *taken) = (Some(other), true);
        }
    }

    /// Pairs what is left between the same neighbours.
    fn fill(&mut self) {
        let mut left = MOST_PAIRS;
        let mut at = 0;
        while at < self.pairs.len() {
            if self.pairs[at].is_some() {
                at += 1;
                continue;
            }
            let end =
                self.pairs[at..].iter().position(Option::is_some).map_or(self.pairs.len(), |len| at + len);
            let from = at.checked_sub(1).and_then(|before| self.pairs[before]).map_or(0, |before| before + 1);
            let to = self.pairs.get(end).copied().flatten().unwrap_or(self.old.len());
            let free: Vec<usize> = (from..to.max(from)).filter(|place| !self.taken[*place]).collect();
            let mut begin = 0;
            for place in at..end {
                let fits = |(_, other): &(usize, &usize)| {
                    left = left.saturating_sub(1);
                    left > 0 && likeness(self.old[**other], self.new[place]) >= ALIKE
                };
                let found =
                    free.iter().enumerate().skip(begin).find(fits).map(|(number, other)| (number, *other));
                if let Some((number, other)) = found {
                    begin = number + 1;
                    self.pair(place, other);
                }
            }
            at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::plain, *};

    #[track_caller]
    fn check(old: &[&str], new: &[&str], named: &[Option<usize>], expected: &[Option<usize>]) {
        let letters = |texts: &[&str]| texts.iter().map(|text| plain(text)).collect::<Vec<_>>();
        let (old, new) = (letters(old), letters(new));
        let slices = |all: &[Vec<Letter>]| -> Vec<Vec<Letter>> { all.to_vec() };
        let (old, new) = (slices(&old), slices(&new));
        let (old, new): (Vec<&[Letter]>, Vec<&[Letter]>) =
            (old.iter().map(Vec::as_slice).collect(), new.iter().map(Vec::as_slice).collect());
        assert_eq!(align(&old, &new, named), expected);
    }

    #[test]
    fn blocks_find_each_other() {
        check(&["a", "b", "c"], &["a", "x", "c"], &[None, Some(1), None], &[Some(0), Some(1), Some(2)]);
        check(
            &["a", "un mot simple", "c"],
            &["a", "un mot dur", "neuf", "c"],
            &[],
            &[Some(0), Some(1), None, Some(2)],
        );
        check(&["a", "b", "c"], &["c", "a", "b"], &[], &[Some(2), Some(0), Some(1)]);
        // A name that went to another block when somebody typed before it.
        check(&["a", "b"], &["neuf", "a", "b"], &[Some(0), None, Some(1)], &[None, Some(0), Some(1)]);
        check(&["a", "b"], &["b"], &[], &[Some(1)]);
    }
}
