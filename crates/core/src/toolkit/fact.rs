//! A fact: a figure, delay or right with its source, the day it was checked and the day it expires.

mod spelled;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trousseau_text::{Language, digits};

use crate::yaml::{Placed, Words};

/// A figure, delay or right; an entry of `facts.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Fact {
    /// The short name by which texts name it, such as `plus-1-personne` in `[23 403 €](fact:plus-1-personne)`.
    pub id: Placed<String>,
    /// The value as it is printed in the source language, such as "23 403 €".
    pub value: String,
    /// What the figure says, in a few words.
    #[schemars(extend("x-is" = "sentence"))]
    pub label: Words,
    /// Who says so: a law, a decree, a public page.
    pub source: String,
    /// The address of the page where the source can be read, with `https://`.
    pub url: Option<Placed<String>>,
    /// The territory in which it holds: an id of `territories` in `toolkit.yaml`; without this line, everywhere. Readers see it.
    #[schemars(extend("x-is" = "territory"))]
    pub territory: Option<Placed<String>>,
    /// The day somebody checked it.
    #[schemars(with = "String", extend("format" = "date"))]
    #[serde(deserialize_with = "crate::yaml::day")]
    pub checked: Date,
    /// The last day on which it holds.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub expires: Option<Date>,
    /// `to_check` when somebody must still check it: readers see that.
    #[serde(default)]
    pub status: Certainty,
}

/// Whether a value was taken from a source that somebody read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// A source was read.
    #[default]
    Sourced,
    /// It must still be checked, and readers see that.
    ToCheck,
}

impl Fact {
    /// Whether these words of a language give the same figures as the fact, in digits or, where the language has words for them, in
    /// words: "شهران" is 2 months.
    ///
    /// A fact without a figure has nothing to compare: its words are free.
    pub fn agrees(&self, words: &str, language: Language) -> bool {
        let (own, written) = (figures(&self.value), figures(words));
        own.is_empty() || own == written || written.is_empty() && own == spelled::numbers(words, language)
    }
}

/// The numbers of a text as bare digits: spaces between groups are left out, a decimal comma is a point.
///
/// Digits of every script become `0` to `9`.
pub fn figures(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current = String::new();
    let letters: Vec<char> = text.chars().collect();
    for (place, letter) in letters.iter().enumerate() {
        let next_is_digit = letters.get(place + 1).is_some_and(|next| digits::ascii(*next).is_some());
        match digits::ascii(*letter) {
            Some(digit) => current.push(digit),
            None if current.is_empty() => {}
            None if matches!(letter, ' ' | '\u{a0}' | '\u{202f}')
                && next_is_digit
                && group(&letters[place + 1..]) => {}
            None if matches!(letter, '.' | ',' | '٫') && next_is_digit => current.push('.'),
            None => found.push(std::mem::take(&mut current)),
        }
    }
    found.extend((!current.is_empty()).then_some(current));
    found
}

/// Whether digits after a space go on with the number before it: a group has two or three digits, as in "23 403" or "01 23".
fn group(letters: &[char]) -> bool {
    let length = letters.iter().take_while(|letter| digits::ascii(**letter).is_some()).count();
    (2..=3).contains(&length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_the_same_in_every_language() {
        assert_eq!(figures("23 403 €"), ["23403"]);
        assert_eq!(figures("23\u{202f}403 يورو"), ["23403"]);
        assert_eq!(figures("3 ou 6 mois"), ["3", "6"]);
        assert_eq!(figures("2,24 %"), ["2.24"]);
        assert_eq!(figures("٣ أشهر"), ["3"]);
        assert_eq!(figures("২৩ ৪০৩ ইউরো"), ["23403"]);
        assert_eq!(figures("sans frais"), Vec::<String>::new());
        assert_eq!(figures("du 1er novembre au 31 mars"), ["1", "31"]);
    }
}
