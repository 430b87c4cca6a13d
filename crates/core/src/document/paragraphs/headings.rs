//! Lines of their own that were meant as headings.

use std::ops::Range;

use super::{LONGEST, Line, STOPS};
use crate::document::diagnostics::Notes;

/// Whether a line of its own looks like a heading: bold, or in capitals.
pub(super) fn is_heading(line: &Line, many: usize, range: &Range<usize>, notes: &Notes) -> bool {
    let text = line.text.trim();
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    let is_capital = letters.clone().all(char::is_uppercase)
        && letters.clone().any(char::is_uppercase)
        && text.split_whitespace().count() > 1
        && text
            .split_whitespace()
            .any(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 4);
    let after = notes.body().get(range.end..).unwrap_or_default().trim_start();
    // Over a list or a table it is a label.
    let is_label = after.starts_with(['#', '-', '*', '+', '|', '>'])
        || after.starts_with(|first: char| first.is_ascii_digit());
    let is_followed = many > 1 || !after.is_empty() && !is_label;
    let is_plain = !text.ends_with(STOPS)
        && !text.ends_with([':', ';', ',', '،', '»', '”', ')', '：'])
        && !text.contains(['@', '/', ',']);
    let is_title = title(text).starts_with(char::is_alphabetic) && letters.count() > 2;
    // In italics, a sentence may be a saying or the words below a picture.
    let above = notes.body().get(..range.start).unwrap_or_default().trim_end();
    let is_short = (2..=6).contains(&text.split_whitespace().count())
        && !text.contains([':', '«', '"', '('])
        && !text.contains(char::is_numeric)
        && !above.ends_with([')', '|', ':']);
    (line.is_bold || (is_capital || line.is_italic && is_short) && many == 1)
        && is_title
        && is_plain
        && is_followed
        && text.chars().count() <= LONGEST
}

/// The words of a heading without the number before them: `1. Call`, `2) Wait`.
fn title(text: &str) -> &str {
    let rest = text.trim_start_matches(char::is_numeric);
    let words = rest.strip_prefix(['.', ')', '-', '–', '—', '°', '/']).unwrap_or(rest);
    let words = words.strip_prefix([')', ' ', '\u{a0}', '\u{202f}']).unwrap_or(words);
    if rest.len() < text.len() && words.len() < rest.len() && !rest.starts_with(' ') {
        words.trim_start()
    } else {
        text
    }
}
