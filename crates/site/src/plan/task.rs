//! One output: what it is made from, and what its key is.

use std::sync::Arc;

use super::leaflet::Leaflet;
use crate::view::site::{HeadersView, RobotsView, WebManifestView};
use trousseau_core::{manifest::OutputPath, source::Source};
use trousseau_text::{Fingerprint, Language};

/// One output: how to make it, and the hash of all it may know.
#[derive(Clone, Debug)]
pub struct Task {
    /// How to make it.
    pub recipe: Recipe,
    /// Moves when, and only when, something it may know has moved. None where the recipe only says where to look:
    /// [`Plan::keys`] looks and works it out.
    pub key: Option<Fingerprint>,
}

/// What an output is made from.
#[derive(Clone, Debug)]
pub enum Recipe {
    /// A page.
    Page(Subject),
    /// The feed of changes of a language.
    Feed(Language),
    /// The list of all pages, for search engines.
    SiteMap,
    /// What robots may read.
    Robots(RobotsView),
    /// The name and icon of the site, for phones.
    WebManifest(WebManifestView),
    /// What a web server should send along.
    Headers(HeadersView),
    /// A picture in one width; a drawing in none.
    Picture(Source, Option<u32>),
    /// Bytes as they are.
    Copy(Arc<[u8]>),
    /// A leaflet. It is pressed before the pages, which say how large it is: see [`trousseau_pdf::generate`].
    Leaflet(Leaflet),
    /// Other outputs, as they are, in one file.
    Bundle(Vec<OutputPath>),
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

/// What a page is about: enough to find it again in its plan, so that a plan holds no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The entry: choose your language.
    Languages,
    /// Page not found, in every language.
    NotFound,
    /// The home of a language.
    Home(Language),
    /// The site map.
    SiteMap(Language),
    /// What can be printed.
    Print(Language),
    /// The glossary.
    Glossary(Language),
    /// A stage, by its place in the toolkit.
    Stage(Language, usize),
    /// A guide, by its place in the library.
    Guide(Language, usize),
    /// A page of the foot, by its place in the library.
    Page(Language, usize),
}

impl Packing {
    /// What the names of such files end with.
    pub(super) fn end(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
        }
    }
}
