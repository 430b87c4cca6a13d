//! Measures how a text fits its paper, in millimetres, and reports what is too long.

use typst_layout::{Page, PagedDocument};

use super::{aim, ink, pieces::Writer, sections};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, rule},
    toolkit::{
        format::{Flow, Layout, Paper},
        phrase, question,
    },
};
use trousseau_site::view::leaflet::LeafletView;

/// How a text fits its paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The size of the letters, in points.
    pub size_pt: f64,
    /// What stays white below the text, in millimetres; less than 0 is too much text.
    pub space_left_mm: f64,
    /// The pages that are read.
    pub pages: u32,
}

impl Fit {
    /// The space that is left, in whole millimetres that are surely there: what is too long by half of one is too long by one.
    pub fn whole_mm(&self) -> i64 {
        self.space_left_mm.floor() as i64
    }
}

/// Whether the last of several pages holds nothing but the lines to write on: then it is a page too many.
pub(super) fn notebook_is_alone(document: &PagedDocument, paper: Paper) -> bool {
    /// How far below the top of the page the first line may be, in millimetres: the frame and the space in it.
    const ABOVE: f64 = 12.0;
    let last = document.pages().len() - 1;
    let at = ink::position_of(document, "notebook");
    last > 0 && at.is_some_and(|(page, top)| page < last || top - paper.top < ABOVE)
}

/// How the pages fit. Where the paper sets their number, they must be a cover, the text, and the back.
pub(super) fn measure(document: &PagedDocument, layout: &Layout, size: f64) -> Fit {
    let (paper, pages) = (layout.paper, document.pages());
    let used = |page: &Page| (ink::lowest(&page.frame, paper.bottom - 1.0) - paper.top).max(0.0);
    let fit = |space_left_mm| Fit { size_pt: size, space_left_mm, pages: pages.len() as u32 };
    if let Some(tall) = ink::tall(document, "card-tall") {
        return fit(paper.room() - tall);
    }
    if let Some(over) = ink::too_much(document).first().map(|(_, over)| *over) {
        return fit(-over);
    }
    let (Some(limit), Some(back)) = (layout.pages, ink::page_of(document, "back")) else {
        let over = layout.pages.map_or(0.0, |_| written_over(document, paper));
        return fit(if over > 0.0 {
            -over
        } else {
            let white = pages.last().map_or(0.0, |page| paper.room() - used(page));
            white_below(document, paper, "end")
                .filter(|(page, _)| page + 1 == pages.len())
                .map_or(white, |(_, white)| white)
        });
    };
    let most = limit - 2;
    let text = ink::page_of(document, "text").unwrap_or(1);
    let body = &pages[text.min(back)..back];
    let over = body.iter().skip(most).map(used).sum::<f64>()
        + ends(document, paper).map(|(_, over)| over).sum::<f64>();
    if over > 0.0 || body.len() > most {
        return fit(-over.max(1.0));
    }
    let white = body.last().map_or(0.0, |page| paper.room() - used(page));
    fit(white + (most - body.len()) as f64 * paper.room())
}

/// The white below the text of a booklet, on its last page before the back, in millimetres.
pub(super) fn white_at_end(document: &PagedDocument, paper: Paper) -> f64 {
    white_below(document, paper, "end-of-text").map_or(0.0, |(_, white)| white)
}

/// The page, from 0, of a label of the template, and the white below it in millimetres, down to the words explained there.
fn white_below(document: &PagedDocument, paper: Paper, name: &str) -> Option<(usize, f64)> {
    /// The line above the words explained at the foot of a page, and the space around it.
    const SEPARATOR: f64 = 8.0;
    let (page, top) = ink::position_of(document, name)?;
    let notes = ink::first_note(document, page).map(|note| note - SEPARATOR);
    Some((page, (notes.unwrap_or(paper.room() + paper.top) - top).max(0.0)))
}

/// How many millimetres of a form stand on pages too many: a form has one page, and one more for a letter.
fn written_over(document: &PagedDocument, paper: Paper) -> f64 {
    let used = |page: &Page| (ink::deepest(&page.frame, paper.bottom - 1.0) - paper.top).max(1.0);
    let pages = document.pages();
    let letter = ink::page_of(document, "letter").unwrap_or(pages.len()).min(pages.len());
    let (text, letter) = pages.split_at(letter);
    text.iter().skip(1).chain(letter.iter().skip(1)).map(used).sum()
}

/// What is too much on the panels that hold no text, the cover and the back, in millimetres. Their words are spread over
/// the panel, so the template measures them.
fn ends(document: &PagedDocument, paper: Paper) -> impl Iterator<Item = (&'static str, f64)> {
    let pages = document.pages().len();
    let cover = ink::page_of(document, "text").is_some_and(|text| text > 1);
    let back = ink::page_of(document, "back").is_some_and(|back| back + 1 < pages);
    [("cover", cover), ("back", back)].into_iter().filter(|(_, over)| *over).map(move |(name, _)| {
        let tall = ink::tall(document, &format!("{name}-tall")).unwrap_or_default();
        (name, (tall - paper.room()).max(1.0))
    })
}

/// The diagnostics about text that does not fit: on the cover, on the back, and the section that begins the first panel too
/// many.
pub(super) fn overflow(
    document: &PagedDocument,
    writer: &Writer<'_>,
    view: &LeafletView,
    fit: Fit,
) -> Vec<Diagnostic> {
    let own = own_overflow(document, view, fit);
    if !own.is_empty() {
        return own;
    }
    let ends: Vec<(&str, f64)> = ends(document, view.layout.paper).collect();
    let diagnostic = |rule: Rule, place: Place, over: f64| {
        let diagnostic = Diagnostic::new(rule, place).with("format", aim::formats(view.layout));
        diagnostic.with("size", fit.size_pt).with("millimetres", over.ceil())
    };
    let file = || Place::file(&view.path());
    let end = |(name, over): &(&str, f64)| match (*name, &view.partner) {
        ("cover", _) => diagnostic(rule::leaflet::COVER, file(), *over),
        (_, partner) => {
            let place = if partner.is_some() { Place::file(&"content/partners.yaml".into()) } else { file() };
            diagnostic(rule::leaflet::BACK, place, *over).with("source", view.path())
        }
    };
    let mut diagnostics: Vec<Diagnostic> = ends.iter().map(end).collect();
    if view.layout.pages.is_some() && view.parts.iter().any(|part| part.is_form) {
        return vec![diagnostic(rule::leaflet::ONE_PAGE, file(), -fit.space_left_mm)];
    }
    let (text, back) = (ink::page_of(document, "text"), ink::page_of(document, "back"));
    let (Some(limit), Some(text), Some(back)) = (view.layout.pages, text, back) else { return diagnostics };
    let spots = ink::spots(document);
    let over = -fit.space_left_mm - ends.iter().map(|(_, over)| over).sum::<f64>();
    if over <= 0.0 {
        return diagnostics;
    }
    let first = spots.iter().find(|spot| spot.page + 2 >= text + limit && spot.page < back);
    // One long block may run over all panels: then the last block that begins before the back is named.
    let first = first.or_else(|| spots.iter().rev().find(|spot| spot.page < back));
    if let Some((spot, mark)) = first.and_then(|spot| Some((spot, writer.marks.get(spot.mark)?))) {
        // The explained words at the end come from the glossary, but what can be shortened is the guide.
        let own = mark.place.path == view.path();
        let place = if own { mark.place.clone() } else { file() };
        let panel = (spot.page + 1).min(limit.saturating_sub(1));
        let proposal =
            sections::proposal(&sections::sections(document, writer, view.layout), view, fit.size_pt);
        diagnostics.push(match proposal {
            Some(list) => diagnostic(rule::leaflet::CHOOSE, place, over).with("sections", list.join(", ")),
            None => diagnostic(rule::leaflet::OVERFLOW, place, over)
                .with("section", &mark.section)
                .with("panel", panel),
        });
    }
    diagnostics
}

/// The diagnostics about a card, a poster or a phrase that does not fit; none for other leaflets.
fn own_overflow(document: &PagedDocument, view: &LeafletView, fit: Fit) -> Vec<Diagnostic> {
    let said = |diagnostic: Diagnostic, over: f64| {
        diagnostic
            .with("format", aim::formats(view.layout))
            .with("size", fit.size_pt)
            .with("millimetres", over.ceil())
    };
    let over = -fit.space_left_mm;
    match view.layout.flow {
        Flow::Card => {
            let diagnostic = Diagnostic::new(rule::leaflet::CARD, Place::file(&view.path()));
            vec![said(diagnostic, over)]
        }
        Flow::Poster => {
            let diagnostic =
                Diagnostic::new(rule::leaflet::POSTER, Place::file(&"content/toolkit.yaml".into()));
            vec![said(diagnostic.with("language", view.language), over)]
        }
        Flow::Questions => {
            let diagnostic = Diagnostic::new(rule::leaflet::QUESTIONS, Place::file(&question::FILE.into()));
            vec![said(diagnostic.with("language", view.language), over)]
        }
        Flow::Signs => {
            let phrase = |(id, over): (String, f64)| {
                let diagnostic = Diagnostic::new(rule::leaflet::PHRASE, Place::file(&phrase::FILE.into()));
                said(diagnostic.with("phrase", id).with("language", view.language), over)
            };
            ink::too_much(document).into_iter().map(phrase).collect()
        }
        _ => Vec::new(),
    }
}
