//! A4: ordinary sheets, in letters of 14 points, printed on one side or on both.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout; all guides of a language in one document have it too.
pub const LAYOUT: Layout = Layout {
    name: "a4",
    paper: Paper { width: 210.0, height: 297.0, side: 20.0, top: 15.0, bottom: 21.0 },
    sizes: &[14.0],
    grows_to: 14.0,
    flow: Flow::Pages,
    pages: None,
    may_be_tight: true,
    cover: false,
    narrow: false,
    least: 9.5,
    air: 1.0,
    title: 2.0,
    code: 32.0,
    foot: Foot::Full,
    ending: None,
};
