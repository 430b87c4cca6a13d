//! Lines that lack an empty line before them.

use std::ops::Range;

use super::{Notes, STOPS, rule, say};

/// A line that is no longer was not full when the next one began.
const LAZY: usize = 40;

/// A point that is no longer is over, even where a sentence in small letters stands below it.
const SHORT: usize = 20;

/// A line that only lacks an empty line before it to stand below a box, a quotation or a list.
pub(in crate::document) fn lazy(range: Range<usize>, is_quote: bool, notes: &mut Notes) {
    let Some(text) = notes.body().get(range.clone()) else { return };
    let (mut at, mut before): (usize, Option<&str>) = (range.start, None);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare.trim().is_empty() {
            return;
        }
        let is_lazy =
            if is_quote { !bare.trim_start().starts_with('>') } else { !bare.starts_with([' ', '\t', '>']) };
        if let Some(before) = before.filter(|_| is_lazy) {
            let first = bare.trim_start_matches([' ', '\t', '*', '_']).chars().next();
            let is_small = first.is_some_and(char::is_lowercase);
            let is_cased = first.is_some_and(char::is_uppercase);
            let ended = before.ends_with(STOPS) || before.ends_with([':', '»']) && is_cased;
            let long = before.chars().count();
            let is_sentence = long <= SHORT && bare.trim_end_matches(['*', '_']).ends_with(STOPS);
            // A short word at the end waits for the next one.
            let is_over = before.split_whitespace().next_back().is_some_and(|word| word.chars().count() > 3);
            let is_short = match is_small {
                true => !is_quote && is_sentence,
                false => long <= LAZY && (!is_quote || is_over),
            };
            let is_new = first.is_some_and(char::is_alphabetic) && (!is_small || is_sentence && !is_quote);
            // `1. **Fill in**` and a line below it are meant together.
            let is_titled = before.ends_with("**") && before.contains(". **");
            let is_open = is_titled || before.matches('[').count() > before.matches(']').count();
            if is_new
                && !is_open
                && (ended || is_short)
                && !before.trim_start_matches(['>', ' ']).starts_with("[!")
            {
                say(rule::markdown::LAZY, &(at..at + bare.len()), None, notes);
            }
            return;
        }
        before = Some(bare);
        at += line.len();
    }
}
