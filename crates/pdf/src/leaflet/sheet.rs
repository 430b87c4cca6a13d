//! Sheets of paper from finished pages. Nothing is laid out twice: the same frames are placed side by side.
//!
//! A sheet has its pages in the order of the fold, and people read them in another. The structure of the file follows
//! the reading: every page hangs from an anchor of its own, and the anchors stand in reading order at the start of
//! the first sheet. What goes over from one page to the next (a paragraph, a list) ends with the page and goes on in
//! the next one, since two places cannot hold one element.

use typst::{
    ecow::EcoVec,
    foundations::{Content, NativeElement, Smart},
    introspection::{Location, Tag, TagFlags},
    layout::{Abs, Frame, FrameItem, FrameParent, GroupItem, Inherit, PlaceElem, Point, Size, Transform},
    model::Document,
    syntax::Span,
    visualize::{Color, FixedStroke, Geometry},
};
use typst_layout::{Page, PagedDocument};

/// A4, lying.
const SHEET: (f64, f64) = (297.0, 210.0);
/// The flap that is folded in first is a little narrower than the others.
const FLAP: f64 = 97.0;
/// The width of the other panels.
const PANEL: f64 = 100.0;
/// The panels of a sheet that is folded in three.
pub const PANELS: usize = 6;

/// A page on a sheet: which one, from 0 (none: left white), and where its left edge is, in millimetres.
pub type Cell = (Option<usize>, f64);

/// The two sides of a sheet to fold in three, for pages of 100 mm: outside 5, 6, 1; inside 2, 3, 4. The first page is the
/// cover and the last one the back, which is panel 6 however few are between.
///
/// The two flaps are 97 mm wide: their page reaches over the fold with its margin and keeps 10 mm to the edge.
pub fn folded(pages: usize, rtl: bool) -> Vec<Vec<Cell>> {
    let body = |number: usize| (number + 1 < pages).then_some(number);
    let back = (pages > 1).then(|| pages - 1);
    let outside = vec![(body(4), 0.0), (back, FLAP), (Some(0), FLAP + PANEL)];
    let inside = vec![(body(1), 0.0), (body(2), PANEL), (body(3), SHEET.0 - PANEL)];
    mirrored(vec![outside, inside], PANEL, rtl)
}

/// The sides of the sheets of a stapled booklet, two pages of 148.5 mm on each: the outermost sheet first.
pub fn stapled(pages: usize, rtl: bool) -> Vec<Vec<Cell>> {
    let all = pages.next_multiple_of(4);
    let page = |number: usize| (number < pages).then_some(number);
    let half = SHEET.0 / 2.0;
    let sides = (0..all / 4).flat_map(|sheet| {
        let (first, last) = (2 * sheet, all - 1 - 2 * sheet);
        [vec![(page(last), 0.0), (page(first), half)], vec![(page(first + 1), 0.0), (page(last - 1), half)]]
    });
    mirrored(sides.collect(), half, rtl)
}

/// What is read from right to left is bound on the other side.
fn mirrored(mut sides: Vec<Vec<Cell>>, width: f64, rtl: bool) -> Vec<Vec<Cell>> {
    if rtl {
        for cell in sides.iter_mut().flatten() {
            cell.1 = SHEET.0 - cell.1 - width;
        }
    }
    sides
}

/// Where the folds are, from the left, on each side.
pub fn folds(panels: bool, rtl: bool) -> [Vec<f64>; 2] {
    if !panels {
        return [vec![SHEET.0 / 2.0], vec![]];
    }
    let outside = vec![FLAP, FLAP + PANEL];
    let inside = vec![PANEL, 2.0 * PANEL];
    let turn = |folds: Vec<f64>| folds.into_iter().map(|at| if rtl { SHEET.0 - at } else { at }).collect();
    [turn(outside), turn(inside)]
}

/// Places the pages on sheets.
pub fn impose(document: &PagedDocument, sides: &[Vec<Cell>], folds: &[Vec<f64>; 2]) -> PagedDocument {
    let pages = closed(document.pages());
    let mut sheets = EcoVec::new();
    for (number, side) in sides.iter().enumerate() {
        let mut frame = Frame::hard(Size::new(Abs::mm(SHEET.0), Abs::mm(SHEET.1)));
        if number == 0 {
            (0..pages.len()).for_each(|page| anchor(page, &mut frame));
        }
        for (page, left) in side {
            let Some((number, page)) = page.and_then(|number| Some((number, pages.get(number)?))) else {
                continue;
            };
            let parent = FrameParent::new(anchor_place(number), Inherit::Yes);
            let group = GroupItem {
                frame: page.clone(),
                transform: Transform::identity(),
                clip: None,
                label: None,
                parent: Some(parent),
            };
            frame.push(Point::with_x(Abs::mm(*left)), FrameItem::Group(group));
        }
        folds[number % 2].iter().for_each(|at| fold_mark(&mut frame, *at));
        sheets.push(Page {
            frame,
            bleed: Default::default(),
            fill: Smart::Auto,
            numbering: None,
            supplement: Content::empty(),
            number: number as u64 + 1,
        });
    }
    PagedDocument::new(sheets, document.info().clone())
}

/// Two short lines at the edges of the paper.
fn fold_mark(frame: &mut Frame, left: f64) {
    let stroke = FixedStroke { paint: Color::BLACK.into(), thickness: Abs::pt(0.5), ..Default::default() };
    for top in [3.0, SHEET.1 - 7.0] {
        let line = Geometry::Line(Point::with_y(Abs::mm(4.0))).stroked(stroke.clone());
        frame.push(Point::new(Abs::mm(left), Abs::mm(top)), FrameItem::Shape(line, Span::detached()));
    }
}

const TAGGED: TagFlags = TagFlags { introspectable: false, tagged: true };

fn anchor_place(page: usize) -> Location {
    Location::new(typst::utils::hash128(&("leaflet page", page)))
}

/// An element without any content, to which a page hangs.
fn anchor(page: usize, frame: &mut Frame) {
    let place = anchor_place(page);
    let mut element = PlaceElem::new(Content::empty()).with_float(true).pack();
    element.set_location(place);
    frame.push(Point::zero(), FrameItem::Tag(Tag::Start(element, TAGGED)));
    frame.push(Point::zero(), FrameItem::Tag(Tag::End(place, 0, TAGGED)));
}

/// An element that has begun and not ended: it, where it began, and its name on the page.
struct Open {
    element: Content,
    flags: TagFlags,
    began: Location,
    now: Location,
}

/// The frames of the pages, in each of which all that begins ends.
fn closed(pages: &[Page]) -> Vec<Frame> {
    let mut open: Vec<Open> = Vec::new();
    let mut frames = Vec::with_capacity(pages.len());
    for (number, page) in pages.iter().enumerate() {
        let mut frame = Frame::new(page.frame.size(), page.frame.kind());
        for one in &mut open {
            one.now = one.began.variant(number);
            let mut element = one.element.clone();
            element.set_location(one.now);
            frame.push(Point::zero(), FrameItem::Tag(Tag::Start(element, one.flags)));
        }
        copy(&page.frame, &mut frame, &mut open);
        for one in open.iter().rev() {
            frame.push(Point::zero(), FrameItem::Tag(Tag::End(one.now, 0, one.flags)));
        }
        frames.push(frame);
    }
    frames
}

/// Copies a frame and keeps account of what is open.
fn copy(from: &Frame, into: &mut Frame, open: &mut Vec<Open>) {
    for (at, item) in from.items() {
        match item {
            FrameItem::Tag(Tag::Start(element, flags)) if flags.tagged => {
                if let Some(place) = element.location() {
                    open.push(Open { element: element.clone(), flags: *flags, began: place, now: place });
                }
                into.push(*at, item.clone());
            }
            FrameItem::Tag(Tag::End(place, key, flags)) if flags.tagged => {
                match open.iter().rposition(|one| one.began == *place) {
                    Some(found) => {
                        let one = open.remove(found);
                        into.push(*at, FrameItem::Tag(Tag::End(one.now, *key, *flags)));
                    }
                    None => into.push(*at, item.clone()),
                }
            }
            FrameItem::Group(group) if group.parent.is_none() => {
                let mut inner = Frame::new(group.frame.size(), group.frame.kind());
                copy(&group.frame, &mut inner, open);
                into.push(*at, FrameItem::Group(GroupItem { frame: inner, ..group.clone() }));
            }
            other => into.push(*at, other.clone()),
        }
    }
}
