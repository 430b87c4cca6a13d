//! The note that a star calls, below its text: `Prix* … * hors charges` is no list of one point.

use std::ops::Range;

/// How many lines up the star of a note may stand.
const FARTHEST: usize = 100;

/// Whether the line of this number is the note of a star further up, and not one of several points.
pub(super) fn is_note(body: &str, lines: &[Range<usize>], number: usize) -> bool {
    let line = |number: usize| lines.get(number).and_then(|line| body.get(line.clone())).unwrap_or_default();
    let is_point = |line: &str| {
        let bare = line.trim_start_matches([' ', '\t', '>']);
        ["* ", "- ", "+ ", "*\t", "*\u{a0}"].iter().any(|mark| bare.starts_with(mark))
    };
    let mut below = lines.iter().skip(number + 1).filter_map(|line| body.get(line.clone()));
    let is_blank = |line: &&str| line.trim().is_empty();
    let above = number.checked_sub(1).map(line).unwrap_or_default();
    let next = below.find(|line| !is_blank(line)).unwrap_or_default();
    if is_point(above) || is_point(next) || line(number + 1).starts_with([' ', '\t']) {
        return false;
    }
    // A point further up, with nothing but an empty line between, begins the list.
    let before = lines.get(..number).unwrap_or_default().iter().rev().take(FARTHEST);
    let mut before = before.filter_map(|line| body.get(line.clone()));
    !before.clone().find(|line| !is_blank(line)).is_some_and(is_point) && before.any(calls)
}

/// Whether a star stands behind a word or an amount of this line, and none before a word.
fn calls(line: &str) -> bool {
    let sides = |at: usize| {
        let after = line.get(at + 1..).and_then(|text| text.chars().next());
        let text = line.get(..at).unwrap_or_default();
        // At the end of the line a space may stand before the star.
        let is_last = line.get(at + 1..).is_none_or(|rest| rest.trim_start().is_empty());
        let text = if is_last { text.trim_end() } else { text };
        (text.chars().next_back(), after)
    };
    let is_word = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() || "€$£%)».".contains(letter))
    };
    let ends = |(before, after): (Option<char>, Option<char>)| {
        is_word(before) && !after.is_some_and(|after| after.is_alphanumeric() || after == '*')
    };
    let opens = |(before, after): (Option<char>, Option<char>)| {
        !is_word(before)
            && before != Some('*')
            && after.is_some_and(|after| after.is_alphanumeric() || after == '*')
    };
    let stars = || line.match_indices('*').map(|(at, _)| sides(at));
    stars().any(ends) && !stars().any(opens)
}
