//! What pages offer for printing: the leaflets that are there, and how large they are.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::view::{Local, page::Desk, shelf};
use trousseau_core::{guide::GuideHead, library::Work, toolkit::Format};
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

impl Desk<'_> {
    /// The leaflets of a guide in the reader's language; where it is not translated, those of its source.
    pub fn offers(&self, guide: &Work<GuideHead>) -> Vec<Offer> {
        let language = guide.edition(self.language).language;
        let source = guide.source.language;
        let name = |of: Language| shelf::foreign(of.name().to_owned(), of, self.language);
        let offered = self.offers.guides.get(&(language, guide.slug.clone()));
        let offer = |offered: &Offered| Offer {
            href: format!("{}{}", self.way_to(language), leaflet(&guide.slug, offered.format)),
            format: offered.format,
            language: name(language),
            hreflang: language.html(),
            beside: (offered.format == Format::Bilingual).then(|| name(source)),
            pages: offered.pages,
            bytes: offered.bytes,
        };
        offered.into_iter().flatten().map(offer).collect()
    }

    /// Everything that a reader of this language can print, by stage.
    pub fn prints(&self) -> Vec<PrintStage> {
        let stage = |(index, stage): (usize, &trousseau_core::toolkit::Stage)| {
            let guides = self.library.guides.iter().filter(|guide| *guide.source.head.stage == *stage.id);
            let guides: Vec<PrintView> = guides.filter_map(|guide| self.print_of(guide)).collect();
            (!guides.is_empty()).then_some(PrintStage { index, guides })
        };
        self.library.toolkit.stages.iter().enumerate().filter_map(stage).collect()
    }

    fn print_of(&self, guide: &Work<GuideHead>) -> Option<PrintView> {
        let offers = self.offers(guide);
        let record = shelf::record(guide, self.language);
        let language = guide.edition(self.language).language;
        let preview =
            self.offers.previews.get(&(language, guide.slug.clone())).cloned().map(|preview| Preview {
                src: format!("{}{}", self.way_to(language), preview.src),
                ..preview
            });
        (!offers.is_empty()).then_some(PrintView {
            href: record.href,
            title: record.title,
            translated: record.translated,
            offers,
            preview,
        })
    }

    fn way_to(&self, language: Language) -> String {
        if language == self.language { String::new() } else { format!("../{}/", language.tag()) }
    }
}

/// The address of a leaflet, from its language's folder.
pub fn leaflet(slug: &str, format: Format) -> String {
    format!("{}/{slug}-{format}.pdf", trousseau_core::library::address::PRINTS)
}

/// The address of the picture of a first page.
pub fn preview(slug: &str) -> String {
    format!("{}/{slug}.png", trousseau_core::library::address::PRINTS)
}

/// The address of all leaflets of a language in one file.
pub fn bundle(kind: BundleKind, language: Language) -> String {
    let end = match kind {
        BundleKind::Pdf => "pdf",
        BundleKind::Zip => "zip",
    };
    format!("{}/guides-{}.{end}", trousseau_core::library::address::PRINTS, language.tag())
}
