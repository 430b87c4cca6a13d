//! What a search looks through: its views, and the key of the second, which is large.

use super::tasks::Plan;
use crate::view::{
    body,
    search::{self, SearchTexts, SearchView},
};
use trousseau_core::library::Localized;
use trousseau_text::{Fingerprint, Language};

impl Plan {
    /// What the search of a language looks through first.
    pub fn search(&self, language: Language) -> SearchView {
        search::first(&self.library, language, self.context(language))
    }

    /// The texts that the search of a language looks through then.
    pub fn search_texts(&self, language: Language) -> SearchTexts {
        search::texts(&self.library, language)
    }

    /// The hash of all that these texts may hold, without making them: as for pages, the hash of each body, and what it takes from
    /// elsewhere.
    pub(super) fn search_texts_key(&self, language: Language) -> Fingerprint {
        let toolkit = &self.library.toolkit;
        let places = toolkit.has_territory_pages().then_some(toolkit.territories.len());
        let definitions = search::definitions(&self.library, language);
        let mut parts = vec![Fingerprint::of_value(&(places, definitions))];
        let mut add = |edition: &Localized<'_>| {
            let outline = body::outline(&self.library, edition, language);
            // Of a figure, a text says the territory.
            let places: Vec<_> = outline.facts.iter().map(|fact| (&fact.id, &fact.territory)).collect();
            parts.push(edition.body_fingerprint);
            parts.push(Fingerprint::of_value(&(edition.summary, &outline.body, places)));
        };
        search::editions(&self.library.guides, language).for_each(|(_, edition)| add(&edition));
        search::editions(&self.library.pages, language).for_each(|(_, edition)| add(&edition));
        Fingerprint::join(&parts)
    }
}
