//! The features of a line that have a weight: its words, their beginnings and endings, what the lists know of them, and how its sentences begin
//! and end.

use super::{Says, Sentence, Shape, Sort, phrases};

/// One thing that a line has.
#[derive(Clone, Copy)]
pub(super) struct Feature<'a> {
    /// Its sort, such as `word`.
    pub kind: &'a str,
    /// Its text, in two parts so that none has to be put together.
    pub text: &'a str,
    pub more: &'a str,
}

impl Feature<'_> {
    /// FNV-1a, 64 bits.
    pub(super) fn hash(&self) -> u64 {
        let bytes = self.kind.bytes().chain([b' ']).chain(self.text.bytes()).chain(self.more.bytes());
        bytes
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
}

/// A sentence and a word of it; none for what a whole line has.
pub(super) type At = Option<(usize, usize)>;

/// Gives each feature of a line to `add`, with the word that has it.
pub(super) fn each<'a>(line: &[Sentence<'a>], add: &mut dyn FnMut(At, Feature<'a>)) {
    let mut words = 0;
    for (at, sentence) in line.iter().enumerate() {
        if sentence.signs.cited {
            let sizes = ["1", "2", "3"];
            add(None, Feature { kind: "cited", text: sizes[(sentence.len() - 1).min(2)], more: "" });
            continue;
        }
        words += sentence.len();
        let mut one = |word: usize, kind, text, more| add(Some((at, word)), Feature { kind, text, more });
        for word in 0..sentence.len() {
            of_word(sentence, word, &mut |kind, text, more| one(word, kind, text, more));
        }
        ends(sentence, &mut one);
        if sentence.signs.asks {
            add(None, Feature { kind: "asks", text: script(sentence.key(0)), more: "" });
        }
    }
    let sizes = ["0", "1", "2", "3", "4", "5", "6"];
    add(None, Feature { kind: "length", text: sizes[(words / 3).min(6)], more: "" });
    let first = line.iter().find(|sentence| !sentence.signs.cited);
    add(None, Feature { kind: "script", text: first.map_or("x", |first| script(first.key(0))), more: "" });
}

type Add<'f, 'a> = &'f mut dyn FnMut(&'static str, &'a str, &'a str);

/// The features that a word has wherever it stands.
fn of_word<'a>(sentence: &Sentence<'a>, at: usize, add: Add<'_, 'a>) {
    let (word, key) = (&sentence.words[at], sentence.key(at));
    let script = script(key);
    if word.shape == Shape::Digits {
        let sizes = ["1", "2", "3", "4"];
        add("digits", sizes[key.len().clamp(1, 4) - 1], "");
        return;
    }
    add("word", key, "");
    let letters = key.chars().count();
    if letters > 5 {
        add("begins", first(key, 5), "");
    }
    if letters > 4 {
        add("begins", first(key, 4), "");
    }
    if letters > 3 {
        add("ends", last(key, 3), "");
    }
    for name in marks(sentence, at) {
        add("says", script, name);
    }
    let known = sentence.says(Says::Nobody, at);
    if at > 0 && word.shape == Shape::Title {
        add("shape", script, if known { "title" } else { "title?" });
    }
    match word.shape {
        Shape::Initial => add("shape", script, "initial"),
        Shape::Capitals => add("shape", script, "capitals"),
        _ => {}
    }
    match word.sort {
        Some(Sort::Sure) => add("name", script, if known { "sure" } else { "sure?" }),
        Some(Sort::Listed) => add("name", script, if known { "listed" } else { "listed?" }),
        Some(Sort::Maybe) => add("name", script, if known { "maybe" } else { "maybe?" }),
        None => {}
    }
}

/// How a sentence begins and how it ends: there languages put who and what is said.
fn ends<'a>(sentence: &Sentence<'a>, add: &mut dyn FnMut(usize, &'static str, &'a str, &'a str)) {
    let is_word = |at: usize| sentence.words[at].shape != Shape::Digits;
    let (key, end) = (sentence.key(0), sentence.len() - 1);
    add(0, "first", key, "");
    if is_word(0) {
        if key.chars().count() > 3 {
            add(0, "first-ends", last(key, 2), "");
            add(0, "first-ends", last(key, 3), "");
        }
        add(0, "first-letters", first(key, 1), last(key, 1));
        add(0, "first-begins", first(key, 2), "");
    }
    for name in marks(sentence, 0) {
        add(0, "first-says", name, "");
    }
    if end > 0 {
        add(1, "second", sentence.key(1), "");
        add(end - 1, "last-but-one", sentence.key(end - 1), "");
    }
    let key = sentence.key(end);
    if is_word(end) {
        add(end, "last", key, "");
        add(end, "last-ends", last(key, 2), "");
        add(end, "last-ends", last(key, 3), "");
        add(end, "last-letters", first(key, 1), last(key, 1));
    }
}

/// The meanings that the lists give to a phrase that begins at a word.
fn marks(sentence: &Sentence, at: usize) -> impl Iterator<Item = &'static str> {
    phrases::meanings(sentence.words[at].marks())
}

/// The first letters of a word.
fn first(key: &str, letters: usize) -> &str {
    &key[..key.char_indices().nth(letters).map_or(key.len(), |(at, _)| at)]
}

/// The last letters of a word.
fn last(key: &str, letters: usize) -> &str {
    &key[key.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at)..]
}

/// A letter for the script of a word.
fn script(key: &str) -> &'static str {
    match key.chars().next().unwrap_or_default() {
        'a'..='z' => "l",
        '\u{400}'..='\u{4ff}' => "c",
        '\u{600}'..='\u{6ff}' => "a",
        '\u{1200}'..='\u{137f}' => "e",
        _ => "x",
    }
}
