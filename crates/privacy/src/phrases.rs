//! Lists of phrases for each language, read from `data/words/`, and how they are found among the words of a sentence.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    normalized::Plain,
    words::{Sentence, Shape, one_form},
};

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Says {
    /// What one person does or feels in a meeting.
    Acts,
    /// Nobody's name.
    Nobody,
    /// What one person needs or finds hard, in languages that put the person in the dative.
    Needs,
    /// What may stand before a name.
    Before,
    /// Who somebody is or how they are called, right before a name.
    Called,
    /// One person is meant.
    Who,
    /// What is so of one person and is nobody else's business.
    Fact,
    /// A rule or a question of words, and nobody's life.
    General,
    /// Who belongs to a household.
    Kin,
    /// Who lives behind a door.
    Home,
}

const SECTIONS: [(&str, Says); 10] = [
    ("acts", Says::Acts),
    ("nobody", Says::Nobody),
    ("needs", Says::Needs),
    ("before", Says::Before),
    ("called", Says::Called),
    ("who", Says::Who),
    ("facts", Says::Fact),
    ("general", Says::General),
    ("kin", Says::Kin),
    ("homes", Says::Home),
];

const FILES: [&str; 5] = [
    include_str!("../data/words/fr.txt"),
    include_str!("../data/words/en.txt"),
    include_str!("../data/words/uk.txt"),
    include_str!("../data/words/ar.txt"),
    include_str!("../data/words/ti.txt"),
];

/// A part of a phrase.
enum Part {
    /// This word.
    Word(String),
    /// A word with this beginning.
    Begin(String),
    /// A number.
    Number,
    /// Up to three words, whatever they are.
    Some,
}

struct Phrase {
    says: Says,
    parts: Vec<Part>,
}

/// All phrases, by the first letters of their first words.
pub(super) struct Phrases {
    by_beginning: HashMap<[char; 2], Vec<Phrase>>,
    endings: Vec<&'static str>,
}

/// What the files say, read once.
pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { by_beginning: HashMap::new(), endings: Vec::new() };
    for file in FILES {
        phrases.read(file);
    }
    phrases
});

impl Phrases {
    fn read(&mut self, file: &'static str) {
        let mut section = "";
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                section = name;
                continue;
            }
            let all = line.split(';').map(str::trim).filter(|phrase| !phrase.is_empty());
            match SECTIONS.iter().find(|(name, _)| *name == section) {
                Some((_, says)) => all.for_each(|phrase| self.add(*says, phrase)),
                None => self.endings.extend(all),
            }
        }
    }

    fn add(&mut self, says: Says, phrase: &str) {
        let phrase = one_form(&Plain::of(phrase).text.to_lowercase());
        let parts: Vec<Part> = split(&phrase).map(part).collect();
        let first = match parts.first() {
            Some(Part::Word(word) | Part::Begin(word)) => beginning(word),
            _ => return,
        };
        self.by_beginning.entry(first).or_default().push(Phrase { says, parts });
    }

    /// Where the longest phrase that says this ends, if one begins at a word of a sentence.
    pub(super) fn at(&self, says: Says, sentence: &Sentence, at: usize) -> Option<usize> {
        let phrases = self.by_beginning.get(&beginning(sentence.key(at)))?;
        let ends = phrases.iter().filter(|phrase| phrase.says == says);
        ends.filter_map(|phrase| matches(&phrase.parts, sentence, at)).max()
    }

    /// Whether a phrase that says this begins at a word of a sentence.
    pub(super) fn is(&self, says: Says, sentence: &Sentence, at: usize) -> bool {
        self.at(says, sentence, at).is_some()
    }

    /// Whether a single word says this.
    pub(super) fn has(&self, says: Says, key: &str) -> bool {
        let phrases = self.by_beginning.get(&beginning(key)).map_or(&[][..], Vec::as_slice);
        let is = |parts: &[Part]| matches!(parts, [Part::Word(word)] if word == key);
        phrases.iter().any(|phrase| phrase.says == says && is(&phrase.parts))
    }

    /// Whether an unknown word has the ending of a French word that is no name, such as `gestionnaire`.
    pub(super) fn ends_as_word(&self, key: &str) -> bool {
        self.endings.iter().any(|ending| key.len() > ending.len() + 1 && key.ends_with(ending))
    }
}

/// The words of a phrase; what is elided is a word of its own.
fn split(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split_whitespace()
        .flat_map(|word| match word.find('\'') {
            Some(at) if at < 2 || word.starts_with("qu'") || word.starts_with("lorsqu'") => {
                let (elided, rest) = word.split_at(at + 1);
                [elided, rest]
            }
            _ => [word, ""],
        })
        .filter(|word| !word.is_empty())
}

fn part(word: &str) -> Part {
    match word {
        "#" => Part::Number,
        "~" => Part::Some,
        _ => match word.strip_suffix('*') {
            Some(begin) => Part::Begin(begin.to_owned()),
            None => Part::Word(word.to_owned()),
        },
    }
}

fn beginning(word: &str) -> [char; 2] {
    let mut letters = word.chars();
    [letters.next().unwrap_or_default(), letters.next().unwrap_or_default()]
}

/// Where a phrase ends that begins at a word of a sentence.
fn matches(parts: &[Part], sentence: &Sentence, at: usize) -> Option<usize> {
    let Some((first, rest)) = parts.split_first() else { return Some(at) };
    let key = sentence.key(at);
    let fits = match first {
        Part::Word(word) => key == word,
        Part::Begin(begin) => key.starts_with(begin.as_str()),
        Part::Number => sentence.words.get(at).is_some_and(|word| word.shape == Shape::Digits),
        Part::Some => return (0..=3).find_map(|words| matches(rest, sentence, at + words)),
    };
    (fits && at < sentence.len()).then(|| matches(rest, sentence, at + 1)).flatten()
}
