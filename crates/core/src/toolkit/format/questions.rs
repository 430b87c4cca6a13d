//! Questions: where one stands, all short questions with what their answers lead to, on one sheet of A4.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout: two columns, in letters that are larger where the questions are few.
const LAYOUT: Layout = Layout {
    name: "questions",
    paper: Paper { width: 210.0, height: 297.0, side: 11.0, top: 10.0, bottom: 9.0 },
    sizes: &[14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5],
    grows_to: 14.0,
    flow: Flow::Questions,
    pages: Some(1),
    may_be_tight: false,
    cover: false,
    narrow: true,
    least: 9.5,
    air: 1.0,
    title: 1.0,
    code: 24.0,
    foot: Foot::Number,
    ending: None,
};
