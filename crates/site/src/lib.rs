//! What each output may know, and the plan of all outputs: what is to be made, and what has changed.

pub mod plan;
pub mod view;
