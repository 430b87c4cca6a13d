//! A label right below the last point of a list, with another list right below it: without an empty line, Markdown joins it to the point.

use std::ops::Range;

use super::{
    Mends,
    lines::{Cursor, Fence, lines},
    numbers,
};
use crate::document::signs::COLONS;

/// Puts an empty line before each such label.
pub(super) fn mends(body: &str) -> Mends {
    let mut mends = Mends::default();
    let lines = lines(body);
    let mut fence = Fence::default();
    for (number, line) in lines.iter().enumerate() {
        let words = body.get(line.clone()).unwrap_or_default();
        if fence.holds(0, words.trim_start()) || !is_label(words) {
            continue;
        }
        let is_item = |line: Option<&Range<usize>>| line.is_some_and(|line| is_item(Cursor::new(body, line)));
        let above = number.checked_sub(1).and_then(|above| lines.get(above));
        if is_item(above) && is_item(lines.get(number + 1)) {
            mends.mend(line.start..line.start, "\n");
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
        && (is_bold || bare.trim_end_matches('*').ends_with(COLONS))
}

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
