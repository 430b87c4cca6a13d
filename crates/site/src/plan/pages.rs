//! The pages of a plan: what each is about, its view for whoever presses it, its key for whoever compares.

use super::{
    task::{Recipe, Subject, Task},
    tasks::Plan,
};
use crate::view::{
    Content, Desk, PageView,
    body::{self, Making},
    page,
};
use trousseau_core::{
    library::{Edition, address},
    manifest::OutputPath,
};
use trousseau_text::{Fingerprint, Language, order::Order};

impl Plan {
    /// All pages of a language.
    pub(super) fn add_pages(&mut self, language: Language) {
        let (library, tag, print) =
            (self.library.clone(), language.tag(), !self.tasks.rack.offers.is_empty());
        let mut add = |name: &str, subject| self.add_page(&format!("{tag}/{name}"), subject);
        add(address::HOME, Subject::Home(language));
        add(address::SITE_MAP, Subject::SiteMap(language));
        if print {
            add(address::PRINT, Subject::Print(language));
        }
        if !library.toolkit.glossary.is_empty() {
            add(address::GLOSSARY, Subject::Glossary(language));
        }
        for (place, stage) in library.toolkit.stages.iter().enumerate() {
            add(&address::stage(&stage.id), Subject::Stage(language, place));
        }
        for (place, guide) in library.guides.iter().enumerate() {
            add(&address::text(&guide.slug), Subject::Guide(language, place));
        }
        for (place, work) in library.pages.iter().enumerate() {
            add(&address::text(&work.slug), Subject::Page(language, place));
        }
    }

    pub(super) fn add_page(&mut self, path: &str, subject: Subject) {
        let path = OutputPath::from(format!("site/{path}"));
        self.tasks.insert(path, Task { recipe: Recipe::Page(subject), key: None });
    }

    /// All that a page may know.
    pub fn page(&self, subject: Subject) -> PageView {
        self.page_with(subject, body::body)
    }

    fn page_with(&self, subject: Subject, bodies: Making) -> PageView {
        let guides = &self.library.guides;
        match subject {
            Subject::Languages => page::languages(&self.library, &self.shelves[0], self.base_url()),
            Subject::NotFound => page::not_found(&self.library, &self.shelves, self.base_url()),
            Subject::Home(language) => self.desk(language, bodies).home(),
            Subject::SiteMap(language) => self.desk(language, bodies).site_map(),
            Subject::Print(language) => self.desk(language, bodies).print(),
            Subject::Glossary(language) => {
                let order = Order::of(language);
                self.desk(language, bodies).glossary(&|a, b| order.compare(a, b))
            }
            Subject::Stage(language, place) => self.desk(language, bodies).stage(place),
            Subject::Guide(language, place) => {
                let before = place.checked_sub(1).and_then(|place| guides.get(place));
                self.desk(language, bodies).guide(&guides[place], before, guides.get(place + 1))
            }
            Subject::Page(language, place) => self.desk(language, bodies).page(&self.library.pages[place]),
        }
    }

    fn desk(&self, language: Language, bodies: Making) -> Desk<'_> {
        let shelf = self.shelf(language).clone();
        Desk {
            library: &self.library,
            language,
            shelf,
            base_url: self.base_url(),
            bodies,
            offers: &self.tasks.rack.offers,
        }
    }

    fn edition(&self, subject: Subject) -> Option<Edition<'_>> {
        match subject {
            Subject::Guide(language, place) => Some(self.library.guides[place].edition(language)),
            Subject::Page(language, place) => Some(self.library.pages[place].edition(language)),
            _ => None,
        }
    }

    /// The hash of all that a page may know: of its outline, of its body, and of what its language shares.
    pub(super) fn page_key(&self, subject: Subject, prints: &Prints) -> Fingerprint {
        let view = self.page_with(subject, body::outline);
        let shelf = match subject {
            Subject::Languages | Subject::NotFound => &prints.all,
            _ => prints.of(view.shelf.tag),
        };
        let outline = match &view.content {
            Content::Guide(guide) => Fingerprint::of_value(&guide.text.body),
            Content::Page { text, .. } => Fingerprint::of_value(&text.body),
            _ => *shelf,
        };
        let body = self.edition(subject).map_or(*shelf, |edition| edition.body_print);
        Fingerprint::join([&self.theme, shelf, &Fingerprint::of_value(&view), &outline, &body])
    }
}

/// The hashes of what all pages of a language share.
pub(super) struct Prints {
    shelves: Vec<(&'static str, Fingerprint)>,
    all: Fingerprint,
}

impl Prints {
    pub(super) fn new(plan: &Plan) -> Self {
        let shelves: Vec<_> =
            plan.shelves.iter().map(|shelf| (shelf.tag, Fingerprint::of_value(&**shelf))).collect();
        let all = Fingerprint::join(shelves.iter().map(|(_, print)| print));
        Self { shelves, all }
    }

    fn of(&self, tag: &str) -> &Fingerprint {
        self.shelves.iter().find(|(known, _)| *known == tag).map_or(&self.all, |(_, print)| print)
    }
}
