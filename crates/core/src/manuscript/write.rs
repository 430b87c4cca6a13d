//! Letters with their marks → Markdown.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Letter, Sign, Style,
    wish::New,
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
            let char_at = |place: usize| match letters.get(place).map(|letter| &letter.sign) {
                Some(Sign::Char(letter)) => Some(*letter),
                _ => None,
            };
            match &letter.sign {
                Sign::Break => out.push_str("<br>"),
                Sign::Raw(raw) => out.push_str(raw),
                Sign::Char(sign) if letter.style.code => out.push(*sign),
                Sign::Char(sign) if number == Some(place) => out.extend(['\\', *sign]),
                Sign::Char(sign) => {
                    let next = char_at(place + 1);
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

/// The place of the full stop of a number that would begin a list.
fn numbered(letters: &[Letter]) -> Option<usize> {
    let sign = |letter: &Letter| if let Sign::Char(sign) = letter.sign { Some(sign) } else { None };
    let digits = letters.iter().take_while(|one| sign(one).is_some_and(|sign| sign.is_ascii_digit())).count();
    let stop = letters.get(digits).and_then(sign).is_some_and(|sign| sign == '.' || sign == ')');
    (digits > 0 && digits < 10 && stop && letters.get(digits + 1).is_none_or(Letter::is_space))
        .then_some(digits)
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

/// A block of a text that begins elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drafted {
    /// Words.
    Block(New, Vec<Letter>),
    /// The rows of a table, with their cells.
    Table(Vec<Vec<Vec<Letter>>>),
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

/// The Markdown of blocks that come from elsewhere.
pub fn draft(blocks: &[Drafted]) -> String {
    let links = BTreeMap::new();
    let line = |letters: &[Letter], in_cell| {
        let settled = super::settled(letters);
        Manner { links: &links, in_cell, care: Care::Usual }.written(&settled)
    };
    let (mut out, mut last): (String, Option<&New>) = (String::new(), None);
    let mut numbers: Vec<usize> = Vec::new();
    for block in blocks {
        match block {
            Drafted::Block(new, letters) => {
                let is_item = |new: Option<&New>| matches!(new, Some(New::Item { .. }));
                let is_box = |new: Option<&New>| matches!(new, Some(New::Box));
                if is_item(last) && is_item(Some(new)) {
                    out.push('\n');
                } else if is_box(last) && is_box(Some(new)) {
                    out.push_str("\n>\n");
                } else if !out.is_empty() {
                    out.push_str("\n\n");
                }
                if !is_item(Some(new)) {
                    numbers.clear();
                }
                out.push_str(&sign(new, &mut numbers));
                out.push_str(&line(letters, false));
                last = Some(new);
            }
            Drafted::Table(rows) => {
                let width = rows.iter().map(Vec::len).max().unwrap_or(0);
                let row = |cells: &Vec<Vec<Letter>>| {
                    let all =
                        (0..width).map(|at| cells.get(at).map_or(String::new(), |cell| line(cell, true)));
                    format!("| {} |\n", all.collect::<Vec<_>>().join(" | "))
                };
                let rule = format!("|{}\n", " --- |".repeat(width));
                out.push_str(if out.is_empty() { "" } else { "\n\n" });
                for (place, cells) in rows.iter().enumerate() {
                    out.push_str(&row(cells));
                    out.push_str(if place == 0 { &rule } else { "" });
                }
                out.truncate(out.trim_end_matches('\n').len());
                (last, numbers) = (None, Vec::new());
            }
        }
    }
    out + "\n"
}

/// What stands before the words of a block; `numbers` counts the items of each level.
fn sign(new: &New, numbers: &mut Vec<usize>) -> String {
    match new {
        New::Paragraph => String::new(),
        New::Heading(level) => format!("{} ", "#".repeat(usize::from(*level).clamp(2, 6))),
        New::Box => "> ".to_owned(),
        New::Item { level, ordered } => {
            let level = usize::from(*level).min(numbers.len()).min(6);
            numbers.truncate(level + 1);
            if numbers.len() == level {
                numbers.push(0);
            }
            if let Some(number) = numbers.last_mut() {
                *number += 1;
            }
            let margin = "    ".repeat(level);
            match (ordered, numbers.last()) {
                (true, Some(number)) => format!("{margin}{number}. "),
                _ => format!("{margin}- "),
            }
        }
    }
}
