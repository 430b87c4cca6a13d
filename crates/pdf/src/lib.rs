//! Paper: leaflets, forms and reports as PDF. No other crate waits for Typst.

pub mod agreement;
pub mod bundle;
pub mod form;
pub mod generate;
pub mod leaflet;
mod proposal;
pub mod report;
