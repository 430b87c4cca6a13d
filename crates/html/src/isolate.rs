//! Isolates numbers and Latin words inside text of other scripts.
//!
//! A browser shows "01 23 45 67 89" in an Arabic sentence as "89 67 45 23 01" unless it is told that the number is
//! one run from left to right. This pass goes over each finished page, so that templates, strings and bodies need do
//! nothing, and nobody can forget it.

mod line;
mod mark;
mod plain;

use line::Item;
use mark::{attributes, mark, said, title};
use trousseau_text::{
    Language, Script, hyphens,
    runs::{Voices, is_one},
};

/// Marks every number and all words in other letters in a page, by the language of the text around them; and the short words with a
/// hyphen, which no line cuts.
///
/// `language` is the page's language; `voices` say in which language words are. Inside an element with a `lang`, that language
/// counts; elements with only a `dir`, and `bdi`, `bdo`, `svg`, `math`, `option`, are left as they are. Comments and raw text are never
/// touched. Where no markup can be, in the title and in what pictures and buttons are called, isolates of Unicode stand.
pub fn isolate(html: &str, language: Language, voices: Voices<'_>) -> String {
    // Searching for the single byte `<` is much faster than for `<body`, and the head has few tags.
    let body = html.match_indices('<').find(|(at, _)| html[*at..].starts_with("<body"));
    let start = body.map_or(html.len(), |(at, _)| at);
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    title(&html[..start], language, &mut out);
    let quick = language.script() == Script::LATIN;
    walk(&html[start..], quick, Walk::new(language, voices), &mut out);
    out
}

/// Writes the body of a page. A quick walk, for pages in Latin letters, does not read tag by tag what needs no mark.
fn walk<'a>(html: &'a str, quick: bool, mut walk: Walk<'a>, out: &mut String) {
    let mut rest = html;
    // The end of the last look, counted from the end of the page: no other look is needed before it.
    let mut looked = rest.len();
    loop {
        if quick && rest.len() <= looked && walk.line.is_empty() && walk.open.is_empty() {
            let look = plain::look(rest);
            looked = (rest.len() - look.looked).saturating_sub(1);
            out.push_str(&rest[..look.plain]);
            rest = &rest[look.plain..];
        }
        let Some(at) = find(rest, b'<') else { break };
        walk.line.extend((at > 0).then_some(Item::Text(&rest[..at])));
        let before = walk.rule;
        let length = walk.tag(&rest[at..]);
        let tag = &rest[at..at + length];
        rest = &rest[at + length..];
        if walk.goes_on(tag, before, out) {
            continue;
        }
        // What follows the first tag is raw text.
        let (tag, raw) = tag.split_at(tag.find('>').map_or(tag.len(), |end| end + 1));
        attributes(tag, walk.rule, out);
        out.push_str(raw);
    }
    walk.line.extend((!rest.is_empty()).then_some(Item::Text(rest)));
    walk.flush(walk.rule, out);
}

/// How many items are read as one line.
const LONGEST_LINE: usize = 200;

struct Walk<'a> {
    /// The open elements with a rule of their own, each with the number of open elements of the same name inside it.
    open: Vec<Open<'a>>,
    rule: Option<Language>,
    voices: Voices<'a>,
    /// What was read of the line and is not written yet.
    line: Vec<Item<'a>>,
    /// How many elements of the line are open.
    inside: usize,
}

struct Open<'a> {
    name: &'a str,
    inside: usize,
    before: Option<Language>,
}

impl<'a> Walk<'a> {
    fn new(language: Language, voices: Voices<'a>) -> Self {
        Self { open: Vec::new(), rule: Some(language), voices, line: Vec::new(), inside: 0 }
    }

    /// Handles a tag, a comment or a raw element, and returns its length in bytes.
    fn tag(&mut self, html: &'a str) -> usize {
        let to = || find(html, b'>').map_or(html.len(), |at| at + 1);
        match html.as_bytes().get(1) {
            Some(b'!') if html.starts_with("<!--") => html.find("-->").map_or(html.len(), |at| at + 3),
            Some(b'!' | b'?') => to(),
            Some(b'/') => {
                let length = to();
                self.close(name(&html[2..length]));
                length
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                let (length, speaks) = end(html);
                let name = name(&html[1..length]);
                // The content of these elements is not text of the page, so all of it is skipped.
                let whole = name.eq_ignore_ascii_case("svg") || is_raw(name.as_bytes());
                if whole && !html[..length].ends_with("/>") {
                    return length + raw_end(&html[length..], name);
                }
                if !whole {
                    self.enter(name, &html[1 + name.len()..length], speaks);
                }
                length
            }
            // A lone `<` is text.
            _ => 1,
        }
    }

    fn enter(&mut self, name: &'a str, attributes: &str, speaks: bool) {
        let inner = self.inner(name, attributes, speaks);
        if inner != self.rule {
            if attributes.ends_with("/>") || is_void(name) {
                return;
            }
            self.open.push(Open { name, inside: 0, before: self.rule });
            self.rule = inner;
        } else if let Some(open) = self.open.last_mut().filter(|open| open.name == name) {
            open.inside += 1;
        }
    }

    fn close(&mut self, name: &str) {
        match self.open.last_mut() {
            Some(open) if open.name == name && open.inside > 0 => open.inside -= 1,
            Some(open) if open.name == name => {
                self.rule = open.before;
                self.open.pop();
            }
            _ => {}
        }
    }

    /// The language whose runs are marked inside an element.
    fn inner(&self, name: &str, attributes: &str, speaks: bool) -> Option<Language> {
        if is_left(name.as_bytes()) || self.rule.is_none() && !speaks {
            return None;
        }
        if !speaks {
            return self.rule;
        }
        let direction = attribute(attributes, "dir");
        match attribute(attributes, "lang") {
            Some(tag) => Language::find(tag).filter(|language| {
                direction.is_none_or(|direction| direction.eq_ignore_ascii_case(language.direction().name()))
            }),
            None if direction.is_some() => None,
            None => self.rule,
        }
    }

    /// Takes a tag into the line, if it goes on after it; else writes the line, whose rule was `before`.
    fn goes_on(&mut self, tag: &'a str, before: Option<Language>, out: &mut String) -> bool {
        let end = tag.strip_prefix("</");
        let name = name(end.unwrap_or_else(|| tag.get(1..).unwrap_or_default()));
        if is_inside(name.as_bytes())
            && before.is_some()
            && self.rule == before
            && self.line.len() < LONGEST_LINE
        {
            if end.is_some() && self.inside > 0 {
                self.inside -= 1;
                self.line.push(Item::Close(tag));
                return true;
            }
            if end.is_none() && !tag.contains(" dir=") && !tag.contains(" lang=") {
                self.inside += 1;
                self.line.push(Item::Open(said(tag, self.rule)));
                return true;
            }
        }
        self.flush(before, out);
        false
    }

    /// Writes the line.
    fn flush(&mut self, rule: Option<Language>, out: &mut String) {
        let is_plain = |item: &Item<'_>, language| match item {
            Item::Text(text) => is_one(text, language) && !hyphens::has_some(text),
            _ => true,
        };
        let line = &self.line[..];
        match rule.filter(|language| !line.iter().all(|item| is_plain(item, *language))) {
            Some(language) => match line {
                // Most lines are one text.
                [Item::Text(text)] => mark(text, language, self.voices, out),
                _ => line::write(line, language, self.voices, out),
            },
            None => line.iter().for_each(|item| out.push_str(item.html())),
        }
        self.line.clear();
        self.inside = 0;
    }
}

/// Whether a line goes on inside an element of this name.
fn is_inside(name: &[u8]) -> bool {
    matches!(name, b"a" | b"em" | b"s" | b"strong")
}

/// Whether the content of an element is raw text, in which no tag counts.
fn is_raw(name: &[u8]) -> bool {
    const RAW: [&[u8]; 4] = [b"script", b"style", b"textarea", b"title"];
    matches!(name, [b's' | b't' | b'S' | b'T', ..]) && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw))
}

/// Whether an element is left as it is, with all that is in it.
fn is_left(name: &[u8]) -> bool {
    const LEFT: [&[u8]; 4] = [b"bdi", b"bdo", b"math", b"option"];
    matches!(name.len(), 3 | 4 | 6) && LEFT.iter().any(|left| name.eq_ignore_ascii_case(left))
}

/// The place of a byte that is no part of a letter; quicker than a search of the library over the few bytes between two tags.
fn find(html: &str, byte: u8) -> Option<usize> {
    html.bytes().position(|found| found == byte)
}

fn name(tag: &str) -> &str {
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    &tag[..tag.bytes().position(ends).unwrap_or(tag.len())]
}

/// The length of a tag in bytes, and whether it may have `lang` or `dir`. A `>` inside quotes does not end it.
fn end(html: &str) -> (usize, bool) {
    let bytes = html.as_bytes();
    let mut quote = None;
    let mut speaks = false;
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, quote) {
            (b'>', None) => return (at + 1, speaks),
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'=', None) => speaks |= matches!(bytes[at - 1] | 0x20, b'g' | b'r' | b' '),
            (_, Some(open)) if open == byte => quote = None,
            _ => {}
        }
    }
    (html.len(), speaks)
}

/// The length of an element's content and its end tag; an `svg` may hold another one.
fn raw_end(html: &str, name: &str) -> usize {
    let named =
        |at: usize| html.get(at..at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    let mut inside = 0_usize;
    for (at, _) in html.match_indices('<') {
        if html[at + 1..].starts_with('/') && named(at + 2) {
            match inside.checked_sub(1) {
                Some(less) => inside = less,
                None => return at,
            }
        } else if name.eq_ignore_ascii_case("svg")
            && named(at + 1)
            && !html[at..at + end(&html[at..]).0].ends_with("/>")
        {
            inside += 1;
        }
    }
    html.len()
}

fn is_void(name: &str) -> bool {
    let voids = [
        "br", "hr", "img", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "track",
    ];
    voids.iter().any(|void| name.eq_ignore_ascii_case(void))
}

/// Whether a tag with these attributes keeps to Latin letters from left to right: then nothing changes inside it.
fn keeps_latin(attributes: &str) -> bool {
    let is_ltr = |direction: &str| direction.eq_ignore_ascii_case("ltr");
    match attribute(attributes, "lang") {
        Some(tag) => {
            Language::find(tag).is_some_and(|language| language.script() == Script::LATIN)
                && attribute(attributes, "dir").is_none_or(is_ltr)
        }
        None => attribute(attributes, "dir").is_none(),
    }
}

/// The value of an attribute of a tag.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>');
        let length = rest.bytes().position(ends)?;
        let (found, after) = rest.split_at(length);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            if length == 0 {
                return None;
            }
            rest = after;
            continue;
        };
        let (value, next) = match value.bytes().next() {
            Some(quote @ (b'"' | b'\'')) => {
                let inner = &value[1..];
                find(inner, quote).map_or((inner, ""), |end| (&inner[..end], &inner[end + 1..]))
            }
            _ => {
                let ends = |byte: u8| byte.is_ascii_whitespace() || byte == b'>';
                value.split_at(value.bytes().position(ends).unwrap_or(value.len()))
            }
        };
        if found.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests;
