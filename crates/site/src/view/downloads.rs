//! What pages offer for printing: the leaflets that exist, with their pages and bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::local::Local;
use trousseau_core::{library::address::PRINTS, toolkit::Format};
use trousseau_text::Language;

/// A link to a leaflet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The address, relative to the folder of the reader's language.
    pub href: String,
    /// The format, whose name and tip are in the strings.
    pub format: Format,
    /// The language of the leaflet, by that language's own name.
    pub language: Local,
    /// The value of `hreflang`.
    pub hreflang: &'static str,
    /// For a bilingual leaflet, the name of the other language.
    pub beside: Option<Local>,
    /// The number of pages; `None` before the file exists, as in `trousseau serve`.
    pub pages: Option<u32>,
    /// The size in bytes; `None` before the file exists.
    pub bytes: Option<u64>,
}

/// A picture of the first page of a leaflet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// The address, relative to the folder of the reader's language.
    pub src: String,
    /// The width, in CSS pixels.
    pub width: u32,
    /// The height, in CSS pixels.
    pub height: u32,
}

/// The leaflets of one guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintView {
    /// The address of the guide's page.
    pub href: String,
    /// The title of the guide.
    pub title: Local,
    /// The page with its leaflets in all languages, on the list in the source language.
    pub table: Option<String>,
    /// The languages of these leaflets; empty on the lists of the other languages.
    pub languages: Vec<PrintLanguage>,
    /// Whether the guide is translated; otherwise its leaflets are in the source language.
    pub translated: bool,
    /// The leaflets, in the order of the formats.
    pub offers: Vec<Offer>,
    /// A picture of the first page, if there is a preview.
    pub preview: Option<Preview>,
}

/// A guide among all that can be printed: the languages in which it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintLanguage {
    /// The language, by its own name.
    pub name: Local,
    /// Whether the translation is of an older version.
    pub late: bool,
}

/// The guides of a stage that can be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintStage {
    /// The index of the stage in the list of stages that all pages share.
    pub index: usize,
    /// The guides of the stage that have leaflets, in order.
    pub guides: Vec<PrintView>,
}

/// A link to one file with all leaflets of a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// The address, relative to the folder of the reader's language.
    pub href: String,
    /// `pdf` or `zip`.
    pub kind: BundleKind,
    /// The number of pages; 0 for a ZIP file, `None` before the file exists.
    pub pages: Option<u32>,
    /// The size in bytes; `None` before the file exists.
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

/// A leaflet that exists or, in `trousseau serve`, that is made when a browser asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The format, whose name and tip are in the strings.
    pub format: Format,
    /// The number of pages; `None` before the file exists, as in `trousseau serve`.
    pub pages: Option<u32>,
    /// The size in bytes; `None` before the file exists.
    pub bytes: Option<u64>,
}

/// Everything that can be printed, by language and guide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Downloads {
    /// The leaflets of each guide, by language and slug, in the order of the formats.
    pub guides: BTreeMap<(Language, String), Vec<Offered>>,
    /// What is made of the toolkit itself, by language, in the order of the formats.
    pub toolkit: BTreeMap<Language, Vec<Offered>>,
    /// The pictures of first pages, by language and slug.
    pub previews: BTreeMap<(Language, String), Preview>,
    /// The cards as pictures with their bytes, by language and slug; no bytes before the file exists.
    pub pictures: BTreeMap<(Language, String), Option<u64>>,
    /// The files with all leaflets of a language.
    pub bundles: BTreeMap<Language, Vec<Bundle>>,
}

impl Downloads {
    /// Whether there is nothing to print at all: then no page mentions printing.
    pub fn is_empty(&self) -> bool {
        self.guides.is_empty() && self.toolkit.is_empty()
    }
}

/// The address of a leaflet, from its language's folder.
pub fn leaflet(slug: &str, format: Format) -> String {
    format!("{PRINTS}/{slug}-{format}.pdf")
}

/// The address of what is made of the toolkit itself.
pub fn of_toolkit(format: Format, language: Language) -> String {
    format!("{PRINTS}/{format}-{}.pdf", language.tag())
}

/// The address of the picture of a first page.
pub fn preview(slug: &str) -> String {
    format!("{PRINTS}/{slug}.png")
}

/// The address of the card of a guide as a picture.
pub fn picture(slug: &str) -> String {
    format!("{PRINTS}/{slug}-card.png")
}

/// The address of all leaflets of a language in one file.
pub fn bundle(kind: BundleKind, language: Language) -> String {
    let end = match kind {
        BundleKind::Pdf => "pdf",
        BundleKind::Zip => "zip",
    };
    format!("{PRINTS}/guides-{}.{end}", language.tag())
}
