//! Trifold: one sheet of A4 with three panels on each side, to fold in three.

use super::{
    panels::LAYOUT,
    spec::{Cell, FormatSpec, Imposition, SHEET_WIDTH, Sheet},
};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Imposed(&FOLDED) };

/// The flap that is folded in first is a little narrower than the other panels, in millimetres.
const FLAP: f64 = 97.0;
/// The width of the other panels, in millimetres.
const PANEL: f64 = 100.0;

/// Both sides of the sheet: outside the panels 5, 6, 1; inside 2, 3, 4.
///
/// The two flaps are 97 mm wide and their pages 100 mm: a page reaches over the fold with its margin, and keeps 10 mm to
/// the edge.
const FOLDED: Imposition = Imposition {
    name: "Folded",
    page_width: PANEL,
    sides,
    folds: [&[FLAP, FLAP + PANEL], &[PANEL, 2.0 * PANEL]],
};

/// The first page is the cover and the last one the back, which is panel 6 however few are between.
fn sides(pages: usize) -> Vec<Vec<Cell>> {
    let body = |number: usize| (number + 1 < pages).then_some(number);
    let back = (pages > 1).then(|| pages - 1);
    let outside = vec![(body(4), 0.0), (back, FLAP), (Some(0), FLAP + PANEL)];
    let inside = vec![(body(1), 0.0), (body(2), PANEL), (body(3), SHEET_WIDTH - PANEL)];
    vec![outside, inside]
}

#[cfg(test)]
mod tests {
    use super::{super::spec::order, *};

    #[test]
    fn a_sheet_is_folded_in_three() {
        assert_eq!(order(FOLDED.sides(6, false)), [[5, 6, 1], [2, 3, 4]]);
        assert_eq!(order(FOLDED.sides(6, true)), [[1, 6, 5], [4, 3, 2]]);
        // A short text: the back is the last page, and the panels that are not needed stay white.
        assert_eq!(order(FOLDED.sides(4, false)), [[0, 4, 1], [2, 3, 0]]);
        assert_eq!(order(FOLDED.sides(1, false)), [[0, 0, 1], [0, 0, 0]]);
    }

    #[test]
    fn the_narrow_flap_is_the_one_that_is_folded_in() {
        let left = |side: usize, place: usize| FOLDED.sides(6, false)[side][place].1;
        // Pages of 100 mm: that of the flap reaches 3 mm over its fold at 97 mm, and 200 mm on the other side.
        assert_eq!([left(0, 0), left(0, 1), left(0, 2)], [0.0, 97.0, 197.0]);
        assert_eq!([left(1, 0), left(1, 1), left(1, 2)], [0.0, 100.0, 197.0]);
        assert_eq!(FOLDED.folds(false), [vec![97.0, 197.0], vec![100.0, 200.0]]);
        assert_eq!(FOLDED.folds(true), [vec![200.0, 100.0], vec![197.0, 97.0]]);
    }
}
