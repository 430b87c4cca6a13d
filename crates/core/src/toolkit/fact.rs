//! A fact: a figure, delay or right with its source, the day it was checked and the day it expires.

mod spelled;

use std::collections::BTreeSet;

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
    /// The day that the value says, such as 2027-03-31: readers can put it into the calendar of their phone.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub date: Option<Date>,
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
    /// The last day on which it holds: nobody can keep a day that is over.
    pub fn last_day(&self) -> Option<Date> {
        self.expires.or(self.date)
    }

    /// Whether the figures of the value, if it has any, can be those of a day: its day of the month, and its year where there is one.
    pub fn can_be(&self, day: Date) -> bool {
        let figures = figures(&self.value);
        let has = |number: i16| figures.contains(&number.to_string());
        figures.is_empty()
            || has(day.day().into()) && (has(day.year()) || figures.iter().all(|one| one.len() < 4))
    }

    /// Whether these words of a language give the same figures as the fact, in digits or, where the language has words for them, in
    /// words: "شهران" is 2 months.
    ///
    /// A fact without a figure has nothing to compare: its words are free.
    pub fn agrees(&self, words: &str, language: Language) -> bool {
        let (own, written) = (figures(&self.value), figures(words));
        let (units, named) = (units(&self.value), units(words));
        // "3 jours" is not "3 mois"; words without a unit, or with one that is not known here, stand for any.
        if !own.is_empty() && !units.is_empty() && !named.is_empty() && units.is_disjoint(&named) {
            return false;
        }
        own.is_empty() || own == written || written.is_empty() && own == spelled::numbers(words, language)
    }
}

/// Units of time, which are not one another, in French, English, Ukrainian, Russian and Arabic. An easy text says "30 €" of 100 for 30 %,
/// so shares and money are not here.
const UNITS: &[&[&str]] = &[
    &[
        "jour",
        "jours",
        "day",
        "days",
        "день",
        "дні",
        "днів",
        "дня",
        "дней",
        "يوم",
        "يوما",
        "يومًا",
        "أيام",
        "يومان",
        "يومين",
    ],
    &[
        "semaine",
        "semaines",
        "week",
        "weeks",
        "тиждень",
        "тижні",
        "тижнів",
        "неделя",
        "недели",
        "недель",
        "أسبوع",
        "أسابيع",
    ],
    &[
        "mois",
        "month",
        "months",
        "місяць",
        "місяці",
        "місяців",
        "месяц",
        "месяца",
        "месяцев",
        "شهر",
        "شهرا",
        "شهرًا",
        "أشهر",
        "شهران",
        "شهرين",
    ],
    &[
        "an",
        "ans",
        "année",
        "années",
        "year",
        "years",
        "рік",
        "роки",
        "років",
        "год",
        "года",
        "лет",
        "سنة",
        "سنوات",
        "عام",
        "أعوام",
    ],
    &[
        "heure",
        "heures",
        "h",
        "hour",
        "hours",
        "година",
        "години",
        "годин",
        "час",
        "часа",
        "часов",
        "ساعة",
        "ساعات",
    ],
    &["minute", "minutes", "min", "хвилин", "минут", "دقيقة", "دقائق"],
];

/// The units of time right behind the numbers of a text, by their place in the table.
fn units(text: &str) -> BTreeSet<usize> {
    let small = text.to_lowercase();
    let words: Vec<&str> =
        small.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.chars().all(|letter| digits::ascii(letter).is_some());
    let after = words.windows(2).filter(|pair| is_number(pair[0])).map(|pair| pair[1]);
    after.filter_map(|word| UNITS.iter().position(|names| names.contains(&word))).collect()
}

/// The numbers of a text as bare digits: what languages put between groups is left out, "23 403", "23,403" and "23.403" are one; a
/// decimal comma is a point.
///
/// Digits of every script become `0` to `9`.
pub fn figures(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current = String::new();
    let letters: Vec<char> = digits::counted(text).chars().collect();
    for (place, letter) in letters.iter().enumerate() {
        let next_is_digit = letters.get(place + 1).is_some_and(|next| digits::ascii(*next).is_some());
        match digits::ascii(*letter) {
            Some(digit) => current.push(digit),
            None if current.is_empty() => {}
            None if matches!(letter, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
                && next_is_digit
                && group(&letters[place + 1..]) => {}
            None if matches!(letter, '٬' | '\'' | '’') && next_is_digit => {}
            None if matches!(letter, '.' | ',' | '٫') && next_is_digit => current.push('.'),
            None => found.push(ungrouped(&std::mem::take(&mut current))),
        }
    }
    found.extend((!current.is_empty()).then(|| ungrouped(&current)));
    found
}

/// A number without the points between its groups: 1200.50 of "1.200.50". A last group of three is no fraction, unless 0 stands
/// before it.
fn ungrouped(number: &str) -> String {
    let Some((whole, last)) = number.rsplit_once('.') else { return number.to_owned() };
    let is_whole =
        last.len() == 3 && !whole.starts_with('0') && !whole.split('.').any(|group| group.len() > 3);
    format!("{}{}{last}", whole.replace('.', ""), if is_whole { "" } else { "." })
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
    fn a_value_says_a_day_or_another_one() {
        let can = |value: &str| {
            let yaml =
                format!("{{id: x, value: '{value}', label: {{fr: X}}, source: Loi, checked: 2026-11-01}}");
            let fact: Fact = crate::yaml::read(&yaml, &"content/facts.yaml".into(), 0).value.expect("a fact");
            fact.can_be(jiff::civil::date(2027, 3, 31))
        };
        for value in ["31 mars 2027", "31/03/2027", "31 mars", "le 31 mars 2027 à 18 h", "fin mars"] {
            assert!(can(value), "{value}");
        }
        for value in ["30 mars 2027", "31 mars 2026", "10 jours"] {
            assert!(!can(value), "{value}");
        }
    }

    #[test]
    fn a_unit_is_not_another() {
        let disjoint = |a: &str, b: &str| units(a).is_disjoint(&units(b));
        assert!(disjoint("3 mois", "3 jours") && disjoint("10 jours", "10 أشهر"));
        assert!(!disjoint("3 mois", "3 أشهر") && !disjoint("1 an", "1 year"));
        assert!(units("2 loyers, 5 du mois").is_empty());
    }

    #[test]
    fn figures_are_the_same_in_every_language() {
        assert_eq!(figures("23 403 €"), ["23403"]);
        assert_eq!(figures("23\u{202f}403 يورو"), ["23403"]);
        assert_eq!(figures("3 ou 6 mois"), ["3", "6"]);
        assert_eq!(figures("2,24 %"), ["2.24"]);
        assert_eq!(figures("٣ أشهر"), ["3"]);
        assert_eq!(figures("২৩ ৪০৩ ইউরো"), ["23403"]);
        for words in ["€23,403", "23.403 €", "23’403", "٢٣٬٤٠٣ يورو", "23\u{2009}403 €", "፪፼፴፬፻፫"]
        {
            assert_eq!(figures(words), ["23403"], "{words}");
        }
        for words in ["€1,200.50", "1.200,50 €", "١٬٢٠٠٫٥٠", "1 200,50 €"] {
            assert_eq!(figures(words), ["1200.50"], "{words}");
        }
        assert_eq!(figures("0,125 % et 1,00,000 et 2026.125"), ["0.125", "100000", "2026.125"]);
        assert_eq!(figures("፴ መዓልቲ"), ["30"]);
        assert_eq!(figures("sans frais"), Vec::<String>::new());
        assert_eq!(figures("du 1er novembre au 31 mars"), ["1", "31"]);
    }
}
