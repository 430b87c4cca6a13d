//! Numbers to call that stand bare among other words, as they are said: digit by digit. Amounts and dates stay numbers.
//!
//! `listen.js` of the default theme reads aloud by the same rule; `tests/listening/numbers.txt` is tried on both.

use std::borrow::Cow;

use crate::digits;

/// Short numbers of help that are the same everywhere in France, some of them in all of Europe (Arcep, plan national de numérotation).
pub const SHORT: [&str; 20] = [
    "112", "114", "115", "119", "116000", "116006", "116111", "116117", "3018", "3020", "3039", "3114",
    "3117", "3133", "3646", "3919", "3928", "3939", "3949", "3977",
];
/// Whoever has no contact for a number of three digits may mean that many things, if a word follows: "115 logements". Not behind these.
const THE: [&str; 3] = ["le ", "au ", "du "];
/// A number that is dialled with all its digits begins with 0 or +, and has at least so many.
const WHOLE: usize = 9;
const ABROAD: usize = 8;
/// The most digits of a number (ITU-T E.164), and the fewest that nobody takes for an age or a day.
const MOST: usize = 15;
const FEWEST: usize = 3;
/// What stands before or behind an amount or a share.
const UNITS: [&str; 13] = ["€", "$", "£", "₽", "₴", "₺", "%", "‰", "٪", "euro", "eur", "m²", "km"];

/// The text with a space between the digits of each number to call. `known` are those that the text links, as they are written.
pub fn said<'a>(text: &'a str, known: &[String]) -> Cow<'a, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = text[from..].find(starts).map(|at| from + at) {
        let end = at + run(&text[at..]);
        let (before, number, after) = (&text[..at], &text[at..end], &text[end..]);
        if is_called(before, number, after, known) {
            out += &text[done..at];
            out += &apart(number);
            done = end;
        }
        from = end.max(at + text[at..].chars().next().map_or(1, char::len_utf8));
    }
    if done == 0 { Cow::Borrowed(text) } else { Cow::Owned(out + &text[done..]) }
}

/// A number with a space between its digits, in the place of what parts its groups.
pub fn apart(number: &str) -> String {
    let (mut out, mut gap) = (String::with_capacity(2 * number.len()), String::new());
    for letter in number.chars() {
        if parts_groups(letter) && out.ends_with(is_digit) {
            gap.push(letter);
            continue;
        }
        let is_next = out.ends_with(is_digit) && is_digit(letter);
        out += if is_next { " " } else { &gap };
        gap.clear();
        out.push(letter);
    }
    out + &gap
}

fn starts(letter: char) -> bool {
    letter == '+' || is_digit(letter)
}

fn is_digit(letter: char) -> bool {
    digits::ascii(letter).is_some()
}

/// What people put between the groups of a number, one sign at a time.
fn parts_groups(letter: char) -> bool {
    matches!(letter, ' ' | '.' | '-' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2010}' | '\u{2011}')
}

/// How many bytes from here on are one number: digits in groups, with "(0)" between two of them.
fn run(text: &str) -> usize {
    let digits = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
    let mut end = usize::from(text.starts_with('+'));
    end += digits(&text[end..]);
    loop {
        let rest = &text[end..];
        let group = rest.strip_prefix(parts_groups).unwrap_or(rest);
        let inner = group.strip_prefix("(0)").map(|rest| rest.strip_prefix(parts_groups).unwrap_or(rest));
        let group = inner.unwrap_or(group);
        let many = digits(group);
        if many == 0 || group.len() == rest.len() {
            return end;
        }
        end += rest.len() - group.len() + many;
    }
}

fn is_called(before: &str, number: &str, after: &str, known: &[String]) -> bool {
    let all = digits::of(&number.replace("(0)", ""));
    if !(FEWEST..=MOST).contains(&all.len()) || is_part(before, after) || is_amount(before, after) {
        return false;
    }
    if number.starts_with('+') {
        return all.len() >= ABROAD;
    }
    if all.starts_with('0') && all.len() >= WHOLE {
        return !is_date(number);
    }
    // 3 919 are three thousand: a number is known as somebody writes it, or without a sign between its digits.
    let written = |known: &str| known.split(parts_groups).eq(number.split(parts_groups));
    let whole = number.chars().all(is_digit);
    let is_known = |one: &String| written(one) || whole && digits::of(one) == all;
    known.iter().any(is_known) || is_short(before, number, after, &all)
}

/// Whether it is one of the short numbers of all: 115, 3919 or 39 19, 116 006.
fn is_short(before: &str, number: &str, after: &str, all: &str) -> bool {
    let groups: Vec<usize> = number.split(parts_groups).map(|group| group.chars().count()).collect();
    let usual = groups.len() == 1 || groups == [2, 2] || groups == [3, 3];
    let alone = all.len() > FEWEST || !is_word_next(after) || {
        let before = before.to_lowercase().replace('\u{a0}', " ");
        THE.iter().any(|article| {
            before.strip_suffix(article).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    };
    usual && alone && SHORT.contains(&all)
}

fn is_word_next(after: &str) -> bool {
    after.strip_prefix([' ', '\u{a0}', '\u{202f}']).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Whether the digits belong to something longer: "L.115", "1,115", "115:30", "115e", "115/2".
fn is_part(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let first = next.next().unwrap_or(' ');
    before.ends_with(|letter: char| {
        letter.is_ascii_alphanumeric() || is_digit(letter) || ",.:/#_&=?+-٫٬".contains(letter)
    }) || first.is_ascii_alphanumeric()
        || "²³°_&=".contains(first)
        || ",.:/٫٬-".contains(first) && next.next().is_some_and(is_digit)
}

/// Whether a unit stands before or behind it.
fn is_amount(before: &str, after: &str) -> bool {
    let after = after.trim_start().to_lowercase();
    let before = before.trim_end();
    UNITS.iter().any(|unit| {
        after.starts_with(unit) || !unit.starts_with(char::is_alphabetic) && before.ends_with(unit)
    })
}

/// Whether it begins with a day: 01.12.2026.
fn is_date(number: &str) -> bool {
    let groups: Vec<&str> = number.split(parts_groups).collect();
    let [day, month, year, ..] = groups[..] else { return false };
    let many = |group: &str| group.chars().count();
    many(day) == 2
        && many(month) == 2
        && many(year) == 4
        && ["19", "20"].contains(&digits::of(year).get(..2).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_to_call_are_said_digit_by_digit_and_no_others() {
        let cases = include_str!("../../../tests/listening/numbers.txt");
        let known = ["115", "1710", "30 39", "116 006"].map(str::to_owned);
        let mut tried = 0;
        for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (text, wanted) = line.split_once(" | ").unwrap_or((line, line));
            assert_eq!(said(text, &known), wanted);
            tried += 1;
        }
        assert!(tried > 40, "{tried}");
    }

    #[test]
    fn what_is_said_once_stays() {
        let once = said("Le 0 805 16 00 75.", &[]).into_owned();
        assert_eq!(said(&once, &[]), once);
    }
}
