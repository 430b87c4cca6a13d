//! The numbers of steps: after some have moved, each list counts again from its first one.

use super::{
    FRONT_MATTER, Side,
    gaps::{Gap, Gaps, number},
};
use crate::{
    document::markdown::{
        outline::{Around, Step},
        raw,
    },
    guide::split,
};

/// A list with numbers, as it is read.
struct Steps {
    /// The number of its first item.
    start: u64,
    /// The blocks with which its items begin.
    items: Vec<usize>,
    /// The block behind its last one.
    end: usize,
    /// Whether each item begins with a block.
    is_whole: bool,
}

impl Steps {
    /// The block behind an item.
    fn end_of(&self, item: usize) -> usize {
        self.items.get(item + 1).copied().unwrap_or(self.end)
    }
}

/// The lists with numbers of a body, by the places of their blocks in it, but those in which an item has no block of its own.
fn lists(body: &str) -> Vec<Steps> {
    let mut walk = Walk::default();
    for step in raw::outlined(body, 0, false).1 {
        match step {
            Step::Open(one) => walk.open(one),
            Step::Close => walk.close(),
            Step::Line => walk.line(),
            Step::Rule => {}
        }
    }
    walk.lists.retain(|list| list.is_whole);
    walk.lists
}

#[derive(Default)]
struct Walk {
    lists: Vec<Steps>,
    /// What is open, and of a list with numbers its place among them.
    around: Vec<(Around, Option<usize>)>,
    /// The list of an item that has no block yet.
    item: Option<usize>,
    blocks: usize,
}

impl Walk {
    fn open(&mut self, one: Around) {
        let mut of = None;
        match &one {
            Around::List(Some(start)) => {
                of = Some(self.lists.len());
                self.lists.push(Steps { start: *start, items: Vec::new(), end: 0, is_whole: true });
            }
            Around::Item(_) => {
                self.end_item();
                self.item = self.around.last().and_then(|(_, list)| *list);
            }
            _ => {}
        }
        self.around.push((one, of));
    }

    /// An item without a block: where it stands, nothing can be counted.
    fn end_item(&mut self) {
        if let Some(list) = self.item.take().and_then(|list| self.lists.get_mut(list)) {
            list.is_whole = false;
        }
    }

    fn close(&mut self) {
        match self.around.pop() {
            Some((Around::Item(_), _)) => self.end_item(),
            Some((_, Some(list))) => {
                if let Some(list) = self.lists.get_mut(list) {
                    list.end = self.blocks;
                }
            }
            _ => {}
        }
    }

    fn line(&mut self) {
        if let Some(list) = self.item.take().and_then(|list| self.lists.get_mut(list)) {
            list.items.push(self.blocks);
        }
        self.blocks += 1;
    }
}

/// How the source counts.
pub(super) struct Source<'a> {
    lists: Vec<Steps>,
    gaps: &'a Gaps,
}

impl<'a> Source<'a> {
    pub fn of(side: &Side, gaps: &'a Gaps) -> Self {
        let body = split::split(side.text, &"".into()).map_or("", |parts| parts.body);
        Self { lists: lists(body), gaps }
    }

    /// The number that is written before a block, and by how much the next one is written higher.
    fn count(&self, place: usize) -> Option<(u64, u64)> {
        let block = place.checked_sub(FRONT_MATTER)?;
        let found = self.lists.iter().find_map(|list| {
            let item = list.items.iter().position(|item| *item == block)?;
            Some((list, item))
        });
        let (list, item) = found?;
        let written = list.items.iter().map(|item| written(self.gaps.after(item + FRONT_MATTER - 1)));
        let written: Vec<Option<u64>> = written.collect();
        let is_same = written.len() > 1 && written.iter().all(|one| *one == Some(list.start));
        let step = u64::from(!is_same);
        Some((list.start + step * item as u64, step))
    }
}

fn written(gap: &str) -> Option<u64> {
    gap.get(number(gap)?)?.parse().ok()
}

/// What lies between the blocks, with lists that count again; `of` are the places of the blocks in the source. `None` where they do.
pub(super) fn counted(body: &str, gaps: &[Gap], of: &[Option<usize>], source: &Source) -> Option<Vec<Gap>> {
    let mut out = gaps.to_vec();
    let mut is_changed = false;
    for list in lists(body) {
        let own: Option<Vec<u64>> = list.items.iter().map(|item| written(&gaps.get(*item)?.text)).collect();
        let Some(own) = own.filter(|own| own.len() > 1 || own.first().is_some_and(|one| *one != 1)) else {
            continue;
        };
        if list.items.iter().all(|item| gaps.get(*item).is_some_and(|gap| gap.is_kept)) {
            continue;
        }
        let known = list.items.iter().zip(0..).find_map(|(item, before)| {
            let (number, step) = source.count((*of.get(*item)?)?)?;
            Some((number.checked_sub(step * before)?, step))
        });
        let Some((first, step)) = known else { continue };
        let counts = |step: u64| own.iter().zip(0..).all(|(number, place)| *number == first + step * place);
        if counts(1) || counts(0) {
            continue;
        }
        for item in 0..list.items.len() {
            is_changed |= renumber(&mut out, &list, item, first + step * item as u64).is_some();
        }
    }
    is_changed.then_some(out)
}

/// Writes a number before an item. What belongs to the item stands as far to the right as its first words.
fn renumber(gaps: &mut [Gap], list: &Steps, item: usize, to: u64) -> Option<()> {
    let at = *list.items.get(item)?;
    let gap = &mut gaps.get_mut(at)?.text;
    let range = number(gap)?;
    let new = to.to_string();
    let (old, inner) = (range.len(), at + 1..list.end_of(item));
    let behind = range.end + 1;
    if new.len() < old && !inner.is_empty() {
        gap.insert_str(behind, &" ".repeat(old - new.len()));
    }
    gap.replace_range(range, &new);
    let more = " ".repeat(new.len().saturating_sub(old));
    for gap in gaps.get_mut(inner)?.iter_mut().filter(|_| !more.is_empty()) {
        let lines = gap.text.split_inclusive('\n').enumerate();
        let text = lines.map(|(number, line)| {
            if number == 0 || line.trim().is_empty() && line.ends_with('\n') {
                line.to_owned()
            } else {
                format!("{more}{line}")
            }
        });
        let text: String = text.collect();
        // Behind the last line end stands the block itself.
        gap.text = if gap.text.ends_with('\n') { text + &more } else { text };
    }
    Some(())
}
