//! The codes of all languages on a sheet of A3.

use super::{
    codes,
    spec::{FormatSpec, Sheet},
};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &codes::LAYOUT, sheet: Sheet::Enlarged };
