//! A text with some of its bytes exchanged, which leads each byte back to where it was written.

use std::{borrow::Cow, ops::Range};

/// Changes of a text, gathered in any order.
#[derive(Default)]
pub(super) struct Edits(Vec<(Range<usize>, Cow<'static, str>)>);

impl Edits {
    /// Puts these words in place of the bytes.
    pub(super) fn put(&mut self, range: Range<usize>, words: impl Into<Cow<'static, str>>) {
        self.0.push((range, words.into()));
    }

    /// The text with all changes; of two that overlap the first one counts.
    pub(super) fn apply(mut self, text: &str) -> Option<(String, Steps)> {
        if self.0.is_empty() {
            return None;
        }
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() + self.0.len() * 4);
        let (mut steps, mut at) = (vec![Step { own: 0, written: 0, is_new: false }], 0);
        for (range, words) in &self.0 {
            let Some(kept) = text.get(at..range.start) else { continue };
            out.push_str(kept);
            steps.push(Step { own: out.len(), written: range.start, is_new: true });
            out.push_str(words);
            at = range.end;
            steps.push(Step { own: out.len(), written: at, is_new: false });
        }
        out.push_str(text.get(at..).unwrap_or_default());
        Some((out, Steps(steps)))
    }
}

/// Where each byte of a changed text was written.
pub(super) struct Steps(Vec<Step>);

/// From one byte on: the byte of the first text, and whether the words are new.
struct Step {
    own: usize,
    written: usize,
    is_new: bool,
}

impl Steps {
    /// The byte of the first text for a byte of the changed one; for new words the place of the change.
    pub(super) fn back(&self, at: usize) -> usize {
        let place = self.0.partition_point(|step| step.own <= at);
        match place.checked_sub(1).and_then(|place| self.0.get(place)) {
            Some(step) if step.is_new => step.written,
            Some(step) => step.written + (at - step.own),
            None => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_lead_back_to_where_they_were_written() {
        let mut edits = Edits::default();
        edits.put(8..9, "");
        edits.put(0..4, "- ");
        let (text, steps) = edits.apply("•\tabc!\nd").expect("changes");
        assert_eq!(text, "- abc!d");
        let back: Vec<usize> = (0..=text.len()).map(|at| steps.back(at)).collect();
        assert_eq!(back, [0, 0, 4, 5, 6, 7, 9, 10]);
    }
}
