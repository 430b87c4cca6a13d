//! The style sheet of pages, in parts: a page holds those that it needs, since old phones read them before the first word.

use trousseau_text::Direction;

/// The part that every page holds.
pub const BASE: &str = "assets/style.css";
const TEXT: &str = "assets/text.css";
const RICH: &str = "assets/rich.css";
const TABLES: &str = "assets/tables.css";
const FORMS: &str = "assets/forms.css";
const LISTS: &str = "assets/lists.css";
const KEPT: &str = "assets/kept.css";
/// The part that pages from right to left hold.
const ARAB: &str = "assets/arab.css";
const PRINT: &str = "assets/print.css";

/// The colours and measures of the default theme, light and dark, as custom properties: pages of the program look like the site by them.
pub fn colours() -> &'static str {
    let sheet = include_str!("../../../themes/default/assets/style.css");
    sheet.split_once("/* ground */").map_or(sheet, |(before, _)| before)
}

/// Which parts of the style sheet a page holds.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq)]
pub enum Styles {
    /// A guide or another text.
    Text,
    /// A text with a table.
    Tables,
    /// A text with what few texts have, such as boxes and recordings.
    Rich,
    /// A text with both.
    Full,
    /// A sheet to write on, or a letter.
    Forms,
    /// A list of what there is, such as the home page.
    Lists,
    /// Both, such as a territory and a report.
    All,
    /// The file that readers keep: everything, and no font beside it.
    Kept,
}

impl Styles {
    /// All of them.
    pub const EACH: [Self; 8] =
        [Self::Text, Self::Tables, Self::Rich, Self::Full, Self::Forms, Self::Lists, Self::All, Self::Kept];

    /// For a text with or without tables, and with or without what few texts have.
    pub fn of_text(has_tables: bool, is_rich: bool) -> Self {
        match (has_tables, is_rich) {
            (false, false) => Self::Text,
            (true, false) => Self::Tables,
            (false, true) => Self::Rich,
            (true, true) => Self::Full,
        }
    }

    /// Whether its pages lie in the folder of their language and nowhere else.
    pub fn is_of_language(self) -> bool {
        self != Self::Lists
    }

    /// The files below the theme's folder, in the order in which their rules hold.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[BASE, TEXT, ARAB, PRINT],
            Self::Tables => &[BASE, TABLES, TEXT, ARAB, PRINT],
            Self::Rich => &[BASE, TEXT, RICH, ARAB, PRINT],
            Self::Full => &[BASE, TABLES, TEXT, RICH, ARAB, PRINT],
            Self::Forms => &[BASE, TABLES, TEXT, RICH, FORMS, ARAB, PRINT],
            Self::Lists => &[BASE, TABLES, LISTS, ARAB, PRINT],
            Self::All => &[BASE, TABLES, TEXT, RICH, FORMS, LISTS, ARAB, PRINT],
            Self::Kept => &[BASE, TABLES, TEXT, RICH, FORMS, LISTS, KEPT, ARAB, PRINT],
        }
    }

    /// Those of them that pages in this direction hold.
    pub fn files_for(self, direction: Direction) -> impl Iterator<Item = &'static str> {
        self.files().iter().copied().filter(move |file| *file != ARAB || direction == Direction::Rtl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_from_left_to_right_holds_nothing_for_the_other_direction() {
        for styles in Styles::EACH {
            let [ltr, rtl] = [Direction::Ltr, Direction::Rtl]
                .map(|direction| styles.files_for(direction).collect::<Vec<_>>());
            assert!(!ltr.contains(&ARAB) && rtl == styles.files(), "{styles:?}");
        }
    }

    #[test]
    fn the_colours_are_those_of_both_schemes_and_no_rule_of_a_page() {
        let colours = colours();
        assert_eq!(colours.matches("--paper: #").count(), 2, "{colours}");
        assert!(colours.contains("prefers-color-scheme: dark") && !colours.contains("body {"), "{colours}");
    }
}
