//! Lists of phrases for each language, read from `data/words/`, and how they are found among the words of a sentence.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::{
    calendar::DAYS,
    key::{List, list},
    normalized::{Plain, one_form},
};

/// The meaning that a list gives to its phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Says {
    /// A verb of a person in a meeting: "ne comprend pas", "asks".
    Acts,
    /// An ordinary word or an organisation, never the name of a person.
    Nobody,
    /// A need or a difficulty, in languages with the person in the dative: "Оксані важко".
    Needs,
    /// Words that may stand between the beginning of a sentence and a name.
    Before,
    /// A kinship, a job or a phrase such as "je m'appelle", right before a name.
    Called,
    /// A pronoun or a noun for one person: "elle", "cette dame", "my son".
    Who,
    /// A private fact: health, prison, violence, belief, status, debts.
    Fact,
    /// A word of a wish for the guide, a rule or a question: "expliquer", "si".
    General,
    /// A member of a household: "fils", "wife".
    Kin,
    /// A resident, or a verb of living somewhere, beside a door or a floor.
    Home,
    /// One person whom the writer knows: "la dame", "my client".
    One,
    /// One person whom the writer does not name: "une dame", "a lady".
    Some,
    /// A detail that identifies a person: "qui vient le mardi", "with the twins".
    Tells,
    /// A statement about one person's life: "elle a trois enfants".
    Tale,
    /// A door, a house or a file that leads to one household.
    Door,
    /// A job that identifies a person together with its place: "gardien".
    Job,
    /// A workplace, for such jobs: "restaurant", "school".
    Site,
    /// A word that makes of a sentence a rule, a question or an example about anybody.
    If,
    /// An origin or a religion: "afghan", "chrétienne".
    People,
    /// A rule about somebody whom nobody names: "a droit", "may".
    Rule,
    /// A verb of a reader of a guide: "lit", "doesn't find".
    Reads,
    /// A verb or an adjective of a page or a word, after "il" or "elle": "manque".
    Thing,
    /// One person who has no part in what a guide is about: "ce papa", "the widow".
    Human,
    /// The beginning of a note without a subject: "vit dans …", "lost her …".
    Start,
    /// A word for a former state: "ancien", "retired".
    Former,
    /// A verb of a person to whom a guide sends readers, or a word about the guide: "signe", "drawing".
    Service,
    /// A word about a guide itself: "phrase", "page", "add".
    Guide,
    /// What points at one person where nothing speaks of a guide: "his", "arrested".
    Mark,
    /// Whom a guide is about: "the judge", "tenants", "the council".
    Role,
    /// A verb that tells what happened once, where its form does not show it: "left", "گرفت".
    Happened,
    /// One person who is pointed out, whatever they do: "the old lady".
    Pointed,
}

const SECTIONS: [(&str, Says); 31] = [
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
    ("one", Says::One),
    ("some", Says::Some),
    ("tells", Says::Tells),
    ("tale", Says::Tale),
    ("door", Says::Door),
    ("jobs", Says::Job),
    ("sites", Says::Site),
    ("ifs", Says::If),
    ("people", Says::People),
    ("rules", Says::Rule),
    ("reads", Says::Reads),
    ("things", Says::Thing),
    ("humans", Says::Human),
    ("services", Says::Service),
    ("starts", Says::Start),
    ("former", Says::Former),
    ("guide", Says::Guide),
    ("marks", Says::Mark),
    ("roles", Says::Role),
    ("happened", Says::Happened),
    ("pointed", Says::Pointed),
];

const FILES: [&str; 13] = [
    include_str!("../data/words/fr.txt"),
    include_str!("../data/words/en.txt"),
    include_str!("../data/words/uk.txt"),
    include_str!("../data/words/ar.txt"),
    include_str!("../data/words/ti.txt"),
    include_str!("../data/frames/fr.txt"),
    include_str!("../data/frames/en.txt"),
    include_str!("../data/frames/uk.txt"),
    include_str!("../data/frames/ar.txt"),
    include_str!("../data/frames/fa.txt"),
    include_str!("../data/frames/ps.txt"),
    include_str!("../data/frames/ti.txt"),
    include_str!("../data/frames/tr.txt"),
];

/// Numbers in words, from two on, in all languages that the rules know. One form of each letter: ا ي ه ك.
static COUNTS: List = LazyLock::new(|| {
    list(
        "deux trois quatre cinq six sept huit neuf dix two three four five six seven eight nine ten ثلاثه اربعه خمسه سته سبعه \
     ثمانيه تسعه ثلاث اربع خمس ست سبع ثماني دو سه چهار پنج شش هفت هشت نه دوه دوي دوو دري دريو څلور څلورو پنځه پنځو شپږ شپږو \
     اووه двоє троє четверо п'ятеро шестеро семеро дві два три чотири п'ять шість сім двох трьох чотирьох п'ятьох шістьох \
     двома трьома чотирма двое трое четверо пятеро шестеро две четыре пять шесть iki uc dort bes alti yedi sekiz ክልተ ሰለስተ \
     ኣርባዕተ ሓሙሽተ ሽዱሽተ ሸውዓተ ሸሞንተ ትሽዓተ",
    )
});

/// The most letters by which phrases that begin with the beginning of a word are found.
const MOST_LETTERS: usize = 4;

/// Elided words, which are words of their own: `l'`, `qu'`.
pub(super) const ELIDED: [&str; 13] =
    ["l", "d", "n", "s", "j", "m", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// A part of a phrase.
enum Part {
    /// This word.
    Word(String),
    /// A word with this beginning.
    Begin(String),
    /// A number in digits.
    Number,
    /// A number with letters behind it: "3e", "3eme", "3rd".
    Ordinal,
    /// A number in digits or words.
    Count,
    /// The end of the sentence.
    End,
    /// A weekday or a month.
    Day,
    /// One of these.
    OneOf(Vec<Part>),
    /// Up to three words, whatever they are.
    Some,
}

struct Phrase {
    says: Says,
    parts: Vec<Part>,
}

/// How many words the longest phrase of each kind has that begins at a word; none where it is 0.
pub(super) type Marks = [u8; SECTIONS.len()];

/// The names of the meanings of some marks.
pub(super) fn meanings(marks: &Marks) -> impl Iterator<Item = &'static str> {
    SECTIONS.iter().zip(marks).filter(|(_, words)| **words > 0).map(|((name, _), _)| *name)
}

/// All phrases, by their first words, or by the first letters of those.
#[derive(Default)]
pub(super) struct Phrases {
    all: Vec<Phrase>,
    by_word: HashMap<String, Vec<usize>>,
    by_letters: HashMap<[char; MOST_LETTERS], Vec<usize>>,
    /// Those that begin with a number or a day.
    by_sort: Vec<usize>,
    endings: HashSet<&'static str>,
}

/// The phrases of all files, read once.
pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    for file in FILES {
        phrases.read(file);
    }
    phrases
});

impl Phrases {
    fn read(&mut self, file: &'static str) {
        let mut section = "";
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some((name, _)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                section = name;
                continue;
            }
            let all = line.split(';').map(str::trim).filter(|phrase| !phrase.is_empty());
            match SECTIONS.iter().find(|(name, _)| *name == section) {
                Some((_, says)) => all.for_each(|phrase| self.add(*says, phrase)),
                None if section == "endings" => self.endings.extend(all),
                None => panic!("the lists have no section [{section}]"),
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
        if let Some(first) = parts.first() {
            self.begin(first, self.all.len());
            self.all.push(Phrase { says, parts });
        }
    }

    /// Enters a phrase under what it begins with.
    fn begin(&mut self, first: &Part, phrase: usize) {
        match first {
            Part::Word(word) => self.by_word.entry(word.clone()).or_default().push(phrase),
            Part::Begin(word) => self.by_letters.entry(beginning(word)).or_default().push(phrase),
            Part::OneOf(all) => all.iter().for_each(|first| self.begin(first, phrase)),
            Part::Number | Part::Ordinal | Part::Count | Part::Day => self.by_sort.push(phrase),
            Part::Some | Part::End => {}
        }
    }

    /// The phrases that begin at a word; `key` gives the words from there on, and none after the end of the sentence.
    pub(super) fn marks<'a>(&self, key: &dyn Fn(usize) -> Option<&'a str>) -> Marks {
        let mut marks = Marks::default();
        let Some(first) = key(0) else { return marks };
        let by_word = self.by_word.get(first);
        let letters = beginning(first);
        // A longer beginning has fewer phrases, so each is looked up in the list of its own length.
        let by_letters = (1..=MOST_LETTERS).filter_map(|length| {
            let mut begin = ['\0'; MOST_LETTERS];
            begin[..length].copy_from_slice(&letters[..length]);
            (letters[length - 1] != '\0').then(|| self.by_letters.get(&begin))?
        });
        let by_sort = (is_count(first) || DAYS.contains(first)).then_some(&self.by_sort);
        for phrase in by_word.into_iter().chain(by_letters).chain(by_sort).flatten() {
            let Some(phrase) = self.all.get(*phrase) else { continue };
            let mark = &mut marks[phrase.says as usize];
            let words = matches(&phrase.parts, key, 0).and_then(|end| u8::try_from(end).ok());
            *mark = (*mark).max(words.unwrap_or_default());
        }
        marks
    }

    /// Whether a single word says this.
    pub(super) fn has(&self, says: Says, key: &str) -> bool {
        let phrases = self.by_word.get(key).map_or(&[][..], Vec::as_slice);
        let mut phrases = phrases.iter().filter_map(|at| self.all.get(*at));
        phrases.any(|phrase| phrase.says == says && phrase.parts.len() == 1)
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
            // Words with bars between them are one part, apostrophes included.
            Some(at) if !word.contains('|') && ELIDED.contains(&&word[..at]) => {
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
        "#e" => Part::Ordinal,
        "@" => Part::Count,
        "$" => Part::End,
        "&" => Part::Day,
        "~" => Part::Some,
        _ if word.contains('|') => {
            Part::OneOf(word.split('|').filter(|one| !one.is_empty()).map(part).collect())
        }
        _ => match word.strip_suffix('*') {
            Some(begin) => Part::Begin(begin.to_owned()),
            None => Part::Word(word.to_owned()),
        },
    }
}

/// The letters with which a word begins, and none after its end.
fn beginning(word: &str) -> [char; MOST_LETTERS] {
    let mut letters = word.chars();
    std::array::from_fn(|_| letters.next().unwrap_or_default())
}

/// Where a phrase ends, if the words from `at` on are it.
fn matches<'a>(parts: &[Part], key: &dyn Fn(usize) -> Option<&'a str>, at: usize) -> Option<usize> {
    let Some((first, rest)) = parts.split_first() else { return Some(at) };
    match (first, key(at)) {
        (Part::Some, _) => (0..=3).find_map(|words| matches(rest, key, at + words)),
        (Part::End, None) => Some(at),
        (first, Some(word)) if fits(first, word) => matches(rest, key, at + 1),
        _ => None,
    }
}

/// Whether a word is this part of a phrase.
fn fits(part: &Part, key: &str) -> bool {
    match part {
        Part::Some => true,
        Part::End => false,
        Part::Word(word) => key == word,
        Part::Begin(begin) => key.starts_with(begin.as_str()),
        Part::Number => is_number(key),
        Part::Ordinal => is_number(key) && key.ends_with(char::is_alphabetic),
        Part::Count => is_count(key),
        Part::Day => DAYS.contains(key),
        Part::OneOf(all) => all.iter().any(|part| fits(part, key)),
    }
}

fn is_number(key: &str) -> bool {
    key.starts_with(|letter: char| letter.is_ascii_digit())
}

fn is_count(key: &str) -> bool {
    is_number(key) || COUNTS.contains(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    fn words(text: &str) -> Vec<String> {
        let words = Words::of(text);
        words.sentences().flat_map(|all| (0..all.len()).map(move |at| all.key(at).to_owned())).collect()
    }

    /// The parts of a phrase that no word of a text can be.
    fn never(part: &Part) -> Vec<String> {
        match part {
            // An elided word is one only before another.
            Part::Word(word) if word.ends_with('\'') && words(&format!("{word}a")) == [&**word, "a"] => {
                vec![]
            }
            Part::Word(word) if words(word) != [&**word] => vec![word.clone()],
            Part::Begin(begin) if words(&format!("{begin}a")) != [format!("{begin}a")] => vec![begin.clone()],
            Part::OneOf(all) => all.iter().flat_map(never).collect(),
            _ => vec![],
        }
    }

    #[test]
    fn each_part_of_a_phrase_is_a_word_as_texts_are_cut() {
        let parts = PHRASES.all.iter().flat_map(|phrase| &phrase.parts);
        let never: Vec<String> = parts.flat_map(never).collect();
        assert!(never.is_empty(), "no word is ever one of these: {never:#?}");
    }
}
