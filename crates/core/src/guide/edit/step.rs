//! One change of a front matter, as it is asked for.

use super::scalar::{Entry, Value};

/// Where a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// At the top level of the front matter.
    FrontMatter,
    /// In an entry of a list: the list's key, and the index of the entry from 0.
    Entry(&'static str, usize),
}

/// One change.
#[derive(Clone, Debug)]
pub enum Step {
    /// Insert an entry at the start of a list.
    First(&'static str, Entry),
    /// Insert entries at the end of a list, all at once: a table may bring thousands.
    Last(&'static str, Vec<Entry>),
    /// Give a field a value, whether it is there or not.
    Set(Home, &'static str, Value),
    /// Remove a field.
    Unset(Home, &'static str),
}
