//! What a format of a leaflet is made of: a layout of pages, and what becomes of the finished pages.

use std::fmt;

use serde::{Serialize, Serializer};

/// A format: nothing else in the program knows more about it. Its words are in the theme's strings, below
/// `print.formats` and `print.tips`.
#[derive(Debug)]
pub struct FormatSpec {
    /// How its pages are laid out. Formats with the same layout are laid out once.
    pub layout: &'static Layout,
    /// What becomes of the finished pages.
    pub sheet: Sheet,
}

/// How pages are laid out. The templates of a theme read it from `/layout.json`.
#[derive(Serialize)]
pub struct Layout {
    /// The name: two layouts are the same when they have the same name.
    pub name: &'static str,
    /// The paper of a page.
    pub paper: Paper,
    /// The sizes of letters that are tried until the text fits, in points, the best first.
    pub sizes: &'static [f64],
    /// The size to which letters may grow where paper would stay white, in points.
    pub grows_to: f64,
    /// In which way the text runs over the pages.
    pub flow: Flow,
    /// The number of pages when the paper sets it: a text that needs more does not fit.
    pub pages: Option<usize>,
    /// Whether the contacts may stand closer where that saves a last page with nothing but lines to write on.
    pub may_be_tight: bool,
    /// Whether the title has the first page for itself.
    pub cover: bool,
    /// Whether lines are too short for wide tables.
    pub narrow: bool,
    /// The smallest letters, for what stands at the edge, in points.
    pub least: f64,
    /// The space between blocks, in parts of the ordinary one.
    pub air: f64,
    /// The size of the title above a text, in parts of its letters.
    pub title: f64,
    /// The width of the column of the code above a text, in millimetres.
    pub code: f64,
    /// What the foot of a page says.
    pub foot: Foot,
    /// The theme's string below `leaflet` that ends the text, such as how to staple it.
    pub ending: Option<&'static str>,
}

/// The paper of a page, in millimetres.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Paper {
    /// From the left edge to the right.
    pub width: f64,
    /// From the upper edge to the lower.
    pub height: f64,
    /// The margins to the left and to the right.
    pub side: f64,
    /// The margin above.
    pub top: f64,
    /// The margin below, with the foot of the page.
    pub bottom: f64,
}

/// In which way a text runs over its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// From one page to the next.
    Pages,
    /// A cover, panels of text, a back with the contacts.
    Panels,
    /// The source beside its translation; there are no such pages of the source itself.
    Pair,
    /// The same card four times on a sheet.
    Card,
    /// The stages of the way, one below the other.
    Poster,
    /// A code for each language.
    Codes,
    /// A phrase on each half of a sheet.
    Signs,
    /// Short questions with what their answers lead to, in two columns.
    Questions,
}

impl Flow {
    /// Whether such pages are made of the toolkit itself, and not of a guide.
    pub fn is_of_toolkit(self) -> bool {
        matches!(self, Self::Poster | Self::Codes | Self::Signs | Self::Questions)
    }
}

/// What the foot of a page says beside its number.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Foot {
    /// The name of the site, the version and the days of the text.
    Full,
    /// The version and the days.
    Text,
    /// The version alone, since large letters leave one line.
    Version,
    /// Nothing but the number.
    Number,
}

/// What becomes of finished pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A PDF, page after page.
    Pages,
    /// A PDF of sheets with several pages on each side.
    Imposed(&'static Imposition),
    /// A PDF on paper twice as large.
    Enlarged,
    /// A picture of the first page: PNG.
    Preview,
    /// A picture of the first of four cards on a page, to send: PNG.
    Picture,
}

/// How pages stand on sheets of A4 that lie on their long edge.
pub struct Imposition {
    /// The name. It is part of the PDF's identifier.
    pub name: &'static str,
    /// The width of a page, in millimetres.
    pub page_width: f64,
    /// The sides of the sheets for a number of pages in a language that is read from left to right, the outside first.
    pub sides: fn(usize) -> Vec<Vec<Cell>>,
    /// Where the folds are on each of the two sides of a sheet, in millimetres from the left edge.
    pub folds: [&'static [f64]; 2],
}

/// A page on a side: which one, from 0 (none: left white), and where its left edge is, in millimetres.
pub type Cell = (Option<usize>, f64);

/// The width of a sheet on which pages are imposed, in millimetres.
pub const SHEET_WIDTH: f64 = 297.0;
/// The height of a sheet on which pages are imposed, in millimetres.
pub const SHEET_HEIGHT: f64 = 210.0;

impl Layout {
    /// Serializes a layout as its name, which is all that a key must know: the code of the program is in every key.
    pub fn by_name<S: Serializer>(layout: &&Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(layout.name)
    }
}

impl PartialEq for Layout {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Layout {}

impl fmt::Debug for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Imposition {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Imposition {}

impl fmt::Debug for Imposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Paper {
    /// The height that is left for text, in millimetres.
    pub fn room(self) -> f64 {
        self.height - self.top - self.bottom
    }
}

impl Sheet {
    /// The name, which is part of the PDF's identifier.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pages => "Pages",
            Self::Imposed(imposition) => imposition.name,
            Self::Enlarged => "Enlarged",
            Self::Preview => "Preview",
            Self::Picture => "Picture",
        }
    }
}

impl Imposition {
    /// The sides of the sheets for so many pages. What is read from right to left is bound on the other side.
    pub fn sides(&self, pages: usize, rtl: bool) -> Vec<Vec<Cell>> {
        let mut sides = (self.sides)(pages);
        if rtl {
            for cell in sides.iter_mut().flatten() {
                cell.1 = SHEET_WIDTH - cell.1 - self.page_width;
            }
        }
        sides
    }

    /// Where the folds are on each of the two sides of a sheet, in millimetres from the left edge.
    pub fn folds(&self, rtl: bool) -> [Vec<f64>; 2] {
        let turn = |at: &f64| if rtl { SHEET_WIDTH - at } else { *at };
        self.folds.map(|folds| folds.iter().map(turn).collect())
    }
}

/// The pages of each side from the left, from 1; 0 for a white one.
#[cfg(test)]
pub fn order(sides: Vec<Vec<Cell>>) -> Vec<Vec<usize>> {
    let side = |mut cells: Vec<Cell>| {
        cells.sort_by(|a, b| a.1.total_cmp(&b.1));
        cells.into_iter().map(|(page, _)| page.map_or(0, |page| page + 1)).collect()
    };
    sides.into_iter().map(side).collect()
}
