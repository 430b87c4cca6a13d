//! Texts on their way to translators and back: units of words, as PO (gettext) or XLIFF 1.2 (OASIS).
//!
//! Both formats hold the same: marks are tags with a number, `<g1>…</g1>` and `<x2/>`, which XLIFF writes as its own elements.

mod plurals;
pub mod po;
pub mod tbx;
#[cfg(test)]
mod tests;
pub mod tmx;
pub mod xliff;
mod xml;

pub(crate) use xml::escaped;

use std::fmt;

use trousseau_text::plural::Category;

/// The largest file that is read, in bytes: 64 MiB. A toolkit of a hundred guides has one or two.
pub const MOST_BYTES: usize = 64 << 20;

/// A file for translators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// The tag of the source language.
    pub source: String,
    /// The tag of the language into which one translates.
    pub target: String,
    /// The number of the rules by which texts were cut.
    pub segmentation: u32,
    /// Whether programs that translate say for sure which unit is done. Some XLIFF editors exchange the words and leave the marks.
    pub has_sure_marks: bool,
    /// The day of the file, as `2026-11-22`.
    pub day: String,
    /// The units, in the order of their texts.
    pub units: Vec<Unit>,
}

/// Words, and their translation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// The file from which the words come.
    pub file: String,
    /// The name by which the words are found again.
    pub context: String,
    /// A name that no other unit of the file has.
    pub id: String,
    /// The words, with tags.
    pub source: String,
    /// The translation; empty when there is none.
    pub target: String,
    /// How far it is.
    pub state: State,
    /// The words of which the translation was made, when they were others.
    pub previous: Option<String>,
    /// What the translator should know.
    pub notes: Vec<String>,
    /// The kind of numbers that the words go with, where there are words for each; the context ends with its name.
    pub form: Option<Category>,
    /// A mark in its translation that only another program knows, as it is written.
    pub foreign: Option<String>,
    /// The line on which it begins in the file that was read, from 1.
    pub line: usize,
}

/// How far a unit is translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// There is no translation.
    #[default]
    Missing,
    /// There is one that must be looked at.
    Fuzzy,
    /// It is translated.
    Done,
}

/// Why a file cannot be read, and on which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is larger than what is read.
    Large,
    /// It is not in UTF-8.
    Letters,
    /// It is not in its format.
    Form,
    /// It does not say into which language it translates, or is not from here.
    Foreign,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, {}", self.why, self.line)
    }
}

/// The text of a file, without a byte order mark.
fn text(bytes: &[u8]) -> Result<&str, Broken> {
    if bytes.len() > MOST_BYTES {
        return Err(Broken { line: 1, why: Why::Large });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Broken { line: 1 + before.iter().filter(|byte| **byte == b'\n').count(), why: Why::Letters }
    })?;
    Ok(text.trim_start_matches('\u{feff}'))
}

/// Reads a file of either format: XML begins with `<`.
pub fn read(bytes: &[u8]) -> Result<Catalog, Broken> {
    let text = text(bytes)?;
    if text.trim_start().starts_with('<') { xliff::read(text) } else { po::read(text) }
}
