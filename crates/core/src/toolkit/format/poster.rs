//! Poster: the way in its stages on one sheet of A4, to be read from two metres.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout; the sheet of A3 has it too.
pub const LAYOUT: Layout = Layout {
    name: "poster",
    paper: Paper { width: 210.0, height: 297.0, side: 18.0, top: 16.0, bottom: 14.0 },
    sizes: &[34.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0],
    grows_to: 34.0,
    flow: Flow::Poster,
    pages: Some(1),
    may_be_tight: false,
    cover: false,
    narrow: false,
    least: 14.0,
    air: 1.0,
    title: 1.0,
    code: 36.0,
    foot: Foot::Number,
    ending: None,
};
