//! Words as a search compares them: without accents, case and what differs from one keyboard to another.
//!
//! The build writes the table out beside the pages, and their script reads it: so what is looked for and what is looked through
//! are folded alike.

mod letters;

use std::{collections::BTreeMap, ops::RangeInclusive};

use crate::{Language, Script, accents, digits};
use letters::{APART, MARKS, RANGES, SAME, SEPARATORS};

/// How the words of one language are folded.
#[derive(Clone, Debug)]
pub struct Folding {
    /// What stands for a letter; letters that stay as they are are not in it.
    letters: BTreeMap<char, String>,
    /// What is taken off the beginning of a word, the longest first, such as the article of Arabic.
    prefixes: &'static [&'static str],
}

/// The articles of Arabic with what is written together with them, folded.
const ARTICLES: [&str; 7] = ["وال", "بال", "فال", "كال", "ولل", "ال", "لل"];

/// The least that a word has left when something is taken off its beginning.
pub const LEAST_LEFT: usize = 3;

/// From here on letters are whole words or syllables, so that one of them alone is a word.
pub const IDEOGRAPHS: char = '\u{2e80}';

impl Folding {
    /// The folding of a language: Latin letters are in it always, since words from letters of the authorities are looked for in
    /// every language.
    pub fn of(language: Language) -> Self {
        let own = |script: &str| script == "Latn" || language.script().code() == script;
        let ranges = RANGES.iter().filter(|(script, _)| own(script)).map(|(_, range)| range.clone());
        let mut letters: BTreeMap<char, String> = ranges
            .flatten()
            .filter_map(char::from_u32)
            .filter_map(|letter| Some((letter, bare(letter)?)))
            .collect();
        for (_, letter, others) in SAME.iter().filter(|(script, ..)| own(script)) {
            letters.extend(others.chars().map(|other| (other, (*letter).to_owned())));
        }
        letters.extend(shifted(language.script()));
        if language.tag() == "uk" {
            // In Ukrainian an apostrophe stands inside a word, and few keyboards have the right one.
            letters.extend("'’ʼ".chars().map(|sign| (sign, String::new())));
        }
        let prefixes: &[&str] = if language.tag() == "ar" { &ARTICLES } else { &[] };
        Self { letters, prefixes }
    }

    /// A text folded, with its spaces and signs.
    pub fn fold(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.to_lowercase().chars().filter(|letter| !is_in(MARKS, *letter)) {
            match self.letters.get(&letter) {
                Some(other) => out.push_str(other),
                None => out.push(letter),
            }
        }
        out
    }

    /// The words of a text, folded.
    pub fn words(&self, text: &str) -> Vec<String> {
        let folded = joined(&self.fold(text));
        let parts = folded.split(|letter| is_in(SEPARATORS, letter)).flat_map(split_apart);
        parts.map(|word| self.without_prefix(word)).filter(|word| is_word(word)).map(str::to_owned).collect()
    }

    fn without_prefix<'w>(&self, word: &'w str) -> &'w str {
        let left =
            |prefix: &&str| word.strip_prefix(*prefix).filter(|rest| rest.chars().count() >= LEAST_LEFT);
        self.prefixes.iter().find_map(left).unwrap_or(word)
    }

    /// The table: what letters become, with all letters that become it, in order.
    pub fn table(&self) -> BTreeMap<&str, String> {
        let mut table: BTreeMap<&str, String> = BTreeMap::new();
        for (letter, other) in &self.letters {
            table.entry(other).or_default().push(*letter);
        }
        table
    }

    /// What is taken off the beginning of a word, the longest first.
    pub fn prefixes(&self) -> &'static [&'static str] {
        self.prefixes
    }

    /// The marks that are taken out, as a class of a regular expression without its brackets.
    pub fn marks() -> String {
        class(MARKS)
    }

    /// The signs between words, as a class of a regular expression without its brackets.
    pub fn separators() -> String {
        class(SEPARATORS)
    }

    /// The letters that are a word each, as a class of a regular expression.
    pub fn apart() -> String {
        class(APART)
    }
}

/// The plain letter or digit under a letter; `None` where it is its own.
fn bare(letter: char) -> Option<String> {
    let plain = digits::ascii(letter).or_else(|| accents::bare(letter))?.to_ascii_lowercase();
    // Texts are in lower case before the table is asked.
    (plain != letter && !letter.is_uppercase()).then(|| plain.to_string())
}

/// Series of Ethiopic letters that sound alike today, each in its seven or eight orders.
fn shifted(script: Script) -> impl Iterator<Item = (char, String)> {
    let series: &[(u32, u32)] = match script.code() {
        "Ethi" => &[(0x1210, 0x1200), (0x1280, 0x1200), (0x1220, 0x1230), (0x12d0, 0x12a0), (0x1340, 0x1338)],
        _ => &[],
    };
    let one = |(from, to): &(u32, u32)| {
        let (from, to) = (*from, *to);
        // The eighth place of ዐ is another letter.
        let orders = if from == 0x12d0 { 7 } else { 8 };
        (0..orders).filter_map(move |order| {
            Some((char::from_u32(from + order)?, char::from_u32(to + order)?.to_string()))
        })
    };
    series.iter().flat_map(one)
}

/// The groups of a number as one word: 23 403 is looked for as 23403. A group has two or three digits, so that two numbers, or a number and
/// an hour, stay apart: 115 3919, 115 24h.
fn joined(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let is_group = |at: usize| {
        let digits = letters[at..].iter().take_while(|letter| letter.is_ascii_digit()).count();
        (2..=3).contains(&digits) && !letters.get(at + digits).is_some_and(char::is_ascii_lowercase)
    };
    let inside = |at: usize| is_digit(at.checked_sub(1)) && is_group(at + 1);
    let kept = |(at, letter): (usize, &char)| {
        let gap = matches!(letter, ' ' | '\u{a0}' | '\u{202f}') && inside(at);
        (!gap).then_some(*letter)
    };
    letters.iter().enumerate().filter_map(kept).collect()
}

fn is_in(ranges: &[RangeInclusive<u32>], letter: char) -> bool {
    ranges.iter().any(|range| range.contains(&u32::from(letter)))
}

fn is_apart(letter: char) -> bool {
    is_in(APART, letter)
}

fn split_apart(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if is_apart(first) { first.len_utf8() } else { rest.find(is_apart).unwrap_or(rest.len()) };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// One letter alone is no word: `l’`, `d’`; a digit is one, and so is a sign that stands for a word.
fn is_word(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => only.is_ascii_digit() || only >= IDEOGRAPHS,
        (first, _) => first.is_some(),
    }
}

fn class(ranges: &[RangeInclusive<u32>]) -> String {
    let one = |range: &RangeInclusive<u32>| match (*range.start(), *range.end()) {
        (first, last) if first == last => format!("\\u{first:04x}"),
        (first, last) => format!("\\u{first:04x}-\\u{last:04x}"),
    };
    ranges.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
