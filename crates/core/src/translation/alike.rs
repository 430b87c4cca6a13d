//! Which block of a translation belongs to which block of its source, when nothing says so: by their order, what they are, their
//! links and their numbers (Needleman and Wunsch, 1970).

use std::collections::BTreeSet;

use super::{Kind, Segment, check::numbers};

/// The most cells of the table; beyond, blocks are paired by order alone.
const MOST_CELLS: usize = 4 << 20;

/// What two blocks are compared by.
struct Look {
    kind: Kind,
    links: BTreeSet<String>,
    numbers: BTreeSet<String>,
    signs: usize,
}

impl Look {
    fn of(segment: &Segment) -> Self {
        let keys = segment.marks.iter().map(|mark| mark.key.clone());
        let links = keys.filter(|key| key.starts_with("link:") && !key.starts_with("link:lang:")).collect();
        let text = segment.text();
        Self {
            kind: segment.kind,
            links,
            numbers: numbers(&text).into_iter().collect(),
            signs: text.chars().count(),
        }
    }

    /// How likely two blocks say the same; `None` when they cannot.
    fn score(&self, other: &Self) -> Option<i32> {
        let loose = |kind| matches!(kind, Kind::Paragraph | Kind::Item | Kind::Box);
        let same = match (self.kind, other.kind) {
            (own, other) if own == other => 4,
            (own, other) if loose(own) && loose(other) => 1,
            _ => return None,
        };
        let shared = |own: &BTreeSet<String>, other: &BTreeSet<String>| {
            let both = own.intersection(other).count().min(4);
            let apart = own.symmetric_difference(other).count().min(4);
            3 * both as i32 - apart as i32
        };
        // Scripts differ in how many signs they need, so only a very different length says something.
        let (short, long) = (self.signs.min(other.signs), self.signs.max(other.signs));
        let length = if short * 4 < long { -2 } else { 0 };
        Some(same + shared(&self.links, &other.links) + shared(&self.numbers, &other.numbers) + length)
    }
}

/// For each block of the source the block of the translation that belongs to it.
pub fn pair(source: &[&Segment], translation: &[&Segment]) -> Vec<Option<usize>> {
    let (rows, columns) = (source.len(), translation.len());
    let kinds = |segments: &[&Segment]| segments.iter().map(|segment| segment.kind).collect::<Vec<_>>();
    if kinds(source) == kinds(translation) || (rows + 1).saturating_mul(columns + 1) > MOST_CELLS {
        return (0..rows).map(|place| Some(place).filter(|place| *place < columns)).collect();
    }
    let own: Vec<Look> = source.iter().map(|segment| Look::of(segment)).collect();
    let other: Vec<Look> = translation.iter().map(|segment| Look::of(segment)).collect();
    const GAP: i32 = -2;
    let width = columns + 1;
    let mut best = vec![0_i32; (rows + 1) * width];
    for (column, cell) in best.iter_mut().enumerate().take(width) {
        *cell = GAP * column as i32;
    }
    for row in 1..=rows {
        best[row * width] = GAP * row as i32;
        for column in 1..=columns {
            let gap = best[(row - 1) * width + column].max(best[row * width + column - 1]) + GAP;
            let both = own[row - 1].score(&other[column - 1]);
            let both = both.map(|score| best[(row - 1) * width + column - 1] + score);
            best[row * width + column] = both.map_or(gap, |both| both.max(gap));
        }
    }
    let (mut row, mut column) = (rows, columns);
    let mut pairs = vec![None; rows];
    while row > 0 && column > 0 {
        let here = best[row * width + column];
        let both = own[row - 1].score(&other[column - 1]);
        if both.is_some_and(|score| best[(row - 1) * width + column - 1] + score == here) {
            (row, column) = (row - 1, column - 1);
            pairs[row] = Some(column);
        } else if best[(row - 1) * width + column] + GAP == here {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    pairs
}
