//! Small cells: how many people or remarks there are by role, without numbers so small that one knows who is meant.

use serde::Serialize;

/// Counts from 1 up to, but without, this are never shown.
pub const SMALL: u32 = 5;

/// A count, as a report may show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "number", rename_all = "snake_case")]
pub enum Cell {
    /// The number itself: 0, or at least five.
    Exact(u32),
    /// From 1 to 4: shown as "fewer than 5".
    Small,
    /// Five or more, but hidden: with it and the total one could work out a small cell.
    Hidden,
}

/// Counts of one whole, as far as they may be broken down.
#[derive(Clone, Debug, Serialize)]
pub struct Breakdown {
    /// The whole.
    pub total: Cell,
    /// The parts, each with the name of its words in the theme; none when they would tell too much.
    pub parts: Option<Vec<Part>>,
}

/// One part of a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The name of its words in the theme.
    pub name: &'static str,
    /// How many.
    pub cell: Cell,
}

impl Breakdown {
    /// The counts of these parts, as far as they may be shown.
    pub fn of(parts: &[(&'static str, u32)]) -> Self {
        let counts: Vec<u32> = parts.iter().map(|(_, count)| *count).collect();
        let shown = protect(&counts).map(|cells| {
            let parts = parts.iter().zip(cells);
            parts.map(|((name, _), cell)| Part { name, cell }).collect()
        });
        Self { total: cell(counts.iter().sum()), parts: shown }
    }
}

/// The cell of a count that is no part of a total.
pub fn cell(count: u32) -> Cell {
    if is_small(count) { Cell::Small } else { Cell::Exact(count) }
}

/// The cells of a breakdown whose total is shown; `None` when it must not be broken down at all.
///
/// The rule is that of statistical offices, primary and complementary suppression (Hundepool and others, *Statistical
/// Disclosure Control*, 2012, chapter 4), with a threshold of five: somebody who knows the total, the shown cells
/// and this rule must still hold every number from 1 to 4 possible for every small cell. One hidden cell never does:
/// the total gives it away. Nor do two in every case: 1 and 5 out of 6 can be nothing else. So further cells are hidden, the
/// smallest first, until every small cell may hold any number from 1 to 4; when none is left to hide, only the total is shown.
///
/// Why it is kept so strictly: a pilot has about ten testers, who know each other. "One interpreter" is a person.
pub fn protect(counts: &[u32]) -> Option<Vec<Cell>> {
    let mut cells: Vec<Cell> = counts.iter().map(|count| cell(*count)).collect();
    while !is_open(counts, &cells) {
        let shown = |at: &usize| matches!(cells[*at], Cell::Exact(count) if count >= SMALL);
        let next = (0..counts.len()).filter(shown).min_by_key(|at| counts[*at])?;
        cells[next] = Cell::Hidden;
    }
    Some(cells)
}

fn is_small(count: u32) -> bool {
    (1..SMALL).contains(&count)
}

/// Whether each small cell may hold every number from 1 to 4, as far as the total and the other cells tell.
///
/// A small cell holds 1 to 4; a hidden one at least five, and no more than the smallest that is still shown.
fn is_open(counts: &[u32], cells: &[Cell]) -> bool {
    let shown = cells.iter().filter_map(|cell| match cell {
        Cell::Exact(count) if *count >= SMALL => Some(*count),
        _ => None,
    });
    let most = shown.min().unwrap_or(u32::MAX);
    let bounds = |at: usize| match cells[at] {
        Cell::Exact(count) => (count, count),
        Cell::Small => (1, SMALL - 1),
        Cell::Hidden => (SMALL, most),
    };
    // By how much the sum of the other hidden cells could be smaller or larger than it is.
    let room = |at: usize| {
        let others = (0..counts.len()).filter(|other| *other != at);
        others.fold((0_u32, 0_u32), |(less, more), other| {
            let (least, most) = bounds(other);
            (less.saturating_add(counts[other] - least), more.saturating_add(most - counts[other]))
        })
    };
    (0..counts.len()).filter(|at| cells[*at] == Cell::Small).all(|at| {
        let (less, more) = room(at);
        less >= SMALL - 1 - counts[at] && more >= counts[at] - 1
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cell::*, *};

    #[track_caller]
    fn check(counts: &[u32], cells: &[Cell]) {
        assert_eq!(protect(counts).as_deref(), Some(cells), "{counts:?}");
    }

    #[test]
    fn large_cells_and_empty_ones_are_shown() {
        check(&[], &[]);
        check(&[0, 0], &[Exact(0), Exact(0)]);
        check(&[5, 0, 12], &[Exact(5), Exact(0), Exact(12)]);
    }

    #[test]
    fn one_small_cell_hides_another() {
        // 42 − 30 is 12, shared by one of 1 to 4 and one of 5 to 30: 4 and 8 are possible, and so are 1 and 11.
        check(&[30, 9, 3], &[Exact(30), Hidden, Small]);
        // With the 12 shown, 8 would be shared by one of 1 to 4 and one of at least five: 4 would not be possible.
        check(&[12, 6, 2], &[Hidden, Hidden, Small]);
    }

    #[test]
    fn several_small_cells_may_hide_each_other() {
        // 5 shared by two: 1 and 4, 2 and 3, 3 and 2, 4 and 1.
        check(&[2, 3, 40], &[Small, Small, Exact(40)]);
        // 2 shared by two is 1 and 1.
        check(&[1, 1, 40], &[Small, Small, Hidden]);
    }

    #[test]
    fn what_can_be_nothing_else_is_not_broken_down() {
        for counts in [&[5, 1][..], &[0, 3], &[1, 1], &[4, 4], &[0, 0, 1, 0]] {
            assert_eq!(protect(counts), None, "{counts:?}");
        }
    }

    /// Every way in which the hidden cells can share what the shown ones leave of the total.
    fn worlds(cells: &[Cell], rest: u32) -> Vec<Vec<u32>> {
        let Some((first, others)) = cells.split_first() else {
            return if rest == 0 { vec![Vec::new()] } else { Vec::new() };
        };
        let range = match first {
            Exact(count) => *count..=*count,
            Small => 1..=4,
            Hidden => 5..=rest,
        };
        let mut found = Vec::new();
        for count in range.filter(|count| *count <= rest) {
            for world in worlds(others, rest - count) {
                found.push([vec![count], world].concat());
            }
        }
        found
    }

    proptest! {
        #[test]
        fn no_small_cell_can_be_worked_out(counts in prop::collection::vec(0_u32..14, 1..5)) {
            let Some(cells) = protect(&counts) else { return Ok(()) };
            for (cell, count) in cells.iter().zip(&counts) {
                let right = match cell {
                    Exact(shown) => shown == count && !is_small(*count),
                    Small => is_small(*count),
                    Hidden => *count >= SMALL,
                };
                prop_assert!(right, "{counts:?}: {cells:?}");
            }
            let worlds = worlds(&cells, counts.iter().sum());
            for at in (0..cells.len()).filter(|at| cells[*at] == Small) {
                for possible in 1..SMALL {
                    prop_assert!(worlds.iter().any(|world| world[at] == possible), "{counts:?}: {cells:?}");
                }
            }
        }
    }
}
