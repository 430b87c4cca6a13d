//! Telephone numbers as people write them, and as they are dialled.

use crate::{digits, settled::is_invisible};

/// The most digits of a number (ITU-T E.164), and the fewest of one that anybody dials.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=15;

/// A number as it is dialled: `0320000000` of "03.20.00.00.00", `+33320000000` of "+33 (0)3 20 …", ASCII digits of Arabic ones.
/// None when it holds anything but digits and what people put between them, or the digits of two numbers: nobody is at both together.
pub fn dialled(written: &str) -> Option<String> {
    let written: String = written.chars().filter(|letter| !is_invisible(*letter)).map(plain).collect();
    // "(+33) 3 20 …"
    let written = written.trim();
    let bare = written.strip_prefix("(+").and_then(|rest| rest.split_once(')'));
    let written = bare.map_or_else(|| written.to_owned(), |(country, rest)| format!("+{country} {rest}"));
    let (plus, rest) = match written.strip_prefix('+') {
        Some(rest) => ("+", rest),
        None => ("", written.as_str()),
    };
    // The zero that is dialled inside the country only.
    let rest = if plus.is_empty() { rest.to_owned() } else { rest.replacen("(0)", "", 1) };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let between = |letter: char| {
        letter.is_ascii_digit()
            || letter.is_whitespace()
            || "-.()/\u{2010}\u{2011}\u{2012}\u{2013}\u{b7}".contains(letter)
    };
    let is_number = LENGTH.contains(&digits.len()) && rest.chars().all(between);
    (is_number && !is_two(plus, &rest) && !is_miscounted(&rest)).then(|| format!("{plus}{digits}"))
}

/// How many pairs a French number has.
const PAIRS: usize = 5;

/// Whether digits in pairs from a 0 on, as French numbers are written, are a pair too many or too few.
fn is_miscounted(rest: &str) -> bool {
    let groups = || rest.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty());
    let pairs = groups().count();
    pairs + 1 >= PAIRS
        && pairs != PAIRS
        && groups().all(|group| group.len() == 2)
        && groups().next().is_some_and(|first| first.starts_with('0') && first != "00")
}

/// The digits of a national number with its first 0, from which on it is whole; one with its country has one more.
const WHOLE: usize = 9;

/// Whether a sign parts two numbers, "03 20 00 00 00 / 115", and not the groups of one, "03/20/00/00/00" or "030/1234567".
fn is_two(plus: &str, rest: &str) -> bool {
    let parts = parts(rest);
    let is_whole = |digits: &str| match plus {
        "" => digits.starts_with('0') && digits.len() >= WHOLE,
        _ => digits.len() > WHOLE,
    };
    let mut before = String::new();
    let splits = parts.iter().any(|(part, is_apart)| {
        let is_second = *is_apart && !before.is_empty() && !part.is_empty();
        let is_next = is_second && (is_whole(&before) || part.starts_with('0') && part.len() >= WHOLE);
        before.push_str(part);
        is_next
    });
    // 116 117 is one number, as all that begin with 116, and 118 712 is one.
    let is_short = |part: &str| match part.len() {
        2 => matches!(part, "15" | "17" | "18"),
        3 => part.starts_with('1'),
        length => length == 4 && part.starts_with('3'),
    };
    let are_short = |parts: &[&str]| {
        parts.len() > 1 && parts.iter().all(|part| is_short(part)) && !matches!(parts[0], "116" | "118")
    };
    let signed: Vec<&str> = parts.iter().map(|(part, _)| part.as_str()).collect();
    let spaced: Vec<&str> = rest.split_whitespace().collect();
    splits || plus.is_empty() && (are_short(&signed) || are_short(&spaced))
}

/// The digits between the signs that may part two numbers, and whether the sign before them does so even behind a whole number: a
/// hyphen between digits begins an extension there.
fn parts(rest: &str) -> Vec<(String, bool)> {
    let mut parts = vec![(String::new(), false)];
    let letters: Vec<char> = rest.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let is_space =
            |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|one| one.is_whitespace());
        match letter {
            digit if digit.is_ascii_digit() => {
                parts.iter_mut().next_back().into_iter().for_each(|part| part.0.push(*digit))
            }
            '/' | '(' | '\u{b7}' => parts.push((String::new(), true)),
            '-' | '\u{2010}'..='\u{2013}' => {
                parts.push((String::new(), is_space(at.checked_sub(1)) && is_space(Some(at + 1))));
            }
            _ => {}
        }
    }
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// A digit of any script as ASCII; any other letter as it is.
fn plain(letter: char) -> char {
    digits::ascii(letter).unwrap_or(if letter == '＋' { '+' } else { letter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_however_it_is_written() {
        for (written, number) in [
            ("115", "115"),
            ("03.20.00.00.00", "0320000000"),
            ("03 20 00 00 00", "0320000000"),
            ("03\u{a0}20\u{202f}00-00-00", "0320000000"),
            ("03/20/00/00/00", "0320000000"),
            ("+33 3 20 00 00 00", "+33320000000"),
            ("+33 (0)3 20 00 00 00", "+33320000000"),
            ("(03) 20 00 00 00", "0320000000"),
            ("(+33) 3 20 00 00 00", "+33320000000"),
            ("٠٨٠٦ ٠٠٠ ١١٣", "0806000113"),
            ("۰۸۰۶-۰۰۰-۱۱۳", "0806000113"),
            ("+٣٣ ٣ ٢٠ ٠٠ ٠٠ ٠٠", "+33320000000"),
            ("\u{200e}0 800 306 306\u{200e}", "0800306306"),
            ("०८०६", "0806"),
            ("០៦ ៣៩", "0639"),
            ("06\u{180e}39\u{2063}98\u{fe0f}", "063998"),
        ] {
            assert_eq!(dialled(written).as_deref(), Some(number), "{written}");
        }
        for written in [
            "",
            "+",
            "1",
            "0800-a",
            "1+1",
            "12 rue",
            "0 800 306 306 ou 115 ou 112 ou 119",
            "*31#",
            "3,5 ou 4",
        ] {
            assert_eq!(dialled(written), None, "{written}");
        }
    }

    #[test]
    fn two_numbers_are_none() {
        for (written, number) in [
            ("06 - 39 - 98 - 00 - 26", "0639980026"),
            ("030/1234567", "0301234567"),
            ("030 / 123 45 67", "0301234567"),
            ("02/123.45.67", "021234567"),
            ("0470/12.34.56", "0470123456"),
            ("+49 (0)30 12345-67", "+49301234567"),
            ("030 12345678-12", "0301234567812"),
            ("8 (800) 555-35-35", "88005553535"),
            ("116-117", "116117"),
            ("39-19", "3919"),
            ("39 19", "3919"),
            ("118 712", "118712"),
            ("116 117", "116117"),
            ("00 33 3 20 00 00 00", "0033320000000"),
        ] {
            assert_eq!(dialled(written).as_deref(), Some(number), "{written}");
        }
        for written in [
            "03 20 00 00 00 / 115",
            "115 / 0 805 16 00 75",
            "03 20 00 00 00 – 115",
            "0 800 00 00 00 (115)",
            "+33 3 20 00 00 00 / 01",
            "٠٣ ٢٠ ٠٠ ٠٠ ٠٠ / ١١٥",
            "115/119",
            "15-112",
            "112 / 3919",
            "115 119",
            "15 17 18",
        ] {
            assert_eq!(dialled(written), None, "{written}");
        }
    }

    #[test]
    fn pairs_are_counted() {
        for written in ["03 20 00 00 00 00", "03.20.00.00", "٠٣ ٢٠ ٠٠ ٠٠", "06-12-34-56-78-90"] {
            assert_eq!(dialled(written), None, "{written}");
        }
    }
}
