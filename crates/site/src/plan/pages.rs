//! The pages of a plan: what each is about, its view for whoever generates it, its key for whoever compares.

use super::{
    task::{OutputKind, PageId, Task},
    tasks::Plan,
};
use crate::view::{
    CodeView, Content, PageBuilder, PageView,
    body::{self, Making},
    page,
};
use trousseau_core::{
    library::{Localized, address},
    manifest::OutputPath,
};
use trousseau_text::{Fingerprint, Language, order::Order};

impl Plan {
    /// All pages of a language.
    pub(super) fn add_pages(&mut self, language: Language) {
        let (library, tag, print) =
            (self.library.clone(), language.tag(), !self.tasks.leaflet_plan.downloads.is_empty());
        let printed = self.printed_in(language);
        let mut add = |name: &str, subject| self.add_page(&format!("{tag}/{name}"), subject);
        add(address::HOME, PageId::Home(language));
        add(address::SITE_MAP, PageId::SiteMap(language));
        if library.toolkit.offline {
            add(address::KEEP, PageId::Keep(language));
        }
        if print {
            add(address::PRINT, PageId::Print(language));
        }
        if !library.toolkit.glossary.is_empty() {
            add(address::GLOSSARY, PageId::Glossary(language));
        }
        if !library.toolkit.phrases.is_empty() {
            add(address::PHRASES, PageId::Phrases(language));
        }
        for (place, one) in library.toolkit.numbers.iter().enumerate() {
            add(&address::short(one.number.value), PageId::Short(language, place));
        }
        for (place, question) in library.toolkit.questions.iter().enumerate() {
            add(&address::question(place, &question.id), PageId::Question(language, place));
        }
        if library.toolkit.has_territory_pages() {
            add(address::TERRITORIES, PageId::Territories(language));
            for (place, id) in library.toolkit.territories.keys().enumerate() {
                add(&address::territory(id), PageId::Territory(language, place));
            }
        }
        for place in printed {
            add(&address::print(&library.guides[place].slug), PageId::PrintTable(place));
        }
        for (place, stage) in library.toolkit.stages.iter().enumerate() {
            add(&address::stage(&stage.id), PageId::Stage(language, place));
        }
        for (place, guide) in library.guides.iter().enumerate() {
            add(&address::text(&guide.slug), PageId::Guide(language, place));
        }
        for (place, work) in library.pages.iter().enumerate() {
            add(&address::text(&work.slug), PageId::Page(language, place));
        }
        for (place, moved) in library.moved.iter().enumerate() {
            add(&address::text(&moved.alias), PageId::Moved(language, place));
        }
        for (place, released) in library.released.iter().enumerate() {
            add(&address::paper(&released.name, released.version), PageId::Paper(language, place));
        }
    }

    /// The guides, by their index, that have leaflets and a page for who prints: such pages are in the source language.
    fn printed_in(&self, language: Language) -> Vec<usize> {
        if language != self.library.toolkit.source_language() {
            return Vec::new();
        }
        let offered = &self.tasks.leaflet_plan.downloads.guides;
        let is_printed = |slug: &str| offered.keys().any(|(_, printed)| printed == slug);
        let guides = self.library.guides.iter().enumerate();
        guides.filter(|(_, guide)| is_printed(&guide.slug)).map(|(place, _)| place).collect()
    }

    /// The page from which guides of a language are handed on: only who knows the address of the site can.
    pub(super) fn add_gifts(&mut self, language: Language) {
        if self.base_url().is_none() {
            return;
        }
        self.add_page(&format!("{language}/{}", address::GIVE), PageId::Give(language));
    }

    /// The pictures of the codes of all pages of a language; a browser fetches one when somebody opens it.
    pub(super) fn add_codes(&mut self, language: Language) {
        let builder = self.page_builder(language, body::outline);
        let folder = format!("site/{language}/");
        let mut codes: Vec<CodeView> = Vec::new();
        for (path, task) in &self.tasks.own {
            if let OutputKind::Page(subject) = task.kind
                && !subject.is_passed()
                && let Some(name) = path.strip_prefix(folder.as_str())
            {
                codes.extend(builder.code(name));
            }
        }
        for code in codes {
            self.add(format!("{folder}{}", code.href), code.address, OutputKind::Code);
        }
    }

    /// The fixed days of facts, for the calendars of readers.
    pub(super) fn add_calendars(&mut self, language: Language) {
        let builder = self.page_builder(language, body::outline);
        let facts = self.library.toolkit.facts.iter();
        let days: Vec<_> =
            facts.filter_map(|fact| Some((address::calendar(&fact.id), builder.calendar(fact)?))).collect();
        for (name, view) in days {
            self.add(format!("site/{language}/{name}"), view, OutputKind::Calendar);
        }
    }

    pub(super) fn add_page(&mut self, path: &str, subject: PageId) {
        let path = OutputPath::from(format!("site/{path}"));
        self.tasks.insert(path, Task { kind: OutputKind::Page(subject), key: None });
    }

    /// All that a page may know.
    pub fn page(&self, subject: PageId) -> PageView {
        self.page_with(subject, body::body)
    }

    fn page_with(&self, subject: PageId, bodies: Making) -> PageView {
        match subject {
            PageId::Languages => page::languages(&self.library, &self.contexts[0], self.base_url()),
            PageId::NotFound => page::not_found(&self.library, &self.contexts, self.base_url()),
            _ => {
                let language = subject.language().unwrap_or_else(|| self.library.toolkit.source_language());
                self.page_from(subject, &self.page_builder(language, bodies))
            }
        }
    }

    /// A page of the language of a builder.
    pub(super) fn page_from(&self, subject: PageId, builder: &PageBuilder<'_>) -> PageView {
        let guides = &self.library.guides;
        match subject {
            PageId::Languages | PageId::NotFound => self.page_with(subject, builder.bodies),
            PageId::Home(_) => builder.home(),
            PageId::SiteMap(_) => builder.site_map(),
            PageId::Keep(_) => builder.keep(),
            PageId::Print(_) => builder.print(),
            PageId::PrintTable(place) => builder.print_table(&guides[place]),
            PageId::Glossary(language) => {
                let order = Order::of(language);
                builder.glossary(&|a, b| order.compare(a, b))
            }
            PageId::Give(_) => builder.give(),
            PageId::Short(_, place) => builder.short(place),
            PageId::Phrases(_) => builder.phrases(),
            PageId::Question(_, place) => builder.question(place),
            PageId::Territories(_) => builder.territories(),
            PageId::Territory(_, place) => {
                builder.territory(place).expect("a plan has pages of its own territories")
            }
            PageId::Stage(_, place) => builder.stage(place),
            PageId::Guide(_, place) => {
                let before = place.checked_sub(1).and_then(|place| guides.get(place));
                builder.guide(&guides[place], before, guides.get(place + 1))
            }
            PageId::Page(_, place) => builder.page(&self.library.pages[place]),
            PageId::Moved(_, place) => builder.moved(&self.library.moved[place]),
            PageId::Paper(_, place) => builder.held_paper(&self.library.released[place]),
        }
    }

    pub(super) fn page_builder(&self, language: Language, bodies: Making) -> PageBuilder<'_> {
        let context = self.context(language).clone();
        PageBuilder {
            library: &self.library,
            language,
            context,
            base_url: self.base_url(),
            bodies,
            downloads: &self.tasks.leaflet_plan.downloads,
            kept: &self.kept,
        }
    }

    fn localized(&self, subject: PageId) -> Option<Localized<'_>> {
        match subject {
            PageId::Guide(language, place) => Some(self.library.guides[place].localized(language)),
            PageId::Page(language, place) => Some(self.library.pages[place].localized(language)),
            _ => None,
        }
    }

    /// The hash of all that a page may know: of its outline, of its body, and of what its language shares.
    pub(super) fn page_key(&self, subject: PageId, prints: &Prints) -> Fingerprint {
        let view = self.page_with(subject, body::outline);
        let context = match subject {
            PageId::Languages | PageId::NotFound => &prints.all,
            _ => prints.of(view.site.tag),
        };
        let outline = match &view.content {
            Content::Guide(guide) => Fingerprint::of_value(&guide.text.body),
            Content::Page { text, .. } => Fingerprint::of_value(&text.body),
            _ => *context,
        };
        let body = self.localized(subject).map_or(*context, |edition| edition.body_fingerprint);
        Fingerprint::join([&self.theme, context, &Fingerprint::of_value(&view), &outline, &body])
    }
}

/// The hashes of what all pages of a language share.
pub(super) struct Prints {
    contexts: Vec<(&'static str, Fingerprint)>,
    all: Fingerprint,
}

impl Prints {
    pub(super) fn new(plan: &Plan) -> Self {
        let contexts: Vec<_> =
            plan.contexts.iter().map(|context| (context.tag, Fingerprint::of_value(&**context))).collect();
        let all = Fingerprint::join(contexts.iter().map(|(_, fingerprint)| fingerprint));
        Self { contexts, all }
    }

    fn of(&self, tag: &str) -> &Fingerprint {
        self.contexts
            .iter()
            .find(|(known, _)| *known == tag)
            .map_or(&self.all, |(_, fingerprint)| fingerprint)
    }
}
