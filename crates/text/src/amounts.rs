//! Hours, amounts and durations, which are not cut at the end of a line: "24 h / 24", "36 mois", "12 m²".

use std::borrow::Cow;

use crate::digits;

/// The longest word that stays with the number before it, in letters: a panel of paper is narrow.
const LONGEST: usize = 10;
/// A number with so many figures and no space in it is a year or a reference, and goes with no word.
const YEAR: usize = 4;
const NO_BREAK: char = '\u{a0}';

/// The text with no-break spaces between a number and what it counts, and around the stroke between two of these.
pub fn whole(text: &str) -> Cow<'_, str> {
    if !text.contains(is_figure) || !text.contains(' ') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut changed = false;
    for (at, letter) in text.char_indices() {
        let holds = letter == ' ' && {
            let (before, after) = (&text[..at], &text[at + 1..]);
            counts(before, after) || is_stroke(before, after)
        };
        changed |= holds;
        out.push(if holds { NO_BREAK } else { letter });
    }
    if changed { Cow::Owned(out) } else { Cow::Borrowed(text) }
}

/// Whether a number ends here and the short word that it counts begins.
fn counts(before: &str, after: &str) -> bool {
    let figures = before.chars().rev().take_while(|letter| is_figure(*letter)).count();
    if figures == 0 {
        return false;
    }
    // A number behind a stroke ends the amount: "24 h / 24 et".
    let is_end = before.trim_end_matches(is_figure).trim_end().ends_with('/');
    let word = after.chars().take_while(|letter| letter.is_alphanumeric()).count();
    let is_word = after.chars().next().is_some_and(char::is_alphabetic);
    figures != YEAR && !is_end && is_word && word <= LONGEST
}

/// Whether this is the space beside a stroke with a number before or behind it: "24 h / 24".
fn is_stroke(before: &str, after: &str) -> bool {
    let number = |letter: Option<char>| letter.is_some_and(is_figure);
    let beyond = |text: &str| text.trim_start_matches(['/', ' ', NO_BREAK]).chars().next();
    match (before.chars().next_back(), after.chars().next()) {
        (_, Some('/')) => number(beyond(after)),
        (Some('/'), next) => number(next),
        _ => false,
    }
}

/// Whether a sign is a figure of any script; that of "m²" counts nothing.
fn is_figure(sign: char) -> bool {
    digits::ascii(sign).is_some()
}

#[cfg(test)]
mod tests {
    #[test]
    fn hours_amounts_and_durations_are_whole() {
        let shown = |text| super::whole(text).replace('\u{a0}', "~");
        let cases = [
            ("24 h / 24 et 7 j / 7", "24~h~/~24 et 7~j~/~7"),
            ("dans 36 mois, 12 m² et 300 €", "dans 36~mois, 12~m² et 300 €"),
            ("pour 2 personnes ou 3 professionnels", "pour 2~personnes ou 3 professionnels"),
            ("le 5 mai 2026 la loi", "le 5~mai 2026 la loi"),
            ("خلال 36 شهرًا", "خلال 36~شهرًا"),
            ("በ 3 ወር ውስጥ", "በ 3~ወር ውስጥ"),
            ("oui / non, a / b", "oui / non, a / b"),
            ("0 805 16 00 75", "0 805 16 00 75"),
        ];
        for (written, wanted) in cases {
            assert_eq!(shown(written), wanted);
        }
    }
}
