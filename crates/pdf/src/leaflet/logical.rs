//! Puts right-to-left text in PDF files into reading order.
//!
//! Typst writes each right-to-left run from its left end, so a reader that follows the structure of the file hears the words
//! of a line backwards. This is corrected in the finished frames: every glyph stays where it is, only the order and the text
//! of the pieces change.

use typst::{
    layout::{Abs, Frame, FrameItem, Point},
    text::TextItem,
};

use super::clusters::{joined, without_marks};
use trousseau_text::Direction;

/// The same frame, of a document of this direction, with its right-to-left words in reading order.
pub fn logical(old: &Frame, direction: Direction) -> Frame {
    let mut new = Frame::new(old.size(), old.kind());
    if old.has_baseline() {
        new.set_baseline(old.baseline());
    }
    let mut run: Vec<(Point, TextItem)> = Vec::new();
    for (at, item) in old.items() {
        match item {
            FrameItem::Text(text) => {
                let joins = run
                    .last()
                    .is_none_or(|(before, last)| (before.x + last.width() - at.x).abs() < Abs::pt(0.05));
                if !joins {
                    write(&mut run, direction, &mut new);
                }
                run.push((*at, text.clone()));
            }
            // Underlines lie between the pieces of one run.
            FrameItem::Shape(..) => new.push(*at, item.clone()),
            other => {
                write(&mut run, direction, &mut new);
                let mut other = other.clone();
                if let FrameItem::Group(group) = &mut other {
                    group.frame = logical(&group.frame, direction);
                }
                new.push(*at, other);
            }
        }
    }
    write(&mut run, direction, &mut new);
    new
}

/// The mark (RLM) that the writer puts around left-to-right words in right-to-left text.
const MARK: char = '\u{200f}';

/// Writes a run of adjacent pieces, those of right-to-left phrases from right to left.
fn write(run: &mut Vec<(Point, TextItem)>, direction: Direction, out: &mut Frame) {
    let mut run = joined(std::mem::take(run));
    if !run.iter().any(|(_, text)| is_rtl(text)) {
        // The space at the end of a right-to-left line hangs out on its left, before the French words that it follows.
        let hangs = run.first().is_some_and(|(_, text)| text.text.trim().is_empty());
        if direction == Direction::Rtl && hangs {
            run.rotate_left(1);
        }
        out.push_multiple(run.into_iter().map(|(at, text)| (at, FrameItem::Text(without_marks(text)))));
        return;
    }
    let turned = match direction {
        Direction::Rtl => vec![true; run.len()],
        Direction::Ltr => phrases(&run, out),
    };
    let mut phrase = Vec::new();
    for ((at, text), turned) in run.into_iter().zip(turned) {
        // The marks have served: where one shares a glyph with a space, the writer would take that glyph out of its word.
        let text = without_marks(text);
        if turned {
            phrase.push((at, text));
        } else {
            turn(&mut phrase, out);
            out.push(at, FrameItem::Text(text));
        }
    }
    turn(&mut phrase, out);
}

/// Which pieces of a left-to-right line belong to right-to-left phrases in it: what runs so, what has no letters and stands
/// between two of these (UAX #9, N1), and the words between two marks.
///
/// `before` is what was written before: a space with nothing on its left hangs out at the end of a line of a right-to-left
/// paragraph.
fn phrases(run: &[(Point, TextItem)], before: &Frame) -> Vec<bool> {
    let mut belongs: Vec<bool> = run.iter().map(|(_, text)| is_rtl(text)).collect();
    if let [(at, blank), (_, first), ..] = run
        && blank.text.trim().is_empty()
        && is_rtl(first)
    {
        let is_left = |(place, item): &(Point, FrameItem)| {
            place.y == at.y && place.x < at.x && matches!(item, FrameItem::Text(_))
        };
        belongs[0] = !before.items().any(is_left);
    }
    let own: Vec<usize> = (0..run.len()).filter(|at| is_rtl(&run[*at].1)).collect();
    for pair in own.windows(2) {
        let between = &run[pair[0] + 1..pair[1]];
        let has_letters = between.iter().any(|(_, text)| text.text.contains(char::is_alphabetic));
        if !has_letters || pair.iter().all(|at| run[*at].1.text.contains(MARK)) {
            belongs[pair[0]..pair[1]].fill(true);
        }
    }
    belongs
}

/// Writes the pieces of a right-to-left phrase from right to left.
fn turn(phrase: &mut Vec<(Point, TextItem)>, out: &mut Frame) {
    for (at, text) in phrase.drain(..).rev() {
        for (shift, word) in words(text) {
            out.push(Point::new(at.x + shift, at.y), FrameItem::Text(word));
        }
    }
}

/// The words of a right-to-left piece, the first one first, each with its distance from the left end.
fn words(text: TextItem) -> Vec<(Abs, TextItem)> {
    let rtl = text.glyphs.windows(2).all(|pair| pair[0].range.start >= pair[1].range.start);
    let starts: Vec<usize> = (0..text.glyphs.len())
        .filter(|at| *at == 0 || rtl && &text.text[text.glyphs[*at].range()] == " ")
        .collect();
    let mut words = Vec::with_capacity(starts.len());
    let mut shift = Abs::zero();
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(text.glyphs.len());
        let word = TextItem { glyphs: text.glyphs[*start..end].to_vec(), ..text.clone() };
        let width = word.width();
        words.push((shift, word));
        shift += width;
    }
    words.reverse();
    words
}

/// Whether a piece runs from right to left: it has such letters, or the mark that says so.
pub fn is_rtl(text: &TextItem) -> bool {
    text.text.chars().any(|letter| {
        matches!(letter, MARK | '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    })
}
