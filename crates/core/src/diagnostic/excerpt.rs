//! Line and column of a place, and the line around it, cut to fit on a screen.

use std::ops::Range;

use super::Span;

/// The most characters of a line that are shown.
const WIDTH: usize = 160;

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Counts lines and columns from one place to the next, so that a file is scanned once for all its diagnostics.
#[derive(Clone)]
pub struct Cursor<'a> {
    /// The file.
    pub bytes: &'a [u8],
    at: usize,
    here: Position,
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning of a file. A byte order mark counts as no column.
    pub fn new(bytes: &'a [u8]) -> Self {
        let at = if bytes.starts_with("\u{feff}".as_bytes()) { '\u{feff}'.len_utf8() } else { 0 };
        Self { bytes, at, here: Position { line: 1, column: 1 } }
    }

    /// The position of this byte, which must not be before the last one.
    pub fn to(&mut self, at: usize) -> Position {
        let at = at.min(self.bytes.len());
        if at < self.at {
            *self = Self::new(self.bytes);
        }
        for byte in &self.bytes[self.at.min(at)..at] {
            match byte {
                b'\n' => self.here = Position { line: self.here.line + 1, column: 1 },
                // Continuation bytes of a UTF-8 character are no columns.
                0x80..0xc0 => {}
                _ => self.here.column += 1,
            }
        }
        self.at = self.at.max(at);
        self.here
    }
}

/// A line or a piece of it, and the words in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or the piece of it.
    pub text: String,
    /// Where the words stand in it.
    pub words: Range<usize>,
}

/// The line that holds a span; of a long line only the characters around it. A span over several lines is
/// cut at the end of the first.
pub fn excerpt(bytes: &[u8], span: Span) -> Excerpt {
    let start = span.start.min(bytes.len());
    let end = span.end.clamp(start, bytes.len());
    // Only the bytes that can be shown are searched, because a line may have millions.
    let reach = (WIDTH + 1) * 4;
    let before = &bytes[start.saturating_sub(reach)..start];
    let before = before.iter().rposition(|byte| *byte == b'\n').map_or(before, |place| &before[place + 1..]);
    let line_end = |text: &'_ [u8]| text.iter().take(reach).position(|byte| *byte == b'\n');
    let rest = &bytes[start..];
    let rest = &rest[..line_end(rest).unwrap_or(rest.len().min(reach))];
    let (words, after) = rest.split_at((end - start).min(rest.len()));
    let before = String::from_utf8_lossy(before);
    let before = before.trim_start_matches('\u{feff}');
    let (words, after) = (String::from_utf8_lossy(words), String::from_utf8_lossy(after));
    let (words, after) = if after.is_empty() { (words.trim_end(), "") } else { (&*words, after.trim_end()) };

    let words = cut_end(words, WIDTH * 3 / 4);
    let free = WIDTH - words.chars().count().min(WIDTH);
    let (left, right) = (before.chars().count(), after.chars().count());
    let left_room = left.min((free / 2).max(free.saturating_sub(right)));
    let before = cut_start(before, left_room);
    let after = cut_end(after, free - left_room);
    Excerpt { words: before.len()..before.len() + words.len(), text: before + &words + &after }
}

fn cut_end(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn cut_start(text: &str, most: usize) -> String {
    let cut = text.chars().count() - most.min(text.chars().count());
    match text.char_indices().nth(cut) {
        Some((start, _)) if cut > 0 => format!("…{}", &text[start..]),
        None if cut > 0 => "…".to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "\u{feff}été\r\nعربي x\n";
        let mut cursor = Cursor::new(text.as_bytes());
        let mut at = |words: &str| {
            let place = cursor.to(text.find(words).expect("there"));
            (place.line, place.column)
        };
        assert_eq!(at("été"), (1, 1));
        assert_eq!(at("x"), (2, 6));
        assert_eq!(at("té"), (1, 2));
        assert_eq!(cursor.to(999), Position { line: 3, column: 1 });
        assert_eq!(cursor.to(0), Position { line: 1, column: 1 });
    }

    fn check(text: &[u8], span: Range<usize>, expected: &str) {
        let Excerpt { text, words } = excerpt(text, span.into());
        assert_eq!(
            format!("{}[{}]{}", &text[..words.start], &text[words.clone()], &text[words.end..]),
            expected
        );
    }

    #[test]
    fn a_short_line_is_whole() {
        check(b"one\ntwo words\r\nthree", 8..13, "two [words]");
        check(b"one\ntwo\nthree", 4..13, "[two]");
        check(b"one\n\nthree", 4..4, "[]");
        check(b"one\n", 3..4, "one[]");
        check(b"one", 7..9, "one[]");
        check("\u{feff}abc".as_bytes(), 3..4, "[a]bc");
        check(b"a\xff\xffb", 1..3, "a[\u{fffd}\u{fffd}]b");
    }

    #[test]
    fn a_long_line_is_cut_around_the_words() {
        let far = "é".repeat(30_000_000);
        let line = format!("{far}WORDS{far}");
        let Excerpt { text, words } = excerpt(line.as_bytes(), (far.len()..far.len() + 5).into());
        assert_eq!(&text[words.clone()], "WORDS");
        assert!(text[..words.start].starts_with('…') && text.ends_with('…'));
        assert_eq!(text.chars().count(), WIDTH + 2);
        let all = excerpt(line.as_bytes(), (0..line.len()).into());
        assert!(all.text.chars().count() <= WIDTH + 2 && all.words.start == 0);
    }
}
