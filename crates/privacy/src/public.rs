//! What is public: numbers of services, and what the toolkit's own lists say of organisations.

use std::collections::BTreeSet;

use super::normalized::Plain;

/// Numbers and words of services and organisations, which look like personal data and may be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Public {
    /// Numbers, as bare digits in their national form.
    numbers: BTreeSet<String>,
    /// Names, roles and addresses of organisations, normalized.
    words: Vec<String>,
}

impl Public {
    /// Adds a number, however its groups are written.
    pub fn number(&mut self, number: &str) {
        self.numbers.insert(national(&Plain::of(number).text));
    }

    /// Adds words about an organisation, such as its name or what it does.
    pub fn words(&mut self, words: &str) {
        self.words.push(Plain::of(words).text.to_lowercase());
    }

    /// Whether a number is public: one that the toolkit lists, or one that only a service can have.
    ///
    /// In France numbers of services begin with 08 and short ones have two to four digits, or six from 118.
    /// Source: plan national de numérotation, Arcep.
    pub(super) fn has_number(&self, plain: &str) -> bool {
        let digits = national(plain);
        digits.len() < 5 || digits.starts_with("08") || self.numbers.contains(&digits)
    }

    /// Whether these words are among those that the toolkit lists of organisations.
    pub(super) fn says(&self, plain: &str) -> bool {
        let wanted = plain.trim().to_lowercase();
        wanted.len() > 3 && self.words.iter().any(|words| words.contains(&wanted))
    }
}

/// The digits of a telephone number; a French one begins with 0 instead of +33.
fn national(plain: &str) -> String {
    let abroad = plain.trim_start().starts_with('+') || plain.trim_start().starts_with("00");
    // The zero that is dialled inside a country only is no digit of the number.
    let plain = if abroad { plain.replacen("(0)", "", 1) } else { plain.to_owned() };
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    match digits.trim_start_matches("00").strip_prefix("33") {
        Some(rest) if abroad => format!("0{}", rest.trim_start_matches('0')),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for number in
            ["03 53 01 00 01", "+33 3 53 01 00 01", "0033353010001", "+33 (0)3.53.01.00.01", "٠٣٥٣٠١٠٠٠١"]
        {
            assert_eq!(national(&Plain::of(number).text), "0353010001", "{number}");
        }
        let mut public = Public::default();
        assert!(!public.has_number("03 53 01 00 01"));
        public.number("+33 3 53 01 00 01");
        assert!(public.has_number("0353010001"));
    }

    #[test]
    fn services_have_numbers_of_their_own() {
        let public = Public::default();
        for number in ["115", "3919", "0 805 16 00 75", "+33 805 16 00 75"] {
            assert!(public.has_number(number), "{number}");
        }
        assert!(!public.has_number("06 39 98 00 01"));
    }

    #[test]
    fn what_is_said_of_an_organisation_may_be_said() {
        let mut public = Public::default();
        public.words("Maison des Services, 1 place de la Fable");
        assert!(public.says("1 place de la fable"));
        assert!(!public.says("2 place de la Fable"));
    }
}
