//! Codes: a sheet of A4 with a code for each language, each under its own name, for a waiting room.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout; the sheet of A3 has it too.
pub const LAYOUT: Layout = Layout {
    name: "codes",
    paper: Paper { width: 210.0, height: 297.0, side: 16.0, top: 16.0, bottom: 14.0 },
    sizes: &[24.0],
    grows_to: 24.0,
    flow: Flow::Codes,
    pages: None,
    may_be_tight: false,
    cover: false,
    narrow: false,
    least: 12.0,
    air: 1.0,
    title: 1.0,
    code: 40.0,
    foot: Foot::Number,
    ending: None,
};
