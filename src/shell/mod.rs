//! The shell: what may touch the world. It never learns what a guide is.

pub mod browser;
pub mod disk;
pub mod git;
pub mod output;
pub mod server;
pub mod watcher;

pub use output::{Output, Written};
