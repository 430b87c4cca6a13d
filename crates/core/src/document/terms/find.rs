//! Finds the words of a list in a text: whole words only, the longest first.

use std::{cmp::Reverse, ops::Range};

use aho_corasick::AhoCorasick;

use super::fold::{Folded, fold, fold_with_places};
use crate::document::typeset::is_unspaced;
use trousseau_text::Language;

/// A list of words, ready to be found.
pub struct Finder {
    /// `None` when the list is empty.
    automaton: Option<AhoCorasick>,
    /// The language by whose rules letters are compared; `None` for words that are found as they are written.
    language: Option<Language>,
    /// The number of the first word.
    first: usize,
}

impl Finder {
    /// Words that are found as they are written.
    pub fn exact(words: &[&str]) -> Self {
        Self { automaton: automaton(words), language: None, first: 0 }
    }

    /// Words of a language that are found in small and in capital letters; the first has this number.
    pub fn folded(words: &[&str], language: Language, first: usize) -> Self {
        let words: Vec<String> = words.iter().map(|word| fold(word, language)).collect();
        Self { automaton: automaton(&words), language: Some(language), first }
    }

    /// The bytes of every whole word of the list in a text, and its number; they may overlap.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let number = |found: &aho_corasick::Match| self.first + found.pattern().as_usize();
        let Some(language) = self.language else {
            let all = automaton.find_overlapping_iter(text).map(|found| (found.range(), number(&found)));
            return all.filter(|(range, _)| is_whole(text, range)).collect();
        };
        if !automaton.is_match(&fold(text, language)) {
            return Vec::new();
        }
        let Folded { text: folded, at, .. } = fold_with_places(text, language);
        let place = |byte: usize| at.get(byte).map_or(text.len(), |byte| *byte as usize);
        let all = automaton.find_overlapping_iter(&folded);
        all.filter_map(|found| {
            let range = place(found.start())..place(found.end());
            Some((word_around(text, &range, language)?, number(&found)))
        })
        .collect()
    }

    /// The same, without those that overlap: from left to right, the longest of those that begin together.
    pub fn find_longest(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found = self.find(text);
        longest(&mut found);
        found
    }
}

/// The automaton can be too large for a huge list; then nothing of it is found, and everything else works.
fn automaton<W: AsRef<[u8]>>(words: &[W]) -> Option<AhoCorasick> {
    if words.is_empty() { None } else { AhoCorasick::new(words).ok() }
}

/// Keeps what does not overlap, from left to right: the longest of those that begin at the same byte.
pub fn longest(found: &mut Vec<(Range<usize>, usize)>) {
    found.sort_by_key(|(range, place)| (range.start, Reverse(range.end), *place));
    let mut end = 0;
    found.retain(|(range, _)| {
        let free = range.start >= end;
        end = if free { range.end } else { end };
        free
    });
}

/// Whether no letter, digit or `_` touches these bytes.
///
/// The Arabic stroke that joins an article to a foreign word, as in "الـDALO", is a border like a hyphen.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let joins = |letter: char| (letter.is_alphanumeric() || letter == '_') && letter != '\u{640}';
    !before(text, range.start).is_some_and(joins) && !after(text, range.end).is_some_and(joins)
}

/// The bytes of a word with what is joined to it in writing: the article, "and", "by", "for" in Arabic. `None` when letters touch
/// it that make another word of it.
fn word_around(text: &str, range: &Range<usize>, language: Language) -> Option<Range<usize>> {
    let ends = |end: usize, inside: Option<char>| {
        after(text, end)
            .is_none_or(|next| !joins(next) || inside.is_some_and(|last| are_unspaced(last, next)))
    };
    let word = text.get(range.clone())?;
    if !ends(range.end, word.chars().next_back()) {
        return None;
    }
    let head = text.get(..range.start)?;
    let touching = head.trim_end_matches(joins);
    let joined = head.get(touching.len()..)?;
    let free = joined.is_empty()
        || language.primary() == "ar" && is_joined(joined)
        || joined
            .chars()
            .next_back()
            .zip(word.chars().next())
            .is_some_and(|(last, next)| are_unspaced(last, next));
    let start = if language.primary() == "ar" { touching.len() } else { range.start };
    free.then_some(start..range.end)
}

/// Whether these letters before an Arabic word leave it what it is: "and" or "then", "by", "as" or "for", the article.
fn is_joined(letters: &str) -> bool {
    let bare: String = letters.chars().filter(|letter| !super::fold::is_mark(*letter)).collect();
    let rest = bare.strip_prefix(['و', 'ف']).unwrap_or(&bare);
    matches!(rest, "" | "ال" | "بال" | "كال" | "لل" | "ب" | "ك" | "ل")
}

/// Whether a letter beside a word makes it another one: a hyphen does, as in "sous-location", and the sign of no width in Persian.
fn joins(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '\u{2010}' | '\u{2011}' | '\u{200c}')
}

fn are_unspaced(one: char, other: char) -> bool {
    is_unspaced(one) && is_unspaced(other)
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
