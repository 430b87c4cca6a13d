//! The shell: what may touch the world. It never learns what a guide is.

pub mod disk;
pub mod git;
pub mod output;

pub use output::{Output, Written};
