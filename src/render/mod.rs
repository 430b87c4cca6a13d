//! A view → bytes: pages, and what search engines, feed readers and servers get.

pub mod compress;
pub mod desk;
pub mod escape;
pub mod isolate;
pub mod linked;
pub mod markup;
pub mod overlay;
pub mod page;
pub mod site;

pub use page::Renderer;
