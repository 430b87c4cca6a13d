//! Mistyped Markdown: signs meant as a link, a box, an alert or a heading, which readers would see as they are.
//!
//! To the parser they are plain text, so only the ranges that it gave as text are searched.

use std::ops::Range;

use super::{
    diagnostics::{Notes, excerpt},
    links,
};
use crate::diagnostic::{Diagnostic, Rule, rule};

/// How far from a bracket its other half is searched, in bytes: otherwise a line of nothing but brackets would take quadratic
/// time.
const FARTHEST: usize = 300;

/// Schemes by which brackets after brackets are surely a link: `[word] (guide:…`.
const SCHEMES: &[&str] =
    &["guide:", "page:", "term:", "fact:", "contact:", "tel:", "lang:", "mailto:", "http:", "https:"];

/// Reports mistyped Markdown in these bytes of the body, which the parser took for text.
pub(super) fn look(range: Range<usize>, diagnostics: &mut Notes) {
    let body = diagnostics.body();
    let Some(text) = body.get(range.clone()) else { return };
    if text.starts_with(['[', '#', '-', '*', '+', '•', '–']) && is_line_start(&body[..range.start]) {
        beginning(text, range.start, diagnostics);
    }
    for (at, _) in text.match_indices(']') {
        // An escaped bracket `\[` was meant as a bracket.
        if body[..range.start + at].ends_with('\\') {
            continue;
        }
        let Some((code, end)) = link(&text[at + 1..]) else { continue };
        let near = text.floor_char_boundary(at.saturating_sub(FARTHEST));
        let start = text[near..at].rfind('[').map_or(near, |open| near + open);
        say(code, range.start + start..range.start + at + 1 + end, diagnostics);
    }
}

/// Whether nothing but the signs of lists and quotations stands before this place in its line.
fn is_line_start(before: &str) -> bool {
    let signs = |letter: char| letter.is_ascii_digit() || " \t>-*+.)".contains(letter);
    let rest = before.trim_end_matches(signs);
    rest.is_empty() || rest.ends_with(['\n', '\r'])
}

/// A box, an alert or a heading at the beginning of a line.
fn beginning(text: &str, start: usize, diagnostics: &mut Notes) {
    let hashes = text.len() - text.trim_start_matches('#').len();
    // A single `#` before a word may be a hashtag; `##` is a heading without its space.
    if (2..=6).contains(&hashes) && text[hashes..].starts_with(char::is_alphabetic) {
        let place = diagnostics.place(diagnostics.span(start..start + hashes));
        let (signs, words) = text.split_at(hashes);
        let diagnostic = Diagnostic::new(rule::markdown::HASHES, place).with("signs", signs);
        diagnostics.say(diagnostic.with("words", excerpt(words)));
        return;
    }
    let bare = text.strip_prefix(['-', '*', '+', '•', '–']).unwrap_or(text);
    let Some((inner, rest)) = bare.strip_prefix('[').and_then(|rest| rest.split_once(']')) else { return };
    let end = start + text.len() - rest.len();
    match inner.strip_prefix('!') {
        Some(kind)
            if !kind.is_empty() && kind.chars().all(|letter| letter.is_alphabetic() || letter == ' ') =>
        {
            say(rule::markdown::ALERT, start..end, diagnostics);
        }
        None if matches!(inner.trim(), "" | "x" | "X") && !rest.starts_with(['(', '[', ':']) => {
            say(rule::markdown::BOX, start..end, diagnostics);
        }
        _ => {}
    }
}

/// Why the text after a closing bracket is no address of a link (the code), and where the address ends; `None` when it
/// does not look like one.
fn link(after: &str) -> Option<(Rule, usize)> {
    let inner = after.trim_start_matches(' ').strip_prefix('(')?;
    let before = after.len() - inner.len();
    let apart = before > 1;
    let address = &inner[..inner.floor_char_boundary(FARTHEST)];
    // In running text, `[…] (…)` may well be two remarks: only an address that begins like one is reported.
    if apart && !SCHEMES.iter().any(|scheme| address.starts_with(scheme)) {
        return None;
    }
    let mut depth = 0;
    let close = address.find(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth < 0
    });
    let word = address.find(char::is_whitespace).unwrap_or(address.len());
    Some(match close {
        None => (rule::links::OPEN, before + word),
        Some(close) if apart || address[..close].contains(char::is_whitespace) => {
            (rule::links::SPACE, before + close + 1)
        }
        Some(close) => (rule::links::BRACKET, before + close + 1),
    })
}

fn say(rule: Rule, range: Range<usize>, diagnostics: &mut Notes) {
    let words = excerpt(diagnostics.body().get(range.clone()).unwrap_or_default());
    let diagnostic = Diagnostic::new(rule, diagnostics.place(diagnostics.span(range)));
    let near = if rule == rule::links::SPACE { unspaced(&words) } else { None };
    let diagnostic = diagnostic.with("words", words);
    diagnostics.say(match near {
        Some(near) => diagnostic.with("near", near),
        None => diagnostic,
    });
}

/// A link that spaces cut, as it must be written; none when its address has several meanings.
fn unspaced(written: &str) -> Option<String> {
    let (words, address) = written.trim_end_matches(')').split_once(']')?;
    let address = address.trim_start().strip_prefix('(')?;
    Some(format!("{words}]({})", links::without_spaces(address)?))
}
