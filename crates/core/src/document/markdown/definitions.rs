//! Addresses of links that stand on a line of their own, `[name]: https://…`, and whether a link names them.

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::RefDefs;

use crate::document::{diagnostics::Notes, shapes};

/// The definitions of one text that no link has named so far.
pub(super) struct Definitions(BTreeMap<String, (String, Range<usize>)>);

impl Definitions {
    pub(super) fn new(list: &RefDefs<'_>) -> Self {
        let one = list.iter().map(|(label, definition)| {
            (label.to_lowercase(), (definition.dest.to_string(), definition.span.clone()))
        });
        Self(one.collect())
    }

    /// A link has this label; empty for a link that holds its own address.
    pub(super) fn use_one(&mut self, label: &str) {
        if !label.is_empty() && !self.0.is_empty() {
            self.0.remove(&label.to_lowercase());
        }
    }

    /// Reports those that no link named.
    pub(super) fn unused(&self, notes: &mut Notes) {
        for (label, (to, range)) in &self.0 {
            shapes::unused(label, to, range.clone(), notes);
        }
    }
}
