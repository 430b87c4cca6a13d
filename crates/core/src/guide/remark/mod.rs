//! A remark on its way into a guide: its fields in one table, one draft, one check, one place that gives numbers.
//!
//! The command line, the desk and an import each fill a [`Draft`]; only what [`Draft::validate`] lets through can become a
//! [`NewFeedback`], and only that can be written.

pub mod about;
pub mod choices;
pub mod clean;
pub mod draft;
pub mod fault;
pub mod fields;
pub mod numbers;
pub mod rules;
pub mod words;

pub use about::{About, Tested};
pub use clean::clean;
pub use draft::{Draft, FindPersonal, NewFeedback, Valid};
pub use fault::{Fault, Wrong};
pub use fields::{Field, Kind, Need, Paper, Spec};
pub use numbers::Numbers;
