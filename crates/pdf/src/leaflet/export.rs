//! Writes finished pages as PDF and PNG.

use jiff::civil::{Date, date};
use typst::{
    foundations::{Datetime, Smart},
    layout::{Abs, Size},
};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use super::{ends, spans, world::Errors};
use trousseau_core::picture;

/// The date of a file whose text has no version: PDF/A requires one, and the current day would make builds differ.
const SOME_DAY: Date = date(2026, 1, 1);
/// The width of a preview of an A4 page, in pixels.
const PREVIEW: f64 = 240.0;
/// The width of a card to send, in pixels: that of a phone, and readable on it.
const PICTURE: f64 = 900.0;
/// The width of an A4 page, in points.
const A4: f64 = 595.276;

/// The pages as a PDF: PDF/UA-1 for people who do not see, PDF/A-2a for archives. One that is to be folded says how it is
/// printed.
pub fn pdf(
    document: PagedDocument,
    ident: String,
    day: Option<Date>,
    is_folded: bool,
) -> Result<Vec<u8>, Errors> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]);
    let day = day.unwrap_or(SOME_DAY);
    let (year, month, day) = (i32::from(day.year()), day.month() as u8, day.day() as u8);
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Trousseau".into())),
        timestamp: Datetime::from_ymd_hms(year, month, day, 0, 0, 0).map(Timestamp::new_utc),
        standards: standards.expect("the two standards go together"),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&spans::cut(document), &options).map(|bytes| ends::settled(bytes, is_folded))
}

/// Whether some bytes are a PDF that says it is from here: its metadata, which lies in it as plain text, names its creator.
pub fn is_ours(bytes: &[u8]) -> bool {
    const CREATOR: &[u8] = b"<xmp:CreatorTool>Trousseau</xmp:CreatorTool>";
    bytes.starts_with(b"%PDF-") && bytes.windows(CREATOR.len()).any(|part| part == CREATOR)
}

/// The first page as a small grey picture: PNG.
pub fn preview(document: &PagedDocument) -> Vec<u8> {
    document.pages().first().map(|page| grey(page, PREVIEW / A4)).unwrap_or_default()
}

/// The first of four cards on the first page as a grey picture: PNG.
pub fn picture(document: &PagedDocument) -> Vec<u8> {
    let Some(page) = document.pages().first() else { return Vec::new() };
    let (whole, mut frame) = (page.frame.size(), page.frame.clone());
    // The lines to cut along are left out.
    frame.set_size(Size::new(whole.x / 2.0 - Abs::pt(1.0), whole.y / 2.0 - Abs::pt(1.0)));
    let scale = PICTURE / frame.width().to_pt();
    grey(&Page { frame, ..page.clone() }, scale)
}

fn grey(page: &Page, scale: f64) -> Vec<u8> {
    let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
    let pixels = typst_render::render(page, &options);
    let grey: Vec<u8> = pixels
        .pixels()
        .iter()
        .map(|pixel| {
            let (red, green, blue) = (pixel.red(), pixel.green(), pixel.blue());
            ((u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114 + 500) / 1000) as u8
        })
        .collect();
    picture::grey(pixels.width(), pixels.height(), grey)
}
