//! The alphabetical order of a language: É beside E in French, ة in its place in Arabic.

use std::cmp::Ordering;

use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences, options::CollatorOptions};
use icu_locale_core::Locale;

use super::Language;

/// Compares words as a dictionary of one language does.
pub struct Order(Option<CollatorBorrowed<'static>>);

impl Order {
    /// The order of this language; of its letters when no rules are known for it.
    pub fn of(language: Language) -> Self {
        let preferences: Option<CollatorPreferences> =
            language.html().parse::<Locale>().ok().map(|locale| (&locale).into());
        let collator = preferences.and_then(|wish| Collator::try_new(wish, CollatorOptions::default()).ok());
        Self(collator)
    }

    /// Which of two words comes first.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        match &self.0 {
            Some(collator) => collator.compare(a, b),
            None => a.cmp(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_do_not_send_a_word_to_the_end() {
        let order = Order::of(Language::french());
        let mut words = ["quittance", "zone", "état des lieux", "EPCI", "FSL"];
        words.sort_by(|a, b| order.compare(a, b));
        assert_eq!(words, ["EPCI", "état des lieux", "FSL", "quittance", "zone"]);
    }
}
