//! All that one output is allowed to know, as plain values.
//!
//! Views hold values, never handles, and nothing in them knows of feedback: what is not here cannot leak. Only [`report`]
//! and [`board`] do, which partners read and no site holds.
//! They are the contract with themes: a field that a template may read is a field here.

pub mod board;
pub mod body;
pub mod form;
pub mod leaflet;
pub mod page;
pub mod report;
pub mod results;
pub mod shelf;
pub mod site;
pub mod text;

use std::sync::Arc;

use serde::Serialize;

pub use leaflet::offers::{Bundle, Offer, Offers, PrintStage};
pub use text::{
    ChangeView, ContactView, FactView, FalcView, FigureView, GuideLink, GuideView, Notice, NoticeKind,
    PartnerView, Phone, Picture, Reference, SeriesView, TermView, TextView, TocEntry, VersionView, falc,
    notice_kind,
};
use trousseau_core::toolkit::Format;

/// Words, and their language where it is not the page's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Local {
    /// The words.
    pub text: String,
    /// Their language, when it differs from the page's.
    pub lang: Option<&'static str>,
    /// Their direction, when their language differs.
    pub dir: Option<&'static str>,
}

/// What all pages of one language share. Addresses are relative to the language's folder.
#[derive(Clone, Debug, Serialize)]
pub struct ShelfView {
    /// The language tag that names the folder.
    pub tag: &'static str,
    /// The value of `lang`.
    pub lang: &'static str,
    /// The value of `dir`.
    pub dir: &'static str,
    /// The language's own name.
    pub language_name: &'static str,
    /// The name of the site.
    pub name: Local,
    /// What it is for.
    pub tagline: Local,
    /// Whether it is a demonstration.
    pub demo: bool,
    /// The territory of the toolkit.
    pub territory: Option<Local>,
    /// The stages, in order.
    pub stages: Vec<StageRecord>,
    /// How many stages have a number.
    pub steps: u32,
    /// The pages of the foot.
    pub pages: Vec<Record>,
    /// The contacts that every page shows.
    pub help: Vec<ContactView>,
    /// Whether there is a feed of changes: it names public addresses, so it needs one.
    pub feed: bool,
    /// Whether there is a glossary.
    pub glossary: bool,
    /// Whether there is something to print: a page then lists it.
    pub print: bool,
}

/// A stage, as lists name it.
#[derive(Clone, Debug, Serialize)]
pub struct StageRecord {
    /// Its id.
    pub id: String,
    /// Its number on the way; none for "at any time".
    pub number: Option<u32>,
    /// Its name.
    pub name: Local,
    /// What happens in it.
    pub summary: Local,
    /// Its pictogram.
    pub pictogram: Option<String>,
    /// Its page.
    pub href: String,
    /// Its guides, in order.
    pub guides: Vec<Record>,
}

/// A guide or page, as lists name it: never its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Its slug.
    pub slug: String,
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: Local,
    /// Its summary.
    pub summary: Local,
    /// Whether it is there in this language.
    pub translated: bool,
}

/// One page of the site.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// What all pages of its language share.
    #[serde(skip)]
    pub shelf: Arc<ShelfView>,
    /// Where it is written, such as `fr/demander.html`.
    pub path: String,
    /// The way from the page to the top of the site: "", "../", or the base path for the 404 page.
    pub root: String,
    /// The way from the page to its language's folder: "" or "fr/".
    pub home: String,
    /// The title, also of the window.
    pub title: Local,
    /// One sentence about it.
    pub summary: Local,
    /// The stage's name, for the title of the window.
    pub part: Option<String>,
    /// Its public address, when the toolkit has one. A fallback's is the address of its source.
    pub canonical: Option<String>,
    /// The same page in all languages in which it really is, for `hreflang`; empty when there is one only.
    pub alternates: Vec<Alternate>,
    /// The same page in every language, for the menu.
    pub languages: Vec<LanguageLink>,
    /// The way from the home page to this one, without either.
    pub crumbs: Vec<Crumb>,
    /// What kind of page it is, with what only this kind has.
    pub content: Content,
}

/// A translation of a page that search engines may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// A language tag or `x-default`.
    pub lang: &'static str,
    /// The public address.
    pub href: String,
}

/// An entry of the language menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LanguageLink {
    /// The language.
    pub tag: &'static str,
    /// The value of `lang` and `hreflang`.
    pub lang: &'static str,
    /// The value of `dir`.
    pub dir: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// The address of the same page in it.
    pub href: String,
    /// Whether this is the page's own language.
    pub current: bool,
    /// Whether the page is translated into it.
    pub translated: bool,
}

/// One step from the home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Crumb {
    /// The address.
    pub href: String,
    /// The words.
    pub label: Local,
}

/// The kinds of page.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// The entry: choose your language.
    Languages,
    /// The home of a language.
    Home,
    /// A stage and its guides.
    Stage {
        /// Its place in `shelf.stages`, from 0.
        index: usize,
        /// The stage before.
        previous: Option<Box<StageLink>>,
        /// The stage after.
        next: Option<Box<StageLink>>,
    },
    /// A guide.
    Guide(Box<GuideView>),
    /// A page.
    Page {
        /// Its text.
        #[serde(flatten)]
        text: Box<TextView>,
        /// The results, when the page shows them.
        results: Option<Vec<SeriesView>>,
    },
    /// The glossary.
    Glossary {
        /// The terms, in the alphabetical order of the language.
        terms: Vec<TermView>,
    },
    /// Everything that can be printed, by stage.
    Print {
        /// The stages that have leaflets.
        stages: Vec<PrintStage>,
        /// The formats that occur, in order.
        formats: Vec<Format>,
        /// All leaflets of the language in one file.
        bundles: Vec<Bundle>,
    },
    /// The site map.
    SiteMap,
    /// Page not found, in every language.
    NotFound {
        /// One for each language.
        shelves: Vec<Arc<ShelfView>>,
    },
}

/// A link to a stage.
#[derive(Clone, Debug, Serialize)]
pub struct StageLink {
    /// Its number.
    pub number: Option<u32>,
    /// Its name.
    pub name: Local,
    /// Its page.
    pub href: String,
}
