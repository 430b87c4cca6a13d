//! The lines of a body as they were written: where each stands in the file, and where its marks begin and end.
//!
//! [`super::read`] says what a text means; this says which bytes say it, so that the words of a line can be exchanged and every
//! other byte stays.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TextMergeWithOffset};

use super::{
    options,
    outline::{Around, Step},
};
use crate::document::{form, html, repair};

/// What a line is in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The words of a heading.
    Heading,
    /// A paragraph that stands for itself.
    Paragraph,
    /// A paragraph of an item of a list.
    Item,
    /// A cell of a table, in its head or below.
    Cell,
    /// The paragraph `: …` that names a table.
    Caption,
    /// The alternative text of a picture that stands alone.
    Alternative,
    /// The title of such a picture, which is shown below it.
    Legend,
    /// A paragraph of a framed box or a quotation.
    Box,
    /// A paragraph of a footnote.
    Note,
    /// Text that keeps its lines, between two fences.
    Verbatim,
}

/// A line of text, with the bytes of the file that hold its words and their marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// The bytes of the file, from its first word or mark to its last.
    pub range: Range<usize>,
    /// The parts of it that are more than plain words, in order.
    pub parts: Vec<Part>,
}

/// A part of a line that is more than plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The end of a line of the file within a line of text, with what stands before the next word: white space, `>`.
    Wrap(Range<usize>),
    /// A sign without words of its own, such as a line break; its name says which.
    Sign(String, Range<usize>),
    /// The first bytes of marked words, such as `[`; its name says what marks them.
    Open(String, Range<usize>),
    /// The last bytes of marked words, such as `](tel:115)`.
    Close(Range<usize>),
}

/// The lines of a body that starts at byte `offset` of the file, in order. The words of a letter are not among them.
pub fn lines(body: &str, offset: usize) -> Vec<Line> {
    outlined(body, offset, false).0
}

/// The same, with what stands around the lines; `letters` says whether the words of a letter are among them.
pub fn outlined(body: &str, offset: usize, letters: bool) -> (Vec<Line>, Vec<Step>) {
    if body.len() > super::MOST_BYTES {
        return (Vec::new(), Vec::new());
    }
    let repaired = repair::repair(body);
    let events = TextMergeWithOffset::new(Parser::new_ext(&repaired.text, options()).into_offset_iter());
    let mut walk = Walk {
        body: &repaired.text,
        roles: Vec::new(),
        line: Vec::new(),
        open: Vec::new(),
        lines: Vec::new(),
        steps: Vec::new(),
        letters,
    };
    for (event, range) in events {
        walk.event(event, range);
    }
    walk.end_line();
    let back = |range: &mut Range<usize>| {
        let start = repaired.back(range.start);
        *range = offset + start..offset + repaired.back(range.end).max(start);
    };
    let (mut lines, steps) = (walk.lines, walk.steps);
    for line in &mut lines {
        back(&mut line.range);
        for part in &mut line.parts {
            match part {
                Part::Wrap(range) | Part::Sign(_, range) | Part::Open(_, range) | Part::Close(range) => {
                    back(range)
                }
            }
        }
    }
    (lines, steps)
}

/// A part of a line while it is read: marked words hold what is in them.
enum Node {
    Words(Range<usize>),
    Wrap(Range<usize>),
    Sign(String, Range<usize>),
    Marked(String, Range<usize>, Vec<Node>),
}

impl Node {
    fn range(&self) -> &Range<usize> {
        match self {
            Node::Words(range) | Node::Wrap(range) | Node::Sign(_, range) | Node::Marked(_, range, _) => {
                range
            }
        }
    }
}

/// What the block that is open makes of its lines; `None` for what holds no line, such as HTML.
type Inside = Option<Role>;

struct Walk<'a> {
    body: &'a str,
    roles: Vec<Inside>,
    line: Vec<Node>,
    /// Marked words that are not closed: their name, their bytes, and the parts of the line around them.
    open: Vec<(String, Range<usize>, Vec<Node>)>,
    lines: Vec<Line>,
    steps: Vec<Step>,
    letters: bool,
}

impl<'a> Walk<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => match mark(&tag) {
                Some(name) => self.open.push((name, range, std::mem::take(&mut self.line))),
                None => self.start(&tag, range),
            },
            Event::End(_) if !self.open.is_empty() => self.close(),
            Event::End(_) => {
                self.end_line();
                self.roles.pop();
                self.steps.push(Step::Close);
            }
            Event::Rule => {
                self.end_line();
                self.steps.push(Step::Rule);
            }
            Event::Text(_) => self.line.push(Node::Words(range)),
            Event::Code(words) => self.line.push(Node::Sign(format!("code:{words}"), range)),
            Event::SoftBreak => self.line.push(Node::Wrap(self.with_margin(range))),
            Event::HardBreak => {
                let range = self.with_margin(range);
                self.line.push(Node::Sign("break".to_owned(), range));
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                let name = if html::is_break(&html) { "break".to_owned() } else { format!("html:{html}") };
                self.line.push(Node::Sign(name, range));
            }
            Event::FootnoteReference(label) => self.line.push(Node::Sign(format!("note:{label}"), range)),
            // The box to tick belongs to the item, not to its words.
            Event::TaskListMarker(is_ticked) => {
                if let Some(Step::Open(Around::Item(task))) =
                    self.steps.iter_mut().rev().find(|step| matches!(step, Step::Open(Around::Item(_))))
                {
                    *task = Some(is_ticked);
                }
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        self.end_line();
        let around = self.roles.last().copied().unwrap_or(Some(Role::Paragraph));
        // The words of a letter are those of the source in every language.
        let is_letter = || {
            let (before, quote) = self.body.split_at_checked(range.start).unwrap_or_default();
            (before.is_empty() || before.ends_with('\n')) && form::begins_letter(quote)
        };
        let is_letter = matches!(tag, Tag::BlockQuote(_)) && is_letter();
        self.steps.push(Step::Open(if is_letter { Around::Letter } else { Around::from(tag) }));
        self.roles.push(match tag {
            _ if around.is_none() => None,
            Tag::BlockQuote(_) if is_letter && !self.letters => None,
            Tag::Heading { .. } if around == Some(Role::Note) => around,
            Tag::Heading { .. } => Some(Role::Heading),
            Tag::BlockQuote(_) => Some(Role::Box),
            Tag::Item => Some(Role::Item),
            Tag::TableCell => Some(Role::Cell),
            Tag::FootnoteDefinition(_) => Some(Role::Note),
            Tag::CodeBlock(_) => Some(Role::Verbatim),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => None,
            _ => around,
        });
        debug_assert!(range.end <= self.body.len());
    }

    /// The end of a line with the white space and the `>` that stand before the next word.
    fn with_margin(&self, range: Range<usize>) -> Range<usize> {
        let rest = self.body.get(range.end..).unwrap_or_default();
        // A hard break ends with its line; of `\r\n` the parser may leave out the second byte.
        range.start..self.body.len() - rest.trim_start_matches([' ', '\t', '>', '\n', '\r']).len()
    }

    fn close(&mut self) {
        let Some((name, range, around)) = self.open.pop() else { return };
        let inner = std::mem::replace(&mut self.line, around);
        let whole = inner.is_empty() || name.starts_with("auto:");
        self.line.push(if whole { Node::Sign(name, range) } else { Node::Marked(name, range, inner) });
    }

    /// Takes the parts that came so far as one line.
    fn end_line(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        let nodes = std::mem::take(&mut self.line);
        let role = self.roles.last().copied().unwrap_or(Some(Role::Paragraph));
        let (Some(first), Some(last), Some(role)) = (nodes.first(), nodes.last(), role) else { return };
        if let ([Node::Marked(name, range, inner)], false) = (&nodes[..], role == Role::Cell)
            && let Some(address) = name.strip_prefix("picture:")
        {
            return self.picture(address, range.clone(), inner);
        }
        let mut range = first.range().start..last.range().end;
        // A word that begins with an escaped sign begins at its backslash.
        if role != Role::Verbatim && self.body.as_bytes().get(range.start.wrapping_sub(1)) == Some(&b'\\') {
            range.start -= 1;
        }
        if role == Role::Verbatim && !self.is_whole(&nodes, &range) {
            return;
        }
        let (role, range) = self.settle(role, range);
        let mut parts = Vec::new();
        flatten(&nodes, &mut parts);
        if !range.is_empty() {
            self.put(Line { role, range, parts });
        }
    }

    fn put(&mut self, line: Line) {
        self.lines.push(line);
        self.steps.push(Step::Line);
    }

    /// The line without white space at its ends, and a caption without its colon.
    fn settle(&self, role: Role, range: Range<usize>) -> (Role, Range<usize>) {
        let words = self.body.get(range.clone()).unwrap_or_default();
        let trimmed = words.trim_start();
        let caption = trimmed.strip_prefix(':').filter(|rest| rest.starts_with(char::is_whitespace));
        let (role, bare) = match (role, caption) {
            (Role::Paragraph | Role::Box | Role::Item, Some(rest)) => (Role::Caption, rest.trim_start()),
            (Role::Verbatim, _) => (role, words),
            _ => (role, trimmed),
        };
        let start = range.end - bare.len();
        (role, start..start + bare.trim_end().len())
    }

    /// Whether the lines of a block between fences stand one below the other without anything before them.
    fn is_whole(&self, nodes: &[Node], range: &Range<usize>) -> bool {
        let told: usize = nodes.iter().map(|node| node.range().len()).sum();
        told == range.len()
    }

    /// A picture alone: its alternative text is one line, its title another one.
    fn picture(&mut self, address: &str, range: Range<usize>, inner: &[Node]) {
        let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return };
        let (alt, after) = (first.range().start..last.range().end, last.range().end);
        let mut parts = Vec::new();
        flatten(inner, &mut parts);
        self.put(Line { role: Role::Alternative, range: alt, parts });
        let rest = self.body.get(after..range.end).unwrap_or_default();
        let behind = rest.find(address).map_or(0, |at| at + address.len());
        let title = rest.get(behind..).unwrap_or_default();
        let open = title.find(['"', '\'', '(']).map(|at| behind + at + 1);
        let close = rest.trim_end_matches(')').trim_end().rfind(['"', '\'', ')']);
        let (Some(open), Some(close)) = (open, close) else { return };
        // An escaped sign in a title has one meaning between quotes and another one in a line.
        if open < close && !rest[open..close].contains(['\\', '&', '\n', '[', ']', '*', '_', '<', '`', '~']) {
            let range = after + open..after + close;
            self.put(Line { role: Role::Legend, range, parts: Vec::new() });
        }
    }
}

/// The parts one after the other, marked words with their first and their last bytes.
fn flatten(nodes: &[Node], out: &mut Vec<Part>) {
    for node in nodes {
        match node {
            Node::Words(_) => {}
            Node::Wrap(range) => out.push(Part::Wrap(range.clone())),
            Node::Sign(name, range) => out.push(Part::Sign(name.clone(), range.clone())),
            Node::Marked(name, range, inner) => {
                let start = inner.first().map_or(range.end, |node| node.range().start);
                let end = inner.last().map_or(range.end, |node| node.range().end);
                out.push(Part::Open(name.clone(), range.start..start));
                flatten(inner, out);
                out.push(Part::Close(end..range.end));
            }
        }
    }
}

/// The name of what marks words; `None` for a block.
fn mark(tag: &Tag) -> Option<String> {
    Some(match tag {
        Tag::Emphasis => "emphasis".to_owned(),
        Tag::Strong => "strong".to_owned(),
        Tag::Strikethrough => "strike".to_owned(),
        Tag::Superscript | Tag::Subscript => "script".to_owned(),
        Tag::Link { link_type: LinkType::Autolink | LinkType::Email, dest_url, .. } => {
            format!("auto:{dest_url}")
        }
        Tag::Link { dest_url, .. } => format!("link:{dest_url}"),
        Tag::Image { dest_url, .. } => format!("picture:{dest_url}"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line as `role: bytes`, with its marks as `{name}`…`{/}`.
    fn shown(body: &str) -> Vec<String> {
        lines(body, 0)
            .into_iter()
            .map(|line| {
                let (mut out, mut at) = (format!("{:?}: ", line.role), line.range.start);
                for part in &line.parts {
                    let (sign, range) = match part {
                        Part::Wrap(range) => ("{wrap}".to_owned(), range),
                        Part::Sign(name, range) => (format!("{{{name}}}"), range),
                        Part::Open(name, range) => (format!("{{{name}}}"), range),
                        Part::Close(range) => ("{/}".to_owned(), range),
                    };
                    out += body.get(at..range.start).unwrap_or("?");
                    out += &sign;
                    at = range.end;
                }
                out + body.get(at..line.range.end).unwrap_or("?")
            })
            .collect()
    }

    #[test]
    fn every_line_is_found_where_it_was_written() {
        let body = "## Les papiers {#papiers .documents}\n\nAppelez le **[115](tel:115)**, c’est\ngratuit.\n\n\
                    - [ ] carte d’identité\n- un *bail*\n\n  Et ses pages.\n\n> [!IMPORTANT]\n> Ne payez\n> rien.\n\n\
                    : Plafonds\n\n| a | b |\n| --- | --- |\n| `x` | 1<br>2 |\n\n![Une carte](carte.png \"La ville\")\n\n\
                    Voir[^1] <https://a.fr>.\n\n[^1]: La loi.\n\n```\nNom\nAdresse\n```\n";
        let expected = [
            "Heading: Les papiers",
            "Paragraph: Appelez le {strong}{link:tel:115}115{/}{/}, c’est{wrap}gratuit.",
            "Item: carte d’identité",
            "Item: un {emphasis}bail{/}",
            "Item: Et ses pages.",
            "Box: Ne payez{wrap}rien.",
            "Caption: Plafonds",
            "Cell: a",
            "Cell: b",
            "Cell: {code:x}",
            "Cell: 1{break}2",
            "Alternative: Une carte",
            "Legend: La ville",
            "Paragraph: Voir{note:1} {auto:https://a.fr}.",
            "Note: La loi.",
            "Verbatim: Nom\nAdresse",
        ];
        assert_eq!(shown(body), expected);
    }

    #[test]
    fn escaped_signs_and_bullets_of_other_programs_stay_in_their_bytes() {
        assert_eq!(shown("\\*a\\* b\n\\- c\n"), ["Paragraph: \\*a\\* b{wrap}\\- c"]);
        assert_eq!(shown("• un\n• deux\n"), ["Item: un", "Item: deux"]);
        assert_eq!(shown("a  \nb\\\nc\n"), ["Paragraph: a{break}b{break}c"]);
        assert_eq!(shown("| a \\| b | c |\n| - | - |\n"), ["Cell: a \\| b", "Cell: c"]);
    }
}
