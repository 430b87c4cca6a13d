//! What changed between two texts: lines, and the words inside a line that was said in another way.

/// Unchanged lines that are shown on both sides of a change.
const AROUND: usize = 1;

/// The most comparisons: beyond, all lines between the common beginning and end count as changed.
const MOST: usize = 25_000_000;

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// It stands in both.
    Same(String),
    /// Lines that stand in both and are not shown.
    Skipped,
    /// It is gone.
    Gone(String),
    /// It is new.
    New(String),
    /// It is said in another way.
    Changed(Vec<Piece>),
}

/// Some words of a changed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// They stand in both.
    Same(String),
    /// They are gone.
    Gone(String),
    /// They are new.
    New(String),
}

impl Line {
    /// The line with signs that need no colours: `-` gone, `+` new, `~` changed with [-words gone-] and {+words new+}.
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
    for step in steps(&old, &new) {
        match step {
            Step::Gone(at) => gone.push(old[at]),
            Step::New(at) => fresh.push(new[at]),
            Step::Same(at) => {
                close(&mut gone, &mut fresh, &mut all);
                all.push(Line::Same(old[at].to_owned()));
            }
        }
    }
    close(&mut gone, &mut fresh, &mut all);
    near(all)
}

/// The lines that say something: how many blank ones stand between them says nothing.
fn shown(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect()
}

/// Pairs lines that are gone with lines that are new, in their order, when they share half of their words.
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

/// The words of a line that changed; none when the two lines have less than half of them in common.
fn words(old: &str, new: &str) -> Option<Vec<Piece>> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive(' ').collect(), new.split_inclusive(' ').collect());
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut same, mut gone, mut fresh) = (0, String::new(), String::new());
    let flush = |gone: &mut String, fresh: &mut String, pieces: &mut Vec<Piece>| {
        let [old, new] = [std::mem::take(gone), std::mem::take(fresh)];
        pieces.extend((!old.is_empty()).then_some(Piece::Gone(old)));
        pieces.extend((!new.is_empty()).then_some(Piece::New(new)));
    };
    for step in steps(&old, &new) {
        match step {
            Step::Gone(at) => gone.push_str(old[at]),
            Step::New(at) => fresh.push_str(new[at]),
            Step::Same(at) => {
                same += 1;
                flush(&mut gone, &mut fresh, &mut pieces);
                match pieces.last_mut() {
                    Some(Piece::Same(text)) => text.push_str(old[at]),
                    _ => pieces.push(Piece::Same(old[at].to_owned())),
                }
            }
        }
    }
    flush(&mut gone, &mut fresh, &mut pieces);
    (2 * same >= old.len().max(new.len())).then_some(pieces)
}

/// Leaves the changes and the lines around them.
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

#[derive(Clone, Copy)]
enum Step {
    Same(usize),
    Gone(usize),
    New(usize),
}

/// How one list becomes the other with the fewest changes, by their longest common part.
fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let end =
        old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(old, new)| old == new).count();
    let (rows, columns) = (old.len() - start - end, new.len() - start - end);
    let (mut row, mut column) = (0, 0);
    let mut steps: Vec<Step> = (0..start).map(Step::Same).collect();
    if rows.saturating_mul(columns) <= MOST {
        // common[row][column]: how many of the lines from there on both have.
        let mut common = vec![vec![0_u32; columns + 1]; rows + 1];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                common[row][column] = if old[start + row] == new[start + column] {
                    common[row + 1][column + 1] + 1
                } else {
                    common[row + 1][column].max(common[row][column + 1])
                };
            }
        }
        while row < rows && column < columns {
            if old[start + row] == new[start + column] {
                steps.push(Step::Same(start + row));
                (row, column) = (row + 1, column + 1);
            } else if common[row + 1][column] >= common[row][column + 1] {
                steps.push(Step::Gone(start + row));
                row += 1;
            } else {
                steps.push(Step::New(start + column));
                column += 1;
            }
        }
    }
    steps.extend((row..rows).map(|row| Step::Gone(start + row)));
    steps.extend((column..columns).map(|column| Step::New(start + column)));
    steps.extend((old.len() - end..old.len()).map(Step::Same));
    steps
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
