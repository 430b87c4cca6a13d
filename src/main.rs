//! Hands the arguments over, returns the exit code.
fn main() {}
