//! What changed between two texts: lines, and the words inside a line that was said in another way.

use std::{hash::Hash, ops::Range};

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How many unchanged lines are shown before and after a change.
const AROUND: usize = 1;

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The line is in both texts.
    Same(String),
    /// A stretch of lines that are in both texts and too far from a change to be shown.
    Skipped,
    /// The line is in the old text only.
    Gone(String),
    /// The line is in the new text only.
    New(String),
    /// The line is in both texts, with other words: at least half of them are the same.
    Changed(Vec<Piece>),
}

/// Some words of a changed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The words are in both lines.
    Same(String),
    /// The words are in the old line only.
    Gone(String),
    /// The words are in the new line only.
    New(String),
}

impl Piece {
    fn is_empty(&self) -> bool {
        let (Piece::Same(text) | Piece::Gone(text) | Piece::New(text)) = self;
        text.is_empty()
    }
}

impl Line {
    /// The line for a terminal without colours: `-` removed, `+` added, `~` changed with `[-removed-]` and `{+added+}` words.
    pub fn written(&self, skipped: &str) -> String {
        match self {
            Line::Same(text) => format!("  {text}"),
            Line::Skipped => format!("  {skipped}"),
            Line::Gone(text) => format!("- {text}"),
            Line::New(text) => format!("+ {text}"),
            Line::Changed(pieces) => {
                let pieces = pieces.iter().map(|piece| match piece {
                    Piece::Same(text) => text.clone(),
                    Piece::Gone(text) => format!("[-{text}-]"),
                    Piece::New(text) => format!("{{+{text}+}}"),
                });
                format!("~ {}", pieces.collect::<String>())
            }
        }
    }
}

/// The changed lines with the lines around them; none when the texts say the same.
pub fn lines(old: &str, new: &str) -> Vec<Line> {
    let (old, new): (Vec<&str>, Vec<&str>) = (shown(old), shown(new));
    let mut all = Vec::new();
    let (mut gone, mut fresh) = (Vec::new(), Vec::new());
    for step in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { .. } = step {
            close(&mut gone, &mut fresh, &mut all);
            all.extend(old[step.old_range()].iter().map(|line| Line::Same((*line).to_owned())));
        } else {
            gone.extend(&old[step.old_range()]);
            fresh.extend(&new[step.new_range()]);
        }
    }
    close(&mut gone, &mut fresh, &mut all);
    near(all)
}

/// A text whose lines end with `\n`, with the line ends of an older one: a line that is in both keeps its own, another one takes
/// the one of the line in its place, else of the line before it, else the first.
pub fn with_line_ends_of(old: &str, new: &str) -> String {
    if !old.contains("\r\n") {
        return new.to_owned();
    }
    let mut ends: Vec<&str> = Vec::new();
    for line in old.split_inclusive('\n') {
        ends.push(match ends.last().copied() {
            _ if line.ends_with("\r\n") => "\r\n",
            _ if line.ends_with('\n') => "\n",
            // The last line has no end: if one comes after it, it ends as the one before.
            before => before.unwrap_or("\n"),
        });
    }
    let bare = |text: &str| -> Vec<String> {
        text.split_inclusive('\n').map(|line| line.trim_end_matches(['\r', '\n']).to_owned()).collect()
    };
    let (before, after) = (bare(old), bare(new));
    let whole = new.ends_with('\n');
    let first = ends.first().copied().unwrap_or("\n");
    let mut out = String::with_capacity(new.len() + after.len());
    for step in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (gone, fresh) = (step.old_range(), step.new_range());
        for (number, at) in fresh.enumerate() {
            let same_place = Some(gone.start + number).filter(|at| gone.contains(at));
            let place = same_place.or(gone.end.min(gone.start + number).checked_sub(1));
            out.push_str(after.get(at).map_or("", String::as_str));
            if at + 1 < after.len() || whole {
                out.push_str(place.and_then(|place| ends.get(place)).copied().unwrap_or(first));
            }
        }
    }
    out
}

/// Entries of two lists that are the same, or stand one for the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Whether they are the same.
    pub is_same: bool,
    /// Their places in the old list.
    pub old: Range<usize>,
    /// Their places in the new list.
    pub new: Range<usize>,
}

/// How a list became another one, in order.
pub fn runs<T: Ord + Hash>(old: &[T], new: &[T]) -> Vec<Run> {
    let steps = capture_diff_slices(Algorithm::Myers, old, new);
    let run = |step: DiffOp| Run {
        is_same: matches!(step, DiffOp::Equal { .. }),
        old: step.old_range(),
        new: step.new_range(),
    };
    steps.into_iter().map(run).collect()
}

/// The lines that are not blank: readers do not see how many blank lines stand between two paragraphs.
fn shown(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect()
}

/// Pairs removed lines with added ones, in order, when they share at least half of their words; both lists are emptied.
fn close(gone: &mut Vec<&str>, fresh: &mut Vec<&str>, all: &mut Vec<Line>) {
    let mut rest = std::mem::take(fresh).into_iter().peekable();
    for line in gone.drain(..) {
        match rest.peek().and_then(|other| words(line, other)) {
            Some(pieces) => {
                all.push(Line::Changed(pieces));
                rest.next();
            }
            None => all.push(Line::Gone(line.to_owned())),
        }
    }
    all.extend(rest.map(|line| Line::New(line.to_owned())));
}

/// The word differences of two lines; `None` when they share less than half of their words and so are not the same line.
fn words(old: &str, new: &str) -> Option<Vec<Piece>> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive(' ').collect(), new.split_inclusive(' ').collect());
    let steps = capture_diff_slices(Algorithm::Myers, &old, &new);
    let is_same = |step: &&DiffOp| matches!(step, DiffOp::Equal { .. });
    let same: usize = steps.iter().filter(is_same).map(|step| step.old_range().len()).sum();
    let pieces = steps.iter().flat_map(|step| {
        let [gone, fresh] = [old[step.old_range()].concat(), new[step.new_range()].concat()];
        match step {
            DiffOp::Equal { .. } => vec![Piece::Same(gone)],
            _ => vec![Piece::Gone(gone), Piece::New(fresh)],
        }
    });
    let pieces = pieces.filter(|piece| !piece.is_empty()).collect();
    (2 * same >= old.len().max(new.len())).then_some(pieces)
}

/// Replaces unchanged lines far from any change by [`Line::Skipped`].
fn near(all: Vec<Line>) -> Vec<Line> {
    let is_change = |line: &Line| !matches!(line, Line::Same(_));
    let kept: Vec<bool> = (0..all.len())
        .map(|at| all[at.saturating_sub(AROUND)..(at + AROUND + 1).min(all.len())].iter().any(is_change))
        .collect();
    let mut shown = Vec::new();
    for (line, keep) in all.into_iter().zip(kept) {
        if keep {
            shown.push(line);
        } else if shown.last() != Some(&Line::Skipped) {
            shown.push(Line::Skipped);
        }
    }
    if shown == [Line::Skipped] { Vec::new() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let seen: Vec<String> = lines(old, new).iter().map(|line| line.written("…")).collect();
        assert_eq!(seen.join("\n"), expected);
    }

    #[test]
    fn changed_words_are_marked_in_their_line() {
        check(
            "## Les papiers\n\nPréparez votre avis d’imposition.\n\nAttendez.\n\nFin.\n",
            "## Les papiers\n\nPréparez votre feuille d’impôts.\n\nAttendez.\n\nFin.\n",
            "  ## Les papiers\n~ Préparez votre [-avis d’imposition.-]{+feuille d’impôts.+}\n  Attendez.\n  …",
        );
    }

    #[test]
    fn words_of_every_script_are_marked() {
        check(
            "أحضر شهادة الدخل معك إلى الموعد.",
            "أحضر إشعار الضريبة معك إلى الموعد.",
            "~ أحضر [-شهادة الدخل -]{+إشعار الضريبة +}معك إلى الموعد.",
        );
        check("ወረቀቶችን ወደ ቀጠሮ ይዘው ይምጡ።", "ወረቀቶችን ወደ አዲስ ቀጠሮ ይዘው ይምጡ።", "~ ወረቀቶችን ወደ {+አዲስ +}ቀጠሮ ይዘው ይምጡ።");
        check("কাগজ সঙ্গে আনুন আজ", "কাগজ সঙ্গে আনুন", "~ কাগজ সঙ্গে [-আনুন আজ-]{+আনুন+}");
        // Many words that come again and again: those that stay are found.
        check("a b a b a c a b", "a b a c a b", "~ a b a [-b a -]c a b");
    }

    #[test]
    fn other_lines_are_gone_or_new() {
        check("a b\nc d\n", "a b\nx y\nz\n", "  a b\n- c d\n+ x y\n+ z");
        check("a\nb\nc\nd\ne\nf", "a\nc\nd\ne\nf\ng", "  a\n- b\n  c\n  …\n  f\n+ g");
        check("", "a", "+ a");
    }

    #[test]
    fn the_same_text_shows_nothing() {
        check("a\n\n\nb\n", "a\nb  \n", "");
        check("", "\n", "");
    }

    #[test]
    fn long_texts_are_compared_in_time() {
        let old: String = (0..20_000).map(|line| format!("a{line}\n")).collect();
        let new: String = (0..20_000).map(|line| format!("b{line}\n")).collect();
        assert_eq!(lines(&old, &new).len(), 40_000);
    }
}
