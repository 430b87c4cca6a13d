//! Puts right-to-left text in PDF files into reading order.
//!
//! Typst writes each right-to-left run from its left end, so a reader that follows the structure of the file hears the words
//! of a line backwards. This is corrected in the finished frames: every glyph stays where it is, only the order and the text
//! of the pieces change.

use typst::{
    introspection::Tag,
    layout::{Abs, Frame, FrameItem, Point},
    text::TextItem,
};

use super::clusters::{MARK, is_rtl, joined, without_marks};
use trousseau_text::Direction;

/// The same frame, of a document of this direction, with its right-to-left words in reading order.
pub fn logical(old: &Frame, direction: Direction) -> Frame {
    let mut new = Frame::new(old.size(), old.kind());
    if old.has_baseline() {
        new.set_baseline(old.baseline());
    }
    let mut line = Line { direction, run: Vec::new(), hanging: Vec::new(), open: 0, written: None, out: new };
    for (at, item) in old.items() {
        match item {
            FrameItem::Text(text) => line.text(*at, text),
            // Underlines lie between the pieces of one run.
            FrameItem::Shape(..) => line.out.push(*at, item.clone()),
            FrameItem::Group(group) => {
                line.write();
                line.reach(at.y + group.frame.baseline());
                let mut group = group.clone();
                group.frame = logical(&group.frame, direction);
                line.out.push(*at, FrameItem::Group(group));
            }
            FrameItem::Tag(tag) => {
                line.write();
                line.tag(tag);
                line.out.push(*at, item.clone());
            }
            other => {
                line.write();
                line.out.push(*at, other.clone());
            }
        }
    }
    line.write();
    line.end();
    line.out
}

/// A line that is being written.
struct Line {
    direction: Direction,
    /// Adjacent pieces that are not written yet.
    run: Vec<(Point, TextItem)>,
    /// The space at the end of the line, which has no width. On paper it stands on the left of a right-to-left line, before the
    /// words that it follows; it is written last.
    hanging: Vec<(Point, TextItem)>,
    /// How many elements of the structure were opened since.
    open: usize,
    /// The baseline of what was written last.
    written: Option<Abs>,
    out: Frame,
}

impl Line {
    fn text(&mut self, at: Point, text: &TextItem) {
        let joins =
            |(before, last): &(Point, TextItem)| (before.x + last.width() - at.x).to_pt().abs() < NEAR;
        if !self.run.last().is_none_or(joins) {
            self.write();
        }
        if self.run.is_empty() {
            self.reach(at.y);
        }
        self.run.push((at, text.clone()));
    }

    /// What comes next has this baseline: on another one, the line has ended.
    fn reach(&mut self, y: Abs) {
        if self.hanging.first().is_some_and(|(at, _)| (at.y - y).to_pt().abs() > NEAR) {
            self.end();
        }
    }

    /// An element of the structure begins or ends: one that began before the space does not end without it.
    fn tag(&mut self, tag: &Tag) {
        match (tag, self.open) {
            (Tag::Start(..), _) => self.open += 1,
            (Tag::End(..), 0) => self.end(),
            (Tag::End(..), open) => self.open = open - 1,
        }
    }

    fn end(&mut self) {
        let hanging = self.hanging.drain(..);
        self.out.push_multiple(hanging.map(|(at, text)| (at, FrameItem::Text(without_marks(text)))));
        self.open = 0;
    }

    /// Whether these first pieces of a line, signs without letters, run from right to left: "- " before a number in bold. No line begins
    /// with a space, so one on their left ends them.
    fn begins_with_space(&self, run: &[(Point, TextItem)]) -> bool {
        let begins = |(at, text): &(Point, TextItem)| {
            text.text.trim().is_empty()
                && self.written.is_none_or(|baseline| (at.y - baseline).to_pt().abs() > NEAR)
        };
        run.len() > 1
            && run.first().is_some_and(begins)
            && run.iter().all(|(_, text)| way(text) == Way::Either)
    }

    /// Writes the adjacent pieces, those of right-to-left phrases from right to left.
    fn write(&mut self) {
        let run = joined(std::mem::take(&mut self.run));
        let may_hang = self.direction == Direction::Rtl || run.iter().any(|(_, text)| is_rtl(text));
        let hangs = |(_, text): &(Point, TextItem)| {
            may_hang && text.text.trim().is_empty() && text.width() == Abs::zero()
        };
        let (hanging, run): (Vec<_>, Vec<_>) = run.into_iter().partition(hangs);
        if !hanging.is_empty() && self.hanging.is_empty() {
            self.open = 0;
        }
        self.hanging.extend(hanging);
        let turned = if !run.iter().any(|(_, text)| is_rtl(text)) {
            vec![self.begins_with_space(&run); run.len()]
        } else if self.direction == Direction::Rtl && is_rtl_line(&run) {
            vec![true; run.len()]
        } else {
            phrases(&run)
        };
        self.written = run.last().map(|(at, _)| at.y).or(self.written);
        let mut phrase = Vec::new();
        for ((at, text), turned) in run.into_iter().zip(turned) {
            // The marks have served: where one shares a glyph with a space, the writer would take that glyph out of its word.
            let way = way(&text);
            let text = without_marks(text);
            if turned {
                phrase.push((at, text, way));
            } else {
                turn(&mut phrase, &mut self.out);
                self.out.push(at, FrameItem::Text(text));
            }
        }
        turn(&mut phrase, &mut self.out);
    }
}

/// The mark (LRM) that it puts around right-to-left words in left-to-right text.
const OTHER_MARK: char = '\u{200e}';
/// Pieces that are nearer than this belong together, in points.
const NEAR: f64 = 0.05;

/// Whether a line with right-to-left words in a right-to-left document is of a right-to-left paragraph: its words from left
/// to right, if any, stand between marks. Beside the translation, a document has paragraphs of its source as well.
fn is_rtl_line(run: &[(Point, TextItem)]) -> bool {
    let has_marks = run.iter().any(|(_, text)| text.text.contains(MARK));
    has_marks || !run.iter().any(|(_, text)| !is_rtl(text) && text.text.contains(char::is_alphabetic))
}

/// Which pieces of a left-to-right line belong to right-to-left phrases in it: what runs so, what has no letters and stands
/// between two of these (UAX #9, N1), and the words between two marks.
fn phrases(run: &[(Point, TextItem)]) -> Vec<bool> {
    let mut belongs: Vec<bool> = run.iter().map(|(_, text)| is_rtl(text)).collect();
    let own: Vec<usize> = (0..run.len()).filter(|at| is_rtl(&run[*at].1)).collect();
    for pair in own.windows(2) {
        let between = &run[pair[0] + 1..pair[1]];
        let has_letters = between.iter().any(|(_, text)| {
            text.text.contains(|letter: char| letter.is_alphabetic() || letter == OTHER_MARK)
        });
        if !has_letters || pair.iter().all(|at| run[*at].1.text.contains(MARK)) {
            belongs[pair[0]..pair[1]].fill(true);
        }
    }
    // What stands beside them without a mark is theirs, such as a space before a number in the phrase.
    let bare = |at: &usize| way(&run[*at].1) == Way::Either && !run[*at].1.text.contains(OTHER_MARK);
    let (first, last) = (own.first().copied().unwrap_or(0), own.last().map_or(run.len(), |at| at + 1));
    if (0..first).all(|at| bare(&at)) {
        belongs[..first].fill(true);
    }
    if (last..run.len()).all(|at| bare(&at)) {
        belongs[last..].fill(true);
    }
    // A phrase between two marks is whole, with the numbers at its ends.
    let marks: Vec<usize> = (0..run.len()).filter(|at| run[*at].1.text.contains(OTHER_MARK)).collect();
    for pair in marks.windows(2) {
        if own.iter().any(|at| (pair[0] + 1..pair[1]).contains(at)) {
            belongs[pair[0] + 1..pair[1]].fill(true);
        }
    }
    belongs
}

/// Writes the pieces of a right-to-left phrase from right to left; those of a number or of words in it that run the other way
/// keep their order.
fn turn(phrase: &mut Vec<(Point, TextItem, Way)>, out: &mut Frame) {
    while let Some((at, text, way)) = phrase.pop() {
        let first = phrase.iter().rposition(|(.., way)| *way == Way::Rtl).map_or(0, |at| at + 1);
        let others = phrase.len() - first;
        let holds = way == Way::Ltr || phrase[first..].iter().any(|(.., way)| *way == Way::Ltr);
        if way != Way::Rtl && others > 0 && holds {
            out.push_multiple(phrase.drain(first..).map(|(at, text, _)| (at, FrameItem::Text(text))));
            out.push(at, FrameItem::Text(text));
            continue;
        }
        for (shift, word) in words(text) {
            out.push(Point::new(at.x + shift, at.y), FrameItem::Text(word));
        }
    }
}

/// The way a piece runs.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Rtl,
    Ltr,
    /// It has neither letters nor digits.
    Either,
}

fn way(text: &TextItem) -> Way {
    let runs = |letter: char| letter.is_alphanumeric();
    match is_rtl(text) {
        true => Way::Rtl,
        false if text.text.contains(runs) => Way::Ltr,
        false => Way::Either,
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
