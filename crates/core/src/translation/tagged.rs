//! Words with their marks as tags: `<g1>115</g1>` for marked words, `<x2/>` for a sign, the same in every file for translators.
//!
//! A mark of a translation that its source has, too, has the number of the one in the source. Another one stays in Markdown, as whoever
//! translates would write it.

use crate::document::markdown::raw::{Line, Part};

/// A mark, and the bytes that make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is and where it leads: `link:tel:115`, `strong`, `break`.
    pub key: String,
    /// The bytes before the marked words; all of a sign.
    pub open: String,
    /// The bytes after them; `None` for a sign.
    pub close: Option<String>,
}

impl Mark {
    /// The kind of it, which two languages share even when a link leads to another address. `None` when there is no other.
    pub(super) fn family(&self) -> Option<&str> {
        let address = match self.key.split_once(':') {
            Some(("link", address)) => address,
            Some(_) => return None,
            None => return Some(&self.key),
        };
        match address.split_once(':') {
            Some(("http" | "https", _)) => Some("web"),
            Some(("guide" | "page", _)) | None => Some("text"),
            Some(_) => None,
        }
    }
}

/// The marks of a segment, in the order in which they begin.
pub type Marks = Vec<Mark>;

/// A piece of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Words(String),
    /// A sign, or the beginning of marked words: the place of the mark.
    Open(usize),
    /// The end of marked words.
    Close(usize),
}

/// What is wrong with the tags of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A tag of the source is missing.
    Lost(String),
    /// A tag is there twice.
    Doubled(String),
    /// The source has no such tag.
    Unknown(String),
    /// The first half of a tag without the second, or one that crosses another.
    Crossed(String),
}

/// The pieces of a line of a file, and its marks.
pub(super) fn tokens(file: &str, line: &Line) -> (Vec<Token>, Marks) {
    let bytes = |range: &std::ops::Range<usize>| file.get(range.clone()).unwrap_or_default().to_owned();
    let (mut tokens, mut marks, mut open) = (Vec::new(), Marks::new(), Vec::new());
    let mut at = line.range.start;
    for part in &line.parts {
        let (Part::Wrap(range) | Part::Sign(_, range) | Part::Open(_, range) | Part::Close(range)) = part;
        words(file.get(at..range.start).unwrap_or_default(), &mut tokens, &mut marks);
        at = range.end.max(at);
        match part {
            Part::Wrap(_) => words(" ", &mut tokens, &mut marks),
            Part::Sign(key, range) => {
                tokens.push(Token::Open(marks.len()));
                marks.push(Mark { key: key.clone(), open: bytes(range), close: None });
            }
            Part::Open(key, range) => {
                open.push(marks.len());
                tokens.push(Token::Open(marks.len()));
                marks.push(Mark { key: key.clone(), open: bytes(range), close: Some(String::new()) });
            }
            Part::Close(range) => {
                let Some(place) = open.pop() else { continue };
                tokens.push(Token::Close(place));
                if let Some(mark) = marks.get_mut(place) {
                    mark.close = Some(bytes(range));
                }
            }
        }
    }
    words(file.get(at..line.range.end).unwrap_or_default(), &mut tokens, &mut marks);
    (tokens, marks)
}

/// Adds words; a tag that stands in them as words is a sign, so that it comes back as it was.
fn words(mut rest: &str, tokens: &mut Vec<Token>, marks: &mut Marks) {
    while let Some((before, tag, after)) = next_tag(rest) {
        tokens.push(Token::Words(before.to_owned()));
        tokens.push(Token::Open(marks.len()));
        marks.push(Mark { key: format!("words:{}", tag.text), open: tag.text.to_owned(), close: None });
        rest = after;
    }
    match tokens.last_mut() {
        Some(Token::Words(last)) => last.push_str(rest),
        _ => tokens.push(Token::Words(rest.to_owned())),
    }
}

/// The words with those marks as tags that have a number, and all others as they were written.
pub(super) fn shown(tokens: &[Token], marks: &[Mark], number: &dyn Fn(usize) -> Option<usize>) -> String {
    let mut out = String::new();
    for token in tokens {
        let (Token::Open(place) | Token::Close(place)) = token else {
            if let Token::Words(words) = token {
                out.push_str(words);
            }
            continue;
        };
        let Some(mark) = marks.get(*place) else { continue };
        out += &match (token, number(*place), &mark.close) {
            (Token::Open(_), Some(number), None) => format!("<x{number}/>"),
            (Token::Open(_), Some(number), Some(_)) => format!("<g{number}>"),
            (Token::Open(_), None, _) => mark.open.clone(),
            (_, Some(number), _) => format!("</g{number}>"),
            (_, None, close) => close.clone().unwrap_or_default(),
        };
    }
    out
}

/// A tag in words for translators.
pub(super) struct Tag<'a> {
    pub text: &'a str,
    pub number: usize,
    pub shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Open,
    Close,
    Sign,
}

/// The first tag, with the words before and after it.
pub(super) fn next_tag(text: &str) -> Option<(&str, Tag<'_>, &str)> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find('<').map(|at| from + at) {
        let rest = text.get(at..)?;
        if let Some(end) = rest.find('>')
            && let Some(tag) = tag(rest.get(..=end)?)
        {
            return Some((text.get(..at)?, tag, rest.get(end + 1..)?));
        }
        from = at + 1;
    }
    None
}

fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?.strip_suffix('>')?;
    let (shape, digits) = if let Some(rest) = inner.strip_prefix('x') {
        (Shape::Sign, rest.strip_suffix('/')?.trim_end())
    } else if let Some(rest) = inner.strip_prefix("/g") {
        (Shape::Close, rest)
    } else {
        (Shape::Open, inner.strip_prefix('g')?)
    };
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = if plain { digits.parse().ok()? } else { return None };
    Some(Tag { text, number, shape })
}
