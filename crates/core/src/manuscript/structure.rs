//! Blocks put in, taken out and moved: what lies between two blocks is kept where it can be, and the whole is read again.

use std::collections::BTreeMap;

use super::{
    Around, Block, HEAD, Letter, key,
    wish::{New, Why},
    words::Care,
    work::{Expected, Id, Work},
    write::Manner,
};
use crate::{guide::split, translation::Kind};

/// A block that is to be put in.
pub(super) struct Line {
    pub new: New,
    pub letters: Vec<Letter>,
    /// What stands behind its words on their line: the anchor of a heading.
    pub close: String,
}

impl Line {
    /// A block of the text, to be put elsewhere; none for what has its place among others.
    pub fn of(work: &Work, at: usize) -> Option<Self> {
        let block = work.manuscript.blocks.get(at)?;
        let depth = block.around.iter().filter(|around| matches!(around, Around::List(_))).count();
        let ordered = block.around.iter().rev().find_map(|around| match around {
            Around::List(start) => Some(start.is_some()),
            _ => None,
        });
        let level = block.around.iter().find_map(|around| match around {
            Around::Heading(level) => Some(*level),
            _ => None,
        });
        let new = match block.kind {
            Kind::Heading => New::Heading(level?),
            Kind::Paragraph => New::Paragraph,
            Kind::Item if depth == 1 => New::Item { level: 0, ordered: ordered? },
            Kind::Box => New::Box,
            _ => return None,
        };
        let gap = work.text.get(block.span.end..).unwrap_or_default();
        let close = line_rest(gap).to_owned();
        Some(Self { new, letters: block.letters.clone(), close })
    }

    fn kind(&self) -> Kind {
        match self.new {
            New::Paragraph => Kind::Paragraph,
            New::Heading(_) => Kind::Heading,
            New::Item { .. } => Kind::Item,
            New::Box => Kind::Box,
        }
    }
}

/// Takes a block out.
pub(super) fn take_out(work: &mut Work, at: usize) -> Result<(), Why> {
    let blocks = &work.manuscript.blocks;
    let block = blocks.get(at).ok_or(Why::Place)?;
    match block.kind {
        Kind::Cell | Kind::Caption => return Err(Why::Table),
        Kind::Alt | Kind::Note | Kind::Verbatim => return Err(Why::Place),
        _ => {}
    }
    let before = work.end_of(at.saturating_sub(1));
    let after = blocks.get(at + 1).map_or(work.text.len(), |next| next.span.start);
    let gap = work.text.get(before..block.span.start).unwrap_or_default();
    let next_gap = work.text.get(block.span.end..after).unwrap_or_default();
    if has_foreign(gap) {
        return Err(Why::Place);
    }
    let previous = at.checked_sub(1).filter(|at| *at >= HEAD).and_then(|at| blocks.get(at));
    let is_first = previous.is_none_or(|one| !is_together(one, block));
    let goes_on = blocks.get(at + 1).is_some_and(|next| is_together(block, next));
    let between = if is_first && goes_on {
        // The next one is the first now: it takes the sign of the box or the list.
        gap.to_owned()
    } else {
        format!("{}{}", line_rest(gap), next_gap.get(line_rest(next_gap).len()..).unwrap_or_default())
    };
    let text = [work.text.get(..before), Some(&*between), work.text.get(after..)];
    let text: String = text.into_iter().flatten().collect();
    let mut expected = work.expected();
    expected.remove(at);
    if !work.prove(text, &expected) {
        return Err(Why::Place);
    }
    work.ids.remove(at);
    Ok(())
}

/// Puts a block in before the one of this place.
pub(super) fn put_in(work: &mut Work, at: usize, id: Id, line: &Line) -> Result<(), Why> {
    let mut at = at.min(work.manuscript.blocks.len());
    let in_table = |block: Option<&Block>| block.is_some_and(Block::is_cell);
    // What follows a cell stands behind its table.
    while at > HEAD
        && in_table(work.manuscript.blocks.get(at - 1))
        && in_table(work.manuscript.blocks.get(at))
    {
        at += 1;
    }
    let ways = [Care::Usual, Care::All].map(|care| placed(work, at, line, care));
    let mut expected = work.expected();
    expected.insert(at, Expected { key: key(&line.letters), kind: line.kind(), around: None });
    for text in ways {
        if work.prove(text, &expected) {
            work.ids.insert(at, id);
            return Ok(());
        }
    }
    Err(Why::Place)
}

/// The text with one more block.
fn placed(work: &Work, at: usize, line: &Line, care: Care) -> String {
    let blocks = &work.manuscript.blocks;
    let newline = if work.text.contains("\r\n") { "\r\n" } else { "\n" };
    let from = work.end_of(at.saturating_sub(1));
    let to = blocks.get(at).map_or(work.text.len(), |next| next.span.start);
    let gap = work.text.get(from..to).unwrap_or_default();
    let is_begin = at <= HEAD;
    let close = if is_begin { "" } else { line_rest(gap) };
    let rest = gap.get(close.len()..).unwrap_or_default();
    let previous = at.checked_sub(1).filter(|at| *at >= HEAD).and_then(|at| blocks.get(at));
    let begin = work.text.get(..from).unwrap_or_default();
    let end = work.text.get(to..).unwrap_or_default();
    let words = Manner { links: &BTreeMap::new(), in_cell: false, care }.written(&line.letters);
    let is_item = |block: Option<&Block>| block.is_some_and(|block| block.kind == Kind::Item);
    let is_new_item = matches!(line.new, New::Item { .. });
    if is_new_item && !is_item(previous) && is_item(blocks.get(at)) {
        // The first item of a list takes the sign of the one that was the first.
        let sign = rest.get(rest.rfind('\n').map_or(0, |line| line + 1)..).unwrap_or_default();
        return format!("{begin}{close}{rest}{words}{newline}{sign}{end}");
    }
    let empty = format!("{newline}{newline}");
    let open = match line.new {
        New::Paragraph => empty,
        New::Heading(level) => format!("{empty}{} ", "#".repeat(usize::from(level).clamp(2, 6))),
        New::Box if previous.is_some_and(|one| one.kind == Kind::Box) => format!("{newline}>{newline}> "),
        New::Box => format!("{empty}> "),
        New::Item { ordered, .. } => match previous.and_then(|one| item_sign(&work.text, one)) {
            Some(sign) => format!("{newline}{sign}"),
            None => format!("{empty}{}", if ordered { "1. " } else { "- " }),
        },
    };
    let open = if is_begin { open.replacen(newline, "", 1) } else { open };
    let is_apart = rest.trim_start_matches([' ', '\t']).strip_prefix(newline).is_none_or(|after| {
        after.trim_start_matches([' ', '>']).starts_with(['\r', '\n'])
            || after.trim().is_empty() && end.is_empty()
    });
    let pad = if is_apart || is_new_item && is_item(previous) { "" } else { newline };
    let rest = if is_begin && rest.trim().is_empty() && rest.is_empty() { newline } else { rest };
    format!("{begin}{close}{open}{words}{}{pad}{rest}{end}", line.close)
}

impl Work<'_> {
    /// Where a block ends; of the front matter, where the body begins.
    fn end_of(&self, at: usize) -> usize {
        if at < HEAD {
            return split::split(&self.text, self.reading.path).map_or(0, |parts| parts.body_offset);
        }
        self.manuscript.blocks.get(at).map_or(self.text.len(), |block| block.span.end)
    }
}

/// What stands before the end of the line.
fn line_rest(gap: &str) -> &str {
    gap.find(['\r', '\n']).and_then(|end| gap.get(..end)).unwrap_or_default()
}

/// Whether something stands between two blocks that belongs to neither.
fn has_foreign(gap: &str) -> bool {
    let mut lines: Vec<&str> = gap.lines().skip(1).collect();
    lines.pop();
    lines.iter().any(|line| {
        let bare = line.trim_matches(['>', ' ', '\t', '\r']);
        let is_alert = bare.starts_with("[!") && bare.ends_with(']');
        !bare.is_empty() && !is_alert
    })
}

/// Whether two blocks stand in the same box or list.
fn is_together(one: &Block, next: &Block) -> bool {
    let inside = |block: &Block| {
        let all = block.around.iter().filter(|around| matches!(around, Around::Box(_) | Around::List(_)));
        all.count()
    };
    let is_inner = |block: &Block| matches!(block.kind, Kind::Box | Kind::Item);
    is_inner(one) && one.kind == next.kind && inside(one) == inside(next)
}

/// The sign of the next item behind this one: the same bullet, the next number, a box without a tick.
fn item_sign(text: &str, block: &Block) -> Option<String> {
    if block.kind != Kind::Item {
        return None;
    }
    let begin = text.get(..block.span.start)?.rfind('\n').map_or(0, |end| end + 1);
    let sign = text.get(begin..block.span.start)?;
    let bare = sign.trim_start();
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let margin = sign.get(..sign.len() - bare.len())?;
    if digits > 0 {
        let number: u64 = bare.get(..digits)?.parse().ok()?;
        return Some(format!("{margin}{}{}", number.saturating_add(1), bare.get(digits..)?));
    }
    bare.starts_with(['-', '*', '+', '•']).then(|| sign.replace("[x]", "[ ]").replace("[X]", "[ ]"))
}

/// The bytes of a block as they would be written.
#[cfg(test)]
pub(super) fn shown(block: &Block) -> String {
    super::work::written(block, &block.letters, Care::Usual)
}
