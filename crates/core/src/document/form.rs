//! What stands on a sheet to write on: blanks, lines, and a letter that is the same in every language.
//!
//! In a form, `____` is a place to write on and `> [!LETTER]` begins a letter. Markdown would read the first as a line across
//! the page or as emphasis, so both are hidden from its parser, byte for byte, and found again in what it gives back.

use super::{Block, Document, Inline, Letter, signs, walk};
use crate::{
    diagnostic::{Diagnostic, Place, Span, rule},
    source::SourcePath,
};
use trousseau_text::Language;

/// How a hidden blank begins: punctuation, as an underscore is, and a sign that no text may hold.
const BLANK: &str = ",\u{1}";
/// How the hidden sign of a letter begins.
const LETTER: &str = ",\u{2}";
/// How both end.
const END: char = ',';
/// The fewest underscores that are a blank.
const FEWEST: usize = 3;
/// How a letter is written; both have as many bytes.
const MARKS: [&str; 2] = ["[!LETTER]", "[!LETTRE]"];

/// A body in which the signs of a form are hidden. Every byte keeps its place.
pub(super) fn hide(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(letter) = rest.chars().next() {
        let many = signs::day(rest).unwrap_or(rest.len() - rest.trim_start_matches('_').len());
        let (long, sign) = if many >= FEWEST {
            (many, BLANK)
        } else if is_mark(rest) && is_first(&out) {
            (MARKS[0].len(), LETTER)
        } else {
            out.push(letter);
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            continue;
        };
        out.push_str(sign);
        (sign.len() + 1..long).for_each(|_| out.extend(sign.chars().skip(1)));
        out.push(END);
        rest = rest.get(long..).unwrap_or_default();
    }
    out
}

fn is_mark(text: &str) -> bool {
    MARKS.iter().any(|mark| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)))
}

/// Whether a letter begins with this line: a quotation at the margin with the sign alone before its words.
pub(crate) fn begins_letter(line: &str) -> bool {
    line.strip_prefix('>').is_some_and(|rest| is_mark(rest.trim_start_matches([' ', '\t'])))
}

/// Whether a quotation begins right before, at the margin and with nothing else in its line: a letter stands in no list.
fn is_first(before: &str) -> bool {
    before.rsplit('\n').next().is_some_and(|line| line.trim_end() == ">")
}

/// The same text as it was written.
pub(super) fn show(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, many, after)) = blank(rest) {
        out.push_str(before);
        out.push_str(&"_".repeat(many));
        rest = after;
    }
    out + rest
}

/// What comes before the first blank of a text, how many signs it has, and what comes after.
pub(super) fn blank(text: &str) -> Option<(&str, usize, &str)> {
    let (before, rest) = text.split_once(BLANK)?;
    let end = rest.find(END)?;
    Some((before, BLANK.len() + end + 1, rest.get(end + 1..)?))
}

/// What comes after the sign of a letter, at the beginning of a text.
pub(super) fn letter(text: &str) -> Option<&str> {
    text.strip_prefix(LETTER)?.split_once(END).map(|(_, rest)| rest)
}

/// The blocks of a letter: it has no outline, so its headings are important words.
pub(super) fn write(mut blocks: Vec<Block>, language: Language, span: Span) -> Block {
    for block in &mut blocks {
        if let Block::Heading(heading) = block {
            *block = Block::Paragraph(vec![Inline::Strong(std::mem::take(&mut heading.text))]);
        }
    }
    Block::Letter(Box::new(Letter { language, blocks, span }))
}

/// How many lines a paragraph is, when it is nothing but lines to write on.
pub(super) fn lines(pieces: &[Inline]) -> Option<usize> {
    let is_blank = |piece: &Inline| matches!(piece, Inline::Blank(_));
    let is_space = |piece: &Inline| match piece {
        Inline::Text(text) => text.trim().is_empty(),
        piece => is_blank(piece) || matches!(piece, Inline::Break),
    };
    pieces.iter().all(is_space).then(|| pieces.iter().filter(|piece| is_blank(piece)).count())
}

/// Gives a translation the letters of its source, each in its place: who gets the letter reads the source's language, so its words
/// stand in one file only. What the translation has no place for is added at the end.
pub fn take_letters(translation: &mut Document, source: &Document, path: &SourcePath) -> Vec<Diagnostic> {
    let mut letters =
        source.blocks.iter().filter(|block| matches!(block, Block::Letter(_))).cloned().map(without_notes);
    let mut diagnostics = Vec::new();
    translation.blocks.retain_mut(|block| {
        let Block::Letter(own) = block else { return true };
        let words = own.blocks.iter().map(words).collect::<Vec<_>>().join(" ");
        if !words.trim().is_empty() {
            let words = super::diagnostics::excerpt(words.trim());
            let place = Place::span(path, own.span);
            diagnostics.push(Diagnostic::new(rule::letter::OWN_WORDS, place).with("words", words));
        }
        letters.next().map(|letter| *block = letter).is_some()
    });
    let left: Vec<Block> = letters.collect();
    if !left.is_empty() {
        diagnostics.push(Diagnostic::new(rule::letter::PLACE, Place::file(path)));
    }
    translation.blocks.extend(left);
    diagnostics
}

/// A letter that calls no footnotes: their numbers are those of its own text.
fn without_notes(mut letter: Block) -> Block {
    walk::lines_mut(std::slice::from_mut(&mut letter), &mut |_, line| {
        walk::inlines_mut(line, &mut |piece| {
            if matches!(piece, Inline::Footnote(_)) {
                *piece = Inline::Text(String::new());
            }
        });
    });
    letter
}

/// The words of a block of a letter.
fn words(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => walk::plain(text),
        Block::Heading(heading) => walk::plain(&heading.text),
        Block::Verbatim(text) => text.clone(),
        Block::List { items, .. } => {
            items.iter().flat_map(|item| item.blocks.iter().map(words)).collect::<Vec<_>>().join(" ")
        }
        Block::Quote(blocks) | Block::Alert(_, blocks) => {
            blocks.iter().map(words).collect::<Vec<_>>().join(" ")
        }
        Block::Table(table) => {
            let cells = table.head.iter().chain(table.rows.iter().flatten());
            std::iter::once(&table.caption)
                .chain(cells)
                .map(|line| walk::plain(line))
                .collect::<Vec<_>>()
                .join(" ")
        }
        _ => String::new(),
    }
}
