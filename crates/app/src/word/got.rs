//! The blocks of a document that was read: paragraphs that somebody joined or struck out are put together as they stand now, or as
//! they stood before.

use trousseau_core::manuscript::{Letter, Sign, Style, hash, plain, settled};
use trousseau_exchange::word::{Cell, Document, Number, Paragraph, Seen};

/// How names of blocks and of our own words begin.
const BLOCK: &str = "_t";
const LABEL: &str = "_tl";

/// A block of a document.
#[derive(Clone, Debug, Default)]
pub struct Got {
    /// The name that the block was given when the document was made.
    pub name: Option<Name>,
    pub seen: Seen,
    pub number: Option<Number>,
    pub cell: Option<Cell>,
    pub frame: Option<usize>,
    pub letters: Vec<Letter>,
    /// Whether some of it stood there before.
    pub is_old: bool,
    pub comments: Vec<String>,
    /// Whether it stands where our own words stood, and says something else.
    pub is_label: bool,
}

/// The name of a block: its place, and the hash of what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub place: usize,
    pub hash: String,
}

/// The blocks as they stand now, or as they stood before.
pub fn blocks(document: &Document, now: bool) -> Vec<Got> {
    let (mut out, mut open): (Vec<Got>, Option<Got>) = (Vec::new(), None);
    let mut loose: Vec<String> = Vec::new();
    for paragraph in &document.paragraphs {
        let Some(mut got) = got(paragraph, now) else { continue };
        got.comments.splice(0..0, loose.drain(..));
        if let Some(before) = open.take() {
            if before.cell == got.cell {
                got = joined(before, got);
            } else {
                put(before, &mut out, &mut loose);
            }
        }
        let ends = if now { paragraph.ends.0 } else { paragraph.ends.1 };
        if ends {
            put(got, &mut out, &mut loose);
        } else {
            open = Some(got);
        }
    }
    open.into_iter().for_each(|got| put(got, &mut out, &mut loose));
    if let Some(last) = out.last_mut() {
        last.comments.append(&mut loose);
    }
    out
}

/// A paragraph as a block; none for our own words, as long as they say what they said.
fn got(paragraph: &Paragraph, now: bool) -> Option<Got> {
    let typed = paragraph.letters.iter().filter(|letter| if now { letter.now } else { letter.before });
    let letters: Vec<Letter> = typed.map(|letter| letter.letter.clone()).collect();
    let label = paragraph.names.iter().find_map(|name| name.strip_prefix(LABEL)?.split_once('_'));
    let is_label = label.is_some_and(|(_, own)| !settled(&letters).is_empty() && own != hash(&letters));
    if label.is_some() && !is_label {
        return None;
    }
    Some(Got {
        name: paragraph.names.iter().find_map(|name| self::name(name)),
        seen: if paragraph.seen == Seen::Label { Seen::Text } else { paragraph.seen },
        number: paragraph.number.clone(),
        cell: paragraph.cell,
        frame: paragraph.frame,
        is_old: paragraph
            .letters
            .iter()
            .any(|letter| letter.now && letter.before && !letter.letter.is_space()),
        letters,
        comments: paragraph.comments.clone(),
        is_label,
    })
}

fn name(name: &str) -> Option<Name> {
    let (place, hash) = name.strip_prefix(BLOCK)?.split_once('_')?;
    Some(Name { place: place.parse().ok()?, hash: hash.to_owned() })
}

/// Two paragraphs between which somebody struck the end out. One without words leaves no name.
fn joined(before: Got, after: Got) -> Got {
    if before.letters.is_empty() {
        return Got { comments: [before.comments, after.comments].concat(), ..after };
    }
    Got {
        letters: [before.letters, after.letters].concat(),
        comments: [before.comments, after.comments].concat(),
        name: before.name.or(after.name),
        is_old: before.is_old || after.is_old,
        ..before
    }
}

/// Takes a block; further paragraphs of a cell are lines of it, and what has no words is none.
fn put(got: Got, out: &mut Vec<Got>, loose: &mut Vec<String>) {
    let is_empty = settled(&got.letters).is_empty();
    let got = if is_empty { got } else { listed(got) };
    match out.last_mut() {
        Some(last) if got.cell.is_some() && last.cell == got.cell => {
            if !is_empty {
                last.letters.push(Letter { sign: Sign::Break, style: Style::default() });
                last.letters.extend(got.letters);
            }
            last.comments.extend(got.comments);
        }
        _ if is_empty => loose.extend(got.comments),
        _ => out.push(got),
    }
}

/// An item in a cell: what stood before it is written, since a cell has no lists.
fn listed(got: Got) -> Got {
    let (Some(_), Seen::Item { .. }) = (got.cell, got.seen) else { return got };
    let sign = got.number.as_ref().map_or("– ".to_owned(), |number| format!("{} ", number.shown));
    Got { letters: [plain(&sign), settled(&got.letters)].concat(), ..got }
}
