//! What the page may know from which a worker prints one guide: all languages and formats, with sheets and sizes.

use serde::Serialize;

use super::{downloads::Preview, local::Local, text::NoticeKind};
use trousseau_core::{
    guide::Version,
    toolkit::format::{Format, Sheet},
};

/// The leaflets of one guide in all languages.
#[derive(Clone, Debug, Serialize)]
pub struct PrintTable {
    /// The address of the guide's page.
    pub href: String,
    /// The formats that occur, in order: the columns.
    pub formats: Vec<Format>,
    /// The languages in which there is a leaflet.
    pub rows: Vec<PrintRow>,
    /// The languages into which the guide is not translated, by their own names.
    pub missing: Vec<Local>,
    /// A picture of the first page, if there is a preview.
    pub preview: Option<Preview>,
}

/// The leaflets of a guide in one language.
#[derive(Clone, Debug, Serialize)]
pub struct PrintRow {
    /// The tag of the language, for ids.
    pub tag: &'static str,
    /// The language, by its own name.
    pub language: Local,
    /// What is to be said of the translation; nothing when somebody has read it again.
    pub notice: Option<NoticeKind>,
    /// The version that it translates, when that is not the newest.
    pub behind: Option<Version>,
    /// A leaflet for each of the formats, where there is one.
    pub cells: Vec<Option<PrintCell>>,
}

/// A leaflet to print.
#[derive(Clone, Debug, Serialize)]
pub struct PrintCell {
    /// The address, relative to the folder of the page's language.
    pub href: String,
    /// The number of pages of the file; `None` before it exists.
    pub pages: Option<u32>,
    /// The number of sheets of paper, when it is printed as its format asks; `None` for one that is read on a screen.
    pub sheets: Option<u32>,
    /// The size in bytes; `None` before it exists.
    pub bytes: Option<u64>,
}

/// On how many sheets a leaflet is printed; none for what is read on a screen. A form is printed on one side.
pub fn sheets(format: Format, pages: u32) -> Option<u32> {
    match format {
        Format::Panels => None,
        Format::Sheet | Format::Signs | Format::Questions => Some(pages),
        _ => Some(pages.div_ceil(2)),
    }
}

/// How many pages the file of a leaflet has, by those that are read: several of these may stand on a side.
pub fn sides(format: Format, read: u32) -> u32 {
    match format.spec().sheet {
        Sheet::Imposed(imposition) => (imposition.sides)(read as usize).len() as u32,
        _ => read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_counted_as_a_printer_takes_them() {
        let of = |format, read| sheets(format, sides(format, read));
        assert_eq!(of(Format::A4, 5), Some(3), "both sides");
        assert_eq!(of(Format::Trifold, 6), Some(1));
        assert_eq!(of(Format::Booklet, 8), Some(2));
        assert_eq!(of(Format::Sheet, 2), Some(2), "one side");
        assert_eq!(of(Format::Panels, 6), None, "on a screen");
    }
}
