//! Inspects finished pages: text outside the margins, text over other text, and space that is left.

use typst::{
    foundations::{Label, Selector, Value},
    introspection::{Introspector, MetadataElem},
    layout::{Abs, Frame, FrameItem, Point, Transform},
    text::{Glyph, TextItem},
    utils::PicoStr,
};
use typst_layout::PagedDocument;

use super::pieces::Mark;
use trousseau_core::diagnostic::{Diagnostic, Rule, rule};

/// The margin in which nothing may be printed, in millimetres: printers leave it white.
pub const MARGIN: f64 = 10.0;
/// How far text may overlap a margin or another word, as a fraction of the size of its letters: where a line changes direction,
/// the space at its end hangs over on the other side.
const REACH: f64 = 0.3;

/// How near the edge of a picture words may come, as a fraction of its height: as wide as the white edge of a code.
const EDGE: f64 = 0.1;

/// Where a mark of the writer came to be on paper.
pub struct Spot {
    /// The number that the writer gave it.
    pub mark: usize,
    /// The page, from 0.
    pub page: usize,
    /// The distance from the top of the page, in millimetres.
    pub top: f64,
}

/// The positions of all marks, in the order of the text.
pub fn spots(document: &PagedDocument) -> Vec<Spot> {
    let introspector = document.introspector();
    let spot = |element: &typst::foundations::Content| {
        let place = introspector.position(element.location()?)?;
        let Value::Int(mark) = element.to_packed::<MetadataElem>()?.value else { return None };
        Some(Spot { mark: mark as usize, page: place.page.get() - 1, top: place.point.y.to_mm() })
    };
    introspector.query(&labelled("at")).iter().filter_map(spot).collect()
}

/// The page, from 0, on which a label of the template stands.
pub fn page_of(document: &PagedDocument, name: &str) -> Option<usize> {
    position_of(document, name).map(|(page, _)| page)
}

/// The page, from 0, of a label of the template, and its distance from the top, in millimetres.
pub fn position_of(document: &PagedDocument, name: &str) -> Option<(usize, f64)> {
    let introspector = document.introspector();
    let found = introspector.query_first(&labelled(name))?;
    let place = introspector.position(found.location()?)?;
    Some((place.page.get() - 1, place.point.y.to_mm()))
}

/// The distance of the first explained word at the foot of a page from its top, in millimetres.
pub fn first_note(document: &PagedDocument, page: usize) -> Option<f64> {
    let introspector = document.introspector();
    let notes = introspector.query(&labelled("foot-note"));
    let places = notes.iter().filter_map(|note| introspector.position(note.location()?));
    places.filter(|place| place.page.get() == page + 1).map(|place| place.point.y.to_mm()).reduce(f64::min)
}

/// A height that the template has measured and stored under this label, in millimetres.
pub fn tall(document: &PagedDocument, name: &str) -> Option<f64> {
    let found = document.introspector().query_first(&labelled(name))?;
    match found.to_packed::<MetadataElem>()?.value {
        Value::Float(tall) => Some(tall),
        _ => None,
    }
}

/// What the template has found to be too much for a page: its id, and by how many millimetres.
pub fn too_much(document: &PagedDocument) -> Vec<(String, f64)> {
    let found = document.introspector().query(&labelled("too-much"));
    let one = |element: &typst::foundations::Content| match &element.to_packed::<MetadataElem>()?.value {
        Value::Array(pair) => match pair.as_slice() {
            [Value::Str(id), Value::Float(over)] => Some((id.to_string(), *over)),
            _ => None,
        },
        _ => None,
    };
    found.iter().filter_map(one).collect()
}

fn labelled(name: &str) -> Selector {
    Selector::Label(Label::new(PicoStr::intern(name)).expect("a label of our own has letters"))
}

/// A piece of text on a page: its box in millimetres and its words.
struct Piece<'a> {
    left: f64,
    right: f64,
    line: f64,
    size: f64,
    text: &'a TextItem,
}

/// What a picture shows, without its edge, in millimetres.
struct Drawn {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Drawn {
    /// Whether words stand on it: the half of a letter above its line is what every script has.
    fn is_under(&self, piece: &Piece<'_>) -> bool {
        let reach = REACH * piece.size;
        piece.right.min(self.right) - piece.left.max(self.left) > reach
            && piece.line > self.top
            && piece.line - 0.5 * piece.size < self.bottom
    }
}

/// The pictures of a page. One that is lower than a line of text has its words beside it, and lines to write on are pictures that one
/// writes above. One that goes beyond the page is what makes the text too long, which is told as such.
fn pictures(frame: &Frame) -> Vec<Drawn> {
    /// The least height of a picture that is looked at, in millimetres.
    const LEAST: f64 = 8.0;
    let mut pictures = Vec::new();
    walk(frame, Transform::identity(), &mut |at, item| {
        let FrameItem::Image(_, size, _) = item else { return };
        let (left, top, width, height) = (at.x.to_mm(), at.y.to_mm(), size.x.to_mm(), size.y.to_mm());
        if height >= LEAST && top + height <= frame.height().to_mm() {
            let edge = EDGE * height;
            pictures.push(Drawn {
                left: left + edge,
                right: left + width - edge,
                top: top + edge,
                bottom: top + height - edge,
            });
        }
    });
    pictures
}

/// The lowest line of text on a page above its foot, in millimetres from the top; 0 for a white page.
pub fn lowest(frame: &Frame, foot: f64) -> f64 {
    let end = frame.height().to_mm() - foot;
    pieces(frame).iter().map(|piece| piece.line).filter(|line| *line < end).fold(0.0, f64::max)
}

/// The lowest point of anything on a page above its foot, in millimetres from the top: on a sheet to write on, lines and
/// empty cells are as much as words.
pub fn deepest(frame: &Frame, foot: f64) -> f64 {
    let (end, mut deepest) = (frame.height().to_mm() - foot, 0.0);
    walk(frame, Transform::identity(), &mut |at, item| {
        let below = match item {
            FrameItem::Image(_, size, _) => size.y,
            FrameItem::Shape(shape, _) => shape.bbox(false).max.y,
            FrameItem::Text(_) => Abs::zero(),
            _ => return,
        };
        let low = (at.y + below).to_mm();
        if low < end {
            deepest = f64::max(deepest, low);
        }
    });
    deepest
}

/// Reports text that a printer would cut off and text that covers other text.
pub fn look(document: &PagedDocument, marks: &[Mark]) -> Vec<Diagnostic> {
    let spots = spots(document);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for (number, page) in document.pages().iter().enumerate() {
        let mut pieces = pieces(&page.frame);
        let (width, height) = (page.frame.width().to_mm(), page.frame.height().to_mm());
        let mut say = |rule: Rule, piece: &Piece<'_>| {
            let near = spots.iter().rev().find(|spot| (spot.page, spot.top) <= (number, piece.line));
            let Some(mark) = near.or(spots.first()).and_then(|spot| marks.get(spot.mark)) else { return };
            let diagnostic = Diagnostic::new(rule, mark.place.clone())
                .with("section", &mark.section)
                .with("words", piece.text.text.as_str());
            if !diagnostics
                .iter()
                .any(|known| known.rule == diagnostic.rule && known.place == diagnostic.place)
            {
                diagnostics.push(diagnostic);
            }
        };
        for piece in &pieces {
            let reach = REACH * piece.size;
            let (least, most) = (MARGIN - reach, width - MARGIN + reach);
            let bottom = height - MARGIN + reach;
            if piece.left < least || piece.right > most || piece.line < least || piece.line > bottom {
                say(rule::leaflet::OUTSIDE, piece);
            }
        }
        let pictures = pictures(&page.frame);
        for piece in pieces.iter().filter(|piece| pictures.iter().any(|picture| picture.is_under(piece))) {
            say(rule::leaflet::OVERLAP, piece);
        }
        pieces.sort_by(|a, b| a.line.total_cmp(&b.line));
        for (at, piece) in pieces.iter().enumerate() {
            let near = pieces[at + 1..].iter().take_while(|other| other.line - piece.line < 0.4 * piece.size);
            for other in near {
                if piece.right.min(other.right) - piece.left.max(other.left) > REACH * piece.size {
                    say(rule::leaflet::OVERLAP, other);
                }
            }
        }
    }
    diagnostics
}

fn pieces(frame: &Frame) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    walk(frame, Transform::identity(), &mut |at, item| {
        let FrameItem::Text(text) = item else { return };
        // White space at the end of a line may hang over the margin: nothing of it is drawn.
        let white = |glyph: &&Glyph| text.text[glyph.range()].trim().is_empty();
        let width = |glyph: &Glyph| glyph.x_advance.at(text.size).to_mm();
        let before: f64 = text.glyphs.iter().take_while(white).map(width).sum();
        let after: f64 = text.glyphs.iter().rev().take_while(white).map(width).sum();
        if !text.glyphs.iter().all(|glyph| white(&glyph)) {
            let (left, line) = (at.x.to_mm(), at.y.to_mm());
            let right = left + text.width().to_mm() - after;
            pieces.push(Piece { left: left + before, right, line, size: text.size.to_mm(), text });
        }
    });
    pieces
}

/// Calls `look` for every item of a frame but groups, with its position: of a text, its left end on the baseline.
pub fn walk<'a>(frame: &'a Frame, around: Transform, look: &mut impl FnMut(Point, &'a FrameItem)) {
    for (at, item) in frame.items() {
        let here = around.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => walk(&group.frame, here.pre_concat(group.transform), look),
            item => look(Point::new(here.tx, here.ty), item),
        }
    }
}
