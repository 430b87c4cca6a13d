//! Sheet: one page of A4 to write on, and a page of its own for a letter to copy.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout. Who writes by hand needs room more than large letters, so smaller ones are tried before a second page.
const LAYOUT: Layout = Layout {
    name: "sheet",
    paper: Paper { width: 210.0, height: 297.0, side: 18.0, top: 12.0, bottom: 20.0 },
    sizes: &[14.0, 13.0, 12.0],
    grows_to: 14.0,
    flow: Flow::Pages,
    pages: Some(1),
    may_be_tight: false,
    cover: false,
    narrow: false,
    least: 9.5,
    air: 0.75,
    title: 1.7,
    code: 22.0,
    foot: Foot::Full,
    ending: None,
};
