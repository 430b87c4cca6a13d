//! Lines in a row that begin alike: one dash or one `a)` may be anything, two in order are a list.

use std::ops::Range;

use super::Mends;

/// The beginning of a line that may be one of a list.
#[derive(Debug)]
pub(super) enum Mark {
    /// A dash, or a hyphen without space.
    Dash(char),
    /// A picture, which stays.
    Picture,
    /// Bold words and a colon, which stay.
    Label,
    /// A number with what stands before it; both stay.
    Counted {
        /// The word or the sign before the number.
        before: String,
        value: u32,
    },
    /// A number or letter: what bounds it, and its value in each alphabet that has it.
    Number {
        /// Whether a bracket opens before it.
        open: bool,
        /// The sign after it.
        end: &'static str,
        /// Pairs of an alphabet and a value in it.
        values: Vec<(usize, u32)>,
    },
}

/// The most lists, one in another, that are followed at a time.
const MOST: usize = 4;

/// The lists that may go on with the next line.
#[derive(Default)]
pub(super) struct Runs(Vec<Run>);

struct Run {
    quotes: usize,
    last: Mark,
    /// Each line, and how many levels it stands below the list before.
    lines: Vec<(Range<usize>, usize)>,
}

impl Run {
    /// Whether a mark goes on with this list; then it is the last of it.
    fn goes_on(&mut self, quotes: usize, mark: &mut Mark) -> bool {
        self.quotes == quotes
            && match (&self.last, mark) {
                (Mark::Dash(own), Mark::Dash(other)) => own == other,
                (Mark::Picture, Mark::Picture) | (Mark::Label, Mark::Label) => true,
                (Mark::Counted { before, value }, Mark::Counted { before: other, value: next }) => {
                    before == other && value + 1 == *next
                }
                (
                    Mark::Number { open, end, values },
                    Mark::Number { open: other_open, end: other_end, values: next },
                ) if open == other_open && end == other_end => {
                    let follow: Vec<(usize, u32)> = next
                        .iter()
                        .copied()
                        .filter(|(alphabet, value)| values.contains(&(*alphabet, value - 1)))
                        .collect();
                    let follows = !follow.is_empty();
                    if follows {
                        *next = follow;
                    }
                    follows
                }
                _ => false,
            }
    }

    /// Mends the lines of a list of at least two.
    fn settle(self, mends: &mut Mends) {
        if self.lines.len() < 2 {
            return;
        }
        let most = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let last = match &self.last {
            Mark::Number { values, .. } => values.first().map(|(_, value)| *value),
            _ => None,
        };
        for ((line, deep), place) in self.lines.into_iter().zip(1..) {
            match last {
                Some(last) => mends.mend(line, format!("{}. ", (last + place).saturating_sub(most))),
                None => mends.mend(line, format!("{}- ", "    ".repeat(deep))),
            }
        }
    }
}

impl Runs {
    /// Takes the mark of a line: the bytes are those of the mark with the space after it, and the number its level.
    pub(super) fn take(
        &mut self,
        quotes: usize,
        mut mark: Mark,
        line: (Range<usize>, usize),
        mends: &mut Mends,
    ) {
        if let Some(place) = self.0.iter_mut().rposition(|run| run.goes_on(quotes, &mut mark)) {
            // What stood deeper than this list is over.
            self.0.drain(place + 1..).for_each(|run| run.settle(mends));
            if let Some(run) = self.0.last_mut() {
                run.last = mark;
                run.lines.push(line);
            }
            return;
        }
        // Letters begin with the first one; numbers may go on from an earlier list.
        if let Mark::Number { values, .. } = &mut mark {
            values.retain(|(alphabet, value)| *alphabet == usize::MAX || *value == 1);
            if values.is_empty() {
                return;
            }
        }
        // `12 personnes` may be an amount; from 1 on, lines count.
        if matches!(&mark, Mark::Counted { before, value } if before.is_empty() && *value != 1) {
            return;
        }
        if self.0.len() == MOST {
            self.0.remove(0).settle(mends);
        }
        self.0.push(Run { quotes, last: mark, lines: vec![line] });
    }

    /// No list of pictures goes on.
    pub(super) fn end_pictures(&mut self, mends: &mut Mends) {
        self.0
            .extract_if(.., |run| matches!(run.last, Mark::Picture | Mark::Label | Mark::Counted { .. }))
            .for_each(|run| run.settle(mends));
    }

    /// No list goes on.
    pub(super) fn end(&mut self, mends: &mut Mends) {
        self.0.drain(..).for_each(|run| run.settle(mends));
    }
}
