//! Booklet: A5 pages, two on each side of a sheet of A4, to fold in the middle and staple.

use super::spec::{Cell, Flow, Foot, FormatSpec, Imposition, Layout, Paper, SHEET_WIDTH, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Imposed(&STAPLED) };

/// The layout.
const LAYOUT: Layout = Layout {
    name: "a5",
    paper: Paper { width: PAGE, height: 210.0, side: 14.0, top: 13.0, bottom: 25.0 },
    sizes: &[12.0],
    grows_to: 16.0,
    flow: Flow::Pages,
    pages: None,
    may_be_tight: false,
    cover: true,
    narrow: true,
    least: 9.5,
    air: 1.0,
    title: 2.0,
    code: 32.0,
    foot: Foot::Text,
    ending: Some("staple"),
};

/// Half a sheet, in millimetres.
const PAGE: f64 = SHEET_WIDTH / 2.0;

/// Two pages on each side, the outermost sheet first.
const STAPLED: Imposition = Imposition { name: "Stapled", page_width: PAGE, sides, folds: [&[PAGE], &[]] };

fn sides(pages: usize) -> Vec<Vec<Cell>> {
    let all = pages.next_multiple_of(4);
    let page = |number: usize| (number < pages).then_some(number);
    let sheet = |number: usize| {
        let (first, last) = (2 * number, all - 1 - 2 * number);
        [vec![(page(last), 0.0), (page(first), PAGE)], vec![(page(first + 1), 0.0), (page(last - 1), PAGE)]]
    };
    (0..all / 4).flat_map(sheet).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::spec::order, *};

    #[test]
    fn a_booklet_is_stapled() {
        assert_eq!(order(STAPLED.sides(4, false)), [[4, 1], [2, 3]]);
        assert_eq!(order(STAPLED.sides(4, true)), [[1, 4], [3, 2]]);
        assert_eq!(order(STAPLED.sides(6, false)), [[0, 1], [2, 0], [6, 3], [4, 5]]);
        assert_eq!(order(STAPLED.sides(8, false)), [[8, 1], [2, 7], [6, 3], [4, 5]]);
        assert_eq!(order(STAPLED.sides(8, true)), [[1, 8], [7, 2], [3, 6], [5, 4]]);
    }
}
