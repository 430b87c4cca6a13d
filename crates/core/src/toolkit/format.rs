//! The formats in which a guide, or the toolkit itself, can be printed: one file each below `format/`, and the one list of them.

mod a4;
mod bilingual;
mod booklet;
mod card;
mod codes;
mod codes_a3;
mod large;
mod panels;
mod poster;
mod poster_a3;
mod questions;
mod sheet;
mod signs;
mod spec;
mod trifold;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::{
    diagnostic::{Diagnostic, Place, Span, rule},
    source::SourcePath,
    yaml::Placed,
};
pub use spec::{Flow, FormatSpec, Imposition, Layout, Paper, SHEET_HEIGHT, SHEET_WIDTH, Sheet};

/// A format of a leaflet.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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
    /// A4, one page to write on, and one for a letter; made for sheets and letters, which have no other.
    Sheet,
    /// A6, four times on a sheet of A4: the first steps, numbers and a code, for a wallet.
    Card,
    /// A4, the way in its stages, for a wall; made of the toolkit, not of a guide.
    Poster,
    /// The same poster on A3.
    PosterA3,
    /// A4, a code for each language, for a wall; made once, in the source language.
    Codes,
    /// The same codes on A3.
    CodesA3,
    /// A4, large phrases to point at, of `phrases.yaml`.
    Signs,
    /// A4, the questions of `paths.yaml` with what their answers lead to.
    Questions,
}

impl Format {
    /// All that is known of it.
    pub const fn spec(self) -> &'static FormatSpec {
        match self {
            Self::A4 => &a4::SPEC,
            Self::Trifold => &trifold::SPEC,
            Self::Panels => &panels::SPEC,
            Self::Booklet => &booklet::SPEC,
            Self::Large => &large::SPEC,
            Self::Bilingual => &bilingual::SPEC,
            Self::Sheet => &sheet::SPEC,
            Self::Card => &card::SPEC,
            Self::Poster => &poster::SPEC,
            Self::PosterA3 => &poster_a3::SPEC,
            Self::Codes => &codes::SPEC,
            Self::CodesA3 => &codes_a3::SPEC,
            Self::Signs => &signs::SPEC,
            Self::Questions => &questions::SPEC,
        }
    }

    /// All formats, in the order in which readers meet them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::VARIANTS.iter().copied()
    }

    /// Whether it shows the source beside its translation.
    pub fn is_pair(self) -> bool {
        self.spec().layout.flow == Flow::Pair
    }

    /// Whether it is made of the toolkit itself, and not of a guide.
    pub fn is_of_toolkit(self) -> bool {
        self.spec().layout.flow.is_of_toolkit()
    }

    /// The name in front matter, on the command line and in the names of files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Removes the formats that a list names for the second time, with a diagnostic for each.
pub fn once(list: &mut Vec<Placed<Format>>, at: impl Fn(Span) -> Place) -> Vec<Diagnostic> {
    let (mut seen, mut diagnostics) = (Vec::new(), Vec::new());
    list.retain(|format| {
        let fresh = !seen.contains(&format.value);
        if fresh {
            seen.push(format.value);
        } else {
            diagnostics
                .push(Diagnostic::new(rule::leaflets::TWICE, at(format.span)).with("format", format.value));
        }
        fresh
    });
    diagnostics
}

/// The formats of the toolkit's list, each once; all of them when there is no list.
pub(super) fn listed(
    list: Option<Vec<Placed<Format>>>,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Format> {
    let Some(mut list) = list else { return Format::all().collect() };
    diagnostics.extend(once(&mut list, |span| Place::span(path, span)));
    list.iter().map(|format| format.value).collect()
}

/// Whether a list of formats names one for the second time.
pub fn is_double(list: &[Placed<Format>]) -> bool {
    list.iter().enumerate().any(|(at, format)| list[..at].iter().any(|other| other.value == format.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_one_layout() {
        let fields = |format: Format| serde_json::to_value(format.spec().layout).expect("plain values");
        for (one, other) in Format::all().flat_map(|one| Format::all().map(move |other| (one, other))) {
            let same = one.spec().layout == other.spec().layout;
            assert_eq!(same, fields(one) == fields(other), "{one} and {other}");
        }
    }
}
