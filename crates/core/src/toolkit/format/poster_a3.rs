//! The poster of the way on a sheet of A3.

use super::{
    poster,
    spec::{FormatSpec, Sheet},
};

/// The format.
pub const SPEC: FormatSpec = FormatSpec { layout: &poster::LAYOUT, sheet: Sheet::Enlarged };
