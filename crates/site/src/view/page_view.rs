//! What one page of the site may know: what all kinds of page have, and what each kind adds.

use std::sync::Arc;

use serde::Serialize;

use super::{
    downloads::{Bundle, Offer, PrintStage},
    give_view::GiveView,
    guide::GuideView,
    kept_view::{KeptFile, KeptView},
    local::Local,
    paper_view::PaperView,
    phrases::PhrasesView,
    print_table_view::PrintTable,
    question_view::QuestionView,
    site_context::{Record, SiteContext},
    territory_view::{TerritoryLink, TerritoryView},
    text::{SeriesView, TermView, TextView},
};
use trousseau_core::toolkit::Format;

/// One page of the site.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// What all pages of its language share.
    #[serde(skip)]
    pub site: Arc<SiteContext>,
    /// Where it is written, such as `fr/demander.html`.
    pub path: String,
    /// The path from the page to the top of the site: "", "../", or the absolute base path for the 404 page.
    pub root: String,
    /// The path from the page to its language's folder: "" or "fr/".
    pub home: String,
    /// The title, also of the browser's window.
    pub title: Local,
    /// One sentence about the page, for search engines.
    pub summary: Local,
    /// The stage's name, for the title of the window.
    pub part: Option<String>,
    /// The public address, when the toolkit has a `base_url`. A page without translation gives that of its source text.
    pub canonical: Option<String>,
    /// The code that another phone reads from the screen; none on pages that one only passes.
    pub code: Option<CodeView>,
    /// The same page in all languages into which it is translated, for `hreflang`; empty when there is only one.
    pub alternates: Vec<Alternate>,
    /// The same page in every language of the site, for the menu.
    pub languages: Vec<LanguageLink>,
    /// The breadcrumbs between the home page and this one, without either.
    pub crumbs: Vec<Crumb>,
    /// What kind of page it is, with what only this kind has.
    pub content: Content,
}

/// The code of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeView {
    /// The picture, relative to the page.
    pub href: String,
    /// The public address that it says: the short one where there is one.
    pub address: String,
}

/// A translation of a page, for `<link rel="alternate">`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// A language tag or `x-default`.
    pub lang: &'static str,
    /// The public address, with `https://`.
    pub href: String,
}

/// An entry of the language menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LanguageLink {
    /// The language, and the value of `hreflang`: it tells easy French from French.
    pub tag: &'static str,
    /// The value of `lang`, which voices and hyphenation go by.
    pub lang: &'static str,
    /// The value of `dir`.
    pub dir: &'static str,
    /// The name of the language in the language itself.
    pub name: &'static str,
    /// The address of the same page in this language.
    pub href: String,
    /// Whether this is the page's own language.
    pub current: bool,
    /// Whether it is another variety of the page's language, such as easy French: the menu shows it without being opened.
    pub easier: bool,
    /// Whether the page is translated into it.
    pub translated: bool,
}

/// One breadcrumb.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Crumb {
    /// The address.
    pub href: String,
    /// The text, typeset.
    pub label: Local,
}

/// What only one kind of page has. The name of the variant is also that of its template.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// The entry page, on which one chooses a language.
    Languages,
    /// The home of a language.
    Home {
        /// The file with everything of the language, where readers may keep it.
        keep: Option<KeptFile>,
    },
    /// A stage and its guides.
    Stage {
        /// The index of the stage in the list of stages that all pages share.
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
        /// What it has in common with guides.
        #[serde(flatten)]
        text: Box<TextView>,
        /// Where it holds, when that is not everywhere.
        territory: Option<Local>,
        /// The results, when the page shows them.
        results: Option<Vec<SeriesView>>,
    },
    /// The glossary.
    Glossary {
        /// The terms, in the alphabetical order of the language.
        terms: Vec<TermView>,
    },
    /// Phrases to show to somebody who speaks the language of the authorities.
    Phrases(PhrasesView),
    /// A question about where a reader stands.
    Question(Box<QuestionView>),
    /// Everything that can be printed, by stage.
    Print {
        /// The stages that have leaflets.
        stages: Vec<PrintStage>,
        /// What is for walls and counters, not for a guide.
        walls: Vec<Offer>,
        /// The formats that occur, in order.
        formats: Vec<Format>,
        /// All leaflets of the language in one file.
        bundles: Vec<Bundle>,
    },
    /// What can be kept on a phone and on a computer.
    Keep {
        /// The file with everything of the language.
        file: KeptFile,
        /// The site in all languages, where it is packed.
        site: Option<KeptFile>,
        /// Whether a worker can keep the file in the browser.
        worker: bool,
    },
    /// The file with everything of a language: what stands around its texts.
    Kept(Box<KeptView>),
    /// One guide, to be printed in any language and format.
    PrintTable(Box<PrintTable>),
    /// The territories that have a page.
    Territories {
        /// The largest territories; each has its parts.
        list: Vec<TerritoryLink>,
    },
    /// A territory.
    Territory(Box<TerritoryView>),
    /// The site map.
    SiteMap,
    /// A former address: it says where the text is now.
    Moved {
        /// The guide or page that took its place.
        to: Box<Record>,
    },
    /// What the code of a leaflet leads to: whether the paper still holds.
    Paper(Box<PaperView>),
    /// Where one hands guides on to somebody else.
    Give {
        /// The guides, in the order of the way.
        guides: Vec<GiveView>,
    },
    /// What stands behind a short address: it leads on at once.
    Short {
        /// The file to which it leads, in the language's folder.
        to: String,
    },
    /// Page not found, in every language.
    NotFound {
        /// What the pages of each language share: the page says in all languages that there is nothing.
        contexts: Vec<Arc<SiteContext>>,
    },
}

impl Content {
    /// Whether one only passes here, or has the codes of all guides: such a page has no code of its own.
    pub(super) fn is_passed(&self) -> bool {
        matches!(
            self,
            Self::Short { .. } | Self::Moved { .. } | Self::Paper(_) | Self::Kept(_) | Self::Give { .. }
        )
    }
}

/// A link to a stage.
#[derive(Clone, Debug, Serialize)]
pub struct StageLink {
    /// The number on the way; `None` for a stage "at any time".
    pub number: Option<u32>,
    /// The name, in the page's language where there is one.
    pub name: Local,
    /// The address of its page.
    pub href: String,
}
