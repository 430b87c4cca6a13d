//! The lines of a body, and a cursor over one of them.

use std::ops::Range;

use super::letters::{is_invisible, is_odd_space};

/// White space within a line, and whether Markdown would take all of it for spaces.
#[derive(Clone)]
pub(super) struct Gap {
    /// Its bytes in the body.
    pub range: Range<usize>,
    /// Whether a character is among it that is no space to Markdown.
    pub odd: bool,
    /// How many characters of it have a width.
    pub wide: usize,
}

/// A place in a line.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    body: &'a str,
    /// The byte of the body that comes next.
    pub at: usize,
    /// The byte after the line, its end not counted.
    pub end: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(body: &'a str, line: &Range<usize>) -> Self {
        Self { body, at: line.start, end: line.end }
    }

    /// What is left of the line.
    pub(super) fn rest(&self) -> &'a str {
        self.body.get(self.at..self.end).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes over one character.
    pub(super) fn step(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Passes over white space and invisible characters.
    pub(super) fn gap(&mut self) -> Gap {
        let mut gap = Gap { range: self.at..self.at, odd: false, wide: 0 };
        while let Some(letter) = self.peek() {
            match letter {
                ' ' | '\t' => gap.wide += 1,
                _ if is_odd_space(letter) => (gap.wide, gap.odd) = (gap.wide + 1, true),
                _ if is_invisible(letter) => gap.odd = true,
                _ => break,
            }
            self.step();
        }
        gap.range.end = self.at;
        gap
    }

    /// The white space at the end of the line, when it is more than Markdown takes for spaces.
    pub(super) fn odd_end(&self) -> Option<Range<usize>> {
        let odd = |letter: char| is_odd_space(letter) || is_invisible(letter);
        let bare = self.rest().trim_end_matches(|letter| odd(letter) || letter == ' ' || letter == '\t');
        let range = self.at + bare.len()..self.end;
        self.body.get(range.clone()).filter(|end| end.contains(odd)).map(|_| range)
    }
}

/// The bytes of each line, without its end.
pub(super) fn lines(body: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let line = |line: &str| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    };
    body.split_inclusive('\n').map(line).collect()
}

/// A block of code between lines of backquotes or tildes, in which nothing is Markdown.
#[derive(Default)]
pub(super) struct Fence(Option<(char, usize)>);

impl Fence {
    /// Takes the words of a line; whether they belong to such a block or bound it.
    pub(super) fn holds(&mut self, words: &str) -> bool {
        let words = if self.0.is_some() { words.trim_start_matches([' ', '\t', '>']) } else { words };
        let Some(sign @ ('`' | '~')) = words.chars().next() else { return self.0.is_some() };
        let long = words.len() - words.trim_start_matches(sign).len();
        let after = words.get(long..).unwrap_or_default().trim();
        match self.0 {
            Some((open, least)) if open == sign && long >= least && after.is_empty() => self.0 = None,
            Some(_) => {}
            None if long >= 3 && !(sign == '`' && after.contains('`')) => self.0 = Some((sign, long)),
            None => return false,
        }
        true
    }
}
