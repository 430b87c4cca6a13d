//! Letters above or below the line → signs that say the same on the line: `10` with a raised `2` is never `102`.

use super::element::Element;

/// Where letters stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// Above the line.
    Above,
    /// Below it.
    Below,
}

const ABOVE: [(char, char); 18] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];

const BELOW: [(char, char); 16] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
];

/// Ends of words that many write above the line and that say the same on it: 1er, 2e, n°, Mme.
const ENDS: [&str; 25] = [
    "e", "er", "re", "ère", "es", "ers", "ème", "èmes", "eme", "ième", "nd", "nde", "d", "de", "o", "os",
    "a", "st", "rd", "th", "me", "mes", "lle", "r", "tm",
];

impl Raised {
    /// Where properties of letters put them.
    pub fn of(properties: &Element) -> Option<Self> {
        match properties.value("w:vertAlign") {
            Some("superscript") => Some(Self::Above),
            Some("subscript") => Some(Self::Below),
            _ => None,
        }
    }

    /// The letters on the line, and whether a reader must be told that they stood elsewhere.
    pub fn written(self, text: &str) -> (String, bool) {
        let table: &[(char, char)] = if self == Self::Above { &ABOVE } else { &BELOW };
        let sign = |letter: char| {
            let found = table.iter().find(|(own, _)| *own == letter).map(|(_, sign)| *sign);
            found.or(letter.is_whitespace().then_some(letter))
        };
        if let Some(signs) = text.chars().map(sign).collect::<Option<String>>() {
            return (signs, false);
        }
        if !text.contains(char::is_numeric) {
            let is_known = ENDS.contains(&text.trim().to_lowercase().as_str());
            return (text.to_owned(), text.contains(char::is_alphabetic) && !is_known);
        }
        // A space and parentheses, since digits side by side would be another number.
        (format!(" ({})", text.trim()), true)
    }
}
