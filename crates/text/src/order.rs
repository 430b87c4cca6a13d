//! The alphabetical order of a language: É beside E in French, ة in its place in Arabic.

use std::cmp::Ordering;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};

use super::Language;

/// Compares words as a dictionary of one language does; `None` stands for the order of code points.
pub struct Order(Option<CollatorBorrowed<'static>>);

impl Order {
    /// The order of this language; that of code points when ICU has no collation for it.
    pub fn of(language: Language) -> Self {
        Self(Collator::try_new(language.locale().into(), CollatorOptions::default()).ok())
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
        let order = Order::of(Language::find("fr").expect("a tag"));
        let mut words = ["quittance", "zone", "état des lieux", "EPCI", "FSL"];
        words.sort_by(|a, b| order.compare(a, b));
        assert_eq!(words, ["EPCI", "état des lieux", "FSL", "quittance", "zone"]);
    }
}
