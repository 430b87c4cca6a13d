//! Makes the pages of territories: who helps there, and which larger territory stands in where nobody is known.

use super::{
    body,
    page_builder::PageBuilder,
    page_view::{Content, Crumb, PageView},
    site_context,
    territory_view::{ServiceContact, ServiceView, TerritoryLink, TerritoryView},
};
use trousseau_core::{
    library::address,
    toolkit::{Service, territory},
    yaml::Placed,
};

impl PageBuilder<'_> {
    /// The list of all territories, each below the one in which it lies.
    pub fn territories(&self) -> PageView {
        let toolkit = &self.library.toolkit;
        let tops = toolkit.territories.iter().filter(|(_, territory)| territory.within.is_none());
        let list = tops.map(|(id, _)| self.territory_link(id, true)).collect();
        let content = Content::Territories { list };
        self.frame(address::TERRITORIES, self.empty(), self.empty(), &|_| true, content)
    }

    /// The page of a territory, by its index in the toolkit.
    pub fn territory(&self, index: usize) -> Option<PageView> {
        let (library, language) = (self.library, self.language);
        let toolkit = &library.toolkit;
        let (id, own) = toolkit.territories.iter().nth(index)?;
        let name = site_context::local(&own.name, language, toolkit.source_language());
        let chain = territory::chain(&toolkit.territories, id);
        let holds = |named: &Option<Placed<String>>| named.as_deref() == Some(id);
        let facts = toolkit.facts.iter().filter(|fact| holds(&fact.territory));
        let whole = toolkit.territory.as_ref() == Some(id);
        let guides =
            library.guides.iter().filter(|guide| !whole && holds(&guide.source.front_matter.territory));
        let pages = library.pages.iter().filter(|page| holds(&page.source.front_matter.territory));
        let guides = guides.map(|guide| site_context::record(guide, language));
        let view = TerritoryView {
            parts: self.children(id).map(|id| self.territory_link(id, false)).collect(),
            services: toolkit.services.iter().map(|service| self.service(service, id)).collect(),
            facts: facts.map(|fact| body::fact_view(library, fact, language)).collect(),
            texts: guides.chain(pages.map(|page| site_context::record(page, language))).collect(),
            name: name.clone(),
        };
        let content = Content::Territory(Box::new(view));
        let mut page = self.frame(&address::territory(id), name, self.empty(), &|_| true, content);
        page.crumbs = chain.iter().skip(1).rev().map(|id| self.territory_crumb(id)).collect();
        Some(page)
    }

    fn service(&self, service: &Service, territory: &str) -> ServiceView {
        let (toolkit, language) = (&self.library.toolkit, self.language);
        let nearest =
            territory::nearest(&toolkit.territories, &toolkit.contacts, &service.id.value, territory);
        let contacts = nearest.contacts.iter().map(|contact| ServiceContact {
            contact: site_context::contact_view(contact, language, toolkit),
            checked: contact.checked,
            unreachable: contact.phone.is_none() && contact.address.is_none() && contact.url.is_none(),
        });
        let other = nearest.territory.filter(|own| *own != territory);
        ServiceView {
            id: service.id.value.clone(),
            name: site_context::local(&service.name, language, toolkit.source_language()),
            everywhere: nearest.territory.is_none() && !nearest.contacts.is_empty(),
            of: site_context::territory(toolkit, other, language),
            contacts: contacts.collect(),
        }
    }

    /// The territories that lie directly in this one.
    fn children<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        let all = self.library.toolkit.territories.iter();
        all.filter(move |(_, own)| own.within.as_ref().is_some_and(|within| within.value == id))
            .map(|(child, _)| child.as_str())
    }

    /// The way back to a larger territory.
    fn territory_crumb(&self, id: &str) -> Crumb {
        let link = self.territory_link(id, false);
        Crumb { href: link.href, label: link.name }
    }

    fn territory_link(&self, id: &str, with_parts: bool) -> TerritoryLink {
        let name = site_context::territory(&self.library.toolkit, Some(id), self.language);
        let parts = with_parts.then(|| self.children(id).map(|id| self.territory_link(id, true)).collect());
        TerritoryLink {
            href: address::territory(id),
            name: name.unwrap_or_else(|| self.empty()),
            parts: parts.unwrap_or_default(),
        }
    }
}
