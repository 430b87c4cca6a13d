//! Panels: the six panels of the folded leaflet one after the other, to read on a screen.

use super::spec::{Flow, Foot, FormatSpec, Layout, Paper, Sheet};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &LAYOUT, sheet: Sheet::Pages };

/// The layout; the leaflet to fold in three has it too. A panel is 97 or 100 mm wide, and each is laid out for 100 mm.
pub const LAYOUT: Layout = Layout {
    name: "panel",
    paper: Paper { width: 100.0, height: 210.0, side: 10.0, top: 11.0, bottom: 17.0 },
    sizes: &[14.0, 13.5, 13.0, 12.5, 12.0],
    grows_to: 16.0,
    flow: Flow::Panels,
    pages: Some(6),
    may_be_tight: false,
    cover: true,
    narrow: true,
    least: 10.5,
    air: 0.65,
    title: 2.0,
    code: 32.0,
    foot: Foot::Number,
    ending: Some("fold"),
};
