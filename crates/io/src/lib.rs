//! What touches the disk and other programs. It never learns what a guide is.

pub mod browser;
pub mod clock;
pub mod disk;
pub mod git;
pub mod net;
pub mod office;
pub mod output;
pub mod target;
pub mod watcher;

pub use output::{Output, Written};
