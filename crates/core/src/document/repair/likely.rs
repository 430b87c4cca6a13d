//! Beginnings of lines that are points of a list only beside others like them.

use std::ops::Range;

use super::{
    counted,
    letters::{is_dash, is_picture, is_stray},
    lines::Cursor,
    marks::Mark,
    numbers,
};
use crate::document::signs::COLONS;

/// The mark of a line that is one of a list only beside others like it.
pub(super) fn mark(at: &Cursor) -> Option<(Mark, Range<usize>)> {
    let start = at.at;
    let letter = at.peek()?;
    let mut after = at.clone();
    if ["->", "=>", "~>"].iter().any(|arrow| at.rest().starts_with(arrow)) {
        return Some((Mark::Picture, start..start));
    }
    if let Some((mark, end)) = numbers::turned(at) {
        return Some((mark, start..end));
    }
    if let Some(mark) = stray(letter, &mut after) {
        let end = if matches!(mark, Mark::Label) { start } else { after.at };
        return Some((mark, start..end));
    }
    if is_dash(letter) || letter == '-' {
        after.step();
        let glued = after.gap().range.is_empty();
        let next = after.peek()?;
        if glued && next.is_numeric() && !is_less(after.rest()) {
            return Some((Mark::Minus(letter), start..after.at));
        }
        let follows =
            next.is_alphabetic() || !glued && (next.is_alphanumeric() || "«“\"'’([*".contains(next));
        return follows.then_some((Mark::Dash(letter), start..after.at));
    }
    // A star that nothing closes.
    if letter == '*' && at.rest().matches('*').count() == 1 {
        after.step();
        return after.peek()?.is_alphabetic().then_some((Mark::Dash(letter), start..after.at));
    }
    if is_picture(letter) {
        return Some((Mark::Picture, start..start));
    }
    if let Some((mark, end)) = numbers::foreign(at) {
        return Some((mark, start..end));
    }
    counted::mark(at).map(|mark| (mark, start..start))
}

/// Words by which a hyphen before a number says "less than": `-25 ans`.
const LESS: &[&str] = &[
    "an",
    "ans",
    "mois",
    "year",
    "years",
    "months",
    "yaş",
    "років",
    "лет",
    "سنة",
    "سال",
    "%",
    "€",
    "°",
    "°C",
];

/// Whether a number and a unit follow, to which a hyphen before them gives a meaning.
fn is_less(rest: &str) -> bool {
    let unit = rest.trim_start_matches(|sign: char| sign.is_numeric() || " ,.\u{a0}\u{202f}".contains(sign));
    unit.split_whitespace()
        .next()
        .is_none_or(|unit| LESS.contains(&unit.trim_end_matches([':', ',', '.', ';'])))
}

/// A sign that stands for a bullet only beside others: a letter, a plus without space, the points of a wiki.
fn stray(letter: char, after: &mut Cursor) -> Option<Mark> {
    let rest = after.rest();
    if let Some(sign) =
        ['*', '#'].into_iter().find(|sign| letter == '-' && rest.chars().nth(1) == Some(*sign))
    {
        let words = rest.trim_start_matches('-').trim_start_matches(sign);
        after.at += rest.len() - words.len();
        let is_point = words.starts_with(' ') && !words.contains('*');
        after.gap();
        return is_point.then_some(Mark::Dash(sign));
    }
    // `**Address:** …` and `**Hours:** …` below it.
    if let Some((words, after)) = rest.strip_prefix("**").and_then(|bold| bold.split_once("**")) {
        let words = words.trim_end();
        let is_label = words.ends_with(COLONS) || after.trim_start().starts_with(COLONS);
        return (is_label && words.starts_with(char::is_alphabetic) && !after.contains('|'))
            .then_some(Mark::Label);
    }
    if !is_stray(letter) && letter != '+' {
        return None;
    }
    let mut words = after.clone();
    words.step();
    let apart = !words.gap().range.is_empty();
    // `§ 1` names a part of a law, `~ 50 €` is about so much.
    let counts = apart && !matches!(letter, '§' | '~');
    // In some languages `v` is a word.
    if letter == 'v' && !words.peek().is_some_and(char::is_uppercase) {
        return None;
    }
    let is_point = words.peek().is_some_and(|next| next.is_alphabetic() || counts && next.is_numeric());
    // Two of these signs in a line are a pair around words.
    let is_pair = "_~»".contains(letter) && rest.matches(letter).count() > 1;
    let is_quote = matches!(letter, '»' | '›') && !rest.contains(['«', '‹']);
    let is_glued = letter == '+' || (letter == ';' || is_quote) && !apart;
    if !is_point || apart == is_glued || is_pair {
        return None;
    }
    after.at = words.at;
    Some(Mark::Dash(letter))
}
