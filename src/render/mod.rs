//! A view → bytes: pages, leaflets, and what search engines, feed readers and servers get.

pub mod bundle;
pub mod chart;
pub mod compress;
pub mod desk;
pub mod escape;
pub mod form;
pub mod isolate;
pub mod leaflet;
pub mod linked;
pub mod markup;
pub mod overlay;
pub mod page;
pub mod report;
pub mod site;
pub mod spreadsheet;

pub use page::Renderer;
