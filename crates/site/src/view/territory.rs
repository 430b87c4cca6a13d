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
        let holds = |named: Option<&str>| named == Some(id.as_str());
        let facts = toolkit.facts.iter().filter(|fact| holds(fact.territory.as_ref().map(|id| id.as_str())));
        let guides = library.guides.iter().filter(|guide| {
            holds(guide.source.front_matter.territory.as_ref().map(|id| id.as_str()))
                && toolkit.territory.as_ref() != Some(id)
        });
        let pages = library
            .pages
            .iter()
            .filter(|page| holds(page.source.front_matter.territory.as_ref().map(|id| id.as_str())));
        let guides = guides.map(|guide| site_context::record(guide, language));
        let view = TerritoryView {
            parts: self.parts(id),
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
        let source = toolkit.source_language();
        let other = nearest.territory.filter(|own| *own != territory);
        ServiceView {
            id: service.id.value.clone(),
            name: site_context::local(&service.name, language, source),
            everywhere: nearest.territory.is_none() && !nearest.contacts.is_empty(),
            of: other
                .and_then(|id| toolkit.territory_name(id))
                .map(|name| site_context::local(name, language, source)),
            contacts: contacts.collect(),
        }
    }

    /// The territories that lie in this one, with those in them.
    fn parts(&self, id: &str) -> Vec<TerritoryLink> {
        let territories = self.library.toolkit.territories.iter();
        let inside = territories
            .filter(|(_, territory)| territory.within.as_ref().is_some_and(|within| within.value == id));
        inside.map(|(id, _)| self.territory_link(id, true)).collect()
    }

    /// The way back to a larger territory.
    fn territory_crumb(&self, id: &str) -> Crumb {
        let link = self.territory_link(id, false);
        Crumb { href: link.href, label: link.name }
    }

    fn territory_link(&self, id: &str, with_parts: bool) -> TerritoryLink {
        let toolkit = &self.library.toolkit;
        let name = toolkit.territory_name(id);
        let name = name.map(|name| site_context::local(name, self.language, toolkit.source_language()));
        TerritoryLink {
            href: address::territory(id),
            name: name.unwrap_or_else(|| self.empty()),
            parts: if with_parts { self.parts(id) } else { Vec::new() },
        }
    }
}
