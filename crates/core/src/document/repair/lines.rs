//! The lines of a body, and a cursor over one of them.

use std::ops::Range;

use trousseau_text::settled::is_invisible;

use super::letters::is_odd_space;

/// White space within a line, and whether Markdown would take all of it for spaces.
#[derive(Clone)]
pub(super) struct Gap {
    /// The bytes that it takes, counted in the body.
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

    /// The rest of the line, from here on.
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
pub(super) struct Fence(Option<Open>);

/// The line that opened a block of code.
#[derive(Clone, Copy)]
struct Open {
    sign: char,
    long: usize,
    /// How many quotations it stands in: it ends with the innermost.
    quotes: usize,
}

impl Fence {
    /// Takes the words of a line, in this many quotations; whether they belong to such a block or bound it. While one is open,
    /// these are all words of the line.
    pub(super) fn holds(&mut self, quotes: usize, words: &str) -> bool {
        let inside = self.0.and_then(|open| unquoted(words, open.quotes));
        if inside.is_none() {
            self.0 = None;
        }
        let words = inside.unwrap_or(words);
        let Some(sign @ ('`' | '~')) = words.chars().next() else { return self.0.is_some() };
        let long = words.len() - words.trim_start_matches(sign).len();
        let after = words.get(long..).unwrap_or_default().trim();
        match self.0 {
            Some(open) if open.sign == sign && long >= open.long && after.is_empty() => self.0 = None,
            Some(_) => {}
            None if long >= 3 && !(sign == '`' && after.contains('`')) => {
                self.0 = Some(Open { sign, long, quotes });
            }
            None => return false,
        }
        true
    }

    /// Takes an empty line, which ends every quotation.
    pub(super) fn blank(&mut self) {
        self.0 = self.0.filter(|open| open.quotes == 0);
    }
}

/// A line without the signs of so many quotations; none when it has fewer.
fn unquoted(line: &str, quotes: usize) -> Option<&str> {
    fn bare(line: &str) -> &str {
        line.trim_start_matches([' ', '\t'])
    }
    (0..quotes).try_fold(bare(line), |line, _| line.strip_prefix('>').map(bare))
}
