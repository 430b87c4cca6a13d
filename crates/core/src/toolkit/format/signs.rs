//! Signs: phrases to point at in letters of 48 points or more, half a sheet of A4 for each, or a whole one.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout. Letters grow where a phrase is short.
const LAYOUT: Layout = Layout {
    name: "signs",
    paper: Paper { width: 210.0, height: 297.0, side: 15.0, top: 12.0, bottom: 12.0 },
    sizes: &[48.0],
    grows_to: 64.0,
    flow: Flow::Signs,
    pages: None,
    may_be_tight: false,
    cover: false,
    narrow: false,
    least: 11.0,
    air: 1.0,
    title: 1.0,
    code: 32.0,
    foot: Foot::Number,
    ending: None,
};
