//! Leaflets: a view → pages of paper, as PDF and as pictures. The one door of Typst.
//!
//! A template of the theme lays the content out, which comes to it as data and never as markup. Finished pages are then
//! looked at (`ink`), put in reading order (`logical`) and placed on sheets (`sheet`); nothing is laid out twice.
//! Every PDF conforms to PDF/UA-1 and PDF/A-2a and has the same bytes on any day and machine.

mod body;
mod code;
mod data;
mod ends;
mod export;
mod fonts;
mod ink;
mod logical;
mod picture;
mod pieces;
mod sheet;
mod world;

pub use export::is_ours;

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use jiff::civil::Date;
use serde_json::{Value, json};
use typst::{comemo, diag::Warned, ecow::EcoVec, foundations::Bytes, model::Document};
use typst_layout::{Page, PagedDocument};

use crate::{
    diagnostic::{Diagnostic, Noted, Place, Severity},
    source::SourcePath,
    text::{Direction, Language},
    theme::Theme,
    view::leaflet::{Layout, LeafletView, Sheet},
};
use pieces::Writer;
use world::{Desk, House};

/// After so many leaflets, what Typst keeps of the ones before is let go: memory stays flat.
const KEPT: usize = 20;

/// Presses leaflets; one for a whole build, used from as many threads as one likes (plain ones: Typst nests badly in a
/// thread pool). Templates and fonts are read at the first leaflet.
pub struct Leaflets<'a> {
    theme: &'a Theme,
    kit: Kit,
}

/// What a theme gives to its leaflets, read at the first of them. A process that lives on keeps it while
/// [`Theme::paper`] stays, and reads no font twice.
#[derive(Clone, Default)]
pub struct Kit(Arc<Tools>);

#[derive(Default)]
struct Tools {
    house: OnceLock<House>,
    pressed: AtomicUsize,
}

/// A finished file.
#[derive(Clone, Debug, PartialEq)]
pub struct Print {
    /// What it holds: a PDF, or a PNG for [`Sheet::Preview`].
    pub bytes: Vec<u8>,
    /// The pages of the file; on folded and stapled sheets, the sides of paper.
    pub pages: u32,
    /// The pages that are read: panels of a folded leaflet, A5 pages of a stapled one.
    pub read: u32,
    /// The size of the letters, in points.
    pub size_pt: f64,
    /// What stays white below the text, in millimetres.
    pub space_left_mm: f64,
}

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

/// What a document of the house says of itself.
#[derive(Clone, Debug)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: Language,
    /// The day that the file carries.
    pub date: Option<Date>,
}

/// The paper of a layout, in millimetres. Templates get it as `paper`.
#[derive(Clone, Copy, serde::Serialize)]
struct Paper {
    width: f64,
    height: f64,
    /// Left and right.
    side: f64,
    top: f64,
    /// With the foot of the page.
    bottom: f64,
}

impl Paper {
    fn of(layout: Layout) -> Self {
        match layout {
            Layout::Panel => Self { width: 100.0, height: 210.0, side: 10.0, top: 11.0, bottom: 17.0 },
            Layout::A5 => Self { width: 148.5, height: 210.0, side: 14.0, top: 13.0, bottom: 25.0 },
            Layout::A4 => Self { width: 210.0, height: 297.0, side: 22.0, top: 18.0, bottom: 24.0 },
            Layout::Large => Self { width: 210.0, height: 297.0, side: 18.0, top: 17.0, bottom: 27.0 },
            Layout::Bilingual => Self { width: 210.0, height: 297.0, side: 15.0, top: 16.0, bottom: 23.0 },
        }
    }

    fn room(self) -> f64 {
        self.height - self.top - self.bottom
    }
}

/// The sizes in which a layout is tried, in points, the best first.
fn sizes(layout: Layout) -> &'static [f64] {
    match layout {
        Layout::A4 => &[14.0],
        Layout::Panel => &[14.0, 13.5, 13.0, 12.5, 12.0],
        Layout::A5 | Layout::Bilingual => &[12.0],
        Layout::Large => &[18.0],
    }
}

/// Finished pages.
struct Laid {
    document: PagedDocument,
    fit: Fit,
    data: Bytes,
}

impl<'a> Leaflets<'a> {
    /// Ready for the leaflets of a theme. Nothing is read before the first.
    pub fn new(theme: &'a Theme) -> Self {
        Self::with(theme, Kit::default())
    }

    /// The same with what was read before, for the same paper.
    pub fn with(theme: &'a Theme, kit: Kit) -> Self {
        Self { theme, kit }
    }

    /// One layout, many sheets: the same finished pages as each of these, in this order. What must be said of the layout
    /// is said for each sheet. With an error there is no file.
    pub fn press(&self, view: &LeafletView, sheets: &[Sheet]) -> Vec<Noted<Option<Print>>> {
        let Noted { value, notes } = self.lay(view);
        let laid = value.filter(|_| !has_error(&notes));
        let rtl = view.language.direction() == Direction::Rtl;
        let one = |sheet: &Sheet| {
            let mut notes = notes.clone();
            let made = laid.as_ref().map(|laid| {
                let print = |pages: &PagedDocument, bytes| Print {
                    bytes,
                    pages: pages.pages().len() as u32,
                    read: laid.fit.pages,
                    size_pt: laid.fit.size_pt,
                    space_left_mm: laid.fit.space_left_mm,
                };
                let placed = match sheet {
                    Sheet::Preview => {
                        return Ok(print(&laid.document, export::preview(&laid.document)));
                    }
                    Sheet::Pages => laid.document.clone(),
                    Sheet::Folded | Sheet::Stapled => placed(&laid.document, *sheet, rtl),
                };
                let ident = format!("{sheet:?} {}", crate::text::Fingerprint::of(&laid.data));
                export::pdf(&placed, ident, view.date).map(|bytes| print(&placed, bytes))
            });
            let value = match made {
                Some(Ok(print)) => Some(print),
                Some(Err(errors)) => {
                    notes.extend(self.explain(&errors, &path(view)));
                    None
                }
                None => None,
            };
            Noted { value, notes }
        };
        sheets.iter().map(one).collect()
    }

    /// How a text fits, without making a file. Too much text is in the notes and in the value.
    pub fn fit(&self, view: &LeafletView) -> Noted<Option<Fit>> {
        self.lay(view).map(|laid| laid.map(|laid| laid.fit))
    }

    /// Any other document: a template of the theme's folder `leaflet/`, such as `form.typ`, with plain data. The template
    /// finds it in `/data.json`: as it is under `data`, ready for print under `pieces` (see `house.typ`).
    pub fn document(&self, template: &str, data: &Value, about: &About) -> Noted<Option<Print>> {
        let house = self.house();
        let mut notes = self.house_notes(about.language);
        let path: SourcePath = format!("themes/{}/leaflet/{template}", self.theme.name).into();
        if has_error(&notes) {
            return Noted { value: None, notes };
        }
        let (data, writer) = data::document(data, about, self.theme, &house.fonts);
        notes.extend(writer.notes.iter().cloned());
        let size = data["size"].as_f64().unwrap_or_default();
        let desk = self.desk(template, &data, &writer);
        let made = desk.and_then(|desk| {
            let document = self.compile(&desk).map_err(|errors| notes.extend(self.explain(&errors, &path)));
            Some((in_reading_order(&document.ok()?, about.language.direction()), desk.data))
        });
        let made = made.filter(|_| !has_error(&notes)).and_then(|(document, data)| {
            let ident = format!("{template} {}", crate::text::Fingerprint::of(&data));
            let bytes = export::pdf(&document, ident, about.date);
            let bytes = bytes.map_err(|errors| notes.extend(self.explain(&errors, &path))).ok()?;
            let pages = document.pages().len() as u32;
            Some(Print { bytes, pages, read: pages, size_pt: size, space_left_mm: 0.0 })
        });
        Noted { value: made, notes }
    }

    fn house(&self) -> &House {
        self.kit.0.house.get_or_init(|| House::open(self.theme))
    }

    /// What keeps every leaflet of a language from being made.
    fn house_notes(&self, language: Language) -> Vec<Diagnostic> {
        let house = self.house();
        let mut notes = [&*house.notes, &*house.fonts.notes].concat();
        if !house.fonts.serves(language.script()) {
            let place = Place::file(&format!("themes/{}/theme.yaml", self.theme.name).into());
            notes.push(Diagnostic::error("leaflet/script", place).with("language", language));
        }
        notes
    }

    fn desk<'d>(&'d self, template: &str, data: &Value, writer: &Writer<'_>) -> Option<Desk<'d>> {
        Some(Desk {
            house: self.house(),
            main: world::file_id(template)?,
            data: Bytes::new(data.to_string().into_bytes()),
            pictures: writer.pictures.clone().into(),
        })
    }

    /// Lays a leaflet out in the largest size in which it fits.
    fn lay(&self, view: &LeafletView) -> Noted<Option<Laid>> {
        let mut notes = self.house_notes(view.language);
        if has_error(&notes) {
            return Noted { value: None, notes };
        }
        let (mut data, writer) = data::leaflet(view, self.theme, &self.house().fonts);
        notes.extend(writer.notes.iter().cloned());
        let paper = Paper::of(view.layout);
        data["paper"] = json!(paper);
        let sizes = sizes(view.layout);
        for (at, size) in sizes.iter().enumerate() {
            data["size"] = json!(size);
            let Some(mut desk) = self.desk("leaflet.typ", &data, &writer) else { break };
            let mut document = match self.compile(&desk) {
                Ok(document) => document,
                Err(errors) => {
                    notes.extend(self.explain(&errors, &path(view)));
                    break;
                }
            };
            // A last page with nothing but lines to write on is a page too many, if the rest can make room.
            let may_be_tight = matches!(view.layout, Layout::A4 | Layout::Bilingual) && view.parts.len() == 1;
            if may_be_tight && notebook_is_alone(&document, paper) {
                data["tight"] = json!(true);
                let tight = self.desk("leaflet.typ", &data, &writer).map(|desk| (self.compile(&desk), desk));
                if let Some((Ok(tight), tight_desk)) = tight
                    && tight.pages().len() < document.pages().len()
                {
                    (document, desk) = (tight, tight_desk);
                }
            }
            let fit = measure(&document, view.layout, paper, *size);
            if fit.space_left_mm < 0.0 && at + 1 < sizes.len() {
                continue;
            }
            if fit.space_left_mm < 0.0 {
                notes.extend(overflow(&document, &writer, view, paper, fit));
            }
            notes.extend(ink::look(&document, &writer.marks));
            let document = in_reading_order(&document, view.language.direction());
            return Noted { value: Some(Laid { document, fit, data: desk.data }), notes };
        }
        Noted { value: None, notes }
    }

    fn compile(&self, desk: &Desk<'_>) -> Result<PagedDocument, Errors> {
        let Warned { output, .. } = typst::compile::<PagedDocument>(desk);
        if self.kit.0.pressed.fetch_add(1, Ordering::Relaxed) % KEPT == KEPT - 1 {
            comemo::evict(2);
        }
        output
    }

    fn explain(&self, errors: &Errors, path: &SourcePath) -> Vec<Diagnostic> {
        errors.iter().map(|error| self.house().explain(error, path)).collect()
    }
}

/// What Typst complains of.
type Errors = EcoVec<typst::diag::SourceDiagnostic>;

fn has_error(notes: &[Diagnostic]) -> bool {
    notes.iter().any(|note| note.severity == Severity::Error)
}

/// The file to which a note belongs that has no better place.
fn path(view: &LeafletView) -> SourcePath {
    view.parts.first().map_or_else(|| "content/toolkit.yaml".into(), |part| part.path.clone())
}

/// Whether the last page of several begins with the lines to write on, or with the days below them.
fn notebook_is_alone(document: &PagedDocument, paper: Paper) -> bool {
    /// What may stand above the first line, in millimetres: the frame and the air in it.
    const ABOVE: f64 = 12.0;
    let last = document.pages().len() - 1;
    let at = ink::position_of(document, "notebook");
    last > 0 && at.is_some_and(|(page, top)| page < last || top - paper.top < ABOVE)
}

/// How the pages fit. Panels must be a cover, at most four of text, and the back.
fn measure(document: &PagedDocument, layout: Layout, paper: Paper, size: f64) -> Fit {
    let pages = document.pages();
    let used = |page: &Page| (ink::lowest(&page.frame, paper.bottom - 1.0) - paper.top).max(0.0);
    let fit = |space_left_mm| Fit { size_pt: size, space_left_mm, pages: pages.len() as u32 };
    let back = ink::page_of(document, "back").filter(|_| layout == Layout::Panel);
    let Some(back) = back else {
        return fit(pages.last().map_or(0.0, |page| paper.room() - used(page)));
    };
    let most = sheet::PANELS - 2;
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

/// The notes about text that does not fit: the section with which the first panel too many begins, the cover, the back.
fn overflow(
    document: &PagedDocument,
    writer: &Writer<'_>,
    view: &LeafletView,
    paper: Paper,
    fit: Fit,
) -> Vec<Diagnostic> {
    let ends: Vec<(&str, f64)> = ends(document, paper).collect();
    let note = |code: &'static str, place: Place, over: f64| {
        Diagnostic::error(code, place).with("size", fit.size_pt).with("millimetres", over.ceil())
    };
    let mut notes: Vec<Diagnostic> = ends
        .iter()
        .map(|(name, over)| match (*name, &view.partner) {
            ("cover", _) => note("leaflet/cover", Place::file(&path(view)), *over),
            (_, Some(_)) => note("leaflet/back", Place::file(&"content/partners.yaml".into()), *over),
            (_, None) => note("leaflet/back", Place::file(&path(view)), *over),
        })
        .collect();
    let (Some(text), Some(back)) = (ink::page_of(document, "text"), ink::page_of(document, "back")) else {
        return notes;
    };
    let spots = ink::spots(document);
    let first = spots.iter().find(|spot| spot.page + 2 >= text + sheet::PANELS && spot.page < back);
    if let Some(mark) = first.and_then(|spot| writer.marks.get(spot.mark)) {
        let over = -fit.space_left_mm - ends.iter().map(|(_, over)| over).sum::<f64>();
        // Words explained at the end stand in another file; what can be made shorter is the guide.
        let own = mark.place.path == path(view);
        let place = if own { mark.place.clone() } else { Place::file(&path(view)) };
        notes.push(note("leaflet/overflow", place, over).with("section", &mark.section));
    }
    notes
}

fn in_reading_order(document: &PagedDocument, direction: Direction) -> PagedDocument {
    let page = |page: &Page| Page { frame: logical::logical(&page.frame, direction), ..page.clone() };
    PagedDocument::new(document.pages().iter().map(page).collect(), document.info().clone())
}

fn placed(document: &PagedDocument, sheet: Sheet, rtl: bool) -> PagedDocument {
    let pages = document.pages().len();
    let panels = sheet == Sheet::Folded;
    let sides = if panels { sheet::folded(pages, rtl) } else { sheet::stapled(pages, rtl) };
    sheet::impose(document, &sides, &sheet::folds(panels, rtl))
}

#[cfg(test)]
mod tests;
