//! XML for programs of translators: text escaped, and tags of marks as its elements.

use std::ops::Range;

/// Text between two tags, or in the quotes of an attribute.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A parser takes a carriage return for a line end, and other control characters are no XML.
            '\r' => out.push_str("&#13;"),
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Words in which each tag of a mark is written by `tag`, from its letter, its number and whether it closes. Tags that do not nest, as a
/// damaged file may have them, are written as words: they would make no XML.
pub fn with_tags(text: &str, tag: impl Fn(char, &str, bool) -> String) -> String {
    let marks = marks(text);
    if !nest(&marks) {
        return escaped(text);
    }
    let (mut out, mut from) = (String::new(), 0);
    for (place, (letter, number, closes)) in marks {
        out += &escaped(text.get(from..place.start).unwrap_or_default());
        out += &tag(letter, number, closes);
        from = place.end;
    }
    out + &escaped(text.get(from..).unwrap_or_default())
}

/// A tag: its letter, its number, whether it closes.
type Mark<'a> = (char, &'a str, bool);

/// The tags of marks, with their places.
fn marks(text: &str) -> Vec<(Range<usize>, Mark<'_>)> {
    let (mut marks, mut at) = (Vec::new(), 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|open| at + open) {
        at = open + 1;
        let Some(end) = text.get(open..).and_then(|rest| rest.find('>')).map(|end| open + end) else { break };
        let Some(mark) = text.get(open + 1..end).and_then(mark) else { continue };
        at = end + 1;
        marks.push((open..at, mark));
    }
    marks
}

/// Whether each tag that opens is closed in its turn, and none else.
fn nest(marks: &[(Range<usize>, Mark)]) -> bool {
    let mut open = Vec::new();
    let fits = marks.iter().all(|(_, (letter, number, closes))| match (letter, closes) {
        ('g', false) => {
            open.push(number);
            true
        }
        ('g', true) => open.pop() == Some(number),
        _ => true,
    });
    fits && open.is_empty()
}

fn mark(inner: &str) -> Option<Mark<'_>> {
    let (letter, digits, closes) = if let Some(rest) = inner.strip_prefix("/g") {
        ('g', rest, true)
    } else if let Some(rest) = inner.strip_prefix('g') {
        ('g', rest, false)
    } else {
        ('x', inner.strip_prefix('x')?.strip_suffix('/')?, false)
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((letter, digits, closes))
}
