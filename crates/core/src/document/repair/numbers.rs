//! Numbers and letters that begin the steps of a list: `1.` is Markdown's, `1/`, `1°`, `a)`, `①` and `١.` are not.

use trousseau_text::runs::has_rtl;

use super::{
    letters::{digit, places, whole_number},
    lines::Cursor,
    marks::Mark,
};

/// What may stand after a number or letter, the longest first.
const ENDS: &[&str] = &[
    ".)", "°)", "º)", ".º", ".-", " -", " –", " —", " ـ", " .", " )", ".", ")", "°", "º", "/", "-", "–", "—",
    "۔", "،", "、", "．", "）", "።", "፡", " :", ":", "।", "။", "ـ", "׳", "]", "→", ">", ";",
];

/// The most letters of a number in letters, as in `viii)`.
const MOST_LETTERS: usize = 4;

/// Passes over a number in Markdown's form, with space after it; false, and nothing passed over, when there is none.
pub(super) fn is_markdown(at: &mut Cursor) -> bool {
    let rest = at.rest();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mut after = at.clone();
    after.at += digits + 1;
    let is_mark = (1..=9).contains(&digits) && matches!(rest.as_bytes().get(digits), Some(b'.' | b')'));
    if !is_mark || after.gap().range.is_empty() {
        return false;
    }
    at.at += digits + 1;
    true
}

/// A number or a letter in another form, and where the words after it begin.
pub(super) fn foreign(at: &Cursor) -> Option<(Mark, usize)> {
    let mut after = at.clone();
    let open = matches!(after.peek(), Some('(' | '（'));
    if open {
        after.step();
    }
    let first = after.peek()?;
    let (values, end) = if let Some(value) = whole_number(first) {
        after.step();
        let end = end(&mut after).unwrap_or("");
        (vec![(NUMBERS, value)], end)
    } else if digit(first).is_some() {
        let value = number(&mut after)?;
        let end = keycap(&mut after).or_else(|| end(&mut after))?;
        (vec![(NUMBERS, value)], end)
    } else {
        let word = word(&mut after)?;
        // The sign first: nearly every line begins with a word, and few with one of these behind it.
        let end = end(&mut after)
            .filter(|end| matches!(*end, ")" | "." | "/" | "-" | ".)" | "、" | "．" | "）" | "׳"))?;
        let values: Vec<_> = places(word).collect();
        if values.is_empty() {
            return None;
        }
        (values, end)
    };
    if open && !matches!(end, ")" | "）") {
        return None;
    }
    // `1.ª planta` is a word.
    if after.peek() == Some('ª') {
        return None;
    }
    let space = after.gap();
    let next = after.peek()?;
    let glued = next.is_alphabetic() || "«“\"'‘([*".contains(next);
    // `1/2` and `9-12` are numbers; without a space only a letter may follow, and after a letter not even that.
    let is_letter = values.iter().any(|(alphabet, _)| *alphabet != NUMBERS);
    if space.range.is_empty() && (!glued || is_letter && !matches!(end, "、" | "．" | "）")) {
        return None;
    }
    Some((Mark::Number { open, end, values }, after.at))
}

/// Stands for the sign of a number that stands before it.
pub(super) const TURNED: &str = "turned";

/// `.1 words`, `-1 words`, `)1( words` before words from right to left, typed in a field that runs from left to right.
pub(super) fn turned(at: &Cursor) -> Option<(Mark, usize)> {
    let sign = at.peek().filter(|sign| matches!(sign, '.' | '-' | '–' | '(' | ')' | '/'))?;
    let mut after = at.clone();
    after.step();
    let value = number(&mut after)?;
    if sign == ')' && after.peek() == Some('(') {
        after.step();
    }
    let is_apart = !after.gap().range.is_empty();
    let is_turned = after.peek().is_some_and(|next| has_rtl(next.encode_utf8(&mut [0; 4])));
    (is_apart && is_turned)
        .then(|| (Mark::Number { open: false, end: TURNED, values: vec![(NUMBERS, value)] }, after.at))
}

/// Stands for the numbers among the alphabets.
pub(super) const NUMBERS: usize = usize::MAX;

fn number(at: &mut Cursor) -> Option<u32> {
    let (mut value, mut many) = (0, 0);
    while let Some(digit) = at.peek().and_then(digit) {
        value = value * 10 + digit;
        many += 1;
        at.step();
        if many > 3 {
            return None;
        }
    }
    Some(value).filter(|value| *value > 0)
}

/// The sign that makes a key of a digit: 1️⃣.
fn keycap(at: &mut Cursor) -> Option<&'static str> {
    let rest = at.rest();
    let bare = rest.strip_prefix('\u{fe0f}').unwrap_or(rest).strip_prefix('\u{20e3}')?;
    at.at += rest.len() - bare.len();
    Some("\u{20e3}")
}

fn end(at: &mut Cursor) -> Option<&'static str> {
    let end = ENDS.iter().find(|end| at.rest().starts_with(**end))?;
    at.at += end.len();
    Some(end)
}

fn word<'a>(at: &mut Cursor<'a>) -> Option<&'a str> {
    let rest = at.rest();
    let long: usize = rest
        .chars()
        .take(MOST_LETTERS + 1)
        .take_while(|letter| letter.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    let word = rest.get(..long).filter(|word| !word.is_empty())?;
    at.at += long;
    Some(word)
}

/// A number or a letter of a list within a text.
pub(in crate::document) struct Found {
    /// The sign after it.
    pub end: &'static str,
    /// Its value in each alphabet that has it.
    pub values: Vec<(usize, u32)>,
    /// Whether it is a number.
    pub is_number: bool,
    /// Where the words behind it begin.
    pub after: usize,
}

/// The number or letter of a list at this byte of a text, with words after it; a letter needs its bracket.
pub(in crate::document) fn mark_at(text: &str, at: usize) -> Option<Found> {
    let (mark, after) = foreign(&Cursor::new(text, &(at..text.len())))?;
    let Mark::Number { open: false, end, values } = mark else { return None };
    let is_number = values.iter().any(|(alphabet, _)| *alphabet == NUMBERS);
    let is_apart = text.get(..after)?.ends_with(char::is_whitespace);
    let begins =
        text.get(after..)?.starts_with(|next: char| next.is_alphabetic() || "«“\"‘’([*".contains(next));
    let fits = if is_number { is_apart || matches!(end, "" | ")" | ".") } else { matches!(end, ")" | "）") };
    (begins && fits).then_some(Found { end, values, is_number, after })
}
