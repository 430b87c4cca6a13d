//! Marks of a list that were written twice, and the last point of one that got another sign.

use std::ops::Range;

use super::lines::Cursor;

/// Whether the mark that ends here is the same as the one right before it, and words follow: `1. 1. Call`, `- - the card`.
pub(super) fn is_again(body: &str, before: &Range<usize>, at: &Cursor, start: usize) -> bool {
    let mark = |range: Range<usize>| body.get(range).map(str::trim).filter(|mark| !mark.is_empty());
    let mut words = at.clone();
    words.gap();
    mark(before.clone()).is_some_and(|before| mark(start..at.at) == Some(before))
        && words.peek().is_some_and(char::is_alphabetic)
}

/// Whether a line with a dash goes on with the list above it: the point above ends as one does that has another behind it.
pub(super) fn goes_on(body: &str, lines: &[Range<usize>], number: usize) -> bool {
    let above =
        number.checked_sub(1).and_then(|above| lines.get(above)).and_then(|line| body.get(line.clone()));
    above.is_some_and(|above| above.trim_end().ends_with([';', ',', '؛', '،', '；']))
}
