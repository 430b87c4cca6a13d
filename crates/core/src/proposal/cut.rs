//! A text cut into blocks that together hold each of its bytes.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    guide::split,
    source::SourcePath,
    translation::{self, Segment},
};
use trousseau_text::Language;

/// What a block is in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An entry of the head, or of a list of data.
    Entry,
    /// A block of the body: what its first segment is.
    Body(translation::Kind),
    /// What has no words of its own, such as the lines around the head.
    Mark,
    /// A text as a whole, where there was none before.
    Whole,
}

/// One block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The name of an entry, such as `title`; empty for others.
    pub key: String,
    /// The anchor of the heading above it; empty before the first one.
    pub section: String,
    /// Its bytes, without white space at the end.
    pub content: String,
    /// The white space between it and the next block.
    pub(super) gap: String,
    /// Its words as readers meet them, without the signs that mark them.
    pub words: String,
}

/// The blocks of a text whose lines end with `\n`. Their contents and gaps, one after the other, are the text.
pub fn blocks(text: &str, path: &SourcePath, language: Language) -> Vec<Block> {
    let segments = translation::segments(text, path, language).unwrap_or_default();
    let parts = split::split(text, path).ok().filter(|_| path.ends_with(".md"));
    let mut starts = BTreeSet::from([0]);
    match &parts {
        Some(parts) => {
            starts.extend(entries(parts.front_matter, parts.front_matter_offset));
            starts.insert(parts.front_matter_offset + parts.front_matter.len());
            starts.insert(parts.body_offset);
            starts.extend(paragraphs(text, parts.body_offset, &segments));
        }
        None if path.ends_with(".md") => starts.extend(paragraphs(text, 0, &segments)),
        None => starts.extend(entries(text, 0)),
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let ranges = starts.iter().copied().zip(ends).filter(|(start, end)| start < end);
    let body = parts.map_or(if path.ends_with(".md") { 0 } else { text.len() }, |parts| parts.body_offset);
    let pieces = ranges.map(|(start, end)| piece(text, start..end, body, &segments)).collect();
    let mut blocks = joined(pieces);
    // A heading is in its own section, and a block without words in that of the block before it.
    let mut section = String::new();
    for block in &mut blocks {
        match block.kind {
            Kind::Body(_) => section.clone_from(&block.section),
            _ => block.section.clone_from(&section),
        }
    }
    blocks
}

/// Where the entries of YAML begin: at the first level, and each entry of a list below it.
fn entries(yaml: &str, offset: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = offset;
    for line in yaml.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.len() - bare.len();
        let begins =
            if indent == 0 { !bare.trim().is_empty() } else { indent <= 2 && bare.starts_with("- ") };
        if begins {
            starts.push(at);
        }
        at += line.len();
    }
    starts
}

/// Where the blocks of a body begin: the lines in which segments begin, and those after an empty line that is in no segment.
fn paragraphs(text: &str, offset: usize, segments: &[Segment]) -> Vec<usize> {
    let body = segments.iter().filter(|segment| segment.span.start >= offset);
    let mut starts: Vec<usize> = body.map(|segment| line_start(text, segment.span.start)).collect();
    let (mut at, mut was_blank) = (offset, false);
    for line in text.get(offset..).unwrap_or_default().split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        let inside = || segments.iter().any(|one| one.span.start < at && at < one.span.end);
        if was_blank && !is_blank && !inside() {
            starts.push(at);
        }
        was_blank = is_blank;
        at += line.len();
    }
    starts
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// The block of these bytes; `body` is where the body begins.
fn piece(text: &str, range: Range<usize>, body: usize, segments: &[Segment]) -> Block {
    let whole = text.get(range.clone()).unwrap_or_default();
    let content = whole.trim_end();
    let own: Vec<&Segment> = segments.iter().filter(|segment| range.contains(&segment.span.start)).collect();
    let is_entry = range.start < body && content != "---";
    let key = if is_entry { key(content) } else { String::new() };
    let words = own.iter().map(|segment| segment.words()).collect::<Vec<_>>().join(" · ");
    let kind = match own.first() {
        _ if is_entry => Kind::Entry,
        Some(first) => Kind::Body(first.kind),
        None if content == "---" || content.is_empty() => Kind::Mark,
        None if range.start < body => Kind::Mark,
        None => Kind::Body(translation::Kind::Verbatim),
    };
    Block {
        kind,
        key,
        section: own.first().map(|first| first.section.clone()).unwrap_or_default(),
        content: content.to_owned(),
        gap: whole[content.len()..].to_owned(),
        words: if words.is_empty() { content.to_owned() } else { words },
    }
}

/// The name of an entry: what stands before its colon, in its first line that is no comment.
fn key(content: &str) -> String {
    let line = content.lines().find(|line| !line.trim_start().starts_with('#')).unwrap_or_default();
    // An entry of a list is told by its id alone: others may hold the same first field.
    let (bare, is_item) = (line.trim_start().trim_start_matches("- "), line.trim_start().starts_with("- "));
    let bare = bare.trim_start_matches('{');
    let Some((name, value)) = bare.split_once(':') else { return String::new() };
    if !is_item {
        return name.trim().to_owned();
    }
    let value = value.split([',', '}']).next().unwrap_or_default().trim();
    if name.trim() == "id" { format!("- {value}") } else { String::new() }
}

/// Joins what has no words and no empty line below it with what comes next: the line above a box, a comment above an entry.
fn joined(pieces: Vec<Block>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for piece in pieces {
        match blocks.last_mut() {
            Some(last) if piece.content.is_empty() => last.gap += &piece.gap,
            Some(last) if is_introduction(last) => {
                let content = format!("{}{}{}", last.content, last.gap, piece.content);
                let key = if piece.kind == Kind::Entry { key(&content) } else { String::new() };
                *last = Block { content, key, ..piece };
            }
            _ => blocks.push(piece),
        }
    }
    blocks
}

fn is_introduction(block: &Block) -> bool {
    let close = block.gap == "\n";
    let is_comment = block.content.lines().all(|line| line.trim_start().starts_with('#'));
    match block.kind {
        Kind::Entry => close && is_comment,
        Kind::Body(translation::Kind::Verbatim) => {
            close && block.words == block.content && !block.content.contains('\n')
        }
        _ => false,
    }
}
