//! A label right below the last point of a list, with another list right below it: without an empty line, Markdown joins it to the point.

use std::ops::Range;

use super::{
    Mends,
    letters::{is_picture, places},
    lines::{Cursor, Fence, lines},
    numbers,
};
use crate::document::signs::{COLONS, STOPS, waits};

/// Puts an empty line before each such label.
pub(super) fn mends(body: &str) -> Mends {
    let mut mends = Mends::default();
    let lines = lines(body);
    let mut fence = Fence::default();
    for (number, line) in lines.iter().enumerate() {
        let words = body.get(line.clone()).unwrap_or_default();
        if fence.holds(0, words.trim_start()) {
            continue;
        }
        let is_item = |line: Option<&Range<usize>>| line.is_some_and(|line| is_item(Cursor::new(body, line)));
        let above = number.checked_sub(1).and_then(|above| lines.get(above));
        if !is_item(Some(line)) && is_item(lines.get(number + 1)) && is_item(above) {
            // A name is a label below the points of another name.
            let first = || lines[..number].iter().rev().find(|line| !is_item(Some(line)));
            let is_below_name = || first().and_then(|line| body.get(line.clone())).is_some_and(is_name);
            let is_over = above.and_then(|line| body.get(line.clone())).is_some_and(is_over);
            if is_label(words) || is_name(words) && is_over && is_below_name() {
                mends.mend(line.start..line.start, "\n");
            }
        }
    }
    mends
}

/// Whether a line is a label: it stands at the edge, and it ends with a colon or is bold as a whole.
fn is_label(line: &str) -> bool {
    let bare = line.trim_end();
    let inner = bare.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    let is_bold = inner.is_some_and(|inner| !inner.is_empty() && !inner.contains("**"));
    let words = bare.trim_start_matches('*');
    words.starts_with(|first: char| first.is_alphanumeric() && !first.is_lowercase())
        && !numbers::is_markdown(&mut Cursor::new(bare, &(0..bare.len())))
        && (is_bold || is_counted(words) || bare.trim_end_matches('*').ends_with(COLONS))
}

/// `II. Papers`, `B) Papers`: a part that counts otherwise than the points do.
fn is_counted(line: &str) -> bool {
    let Some((number, words)) = line.split_once(' ') else { return false };
    let mark = number
        .strip_suffix(['.', ')', '/'])
        .filter(|mark| !mark.is_empty() && mark.chars().count() <= MOST_LETTERS);
    mark.is_some_and(|mark| mark.chars().all(char::is_uppercase) && places(mark).next().is_some())
        && words.trim_start().starts_with(char::is_alphabetic)
}

/// The most letters of a number in letters.
const MOST_LETTERS: usize = 4;

/// The longest name over a list, in letters.
const LONGEST_NAME: usize = 30;

/// Whether a line at the edge is a short name: no sentence, and no sign but a picture before it. Where letters have no capitals, a
/// picture or bold letters must tell it from the rest of a point.
fn is_name(line: &str) -> bool {
    let bare = line.trim_end().trim_end_matches('*');
    let name =
        bare.trim_start_matches(|sign: char| is_picture(sign) || matches!(sign, '\u{fe0f}' | '*' | ' '));
    let is_marked = name.len() < bare.len();
    let begins =
        |first: char| first.is_uppercase() || is_marked && first.is_alphabetic() && !first.is_lowercase();
    name.starts_with(begins)
        && !line.starts_with([' ', '\t'])
        && name.chars().count() <= LONGEST_NAME
        && !name.ends_with(STOPS)
        && !name.ends_with([',', ';', '،', '؛'])
        && !numbers::is_markdown(&mut Cursor::new(name, &(0..name.len())))
}

/// Whether a point is over at the end of its line: behind a comma or a short word it goes on.
fn is_over(line: &str) -> bool {
    // Behind its mark, a word alone is a point.
    let is_alone = line.split_whitespace().count() <= 2;
    (is_alone || !waits(line, SHORT_WORD)) && !line.trim_end().ends_with([',', '،', '፣', '-', '(', '’', '\''])
}

/// A word in small letters that is no longer waits for the next one.
const SHORT_WORD: usize = 3;

/// Whether a line is the point of a list in Markdown's form.
fn is_item(mut at: Cursor) -> bool {
    at.gap();
    let is_bullet = matches!(at.peek(), Some('-' | '*' | '+'));
    if !is_bullet {
        return numbers::is_markdown(&mut at);
    }
    at.step();
    !at.gap().range.is_empty() && at.peek().is_some()
}
