//! Mistyped Markdown, and signs of other programs, which readers would see as they are.
//!
//! To the parser they are plain text, so only the ranges that it gave as text are searched: once, from one doubtful byte to
//! the next.

mod beginning;
mod blanks;
mod boxes;
mod brackets;
mod calls;
mod cited;
mod copied;
mod cut;
mod emphasis;
mod encoding;
mod escaped;
mod foreign;
mod hosts;
mod links;
mod review;
mod signs;
mod slashes;
mod templates;
mod unfilled;
pub(super) mod whole_lines;

use std::ops::Range;

use super::diagnostics::{Notes, excerpt};
use crate::diagnostic::{Diagnostic, Rule, rule};

/// How far from a sign its other half is searched, in bytes: otherwise a line of nothing but brackets would take quadratic
/// time.
const FARTHEST: usize = 300;

/// A sign that is text to the parser and was meant otherwise.
#[derive(Debug, PartialEq)]
struct Slip {
    rule: Rule,
    /// The bytes that it takes, counted in the text that was searched.
    range: Range<usize>,
    /// The form to write, where one is known.
    near: Option<String>,
}

impl Slip {
    fn new(rule: Rule, range: Range<usize>) -> Self {
        Self { rule, range, near: None }
    }

    fn with_near(self, near: impl Into<String>) -> Self {
        Self { near: Some(near.into()), ..self }
    }
}

/// A text, and a place in it at which a doubtful byte stands.
#[derive(Clone, Copy)]
struct Here<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Here<'a> {
    /// The text from this place on, no farther than a sign reaches.
    fn rest(self) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        &rest[..rest.floor_char_boundary(FARTHEST)]
    }

    /// The text up to this place, no farther back than a sign reaches.
    fn behind(self) -> &'a str {
        behind(self.text.get(..self.at).unwrap_or_default())
    }

    fn before(self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    /// The character after this many bytes.
    fn after(self, bytes: usize) -> Option<char> {
        self.text.get(self.at + bytes..)?.chars().next()
    }

    /// How often the character at this place is repeated.
    fn run(self) -> usize {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        rest.iter().take_while(|byte| rest.first() == Some(*byte)).count()
    }

    /// The bytes from here, this many of them.
    fn range(self, length: usize) -> Range<usize> {
        self.at..self.at + length
    }
}

/// The end of a text, no longer than a sign reaches.
fn behind(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(FARTHEST))..]
}

fn is_word(letter: Option<char>) -> bool {
    letter.is_some_and(char::is_alphanumeric)
}

/// The bytes with which a slip can begin, by their values.
const DOUBTFUL: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"*_`~[]{}<=&\\:%^+'/";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    // Private characters and U+FFFD are U+E000 and after.
    table[0xee] = true;
    table[0xef] = true;
    table[0xf3] = true;
    table[0xf4] = true;
    table
};

/// Finds the slips of a text from left to right. In a `plain` text nothing is Markdown, so what would be right elsewhere is a
/// slip too.
fn scan(text: &str, plain: bool, is_start: bool, found: &mut dyn FnMut(Slip)) {
    let mut all = Vec::new();
    hosts::find(text, &mut |slip| all.push(slip));
    copied::find(text, is_start, &mut |slip| all.push(slip));
    templates::find(text, &mut |slip| all.push(slip));
    blanks::find(text, &mut |slip| all.push(slip));
    unfilled::find(text, &mut |slip| all.push(slip));
    marks(text, plain, is_start, &mut |slip| all.push(slip));
    // What looks at whole words knows more than what looks at a sign.
    all.sort_by_key(|slip| slip.range.start);
    let mut end = 0;
    for slip in all {
        if slip.range.start >= end {
            end = slip.range.end;
            found(slip);
        }
    }
}

/// Goes from one doubtful byte to the next.
fn marks(text: &str, plain: bool, is_start: bool, found: &mut dyn FnMut(Slip)) {
    let mut at = 0;
    while let Some(next) =
        text.as_bytes().get(at..).and_then(|rest| rest.iter().position(|byte| DOUBTFUL[usize::from(*byte)]))
    {
        let here = Here { text, at: at + next };
        let (slip, passed) = sign(here, plain, is_start && here.at == 0);
        at = here.at + passed.max(1);
        if let Some(slip) = slip {
            at = at.max(slip.range.end);
            found(slip);
        }
    }
}

/// What is wrong with the sign at this place, and how many bytes it has.
fn sign(here: Here, plain: bool, is_start: bool) -> (Option<Slip>, usize) {
    let Some(byte) = here.text.as_bytes().get(here.at) else { return (None, 1) };
    match byte {
        // An escaped sign was meant as a sign.
        b'\\' if !plain && here.after(1).is_some_and(|next| next.is_ascii_punctuation() && next != '\\') => (
            escaped::pair(here)
                .or_else(|| escaped::link(here))
                .or_else(|| templates::escaped(here))
                .or_else(|| escaped::heading(here, is_start)),
            2,
        ),
        b'\\' => signs::backslash(here, plain),
        b'*' => (emphasis::star(here, plain), here.run()),
        b'_' => (emphasis::line(here, plain), here.run()),
        b'`' => (emphasis::quote(here), here.run()),
        b'~' => (templates::lowered(here).or_else(|| emphasis::strike(here)), here.run()),
        b'[' => {
            let blank = blanks::bracket(here).or_else(|| unfilled::bracket(here));
            (blank.or_else(|| links::open(here, plain)), 1)
        }
        b']' => (links::close(here), 1),
        b'&' => (escaped::tag(here).or_else(|| signs::entity(here, plain)), 1),
        b'<' => (
            templates::angle(here)
                .or_else(|| unfilled::angle(here.rest(), here.at))
                .or_else(|| foreign::angle(here, plain)),
            here.run(),
        ),
        b'/' => (slashes::slip(here), here.run()),
        b'}' => (links::braced(here), 1),
        0xef if let Some(slip) = brackets::wide(here) => (Some(slip), 1),
        0xee | 0xef | 0xf3 | 0xf4 => signs::unseen(here),
        b'%' if let Some(slip) = templates::percent(here) => (Some(slip), 1),
        // One apostrophe, plus or colon is a part of a sentence.
        b'=' if let Some(slip) = templates::calculated(here) => (Some(slip), 1),
        b'\'' | b'+' | b'=' | b'%' if here.text.as_bytes().get(here.at + 1) != Some(byte) => (None, 1),
        b':' if !here.text.as_bytes().get(here.at + 1).is_some_and(u8::is_ascii_lowercase) => (None, 1),
        b':' if let Some(slip) = links::bare(here, plain) => (Some(slip), 1),
        b'{' => (foreign::sign(here).or_else(|| templates::brace(here)), here.run()),
        _ => (foreign::sign(here), here.run()),
    }
}

/// Reports mistyped Markdown in these bytes of the body, which the parser took for text.
pub(super) fn look(range: Range<usize>, diagnostics: &mut Notes) {
    let body = diagnostics.body();
    let Some(text) = body.get(range.clone()) else { return };
    // The beginning of a foreign box was told; its end says nothing more.
    if foreign::is_end(text) && diagnostics.has(rule::markdown::FOREIGN) {
        return;
    }
    // The parser leaves out the backslash of a sign that was meant as a sign; a program that escapes signs took a link apart.
    let escaped = body[..range.start].ends_with('\\') && !links::is_taken_apart(text);
    let mut from = 0;
    let is_start = is_line_start(&body[..range.start]);
    if is_start
        && beginning::is_doubtful(text)
        && let Some(slip) = beginning::slip(body, range.clone())
    {
        from = slip.range.end;
        say(slip, range.start, diagnostics);
    }
    if escaped
        && is_line_start(body[..range.start].trim_end_matches('\\'))
        && let Some(slip) = boxes::alert(text)
    {
        from = slip.range.end;
        say(slip, range.start, diagnostics);
    }
    if let Some(slip) = boxes::named(body, &range).or_else(|| beginning::titled(body, &range)) {
        say(slip, range.start, diagnostics);
    }
    if let Some((at, slip)) = cut::first(body, &range) {
        say(slip, at, diagnostics);
    }
    // From its backslash on, an escaped sign is seen as one.
    let base = if escaped && from == 0 { range.start - 1 } else { range.start + from };
    let Some(rest) = body.get(base..range.end) else { return };
    let is_start = from == 0 && is_line_start(&body[..base]);
    let mut slips = Vec::new();
    scan(rest, false, is_start, &mut |slip| slips.push(slip));
    calls::find(rest, diagnostics, &mut |slip| slips.push(slip));
    leave_calls(&mut slips, base..range.end, diagnostics);
    // A note stands below what calls it.
    if slips
        .first()
        .is_some_and(|slip| base + slip.range.start == range.start && is_note(rest, &body[..base]))
    {
        slips.remove(0);
    }
    slips.extend(emphasis::leftover(diagnostics, &(base..range.end)));
    slips.into_iter().for_each(|slip| say(slip, base, diagnostics));
}

/// Takes out the stars that call a note below: they are no emphasis.
fn leave_calls(slips: &mut Vec<Slip>, range: Range<usize>, diagnostics: &Notes) {
    let Some(rest) = diagnostics.body().get(range) else { return };
    if slips.iter().any(|slip| slip.rule == rule::markdown::EMPHASIS)
        && diagnostics.has_star_notes(emphasis::has_notes)
    {
        let is_call = |slip: &Slip| {
            let words = rest[slip.range.clone()].strip_prefix("**");
            slip.rule == rule::markdown::EMPHASIS
                && words.is_some_and(|words| !words.starts_with(char::is_alphanumeric))
        };
        slips.retain(|slip| !is_call(slip));
    }
}

/// Whether a text is a note below others that its star calls.
fn is_note(text: &str, body: &str) -> bool {
    text.starts_with('*') && !text[1..].contains('*') && emphasis::calls_notes(body)
}

/// The first words of a text without Markdown that look like Markdown.
pub(crate) fn markdown_in(text: &str) -> Option<&str> {
    let mut first = beginning::plain(text);
    scan(text, true, true, &mut |slip| {
        first.get_or_insert(slip.range);
    });
    text.get(first?)
}

pub(super) use blanks::is_ruled;
pub(super) use emphasis::literal_stars;
pub(super) use encoding::is_damaged;
pub(super) use foreign::is_box;
pub(super) use links::{alert, commanded};

/// Reports stars around a word between others, which are shown as they are.
pub(super) fn glued_stars(range: Range<usize>, diagnostics: &mut Notes) {
    if emphasis::is_glued(diagnostics.body(), &range) {
        say(Slip::new(rule::markdown::EMPHASIS, 0..range.len()), range.start, diagnostics);
    }
}

/// Reports a link of a chat, `<address|words>`, which the parser takes for an address alone.
pub(super) fn chat(inner: &str, range: Range<usize>, diagnostics: &mut Notes) {
    if let Some((to, words)) = inner.split_once('|') {
        let slip = Slip::new(rule::markdown::FOREIGN, 0..range.len()).with_near(format!("[{words}]({to})"));
        say(slip, range.start, diagnostics);
    }
}

/// Whether nothing but the signs of lists and quotations stands before this place in its line.
fn is_line_start(before: &str) -> bool {
    let signs = |letter: char| letter.is_ascii_digit() || " \t>-*+.)".contains(letter);
    let near = behind(before);
    let rest = near.trim_end_matches(signs);
    rest.is_empty() && near.len() == before.len() || rest.ends_with(['\n', '\r'])
}

fn say(slip: Slip, base: usize, diagnostics: &mut Notes) {
    let range = base + slip.range.start..base + slip.range.end;
    let words = diagnostics.body().get(range.clone()).unwrap_or_default();
    let diagnostic = Diagnostic::new(slip.rule, diagnostics.place(diagnostics.span(range.clone())));
    let diagnostic = match slip.rule {
        rule::markdown::UNSEEN => {
            let letter = words.chars().next().map_or(0, u32::from);
            diagnostic.with("character", format!("U+{letter:04X}"))
        }
        rule::markdown::HASHES => {
            let line =
                diagnostics.body().get(range.end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            diagnostic.with("signs", words).with("words", excerpt(line))
        }
        // A brace and a blank that a mending kept as words.
        _ => diagnostic.with("words", excerpt(&words.replace("&#125;", "}").replace("\\_", "_"))),
    };
    diagnostics.say(match slip.near {
        Some(near) => diagnostic.with("near", near),
        None => diagnostic,
    });
}
