//! Validators: decide whether what a pattern found is personal data, by checksums, the words around it, dates and amounts.

use super::Hit;

impl Hit<'_> {
    /// Whether no letter or digit touches the words, also across a joining mark: they are not a part of something longer.
    pub(super) fn stands_alone(&self) -> bool {
        let mut before = self.before.chars().rev();
        let joined = match before.next() {
            Some(letter) if letter.is_alphanumeric() || letter == '_' => true,
            Some('.' | ',' | '-' | '/' | '*' | '=') => {
                before.next().is_some_and(|letter| letter.is_ascii_digit())
            }
            _ => false,
        };
        let mut after = self.after.chars();
        let goes_on = match after.next() {
            Some(letter) if letter.is_alphanumeric() || letter == '_' => true,
            Some('.' | ',' | '-' | '/' | '*') => after.next().is_some_and(|letter| letter.is_ascii_digit()),
            _ => false,
        };
        !joined && !goes_on
    }

    /// Whether they are a part of the path of an address of the web: there, seven digits and a letter are a school's number.
    pub(super) fn in_path(&self) -> bool {
        let start = self.before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let address = self.before.get(start..).unwrap_or_default();
        address.contains("://") && address.ends_with(['/', '-', '_']) && !address.contains('?')
    }

    /// Whether they are a part of an address of the web or of the name of a file: a post of a page, a picture of a telephone.
    pub(super) fn names_file(&self) -> bool {
        let is_end = |letter: char| letter.is_whitespace() || "()<>\"".contains(letter);
        let start = self.before.rfind(is_end).map_or(0, |at| at + 1);
        let before = self.before.get(start..).unwrap_or_default();
        let after = self.after.split(is_end).next().unwrap_or_default();
        let end = after.rsplit_once('.').map_or("", |(_, end)| end);
        let is_file =
            (2..=4).contains(&end.len()) && end.starts_with(|first: char| first.is_ascii_alphabetic());
        before.contains("://") || before.starts_with("www.") || is_file
    }

    /// Whether the words around make the digits an amount or a measure, such as "€" or "m²".
    pub(super) fn is_amount(&self) -> bool {
        let after: String = self.after.trim_start().chars().take(16).collect::<String>().to_lowercase();
        let unit = after.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let units = ["euro", "eur", "m2", "menage", "logement", "personne", "demande", "habitant", "million"];
        self.before.trim_end().ends_with(['€', '$', '£'])
            || after.starts_with(['€', '$', '%'])
            || units.contains(&unit.trim_end_matches('s'))
    }

    /// Whether one of these words, in lower case, is among the `reach` bytes before.
    pub(super) fn follows(&self, words: &[&str], reach: usize) -> bool {
        let near: String = self.before.chars().rev().take(reach).collect();
        let near: String = near.chars().rev().collect::<String>().to_lowercase();
        let near = near.rsplit(['\n', ';']).next().unwrap_or_default();
        words.iter().any(|word| near.contains(word))
    }

    /// The last word before, in small letters.
    pub(super) fn word_before(&self) -> String {
        let words = self.before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let word: Vec<char> =
            words.chars().rev().take(20).take_while(|letter| letter.is_alphabetic()).collect();
        word.into_iter().rev().flat_map(char::to_lowercase).collect()
    }

    /// The digits of the words.
    pub(super) fn digits(&self) -> Vec<u32> {
        self.found.chars().filter_map(|letter| letter.to_digit(10)).collect()
    }
}

/// For patterns that need no further check.
pub(super) fn always(_: &Hit) -> bool {
    true
}

/// Accepts what is not a part of a longer word or number.
pub(super) fn alone(hit: &Hit) -> bool {
    hit.stands_alone()
}

/// Whether the digits begin or end like a day: `12.05.2026`, `2026-05-12`.
pub(super) fn is_date(words: &str) -> bool {
    let parts: Vec<&str> = words.split(['.', '-', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let day =
        |part: &str| part.len() <= 2 && part.parse().is_ok_and(|number: u32| (1..=31).contains(&number));
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let shape = |three: &[&str]| {
        (day(three[0]) && day(three[1]) && year(three[2]))
            || (year(three[0]) && day(three[1]) && day(three[2]))
    };
    parts.windows(3).any(shape)
}

/// Whether the key of a social security number is right: 97 minus the number modulo 97, with 2A as 19 and 2B as 18.
/// Source: Insee, "numéro d'inscription au répertoire".
pub(super) fn nir(words: &str) -> bool {
    let bare: String = words.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    let bare = bare.replace("2A", "19").replace("2B", "18");
    match (bare.get(..13).and_then(|body| body.parse::<u64>().ok()), bare.get(13..).map(str::parse::<u64>)) {
        (Some(body), Some(Ok(key))) => bare.len() == 15 && 97 - body % 97 == key,
        _ => false,
    }
}

/// Whether an IBAN is valid by ISO 13616: with its first four characters at the end and letters as numbers, it is 1 modulo 97.
pub(super) fn iban(words: &str) -> bool {
    let bare: String = words.chars().filter(char::is_ascii_alphanumeric).collect();
    if !(15..=34).contains(&bare.len()) {
        return false;
    }
    let turned = bare[4..].chars().chain(bare[..4].chars());
    turned.filter_map(|letter| letter.to_digit(36)).fold(0, |rest, value| {
        let step = if value > 9 { 100 } else { 10 };
        (rest * step + value) % 97
    }) == 1
}

/// Whether a card number has a valid Luhn checksum (ISO/IEC 7812).
pub(super) fn card(digits: &[u32]) -> bool {
    let doubled = |(place, digit): (usize, &u32)| match place % 2 {
        0 => *digit,
        _ => digit * 2 - if *digit > 4 { 9 } else { 0 },
    };
    digits.len() == 16 && digits.iter().rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_a_number_from_a_slip() {
        assert!(nir("1 85 12 99 999 999 68") && !nir("1 85 12 99 999 999 69"));
        assert!(nir("2 78 07 2A 999 997 18") && nir("1 66 11 2b 999 996 69"));
        assert!(iban("FR14 2004 1010 0505 0001 3M02 606") && iban("be11999999999948"));
        assert!(!iban("FR15 2004 1010 0505 0001 3M02 606") && !iban("FR14"));
        let digits = |text: &str| text.chars().filter_map(|letter| letter.to_digit(10)).collect::<Vec<_>>();
        assert!(card(&digits("4970 1000 0000 0006")) && !card(&digits("4970 1000 0000 0007")));
    }

    #[test]
    fn a_day_is_no_number_of_a_person() {
        assert!(is_date("01/02/2024 10") && is_date("2026-05-12") && is_date("12.05.2026"));
        assert!(!is_date("06 39 98 00 01") && !is_date("10 000 000"));
    }
}
