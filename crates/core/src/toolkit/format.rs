//! The formats in which a guide can be printed.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::{Diagnostic, Place, Span},
    yaml::Placed,
};

/// A format of a leaflet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A4, 14 pt.
    A4,
    /// A4 landscape, six panels, to fold in three.
    Trifold,
    /// The panels of the folded leaflet one after the other, to read on a screen.
    Panels,
    /// A5 pages on A4 sheets, to fold and staple.
    Booklet,
    /// A4, 18 pt.
    Large,
    /// A4, the source language and the reader's side by side; made for translations only.
    Bilingual,
}

impl Format {
    /// All formats, in the order in which readers meet them.
    pub const ALL: [Self; 6] =
        [Self::A4, Self::Trifold, Self::Panels, Self::Booklet, Self::Large, Self::Bilingual];

    /// Its name in front matter, on the command line and in the names of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Trifold => "trifold",
            Self::Panels => "panels",
            Self::Booklet => "booklet",
            Self::Large => "large",
            Self::Bilingual => "bilingual",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Takes out what a list of formats names for the second time; with a note for each.
pub fn once(list: &mut Vec<Placed<Format>>, at: impl Fn(Span) -> Place) -> Vec<Diagnostic> {
    let (mut seen, mut notes) = (Vec::new(), Vec::new());
    list.retain(|format| {
        let fresh = !seen.contains(&format.value);
        if fresh {
            seen.push(format.value);
        } else {
            notes.push(Diagnostic::error("leaflets/twice", at(format.span)).with("format", format.value));
        }
        fresh
    });
    notes
}

/// Whether a list of formats names one for the second time.
pub fn is_double(list: &[Placed<Format>]) -> bool {
    list.iter().enumerate().any(|(at, format)| list[..at].iter().any(|other| other.value == format.value))
}
