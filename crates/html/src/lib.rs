//! A view → bytes: pages, and what search engines, feed readers and servers get.

mod calendar;
pub mod chart;
pub mod code;
pub mod compress;
pub mod escape;
pub mod font;
pub mod generate;
pub mod isolate;
pub mod kept;
pub mod linked;
pub mod markup;
pub mod page;
mod policy;
pub mod report;
pub mod search;
pub mod site_files;

pub use page::Renderer;
