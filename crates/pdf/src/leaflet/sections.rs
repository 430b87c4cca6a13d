//! The sections of a text on panels: which of them begin a panel, and which ones a fold-out that is too long could carry.

use typst_layout::PagedDocument;

use super::{ink, pieces::Writer};
use trousseau_core::toolkit::format::Layout;
use trousseau_site::view::leaflet::LeafletView;

/// A section of the text, as it was laid out.
pub struct Section {
    /// The mark of its heading; none for what stands before the first one.
    mark: Option<usize>,
    /// The anchor of its heading.
    anchor: String,
    /// Whether its pictogram says that a reader needs it first: the place in [`FIRST`].
    rank: usize,
    /// Whether it says who can help, which the back does.
    is_help: bool,
    /// How tall it is with all white that is in it, in millimetres.
    tall: f64,
}

/// The pictogram of the section that says who can help.
const HELP: &str = "chat";
/// The pictograms of the sections that a reader needs most, in order.
const FIRST: [&str; 6] = ["phone", "steps", "warning", "clock", "documents", "calendar"];

/// The sections of the text on the panels, in order.
pub fn sections(document: &PagedDocument, writer: &Writer<'_>, layout: &Layout) -> Vec<Section> {
    let paper = layout.paper;
    let Some(text) = ink::page_of(document, "text") else { return Vec::new() };
    let Some(end) = ink::position_of(document, "end-of-text") else { return Vec::new() };
    let depth = |page: usize, top: f64| (page as f64 - text as f64) * paper.room() + top - paper.top;
    let spots = ink::spots(document);
    let mut sections =
        vec![Section { mark: None, anchor: String::new(), rank: 0, is_help: false, tall: 0.0 }];
    let mut tops = vec![0.0];
    for (mark, anchor, pictogram) in &writer.sections {
        let Some(spot) = spots.iter().find(|spot| spot.mark == *mark) else { continue };
        let rank = FIRST.iter().position(|name| pictogram.as_deref() == Some(name)).unwrap_or(FIRST.len());
        tops.push(depth(spot.page, spot.top));
        let is_help = pictogram.as_deref() == Some(HELP);
        sections.push(Section { mark: Some(*mark), anchor: anchor.clone(), rank, is_help, tall: 0.0 });
    }
    let ends = tops.iter().skip(1).copied().chain([depth(end.0, end.1)]);
    for ((section, top), end) in sections.iter_mut().zip(&tops).zip(ends) {
        section.tall = (end - top).max(0.0);
    }
    sections
}

/// The headings that must begin a panel so that no section is parted which one panel can hold; `None` where the panels are too
/// few. `scale` is what each section needs, in parts of its height.
pub fn packed(sections: &[Section], scale: f64, layout: &Layout) -> Option<Vec<usize>> {
    /// A section that goes on over panels begins where at least this part of one is left.
    const ENOUGH: f64 = 0.3;
    let room = layout.paper.room();
    let panels = layout.pages?.checked_sub(2)? as f64;
    let (mut at, mut breaks) = (0.0_f64, Vec::new());
    for section in sections {
        let tall = section.tall * scale;
        let left = room - at % room;
        let is_parted = if tall <= room { tall > left } else { left < ENOUGH * room };
        if is_parted && let Some(mark) = section.mark {
            breaks.push(mark);
            at += left;
        }
        at += tall;
    }
    (at <= panels * room && !sections.is_empty()).then_some(breaks)
}

/// The anchors of the sections that would fit, in the order of the text, for an editor who has not chosen any. The sections were
/// laid out in letters of `size` points.
pub fn proposal(sections: &[Section], view: &LeafletView, size: f64) -> Option<Vec<String>> {
    /// The size in which they are to fit, in points.
    const WANTED: f64 = 13.5;
    /// The part of the panels that is filled: a translation may be longer, and sections do not part where one likes.
    const FILLED: f64 = 0.9;
    if view.parts.iter().any(|part| part.is_chosen) {
        return None;
    }
    let scale = (WANTED / size).powi(2);
    let layout = view.layout;
    let mut left = layout.paper.room() * layout.pages?.checked_sub(2)? as f64 * FILLED;
    let mut order: Vec<usize> = (0..sections.len()).collect();
    order.retain(|at| !sections[*at].is_help);
    order.sort_by_key(|at| sections[*at].rank);
    let mut kept: Vec<usize> = Vec::new();
    for at in order {
        let tall = sections[at].tall * scale;
        if tall <= left {
            left -= tall;
            kept.push(at);
        }
    }
    kept.sort_unstable();
    let named = kept.iter().map(|at| &sections[*at]).filter(|section| section.mark.is_some());
    let list: Vec<String> = named.map(|section| section.anchor.clone()).collect();
    (!list.is_empty()).then_some(list)
}
