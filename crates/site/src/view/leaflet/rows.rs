//! Two bodies side by side: a source text and its translation, cut into rows with the same content.

use super::Row;
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Span, rule},
    document::{Block, Document, Heading, Item},
    guide::{GuideFrontMatter, Text, TranslationFrontMatter},
    library::Entry,
};

/// A section in which the two bodies have different blocks, so that it cannot be printed row by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The heading of the section in the source text; `None` for what comes before the first heading.
    pub source: Option<Span>,
    /// The heading of the section in the translation; `None` for what comes before the first heading.
    pub translation: Option<Span>,
}

/// Cuts both bodies into rows, section by section and block by block, the items of lists too.
///
/// A section whose blocks are of different kinds is a single row. When the headings themselves differ, the whole body is one.
pub fn rows<L: Clone>(source: &Document<L>, translation: &Document<L>) -> (Vec<Row<L>>, Vec<Parting>) {
    let (left, right) = (sections(&source.blocks), sections(&translation.blocks));
    if !left.iter().map(Section::level).eq(right.iter().map(Section::level)) {
        let row = Row { source: source.blocks.clone(), translation: translation.blocks.clone() };
        return (vec![row], vec![Parting { source: None, translation: None }]);
    }
    let (mut rows, mut partings) = (Vec::new(), Vec::new());
    for (left, right) in left.iter().zip(&right) {
        if left.fits(right) {
            if let (Some(own), Some(other)) = (left.heading, right.heading) {
                rows.push(row(
                    Block::Heading(Box::new(own.clone())),
                    Block::Heading(Box::new(other.clone())),
                ));
            }
            left.blocks.iter().zip(right.blocks).for_each(|(own, other)| pair(own, other, &mut rows));
        } else {
            rows.push(Row { source: left.all(), translation: right.all() });
            partings.push(parting(left, right));
        }
    }
    (rows, partings)
}

/// The sections in which two bodies differ, without the rows: cheap enough to do after each save.
fn partings<L>(source: &Document<L>, translation: &Document<L>) -> Vec<Parting> {
    let (left, right) = (sections(&source.blocks), sections(&translation.blocks));
    if !left.iter().map(Section::level).eq(right.iter().map(Section::level)) {
        return vec![Parting { source: None, translation: None }];
    }
    let pairs = left.iter().zip(&right).filter(|(left, right)| !left.fits(right));
    pairs.map(|(left, right)| parting(left, right)).collect()
}

fn parting<L>(left: &Section<L>, right: &Section<L>) -> Parting {
    let at = |section: &Section<L>| section.heading.map(|heading| heading.span);
    Parting { source: at(left), translation: at(right) }
}

/// A warning for each section of a translation that cannot stand line by line beside its source.
pub fn check(
    work: &Entry<GuideFrontMatter>,
    text: &Text<TranslationFrontMatter>,
    line: &dyn Fn(&Place) -> usize,
) -> Vec<Diagnostic> {
    let place =
        |path, span: Option<Span>| span.map_or_else(|| Place::file(path), |span| Place::span(path, span));
    let diagnostic = |parting: Parting| {
        let source = place(&work.source.path, parting.source);
        Diagnostic::new(rule::leaflets::ROWS, place(&text.path, parting.translation))
            .with("source", format!("{}:{}", source.path, line(&source)))
    };
    partings(&work.source.body, &text.body).into_iter().map(diagnostic).collect()
}

/// A heading and what stands below it, up to the next one.
struct Section<'a, L> {
    heading: Option<&'a Heading<L>>,
    blocks: &'a [Block<L>],
}

impl<L> Section<'_, L> {
    fn level(&self) -> Option<u8> {
        self.heading.map(|heading| heading.level)
    }

    /// Whether another section has blocks of the same kinds, in the same order.
    fn fits(&self, other: &Self) -> bool {
        self.blocks.iter().map(shape).eq(other.blocks.iter().map(shape))
    }
}

impl<L: Clone> Section<'_, L> {
    fn all(&self) -> Vec<Block<L>> {
        let heading = self.heading.map(|heading| Block::Heading(Box::new(heading.clone())));
        heading.into_iter().chain(self.blocks.iter().cloned()).collect()
    }
}

fn sections<L>(mut blocks: &[Block<L>]) -> Vec<Section<'_, L>> {
    let mut sections = Vec::new();
    while let Some(first) = blocks.first() {
        let (heading, rest) = match first {
            Block::Heading(heading) => (Some(&**heading), &blocks[1..]),
            _ => (None, blocks),
        };
        let end = rest.iter().position(|block| matches!(block, Block::Heading(_))).unwrap_or(rest.len());
        sections.push(Section { heading, blocks: &rest[..end] });
        blocks = &rest[end..];
    }
    sections
}

/// What a block and its translation have in common: the kind, and two counts (items; columns and rows).
fn shape<L>(block: &Block<L>) -> (&'static str, usize, usize) {
    match block {
        Block::Heading(heading) => ("heading", usize::from(heading.level), 0),
        Block::Paragraph(_) => ("paragraph", 0, 0),
        Block::List { start, items } => ("list", usize::from(start.is_some()), items.len()),
        Block::Alert(kind, _) => ("alert", *kind as usize, 0),
        Block::Quote(_) => ("quote", 0, 0),
        Block::Table(table) => ("table", table.head.len(), table.rows.len()),
        Block::Figure(_) => ("figure", 0, 0),
        Block::Verbatim(_) => ("verbatim", 0, 0),
        Block::Rule => ("rule", 0, 0),
        Block::Lines(_) => ("lines", 0, 0),
        Block::Letter(_) => ("letter", 0, 0),
        Block::Changed => ("changed", 0, 0),
    }
}

/// Adds two blocks of the same shape as rows: lists item by item, so that two people can point at the same line.
fn pair<L: Clone>(left: &Block<L>, right: &Block<L>, rows: &mut Vec<Row<L>>) {
    let (Block::List { start: own, items: left }, Block::List { start: other, items: right }) = (left, right)
    else {
        return rows.push(row(left.clone(), right.clone()));
    };
    let one = |start: &Option<u64>, at: u64, item: &Item<L>| Block::List {
        start: start.map(|start| start.saturating_add(at)),
        items: vec![item.clone()],
    };
    for (at, (left, right)) in (0..).zip(left.iter().zip(right)) {
        rows.push(row(one(own, at, left), one(other, at, right)));
    }
}

fn row<L>(source: Block<L>, translation: Block<L>) -> Row<L> {
    Row { source: vec![source], translation: vec![translation] }
}

#[cfg(test)]
mod tests;
