//! Lines that count and keep their words: `Étape 1 : …`, `n° 1 …`, `1 Appelez`, `1.1 Papiers`, `[1] Voir la loi`, `¹ Voir`, `第一步`.

use super::{
    letters::{digit, places},
    lines::Cursor,
    marks::Mark,
};

/// The most bytes before the number.
const LONGEST: usize = 24;

/// The number that a line of words begins with, and what stands before it.
pub(super) fn mark(at: &Cursor) -> Option<Mark> {
    let rest = at.rest();
    // A row of a table without bars at its ends.
    if rest.contains('|') {
        return None;
    }
    if let Some(value) = rest.chars().next().and_then(raised) {
        let words = rest.trim_start_matches(|letter| raised(letter).is_some());
        let alone = rest.chars().nth(1).is_some_and(|next| raised(next).is_none());
        return (alone && begins(words.trim_start()))
            .then(|| Mark::Counted { before: "¹".to_owned(), value });
    }
    if let Some(value) = rest.strip_prefix('第').and_then(ordinal) {
        return Some(Mark::Counted { before: "第".to_owned(), value });
    }
    let start = rest.find(|letter| digit(letter).is_some()).filter(|start| *start <= LONGEST)?;
    let (before, number) = (rest.get(..start)?, rest.get(start..)?);
    // `**1** words`.
    let is_bold = before == "**" && number.trim_start_matches(|sign| digit(sign).is_some()).starts_with("**");
    let long = number.find(|letter| digit(letter).is_none()).unwrap_or(number.len());
    let (first, words) = chapter(number, long);
    let digits = number.get(first..first + long_at(number, first))?;
    let value = digits.chars().take(4).filter_map(digit).reduce(|value, digit| value * 10 + digit)?;
    let before = format!("{before}{}", number.get(..first)?);
    let words = if is_bold { words.trim_start_matches('*') } else { words };
    let apart = words.starts_with(char::is_whitespace);
    let fits = if before.is_empty() || is_bold || first > 0 {
        // `1 • words`.
        let words = words.trim_start().trim_start_matches(['•', '·']).trim_start();
        (start == 0 || is_bold) && apart && value > 0 && begins(words)
    } else {
        let glued = words.starts_with(char::is_alphanumeric) && before != "第";
        is_name(before.trim_start_matches('*')) && !glued && words.contains(char::is_alphabetic)
    };
    (fits && digits.chars().count() <= 3).then_some(Mark::Counted { before, value })
}

/// The value of `一步` in `第一步 打电话`: a numeral of Chinese and the word that it counts.
fn ordinal(rest: &str) -> Option<u32> {
    let words = rest.trim_start_matches(|letter| "一二三四五六七八九十".contains(letter));
    let numeral = rest.get(..rest.len() - words.len())?;
    let (_, value) = places(numeral).next()?;
    "步章条节項项課课点點回".contains(words.chars().next()?).then_some(value)
}

fn long_at(number: &str, from: usize) -> usize {
    let rest = number.get(from..).unwrap_or_default();
    rest.find(|letter| digit(letter).is_none()).unwrap_or(rest.len())
}

/// Where the last part of a number such as `1.2` begins, and the words after it.
fn chapter(number: &str, long: usize) -> (usize, &str) {
    let rest = number.get(long..).unwrap_or_default();
    if let Some(second) = rest.strip_prefix('.')
        && second.starts_with(|letter| digit(letter).is_some())
    {
        let end = long + 1 + long_at(number, long + 1);
        let words = number.get(end..).unwrap_or_default();
        return (long + 1, words.strip_prefix('.').unwrap_or(words));
    }
    (0, rest)
}

/// Whether words follow that a number may begin.
fn begins(words: &str) -> bool {
    words.starts_with(|letter: char| letter.is_alphabetic() || "«“\"([*".contains(letter))
}

/// Whether what stands before the number is one word or a sign.
fn is_name(before: &str) -> bool {
    if matches!(before, "#" | "[" | "№" | "№ " | "第") {
        return true;
    }
    let word = before.strip_suffix([' ', '\u{a0}', '\u{202f}']).unwrap_or(before);
    let word = word.strip_suffix(['°', 'º', '.']).unwrap_or(word);
    let is_letter = |letter: char| letter.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&letter);
    // `F3`, `T2` and `A4` are names of their own.
    !word.is_empty() && word.chars().all(is_letter) && (before.len() > word.len() || word.chars().count() > 2)
}

/// Whether a line begins with `#1 ` or `[1] `, which is neither a heading nor a link.
pub(super) fn is_sign(line: &str) -> bool {
    let number = |rest: &'_ str| rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let hash = line.strip_prefix('#').map(|rest| (rest, " "));
    hash.or_else(|| line.strip_prefix('[').map(|rest| (rest, "] "))).is_some_and(|(rest, end)| {
        let digits = rest.len() - number(rest);
        (1..=3).contains(&digits) && rest.get(digits..).is_some_and(|rest| rest.starts_with(end))
    })
}

fn raised(letter: char) -> Option<u32> {
    "¹²³⁴⁵⁶⁷⁸⁹".chars().zip(1..).find(|(sign, _)| *sign == letter).map(|(_, value)| value)
}
