//! What the end of a line or of a code cuts in two: a word with a hyphen, a link of another program.

use std::ops::Range;

use super::{FARTHEST, Slip, links::SCHEMES};
use crate::diagnostic::rule;

/// Words after a hyphen that stands for the rest of a word: `avant- et après-midi`.
const JOINING: &[&str] = &[
    "et", "ou", "and", "or", "und", "oder", "bzw", "y", "e", "o", "i", "та", "і", "и", "или", "або", "to",
    "à",
];

/// The first of these that a text has; from which byte of the body on.
pub(super) fn first(body: &str, range: &Range<usize>) -> Option<(usize, Slip)> {
    cut_address(body, range.clone())
        .or_else(|| word(body, range.clone()))
        .or_else(|| link(body, range.clone()))
        .or_else(|| address(body, range.clone()))
        .or_else(|| bare(body, range.clone()))
        .or_else(|| glued(body, range.clone()))
}

/// A word that a hyphen cuts at the end of its line, as in a copy of a printed page; from which byte of the body on.
fn word(body: &str, range: Range<usize>) -> Option<(usize, Slip)> {
    let text = body.get(range.clone())?;
    let line = text.strip_suffix(['-', '\u{2010}', '\u{ad}'])?;
    let after = body.get(range.end..)?;
    let below = after.strip_prefix('\n').or_else(|| after.strip_prefix("\r\n"))?;
    let next = below.trim_start_matches([' ', '>']);
    let letter = |letter: char| letter.is_alphabetic();
    let half = next.get(..next.find(|sign| !letter(sign)).unwrap_or(next.len()))?;
    let first =
        line.get(line.rfind(|sign| !letter(sign)).map_or(0, |at| line.ceil_char_boundary(at + 1))..)?;
    let fits = line.ends_with(char::is_lowercase) && half.starts_with(char::is_lowercase);
    if !fits || JOINING.contains(&half) {
        return None;
    }
    let start = line.len() - first.len();
    let sign = text.get(line.len()..).filter(|sign| *sign != "\u{ad}").unwrap_or("-");
    let near = format!("{first}{half} / {first}{sign}{half}");
    let slip = Slip::new(rule::markdown::CUT_WORD, 0..text.len() - start).with_near(near);
    Some((range.start + start, slip))
}

/// How an address of the web begins.
const STARTS: &[&str] = &["https://", "http://", "www."];

/// The ends of half an address.
const HALVES: &[char] = &['-', '_', '.', '/', '?', '&', '=', '%', '\u{2010}'];

/// An address that goes on in the next line; from which byte of the body on.
fn cut_address(body: &str, range: Range<usize>) -> Option<(usize, Slip)> {
    let text = body.get(range.clone())?;
    let first = text.rsplit(|letter: char| letter.is_whitespace() || "(<«\"".contains(letter)).next()?;
    let is_begun = STARTS.iter().any(|start| first.starts_with(start));
    if !is_begun || !first.ends_with(HALVES) {
        return None;
    }
    let below = body.get(range.end..)?.strip_prefix('\n')?.trim_start_matches([' ', '>']);
    let word = below[..below.floor_char_boundary(FARTHEST)].split(char::is_whitespace).next()?;
    let half = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '»', '>']);
    // A word may follow an address; what has signs of addresses goes on with it, and so does a small letter behind a hyphen.
    let has_signs =
        half.contains(['/', '=', '_']) && !half.split('/').next().is_some_and(|word| JOINING.contains(&word));
    let is_more = match first.chars().next_back() {
        Some('/' | '.') => has_signs,
        _ => has_signs || half.starts_with(|next: char| next.is_ascii_lowercase()),
    };
    let is_address = half.starts_with(|next: char| next.is_ascii_alphabetic()) && !half.contains(['@', ':']);
    let start = text.len() - first.len();
    (is_more && is_address && !half.starts_with("www.")).then(|| {
        let slip = Slip::new(rule::links::SPACE, 0..first.len()).with_near(format!("{first}{half}"));
        (range.start + start, slip)
    })
}

/// `` `words <address>`_ ``: the parser took the first part for code; from which byte of the body on.
fn link(body: &str, range: Range<usize>) -> Option<(usize, Slip)> {
    let text = body.get(range.clone())?;
    if !text.starts_with('_') {
        return None;
    }
    let code = body.get(..range.start)?.strip_suffix('`')?;
    let start = code.rfind('`')?;
    let (words, to) = code.get(start + 1..)?.strip_suffix('>')?.split_once('<')?;
    let near = format!("[{}]({to})", words.trim());
    Some((start, Slip::new(rule::links::UNDEFINED, 0..range.start + 1 - start).with_near(near)))
}

/// `[words] https://…` or `[words] <https://…>`: the address lacks its brackets; from which byte of the body on.
fn bare(body: &str, range: Range<usize>) -> Option<(usize, Slip)> {
    // Words such as `[1]` or `[…]` are remarks, and a label is followed by its colon.
    let text = body.get(range.clone())?;
    let close = text.find(']')?;
    let start = text[..close].rfind('[')?;
    let words = text.get(start + 1..close)?;
    let after = body.get(range.start + close + 1..)?;
    let inner = after.trim_start_matches([' ', '\u{a0}']).trim_start_matches('<');
    let to = inner[..inner.floor_char_boundary(FARTHEST)].split([' ', '>', ')', '\n', '\t']).next()?;
    let is_link = STARTS.iter().any(|scheme| to.starts_with(scheme))
        && words.contains(char::is_alphabetic)
        && !words.starts_with('^');
    let to = to.trim_end_matches(['.', ',', ';']);
    let end = body.len() - inner.len() + to.len();
    let end = end + usize::from(body[end..].starts_with('>'));
    let from = range.start + start;
    is_link
        .then(|| (from, Slip::new(rule::links::BRACKET, 0..end - from).with_near(format!("[{words}]({to})"))))
}

/// `name@example.org<mailto:name@example.org>`, `CAF<https://www.caf.fr>`: a link of a mail as plain text, glued to its words; from which
/// byte of the body on.
fn glued(body: &str, range: Range<usize>) -> Option<(usize, Slip)> {
    let text = body.get(range.clone())?;
    let inner = body.get(range.end..)?.strip_prefix('<')?;
    let (to, _) = inner[..inner.floor_char_boundary(FARTHEST)].split_once('>')?;
    let is_link = ["mailto:", "https://", "http://"].iter().any(|scheme| to.starts_with(scheme));
    let word = text.rsplit(|letter: char| letter.is_whitespace() || "([".contains(letter)).next()?;
    let fits = is_link && word.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '.' | '/'));
    let from = range.end - word.len();
    fits.then(|| {
        let slip = Slip::new(rule::links::BRACKET, 0..word.len() + to.len() + 2);
        (from, slip.with_near(format!("[{word}]({to})")))
    })
}

/// `[words]` at the end of a line and `(address)` in the next one; from which byte of the body on.
fn address(body: &str, range: Range<usize>) -> Option<(usize, Slip)> {
    let text = body.get(range.clone())?.strip_suffix(']')?;
    let start = text.rfind('[')?;
    let words = text.get(start + 1..)?;
    let after = body.get(range.end..)?;
    let inner = after.trim_start_matches(['\n', '\r', ' ', '>']).strip_prefix('(')?;
    let (to, _) = inner[..inner.floor_char_boundary(FARTHEST)].split_once(')')?;
    let fits = !to.contains(char::is_whitespace)
        && SCHEMES.iter().any(|scheme| to.starts_with(scheme))
        && !words.is_empty()
        && !after.starts_with('(');
    let long = range.len() - start + after.len() - inner.len() + to.len() + 1;
    fits.then(|| {
        (range.start + start, Slip::new(rule::links::SPACE, 0..long).with_near(format!("[{words}]({to})")))
    })
}
