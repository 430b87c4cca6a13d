//! What the page of a guide may know: its front matter as readers see it, its leaflets, its neighbours.

use serde::Serialize;

use super::{
    body,
    downloads::Offer,
    local::Local,
    page_builder::PageBuilder,
    site_context,
    text::{ContactView, FalcView, GuideLink, PartnerView, TextView, falc},
};
use trousseau_core::{
    guide::{GuideFrontMatter, GuideKind, Status},
    library::{Entry, address},
};

/// A guide.
#[derive(Clone, Debug, Serialize)]
pub struct GuideView {
    /// What it has in common with pages.
    #[serde(flatten)]
    pub text: TextView,
    /// The name in addresses, the same in every language.
    pub slug: String,
    /// Whether one reads it, writes on it or copies it.
    pub kind: GuideKind,
    /// The place of its stage in `site.stages`, from 0; none when the stage is unknown.
    pub stage: Option<usize>,
    /// Where the guide is in its life, for the sign of one on trial.
    pub status: Status,
    /// Who writes it.
    pub authors: Vec<PartnerView>,
    /// Where it holds.
    pub territory: Option<Local>,
    /// The harmless page to which its page begins with a link, for whoever must leave at once.
    pub quick_exit: Option<String>,
    /// Who can help.
    pub help: Vec<ContactView>,
    /// What may be said of how easy it is to read.
    pub falc: Option<FalcView>,
    /// What can be printed of it.
    pub leaflets: Vec<Offer>,
    /// The page from which it is printed in other languages; on pages in the source language.
    pub print_table: Option<String>,
    /// The public address that is printed: the short one, where there is one.
    pub short: Option<String>,
    /// Where one hands it on, when the public address of the site is known.
    pub give: Option<String>,
    /// The public address of its card as a picture, for messengers that show one beside a link.
    pub picture: Option<String>,
    /// The guide before, on the way.
    pub previous: Option<GuideLink>,
    /// The guide after.
    pub next: Option<GuideLink>,
    /// The steps of its first ordered list, plain, for search engines.
    pub steps: Vec<String>,
}

impl PageBuilder<'_> {
    /// A guide, with its text and the steps in it; `before` and `after` are its neighbours on the way.
    pub(super) fn guide_view(
        &self,
        guide: &Entry<GuideFrontMatter>,
        (text, steps): (TextView, Vec<String>),
        before: Option<&Entry<GuideFrontMatter>>,
        after: Option<&Entry<GuideFrontMatter>>,
    ) -> GuideView {
        let (library, language) = (self.library, self.language);
        let toolkit = &library.toolkit;
        let source = toolkit.source_language();
        let head = &guide.source.front_matter;
        let stage = self.context.stages.iter().position(|stage| stage.id == *head.stage);
        let authors = head.authors.iter().filter_map(|id| toolkit.partner(id)).map(|partner| PartnerView {
            name: site_context::local(&partner.name, language, source),
            college: partner.college,
            example: partner.example,
        });
        let help = head.help.iter().filter_map(|id| toolkit.contact(id));
        let link = |guide: &Entry<GuideFrontMatter>| body::guide_link(library, guide, language);
        GuideView {
            text,
            slug: guide.slug.clone(),
            kind: head.kind,
            stage,
            status: head.status,
            authors: authors.collect(),
            territory: site_context::territory(toolkit, head.territory.as_deref(), language),
            quick_exit: head.quick_exit.as_ref().map(|url| url.value.clone()),
            help: help.map(|contact| site_context::contact_view(contact, language, toolkit)).collect(),
            falc: falc(&guide.localized(language)),
            print_table: (language == source && !self.downloads.is_empty())
                .then(|| address::print(&guide.slug)),
            leaflets: self.offers(guide),
            short: toolkit.number(&guide.slug).and_then(|_| self.public(guide)),
            give: self.base_url.map(|_| format!("{}#{}", address::GIVE, guide.slug)),
            picture: self.base_url.and_then(|base| {
                Some(format!("{base}{}/{}", self.language.tag(), self.picture(guide)?.href))
            }),
            previous: before.map(link),
            next: after.map(link),
            steps,
        }
    }
}
