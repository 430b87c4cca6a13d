//! Cuts right-to-left pieces of finished frames where the PDF writer cuts them.
//!
//! The writer gives each glyph of a font one text. Where the glyph stands for another one (a space for a no-break space, one
//! form of two letters), or a letter and its marks are several glyphs, it encloses them with a text of their own
//! (`ActualText`). Readers hear the parts of a piece as they were written, from left to right: so a word in which that
//! happens would come out of order. Cut there, each part is a piece, and pieces are in the order of the words.

use std::collections::HashMap;

use typst::{
    ecow::EcoString,
    layout::{Abs, Frame, FrameItem, Point},
    model::Document,
    text::{FontInstance, TextItem},
};
use typst_layout::{Page, PagedDocument};

/// The same pages, finished and in the order in which they are written, with right-to-left pieces cut.
pub fn cut(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| has_turned(&page.frame)) {
        return document;
    }
    let mut known = Known::default();
    let page = |page: &Page| Page { frame: known.frame(&page.frame), ..page.clone() };
    PagedDocument::new(document.pages().iter().map(page).collect(), document.info().clone())
}

/// Whether the glyphs of a piece stand in the order opposite to that of its letters.
fn is_turned(text: &TextItem) -> bool {
    match &text.glyphs[..] {
        [first, .., last] => first.range.start > last.range.start,
        _ => false,
    }
}

fn has_turned(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Text(text) => is_turned(text),
        FrameItem::Group(group) => has_turned(&group.frame),
        _ => false,
    })
}

/// The texts of glyphs, as far as they were written: the first text of each stands.
#[derive(Default)]
struct Known {
    fonts: Vec<FontInstance>,
    texts: HashMap<(usize, u16), EcoString>,
}

impl Known {
    fn frame(&mut self, old: &Frame) -> Frame {
        let mut new = Frame::new(old.size(), old.kind());
        if old.has_baseline() {
            new.set_baseline(old.baseline());
        }
        for (at, item) in old.items() {
            match item {
                FrameItem::Text(text) => self.text(*at, text, &mut new),
                FrameItem::Group(group) => {
                    let mut group = group.clone();
                    group.frame = self.frame(&group.frame);
                    new.push(*at, FrameItem::Group(group));
                }
                other => new.push(*at, other.clone()),
            }
        }
        new
    }

    fn text(&mut self, at: Point, text: &TextItem, out: &mut Frame) {
        let font = self.font(&text.font);
        if !is_turned(text) {
            for glyph in &text.glyphs {
                self.agrees(font, glyph.id, &text.text[glyph.range()]);
            }
            return out.push(at, FrameItem::Text(text.clone()));
        }
        let mut end = text.glyphs.len();
        // Where the piece begins that is still open, counted from the left: it grows to the left.
        let mut open: Option<std::ops::Range<usize>> = None;
        let mut parts = Vec::new();
        while let Some(last) = end.checked_sub(1) {
            let range = &text.glyphs[last].range;
            let start =
                text.glyphs[..end].iter().rposition(|glyph| glyph.range != *range).map_or(0, |at| at + 1);
            let letters = &text.text[text.glyphs[last].range()];
            // Each glyph is asked, also after one that does not agree: what it stands for is kept.
            let others = text.glyphs[start..end].iter().filter(|glyph| !self.agrees(font, glyph.id, letters));
            if others.count() == 0 && end - start == 1 {
                open = Some(start..open.map_or(end, |open| open.end));
            } else {
                parts.extend(open.take());
                parts.push(start..end);
            }
            end = start;
        }
        parts.extend(open);
        for part in parts {
            let before: Abs =
                text.glyphs[..part.start].iter().map(|glyph| glyph.x_advance.at(text.size)).sum();
            let piece = TextItem { glyphs: text.glyphs[part].to_vec(), ..text.clone() };
            out.push(Point::new(at.x + before, at.y), FrameItem::Text(piece));
        }
    }

    fn font(&mut self, font: &FontInstance) -> usize {
        self.fonts.iter().position(|known| known == font).unwrap_or_else(|| {
            self.fonts.push(font.clone());
            self.fonts.len() - 1
        })
    }

    /// Whether a glyph has this text; a new one gets it.
    fn agrees(&mut self, font: usize, glyph: u16, text: &str) -> bool {
        self.texts.entry((font, glyph)).or_insert_with(|| text.into()) == text
    }
}
