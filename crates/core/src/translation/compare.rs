//! A source and its translation today, and what has changed since the translation was made.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::{Lock, Segment, alike};
use trousseau_text::diff;

/// How a block of the source stands in the translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is translated as it is.
    Current,
    /// It has changed since; the hash is that of what was translated, if it is known.
    Changed(Option<String>),
    /// It has no translation.
    New,
}

/// Which block belongs to which, and how it stands.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// For each block of the source the place of its translation.
    pub pairs: Vec<Option<usize>>,
    /// For each block of the source how it stands.
    pub standings: Vec<Standing>,
    /// The blocks of the translation whose source is gone.
    pub gone: Vec<usize>,
}

impl Comparison {
    /// Compares by what the lock says.
    pub fn new(source: &[Segment], translation: &[Segment], lock: &Lock) -> Self {
        let of = lock.of(translation);
        let now: Vec<String> = source.iter().map(Segment::hash).collect();
        let mut pairs = same(&now, &of);
        let mut taken: Vec<bool> = vec![false; translation.len()];
        pairs.iter().flatten().for_each(|place| taken[*place] = true);
        neighbours(source, translation, &of, &now, &mut pairs, &mut taken);
        let standing = |(place, hash): (usize, &String)| match pairs[place] {
            None if lock.omits(hash) => Standing::Current,
            None => Standing::New,
            Some(target) if of[target].as_ref() == Some(hash) => Standing::Current,
            Some(target) => Standing::Changed(of[target].clone()),
        };
        let standings = now.iter().enumerate().map(standing).collect();
        let gone = (0..translation.len()).filter(|place| !taken[*place] && of[*place].is_some()).collect();
        Self { pairs, standings, gone }
    }

    /// Compares by words that somebody says translate blocks of the source, by their places; `made` is what one would guess without them.
    pub fn told(
        source: &[Segment],
        translation: &[Segment],
        words: &BTreeMap<usize, String>,
        made: &Lock,
    ) -> Self {
        let mut of: Vec<Option<String>> = vec![None; translation.len()];
        for (segment, words) in words.iter().filter_map(|(place, words)| Some((source.get(*place)?, words))) {
            let says = |(place, target): &(usize, &Segment)| {
                of[*place].is_none() && target.kind == segment.kind && target.text_beside(segment) == *words
            };
            let target = translation.iter().enumerate().find(says).map(|(place, _)| place);
            if let Some(target) = target {
                of[target] = Some(segment.hash());
            }
        }
        let told: BTreeSet<String> = of.iter().flatten().cloned().collect();
        for (own, guess) in of.iter_mut().zip(made.of(translation)) {
            if own.is_none() {
                *own = guess.filter(|hash| !told.contains(hash));
            }
        }
        Self::new(source, translation, &Lock::new(of, translation, made.version))
    }

    /// Compares two texts of which nothing is known but that one may be of an older version.
    pub fn unsure(source: &[Segment], translation: &[Segment]) -> Self {
        let pairs = alike::pair(&source.iter().collect::<Vec<_>>(), &translation.iter().collect::<Vec<_>>());
        let standing =
            |pair: &Option<usize>| if pair.is_some() { Standing::Changed(None) } else { Standing::New };
        Self { standings: pairs.iter().map(standing).collect(), pairs, gone: Vec::new() }
    }

    /// Whether every block is translated as it is, and none is too many.
    pub fn is_current(&self) -> bool {
        self.gone.is_empty() && self.standings.iter().all(|standing| *standing == Standing::Current)
    }

    /// How many blocks of the translation stand elsewhere than their sources do: all but the longest row that kept its order.
    pub fn moved(&self) -> usize {
        // For each length of a rising row the lowest place with which one ends.
        let mut ends: Vec<usize> = Vec::new();
        let places = self.pairs.iter().flatten();
        for place in places.clone() {
            let at = ends.partition_point(|end| end < place);
            match ends.get_mut(at) {
                Some(end) => *end = *place,
                None => ends.push(*place),
            }
        }
        places.count() - ends.len()
    }

    /// The anchors of the sections in which something has changed; an empty one for what stands before the first heading.
    pub fn sections(&self, source: &[Segment]) -> BTreeSet<String> {
        let changed =
            source.iter().zip(&self.standings).filter(|(_, standing)| **standing != Standing::Current);
        let mut sections: BTreeSet<String> = changed.map(|(segment, _)| segment.section.clone()).collect();
        for gone in &self.gone {
            // What is gone stood in the section of the block before it.
            let before =
                source.iter().zip(&self.pairs).filter(|(_, pair)| pair.is_some_and(|place| place < *gone));
            let nearest = before.max_by_key(|(_, pair)| **pair);
            sections.insert(nearest.map(|(segment, _)| segment.section.clone()).unwrap_or_default());
        }
        sections
    }
}

/// The translation of each block that says what it said, wherever it stands now. Of several that say the same, each has its own.
fn same(now: &[String], of: &[Option<String>]) -> Vec<Option<usize>> {
    let mut made: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (place, hash) in of.iter().enumerate() {
        if let Some(hash) = hash {
            made.entry(hash).or_default().push_back(place);
        }
    }
    now.iter().map(|hash| made.get_mut(hash.as_str())?.pop_front()).collect()
}

/// Pairs what is left between the same neighbours: a block that was changed stands where it stood.
fn neighbours(
    source: &[Segment],
    translation: &[Segment],
    of: &[Option<String>],
    now: &[String],
    pairs: &mut [Option<usize>],
    taken: &mut [bool],
) {
    let then: Vec<String> = of.iter().map(|hash| hash.clone().unwrap_or_default()).collect();
    for run in diff::runs(&then, now).into_iter().filter(|run| !run.is_same) {
        let old: Vec<usize> = run.old.filter(|place| !taken[*place]).collect();
        let new: Vec<usize> = run.new.filter(|place| pairs[*place].is_none()).collect();
        let (own, other): (Vec<&Segment>, Vec<&Segment>) = (
            new.iter().map(|place| &source[*place]).collect(),
            old.iter().map(|place| &translation[*place]).collect(),
        );
        for (place, pair) in new.iter().zip(alike::pair(&own, &other)) {
            let Some(target) = pair.and_then(|pair| old.get(pair)) else { continue };
            pairs[*place] = Some(*target);
            taken[*target] = true;
        }
    }
}
