//! What has exactly one meaning although Markdown does not know it is put in Markdown's form, before the parser reads it.
//!
//! No-break spaces after `#` or `-`, bullets and boxes of a word processor, numbers in other digits or with other signs, a
//! sub-list that lacks a space. Whoever reads a place in the mended text gets the bytes that were written.

mod backquotes;
mod beginnings;
mod below;
mod beside;
mod braces;
mod counted;
mod definitions;
mod doubled;
mod edits;
mod indents;
mod joined;
mod labels;
pub(super) mod letters;
mod levels;
mod likely;
mod lines;
mod marks;
mod numbers;
mod runs;
mod spoken;
mod stars;
mod tables;

use std::{borrow::Cow, ops::Range};

use edits::{Edits, Steps};
pub(super) use letters::is_bullet;
pub(super) use numbers::{Found, mark_at};
pub(super) use spoken::is_said;

/// A body in Markdown's own form.
pub(super) struct Repaired<'a> {
    /// The text for the parser.
    pub text: Cow<'a, str>,
    /// How many beginnings of lines were mended, and the bytes of the first one as it was written.
    pub mended: Option<(usize, Range<usize>)>,
    steps: Vec<Steps>,
}

impl Repaired<'_> {
    /// The byte of the body as it was written.
    pub(super) fn back(&self, at: usize) -> usize {
        self.steps.iter().rev().fold(at, |at, steps| steps.back(at))
    }
}

/// What one step wants to change.
#[derive(Default)]
struct Mends {
    edits: Edits,
    /// Those of which the editor is told.
    told: Edits,
    lines: usize,
    first: Option<Range<usize>>,
}

impl Mends {
    /// Changes bytes so that the page shows what was written: nobody needs to be told.
    fn keep(&mut self, range: Range<usize>, words: impl Into<Cow<'static, str>>) {
        self.edits.put(range, words);
    }

    /// Changes bytes that readers would have seen in another form.
    fn mend(&mut self, range: Range<usize>, words: impl Into<Cow<'static, str>>) {
        self.lines += 1;
        if self.first.as_ref().is_none_or(|first| range.start < first.start) {
            self.first = Some(range.clone());
        }
        let words = words.into();
        self.told.put(range.clone(), words.clone());
        self.edits.put(range, words);
    }
}

/// The steps of a repair. Levels are counted from the marks, so these come first.
const STEPS: [fn(&str) -> Mends; 5] =
    [beginnings::mends, labels::mends, indents::mends, joined::mends, backquotes::mends];

/// Puts a body in Markdown's form.
pub(super) fn repair(body: &str) -> Repaired<'_> {
    let mut repaired = Repaired { text: Cow::Borrowed(body), mended: None, steps: Vec::new() };
    for step in STEPS {
        let mends = step(&repaired.text);
        if let Some(first) = mends.first {
            let first = repaired.back(first.start)..repaired.back(first.end);
            let before = repaired.mended.take();
            let lines = mends.lines + before.as_ref().map_or(0, |(lines, _)| *lines);
            let first = before
                .map_or(first.clone(), |(_, other)| if other.start < first.start { other } else { first });
            repaired.mended = Some((lines, first));
        }
        if let Some((text, steps)) = mends.edits.apply(&repaired.text) {
            repaired.text = Cow::Owned(text);
            repaired.steps.push(steps);
        }
    }
    repaired
}

/// The body with all in Markdown's own form of which the editor would be told; none when there is nothing, or more than this can
/// put right.
pub fn mended(body: &str) -> Option<String> {
    let mut text = body.to_owned();
    repair(body).mended?;
    for _ in 0..STEPS.len() {
        for step in STEPS {
            if let Some((next, _)) = step(&text).told.apply(&text) {
                text = next;
            }
        }
    }
    repair(&text).mended.is_none().then_some(text)
}

#[cfg(test)]
mod tests;
