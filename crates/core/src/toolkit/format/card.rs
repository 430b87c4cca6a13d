//! Card: A6, four times the same on a sheet of A4, to cut and to carry in a wallet.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout of one card; the template places it on the sheet.
const LAYOUT: Layout = Layout {
    name: "card",
    paper: Paper { width: 105.0, height: 148.5, side: 10.0, top: 10.0, bottom: 10.0 },
    sizes: &[13.0, 12.0, 11.0],
    grows_to: 13.0,
    flow: Flow::Card,
    pages: Some(1),
    may_be_tight: false,
    cover: false,
    narrow: true,
    least: 11.0,
    air: 0.6,
    title: 1.25,
    code: 32.0,
    foot: Foot::Version,
    ending: None,
};
