//! Figures of a text that look like a delay or a price and that no fact stands behind.

use std::ops::Range;

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    document::markdown::raw::Role,
};
use trousseau_text::{Language, digits};

use super::{Prose, line::Line};

/// Words that say that a figure is one of many.
const EXAMPLES: &[&str] = &["exemple", "exemples", "example", "examples", "مثال", "مثلا", "مثلًا"];

/// A diagnostic for each such figure.
pub(super) fn check(prose: &Prose, diagnostics: &mut Vec<Diagnostic>) {
    // A title and a summary can hold no link, so they are not looked at: their lines have no place.
    let lines = prose.sentences().filter(|line| line.role != Role::Heading && line.span(0..1).is_some());
    for line in lines {
        let has_example = line.lower().iter().any(|word| EXAMPLES.contains(&word.as_str()));
        if has_example {
            continue;
        }
        let in_digits = figures(&line.text, prose.language).into_iter();
        for range in in_digits.chain(in_letters(line, prose.language)) {
            if !line.is_linked(&range) {
                let figure = line.text.get(range.clone()).unwrap_or_default().to_owned();
                diagnostics.push(prose.says(rule::facts::BARE, line, range).with("figure", figure));
            }
        }
    }
}

/// The numbers with a unit of time or money. One of a thing is a word: "un an".
fn figures(text: &str, language: Language) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|sign| digits::ascii(sign).is_some())) {
        let start = at + start;
        let rest = text.get(start..).unwrap_or_default();
        let is_part = |sign: char| {
            digits::ascii(sign).is_some() || matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '٫')
        };
        let run = rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
        let number = rest.get(..run).unwrap_or_default();
        at = start + run.max(1);
        let is_within = text
            .get(..start)
            .and_then(|before| before.chars().next_back())
            .is_some_and(char::is_alphanumeric);
        let after = rest.get(run..).unwrap_or_default();
        // English writes the sign first: "€250".
        let sign = text
            .get(..start)
            .and_then(|before| before.chars().next_back())
            .filter(|sign| "€£$".contains(*sign));
        if let Some(sign) = sign.filter(|_| language.primary() == "en") {
            let long = number.trim_end_matches([' ', '\u{a0}', '\u{202f}', '.', ',']).len();
            found.push(start - sign.len_utf8()..start + long);
            continue;
        }
        let plain = number.trim_end_matches([' ', '\u{a0}', '\u{202f}', '.', ',']);
        if is_within
            || plain == "1"
            || number.ends_with(['.', ',']) && !after.starts_with(char::is_alphabetic)
        {
            continue;
        }
        if let Some(unit) = unit(after, language) {
            let end = start + run + unit;
            // "2026 года" is a year, and "30 € on 100 €" is a share.
            let is_money = after.starts_with(['€', '%', '٪']);
            if plain == "100" && is_money || !is_money && is_year(plain) {
                continue;
            }
            // "24 heures sur 24" says when somebody is there.
            let tail = text.get(end..).unwrap_or_default().trim_start();
            let is_hours =
                !is_money && ["sur ", "/", "a day", "a week", "h/"].iter().any(|word| tail.starts_with(word));
            found.extend((!is_hours && !number.contains(". ")).then_some(start..end));
        }
    }
    found
}

/// Numbers in letters, by language. One of a thing is a word: "un an".
const LETTERS: &[(&str, &[&str])] = &[
    (
        "fr",
        &[
            "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "douze", "quinze",
            "vingt", "trente", "cent",
        ],
    ),
    (
        "en",
        &[
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen",
            "twenty", "thirty",
        ],
    ),
];

/// Arabic nouns in the form that means two of them: "شهران" is 2 months.
const DUAL: &[&str] =
    &["شهران", "شهرين", "سنتان", "سنتين", "عامان", "عامين", "يومان", "يومين", "أسبوعان", "أسبوعين"];

/// The numbers in letters with a unit of time or money: "deux mois".
fn in_letters(line: &Line, language: Language) -> Vec<Range<usize>> {
    let (found, lower) = (line.words(), line.lower());
    if language.primary() == "ar" {
        let both = found.iter().zip(lower).filter(|(_, word)| DUAL.contains(&word.as_str()));
        return both.map(|(range, _)| range.clone()).collect();
    }
    let Some((_, letters)) = LETTERS.iter().find(|(tag, _)| *tag == language.primary()) else {
        return Vec::new();
    };
    let pairs = found.windows(2).zip(lower.windows(2)).filter(|(range, word)| {
        letters.contains(&word[0].as_str())
            && language.units().contains(&word[1].as_str())
            && line
                .text
                .get(range[0].end..range[1].start)
                .is_some_and(|between| between.chars().all(char::is_whitespace))
    });
    pairs.map(|(range, _)| range[0].start..range[1].end).collect()
}

/// Whether a number can be a year of our time.
fn is_year(number: &str) -> bool {
    number.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year))
}

/// The bytes of the unit with which a text begins.
fn unit(text: &str, language: Language) -> Option<usize> {
    let sign = text.chars().next()?;
    if matches!(sign, '€' | '%' | '٪') {
        return Some(sign.len_utf8());
    }
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let word = text.get(..end)?;
    language.units().contains(&word).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_and_prices_are_figures_and_years_are_none() {
        let check = |tag: &str, text: &str, expected: &[&str]| {
            let language = Language::find(tag).expect("known");
            let found: Vec<&str> = figures(text, language).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "fr",
            "Répondez en 10\u{a0}jours. Le prix est de 1\u{202f}200,50 €.",
            &["10\u{a0}jours", "1\u{202f}200,50 €"],
        );
        check("fr", "Depuis 2026. Jours fériés. L’article 12, le 3 mars, à 8 h 30, en 1 an.", &[]);
        check("fr", "Le 115 répond 24 heures sur 24, 7 jours sur 7.", &[]);
        check("fr", "Il paie 30 % du loyer.", &["30 %"]);
        check("en", "You have 10 days. Call 115. Days pass.", &["10 days"]);
        check("ar", "لديكم 10 أيام.", &["10 أيام"]);
        check("ru", "С 2026 года", &[]);
        check("fr", "Vous gardez 30 € sur 100 €.", &["30 €"]);
        check("uk", "Є 3 кімнати", &[]);
        check("en", "It costs €250.", &["€250"]);
        let letters = |tag: &str, text: &'static str| {
            let language = Language::find(tag).expect("known");
            in_letters(&Line::of_head(text), language)
                .into_iter()
                .map(|range| &text[range])
                .collect::<Vec<_>>()
        };
        assert_eq!(letters("fr", "Attendez deux\u{a0}mois. Les deux, mois après."), ["deux\u{a0}mois"]);
        assert_eq!(letters("en", "Within Two months, two people."), ["Two months"]);
        assert_eq!(letters("ar", "لديكم شهران."), ["شهران"]);
    }
}
