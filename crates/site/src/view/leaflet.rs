//! What a leaflet may know: everything that it prints, in reading order.

pub mod essential;
pub mod host;
mod make;
mod prints;
pub mod rows;
mod steps;
pub mod wall;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use self::wall::Wall;
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
    /// The layout of its pages.
    #[serde(serialize_with = "Layout::by_name")]
    pub layout: &'static Layout,
    /// The language of the reader: of headings and labels, not always of the body.
    pub language: Language,
    /// The name of the site.
    pub site: Local,
    /// The public address of the site, without protocol and final `/`, when there is one.
    pub address: Option<String>,
    /// Whether the site is a demonstration.
    pub demo: bool,
    /// How many numbered stages there are, for "stage 2 of 6".
    pub steps: u32,
    /// The title of the document: the guide's, or the site's for a collection.
    pub title: Local,
    /// The guides: a single one, or all that are printed in the language.
    pub parts: Vec<Part>,
    /// What is made of the toolkit itself; there are no guides then.
    pub wall: Option<Wall>,
    /// The partner that hands it out; `None` for the leaflets of the site.
    pub partner: Option<HostView>,
    /// The date in the metadata of the file: that of the newest version in it, so that the same content gives the same bytes.
    pub date: Option<Date>,
    /// The picture files, by the address that the bodies give them. The address holds the hash of the file. A
    /// picture that is missing here is printed as its alternative text.
    #[serde(skip)]
    pub images: BTreeMap<String, Source>,
}

impl LeafletView {
    /// The file to which a diagnostic belongs that has no better place.
    pub fn path(&self) -> SourcePath {
        self.parts.first().map_or_else(|| "content/toolkit.yaml".into(), |part| part.path.clone())
    }

    /// The hash of everything in the view, bodies included.
    pub fn fingerprint(&self) -> Fingerprint {
        let bodies = self.parts.iter().flat_map(|part| {
            let beside = part.beside.as_ref().map(|beside| {
                let rows: Vec<_> = beside.rows.iter().map(|row| (&row.source, &row.translation)).collect();
                Fingerprint::of_value(&(
                    beside.language,
                    &beside.title,
                    &beside.summary,
                    &beside.stage,
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
    /// The slug of the guide.
    pub slug: String,
    /// The title of the guide, in the language of its body.
    pub title: Local,
    /// The summary of the guide.
    pub summary: Local,
    /// The stage of the guide; `None` when it names an unknown one.
    pub stage: Option<StageMark>,
    /// The language of the body: the source language when the translation is missing.
    pub body_language: Language,
    /// The body, with every link resolved. `pdf` turns it into JSON for the template.
    #[serde(skip)]
    pub body: Document<Reference>,
    /// For a bilingual leaflet: the source text, row by row beside the body.
    #[serde(skip)]
    pub beside: Option<Box<Beside>>,
    /// The addresses and titles of the pages to which the body links: on paper, the title stands for the link.
    pub named: Vec<(String, String)>,
    /// The terms that paper explains: abbreviations, and what the editor linked.
    pub terms: Vec<TermView>,
    /// The contacts, the guide's own first.
    pub help: Vec<ContactView>,
    /// The public address of its page, for the QR code; `None` when the toolkit has no `base_url`.
    pub url: Option<String>,
    /// The address that is printed beside the code: the short one, where there is one.
    pub short: Option<String>,
    /// What the code leads to, where there is one: the page that says whether this version still holds. A draft has its page alone.
    pub code: Option<String>,
    /// The version of the text: of a translation that is out of date the one of which it was made.
    pub version: Option<Version>,
    /// The day somebody checked it.
    pub checked: Option<Date>,
    /// The earliest day on which one of its facts expires: the foot says "valid until".
    pub valid_until: Option<Date>,
    /// What to tell the reader about the translation.
    pub notice: Option<NoticeKind>,
    /// What may be said of how easy it is to read.
    pub falc: Option<FalcView>,
    /// Whether one writes on it: then nothing but its own words is on the paper.
    pub is_form: bool,
    /// Whether its head names the sections that a fold-out carries.
    pub is_chosen: bool,
    /// Whether something of the text is not on this paper: it then says where the whole is.
    pub is_cut: bool,
    /// Whether its status is `pilot`: the leaflet then asks readers to say what is not clear.
    pub on_trial: bool,
    /// The file of the body, for diagnostics about it.
    #[serde(skip)]
    pub path: SourcePath,
}

/// The other language of a bilingual leaflet.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The source language.
    pub language: Language,
    /// The title, in the source language.
    pub title: String,
    /// The summary, in the source language.
    pub summary: String,
    /// The name of the stage, in the source language.
    pub stage: String,
    /// Both bodies cut into rows: blocks with the same content are side by side.
    pub rows: Vec<Row>,
    /// The footnotes of the source text.
    pub footnotes: Vec<Vec<Block<Reference>>>,
    /// The file of the source text, for diagnostics about it.
    pub path: SourcePath,
}

/// One row of a bilingual leaflet.
#[derive(Clone, Debug)]
pub struct Row<L = Reference> {
    /// The blocks of the source text.
    pub source: Vec<Block<L>>,
    /// The blocks of the translation.
    pub translation: Vec<Block<L>>,
}

/// The stage of a guide, as a leaflet shows it.
#[derive(Clone, Debug, Serialize)]
pub struct StageMark {
    /// The number on the way; `None` for a stage "at any time".
    pub number: Option<u32>,
    /// The name, in the reader's language where there is one.
    pub name: Local,
    /// The name of its pictogram in the theme.
    pub pictogram: Option<String>,
}

/// The partner that hands a leaflet out.
#[derive(Clone, Debug, Serialize)]
pub struct HostView {
    /// The name, in the reader's language where there is one.
    pub name: Local,
    /// What it does.
    pub role: Local,
    /// Whether it is made up for a demonstration: the leaflet then says so.
    pub example: bool,
    /// The functions that one can reach, each with a number and never a person's name.
    pub functions: Vec<HostFunction>,
    /// The logo, an SVG or PNG that was checked and cleaned.
    pub logo: Option<Logo>,
}

/// A function of a partner.
#[derive(Clone, Debug, Serialize)]
pub struct HostFunction {
    /// The name, in the reader's language where there is one.
    pub name: Local,
    /// The telephone number, to be read and to be dialled.
    pub phone: Phone,
    /// When somebody answers.
    pub hours: Option<Local>,
}

/// The logo of a partner.
#[derive(Clone, Debug, Serialize)]
pub struct Logo {
    /// The alternative text: the partner's name.
    pub alt: String,
    /// The hash of the file, so that the key changes with it.
    pub fingerprint: Fingerprint,
    /// The file.
    #[serde(skip)]
    pub file: Source,
}
