//! What the page behind the code of a leaflet may know: whether the paper still holds, and what has changed since.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    downloads::Offer,
    site_context::Record,
    text::{Notice, VersionView},
};
use trousseau_core::guide::Version;

/// A leaflet in somebody's hand, by what its code says.
#[derive(Clone, Debug, Serialize)]
pub struct PaperView {
    /// The version on it.
    pub version: Version,
    /// The day of that version; `None` where the text has another name now.
    pub date: Option<Date>,
    /// Whether it still holds.
    pub standing: PaperStanding,
    /// The text to read now; `None` when nothing replaces a guide that was taken off the site.
    pub to: Option<Record>,
    /// The versions since, newest first.
    pub changes: Vec<VersionView>,
    /// The leaflets that replace it; empty while it holds.
    pub leaflets: Vec<Offer>,
    /// Where to read the source text, while the translation is behind it.
    pub notice: Option<Notice>,
    /// The day somebody checked the guide.
    pub checked: Option<Date>,
    /// The earliest day on which one of its facts expires.
    pub valid_until: Option<Date>,
}

/// Whether a leaflet still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperStanding {
    /// It is of the newest version.
    Valid,
    /// Only slips were mended since.
    Mended,
    /// The guide says something else now.
    Old,
    /// The guide has another name now, or another one took its place.
    Moved,
    /// The guide was taken off the site.
    Retired,
}
