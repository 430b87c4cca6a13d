//! What a translation may not lose: its tags, the numbers and the addresses of its source.

use super::{
    Fault, Segment,
    tagged::{Token, next_tag},
};
use crate::document::addresses;
use trousseau_text::{digits, settled::is_invisible};

/// Numbers up to this one are words in many languages.
const MOST_SPOKEN: u64 = 12;

/// Why words are not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A tag is wrong.
    Tag(Fault),
    /// A number of the source is missing.
    Number(String),
    /// An address of the source is missing.
    Address(String),
    /// In their place they would be read as something else, such as a list.
    Form,
}

/// The numbers of a text, in digits of any family and however they are grouped: `23 403`, `23,403` and `٢٣٬٤٠٣` are one.
pub fn numbers(text: &str) -> Vec<String> {
    let bare = digits::counted(&without_tags(text)).into_owned();
    let mut groups: Vec<(String, Option<char>)> = Vec::new();
    let mut before: Vec<char> = Vec::new();
    for letter in bare.chars().filter(|letter| !is_invisible(*letter)) {
        match digits::ascii(letter) {
            Some(digit) => match groups.last_mut() {
                Some((group, _)) if before.is_empty() => group.push(digit),
                _ => {
                    let joint = if let [one] = before[..] { Some(one) } else { None };
                    groups.push((digit.to_string(), joint));
                    before.clear();
                }
            },
            None => before.push(letter),
        }
    }
    let mut out: Vec<(String, bool)> = Vec::new();
    for (group, joint) in groups {
        let joins = joint.is_some_and(|sign| sign.is_whitespace() || ".,'’٬٫،".contains(sign));
        match out.last_mut() {
            Some((number, open)) if joins && *open && group.len() == 3 => number.push_str(&group),
            _ => out.push((group.clone(), group.len() <= 3)),
        }
    }
    out.into_iter().map(|(number, _)| number).collect()
}

/// Whether words for a block of the source may be taken. What the translation of before lacks may be lacking.
pub(super) fn check(text: &str, source: &Segment, old: Option<&Segment>) -> Result<(), Refusal> {
    keeps(text, &source.text(), &strict(source), old)
}

/// Whether words of a list may be taken.
pub(super) fn check_name(text: &str, source: &str) -> Result<(), Refusal> {
    keeps(text, source, &[], None)
}

/// Whether a text has the numbers and the addresses of its source; `strict` are numbers that no word stands for.
fn keeps(text: &str, source: &str, strict: &[String], old: Option<&Segment>) -> Result<(), Refusal> {
    let (own, had) = (numbers(text), old.map(|old| numbers(&old.text())));
    for number in numbers(source) {
        // One and two are forms of the word in some languages, even in a fact: شهر, شهران.
        let least = if strict.contains(&number) { 2 } else { MOST_SPOKEN };
        let spoken = number.parse::<u64>().is_ok_and(|value| value <= least);
        if !spoken && !own.contains(&number) && had.as_ref().is_none_or(|had| had.contains(&number)) {
            return Err(Refusal::Number(number));
        }
    }
    for bare in addresses::find(source) {
        let address = source.get(bare.range.clone()).unwrap_or_default();
        if !text.contains(address) && old.is_none_or(|old| old.raw.contains(address)) {
            return Err(Refusal::Address(address.to_owned()));
        }
    }
    Ok(())
}

/// The numbers that stand in a fact, or that one dials: no word takes their place.
fn strict(source: &Segment) -> Vec<String> {
    let (mut out, mut within) = (String::new(), 0_usize);
    let is_strict = |place: &usize| {
        let key = source.marks.get(*place).map_or("", |mark| mark.key.as_str());
        key.starts_with("link:fact:") || key.starts_with("link:tel:")
    };
    let closes = |place: &usize| source.marks.get(*place).is_some_and(|mark| mark.close.is_some());
    for token in &source.tokens {
        match token {
            Token::Words(words) if within > 0 => out.push_str(words),
            Token::Words(_) => {}
            Token::Open(place) => within += usize::from(is_strict(place) && closes(place)),
            Token::Close(place) => {
                within = within.saturating_sub(usize::from(is_strict(place)));
                out.push('\n');
            }
        }
    }
    numbers(&out)
}

pub(super) fn without_tags(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, tag, after)) = next_tag(rest) {
        out.push_str(before);
        if tag.shape == super::tagged::Shape::Sign {
            out.push('\n');
        }
        rest = after;
    }
    without_entities(&(out + rest))
}

/// The text without signs that are written by their number, such as `&#169;`.
fn without_entities(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let short = part.find(';').filter(|end| *end < 9).and_then(|end| part.get(end + 1..));
        out.push('\n');
        out.push_str(short.unwrap_or(part));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_are_read_however_they_are_grouped() {
        for written in [
            "23 403 €",
            "23\u{202f}403",
            "23,403",
            "23.403",
            "<g1>23 403 €</g1>",
            "٢٣٬٤٠٣",
            "۲۳۴۰۳",
            "፪፼፴፬፻፫",
        ] {
            assert_eq!(numbers(written), ["23403"], "{written}");
        }
        for sign in ["\u{200f}", "\u{200e}", "\u{200b}", "\u{2066}", "\u{feff}", "\u{ad}"] {
            assert_eq!(numbers(&format!("23{sign} 403")), ["23403"], "{sign:?}");
            assert_eq!(numbers(&format!("23 {sign}403")), ["23403"], "{sign:?}");
            assert_eq!(numbers(&format!("23{sign}403")), ["23403"], "{sign:?}");
        }
        assert_eq!(numbers("0 805 16 00 75"), numbers("0805 16 00 75"));
        assert_eq!(numbers("le 31/12/2026, 100 fois"), ["31", "12", "2026", "100"]);
        assert_eq!(numbers("1,5 et 2026 115"), ["1", "5", "2026", "115"]);
    }
}
