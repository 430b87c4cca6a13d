//! Places to write on: tabs that draw a line of dots, and underlined spaces → a blank of the text.

use trousseau_core::manuscript::{Letter, Sign, Style};

use super::Typed;

/// A tab that draws a line up to its stop.
pub const LEADER: char = '\u{fdd0}';

/// A line drawn by underlined spaces or tabs.
pub const LINE: char = '\u{fdd1}';

/// How a text writes a blank.
const BLANK: &str = "____";

/// The fewest underlined spaces that are a line: two are a slip between words.
const FEWEST: usize = 3;

/// Underlined words: a row of spaces among them is a line.
pub fn lined(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(begin) = rest.find(char::is_whitespace) {
        let (words, behind) = rest.split_at(begin);
        let end = behind.find(|sign: char| !sign.is_whitespace()).unwrap_or(behind.len());
        let (spaces, behind) = behind.split_at(end);
        out.push_str(words);
        if spaces.chars().count() >= FEWEST {
            out.push(LINE);
        } else {
            out.push_str(spaces);
        }
        rest = behind;
    }
    out + rest
}

/// Writes the lines of a paragraph as blanks; how many there are. A leader that leads to a figure is none: `Loyer ..... 300 €`.
pub fn settle(letters: &mut Vec<Typed>) -> usize {
    if !letters.iter().any(is_mark) {
        return 0;
    }
    let old = std::mem::take(letters);
    let (mut count, mut at) = (0, 0);
    while let Some(one) = old.get(at) {
        if !is_mark(one) {
            letters.push(one.clone());
            at += 1;
            continue;
        }
        let row = old[at..].iter().take_while(|one| is_mark(one) || one.letter.is_space()).count();
        let next = old.get(at + row);
        let has_line = old[at..at + row].iter().any(|one| one.letter.sign == Sign::Char(LINE));
        let is_figure =
            next.is_some_and(|one| matches!(one.letter.sign, Sign::Char(sign) if sign.is_numeric()));
        let is_blank = has_line || !is_figure;
        let breaks = old[at..at + row].iter().filter(|one| one.letter.sign == Sign::Break);
        let broken: Vec<Typed> = breaks.cloned().collect();
        let before = letters.last().is_some_and(|last| !last.letter.is_space());
        let text = match (is_blank, before, next.is_some() && broken.is_empty()) {
            (false, ..) => " ".to_owned(),
            (true, before, behind) => {
                format!("{}{BLANK}{}", if before { " " } else { "" }, if behind { " " } else { "" })
            }
        };
        let plain = |sign| Typed { letter: Letter::new(sign, &Style::default()), ..one.clone() };
        letters.extend(text.chars().map(plain));
        letters.extend(broken);
        count += usize::from(is_blank);
        at += row;
    }
    count
}

fn is_mark(one: &Typed) -> bool {
    matches!(one.letter.sign, Sign::Char(LEADER | LINE))
}
