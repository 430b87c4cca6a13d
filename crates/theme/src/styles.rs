//! The style sheet of pages, in parts: a page holds those that it needs, since old phones read them before the first word.

/// The part that every page holds.
pub const BASE: &str = "assets/style.css";
const TEXT: &str = "assets/text.css";
const LISTS: &str = "assets/lists.css";
const KEPT: &str = "assets/kept.css";
const PRINT: &str = "assets/print.css";

/// Which parts of the style sheet a page holds.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq)]
pub enum Styles {
    /// A guide or another text.
    Text,
    /// A list of what there is, such as the home page.
    Lists,
    /// Both, such as a territory and a report.
    All,
    /// The file that readers keep: everything, and no font beside it.
    Kept,
}

impl Styles {
    /// All of them.
    pub const EACH: [Self; 4] = [Self::Text, Self::Lists, Self::All, Self::Kept];

    /// The files below the theme's folder, in the order in which their rules hold.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[BASE, TEXT, PRINT],
            Self::Lists => &[BASE, LISTS, PRINT],
            Self::All => &[BASE, TEXT, LISTS, PRINT],
            Self::Kept => &[BASE, TEXT, LISTS, KEPT, PRINT],
        }
    }
}
