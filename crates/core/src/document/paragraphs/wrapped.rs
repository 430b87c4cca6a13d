//! A sentence whose next line begins with a sign of lists: there Markdown begins a list.

use std::ops::Range;

use super::{Notes, STOPS, rule, say};
use crate::document::signs::{COLONS, waits};

/// A line of a sentence that is this long, in letters, was wrapped.
const WRAPPED: usize = 40;

/// A word in small letters that is no longer waits for the next one.
const SHORT_WORD: usize = 3;

/// Reports the list of these bytes when it has one point and stands right below an open sentence, as
/// `- or a passport -` below `Bring your card`; whether it is one.
pub(in crate::document) fn wrapped(list: Range<usize>, items: usize, notes: &mut Notes) -> bool {
    let body = notes.body();
    let (Some(text), Some(above)) = (body.get(list.clone()), body.get(..list.start)) else { return false };
    let Some(above) = above.strip_suffix('\n').and_then(|above| above.lines().next_back()) else {
        return false;
    };
    let mut lines = text.lines();
    let line = lines.next().unwrap_or_default().trim_end();
    let sentence = above.trim_end();
    let is_open = sentence.starts_with(|first: char| first.is_alphanumeric() || "*_«“\"([".contains(first))
        && !sentence.ends_with(STOPS)
        && !sentence.ends_with(COLONS)
        && !sentence.ends_with([';', '؛', '\\', '|']);
    let words = line.trim_start_matches(['-', '*', '+', ' ', '\t']);
    let goes_on = lines.next().is_some_and(|next| !next.trim().is_empty() && !next.starts_with([' ', '\t']));
    let is_inner = words.starts_with(|first: char| first.is_alphabetic() && !first.is_uppercase());
    // `85 €` and `* 12 = 1 020 €` below it, `… is` and `- 20 €`: a multiplication, a minus.
    let is_amount = words.starts_with(|first: char| first.is_ascii_digit())
        && (waits(sentence, SHORT_WORD) || line.contains('='));
    let is_point = items == 1 && line.starts_with(['-', '*', '+']);
    let is_wrapped =
        is_point && is_open && (is_amount || is_inner && (goes_on || sentence.chars().count() >= WRAPPED));
    if is_wrapped {
        say(rule::markdown::WRAPPED, &(list.start..list.start + line.len()), None, notes);
    }
    is_wrapped
}
