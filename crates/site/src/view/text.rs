//! What the page of a text may know: the text, its words and figures, who helps with it.

use jiff::civil::Date;
use serde::Serialize;

use super::local::Local;
use trousseau_core::{
    document::Document,
    guide::{FalcStatus, TranslationState, Version},
    library::Edition,
    toolkit::{contact::Cost, fact::Certainty, partner::College, results::Unit},
};
use trousseau_text::Language;

/// What a guide and a page have in common.
#[derive(Clone, Debug, Serialize)]
pub struct TextView {
    /// The language of the body, when it is not the page's.
    pub body_lang: Option<&'static str>,
    /// The direction of the body, when its language is not the page's.
    pub body_dir: Option<&'static str>,
    /// The language of the body, whatever the page's.
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

/// A text that those for whom it is written have read again.
#[derive(Clone, Debug, Serialize)]
pub struct FalcView {
    /// `tested` or `labelled`.
    pub status: FalcStatus,
    /// How many read it.
    pub testers: u32,
    /// When.
    pub date: Date,
}

/// What may be said of an edition: a declaration of this very text that is whole, and no draft.
pub fn falc(edition: &Edition) -> Option<FalcView> {
    let falc = edition.falc.filter(|falc| falc.status.value != FalcStatus::Draft && falc.is_whole())?;
    Some(FalcView { status: falc.status.value, testers: falc.testers?, date: falc.date? })
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
    /// Its abbreviation.
    pub abbr: Option<String>,
    /// The language of the abbreviation, when it is not the page's.
    pub lang: Option<&'static str>,
    /// Its direction, when it has a language of its own.
    pub dir: Option<&'static str>,
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
    /// Its value, as the texts of the source language print it.
    pub value: Local,
    /// Who says so; in the language of the authorities.
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
    /// Where it is counted, when the toolkit says so.
    pub territory: Option<Local>,
    /// The figures, by year. All of them count the same.
    pub figures: Vec<FigureView>,
}

/// One figure of a series.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// The year that it counts.
    pub year: u16,
    /// The figure.
    pub value: f64,
    /// Its part of the largest figure of the series, from 0 to 100, for the chart.
    pub share: f64,
    /// Whether the source says "more than".
    pub at_least: bool,
    /// The target of the year.
    pub target: Option<f64>,
    /// The share of the year's target that was reached, in percent.
    pub target_share: Option<f64>,
    /// Whether that share is a lower bound.
    pub target_at_least: bool,
    /// How far it is from an earlier figure.
    pub change: Option<ChangeView>,
    /// Who published it; in the language of the authorities.
    pub source: Local,
}

/// How far a figure is from an earlier one. The name of its sentence says which way, so that no sign must be read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeView {
    /// The text of the theme, below `results`: `change`, `change_down`, `since`, `points_down`…
    pub sentence: &'static str,
    /// The size of the change, never negative.
    pub size: f64,
    /// The year of the earlier figure; none for the year before as a source states it.
    pub since: Option<u16>,
}

/// The language of a page that is not in the reader's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fallback {
    /// The value of `lang`.
    pub lang: &'static str,
    /// The value of `dir`.
    pub dir: &'static str,
    /// Its own name.
    pub name: &'static str,
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
        fallback: Option<Fallback>,
    },
    /// A heading of the same page.
    Anchor(String),
    /// A term of the glossary, among the page's terms; the words themselves may be in another language.
    Term {
        /// Its id.
        id: String,
        /// The language of the words, when they are the abbreviation and the text is in another language.
        official: Option<Language>,
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
    Contact(Box<ContactView>),
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

/// The notice that a translation's state asks for, when it is up to date.
pub fn notice_kind(state: TranslationState) -> Option<NoticeKind> {
    match state {
        TranslationState::Machine => Some(NoticeKind::Machine),
        // One that is begun is seen by whoever writes it alone.
        TranslationState::Begun | TranslationState::Draft => Some(NoticeKind::Draft),
        TranslationState::Reviewed => None,
    }
}
