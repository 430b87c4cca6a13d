//! Letters with their marks → Markdown.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Letter, Sign, Style,
    words::{Care, escaped},
};

/// A mark that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Link(Arc<str>),
    Strong,
    Emphasis,
    Strike,
    Code,
}

impl Mark {
    fn is_in(&self, style: &Style) -> bool {
        match self {
            Self::Link(address) => style.link.as_ref() == Some(address),
            Self::Strong => style.strong,
            Self::Emphasis => style.emphasis,
            Self::Strike => style.strike,
            Self::Code => style.code,
        }
    }

    /// The marks of a style; one that is open around more letters comes first.
    fn of(style: &Style, rest: &[Letter]) -> Vec<Self> {
        let mut all: Vec<Self> = style.link.iter().map(|link| Self::Link(link.clone())).collect();
        for (is, mark) in
            [(style.strong, Self::Strong), (style.emphasis, Self::Emphasis), (style.strike, Self::Strike)]
        {
            all.extend(is.then_some(mark));
        }
        let reach = |mark: &Self| rest.iter().take_while(|letter| mark.is_in(&letter.style)).count();
        all.sort_by_key(|mark| std::cmp::Reverse(reach(mark)));
        // Nothing is a mark within code.
        all.extend(style.code.then_some(Self::Code));
        all
    }
}

/// How letters are written.
pub(super) struct Manner<'a> {
    /// For each address the bytes before and behind its words.
    pub links: &'a BTreeMap<Arc<str>, (String, String)>,
    /// Whether they stand in a cell of a table.
    pub in_cell: bool,
    /// How much is escaped.
    pub care: Care,
}

impl Manner<'_> {
    /// The letters as Markdown, on one line.
    pub fn written(&self, letters: &[Letter]) -> String {
        let mut out = String::new();
        let mut open: Vec<Mark> = Vec::new();
        let number = numbered(letters);
        for (place, letter) in letters.iter().enumerate() {
            while open.iter().any(|mark| !mark.is_in(&letter.style)) {
                let Some(mark) = open.pop() else { break };
                out.push_str(&self.close(&mark, letters, place));
            }
            let rest = letters.get(place..).unwrap_or_default();
            // Between letters of one style nothing opens.
            let before = place.checked_sub(1).and_then(|before| letters.get(before));
            let is_other = before.is_none_or(|before| before.style != letter.style);
            let marks = if is_other { Mark::of(&letter.style, rest) } else { Vec::new() };
            for mark in marks {
                if !open.contains(&mark) {
                    out.push_str(&self.open(&mark, rest));
                    open.push(mark);
                }
            }
            match &letter.sign {
                Sign::Break => out.push_str("<br>"),
                Sign::Raw(raw) => out.push_str(raw),
                Sign::Char(sign) if letter.style.code => out.push(*sign),
                Sign::Char(sign) if number == Some(place) || is_mark(letters, place) => {
                    out.extend(['\\', *sign])
                }
                Sign::Char(sign) => {
                    let next = letters.get(place + 1).and_then(char_of);
                    out.push_str(&escaped(*sign, next, place == 0, self.in_cell, self.care));
                }
            }
        }
        while let Some(mark) = open.pop() {
            out.push_str(&self.close(&mark, letters, letters.len()));
        }
        out
    }

    fn open(&self, mark: &Mark, rest: &[Letter]) -> String {
        match mark {
            Mark::Link(address) => match self.links.get(address) {
                Some((open, _)) if open == "<" && !is_bare(address, rest) => "[".to_owned(),
                Some((open, _)) => open.clone(),
                None if is_bare(address, rest) => "<".to_owned(),
                None => "[".to_owned(),
            },
            Mark::Strong => "**".to_owned(),
            Mark::Emphasis => "*".to_owned(),
            Mark::Strike => "~~".to_owned(),
            Mark::Code => fence(rest).to_owned(),
        }
    }

    fn close(&self, mark: &Mark, letters: &[Letter], place: usize) -> String {
        let before = letters.get(..place).unwrap_or_default();
        let begin = before.iter().rposition(|letter| !mark.is_in(&letter.style)).map_or(0, |at| at + 1);
        let own = before.get(begin..).unwrap_or_default();
        match mark {
            Mark::Link(address) => match self.links.get(address) {
                Some((open, close)) if open != "<" || is_bare(address, own) => close.clone(),
                None if is_bare(address, own) => ">".to_owned(),
                _ => format!("]({})", destination(address)),
            },
            Mark::Code => fence(own).to_owned(),
            other => self.open(other, own),
        }
    }
}

/// The place of the sign behind a number or a letter that would begin a list: `1.`, `1)`, `1/`, `a)`.
fn numbered(letters: &[Letter]) -> Option<usize> {
    let sign = |place: usize| letters.get(place).and_then(char_of);
    let digits =
        (0..letters.len()).take_while(|at| sign(*at).is_some_and(|sign| sign.is_ascii_digit())).count();
    let is_letter = digits == 0 && sign(0).is_some_and(|sign| sign.is_ascii_alphabetic());
    let place = if is_letter { 1 } else { digits };
    let signs: &[char] = if is_letter { &[')'] } else { &['.', ')', '/'] };
    let stop = sign(place).is_some_and(|sign| signs.contains(&sign));
    (place > 0 && place < 10 && stop && letters.get(place + 1).is_none_or(Letter::is_space)).then_some(place)
}

fn char_of(letter: &Letter) -> Option<char> {
    if let Sign::Char(sign) = letter.sign { Some(sign) } else { None }
}

/// Whether an underscore or a tilde would mark words: a row of three and more is a place to write on, one between letters is a
/// letter, and so is a tilde alone.
fn is_mark(letters: &[Letter], place: usize) -> bool {
    let Some(sign @ ('_' | '~')) = letters.get(place).and_then(char_of) else { return false };
    let is_same = |letter: &&Letter| char_of(letter) == Some(sign);
    let (before, behind) = letters.split_at(place);
    // Three are a row already: a hostile text is one row.
    let left = before.iter().rev().take(3).take_while(is_same).count();
    let right = behind.iter().take(3).take_while(is_same).count();
    let row = left + right;
    if sign == '~' {
        return row > 1;
    }
    let is_word = |letter: &Letter| char_of(letter).is_some_and(char::is_alphanumeric);
    let outer = [(before.len() - left).checked_sub(1).and_then(|at| before.get(at)), behind.get(right)];
    let is_within = outer.iter().all(|one| one.is_some_and(is_word));
    let is_apart = outer.iter().all(|one| one.is_none_or(Letter::is_space));
    row < 3 && !is_within && !is_apart
}

/// Whether an address stands there as its own words.
fn is_bare(address: &str, rest: &[Letter]) -> bool {
    let own = rest.iter().take_while(|letter| letter.style.link.as_deref() == Some(address));
    let text: String = own.map(|one| if let Sign::Char(sign) = one.sign { sign } else { ' ' }).collect();
    text == address && address.contains("://")
}

/// The sign around code that none of its letters is.
fn fence(rest: &[Letter]) -> &'static str {
    let own = rest.iter().take_while(|letter| letter.style.code);
    if own.into_iter().any(|letter| letter.sign == Sign::Char('`')) { "``" } else { "`" }
}

fn destination(address: &str) -> String {
    let is_plain = |sign: char| !sign.is_whitespace() && !sign.is_control() && !"()<>\\".contains(sign);
    if address.chars().all(is_plain) {
        return address.to_owned();
    }
    let clean: String = address.chars().filter(|sign| !"<>\\\r\n".contains(*sign)).collect();
    format!("<{clean}>")
}

/// The words of one line that stands in the front matter.
pub fn head_line(letters: &[Letter]) -> String {
    let signs = letters.iter().map(|letter| match &letter.sign {
        Sign::Char(sign) => *sign,
        Sign::Break | Sign::Raw(_) => ' ',
    });
    signs
        .collect::<String>()
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
