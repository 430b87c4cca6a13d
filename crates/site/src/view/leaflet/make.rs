//! Makes the views of leaflets from the library.

use std::collections::{BTreeMap, BTreeSet};

use super::{Beside, HostView, LeafletView, Part, StageMark, essential::essential, rows, steps::first_steps};
use crate::view::{
    body,
    page_builder::PageBuilder,
    site_context,
    text::{ContactView, NoticeKind, Reference, falc, notice_kind},
};
use trousseau_core::{
    diagnostic::Span,
    document::{Document, Target},
    guide::{GuideFrontMatter, Status, Version},
    library::{Entry, State, address},
    source::{Source, Sources},
    toolkit::{
        Format,
        format::{Flow, Layout},
    },
};

impl PageBuilder<'_> {
    /// The view of one guide's leaflet. `None` where the guide is not translated, and for a bilingual leaflet of the source
    /// itself.
    pub fn leaflet(
        &self,
        guide: &Entry<GuideFrontMatter>,
        layout: &'static Layout,
        partner: Option<HostView>,
    ) -> Option<LeafletView> {
        let mut part = self.part(guide)?;
        if layout.flow == Flow::Panels {
            let chosen: Vec<&str> =
                guide.source.front_matter.essential.iter().map(|anchor| anchor.as_str()).collect();
            (part.body, part.is_cut) = essential(part.body, &chosen, &part.help);
            part.keep_used_terms();
        }
        if layout.flow == Flow::Card {
            part.body = first_steps(&part.body, &guide.source.front_matter.essential);
            part.terms.clear();
        }
        if layout.flow == Flow::Pair {
            part.beside = Some(Box::new(self.beside(guide, &part.body)?));
        }
        let title = part.title.clone();
        Some(LeafletView { partner, title, ..self.paper(layout, vec![part]) })
    }

    /// These guides as one document, each beginning on a new page; untranslated ones are left out.
    pub fn collection(&self, guides: &[&Entry<GuideFrontMatter>]) -> LeafletView {
        self.paper(Format::A4.spec().layout, guides.iter().filter_map(|guide| self.part(guide)).collect())
    }

    /// The picture files of the bodies, by the address that the bodies give them.
    pub fn images(&self, view: &LeafletView, sources: &Sources) -> BTreeMap<String, Source> {
        let library = self.library;
        let mut images = BTreeMap::new();
        for part in &view.parts {
            let Some(guide) = library.guide(&part.slug) else { continue };
            let beside = part.beside.as_ref().map(|beside| guide.localized(beside.language));
            for edition in beside.iter().chain([&guide.localized(self.language)]) {
                for path in body::files(library, edition) {
                    if let (Some(file), Some(source)) = (library.files.get(path), sources.get(path))
                        && let Reference::Picture(picture) = body::file_reference(path, file)
                    {
                        images.insert(picture.src, source.clone());
                    }
                }
            }
        }
        images
    }

    pub(super) fn paper(&self, layout: &'static Layout, parts: Vec<Part>) -> LeafletView {
        let address = self.base_url.map(|base| {
            let bare = base.split_once("://").map_or(base, |(_, rest)| rest);
            bare.trim_end_matches('/').to_owned()
        });
        LeafletView {
            layout,
            language: self.language,
            site: self.context.name.clone(),
            address,
            demo: self.context.demo,
            steps: self.context.steps,
            title: self.context.name.clone(),
            date: parts.iter().filter_map(|part| self.library.guide(&part.slug)?.date()).max(),
            parts,
            wall: None,
            partner: None,
            images: BTreeMap::new(),
        }
    }

    fn part(&self, guide: &Entry<GuideFrontMatter>) -> Option<Part> {
        let (library, language) = (self.library, self.language);
        let edition = guide.localized(language);
        let notice = match edition.state_of_all() {
            State::Source => None,
            State::Missing => return None,
            State::Stale => Some(NoticeKind::Stale),
            State::Current(state) => notice_kind(state),
        };
        let mut view = body::body(library, &edition, language);
        let named = self.named_terms(edition.body);
        view.terms.retain(|term| named.contains(&term.id));
        let head = &guide.source.front_matter;
        let source = library.toolkit.source_language();
        let stage = library.toolkit.stage(&head.stage).map(|stage| StageMark {
            number: stage.number,
            name: site_context::local(&stage.name, language, source),
            pictogram: stage.pictogram.as_ref().map(|name| name.value.clone()),
        });
        let version = guide.version_of(&edition);
        let local = |text: &str| site_context::foreign(text.to_owned(), edition.language, language);
        Some(Part {
            slug: guide.slug.clone(),
            title: local(edition.title),
            summary: local(edition.summary),
            stage,
            body_language: edition.language,
            named: self.named(&view.body),
            body: view.body,
            beside: None,
            terms: view.terms,
            help: self.help(head),
            url: self.base_url.map(|base| format!("{base}{}/{}", language.tag(), address::text(&guide.slug))),
            short: self.public(guide),
            code: self
                .base_url
                .map(|base| format!("{base}{}/{}", language.tag(), self.code_of(guide, version))),
            version,
            checked: head.checked,
            valid_until: view.facts.iter().filter_map(|fact| fact.expires).min(),
            notice,
            falc: falc(&edition),
            is_form: head.kind.is_form(),
            is_chosen: !head.essential.is_empty(),
            is_cut: false,
            on_trial: head.status == Status::Pilot,
            path: edition.path.clone(),
        })
    }

    /// The page that says whether this version still holds; that of the guide where there is none.
    fn code_of(&self, guide: &Entry<GuideFrontMatter>, version: Option<Version>) -> String {
        let has_page = |version: &Version| {
            self.library.released.iter().any(|one| one.name == guide.slug && one.version == *version)
        };
        match version.filter(has_page) {
            Some(version) => address::paper(&guide.slug, version),
            None => address::text(&guide.slug),
        }
    }

    /// The terms that paper explains: abbreviations and what the editor linked. Every word of the glossary that stands in the text
    /// would cost a sheet.
    fn named_terms(&self, body: &Document) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        body.each(&mut |link| {
            if let Target::Term(id) = link.to
                && let Some(term) = self.library.toolkit.term(id)
                && (link.span != Span::default() || term.abbr.as_ref() == Some(&link.words()))
            {
                named.insert(id.clone());
            }
        });
        named
    }

    /// The addresses and titles of the pages to which a body links, in the order of the stages.
    fn named(&self, body: &Document<Reference>) -> Vec<(String, String)> {
        let mut files = BTreeSet::new();
        body.each(&mut |link| {
            if let Reference::Page { href, .. } = link.to {
                files.insert(href.split('#').next().unwrap_or(href));
            }
        });
        let guides = self.context.stages.iter().flat_map(|stage| &stage.guides);
        let led_to = guides.chain(&self.context.pages).filter(|record| files.contains(record.href.as_str()));
        led_to.map(|record| (record.href.clone(), record.title.text.clone())).collect()
    }

    /// The guide's own contacts, then those of every page.
    fn help(&self, head: &GuideFrontMatter) -> Vec<ContactView> {
        let own = head.help.iter().filter_map(|id| self.library.toolkit.contact(id));
        let mut help: Vec<ContactView> = own
            .map(|contact| site_context::contact_view(contact, self.language, &self.library.toolkit))
            .collect();
        for contact in &self.context.help {
            if !help.iter().any(|known| known.id == contact.id) {
                help.push(contact.clone());
            }
        }
        help
    }

    /// The source text cut into rows beside its translation; `None` for the source itself.
    fn beside(&self, guide: &Entry<GuideFrontMatter>, translation: &Document<Reference>) -> Option<Beside> {
        let source = guide.source.language;
        if source == self.language {
            return None;
        }
        let edition = guide.localized(source);
        let body = body::body(self.library, &edition, source).body;
        let toolkit = &self.library.toolkit;
        let stage = toolkit.stage(&guide.source.front_matter.stage);
        let stage = stage.map(|stage| site_context::local(&stage.name, source, source).text);
        Some(Beside {
            language: source,
            title: edition.title.to_owned(),
            summary: edition.summary.to_owned(),
            stage: stage.unwrap_or_default(),
            rows: rows::rows(&body, translation).0,
            footnotes: body.footnotes,
            path: edition.path.clone(),
        })
    }
}

impl Part {
    /// Takes out the terms that the body does not use.
    fn keep_used_terms(&mut self) {
        let mut used = BTreeSet::new();
        self.body.each(&mut |link| {
            if let Reference::Term { id, .. } = link.to {
                used.insert(id.as_str());
            }
        });
        self.terms.retain(|term| used.contains(term.id.as_str()));
    }
}
