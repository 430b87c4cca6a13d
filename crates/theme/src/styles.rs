//! The style sheet of pages, in parts: a page holds those that it needs, since old phones read them before the first word.

/// The part that every page holds.
pub const BASE: &str = "assets/style.css";
const TEXT: &str = "assets/text.css";
const FORMS: &str = "assets/forms.css";
const LISTS: &str = "assets/lists.css";
const KEPT: &str = "assets/kept.css";
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
    pub const EACH: [Self; 5] = [Self::Text, Self::Forms, Self::Lists, Self::All, Self::Kept];

    /// The files below the theme's folder, in the order in which their rules hold.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[BASE, TEXT, PRINT],
            Self::Forms => &[BASE, TEXT, FORMS, PRINT],
            Self::Lists => &[BASE, LISTS, PRINT],
            Self::All => &[BASE, TEXT, FORMS, LISTS, PRINT],
            Self::Kept => &[BASE, TEXT, FORMS, LISTS, KEPT, PRINT],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_both_schemes_and_no_rule_of_a_page() {
        let colours = colours();
        assert_eq!(colours.matches("--paper: #").count(), 2, "{colours}");
        assert!(colours.contains("prefers-color-scheme: dark") && !colours.contains("body {"), "{colours}");
    }
}
