//! A file of Markdown → its blocks, with the letters that readers see.

use std::{collections::BTreeMap, sync::Arc};

use super::{Around, Block, HEAD, Letter, Manuscript, Sign, Step, Style, letters, words::shown};
use crate::{
    document::markdown::{
        self, outline,
        raw::{self, Line, Part},
    },
    guide::split,
    source::SourcePath,
    translation::{Kind, segments},
};
use trousseau_text::Language;

/// The blocks of a file. `None` when it has no front matter that can be read. In the source language, the words of letters are
/// blocks, too.
pub fn read(text: &str, path: &SourcePath, language: Language, letters: bool) -> Option<Manuscript> {
    let parts = split::split(text, path).ok()?;
    let head = segments(text, path, language)?;
    let mut blocks: Vec<Block> = head
        .into_iter()
        .take(HEAD)
        .map(|segment| Block {
            kind: segment.kind,
            section: String::new(),
            span: segment.span,
            letters: letters::plain(&segment.raw.split_whitespace().collect::<Vec<_>>().join(" ")),
            raw: segment.raw,
            around: Vec::new(),
            links: BTreeMap::new(),
        })
        .collect();
    let sections = sections(parts.body, parts.body_offset, path, language);
    let (lines, way) = raw::outlined(parts.body, parts.body_offset, letters);
    let mut lines = lines.into_iter();
    let (mut steps, mut around) = (Vec::new(), Vec::new());
    for step in way {
        steps.push(match step {
            outline::Step::Open(inner) => {
                around.push(inner.clone());
                Step::Open(inner)
            }
            outline::Step::Close => {
                around.pop();
                Step::Close
            }
            outline::Step::Rule => Step::Rule,
            outline::Step::Line => {
                let Some(block) = lines.next().and_then(|line| block(text, &line, &around)) else { continue };
                let above = sections.partition_point(|(start, _)| *start <= block.span.start);
                let section = above.checked_sub(1).and_then(|place| sections.get(place));
                let section = section.map(|(_, id)| id.clone()).unwrap_or_default();
                blocks.push(Block { section, ..block });
                Step::Block(blocks.len() - 1)
            }
        });
    }
    Some(Manuscript { blocks, steps })
}

/// The headings: where each begins, and its anchor.
fn sections(body: &str, offset: usize, path: &SourcePath, language: Language) -> Vec<(usize, String)> {
    let document = markdown::read(body, offset, path, language).value;
    let mut places: Vec<(usize, String)> =
        document.headings().into_iter().map(|heading| (heading.span.start, heading.id.clone())).collect();
    places.sort_unstable();
    places
}

fn block(text: &str, line: &Line, around: &[Around]) -> Option<Block> {
    let raw = text.get(line.range.clone())?;
    // The sign with which a letter begins is no word of it.
    if around.contains(&Around::Letter) && crate::document::form::begins_letter(&format!(">{raw}")) {
        return None;
    }
    let kind = Kind::from(line.role);
    let mut reader = Reader { text, kind, letters: Vec::new(), style: Vec::new(), links: BTreeMap::new() };
    reader.line(line);
    Some(Block {
        kind,
        section: String::new(),
        span: line.range.clone(),
        raw: raw.to_owned(),
        letters: letters::settled(&reader.letters),
        around: around.to_vec(),
        links: reader.links,
    })
}

struct Reader<'a> {
    text: &'a str,
    kind: Kind,
    letters: Vec<Letter>,
    /// The marks that are open, each with all that were open before it.
    style: Vec<Style>,
    links: BTreeMap<Arc<str>, (String, String)>,
}

impl Reader<'_> {
    fn line(&mut self, line: &Line) {
        let mut at = line.range.start;
        let mut parts = line.parts.iter().peekable();
        let mut open: Vec<(String, usize, usize)> = Vec::new();
        while let Some(part) = parts.next() {
            let (Part::Wrap(range) | Part::Sign(_, range) | Part::Open(_, range) | Part::Close(range)) = part;
            self.words(at, range.start.max(at));
            at = range.end.max(at);
            match part {
                Part::Wrap(_) if self.kind == Kind::Verbatim => self.put(Sign::Break),
                Part::Wrap(_) => self.put(Sign::Char(' ')),
                Part::Sign(key, range) => self.sign(key, range.start, range.end),
                Part::Open(key, range) if key.starts_with("picture:") => {
                    let mut depth = 1;
                    for inner in parts.by_ref() {
                        match inner {
                            Part::Open(..) => depth += 1,
                            Part::Close(_) => depth -= 1,
                            _ => {}
                        }
                        let (Part::Wrap(inner)
                        | Part::Sign(_, inner)
                        | Part::Open(_, inner)
                        | Part::Close(inner)) = inner;
                        at = inner.end.max(at);
                        if depth == 0 {
                            break;
                        }
                    }
                    let raw = self.text.get(range.start..at).unwrap_or_default();
                    self.put(Sign::Raw(raw.into()));
                }
                Part::Open(key, range) => {
                    open.push((key.clone(), range.start, range.end));
                    let style = self.style.last().cloned().unwrap_or_default();
                    self.style.push(marked(style, key));
                }
                Part::Close(range) => {
                    self.style.pop();
                    let Some((key, start, end)) = open.pop() else { continue };
                    if let Some(address) = key.strip_prefix("link:") {
                        let bytes = |from, to| self.text.get(from..to).unwrap_or_default().to_owned();
                        let both = (bytes(start, end), bytes(range.start, range.end));
                        self.links.entry(address.into()).or_insert(both);
                    }
                }
            }
        }
        self.words(at, line.range.end);
    }

    fn put(&mut self, sign: Sign) {
        let style = self.style.last().cloned().unwrap_or_default();
        self.letters.push(Letter { sign, style });
    }

    fn words(&mut self, from: usize, to: usize) {
        let raw = self.text.get(from..to).unwrap_or_default();
        let words = if self.kind == Kind::Verbatim { raw.to_owned() } else { shown(raw) };
        for letter in words.chars() {
            self.put(if letter == '\n' { Sign::Break } else { Sign::Char(letter) });
        }
    }

    fn sign(&mut self, key: &str, from: usize, to: usize) {
        let style = self.style.last().cloned().unwrap_or_default();
        let raw = self.text.get(from..to).unwrap_or_default();
        if let Some(words) = key.strip_prefix("code:") {
            let style = Style { code: true, ..style };
            self.letters.extend(words.chars().map(|letter| Letter::new(letter, &style)));
        } else if let Some(address) = key.strip_prefix("auto:") {
            let words = raw.trim_start_matches('<').trim_end_matches('>');
            let style = Style { link: Some(address.into()), ..style };
            self.letters.extend(words.chars().map(|letter| Letter::new(letter, &style)));
            self.links.entry(address.into()).or_insert(("<".to_owned(), ">".to_owned()));
        } else if key == "break" {
            self.put(Sign::Break);
        } else {
            self.put(Sign::Raw(raw.into()));
        }
    }
}

/// The marks of words inside one more.
fn marked(style: Style, key: &str) -> Style {
    match key {
        "strong" => Style { strong: true, ..style },
        "emphasis" => Style { emphasis: true, ..style },
        "strike" => Style { strike: true, ..style },
        _ => match key.strip_prefix("link:") {
            Some(address) => Style { link: Some(address.into()), ..style },
            None => style,
        },
    }
}
