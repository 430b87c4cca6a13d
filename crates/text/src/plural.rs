//! Plurals: which form of a word goes with a number, as CLDR says for each language.

use std::str::FromStr;

use fixed_decimal::Decimal;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules};

use super::Language;

/// The forms that languages have for numbers. French has two that show, Arabic six.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// The name in CLDR, which translated texts use as a key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

impl FromStr for Category {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|category| category.name() == name).ok_or(())
    }
}

/// The form for a number written in digits, such as `3` or `12.5`; [`Category::Other`] for anything else, and in
/// languages whose rules nobody has told Unicode.
pub fn category(language: Language, number: &str) -> Category {
    let rules = PluralRules::try_new_cardinal(language.locale().into());
    let (Ok(rules), Ok(number)) = (rules, Decimal::from_str(number)) else { return Category::Other };
    own(rules.category_for(PluralOperands::from(&number)))
}

/// The forms that a language has for whole numbers and others, in order; one form where nobody has told Unicode its rules.
pub fn categories(language: Language) -> Vec<Category> {
    let Ok(rules) = PluralRules::try_new_cardinal(language.locale().into()) else {
        return vec![Category::Other];
    };
    let mut all: Vec<Category> = rules.categories().map(own).collect();
    all.sort_unstable();
    all
}

fn own(category: PluralCategory) -> Category {
    match category {
        PluralCategory::Zero => Category::Zero,
        PluralCategory::One => Category::One,
        PluralCategory::Two => Category::Two,
        PluralCategory::Few => Category::Few,
        PluralCategory::Many => Category::Many,
        PluralCategory::Other => Category::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, expected: &str) {
        let language = Language::find(tag).expect("a tag");
        let found = ["0", "1", "2", "3", "11", "100"].map(|number| category(language, number).name());
        assert_eq!(found.join(" "), expected, "{tag}");
    }

    #[test]
    fn each_language_has_its_own_forms() {
        check("fr", "one one other other other other");
        check("fr-simple", "one one other other other other");
        check("en", "other one other other other other");
        check("ar", "zero one two few many other");
        check("uk", "many one few few many many");
        check("prs", "one one other other other other");
        // Unicode has no rules for these, or we have not asked for them: one form serves all numbers.
        check("bci", "other other other other other other");
        check("snk", "other other other other other other");
    }

    #[test]
    fn what_is_no_whole_number_has_a_form_too() {
        let form = |tag, number| category(Language::find(tag).expect("a tag"), number);
        assert_eq!(form("fr", "1000000"), Category::Many);
        assert_eq!(form("fr", "1.5"), Category::One);
        assert_eq!(form("en", "1.0"), Category::Other);
        assert_eq!(form("fr", "-2"), Category::Other);
        assert_eq!(form("en", "moins de 5"), Category::Other);
    }
}
