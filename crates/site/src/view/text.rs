//! What the page of a guide or page may know: the text, its terms and facts, who can help.

use jiff::civil::Date;
use serde::Serialize;

use super::{local::Local, recording_view::RecordingView};
use trousseau_core::{
    document::Document,
    guide::{FalcStatus, TranslationState, Version},
    library::{Localized, State},
    toolkit::{contact::Cost, delay::Delay, fact::Certainty, partner::College, results::Unit},
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
    /// The body, with resolved links. Templates get it as markup, so it is not serialised.
    #[serde(skip)]
    pub body: Document<Reference>,
    /// The headings of level 2, when there are more than two.
    pub toc: Vec<TocEntry>,
    /// What to tell the reader about the translation.
    pub notice: Option<Notice>,
    /// How many minutes it takes to read, for a second-language reader.
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
    /// The recordings of it.
    pub recordings: Vec<RecordingView>,
}

/// That a text is easy to read: shown only when readers for whom it is written have read it.
#[derive(Clone, Debug, Serialize)]
pub struct FalcView {
    /// `tested` or `labelled`.
    pub status: FalcStatus,
    /// How many readers have read it.
    pub testers: u32,
    /// The day on which they did.
    pub date: Date,
}

/// What may be shown of a localized text: its own declaration, not its source's, if it is complete and no draft.
pub fn falc(edition: &Localized) -> Option<FalcView> {
    let falc = edition.falc.filter(|falc| falc.status.value != FalcStatus::Draft && falc.is_whole())?;
    Some(FalcView { status: falc.status.value, testers: falc.testers?, date: falc.date? })
}

/// A link to another guide.
#[derive(Clone, Debug, Serialize)]
pub struct GuideLink {
    /// The address, relative to the language's folder.
    pub href: String,
    /// The title, in the reader's language where there is a translation.
    pub title: Local,
    /// The number of its stage.
    pub number: Option<u32>,
}

/// A heading of the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct TocEntry {
    /// The anchor of the heading, without `#`.
    pub id: String,
    /// The words of the heading, as plain text.
    pub text: String,
}

/// A notice above a translation.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// What is to be said.
    pub kind: NoticeKind,
    /// The language of the text below, when it is neither the reader's nor the source's.
    pub near: Option<Fallback>,
    /// What is to be said of that text itself.
    pub of_near: Option<NoticeKind>,
    /// The page in the source language.
    pub href: String,
    /// The source language's tag.
    pub lang: &'static str,
    /// The direction of the source language.
    pub dir: &'static str,
    /// The name of the source language in that language.
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
    /// Not in this language: the text in the nearest one is below.
    Near,
    /// The source has changed since.
    Stale,
    /// Made by a program, read by nobody.
    Machine,
    /// Made by a person, not read again.
    Draft,
}

/// A version in the history of a page.
#[derive(Clone, Debug, Serialize)]
pub struct VersionView {
    /// The number of the version.
    pub number: Version,
    /// The day of the version.
    pub date: Date,
    /// What changed; in the source language where nobody has translated it.
    pub summary: Local,
    /// Whether it was published before everybody agreed, and they still have not.
    pub owed: bool,
}

/// A term, explained for readers of one language.
#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    /// The id of the entry, by which texts name it.
    pub id: String,
    /// The abbreviation, where texts use one; a glossary is then sorted by it.
    pub abbr: Option<String>,
    /// The language of the abbreviation, when it is not the page's.
    pub lang: Option<&'static str>,
    /// The direction of the abbreviation, when it has a language of its own.
    pub dir: Option<&'static str>,
    /// The word in the reader's language.
    pub word: Local,
    /// The word in the language of official papers, when that is another one: readers must recognise it in letters.
    pub original: Option<Local>,
    /// What it means.
    pub definition: Local,
    /// The guide that says more, if readers see it.
    pub guide: Option<GuideLink>,
}

/// A fact with its source, for readers of one language.
#[derive(Clone, Debug, Serialize)]
pub struct FactView {
    /// The id of the entry, by which texts name it.
    pub id: String,
    /// What it is.
    pub label: Local,
    /// The value as the source language prints it.
    pub value: Local,
    /// Where it holds, when that is not everywhere.
    pub territory: Option<Local>,
    /// Who says so; in the language of the authorities.
    pub source: Local,
    /// Where to read it.
    pub url: Option<String>,
    /// The day somebody checked it.
    pub checked: Date,
    /// The last day on which it holds.
    pub expires: Option<Date>,
    /// The file with its day for calendars, where it is a fixed day.
    pub calendar: Option<String>,
    /// How sure it is.
    pub status: Certainty,
}

/// A contact, for readers of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// The id of the entry, by which texts name it.
    pub id: String,
    /// The name, in the reader's language where there is one.
    pub name: Local,
    /// What it does.
    pub role: Local,
    /// The telephone number.
    pub phone: Option<Phone>,
    /// What a call costs.
    pub cost: Option<Cost>,
    /// When somebody answers.
    pub hours: Option<Local>,
    /// The address of the website.
    pub url: Option<String>,
    /// The postal address, in the language of the authorities.
    pub address: Option<Local>,
    /// How sure it is.
    pub status: Certainty,
}

/// A phone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phone {
    /// As it is read, in groups that do not break: "0 805 16 00 75".
    pub text: String,
    /// As it is dialled: "tel:0805160075", or "sms:114" for one that takes messages and no calls.
    pub href: String,
}

impl Phone {
    /// Whether one sends it messages instead of calling it.
    pub fn is_for_messages(&self) -> bool {
        self.href.starts_with("sms:")
    }
}

/// A partner among the authors of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartnerView {
    /// The name, in the reader's language where there is one.
    pub name: Local,
    /// Association, landlord or public body.
    pub college: College,
    /// Whether it is made up for a demonstration: the page then says so.
    pub example: bool,
}

/// A series of results.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// The id of the entry, by which texts name it.
    pub id: String,
    /// What it counts.
    pub title: Local,
    /// What exactly is counted, and what is not.
    pub scope: Local,
    /// What the figures count: percent, households or homes.
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
    /// The length of its bar: its percentage of the largest figure of the series, from 0 to 100.
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

/// The change since an earlier figure. The sentence says whether it rose or fell, so that readers need not notice a minus sign.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeView {
    /// The key of its sentence below `results`: `change`, `change_down`, `since`, `points_down`…
    pub sentence: &'static str,
    /// The size of the change, never negative.
    pub size: f64,
    /// The year of the earlier figure; `None` for "the year before", as a source states it.
    pub since: Option<u16>,
}

/// The language of a page that is not in the reader's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fallback {
    /// The value of `lang`.
    pub lang: &'static str,
    /// The value of `dir`.
    pub dir: &'static str,
    /// The language's name in the language itself.
    pub name: &'static str,
}

/// A resolved destination of a link.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// A page of the site.
    Page {
        /// The address, relative to the language's folder.
        href: String,
        /// `lang` and `dir` of the text there, when it is not in the page's language.
        fallback: Option<Fallback>,
    },
    /// A heading of the same page.
    Anchor(String),
    /// A term of the glossary, among the page's terms; the words themselves may be in another language.
    Term {
        /// The id, which is also the anchor of its explanation on the page.
        id: String,
        /// The language of the words, when they are the abbreviation and the text is in another language.
        official: Option<Language>,
    },
    /// A fact, among the page's facts.
    Fact {
        /// The id, which is also the anchor of its explanation on the page.
        id: String,
        /// How sure it is.
        status: Certainty,
        /// How long something lasts, where the fact says that.
        delay: Option<Delay>,
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
        /// The address, relative to the language's folder.
        href: String,
        /// The size in bytes, which the link tells.
        bytes: usize,
    },
    /// A dead link: its words are shown without a link.
    Nowhere,
}

/// A picture, with copies for several widths.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// The address for browsers that do not choose among the copies.
    pub src: String,
    /// Addresses and widths in pixels of the copies, the smallest first; empty for an SVG.
    pub variants: Vec<(String, u32)>,
    /// The width at which it is shown, in CSS pixels.
    pub width: u32,
    /// The height at that width, in CSS pixels.
    pub height: u32,
}

impl Fallback {
    /// A language, as pages say it.
    pub fn of(language: Language) -> Self {
        Self { lang: language.html(), dir: language.direction().name(), name: language.name() }
    }
}

/// What is to be said of a text in this state.
pub fn notice_of(state: State) -> Option<NoticeKind> {
    match state {
        State::Source => None,
        State::Missing => Some(NoticeKind::Missing),
        State::Stale => Some(NoticeKind::Stale),
        State::Current(state) => notice_kind(state),
    }
}

/// The notice for a translation of the newest version; `None` when somebody has read it again.
pub fn notice_kind(state: TranslationState) -> Option<NoticeKind> {
    match state {
        TranslationState::Machine => Some(NoticeKind::Machine),
        // A translation that is only begun appears in its writer's preview alone.
        TranslationState::Begun | TranslationState::Draft => Some(NoticeKind::Draft),
        TranslationState::Reviewed => None,
    }
}
