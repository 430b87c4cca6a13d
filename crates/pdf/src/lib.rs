//! Paper: leaflets, forms and reports as PDF. No other crate waits for Typst.

pub mod bundle;
pub mod form;
pub mod generate;
pub mod leaflet;
pub mod report;
