//! One change of a front matter, as it is asked for.

use super::scalar::{Entry, Value};

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// At the top of the head.
    Head,
    /// In an entry of a list, counted from 0.
    Entry(&'static str, usize),
}

/// One change.
#[derive(Clone, Debug)]
pub enum Step {
    /// A new first entry of a list.
    First(&'static str, Entry),
    /// A new last entry of a list.
    Last(&'static str, Entry),
    /// A field that gets a value.
    Set(Home, &'static str, Value),
    /// A field that goes.
    Unset(Home, &'static str),
}
