//! Runs: stretches of a text in one script and direction.
//!
//! A phone number inside Arabic must keep its groups in order and a French word keeps its own language;
//! ten well-known site generators show "89 67 45 23 01" for "01 23 45 67 89".

use super::{Direction, Language, Script};

/// One stretch of text in one script and direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'a> {
    /// Text in the language around it.
    Own(&'a str),
    /// A number, an amount, a date or a phone number: always from left to right.
    Number(&'a str),
    /// Words in Latin letters inside another script: from left to right.
    Latin(&'a str),
}

/// Cuts a text of this language into its runs. A text in Latin letters is one run.
pub fn runs(text: &str, language: Language) -> Vec<Run<'_>> {
    if language.script() == Script::LATIN {
        return vec![Run::Own(text)];
    }
    let numbers = language.direction() == Direction::Rtl;
    let mut out = Vec::new();
    let mut own = 0;
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let end = if numbers && starts_number(&text[at..]) {
            number_end(text, at)
        } else if is_latin(letter) {
            latin_end(text, at)
        } else {
            at += letter.len_utf8();
            continue;
        };
        if own < at {
            out.push(Run::Own(&text[own..at]));
        }
        let part = &text[at..end];
        out.push(if part.chars().any(is_latin) { Run::Latin(part) } else { Run::Number(part) });
        (own, at) = (end, end);
    }
    if own < text.len() {
        out.push(Run::Own(&text[own..]));
    }
    out
}

/// Whether a letter is Latin, with or without accents.
pub fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || (('\u{c0}'..='\u{24f}').contains(&letter) && letter != '×' && letter != '÷')
        || ('\u{1e00}'..='\u{1eff}').contains(&letter)
}

fn starts_number(text: &str) -> bool {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_ascii_digit() => true,
        Some('+' | '-' | '−') => letters.next().is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    }
}

/// The end of a number: digits, and the marks and spaces between digits; a unit that follows stays with it.
fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    for (at, letter) in text[start..].char_indices() {
        let here = start + at;
        if letter.is_ascii_digit() {
            end = here + 1;
        } else if here > end + 3 || !is_joint(letter) && here > start {
            break;
        }
    }
    let rest = &text[end..];
    let unit = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    match unit.chars().next() {
        Some(mark @ ('€' | '%')) => text.len() - unit.len() + mark.len_utf8(),
        Some(letter) if is_latin(letter) && unit.len() == rest.len() => latin_end(text, end),
        _ => end,
    }
}

fn is_joint(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '/' | '-' | '–' | ':' | '+')
}

/// The end of a stretch of Latin words, numbers and the marks between them.
fn latin_end(text: &str, start: usize) -> usize {
    let mut end = start;
    for (at, letter) in text[start..].char_indices() {
        let here = start + at;
        if is_latin(letter) || letter.is_ascii_digit() {
            end = here + letter.len_utf8();
        } else if !(is_joint(letter) || matches!(letter, '\'' | '’' | '@' | '_' | '&' | '°' | '(')) {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, text: &str, expected: &str) {
        let shown: String = runs(text, Language::find(language).expect("in the table"))
            .into_iter()
            .map(|run| match run {
                Run::Own(text) => text.to_owned(),
                Run::Number(text) => format!("<{text}>"),
                Run::Latin(text) => format!("[{text}]"),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn numbers_stay_whole_in_arabic() {
        check("ar", "اتصل على 0 805 16 00 75 الآن", "اتصل على <0 805 16 00 75> الآن");
        check("ar", "في 01/02/2026.", "في <01/02/2026>.");
        check("ar", "المبلغ 23 403 € فقط", "المبلغ <23 403 €> فقط");
        check("ar", "من 10 إلى 12", "من <10> إلى <12>");
        check("ar", "115", "<115>");
        check("ar", "رقم (+33) لا", "رقم (<+33>) لا");
    }

    #[test]
    fn latin_words_are_one_run() {
        check("ar", "طلب DALO في CCAS de Lille، غدا", "طلب [DALO] في [CCAS de Lille]، غدا");
        check("ar", "استمارة cerfa 14069 جديدة", "استمارة [cerfa 14069] جديدة");
        check("ti", "ናብ SIAO ደውሉ 115", "ናብ [SIAO] ደውሉ 115");
        check("fr", "Appelez le 115", "Appelez le 115");
    }

    #[test]
    fn a_run_never_ends_with_a_space_of_the_text_around() {
        check("ar", "115 - 112 ", "<115 - 112> ");
        check("ar", "A ب", "[A] ب");
    }
}
