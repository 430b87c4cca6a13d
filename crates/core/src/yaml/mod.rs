//! YAML: text → values of our types, with every problem of the file, each at its place.
//!
//! The parser gives a tree with places. Our types are read from the tree; when a value does not fit, a diagnostic is
//! made, the branch is cut off and reading starts again: so one run shows all problems and keeps all that is right.

mod blame;
mod day;
mod habits;
mod node;
mod placed;
mod problem;
mod texts;
mod tree;

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

pub use day::{day, day_or_none};
pub use placed::Placed;
pub use problem::Stop;
pub use tree::{Branch, Key, Tree, parse};

use crate::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    source::SourcePath,
};
use node::{Fault, Problem};
use trousseau_text::{Language, Mismatch};

/// The largest YAML text that is read, in bytes: 1 MiB, far more than people write by hand.
pub const MOST_BYTES: usize = 1 << 20;

/// After so many problems reading ends: nobody mends them one by one, and each costs a reading of the whole file.
const MOST_NOTES: usize = 500;

/// Reads a value from YAML that starts at byte `offset` of the file `path`.
///
/// The value is there when at least its required fields could be read. There is one diagnostic for each problem.
pub fn read<T: DeserializeOwned>(yaml: &str, path: &SourcePath, offset: usize) -> WithDiagnostics<Option<T>> {
    read_with(yaml, path, offset, &|_| None)
}

/// What a field may hold, by its name: a list for people; `None` for a field that may hold anything.
pub type Choices<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The same; of a missing field that may hold only a few values it names them.
pub fn read_with<T: DeserializeOwned>(
    yaml: &str,
    path: &SourcePath,
    offset: usize,
    choices: Choices,
) -> WithDiagnostics<Option<T>> {
    if yaml.len() > MOST_BYTES {
        let diagnostic =
            Diagnostic::new(rule::yaml::TOO_LARGE, Place::file(path)).with("size", yaml.len() >> 10);
        return WithDiagnostics { value: None, diagnostics: vec![diagnostic] };
    }
    let mut tree = match tree::parse(yaml) {
        Ok(tree) => tree,
        Err(stop) => {
            return WithDiagnostics { value: None, diagnostics: vec![stop.diagnostic(path, offset)] };
        }
    };
    let mut diagnostics = texts::look(&tree, yaml, path, offset);
    let mut told = BTreeSet::new();
    let value = loop {
        let unknown = std::cell::RefCell::new(Vec::new());
        let result = T::deserialize(node::Reader { tree: &tree, unknown: &unknown });
        // A misspelled key is often why a field is missing, so unknown keys are reported even when their branch is cut off.
        let fresh = unknown.into_inner().into_iter().filter(|fault| told.insert(fault.span));
        diagnostics.extend(fresh.filter_map(|fault| diagnostic(&fault, &tree, path, offset, choices)));
        match result {
            Ok(value) => break Some(value),
            Err(fault) => {
                diagnostics.extend(diagnostic(&fault, &tree, path, offset, choices));
                if diagnostics.len() >= MOST_NOTES || !mend(&mut tree, &fault) {
                    break None;
                }
            }
        }
    };
    diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    diagnostics.dedup();
    WithDiagnostics { value, diagnostics }
}

/// Cuts off the branch that does not fit, so that reading can start again without it; false when there is nothing to cut.
fn mend(tree: &mut Tree, fault: &Fault) -> bool {
    match (&fault.problem, fault.span) {
        (_, None) => false,
        (_, Some(span)) => tree.cut(span),
    }
}

/// The diagnostic for a fault. Its argument `within` is the top-level field that holds the fault: rules that only follow from
/// it are left out later. `None` when the fault itself only follows from one that has been reported.
fn diagnostic(
    fault: &Fault,
    tree: &Tree,
    path: &SourcePath,
    offset: usize,
    choices: Choices,
) -> Option<Diagnostic> {
    let diagnostic = bare(fault, path, offset, choices)?;
    let within = fault.span.and_then(|span| tree.field_at(span));
    Some(match within {
        Some(field) => diagnostic.with("within", field),
        None => diagnostic,
    })
}

/// The diagnostic for a fault, without the field that holds it.
fn bare(fault: &Fault, path: &SourcePath, offset: usize, choices: Choices) -> Option<Diagnostic> {
    let span = fault.span.unwrap_or_default();
    let place = Place::span(path, offset + span.start..offset + span.end);
    Some(match &fault.problem {
        Problem::UnknownKey { key, known } => {
            let diagnostic = Diagnostic::new(rule::yaml::UNKNOWN_KEY, place)
                .with("key", key)
                .with("known", known.join(", "));
            diagnostic.with_near(key, known.iter().copied())
        }
        Problem::UnknownValue { value, known } => {
            let diagnostic = Diagnostic::new(rule::yaml::UNKNOWN_VALUE, place)
                .with("value", value)
                .with("known", known.join(", "));
            diagnostic.with_near(value, known.iter().map(String::as_str))
        }
        Problem::Missing { key } => match choices(key) {
            Some(known) => {
                Diagnostic::new(rule::front_matter::CHOICE, place).with("key", key).with("known", known)
            }
            None => Diagnostic::new(rule::yaml::MISSING, place).with("key", key),
        },
        Problem::Follows => return None,
        Problem::Kind { found, expected } if matches!(found.as_str(), "nothing" | "unit value") => {
            Diagnostic::new(rule::yaml::NOTHING, place).with("expected", expected)
        }
        Problem::Kind { found, expected } => {
            Diagnostic::new(rule::yaml::KIND, place).with("found", found).with("expected", expected)
        }
        Problem::Text { text, expected } => {
            Diagnostic::new(rule::yaml::OTHER_KIND, place).with("value", text).with("expected", expected)
        }
        Problem::Mismatch(mismatch) => mismatch_note(mismatch, place),
        Problem::Other(message) => Diagnostic::new(rule::yaml::VALUE, place).with("problem", message),
    })
}

fn mismatch_note(mismatch: &Mismatch, place: Place) -> Diagnostic {
    match mismatch {
        Mismatch::Date(value) => Diagnostic::new(rule::value::DATE, place).with("value", value),
        Mismatch::Version(value) => Diagnostic::new(rule::value::VERSION, place).with("value", value),
        Mismatch::Language(tag) => Diagnostic::new(rule::yaml::UNKNOWN_LANGUAGE, place)
            .with("value", tag)
            .with_near_language(tag, Language::all()),
    }
}

/// Words in several languages.
pub type Words = std::collections::BTreeMap<Language, String>;

#[cfg(test)]
mod tests;
