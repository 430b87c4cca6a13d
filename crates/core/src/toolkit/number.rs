//! Short addresses: a number for each guide, which is printed and therefore never changes.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    diagnostic::{Diagnostic, Place, rule},
    yaml::Placed,
};

/// Where the numbers lie.
pub const FILE: &str = "content/numbers.yaml";

/// The number of a guide, for its short address such as `/fr/3`; an entry of `numbers.yaml`. Once printed, a line never changes and never goes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Number {
    /// The name of the guide's folder.
    pub guide: Placed<String>,
    /// The number, which no other guide has or had.
    pub number: Placed<u16>,
}

/// Takes out the numbers that were given before, with a diagnostic for each: the first stands.
pub(super) fn check(numbers: &mut Vec<Number>, diagnostics: &mut Vec<Diagnostic>) {
    let (path, mut seen) = (FILE.into(), BTreeSet::new());
    numbers.retain(|one| {
        let is_new = seen.insert(one.number.value);
        if !is_new {
            let diagnostic = Diagnostic::new(rule::numbers::TWICE, Place::span(&path, one.number.span));
            diagnostics.push(diagnostic.with("number", one.number.value).with("guide", &one.guide.value));
        }
        is_new
    });
}
