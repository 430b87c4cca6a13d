//! The front matter of guides, pages and translations: a closed form. An unknown key is an error; the hint is the most
//! similar key.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use strum::{EnumIter, IntoStaticStr, VariantNames};

use super::{
    agreed::TextHash,
    feedback::Feedback,
    version::{Version, VersionEntry},
};
use crate::{toolkit::Format, yaml::Placed};

/// The front matter of a guide in the source language.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct GuideFrontMatter {
    /// The title, an action: "Déposer sa demande".
    pub title: String,
    /// One sentence that says what the guide is for.
    #[schemars(extend("x-is" = "sentence"))]
    pub summary: String,
    /// What the text is: a guide to read, when nothing is said; a sheet to write on; a letter to copy.
    #[serde(default)]
    pub kind: GuideKind,
    /// The stage it belongs to, an id of `toolkit.yaml`.
    #[schemars(extend("x-is" = "stage"))]
    pub stage: Placed<String>,
    /// Where the guide is in its life. To be published its newest version is at least 1.0.0 and validated by an association and a landlord.
    pub status: Status,
    /// The former names of the guide, and those of guides that it replaces: who follows an old address, or the code of an old leaflet, is led here.
    #[serde(default)]
    pub aliases: Vec<Placed<String>>,
    /// The partners that write it.
    #[schemars(extend("x-is" = "partner"))]
    #[serde(default)]
    pub authors: Vec<Placed<String>>,
    /// The territory in which it holds: an id of `territories` in `toolkit.yaml`.
    #[schemars(extend("x-is" = "territory"))]
    pub territory: Option<Placed<String>>,
    /// The contacts that help with it, shown in the same place on every page.
    #[schemars(extend("x-is" = "contact"))]
    #[serde(default)]
    pub help: Vec<Placed<String>>,
    /// The day somebody checked the whole guide.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub checked: Option<Date>,
    /// The history, newest first. `trousseau release` writes a new version.
    #[schemars(extend("x-is" = "page"))]
    #[serde(default)]
    pub versions: Vec<VersionEntry>,
    /// The formats in which it is printed, when they are others than the toolkit's.
    pub leaflets: Option<Vec<Placed<Format>>>,
    /// The sections that the leaflet folded in three carries, by their anchors, for all languages: `[a-faire-en-premier, les-papiers]`. Without this line it carries the whole guide.
    #[schemars(extend("x-is" = "section"))]
    #[serde(default)]
    pub essential: Vec<Placed<String>>,
    /// Words that people type when they look for this text and that are not in its title, as a list: `[numéro unique, expulsion, "115"]`. No page shows them.
    #[serde(default)]
    pub search: Vec<String>,
    /// The address of a harmless page, such as a weather forecast: the page of the guide begins with a link to it, for whoever must leave at once.
    pub quick_exit: Option<Placed<String>>,
    /// How far the text is in "facile à lire et à comprendre" (FALC), for example `{status: tested, testers: 3, date: 2026-11-21}`.
    pub falc: Option<Falc>,
    /// Recordings of the text read aloud, for example `[{file: fr.mp3, text: abcdefghij}]`; `trousseau audio script` shows what to read, and the code.
    #[schemars(extend("x-is" = "page"))]
    #[serde(default)]
    pub audio: Vec<Recording>,
    /// The remarks of the pilot phase; no reader sees them. `trousseau feedback add` writes one, for example `{id: F-2026-001, version: 1.0.0, lang: fr, round: test-2026, period: 2026-05, source: household, channel: meeting, count: 6, theme: unclear_word, severity: 2, decision: open}`.
    #[schemars(extend("x-is" = "page"))]
    #[serde(default)]
    pub feedback: Vec<Feedback>,
}

/// What a text is for. Sheets and letters have paper of their own, one page each, and are on no other.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum GuideKind {
    /// To read.
    #[default]
    Guide,
    /// To write on, with a pen: `____` is a place for it, and so is an empty cell.
    Sheet,
    /// To copy: what stands below `> [!LETTER]` is the same in every language, and the rest explains it.
    Letter,
}

impl GuideKind {
    /// Whether one writes on it.
    pub fn is_form(self) -> bool {
        self != Self::Guide
    }

    /// The names of all, as a list for people.
    pub fn names() -> String {
        Self::VARIANTS.join(", ")
    }
}

/// A text that is easy to read and to understand, by the European rules (Inclusion Europe, 2009): people for whom it is
/// written must have read it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Falc {
    /// Whether readers for whom it is written have read it again.
    pub status: Placed<FalcStatus>,
    /// How many of its readers read it again: a number, never who.
    pub testers: Option<u32>,
    /// The day on which they read it.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub date: Option<Date>,
}

/// A recording of a text, or of a section of it, read aloud.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Recording {
    /// The file beside the text, such as `ar.mp3`. One in Opus with the same name, `ar.opus`, is offered before it: it is smaller.
    pub file: Placed<String>,
    /// The section that it reads, by its anchor; the whole text when nothing is said.
    pub section: Option<Placed<String>>,
    /// The code of the words that were read, as `trousseau audio script` shows it: when these words change, readers are told.
    pub text: Placed<String>,
}

/// How far a text is in FALC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FalcStatus {
    /// Written so; not read by those for whom it is. No reader is told.
    Draft,
    /// Read again by some of those for whom it is.
    Tested,
    /// Found to follow the rules by somebody who may give the label.
    Labelled,
}

impl Falc {
    /// Whether it is complete: a text that says it was tested or labelled must say by how many readers, and when.
    pub fn is_whole(&self) -> bool {
        self.status.value == FalcStatus::Draft
            || self.testers.is_some_and(|many| many > 0) && self.date.is_some()
    }
}

/// The life of a guide.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Deserialize,
    Serialize,
    JsonSchema,
    EnumIter,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// Being written: not on the site.
    Draft,
    /// Tried with households.
    Pilot,
    /// Agreed by the partners.
    Published,
    /// No longer valid: not on the site.
    Retired,
}

impl Status {
    /// The name in front matter and in the tables of words.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether readers see it.
    pub fn is_public(self) -> bool {
        matches!(self, Status::Pilot | Status::Published)
    }
}

/// The front matter of a page in the source language.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PageFrontMatter {
    /// The title, also of the browser's window.
    pub title: String,
    /// One sentence that says what the page is for.
    #[schemars(extend("x-is" = "sentence"))]
    pub summary: String,
    /// The former names of the page: who follows an old address is led here.
    #[serde(default)]
    pub aliases: Vec<Placed<String>>,
    /// The territory in which it holds: an id of `territories` in `toolkit.yaml`.
    #[schemars(extend("x-is" = "territory"))]
    pub territory: Option<Placed<String>>,
    /// The day somebody checked it.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub checked: Option<Date>,
    /// The history, newest first.
    #[schemars(extend("x-is" = "page"))]
    #[serde(default)]
    pub versions: Vec<VersionEntry>,
    /// Recordings of the text read aloud, for example `[{file: fr.mp3, text: abcdefghij}]`; `trousseau audio script` shows what to read, and the code.
    #[schemars(extend("x-is" = "page"))]
    #[serde(default)]
    pub audio: Vec<Recording>,
    /// Words that people type when they look for this text and that are not in its title, as a list: `[numéro unique, expulsion, "115"]`. No page shows them.
    #[serde(default)]
    pub search: Vec<String>,
    /// Data that the page shows after its text.
    pub data: Option<Data>,
}

/// Data that a page can show after its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Data {
    /// The series of `results.yaml`, as tables and charts.
    Results,
}

/// The front matter of a translation.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TranslationFrontMatter {
    /// The title, also of the browser's window.
    pub title: String,
    /// The summary.
    #[schemars(extend("x-is" = "sentence"))]
    pub summary: String,
    /// The version of the source text that it translates.
    #[schemars(extend("x-is" = "version"))]
    pub translates: Option<Placed<Version>>,
    /// Who translated it, and whether somebody read it again.
    pub translation: TranslationState,
    /// Who read it again: a function or an organisation, never a person.
    pub reviewed_by: Option<String>,
    /// The words that were read again, as `trousseau translation review` writes them: with one other word nobody has read the text again.
    #[schemars(extend("x-is" = "page"))]
    pub reviewed_text: Option<Placed<TextHash>>,
    /// Words that people type when they look for this text and that are not in its title, as a list: `[numéro unique, expulsion, "115"]`. No page shows them.
    #[serde(default)]
    pub search: Vec<String>,
    /// How far this text is in "facile à lire et à comprendre" (FALC), for example `{status: tested, testers: 3, date: 2026-11-21}`.
    pub falc: Option<Falc>,
    /// Recordings of the text read aloud, for example `[{file: fr.mp3, text: abcdefghij}]`; `trousseau audio script` shows what to read, and the code.
    #[schemars(extend("x-is" = "page"))]
    #[serde(default)]
    pub audio: Vec<Recording>,
}

/// The state of a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TranslationState {
    /// Being translated: not on the site, readers get the source text. The text may still have the source's words.
    Begun,
    /// Made by a program, read by nobody.
    Machine,
    /// Made by a person, not read again.
    Draft,
    /// Read again by somebody who speaks the language.
    Reviewed,
}

impl Status {
    /// The names of all, as a list for people.
    pub fn names() -> String {
        Self::VARIANTS.join(", ")
    }
}

impl TranslationState {
    /// The names of all, as a list for people.
    pub fn names() -> String {
        Self::VARIANTS.join(", ")
    }
}

/// A front matter that has a title and a summary.
pub trait FrontMatter: DeserializeOwned {
    /// The title and the summary.
    fn words(&mut self) -> [&mut String; 2];
    /// What the text is for, where its head says so.
    fn kind(&self) -> GuideKind {
        GuideKind::Guide
    }
}

impl FrontMatter for GuideFrontMatter {
    fn kind(&self) -> GuideKind {
        self.kind
    }
    fn words(&mut self) -> [&mut String; 2] {
        [&mut self.title, &mut self.summary]
    }
}
impl FrontMatter for PageFrontMatter {
    fn words(&mut self) -> [&mut String; 2] {
        [&mut self.title, &mut self.summary]
    }
}
impl FrontMatter for TranslationFrontMatter {
    fn words(&mut self) -> [&mut String; 2] {
        [&mut self.title, &mut self.summary]
    }
}
