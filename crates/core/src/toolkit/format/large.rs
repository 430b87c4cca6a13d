//! Large: sheets of A4 in letters of 18 points, for people who see badly.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout. What stands at the edge is large, too; below the code stand its words, so its column is wider.
const LAYOUT: Layout = Layout {
    name: "large",
    paper: Paper { width: 210.0, height: 297.0, side: 18.0, top: 17.0, bottom: 27.0 },
    sizes: &[18.0],
    grows_to: 18.0,
    flow: Flow::Pages,
    pages: None,
    may_be_tight: true,
    cover: false,
    narrow: false,
    least: 16.0,
    air: 1.0,
    title: 1.6,
    code: 40.0,
    foot: Foot::Version,
    ending: None,
};
