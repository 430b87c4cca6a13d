//! Leaflets: a view → pages, as PDF and as pictures. With its children the only module that knows Typst.
//!
//! A template of the theme lays out the content, which it gets as JSON and never as markup. Finished pages are then
//! inspected (`ink`), put into reading order (`logical`) with words for their links (`links`) and placed on sheets (`sheet`);
//! each layout is made once.
//! Every PDF conforms to PDF/UA-1 and PDF/A-2a and has the same bytes on any day and machine.

mod aim;
mod body;
mod clusters;
mod code;
mod data;
mod ends;
mod explain;
mod explains;
mod export;
mod fit;
mod fonts;
mod ink;
mod lay;
mod line;
mod links;
mod logical;
mod notices;
mod people;
mod picture;
mod pieces;
mod runs;
mod sections;
mod sheet;
mod signs;
mod spans;
mod wall;
mod words;
mod world;

pub use aim::aimed;
pub use data::About;
pub use export::is_ours;
pub use fit::Fit;

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use serde_json::{Value, json};
use typst::{comemo, diag::Warned, foundations::Bytes, model::Document};
use typst_layout::{Page, PagedDocument};

use explains::Explains;
use fit::overflow;
use lay::Job;
use pieces::Writer;
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Severity, WithDiagnostics, rule},
    source::SourcePath,
    toolkit::format::{Format, Layout, Sheet},
};
use trousseau_site::view::leaflet::LeafletView;
use trousseau_text::{Direction, Language};
use trousseau_theme::Theme;
use world::{Errors, House, TypstWorld};

/// After this many leaflets, Typst's cache is emptied: otherwise memory would grow with each leaflet.
const KEPT: usize = 20;

/// Renders leaflets. One for a whole build; may be used from several threads (plain ones: Typst nests badly in a
/// thread pool). Templates and fonts are read for the first leaflet.
pub struct Leaflets<'a> {
    theme: &'a Theme,
    kit: Kit,
}

/// The decoded fonts and templates of a theme, read for the first leaflet. A server keeps them while
/// [`Theme::paper`] is the same, so that no font is decoded twice.
#[derive(Clone, Default)]
pub struct Kit(Arc<Tools>);

#[derive(Default)]
struct Tools {
    house: OnceLock<House>,
    generated: AtomicUsize,
}

/// A finished file.
#[derive(Clone, Debug, PartialEq)]
pub struct Print {
    /// The bytes of a PDF, or of a PNG for [`Sheet::Preview`] and [`Sheet::Picture`].
    pub bytes: Vec<u8>,
    /// The number of pages in the file; for folded and stapled sheets, the sides of paper.
    pub pages: u32,
    /// The number of pages that one reads: panels of a folded leaflet, A5 pages of a booklet.
    pub read: u32,
    /// The size of the letters, in points.
    pub size_pt: f64,
    /// The space left below the text, in millimetres.
    pub space_left_mm: f64,
}

/// A finished layout.
struct Laid {
    document: PagedDocument,
    fit: Fit,
    data: Bytes,
}

impl<'a> Leaflets<'a> {
    /// A renderer for a theme. Reads nothing before the first leaflet.
    pub fn new(theme: &'a Theme) -> Self {
        Self::with(theme, Kit::default())
    }

    /// The same, with the fonts and templates that an earlier one has read.
    pub fn with(theme: &'a Theme, kit: Kit) -> Self {
        Self { theme, kit }
    }

    /// Lays a leaflet out once and gives each of these sheets, in order. The diagnostics of the layout
    /// are repeated for each sheet. With an error there is no file.
    pub fn generate(&self, view: &LeafletView, sheets: &[Sheet]) -> Vec<WithDiagnostics<Option<Print>>> {
        let is_bad = |prints: &Vec<WithDiagnostics<_>>| prints.iter().any(|one| has_error(&one.diagnostics));
        sound(view, is_bad, |explains| self.prints(view, sheets, self.lay(view, explains)))
    }

    /// A finished layout on each of these sheets.
    fn prints(
        &self,
        view: &LeafletView,
        sheets: &[Sheet],
        laid: WithDiagnostics<Option<Laid>>,
    ) -> Vec<WithDiagnostics<Option<Print>>> {
        let WithDiagnostics { value, diagnostics } = laid;
        let laid = value.filter(|_| !has_error(&diagnostics));
        let rtl = view.language.direction() == Direction::Rtl;
        let one = |sheet: &Sheet| {
            let mut diagnostics = diagnostics.clone();
            let made = laid.as_ref().map(|laid| {
                let print = |pages: usize, bytes| Print {
                    bytes,
                    pages: pages as u32,
                    read: laid.fit.pages,
                    size_pt: laid.fit.size_pt,
                    space_left_mm: laid.fit.space_left_mm,
                };
                let placed = match sheet {
                    Sheet::Preview => {
                        return Ok(print(laid.document.pages().len(), export::preview(&laid.document)));
                    }
                    Sheet::Picture => return Ok(print(1, export::picture(&laid.document))),
                    Sheet::Pages => laid.document.clone(),
                    Sheet::Enlarged => sheet::enlarged(&laid.document),
                    Sheet::Imposed(imposition) => sheet::impose(&laid.document, imposition, rtl),
                };
                let ident = format!("{} {}", sheet.name(), trousseau_text::Fingerprint::of(&laid.data));
                let pages = placed.pages().len();
                let is_folded = matches!(sheet, Sheet::Imposed(_));
                export::pdf(placed, ident, view.date, is_folded).map(|bytes| print(pages, bytes))
            });
            let value = match made {
                Some(Ok(print)) => Some(print),
                Some(Err(errors)) => {
                    diagnostics.extend(self.explain(&errors, &view.path(), view.layout));
                    None
                }
                None => None,
            };
            WithDiagnostics { value, diagnostics }
        };
        sheets.iter().map(one).collect()
    }

    /// Measures how a text fits, without making a file. Too much text is a diagnostic, and a negative space in the value.
    pub fn fit(&self, view: &LeafletView) -> WithDiagnostics<Option<Fit>> {
        let is_bad = |laid: &WithDiagnostics<_>| has_error(&laid.diagnostics);
        sound(view, is_bad, |explains| self.lay(view, explains)).map(|laid| laid.map(|laid| laid.fit))
    }

    /// Any other document: a template of the theme's folder `leaflet/`, such as `form.typ`, with plain data. The template
    /// finds it in `/data.json`: as it is under `data`, ready for print under `pieces` (see `house.typ`).
    pub fn document(&self, template: &str, data: &Value, about: &About) -> WithDiagnostics<Option<Print>> {
        let house = self.house();
        let mut diagnostics = self.house_notes(about.language);
        let path: SourcePath = format!("themes/{}/leaflet/{template}", self.theme.name).into();
        if has_error(&diagnostics) {
            return WithDiagnostics { value: None, diagnostics };
        }
        let (data, writer) = data::document(data, about, self.theme, &house.fonts);
        diagnostics.extend(writer.diagnostics.iter().cloned());
        let size = data["size"].as_f64().unwrap_or_default();
        let layout = Format::A4.spec().layout;
        let world = self.world(template, layout, &data, &writer);
        let made = world.and_then(|world| {
            let document = self
                .compile(&world)
                .map_err(|errors| diagnostics.extend(self.explain(&errors, &path, layout)));
            Some((in_reading_order(&document.ok()?, about.language.direction()), world.data))
        });
        let made = made.filter(|_| !has_error(&diagnostics)).and_then(|(document, data)| {
            let ident = format!("{template} {}", trousseau_text::Fingerprint::of(&data));
            let pages = document.pages().len() as u32;
            let bytes = export::pdf(document, ident, about.date, false);
            let bytes =
                bytes.map_err(|errors| diagnostics.extend(self.explain(&errors, &path, layout))).ok()?;
            Some(Print { bytes, pages, read: pages, size_pt: size, space_left_mm: 0.0 })
        });
        WithDiagnostics { value: made, diagnostics }
    }

    fn house(&self) -> &House {
        self.kit.0.house.get_or_init(|| House::open(self.theme))
    }

    /// The diagnostics that affect every leaflet of a language: broken templates, no font for the script.
    fn house_notes(&self, language: Language) -> Vec<Diagnostic> {
        let house = self.house();
        let mut diagnostics = [&*house.diagnostics, &*house.fonts.diagnostics].concat();
        if !house.fonts.serves(language.script()) {
            let place = Place::file(&format!("themes/{}/theme.yaml", self.theme.name).into());
            diagnostics.push(Diagnostic::new(rule::leaflet::SCRIPT, place).with("language", language));
        }
        diagnostics
    }

    fn world<'d>(
        &'d self,
        template: &str,
        layout: &Layout,
        data: &Value,
        writer: &Writer<'_>,
    ) -> Option<TypstWorld<'d>> {
        Some(TypstWorld {
            house: self.house(),
            main: world::file_id(template)?,
            layout: Bytes::new(json!(layout).to_string().into_bytes()),
            data: Bytes::new(data.to_string().into_bytes()),
            pictures: writer.pictures.clone().into(),
        })
    }

    /// Lays a leaflet out in the setting that fills its paper best.
    fn lay(&self, view: &LeafletView, explains: Explains) -> WithDiagnostics<Option<Laid>> {
        let mut diagnostics = self.house_notes(view.language);
        if has_error(&diagnostics) {
            return WithDiagnostics { value: None, diagnostics };
        }
        let (mut data, writer) = data::leaflet(view, explains, self.theme, &self.house().fonts);
        diagnostics.extend(writer.diagnostics.iter().cloned());
        data["paper"] = json!(view.layout.paper);
        let set = match (Job { leaflets: self, view, data, writer: &writer }).best() {
            Ok(set) => set,
            Err(errors) => {
                diagnostics.extend(errors);
                return WithDiagnostics { value: None, diagnostics };
            }
        };
        if set.fit.space_left_mm < 0.0 {
            diagnostics.extend(overflow(&set.document, &writer, view, set.fit));
        }
        let seen = ink::look(&set.document, &writer.marks).into_iter();
        diagnostics.extend(seen.map(|one| one.with("format", aim::formats(view.layout))));
        let document = in_reading_order(&set.document, view.language.direction());
        WithDiagnostics { value: Some(Laid { document, fit: set.fit, data: set.data }), diagnostics }
    }

    fn compile(&self, world: &TypstWorld<'_>) -> Result<PagedDocument, Errors> {
        let Warned { output, .. } = typst::compile::<PagedDocument>(world);
        if self.kit.0.generated.fetch_add(1, Ordering::Relaxed) % KEPT == KEPT - 1 {
            comemo::evict(2);
        }
        output
    }

    fn explain(&self, errors: &Errors, path: &SourcePath, layout: &Layout) -> Vec<Diagnostic> {
        errors.iter().map(|error| self.house().explain(error, path, layout)).collect()
    }
}

/// What is made of a leaflet with its words explained where its layout does so. A note at the foot that spans pages can be printed
/// over the footer, or leave the tags of a PDF open (Typst 0.15); such a leaflet is made once more with words explained below
/// their line, and that is taken if nothing is wrong with it.
fn sound<T>(view: &LeafletView, is_bad: impl Fn(&T) -> bool, make: impl Fn(Explains) -> T) -> T {
    let usual = Explains::of(view.layout);
    let made = make(usual);
    if usual != Explains::Foot || !is_bad(&made) {
        return made;
    }
    let below = make(Explains::Below);
    if is_bad(&below) { made } else { below }
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

fn in_reading_order(document: &PagedDocument, direction: Direction) -> PagedDocument {
    let page = |page: &Page| Page { frame: logical::logical(&page.frame, direction), ..page.clone() };
    let pages = document.pages().iter().map(page).collect();
    links::described(PagedDocument::new(pages, document.info().clone()))
}

#[cfg(test)]
mod tests;
