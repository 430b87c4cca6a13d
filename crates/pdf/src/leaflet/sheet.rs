//! Imposition: places finished pages on sheets of paper. Pages are not laid out again: their frames are placed side by side.
//!
//! A sheet has its pages in the order of the fold, which is not the reading order. The structure of the PDF follows
//! the reading order: every page hangs from an anchor element, and the anchors are in reading order at the start of
//! the first sheet. What goes over from one page to the next (a paragraph, a list) ends with the page and goes on in
//! the next one, since two places cannot hold one element.

use typst::{
    ecow::EcoVec,
    foundations::{Content, NativeElement, Smart},
    introspection::{Location, Tag, TagFlags},
    layout::{
        Abs, Frame, FrameItem, FrameParent, GroupItem, Inherit, PlaceElem, Point, Ratio, Size, Transform,
    },
    model::Document,
    syntax::Span,
    visualize::{Color, FixedStroke, Geometry},
};
use typst_layout::{Page, PagedDocument};

use trousseau_core::toolkit::format::{Imposition, SHEET_HEIGHT, SHEET_WIDTH};

/// Places pages on sheets, with short marks where the folds are.
pub fn impose(document: &PagedDocument, imposition: &Imposition, rtl: bool) -> PagedDocument {
    let pages = closed(document.pages());
    let (sides, folds) = (imposition.sides(pages.len(), rtl), imposition.folds(rtl));
    let mut sheets = EcoVec::new();
    for (number, side) in sides.iter().enumerate() {
        let mut frame = Frame::hard(Size::new(Abs::mm(SHEET_WIDTH), Abs::mm(SHEET_HEIGHT)));
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

/// The same pages on paper of twice the size.
pub fn enlarged(document: &PagedDocument) -> PagedDocument {
    let scale = std::f64::consts::SQRT_2;
    let page = |page: &Page| {
        let mut frame = Frame::hard(page.frame.size() * scale);
        let transform = Transform::scale(Ratio::new(scale), Ratio::new(scale));
        let group = GroupItem { frame: page.frame.clone(), transform, clip: None, label: None, parent: None };
        frame.push(Point::zero(), FrameItem::Group(group));
        Page { frame, ..page.clone() }
    };
    PagedDocument::new(document.pages().iter().map(page).collect(), document.info().clone())
}

/// Draws two short lines at the top and bottom edge, where the paper is to be folded.
fn fold_mark(frame: &mut Frame, left: f64) {
    /// How far they stand from the edge, of which printers leave 5 mm white, and how long they are, in millimetres.
    const EDGE: f64 = 5.5;
    const LENGTH: f64 = 3.0;
    let stroke = FixedStroke { paint: Color::BLACK.into(), thickness: Abs::pt(0.5), ..Default::default() };
    for top in [EDGE, SHEET_HEIGHT - EDGE - LENGTH] {
        let line = Geometry::Line(Point::with_y(Abs::mm(LENGTH))).stroked(stroke.clone());
        frame.push(Point::new(Abs::mm(left), Abs::mm(top)), FrameItem::Shape(line, Span::detached()));
    }
}

const TAGGED: TagFlags = TagFlags { introspectable: false, tagged: true };

fn anchor_place(page: usize) -> Location {
    Location::new(typst::utils::hash128(&("leaflet page", page)))
}

/// Adds an empty structure element, to which a page is attached.
fn anchor(page: usize, frame: &mut Frame) {
    let place = anchor_place(page);
    let mut element = PlaceElem::new(Content::empty()).with_float(true).pack();
    element.set_location(place);
    frame.push(Point::zero(), FrameItem::Tag(Tag::Start(element, TAGGED)));
    frame.push(Point::zero(), FrameItem::Tag(Tag::End(place, 0, TAGGED)));
}

/// A structure element that is open at the end of a page.
struct Open {
    element: Content,
    flags: TagFlags,
    began: Location,
    now: Location,
}

/// The frames of the pages, with every structure element closed at the end of its page and opened again on the next.
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

/// Copies a frame and keeps track of open structure elements.
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
