//! What one page of the site may know: what all kinds of page have, and what each kind adds.

use std::sync::Arc;

use serde::Serialize;

use super::{
    guide::GuideView,
    leaflet::offers::{Bundle, PrintStage},
    local::Local,
    shelf::ShelfView,
    text::{SeriesView, TermView, TextView},
};
use trousseau_core::toolkit::Format;

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
