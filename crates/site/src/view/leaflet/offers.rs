//! What pages offer for printing: the leaflets that are there, and how large they are.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::view::local::Local;
use trousseau_core::{library::address::PRINTS, toolkit::Format};
use trousseau_text::Language;

/// A file to print, for a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Its address, from the folder of the reader's language.
    pub href: String,
    /// Its format.
    pub format: Format,
    /// Its language, by its own name.
    pub language: Local,
    /// The value of `hreflang`.
    pub hreflang: &'static str,
    /// The other language of a bilingual leaflet.
    pub beside: Option<Local>,
    /// Its pages, once it is made.
    pub pages: Option<u32>,
    /// Its size, once it is made.
    pub bytes: Option<u64>,
}

/// The picture of a first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Its address.
    pub src: String,
    /// Its width, in CSS pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// What one guide has to print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintView {
    /// The guide's page.
    pub href: String,
    /// Its title.
    pub title: Local,
    /// Whether it is there in the reader's language; otherwise its leaflets are in the source language.
    pub translated: bool,
    /// Its leaflets.
    pub offers: Vec<Offer>,
    /// The picture of its first page.
    pub preview: Option<Preview>,
}

/// The guides of a stage that can be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintStage {
    /// The place of the stage in `shelf.stages`, from 0.
    pub index: usize,
    /// Its guides, in order.
    pub guides: Vec<PrintView>,
}

/// All leaflets of a language in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// Its address.
    pub href: String,
    /// `pdf` or `zip`.
    pub kind: BundleKind,
    /// Its pages, once it is made; 0 for what has none.
    pub pages: Option<u32>,
    /// Its size, once it is made.
    pub bytes: Option<u64>,
}

/// A kind of file that holds all leaflets of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BundleKind {
    /// All guides in A4, one after the other.
    Pdf,
    /// Every leaflet as its own file.
    Zip,
}

/// A leaflet that is there, or will be when somebody asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its format.
    pub format: Format,
    /// Its pages, once it is made.
    pub pages: Option<u32>,
    /// Its size in bytes, once it is made.
    pub bytes: Option<u64>,
}

/// What is there to print in each language; addresses count from the language's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// The leaflets of each guide, by its slug, in the order of their formats.
    pub guides: BTreeMap<(Language, String), Vec<Offered>>,
    /// The pictures of first pages, by the guide's slug.
    pub previews: BTreeMap<(Language, String), Preview>,
    /// All leaflets in one file.
    pub bundles: BTreeMap<Language, Vec<Bundle>>,
}

impl Offers {
    /// Whether there is nothing to print at all: then no page speaks of it.
    pub fn is_empty(&self) -> bool {
        self.guides.is_empty()
    }
}

/// The address of a leaflet, from its language's folder.
pub fn leaflet(slug: &str, format: Format) -> String {
    format!("{PRINTS}/{slug}-{format}.pdf")
}

/// The address of the picture of a first page.
pub fn preview(slug: &str) -> String {
    format!("{PRINTS}/{slug}.png")
}

/// The address of all leaflets of a language in one file.
pub fn bundle(kind: BundleKind, language: Language) -> String {
    let end = match kind {
        BundleKind::Pdf => "pdf",
        BundleKind::Zip => "zip",
    };
    format!("{PRINTS}/guides-{}.{end}", language.tag())
}
