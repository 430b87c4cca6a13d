//! All that one output is allowed to know, as plain values.
//!
//! Views hold values, never handles, and nothing in them knows of feedback: what is not here cannot leak.
//! They are the contract with themes: a field that a template may read is a field here.

pub mod body;
pub mod page;
pub mod shelf;
pub mod site;

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    document::Document,
    guide::{Status, TranslationState, Version},
    text::{Direction, Language},
    toolkit::{contact::Cost, fact::Certainty, partner::College, results::Unit},
};

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
    /// Whether there is a glossary.
    pub glossary: bool,
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

/// What a guide and a page have in common.
#[derive(Clone, Debug, Serialize)]
pub struct TextView {
    /// The language of the body, when it is not the page's.
    pub body_lang: Option<&'static str>,
    /// The direction of the body, when its language is not the page's.
    pub body_dir: Option<&'static str>,
    /// The language of the body, whatever the page's.
    #[serde(serialize_with = "tag")]
    pub language: Language,
    /// The body, every link looked up. Templates get it as markup, so it is not among their values.
    #[serde(skip)]
    pub body: Document<Reference>,
    /// The headings of level 2, when there are more than two.
    pub toc: Vec<TocEntry>,
    /// What to tell the reader about the translation.
    pub notice: Option<Notice>,
    /// Minutes to read it.
    pub minutes: u32,
    /// The newest version.
    pub version: Option<Version>,
    /// The day somebody checked it.
    pub checked: Option<Date>,
    /// The history, newest first.
    pub history: Vec<VersionView>,
    /// The terms that the body uses, in order of use.
    pub terms: Vec<TermView>,
    /// The facts that the body uses, in order of use.
    pub facts: Vec<FactView>,
}

/// A guide.
#[derive(Clone, Debug, Serialize)]
pub struct GuideView {
    /// What it has in common with pages.
    #[serde(flatten)]
    pub text: TextView,
    /// Its slug.
    pub slug: String,
    /// The place of its stage in `shelf.stages`, from 0; none when the stage is unknown.
    pub stage: Option<usize>,
    /// Its life.
    pub status: Status,
    /// Who writes it.
    pub authors: Vec<PartnerView>,
    /// Where it holds.
    pub territory: Option<Local>,
    /// Who can help.
    pub help: Vec<ContactView>,
    /// The guide before, on the way.
    pub previous: Option<GuideLink>,
    /// The guide after.
    pub next: Option<GuideLink>,
    /// The steps of its first ordered list, plain, for search engines.
    pub steps: Vec<String>,
}

/// A link to another guide.
#[derive(Clone, Debug, Serialize)]
pub struct GuideLink {
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: Local,
    /// The number of its stage.
    pub number: Option<u32>,
}

/// A heading of the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct TocEntry {
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// What readers are told of a translation.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// The kind of notice.
    pub kind: NoticeKind,
    /// The page in the source language.
    pub href: String,
    /// The source language's tag.
    pub lang: &'static str,
    /// Its direction.
    pub dir: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// The day of the newest source version.
    pub date: Option<Date>,
}

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Not in this language: the source text is below.
    Missing,
    /// The source has changed since.
    Stale,
    /// Made by a program, read by nobody.
    Machine,
    /// Made by a person, not read again.
    Draft,
}

/// A version, as readers see it.
#[derive(Clone, Debug, Serialize)]
pub struct VersionView {
    /// Its number.
    pub number: Version,
    /// Its day.
    pub date: Date,
    /// What changed; in the source language.
    pub summary: Local,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    /// Its id.
    pub id: String,
    /// Its abbreviation, in French.
    pub abbr: Option<String>,
    /// The word in the reader's language.
    pub word: Local,
    /// The word in the language of the papers, when that is another one.
    pub original: Option<Local>,
    /// What it means.
    pub definition: Local,
    /// The guide that says more.
    pub guide: Option<GuideLink>,
}

/// A fact.
#[derive(Clone, Debug, Serialize)]
pub struct FactView {
    /// Its id.
    pub id: String,
    /// What it is.
    pub label: Local,
    /// Its value, as the source prints it.
    pub value: String,
    /// Who says so; in French.
    pub source: Local,
    /// Where to read it.
    pub url: Option<String>,
    /// The day somebody checked it.
    pub checked: Date,
    /// The last day on which it holds.
    pub expires: Option<Date>,
    /// How sure it is.
    pub status: Certainty,
}

/// A contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Local,
    /// What it does.
    pub role: Local,
    /// Its number.
    pub phone: Option<Phone>,
    /// What a call costs.
    pub cost: Option<Cost>,
    /// When somebody answers.
    pub hours: Option<Local>,
    /// Its website.
    pub url: Option<String>,
    /// How sure it is.
    pub status: Certainty,
}

/// A phone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phone {
    /// As it is read, in groups that do not break: "0 805 16 00 75".
    pub text: String,
    /// As it is dialled: "tel:0805160075".
    pub href: String,
}

/// A partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartnerView {
    /// Its name.
    pub name: Local,
    /// Its side of the table.
    pub college: College,
    /// Whether it is made up.
    pub example: bool,
}

/// A series of results.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub title: Local,
    /// What exactly.
    pub scope: Local,
    /// What one is.
    pub unit: Unit,
    /// The figures.
    pub figures: Vec<FigureView>,
    /// The largest figure, for the chart.
    pub most: f64,
}

/// One figure of a series.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// The year that it counts.
    pub year: u16,
    /// The figure.
    pub value: f64,
    /// Whether the source says "more than".
    pub at_least: bool,
    /// The share of the year's target that was reached, in percent.
    pub target_share: Option<f64>,
    /// The change since the year before, in percent.
    pub change: Option<f64>,
    /// Who published it; in French.
    pub source: Local,
}

/// Where a link of a body leads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// A page of the site.
    Page {
        /// Its address.
        href: String,
        /// The language of the text there, when it is not the page's.
        fallback: Option<(&'static str, &'static str)>,
    },
    /// A heading of the same page.
    Anchor(String),
    /// A term of the glossary, among the page's terms; the words themselves may be French.
    Term {
        /// Its id.
        id: String,
        /// Whether the words are the French abbreviation.
        french: bool,
    },
    /// A fact, among the page's facts.
    Fact {
        /// Its id.
        id: String,
        /// How sure it is.
        status: Certainty,
    },
    /// A phone number.
    Phone(Phone),
    /// A contact.
    Contact(ContactView),
    /// Words in another language.
    Foreign {
        /// The value of `lang`.
        lang: &'static str,
        /// The value of `dir`.
        dir: &'static str,
    },
    /// Another website.
    Web(String),
    /// An address to write to.
    Mail(String),
    /// A picture.
    Picture(Picture),
    /// A file that is handed out as it is.
    File {
        /// Its address.
        href: String,
        /// Its size in bytes.
        bytes: usize,
    },
    /// A link that leads nowhere: its words stay.
    Nowhere,
}

/// A picture, ready for every width.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// The address of the version for who asks for nothing.
    pub src: String,
    /// Addresses and widths, the smallest first; empty for drawings.
    pub variants: Vec<(String, u32)>,
    /// The width of the largest, in CSS pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// A direction as HTML says it.
pub fn dir(direction: Direction) -> &'static str {
    direction.name()
}

fn tag<S: serde::Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(language.tag())
}

/// The notice that a translation's state asks for, when it is up to date.
pub fn notice_kind(state: TranslationState) -> Option<NoticeKind> {
    match state {
        TranslationState::Machine => Some(NoticeKind::Machine),
        TranslationState::Draft => Some(NoticeKind::Draft),
        TranslationState::Reviewed => None,
    }
}
