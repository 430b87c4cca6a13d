//! Brackets and quotes: which closes which.

use std::collections::BTreeMap;

/// How many may be open at a time; text with more is no text.
const DEEPEST: usize = 16;

/// The pairs of a text: the byte of each opening one, with the byte after its closing one.
pub struct Pairs(BTreeMap<usize, usize>);

impl Pairs {
    /// Finds the pairs of a text.
    pub fn of(text: &str) -> Self {
        let mut found = BTreeMap::new();
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut before = ' ';
        for (at, letter) in text.char_indices() {
            let closes = open.iter().rposition(|(_, opening)| is_pair(*opening, letter));
            match closes {
                Some(place) if letter != '"' || !before.is_whitespace() => {
                    found.insert(open[place].0, at + letter.len_utf8());
                    open.truncate(place);
                }
                _ if is_opening(letter) && open.len() < DEEPEST => open.push((at, letter)),
                _ => {}
            }
            before = letter;
        }
        Self(found)
    }

    /// The byte after the closing mark of the pair that begins here.
    pub fn end(&self, start: usize) -> Option<usize> {
        self.0.get(&start).copied()
    }
}

/// Whether a mark can open a pair.
pub fn is_opening(mark: char) -> bool {
    matches!(mark, '(' | '[' | '{' | '«' | '“' | '„' | '‹' | '"')
}

/// Whether a mark is a bracket or a quote.
pub fn is_bracket(mark: char) -> bool {
    is_opening(mark) || matches!(mark, ')' | ']' | '}' | '»' | '”' | '›')
}

fn is_pair(opening: char, closing: char) -> bool {
    match opening {
        '(' => closing == ')',
        '[' => closing == ']',
        '{' => closing == '}',
        '«' => closing == '»',
        '‹' => closing == '›',
        '“' => closing == '”',
        '„' => closing == '“' || closing == '”',
        other => closing == other,
    }
}
