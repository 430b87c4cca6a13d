//! What a leaflet may know: all that it prints, in the order in which it is read.

pub mod host;
mod make;
pub mod offers;
mod prints;
pub mod rows;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{
    local::Local,
    text::{ContactView, FalcView, NoticeKind, Phone, Reference, TermView},
};
use trousseau_core::{
    document::{Block, Document},
    guide::Version,
    source::{Source, SourcePath},
    toolkit::format::Layout,
};
use trousseau_text::{Fingerprint, Language};

/// One leaflet, or all leaflets of a language as one.
#[derive(Clone, Debug, Serialize)]
pub struct LeafletView {
    /// How it is laid out.
    #[serde(serialize_with = "Layout::by_name")]
    pub layout: &'static Layout,
    /// The language of its reader.
    pub language: Language,
    /// The name of the site.
    pub site: Local,
    /// The public address of the site, without protocol and final `/`, when there is one.
    pub address: Option<String>,
    /// Whether the site is a demonstration.
    pub demo: bool,
    /// How many stages have a number.
    pub steps: u32,
    /// The title of the document: the guide's, or the site's for a collection.
    pub title: Local,
    /// The guides: one, or all of the language.
    pub parts: Vec<Part>,
    /// The partner that hands it out.
    pub partner: Option<HostView>,
    /// The day that the file carries: that of the newest version in it.
    pub date: Option<Date>,
    /// The files of the pictures of the bodies, by the address that a body gives them, which names their hash. A
    /// picture that is not here is told in words.
    #[serde(skip)]
    pub images: BTreeMap<String, Source>,
}

impl LeafletView {
    /// The file to which a note belongs that has no better place.
    pub fn path(&self) -> SourcePath {
        self.parts.first().map_or_else(|| "content/toolkit.yaml".into(), |part| part.path.clone())
    }

    /// The hash of all that it may know, its bodies included.
    pub fn fingerprint(&self) -> Fingerprint {
        let bodies = self.parts.iter().flat_map(|part| {
            let beside = part.beside.as_ref().map(|beside| {
                let rows: Vec<_> = beside.rows.iter().map(|row| (&row.source, &row.translation)).collect();
                Fingerprint::of_value(&(
                    beside.language,
                    &beside.title,
                    &beside.summary,
                    rows,
                    &beside.footnotes,
                ))
            });
            [Some(Fingerprint::of_value(&part.body)), beside]
        });
        let bodies: Vec<Fingerprint> = bodies.flatten().collect();
        Fingerprint::join([&Fingerprint::of_value(self)].into_iter().chain(&bodies))
    }
}

/// One guide on paper.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: Local,
    /// What it is for.
    pub summary: Local,
    /// Its stage.
    pub stage: Option<StageMark>,
    /// The language of the body: the source language when the translation is missing.
    pub body_language: Language,
    /// The body, every link looked up. It goes to the layout as data of its own form.
    #[serde(skip)]
    pub body: Document<Reference>,
    /// The source text beside it, block by block, for a bilingual leaflet.
    #[serde(skip)]
    pub beside: Option<Box<Beside>>,
    /// The addresses and titles of the pages to which the body leads: paper names them.
    pub named: Vec<(String, String)>,
    /// The terms that the body uses, defined on the same sheet.
    pub terms: Vec<TermView>,
    /// Who can help.
    pub help: Vec<ContactView>,
    /// The public address of its page, when the site has one: for the code.
    pub url: Option<String>,
    /// The newest version.
    pub version: Option<Version>,
    /// The day somebody checked it.
    pub checked: Option<Date>,
    /// The earliest day on which one of its facts expires.
    pub valid_until: Option<Date>,
    /// What to tell the reader about the translation.
    pub notice: Option<NoticeKind>,
    /// What may be said of how easy it is to read.
    pub falc: Option<FalcView>,
    /// Whether it is being tried with households.
    pub pilot: bool,
    /// The file of the body, for notes about it.
    #[serde(skip)]
    pub path: SourcePath,
}

/// The other language of a bilingual leaflet.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Its language.
    pub language: Language,
    /// The title in it.
    pub title: String,
    /// The summary in it.
    pub summary: String,
    /// Both bodies cut into rows: what says the same stands side by side.
    pub rows: Vec<Row>,
    /// The footnotes in it.
    pub footnotes: Vec<Vec<Block<Reference>>>,
    /// The file, for notes about it.
    pub path: SourcePath,
}

/// One row of a bilingual leaflet.
#[derive(Clone, Debug)]
pub struct Row<L = Reference> {
    /// What the source says.
    pub source: Vec<Block<L>>,
    /// What the translation says.
    pub translation: Vec<Block<L>>,
}

/// The stage of a guide, as a leaflet shows it.
#[derive(Clone, Debug, Serialize)]
pub struct StageMark {
    /// Its number on the way; none for "at any time".
    pub number: Option<u32>,
    /// Its name.
    pub name: Local,
    /// The name of its pictogram in the theme.
    pub pictogram: Option<String>,
}

/// The partner that hands a leaflet out.
#[derive(Clone, Debug, Serialize)]
pub struct HostView {
    /// Its name.
    pub name: Local,
    /// What it does.
    pub role: Local,
    /// Whether it is made up.
    pub example: bool,
    /// Its functions and their numbers.
    pub functions: Vec<HostFunction>,
    /// Its logo: the path and the bytes of an SVG or PNG file.
    pub logo: Option<Logo>,
}

/// A function of a partner.
#[derive(Clone, Debug, Serialize)]
pub struct HostFunction {
    /// Its name.
    pub name: Local,
    /// Its number.
    pub phone: Phone,
    /// When somebody answers.
    pub hours: Option<Local>,
}

/// A logo.
#[derive(Clone, Debug, Serialize)]
pub struct Logo {
    /// What it shows: the partner's name.
    pub alt: String,
    /// The hash of the file.
    pub fingerprint: Fingerprint,
    /// The file.
    #[serde(skip)]
    pub file: Source,
}
