//! Levels of lists: a sub-list under `1.` needs three spaces, and many people write two.

use std::ops::Range;

use super::{
    Mends,
    lines::{Cursor, Fence, lines},
    numbers,
};

/// An item that is open: where it was written, where it stands now, and where its words begin.
struct Item {
    written: usize,
    now: usize,
    words: usize,
    /// The width of its mark and the space after it.
    mark: usize,
    /// The number of a numbered item.
    number: Option<u32>,
}

/// Everything that must move to the right to stay where it was meant.
pub(super) fn mends(body: &str) -> Mends {
    let mut mends = Mends::default();
    if !body.contains("\n ") {
        return mends;
    }
    let mut open: Vec<Item> = Vec::new();
    let mut fence = Fence::default();
    let mut after_blank = false;
    let lines = lines(body);
    // Where the row of points ends that was last looked at, and whether it comes back: each row is looked at once.
    let mut row = (0, false);
    for (number, line) in lines.iter().enumerate() {
        let mut at = Cursor::new(body, line);
        let gap = at.gap();
        let (tabs, indent) = (body[gap.range.clone()].contains('\t'), gap.range.len());
        if at.peek().is_none() {
            after_blank = true;
            continue;
        }
        let in_fence = fence.holds(0, at.rest());
        if indent == 0
            && (in_fence || !is_mark(at.clone()))
            && (after_blank || at.rest().starts_with(['>', '#', '|']))
        {
            open.clear();
        } else if !tabs && !gap.odd {
            let to = match item(at.clone()).filter(|_| !in_fence) {
                Some(item) => {
                    if indent == 1 && row.0 <= number {
                        row = returns(body, &lines, number + 1);
                    }
                    point((indent, indent == 1 && row.1), item, &mut open)
                }
                None => words(indent, after_blank || in_fence, &open),
            };
            if to > indent {
                mends.mend(gap.range.end..gap.range.end, " ".repeat(to - indent));
            }
        }
        after_blank = false;
    }
    mends
}

fn is_mark(at: Cursor) -> bool {
    item(at).is_some()
}

/// The mark at this place: its width with the space after it, and its number.
fn item(mut at: Cursor) -> Option<(usize, Option<u32>)> {
    let start = at.at;
    let number = match at.peek()? {
        '-' | '*' | '+' => {
            at.step();
            None
        }
        '0'..='9' => {
            let digits = at.rest().bytes().take_while(u8::is_ascii_digit).count();
            let number = at.rest().get(..digits).and_then(|digits| digits.parse().ok());
            if !numbers::is_markdown(&mut at) {
                return None;
            }
            Some(number?)
        }
        _ => return None,
    };
    let gap = at.gap();
    let space = gap.range.len();
    if space == 0 || gap.odd || at.peek().is_none() {
        return None;
    }
    // Four spaces and more begin a block of code one space after the mark.
    let space = if space > 4 { 1 } else { space };
    Some((gap.range.start - start + space, number))
}

/// Where the points behind spaces end from this line on, and whether a point at the edge comes then: the space was meant as a level.
fn returns(body: &str, lines: &[Range<usize>], from: usize) -> (usize, bool) {
    for (number, line) in lines.iter().enumerate().skip(from) {
        let mut at = Cursor::new(body, line);
        let indent = at.gap().range.len();
        if !is_mark(at) || indent == 0 {
            return (number, indent == 0 && is_mark(Cursor::new(body, line)));
        }
    }
    (lines.len(), false)
}

/// Where an item belongs that was written at this column, which may be a level behind one space.
fn point(
    (indent, is_level): (usize, bool),
    (mark, number): (usize, Option<u32>),
    open: &mut Vec<Item>,
) -> usize {
    while open.last().is_some_and(|item| item.written > indent) {
        open.pop();
    }
    let now = match open.last() {
        None => indent,
        Some(beside) if beside.written == indent => {
            let now = beside.now;
            open.pop();
            now
        }
        // One space is an untidy hand, unless others come back from it; two were meant as a level. The next number of the same list is
        // no sub-item.
        Some(above)
            if (indent >= above.written + 2 || is_level)
                && indent < above.words
                && !above.is_before(number) =>
        {
            above.words
        }
        Some(above) => {
            let now = indent + (above.now - above.written);
            if now < above.words {
                open.pop();
            }
            now
        }
    };
    open.push(Item { written: indent, now, words: now + mark, mark, number });
    now
}

/// Where words belong that go on with an item, after an empty line or in a block of code.
fn words(indent: usize, apart: bool, open: &[Item]) -> usize {
    if indent == 0 || !apart {
        return indent;
    }
    let Some(item) = open.iter().rev().find(|item| item.written + 2 <= indent) else { return indent };
    let moved = indent + (item.now - item.written);
    if moved < item.words && item.mark > 2 { item.words } else { moved }
}

impl Item {
    fn is_before(&self, number: Option<u32>) -> bool {
        matches!((self.number, number), (Some(own), Some(next)) if next == own + 1)
    }
}
