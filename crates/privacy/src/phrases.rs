//! Lists of phrases for each language, read from `data/words/`, and how they are found among the words of a sentence.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::normalized::{Plain, one_form};

/// The meaning that a list gives to its phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Says {
    /// What one person does or feels in a meeting.
    Acts,
    /// A word that is no name.
    Nobody,
    /// What one person needs or finds hard, in languages that put the person in the dative.
    Needs,
    /// Words that may stand between the beginning of a sentence and a name.
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

/// How many words the longest phrase of each kind has that begins at a word; none where it is 0.
pub(super) type Marks = [u8; SECTIONS.len()];

/// All phrases, by their first words, or by the first letters of those.
pub(super) struct Phrases {
    by_word: HashMap<String, Vec<Phrase>>,
    by_letters: HashMap<[char; 2], Vec<Phrase>>,
    endings: HashSet<&'static str>,
}

/// What the files say, read once.
pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases =
        Phrases { by_word: HashMap::new(), by_letters: HashMap::new(), endings: HashSet::new() };
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
        // `œ` is one letter, and so becomes one: "sœur" is read as "sour".
        if phrase.contains("oeu") || phrase.contains("oeil") {
            self.add(says, &phrase.replace("oeu", "ou").replace("oeil", "oil"));
        }
        let parts: Vec<Part> = split(&phrase).map(part).collect();
        let phrases = match parts.first() {
            Some(Part::Word(word)) => self.by_word.entry(word.clone()).or_default(),
            Some(Part::Begin(word)) => self.by_letters.entry(beginning(word)).or_default(),
            _ => return,
        };
        phrases.push(Phrase { says, parts });
    }

    /// What begins at a word; `key` gives the words from there on, and none after the end of the sentence.
    pub(super) fn marks<'a>(&self, key: &dyn Fn(usize) -> Option<&'a str>) -> Marks {
        let mut marks = Marks::default();
        let Some(first) = key(0) else { return marks };
        let (by_word, by_letters) = (self.by_word.get(first), self.by_letters.get(&beginning(first)));
        for phrase in by_word.into_iter().chain(by_letters).flatten() {
            let mark = &mut marks[phrase.says as usize];
            let words = matches(&phrase.parts, key, 0).and_then(|end| u8::try_from(end).ok());
            *mark = (*mark).max(words.unwrap_or_default());
        }
        marks
    }

    /// Whether a single word says this.
    pub(super) fn has(&self, says: Says, key: &str) -> bool {
        let phrases = self.by_word.get(key).map_or(&[][..], Vec::as_slice);
        phrases.iter().any(|phrase| phrase.says == says && phrase.parts.len() == 1)
    }

    /// Whether an unknown word has the ending of a French word that is no name, such as `gestionnaire`.
    pub(super) fn ends_as_word(&self, key: &str) -> bool {
        let ends = key.char_indices().skip(2).map(|(at, _)| &key[at..]);
        ends.into_iter().any(|end| self.endings.contains(end))
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

/// Where a phrase ends, if the words from `at` on are it.
fn matches<'a>(parts: &[Part], key: &dyn Fn(usize) -> Option<&'a str>, at: usize) -> Option<usize> {
    let Some((first, rest)) = parts.split_first() else { return Some(at) };
    let fits = match (first, key(at)) {
        (Part::Some, _) => return (0..=3).find_map(|words| matches(rest, key, at + words)),
        (_, None) => false,
        (Part::Word(word), Some(key)) => key == word,
        (Part::Begin(begin), Some(key)) => key.starts_with(begin.as_str()),
        (Part::Number, Some(key)) => key.starts_with(|letter: char| letter.is_ascii_digit()),
    };
    if fits { matches(rest, key, at + 1) } else { None }
}
