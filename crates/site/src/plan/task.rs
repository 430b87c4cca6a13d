//! One output: what it is made from, and what its key is.

use std::sync::Arc;

use super::leaflet::Leaflet;
use crate::view::{
    calendar::CalendarView,
    site_files::{HeadersView, RobotsView, WebManifestView},
};
use trousseau_core::{manifest::OutputPath, source::Source};
use trousseau_text::{Fingerprint, Language};
use trousseau_theme::fonts::Published;

/// One output to make.
#[derive(Clone, Debug)]
pub struct Task {
    /// What kind of output it is, and what it is made from.
    pub kind: OutputKind,
    /// The hash of everything that it may know: it changes when, and only when, something of that does. `None` for kinds that
    /// hold no view: `Plan::keys` makes the view and works the key out.
    pub key: Option<Fingerprint>,
}

/// The kinds of output, each with what it is made from.
#[derive(Clone, Debug)]
pub enum OutputKind {
    /// A page.
    Page(PageId),
    /// The feed of changes of a language.
    Feed(Language),
    /// `sitemap.xml`.
    SiteMap,
    /// `robots.txt`.
    Robots(RobotsView),
    /// What the search of a language looks through first.
    Search(Language),
    /// The texts that the search of a language looks through then.
    SearchTexts(Language),
    /// The style sheet of a language, for pages that are too small to hold it.
    StyleSheet(Language),
    /// The web manifest: the name and icon of the site, for a phone's home screen.
    WebManifest(WebManifestView),
    /// The headers that a web server should send.
    Headers(HeadersView),
    /// A copy of a picture, with its width in pixels; without a width for an SVG, which is only cleaned.
    Picture(Source, Option<u32>),
    /// The code of an address.
    Code(String),
    /// The fixed day of a fact, for calendars.
    Calendar(CalendarView),
    /// A font with the letters that pages show.
    Font(Published),
    /// A file that is copied as it is.
    Copy(Arc<[u8]>),
    /// A leaflet. It is generated before the pages, which say how large it is: see `trousseau_pdf::generate`.
    Leaflet(Leaflet),
    /// Other outputs packed into one file.
    Bundle(Vec<OutputPath>),
    /// The file with everything of a language, to be kept.
    Kept(Language),
    /// The worker that keeps that file in a browser.
    Worker(Language),
    /// Another output, compressed.
    Packed(OutputPath, Packing),
}

/// How an output is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// `.gz`
    Gzip,
    /// `.br`
    Brotli,
}

/// Which page it is: enough to make its view when it is needed, so that a plan holds no page views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageId {
    /// The entry page, on which one chooses a language.
    Languages,
    /// Page not found, in every language.
    NotFound,
    /// The home of a language.
    Home(Language),
    /// The site map.
    SiteMap(Language),
    /// What can be kept.
    Keep(Language),
    /// What can be printed.
    Print(Language),
    /// All leaflets of a guide, by its index in the library; in the source language alone, for who prints for others.
    PrintTable(usize),
    /// The glossary.
    Glossary(Language),
    /// The phrases to show.
    Phrases(Language),
    /// Where one hands guides on.
    Give(Language),
    /// What stands behind a short address, by its index in the toolkit.
    Short(Language, usize),
    /// A question about where a reader stands, by its index in the toolkit.
    Question(Language, usize),
    /// The list of territories.
    Territories(Language),
    /// A territory, by its index in the toolkit.
    Territory(Language, usize),
    /// A stage, by its index in the toolkit.
    Stage(Language, usize),
    /// A guide, by its index in the library.
    Guide(Language, usize),
    /// A page, by its index in the library.
    Page(Language, usize),
    /// A former address, by its index in the library.
    Moved(Language, usize),
    /// What the code of a leaflet leads to, by the index of its version in the library.
    Paper(Language, usize),
}

impl PageId {
    /// Whether one only passes there, or finds the codes of all guides: such a page has no code of its own.
    pub(super) fn is_passed(self) -> bool {
        matches!(self, Self::Short(..) | Self::Moved(..) | Self::Paper(..) | Self::Give(_))
    }
}

impl Packing {
    /// The end of the file name, without a dot.
    pub(super) fn end(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
        }
    }
}
