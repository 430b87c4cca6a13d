//! Walks over a body: its headings, links and plain text, and a copy of it with every link looked up.

use super::{Block, Document, Heading, Image, Inline, Item, Letter, Link, Table};
use crate::diagnostic::Span;
use trousseau_text::words;

/// One use of a target: a link with its words, or an image with its alternative text.
#[derive(Clone, Debug, PartialEq)]
pub struct Use<'a, L> {
    /// The destination.
    pub to: &'a L,
    /// The words without markup; for an image its alternative text.
    pub text: String,
    /// The bytes of the file that hold it.
    pub span: Span,
}

impl<L> Document<L> {
    /// The headings, in order, also those inside other blocks.
    pub fn headings(&self) -> Vec<&Heading<L>> {
        let mut into = Vec::new();
        headings(&self.blocks, &mut into);
        into
    }

    /// All destinations in the body, each once.
    pub fn targets(&self) -> Vec<L>
    where
        L: Clone + Ord,
    {
        let mut targets: Vec<&L> = Vec::new();
        self.each(&mut |link| targets.push(link.to));
        targets.sort_unstable();
        targets.dedup();
        targets.into_iter().cloned().collect()
    }

    /// A copy of the body in which `change` has replaced every destination.
    pub fn map<'a, M>(&'a self, change: &mut dyn FnMut(Use<'a, L>) -> M) -> Document<M> {
        Document {
            blocks: map_blocks(&self.blocks, change),
            footnotes: self.footnotes.iter().map(|note| map_blocks(note, change)).collect(),
            words: self.words,
        }
    }
}

/// What a line of text belongs to: a heading, a caption, or anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The words of a heading.
    Heading,
    /// A paragraph, also in a list, a box or a footnote.
    Paragraph,
    /// The caption of a table.
    Caption,
    /// A cell of a table.
    Cell,
    /// Any line of a letter.
    Letter,
}

impl<L> Document<L> {
    /// Changes every line of text: the body first, then the footnotes.
    pub fn lines_mut(&mut self, change: &mut dyn FnMut(Role, &mut Vec<Inline<L>>)) {
        lines_mut(&mut self.blocks, change);
        self.footnotes.iter_mut().for_each(|note| lines_mut(note, change));
    }

    /// The headings, in order, to be changed.
    pub(super) fn headings_mut(&mut self) -> Vec<&mut Heading<L>> {
        let mut into = Vec::new();
        headings_mut(&mut self.blocks, &mut into);
        into
    }

    /// Counts the words of everything that is read, also in footnotes.
    pub(super) fn count_words(&self) -> usize {
        count(&self.blocks) + self.footnotes.iter().map(|note| count(note)).sum::<usize>()
    }
}

/// Changes every line of these blocks.
pub fn lines_mut<L>(blocks: &mut [Block<L>], change: &mut dyn FnMut(Role, &mut Vec<Inline<L>>)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => change(Role::Heading, &mut heading.text),
            Block::Paragraph(text) => change(Role::Paragraph, text),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| lines_mut(&mut item.blocks, change))
            }
            Block::Alert(_, blocks) | Block::Quote(blocks) => lines_mut(blocks, change),
            Block::Table(table) => {
                change(Role::Caption, &mut table.caption);
                table.head.iter_mut().for_each(|cell| change(Role::Cell, cell));
                table.rows.iter_mut().flatten().for_each(|cell| change(Role::Cell, cell));
            }
            Block::Letter(letter) => lines_mut(&mut letter.blocks, &mut |_, line| change(Role::Letter, line)),
            Block::Figure(_) | Block::Verbatim(_) | Block::Lines(_) | Block::Rule | Block::Changed => {}
        }
    }
}

/// Changes every piece of a line, the outer ones first.
pub fn inlines_mut<L>(inlines: &mut [Inline<L>], change: &mut dyn FnMut(&mut Inline<L>)) {
    for inline in inlines {
        change(inline);
        match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => {
                inlines_mut(inner, change)
            }
            Inline::Link(link) => inlines_mut(&mut link.text, change),
            Inline::Text(_) | Inline::Code(_) | Inline::Image(_) | Inline::Footnote(_) => {}
            Inline::Break | Inline::Blank(_) => {}
        }
    }
}

fn headings_mut<'a, L>(blocks: &'a mut [Block<L>], into: &mut Vec<&'a mut Heading<L>>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => into.push(heading),
            Block::Alert(_, blocks) | Block::Quote(blocks) => headings_mut(blocks, into),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| headings_mut(&mut item.blocks, into))
            }
            _ => {}
        }
    }
}

fn count<L>(blocks: &[Block<L>]) -> usize {
    let line = |text: &Vec<Inline<L>>| match &text[..] {
        [Inline::Text(text)] => words::count(text),
        text => words::count(&plain(text)),
    };
    let one = |block: &Block<L>| match block {
        Block::Heading(heading) => line(&heading.text),
        Block::Paragraph(text) => line(text),
        Block::List { items, .. } => items.iter().map(|item| count(&item.blocks)).sum(),
        Block::Alert(_, blocks) | Block::Quote(blocks) => count(blocks),
        Block::Table(table) => {
            let cells = table.head.iter().chain(table.rows.iter().flatten());
            line(&table.caption) + cells.map(line).sum::<usize>()
        }
        Block::Figure(image) => image.caption.as_deref().map_or(0, words::count),
        Block::Verbatim(text) => words::count(text),
        Block::Letter(letter) => count(&letter.blocks),
        Block::Lines(_) | Block::Rule | Block::Changed => 0,
    };
    blocks.iter().map(one).sum()
}

/// One link or image, borrowed from the body.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a, L> {
    /// The destination.
    pub to: &'a L,
    /// The bytes of the file that hold it.
    pub span: Span,
    text: &'a [Inline<L>],
}

impl<L> Seen<'_, L> {
    /// The words of the link.
    pub fn words(&self) -> String {
        plain(self.text)
    }
}

impl<L> Document<L> {
    /// Calls `look` for every link and image, in order; nothing is copied.
    pub fn each<'a>(&'a self, look: &mut dyn FnMut(Seen<'a, L>)) {
        each_block(&self.blocks, look);
        self.footnotes.iter().for_each(|note| each_block(note, look));
    }
}

/// Calls `look` for every link and image of these blocks, in order.
pub fn each_block<'a, L>(blocks: &'a [Block<L>], look: &mut dyn FnMut(Seen<'a, L>)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => each_inline(&heading.text, look),
            Block::Paragraph(text) => each_inline(text, look),
            Block::List { items, .. } => items.iter().for_each(|item| each_block(&item.blocks, look)),
            Block::Alert(_, blocks) | Block::Quote(blocks) => each_block(blocks, look),
            Block::Table(table) => {
                each_inline(&table.caption, look);
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| each_inline(cell, look));
            }
            Block::Figure(image) => look(Seen { to: &image.source, span: image.span, text: &[] }),
            Block::Letter(letter) => each_block(&letter.blocks, look),
            Block::Verbatim(_) | Block::Lines(_) | Block::Rule | Block::Changed => {}
        }
    }
}

fn each_inline<'a, L>(inlines: &'a [Inline<L>], look: &mut dyn FnMut(Seen<'a, L>)) {
    for inline in inlines {
        match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => {
                each_inline(inner, look)
            }
            Inline::Link(link) => {
                look(Seen { to: &link.to, span: link.span, text: &link.text });
                each_inline(&link.text, look);
            }
            Inline::Image(image) => look(Seen { to: &image.source, span: image.span, text: &[] }),
            Inline::Text(_) | Inline::Code(_) | Inline::Footnote(_) => {}
            Inline::Break | Inline::Blank(_) => {}
        }
    }
}

/// Whether nothing follows a piece in its line: a place to write on then goes on to the end of the line.
pub fn ends_line<L>(line: &[Inline<L>], at: usize) -> bool {
    matches!(line.get(at + 1), None | Some(Inline::Break))
}

/// The words without markup.
pub fn plain<L>(inlines: &[Inline<L>]) -> String {
    let mut out = String::new();
    write_plain(inlines, &mut out);
    out
}

fn write_plain<L>(inlines: &[Inline<L>], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => {
                write_plain(inner, out)
            }
            Inline::Link(link) => write_plain(&link.text, out),
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::Break => out.push(' '),
            Inline::Blank(_) => out.push('…'),
            Inline::Footnote(_) => {}
        }
    }
}

fn headings<'a, L>(blocks: &'a [Block<L>], into: &mut Vec<&'a Heading<L>>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => into.push(heading),
            Block::Alert(_, blocks) | Block::Quote(blocks) => headings(blocks, into),
            Block::List { items, .. } => items.iter().for_each(|item| headings(&item.blocks, into)),
            _ => {}
        }
    }
}

fn map_blocks<'a, L, M>(blocks: &'a [Block<L>], change: &mut dyn FnMut(Use<'a, L>) -> M) -> Vec<Block<M>> {
    blocks.iter().map(|block| map_block(block, change)).collect()
}

fn map_block<'a, L, M>(block: &'a Block<L>, change: &mut dyn FnMut(Use<'a, L>) -> M) -> Block<M> {
    match block {
        Block::Heading(heading) => Block::Heading(Box::new(Heading {
            level: heading.level,
            id: heading.id.clone(),
            pictogram: heading.pictogram.clone(),
            text: map_inlines(&heading.text, change),
            span: heading.span,
        })),
        Block::Paragraph(text) => Block::Paragraph(map_inlines(text, change)),
        Block::List { start, items } => {
            let item = |item: &'a Item<L>| Item { task: item.task, blocks: map_blocks(&item.blocks, change) };
            Block::List { start: *start, items: items.iter().map(item).collect() }
        }
        Block::Alert(kind, blocks) => Block::Alert(*kind, map_blocks(blocks, change)),
        Block::Quote(blocks) => Block::Quote(map_blocks(blocks, change)),
        Block::Table(table) => Block::Table(Box::new(Table {
            caption: map_inlines(&table.caption, change),
            head: table.head.iter().map(|cell| map_inlines(cell, change)).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| map_inlines(cell, change)).collect())
                .collect(),
            span: table.span,
        })),
        Block::Figure(image) => Block::Figure(Box::new(map_image(image, change))),
        Block::Verbatim(text) => Block::Verbatim(text.clone()),
        Block::Lines(many) => Block::Lines(*many),
        Block::Letter(letter) => Block::Letter(Box::new(Letter {
            language: letter.language,
            blocks: map_blocks(&letter.blocks, change),
            span: letter.span,
        })),
        Block::Rule => Block::Rule,
        Block::Changed => Block::Changed,
    }
}

fn map_inlines<'a, L, M>(
    inlines: &'a [Inline<L>],
    change: &mut dyn FnMut(Use<'a, L>) -> M,
) -> Vec<Inline<M>> {
    let one = |inline: &'a Inline<L>| match inline {
        Inline::Text(text) => Inline::Text(text.clone()),
        Inline::Strong(inner) => Inline::Strong(map_inlines(inner, change)),
        Inline::Emphasis(inner) => Inline::Emphasis(map_inlines(inner, change)),
        Inline::Strike(inner) => Inline::Strike(map_inlines(inner, change)),
        Inline::Code(text) => Inline::Code(text.clone()),
        Inline::Link(link) => {
            let to = change(Use { to: &link.to, text: plain(&link.text), span: link.span });
            Inline::Link(Box::new(Link { to, text: map_inlines(&link.text, change), span: link.span }))
        }
        Inline::Image(image) => Inline::Image(Box::new(map_image(image, change))),
        Inline::Footnote(number) => Inline::Footnote(*number),
        Inline::Break => Inline::Break,
        Inline::Blank(many) => Inline::Blank(*many),
    };
    inlines.iter().map(one).collect()
}

fn map_image<'a, L, M>(image: &'a Image<L>, change: &mut dyn FnMut(Use<'a, L>) -> M) -> Image<M> {
    Image {
        source: change(Use { to: &image.source, text: image.alt.clone(), span: image.span }),
        alt: image.alt.clone(),
        caption: image.caption.clone(),
        span: image.span,
    }
}
