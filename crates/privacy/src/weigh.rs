//! The weights of all words of a remark together, where no single rule is sure: those of one person's life against those of a guide.
//!
//! The weights are in `data/weights.txt`, learned from remarks that people judged (`weigh/tests/learn.rs` says how). A sum of weights
//! decides: no word alone. The words that weigh most towards a person are underlined, so that whoever is asked sees why.

use std::{collections::HashMap, hash::BuildHasherDefault, ops::Range, sync::LazyLock};

use super::{
    Kind,
    first_names::Sort,
    phrases::{self, Says},
    words::{Sentence, Shape, Words},
};

mod features;

use features::{Feature, each};

/// Ten weights of this file are one in the logarithm of odds.
const WEIGHTS: &str = include_str!("../data/weights.txt");

/// From this sum on somebody is asked.
const ASKED: i32 = 6;

/// Below this sum, what a rule doubts is about a guide all the same.
const SETTLED: i32 = -20;

/// A line with more words is no remark, and one with fewer says too little.
const WORDS: Range<usize> = 3..64;

/// Weights by the hash of their feature, which is as good as random already.
type Weights = HashMap<u64, i32, BuildHasherDefault<AsIs>>;

/// A hasher that takes a hash as it is.
#[derive(Default)]
struct AsIs(u64);

impl std::hash::Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only hashes are keys here")
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

static ALL: LazyLock<Weights> = LazyLock::new(|| read(WEIGHTS));

/// Reads weights: on each line a kind, a weight, and the texts that have it.
fn read(list: &str) -> Weights {
    let mut all = Weights::default();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(' ');
        let (Some(kind), Some(weight)) = (parts.next(), parts.next()) else { continue };
        let weight = weight.parse().expect("a test reads every weight");
        parts.for_each(|text| {
            all.insert(Feature { kind, text, more: "" }.hash(), weight);
        });
    }
    all
}

/// The lines of a text that weigh enough, one way or the other.
pub(super) struct Weighed {
    /// The lines that weigh little enough to be about a guide, as bytes.
    settled: Vec<Range<usize>>,
    /// The words of each line that weighs enough to be about one person, as bytes.
    asked: Vec<Range<usize>>,
}

impl Weighed {
    pub(super) fn of(words: &Words) -> Self {
        let mut weighed = Self { settled: Vec::new(), asked: Vec::new() };
        for line in words.lines() {
            let line: Vec<Sentence> = words.some(line).skip_while(is_label).collect();
            let count: usize = line.iter().map(Sentence::len).sum();
            if !WORDS.contains(&count) {
                continue;
            }
            let (sum, each) = weigh(&line, &ALL);
            if !is_known(&line, count) {
                continue;
            }
            if sum <= SETTLED {
                let (first, last) = (line[0], line[line.len() - 1]);
                weighed.settled.push(first.span(0..1).start..last.span(last.len() - 1..last.len()).end);
            } else if sum >= ASKED
                && let Some((at, words)) = heaviest(&line, &each)
            {
                weighed.asked.push(line[at].span(words));
            }
        }
        weighed
    }

    /// Whether what a rule found lies in a line that is about a guide.
    pub(super) fn is_settled(&self, found: &Range<usize>) -> bool {
        let at = self.settled.partition_point(|line| line.end < found.end);
        self.settled.get(at).is_some_and(|line| line.start <= found.start)
    }

    /// The words that somebody is asked about.
    pub(super) fn asked(self) -> impl Iterator<Item = (Kind, Range<usize>)> {
        self.asked.into_iter().map(|words| (Kind::Life, words))
    }
}

/// Whether a sentence is no more than the name of a field or a language, as heads have them: `fr:`, `summary:`.
fn is_label(sentence: &Sentence) -> bool {
    let key = sentence.key(0);
    let small = sentence.words[0].shape == Shape::Small && sentence.words[0].sort.is_none();
    sentence.len() == 1 && small && key.is_ascii() && key.len() < 10
}

/// Whether the weights know the language of a line: half of its words in Latin letters, which many languages write, else a third.
fn is_known(line: &[Sentence], count: usize) -> bool {
    let word = |sentence: &Sentence, at| {
        let word = Feature { kind: "word", text: sentence.key(at), more: "" };
        sentence.signs.cited || sentence.words[at].shape == Shape::Digits || ALL.contains_key(&word.hash())
    };
    let known = line.iter().flat_map(|sentence| (0..sentence.len()).filter(|at| word(sentence, *at)));
    let latin =
        line.iter().any(|sentence| sentence.key(0).starts_with(|letter: char| letter.is_ascii_lowercase()));
    known.count() * if latin { 2 } else { 3 } >= count
}

/// The sum of all weights of a line, and what each word of it adds, sentence by sentence.
fn weigh(line: &[Sentence], weights: &Weights) -> (i32, Vec<i32>) {
    let starts: Vec<usize> = starts(line);
    let mut words = vec![0; starts[line.len()]];
    let mut sum = 0;
    each(line, &mut |at, feature| {
        let weight = weights.get(&feature.hash()).copied().unwrap_or_default();
        sum += weight;
        if let Some((sentence, word)) = at {
            words[starts[sentence] + word] += weight;
        }
    });
    (sum, words)
}

/// Before how many words of a line each of its sentences begins; last, how many words there are.
fn starts(line: &[Sentence]) -> Vec<usize> {
    let sizes = line.iter().scan(0, |words, sentence| {
        *words += sentence.len();
        Some(*words)
    });
    std::iter::once(0).chain(sizes).collect()
}

/// The stretch of a sentence whose words weigh most towards a person: in which sentence, and which words.
fn heaviest(line: &[Sentence], words: &[i32]) -> Option<(usize, Range<usize>)> {
    let starts = starts(line);
    let stretches = line.iter().enumerate().filter_map(|(at, sentence)| {
        let (mut best, mut sum, mut first) = ((0, 0..0), 0, 0);
        for (word, weight) in words[starts[at]..starts[at] + sentence.len()].iter().enumerate() {
            if sum <= 0 {
                (sum, first) = (0, word);
            }
            sum += weight;
            if sum > best.0 {
                best = (sum, first..word + 1);
            }
        }
        (best.0 > 0).then_some((best.0, at, best.1))
    });
    stretches.max_by_key(|(sum, at, _)| (*sum, std::cmp::Reverse(*at))).map(|(_, at, words)| (at, words))
}

#[cfg(test)]
mod tests;
