//! Lines that mean something because of the line right above them: a level of signs, the one point below a number, a word that
//! looks like a bullet.

use std::ops::Range;

use super::{lines::Cursor, marks::Mark, numbers};
use crate::document::signs::COLONS;

/// `-- words` right below `- words`: a level of signs for a level of the list. What to write in the place of the signs, and the sign.
pub(super) fn deeper(at: &Cursor, above: Option<char>) -> Option<(Range<usize>, String, char)> {
    let sign = above.filter(|sign| matches!(sign, '-' | '+'))?;
    let words = at.rest().trim_start_matches(sign);
    let signs = at.rest().len() - words.len();
    let mut after = at.clone();
    after.at += signs;
    let is_apart = !after.gap().range.is_empty() && after.peek().is_some_and(char::is_alphanumeric);
    let is_level = (2..=3).contains(&signs) && is_apart;
    is_level.then(|| (at.at..after.at, format!("{}{sign} ", "    ".repeat(signs - 1)), sign))
}

/// Whether a numbered point stands right below this line.
pub(super) fn is_above_number(body: &str, lines: &[Range<usize>], number: usize) -> bool {
    lines.get(number + 1).is_some_and(|line| numbers::is_markdown(&mut Cursor::new(body, line)))
}

/// Whether a letter that stands for a bullet is a word where it stands right below words: `o` is "or" in a sentence that was wrapped.
pub(super) fn is_word(mark: &Mark, at: &Cursor, above: &str) -> bool {
    let above = above.trim_matches([' ', '>', '\t']);
    matches!(mark, Mark::Dash('o'))
        && at.rest().starts_with("o ")
        && !above.is_empty()
        && !above.ends_with(COLONS)
        && !above.ends_with(']')
}
