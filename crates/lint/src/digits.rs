//! Numbers in digits of another script than 0 to 9: readers compare them with a paper, a keypad or a price, which have these.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::Source,
};
use trousseau_text::digits::ascii;

use crate::Context;

/// The fewest digits that are told: one alone counts lines or words.
const FEWEST: usize = 2;

/// As many bytes before a number as hold the name of its field.
const LONGEST_FIELD: usize = 60;

/// A diagnostic for each such number of texts and lists.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for file in context.sources.under("content/") {
        let is_read = file.path.ends_with(".md") || file.path.ends_with(".yaml");
        // Digits of other scripts begin with these bytes: most files have none.
        let has_bytes = || {
            file.bytes
                .iter()
                .fold(false, |any, byte| any | matches!(byte, 0xd9 | 0xdb | 0xdf..=0xe1 | 0xea | 0xef | 0xf0))
        };
        if is_read
            && has_bytes()
            && let Ok(text) = file.text()
        {
            numbers(file, text, diagnostics);
        }
    }
}

fn numbers(file: &Source, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.is_ascii() {
            for (at, number) in foreign(line) {
                let place = Place::span(&file.path, start + at..start + at + number.len());
                let near: String = number.chars().map(plain).collect();
                let diagnostic = Diagnostic::new(rule::language::DIGITS, place);
                let diagnostic = diagnostic.with("words", number);
                // A comma would end the text in a line of braces.
                let is_safe = !near.contains(',') || file.path.ends_with(".md");
                diagnostics.push(if is_safe { diagnostic.with("near", near) } else { diagnostic });
            }
        }
        start += line.len();
    }
}

/// The numbers of a line in digits of other scripts, and the byte at which each begins.
fn foreign(line: &str) -> Vec<(usize, &str)> {
    let is_digit = |letter: char| !letter.is_ascii() && ascii(letter).is_some();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = line[from..].find(is_digit).map(|next| from + next) {
        let rest = &line[start..];
        let long =
            rest.find(|letter: char| !is_digit(letter) && !"٬٫.,/:-".contains(letter)).unwrap_or(rest.len());
        let number = rest[..long].trim_end_matches(|letter| !is_digit(letter));
        from = start + number.len();
        // The number of a contact has a rule of its own.
        let field = &line[line.ceil_char_boundary(start.saturating_sub(LONGEST_FIELD))..start];
        if field.rsplit([',', '}']).next().is_some_and(|field| field.contains("phone:")) {
            continue;
        }
        if number.chars().filter(|letter| is_digit(*letter)).count() >= FEWEST {
            found.push((start, number));
        }
    }
    found
}

/// A sign of a number as it is written with 0 to 9.
fn plain(sign: char) -> char {
    match sign {
        '٫' => ',',
        '٬' => '\u{202f}',
        _ => ascii(sign).unwrap_or(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_other_digits_are_found_whole() {
        let all = |line| -> Vec<String> {
            foreign(line).into_iter().map(|(_, number)| number.chars().map(plain).collect()).collect()
        };
        assert_eq!(all("اتصلوا بـ ١١٥، ثم ٢٣٬٤٠٣ €."), ["115", "23\u{202f}403"]);
        assert_eq!(all("تا ۳۱/۱۲/۲۰۲۶ و १२ और ১২।"), ["31/12/2026", "12", "12"]);
        assert_eq!(all("- {phone: \"٠٨٠٥\", hours: {ar: ١٢ ساعة}}"), ["12"]);
        assert_eq!(all("١. البطاقة، 115, ①, ፲"), [] as [String; 0]);
    }
}
