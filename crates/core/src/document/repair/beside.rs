//! What the lines above and below a line begin with.

use std::ops::Range;

use super::letters::{Sign, sign};

/// How many lines above and below a tick are looked at.
const MOST_BESIDE: usize = 12;

/// Whether a tick says that something is right to do, and no box was ticked: it stands beside crosses, or, at the edge of its line, among
/// ticks alone.
pub(super) fn is_right(
    letter: char,
    body: &str,
    lines: &[Range<usize>],
    (number, is_first): (usize, bool),
) -> bool {
    let is_tick = |letter| matches!(letter, '✓' | '✔');
    let is_other = |letter| matches!(sign(letter), Some(Sign::Box(_))) && !is_tick(letter);
    is_tick(letter)
        && (is_beside_cross(body, lines, number) || is_first && !is_beside(body, lines, number, is_other))
}

/// Whether a line of the same block begins with a cross.
fn is_beside_cross(body: &str, lines: &[Range<usize>], number: usize) -> bool {
    let line = |number: usize| lines.get(number).and_then(|line| body.get(line.clone()));
    let is_filled = |line: &&str| !line.trim().is_empty();
    let is_cross = |line: &str| {
        line.trim_start_matches(|sign: char| sign.is_whitespace() || "->*+".contains(sign))
            .starts_with(['✗', '✘', '✕', '✖', '❌', '×'])
    };
    let below = (number + 1..=number + MOST_BESIDE).map_while(line).take_while(is_filled);
    let above = (number.saturating_sub(MOST_BESIDE)..number).rev().map_while(line).take_while(is_filled);
    below.chain(above).any(is_cross)
}

/// Whether the line above or below begins with such a sign.
pub(super) fn is_beside(
    body: &str,
    lines: &[Range<usize>],
    number: usize,
    fits: impl Fn(char) -> bool,
) -> bool {
    let begins = |number: usize| {
        let line = lines.get(number).and_then(|line| body.get(line.clone()));
        line.and_then(|line| line.chars().find(|letter| !letter.is_whitespace() && !"->*+".contains(*letter)))
            .is_some_and(&fits)
    };
    begins(number + 1) || number.checked_sub(1).is_some_and(begins)
}
