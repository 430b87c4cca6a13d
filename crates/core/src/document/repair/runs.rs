//! Lines in a row that begin alike: one dash or one `a)` may be anything, two in order are a list.

use super::{
    Mends,
    marks::{Mark, Point},
    numbers::NUMBERS,
    spoken,
};
use crate::document::signs::{COLONS, STOPS};

/// The most lists, one in another, that are followed at a time.
const MOST: usize = 4;

/// How far above its notes a text calls them, in bytes.
const FARTHEST_CALL: usize = 20_000;

/// How often a letter is looked for in a text.
const MOST_NAMED: usize = 20;

/// The lists that may go on with the next line.
pub(super) struct Runs<'a> {
    body: &'a str,
    open: Vec<Run>,
}

struct Run {
    quotes: usize,
    last: Mark,
    lines: Vec<Point>,
}

impl Run {
    /// Whether a mark goes on with this list; then it is the last of it.
    fn goes_on(&mut self, quotes: usize, mark: &mut Mark) -> bool {
        self.quotes == quotes
            && match (&self.last, mark) {
                (Mark::Dash(own) | Mark::Minus(own), Mark::Dash(other)) => own == other,
                (Mark::Minus(own), Mark::Minus(other)) => own == other,
                (Mark::Dash(own), mark @ Mark::Minus(_)) => {
                    let follows = matches!(mark, Mark::Minus(other) if own == other);
                    if follows {
                        *mark = Mark::Dash(*own);
                    }
                    follows
                }
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

    /// Whether the text names one of the letters with which these lines begin: `a) If yes, go to b)`.
    fn is_named(&self, body: &str) -> bool {
        let is_lettered = matches!(&self.last, Mark::Number { values, end, .. }
            if values.iter().all(|(alphabet, _)| *alphabet != NUMBERS) && *end == ")");
        is_lettered
            && self.lines.iter().any(|line| {
                let letter = body.get(line.mark.clone()).unwrap_or_default().trim();
                let is_name = |(at, _): (usize, &str)| {
                    at > line.mark.end && body[..at].ends_with([' ', '('])
                        || at < line.mark.start && body[..at].ends_with(' ')
                };
                letter.starts_with(|first: char| first.is_ascii_alphabetic())
                    && body.match_indices(letter).take(MOST_NAMED).any(is_name)
            })
    }

    /// Whether these lines are notes, `(1) …` below `the rent (1)`: each is called further up, behind a word.
    fn are_notes(&self, body: &str) -> bool {
        let is_bracketed = matches!(&self.last, Mark::Number { open: true, .. });
        let first = self.lines.first().map_or(0, |line| line.mark.start);
        let above = body.get(..first).unwrap_or_default();
        let above = &above[above.ceil_char_boundary(above.len().saturating_sub(FARTHEST_CALL))..];
        is_bracketed
            && self.lines.len() <= MOST_NAMED
            && self.lines.iter().all(|line| {
                let sign = body.get(line.mark.clone()).unwrap_or_default().trim();
                above.match_indices(sign).take(MOST_NAMED).any(|(at, _)| {
                    let before = above[..at].trim_end_matches([' ', '\u{a0}']);
                    before.ends_with(|last: char| last.is_alphanumeric() || "€$%)»".contains(last))
                })
            })
    }

    /// Mends the lines of a list of at least two.
    fn settle(self, body: &str, mends: &mut Mends) {
        if self.lines.len() < 2 || matches!(self.last, Mark::Minus(_)) {
            return;
        }
        // Numbers would take the meaning from what the text says of its letters.
        if self.is_named(body) {
            return;
        }
        if self.are_notes(body) || spoken::is_spoken(&self.last, &self.lines, body) {
            return spoken::keep(&self.lines, body, mends);
        }
        let most = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let last = match &self.last {
            Mark::Number { values, .. } => values.first().map(|(_, value)| *value),
            _ => None,
        };
        for (line, place) in self.lines.into_iter().zip(1..) {
            let level = "    ".repeat(line.deep);
            match last {
                Some(last) => {
                    let number = (last + place).saturating_sub(most);
                    mends.mend(line.mark, format!("{level}{number}{} ", line.sign));
                }
                None => mends.mend(line.mark, format!("{level}{} ", line.sign)),
            }
        }
    }
}

impl<'a> Runs<'a> {
    pub(super) fn new(body: &'a str) -> Self {
        Self { body, open: Vec::new() }
    }

    /// Takes the mark of a line. A number or a letter right below a step that counts otherwise is a level below it.
    pub(super) fn take(&mut self, quotes: usize, mut mark: Mark, line: Point, mends: &mut Mends) {
        let body = self.body;
        // What may be a minus is a point only right below one.
        let is_minus = matches!(mark, Mark::Minus(_));
        let is_next =
            |run: &Run| !is_minus || run.lines.last().is_some_and(|last| is_below(body, last, &line));
        let own = self.open.iter_mut().rposition(|run| is_next(run) && run.goes_on(quotes, &mut mark));
        if let Some(place) = own {
            // What stood deeper than this list is over.
            self.open.drain(place + 1..).for_each(|run| run.settle(self.body, mends));
            if let Some(run) = self.open.last_mut() {
                // Letters below a point would be a list of that point; these go on with those above it.
                let is_lettered = matches!(&mark, Mark::Number { values, .. }
                    if values.iter().all(|(alphabet, _)| *alphabet != NUMBERS));
                let deep = match run.lines.first() {
                    Some(first) if is_lettered => first.deep,
                    Some(first) => first.deep.max(line.deep),
                    None => line.deep,
                };
                run.last = mark;
                let sign = run.lines.first().map_or(line.sign, |first| first.sign);
                run.lines.push(Point { deep, sign, ..line });
            }
            return;
        }
        if !self.may_begin(&mut mark, &line) {
            return;
        }
        if self.open.len() == MOST {
            self.open.remove(0).settle(self.body, mends);
        }
        let level = self.level(quotes, &mark, &line);
        let sign = if matches!(mark, Mark::Number { .. }) { self.other(&line) } else { line.sign };
        self.open.push(Run {
            quotes,
            last: mark,
            lines: vec![Point { deep: line.deep.max(level), sign, ..line }],
        });
    }

    /// Whether a list may begin with this mark.
    fn may_begin(&self, mark: &mut Mark, line: &Point) -> bool {
        // Letters begin with the first one; numbers may go on from an earlier list.
        if let Mark::Number { values, .. } = mark {
            values.retain(|(alphabet, value)| *alphabet == NUMBERS || *value == 1);
            if values.is_empty() {
                return false;
            }
        }
        // Below words, Markdown begins no list with another number than 1: `15 : SAMU` and `17 : Police` stay lines.
        if matches!(mark, Mark::Number { values, .. } if !line.begins && values.iter().all(|(_, value)| *value != 1))
        {
            return false;
        }
        // `The desk⏎1 is closed` is a wrapped sentence.
        let is_after_stop = || {
            let above = self.body.get(..line.mark.start).unwrap_or_default().trim_end();
            above.ends_with(COLONS) || above.ends_with(STOPS)
        };
        if matches!(mark, Mark::Counted { before, .. } if before.is_empty() && !line.begins && !is_after_stop())
        {
            return false;
        }
        // `12 personnes` may be an amount; from 1 on, lines count.
        if matches!(mark, Mark::Counted { before, value } if before.is_empty() && *value != 1) {
            return false;
        }
        true
    }

    /// The sign behind a number: another one than that of the list above, when only an empty line parts them.
    fn other(&self, line: &Point) -> char {
        let above = self.open.iter().rev().find(|run| matches!(run.last, Mark::Number { .. }));
        let last = above.and_then(|run| run.lines.last());
        let apart = last.and_then(|last| Some((last.sign, self.body.get(last.end..line.mark.start)?)));
        match apart {
            Some(('.', gap)) if gap.trim().is_empty() && gap.matches('\n').count() > 1 => ')',
            _ => '.',
        }
    }

    /// The level of a list that begins with this line.
    fn level(&self, quotes: usize, mark: &Mark, line: &Point) -> usize {
        let above =
            self.open.last().filter(|run| run.quotes == quotes && matches!(run.last, Mark::Number { .. }));
        let Some(above) = above.filter(|_| matches!(mark, Mark::Number { .. })) else { return 0 };
        let Some(last) = above.lines.last() else { return 0 };
        // Spaces before it make it a level by themselves.
        let before = self.body.get(..line.mark.start).unwrap_or_default();
        if before.ends_with("  ") || before.ends_with('\t') {
            return 0;
        }
        if is_below(self.body, last, line) { last.deep + 1 } else { 0 }
    }

    /// No list of pictures goes on.
    pub(super) fn end_pictures(&mut self, mends: &mut Mends) {
        let body = self.body;
        self.open
            .extract_if(.., |run| matches!(run.last, Mark::Picture | Mark::Label | Mark::Counted { .. }))
            .for_each(|run| run.settle(body, mends));
    }

    /// No list goes on.
    pub(super) fn end(&mut self, mends: &mut Mends) {
        let body = self.body;
        let mut is_alone = false;
        for mut run in self.open.drain(..) {
            // A line alone is no list, so nothing stands below a point of it.
            if is_alone {
                run.lines.iter_mut().for_each(|line| line.deep = line.deep.saturating_sub(1));
            }
            is_alone = run.lines.len() == 1;
            run.settle(body, mends);
        }
    }
}

/// Whether a line stands right below another.
fn is_below(body: &str, above: &Point, line: &Point) -> bool {
    let gap = body.get(above.end..line.mark.start);
    gap.is_some_and(|gap| gap.trim().is_empty() && gap.matches('\n').count() == 1)
}
