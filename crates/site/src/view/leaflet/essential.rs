//! The part of a text that a fold-out carries: the sections that its editor has chosen, and whatever warns in the others.

use std::collections::BTreeSet;

use crate::view::text::{ContactView, Phone, Reference};
use trousseau_core::document::{Alert, Block, Document, Inline, Item, walk};
use trousseau_text::digits;

/// A number for emergencies has at most so many figures: 15, 115.
const SHORT: usize = 3;

/// A body without its other sections, and whether something was left out.
///
/// Alerts of danger stay, and so do lines with a number for emergencies that is not among `help`, which the back shows. Where nothing
/// is chosen, all stays but the section that only repeats `help`.
pub fn essential(
    body: Document<Reference>,
    chosen: &[&str],
    help: &[ContactView],
) -> (Document<Reference>, bool) {
    let shown: BTreeSet<&str> =
        help.iter().filter_map(|contact| Some(contact.phone.as_ref()?.href.as_str())).collect();
    let (mut kept, mut warnings) = (Vec::new(), Vec::new());
    let mut is_cut = false;
    for section in sections(body.blocks) {
        if is_wanted(&section, chosen, help) {
            kept.extend(section.blocks);
            continue;
        }
        is_cut |= !chosen.is_empty();
        let mut blocks = section.blocks.into_iter();
        let heading = blocks.next();
        let mut urgent = Vec::new();
        for block in blocks {
            match block {
                Block::Alert(Alert::Warning | Alert::Caution, _) => warnings.push(block),
                block => urgent.extend(calls(block, &shown)),
            }
        }
        if !urgent.is_empty() {
            kept.extend(heading.into_iter().chain(urgent));
        }
    }
    kept.append(&mut warnings);
    let (blocks, footnotes) = noted(kept, body.footnotes);
    (Document { blocks, footnotes, words: body.words }, is_cut)
}

/// A heading with what stands below it, and the anchors of all headings that it stands below.
struct Section {
    anchors: Vec<String>,
    blocks: Vec<Block<Reference>>,
}

/// The blocks by heading; what stands before the first one has no anchor.
fn sections(blocks: Vec<Block<Reference>>) -> Vec<Section> {
    let mut sections = vec![Section { anchors: Vec::new(), blocks: Vec::new() }];
    let mut open: Vec<(u8, String)> = Vec::new();
    for block in blocks {
        if let Block::Heading(heading) = &block {
            open.retain(|(level, _)| *level < heading.level);
            open.push((heading.level, heading.id.clone()));
            let anchors = open.iter().map(|(_, anchor)| anchor.clone()).collect();
            sections.push(Section { anchors, blocks: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.blocks.push(block);
        }
    }
    sections
}

/// Whether a section is carried: it or one above it is chosen; without a choice, unless the back repeats it.
fn is_wanted(section: &Section, chosen: &[&str], help: &[ContactView]) -> bool {
    if section.anchors.is_empty() {
        return true;
    }
    if chosen.is_empty() {
        return !is_repeated(&section.blocks, help);
    }
    section.anchors.iter().any(|anchor| chosen.contains(&anchor.as_str()))
}

/// Whether a section does nothing but name contacts of the back: each of its lines has one, and none has another.
fn is_repeated(blocks: &[Block<Reference>], help: &[ContactView]) -> bool {
    let is_shown = |contact: &ContactView| help.iter().any(|shown| shown.id == contact.id);
    let only_names = |block: &Block<Reference>| {
        let (mut names, mut others) = (false, false);
        each(block, &mut |to| match to {
            Reference::Contact(contact) if is_shown(contact) => names = true,
            Reference::Page { .. } => names = true,
            _ => others = true,
        });
        names && !others
    };
    let line = |block: &Block<Reference>| match block {
        Block::List { items, .. } => items.iter().all(|item| item.blocks.iter().all(only_names)),
        Block::Paragraph(_) => only_names(block),
        _ => false,
    };
    blocks.len() > 1 && blocks[1..].iter().all(line)
}

/// The lines of a block with a number for emergencies that is not shown.
fn calls(block: Block<Reference>, shown: &BTreeSet<&str>) -> Option<Block<Reference>> {
    let is_call = |block: &Block<Reference>| {
        let mut found = false;
        each(block, &mut |to| {
            let phone = match to {
                Reference::Phone(phone) => Some(phone),
                Reference::Contact(contact) => contact.phone.as_ref(),
                _ => None,
            };
            found |= phone.is_some_and(|phone| is_urgent(phone) && !shown.contains(phone.href.as_str()));
        });
        found
    };
    match block {
        Block::List { start, items } => {
            let items: Vec<Item<Reference>> =
                items.into_iter().filter(|item| item.blocks.iter().any(&is_call)).collect();
            (!items.is_empty()).then_some(Block::List { start, items })
        }
        block => is_call(&block).then_some(block),
    }
}

/// Whether a number is one for emergencies: short, or one of the European numbers 116 xxx.
pub fn is_urgent(phone: &Phone) -> bool {
    let figures = digits::of(&phone.text);
    figures.len() <= SHORT || figures.len() == 6 && figures.starts_with("116")
}

/// Calls `look` for the destination of every link of a block.
fn each(block: &Block<Reference>, look: &mut dyn FnMut(&Reference)) {
    walk::each_block(std::slice::from_ref(block), &mut |seen| look(seen.to));
}

/// These blocks with the footnotes that they still name, numbered anew.
fn noted(
    mut blocks: Vec<Block<Reference>>,
    footnotes: Vec<Vec<Block<Reference>>>,
) -> (Vec<Block<Reference>>, Vec<Vec<Block<Reference>>>) {
    if footnotes.is_empty() {
        return (blocks, footnotes);
    }
    let mut named: Vec<usize> = Vec::new();
    walk::lines_mut(&mut blocks, &mut |_, line| number(line, &mut named));
    let kept = named.iter().filter_map(|note| footnotes.get(note.checked_sub(1)?).cloned()).collect();
    (blocks, kept)
}

/// Gives each footnote of a line its place among those that are named.
fn number(line: &mut [Inline<Reference>], named: &mut Vec<usize>) {
    walk::inlines_mut(line, &mut |piece| {
        if let Inline::Footnote(note) = piece {
            let place = named.iter().position(|known| known == note).unwrap_or_else(|| {
                named.push(*note);
                named.len() - 1
            });
            *note = place + 1;
        }
    });
}
