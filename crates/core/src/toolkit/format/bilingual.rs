//! Bilingual: sheets of A4 with the source and its translation side by side, so that two people can point at the same place.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout.
const LAYOUT: Layout = Layout {
    name: "bilingual",
    paper: Paper { width: 210.0, height: 297.0, side: 15.0, top: 16.0, bottom: 23.0 },
    sizes: &[12.0],
    grows_to: 12.0,
    flow: Flow::Pair,
    pages: None,
    may_be_tight: true,
    cover: false,
    narrow: false,
    least: 9.5,
    air: 1.0,
    title: 1.5,
    code: 32.0,
    foot: Foot::Full,
    ending: None,
};
