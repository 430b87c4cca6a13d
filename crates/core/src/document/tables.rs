//! Tables: each needs a caption and a heading for every column (WCAG 1.3.1), so that a screen reader can say where one is.

use std::{collections::VecDeque, ops::Range};

use super::{
    Block, Document, Inline, Table, Target,
    diagnostics::{Notes, excerpt},
    enumeration, walk,
};
use crate::diagnostic::{Diagnostic, Severity, Span, rule};

/// Gives every table its caption: the paragraph `: …` beside it, else the words of the heading above it.
pub(super) fn settle(document: &mut Document, diagnostics: &mut Notes<'_>) {
    let mut heading = Vec::new();
    settle_blocks(&mut document.blocks, &mut heading, diagnostics);
    for footnote in &mut document.footnotes {
        settle_blocks(footnote, &mut Vec::new(), diagnostics);
    }
}

fn settle_blocks(blocks: &mut Vec<Block>, heading: &mut Vec<Inline>, diagnostics: &mut Notes<'_>) {
    if !blocks.iter().any(concerns) {
        return;
    }
    let mut rest = VecDeque::from(std::mem::take(blocks));
    while let Some(mut block) = rest.pop_front() {
        match &mut block {
            Block::Heading(found) => *heading = found.text.clone(),
            Block::Table(table) => {
                let before = blocks.pop_if(|block| is_caption(block));
                let caption = before.and_then(into_caption).or_else(|| last_row(table)).or_else(|| {
                    // A caption between two tables belongs to the second: editors are told to write it before the table.
                    let after = rest.front().is_some_and(is_caption);
                    let next = matches!(rest.get(1), Some(Block::Table(_)));
                    if after && !next { rest.pop_front().and_then(into_caption) } else { None }
                });
                name(table, caption, heading, diagnostics);
                lists(table, diagnostics);
                dashes(table, diagnostics);
            }
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| settle_blocks(&mut item.blocks, heading, diagnostics))
            }
            Block::Alert(_, inner) | Block::Quote(inner) => settle_blocks(inner, heading, diagnostics),
            Block::Letter(letter) => settle_blocks(&mut letter.blocks, heading, diagnostics),
            _ => {}
        }
        blocks.push(block);
    }
    for block in blocks.iter_mut() {
        if let Some(table) = dates(block) {
            *block = Block::Table(Box::new(table));
        }
    }
}

/// The table of the dates of a delay, for which a caption asks that stands beside no table and names a fact.
fn dates(block: &mut Block) -> Option<Table> {
    let Block::Paragraph(text) = block else { return None };
    let span = asks_for_dates(text)?;
    let caption = without_mark(std::mem::take(text));
    Some(Table { caption, head: Vec::new(), rows: Vec::new(), span })
}

/// The bytes of the link to a fact in a caption.
fn asks_for_dates(text: &[Inline]) -> Option<Span> {
    let link = text.iter().find_map(|piece| match piece {
        Inline::Link(link) if matches!(link.to, Target::Fact(_)) => Some(link.span),
        _ => None,
    });
    link.filter(|_| is_caption_text(text))
}

/// Whether a block holds a table, or a heading that could be the caption of one.
fn concerns(block: &Block) -> bool {
    match block {
        Block::Table(_) | Block::Heading(_) => true,
        Block::Paragraph(text) => asks_for_dates(text).is_some(),
        Block::List { items, .. } => items.iter().any(|item| item.blocks.iter().any(concerns)),
        Block::Alert(_, inner) | Block::Quote(inner) => inner.iter().any(concerns),
        Block::Letter(letter) => letter.blocks.iter().any(concerns),
        _ => false,
    }
}

fn name(table: &mut Table, caption: Option<Vec<Inline>>, heading: &[Inline], diagnostics: &mut Notes<'_>) {
    table.caption = caption.unwrap_or_else(|| {
        let diagnostic = Diagnostic::new(rule::tables::CAPTION, diagnostics.place(table.span));
        diagnostics.say(diagnostic.with("heading", walk::plain(heading)));
        // The copy of a heading has no footnote references: a footnote would get two of them.
        heading.iter().filter(|piece| !matches!(piece, Inline::Footnote(_))).cloned().collect()
    });
    // The first column holds the names of the rows, so its own heading may be empty.
    for (at, cell) in table.head.iter().enumerate().skip(1) {
        if walk::plain(cell).trim().is_empty() {
            diagnostics.say(
                Diagnostic::new(rule::tables::HEAD, diagnostics.place(table.span)).with("column", at + 1),
            );
        }
    }
}

/// Tells of the first cell in which a list is written: a cell has no points, so readers see the signs.
fn lists(table: &Table, diagnostics: &mut Notes<'_>) {
    let cells = table.head.iter().chain(table.rows.iter().flatten());
    let Some(cell) = cells.into_iter().find(|cell| is_list(cell)) else { return };
    let diagnostic = Diagnostic::new(rule::markdown::RUN_ON, diagnostics.place(table.span));
    diagnostics.say(diagnostic.with("words", excerpt(&walk::plain(cell))));
}

/// Tells of a row of nothing but dashes: a second rule, or a table that nobody filled in.
fn dashes(table: &Table, diagnostics: &mut Notes<'_>) {
    let is_dash = |cell: &Vec<Inline>| {
        let text = walk::plain(cell);
        !text.trim().is_empty()
            && text.trim().chars().all(|letter| matches!(letter, '-' | '–' | '—' | '=' | ':' | ' '))
    };
    let is_rule = |row: &Vec<Vec<Inline>>| !row.is_empty() && row.iter().all(is_dash);
    let Some(row) = std::iter::once(&table.head).chain(&table.rows).find(|row| is_rule(row)) else { return };
    let words = row.iter().map(|cell| walk::plain(cell)).collect::<Vec<_>>().join(" | ");
    let diagnostic = Diagnostic::new(rule::tables::DASHES, diagnostics.place(table.span));
    diagnostics.say(diagnostic.with("words", excerpt(&words)));
}

/// Whether the lines of a cell begin as points do, or points stand in a row.
fn is_list(cell: &[Inline]) -> bool {
    const MARKS: [&str; 6] = ["- ", "– ", "• ", "* ", "· ", "▪ "];
    let begins = |text: &str| {
        let text = text.trim_start();
        MARKS.iter().any(|mark| text.starts_with(mark)) || enumeration::begins_point(text)
    };
    let first = |at: usize| at == 0 || matches!(cell.get(at - 1), Some(Inline::Break));
    let points = cell.iter().enumerate().filter(|(at, piece)| match piece {
        Inline::Text(text) => first(*at) && begins(text),
        _ => false,
    });
    let text = walk::plain(cell);
    let in_row = MARKS
        .iter()
        .any(|mark| text.strip_prefix(mark).is_some_and(|rest| rest.contains(&format!(" {mark}"))));
    points.count() > 1 || in_row || text.matches("• ").count() > 1 || enumeration::is_run_on(&text, "")
}

fn is_caption(block: &Block) -> bool {
    matches!(block, Block::Paragraph(text) if is_caption_text(text))
}

fn is_caption_text(text: &[Inline]) -> bool {
    let Some(Inline::Text(first)) = text.first() else { return false };
    first.strip_prefix(':').is_some_and(|rest| match rest.chars().next() {
        Some(letter) => letter.is_whitespace(),
        None => text.len() > 1,
    })
}

fn into_caption(block: Block) -> Option<Vec<Inline>> {
    let Block::Paragraph(text) = block else { return None };
    Some(without_mark(text))
}

fn without_mark(mut text: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = text.first_mut() {
        *first = first.trim_start_matches(':').trim_start().to_owned();
        if first.is_empty() {
            text.remove(0);
        }
    }
    text
}

/// Compares the cells of a row with those of the head; the parser leaves out those that are too many.
pub(super) fn fit(row: Range<usize>, columns: usize, notes: &mut Notes<'_>) {
    let line =
        notes.body().get(row.start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
    let cells = cells(line);
    let lost = cells.get(columns..).unwrap_or_default();
    let is_short = cells.len() < columns && !line.trim_start().starts_with(':');
    let is_long = lost.iter().any(|cell| !cell.is_empty());
    if !is_short && !is_long {
        return;
    }
    let place = notes.place(notes.span(row.start..row.start + line.len()));
    let mut diagnostic = Diagnostic::new(rule::tables::CELLS, place);
    if is_short {
        diagnostic.severity = Severity::Warning;
    }
    let words = if is_long { lost.join(" | ") } else { line.to_owned() };
    notes.say(diagnostic.with("cells", cells.len()).with("columns", columns).with("words", excerpt(&words)));
}

/// The cells of a row: what stands between bars that have no backslash before them.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let (mut cells, mut from) = (Vec::new(), 0);
    for (at, _) in line.match_indices('|').filter(|(at, _)| !line[..*at].ends_with('\\')) {
        cells.push(line[from..at].trim());
        from = at + 1;
    }
    let rest = line[from..].trim();
    if !rest.is_empty() || cells.is_empty() {
        cells.push(rest);
    }
    cells
}

/// A caption right below a table, without an empty line, is the table's last row to the parser: it is taken out and returned.
fn last_row(table: &mut Table) -> Option<Vec<Inline>> {
    let row = table.rows.pop_if(|row| match row.split_first() {
        Some((first, others)) => is_caption_text(first) && others.iter().all(Vec::is_empty),
        None => false,
    })?;
    row.into_iter().next().map(without_mark)
}
