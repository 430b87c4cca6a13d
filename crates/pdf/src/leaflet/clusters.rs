//! Letters with their marks in finished frames: a cluster is one piece, and the marks that only steer are taken out.

use typst::{
    ecow::EcoString,
    layout::{Em, Point},
    text::TextItem,
};

/// The mark (RLM) that the writer puts around left-to-right words in right-to-left text.
pub const MARK: char = '\u{200f}';

/// Adjacent pieces of a line, with each cluster whole: Typst draws a mark at another height as a piece of its own, which has the
/// text of the whole cluster, so a reader would hear the letter twice.
pub fn joined(run: Vec<(Point, TextItem)>) -> Vec<(Point, TextItem)> {
    let mut out: Vec<(Point, TextItem)> = Vec::with_capacity(run.len());
    for right in run {
        match out.pop() {
            Some(left) if share_cluster(&left.1, &right.1) => out.push(join(left, right)),
            Some(left) => out.extend([left, right]),
            None => out.push(right),
        }
    }
    out
}

/// Whether the last glyph of one piece and the first of the next are a letter and its mark, or two of its marks. A mark takes no
/// room, and is drawn on the left of its letter where the letters run from right to left.
fn share_cluster(left: &TextItem, right: &TextItem) -> bool {
    let (Some(last), Some(first)) = (left.glyphs.last(), right.glyphs.first()) else { return false };
    let mark = if is_rtl(left) { last } else { first };
    mark.x_advance.get().abs() < 1e-6
        && left.text[last.range()] == right.text[first.range()]
        && !left.text[last.range()].trim().is_empty()
        && (left.size, left.lang) == (right.size, right.lang)
        && left.font == right.font
        && left.fill == right.fill
}

/// One piece of two that share a cluster. What stood higher or lower says so for each of its glyphs.
fn join((at, left): (Point, TextItem), (place, right): (Point, TextItem)) -> (Point, TextItem) {
    let rtl = is_rtl(&left);
    let cluster = left.glyphs.last().map_or(0, |glyph| glyph.range().len());
    let (first, second) = if rtl { (&right, &left) } else { (&left, &right) };
    let mut text = first.text.clone();
    text.push_str(&second.text[cluster.min(second.text.len())..]);
    let moved = (first.text.len() - cluster.min(first.text.len())) as u16;
    // The letter stands on the line, its mark above or below.
    let lowered = left.glyphs.iter().all(|glyph| glyph.x_advance.get().abs() < 1e-6);
    let line = if lowered { place.y } else { at.y };
    let mut glyphs = Vec::with_capacity(left.glyphs.len() + right.glyphs.len());
    for (piece, y, is_second) in [(&left, at.y, rtl), (&right, place.y, !rtl)] {
        for glyph in &piece.glyphs {
            let mut glyph = glyph.clone();
            glyph.y_offset += Em::from_abs(line - y, piece.size);
            if is_second {
                glyph.range = glyph.range.start + moved..glyph.range.end + moved;
            }
            glyphs.push(glyph);
        }
    }
    (Point::new(at.x, line), TextItem { text, glyphs, ..left })
}

/// Whether a character only steers the direction of a line or where it breaks. What joins or parts letters is no such mark:
/// it belongs to the word.
fn steers(letter: char) -> bool {
    matches!(letter,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The same piece without the marks that only steer.
pub fn without_marks(text: TextItem) -> TextItem {
    if !text.text.contains(steers) {
        return text;
    }
    let mut kept = EcoString::with_capacity(text.text.len());
    let mut moved = Vec::with_capacity(text.text.len() + 1);
    for letter in text.text.chars() {
        moved.extend(std::iter::repeat_n(kept.len() as u16, letter.len_utf8()));
        if !steers(letter) {
            kept.push(letter);
        }
    }
    moved.push(kept.len() as u16);
    let mut glyphs = text.glyphs.clone();
    for glyph in &mut glyphs {
        let place = |at: u16| moved.get(usize::from(at)).copied().unwrap_or_default();
        glyph.range = place(glyph.range.start)..place(glyph.range.end);
    }
    // A glyph must stand for something (PDF/UA).
    if glyphs.iter().any(|glyph| glyph.range.is_empty()) {
        return text;
    }
    TextItem { text: kept, glyphs, ..text }
}

/// Whether a piece runs from right to left: it has such letters, or the mark that says so. Digits of every family run from left
/// to right.
pub fn is_rtl(text: &TextItem) -> bool {
    text.text.chars().any(|letter| {
        !letter.is_numeric() && !matches!(letter, '٪' | '٫' | '٬' | '؍') &&
        matches!(letter, MARK | '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    })
}
