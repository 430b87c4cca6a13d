//! What an import looks values up in: the guides of a toolkit under all their names, and its rounds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use trousseau_core::{
    guide::{self, GuideFrontMatter, Text, TranslationFrontMatter, Version, remark::Numbers},
    source::Sources,
    toolkit::{Round, Toolkit},
};
use trousseau_text::{Language, slug::slug};

/// What an import needs to know of the toolkit, and its options.
pub struct ImportContext<'a> {
    /// The toolkit, for its rounds and languages.
    pub toolkit: &'a Toolkit,
    /// All guides in the source language, drafts and retired ones among them.
    pub guides: Vec<&'a Text<GuideFrontMatter>>,
    /// The slugs of guides that exist but cannot be parsed.
    pub unreadable: BTreeSet<&'a str>,
    /// The default round, from the command line or the mapping.
    pub round: Option<String>,
    /// The default month, from the command line or the mapping.
    pub period: Option<String>,
    /// The language of the messages, in which diagnostics name the possible values.
    pub language: Language,
    /// Today: a month that is still to come is refused.
    pub today: Date,
    /// The numbers that no remark has yet.
    pub numbers: Numbers,
    /// The index of the guide for each name: its slug, and its titles in all languages as slugs.
    names: BTreeMap<String, usize>,
    /// The anchor for each heading, by guide and by the slug of the heading in any language.
    sections: BTreeMap<(usize, String), String>,
}

impl<'a> ImportContext<'a> {
    /// Gathers the names of guides and sections, in every language in which a form may give them.
    pub fn of(
        sources: &Sources,
        toolkit: &'a Toolkit,
        guides: Vec<&'a Text<GuideFrontMatter>>,
        today: Date,
    ) -> Self {
        let (names, unreadable) = (BTreeMap::new(), BTreeSet::new());
        let mut ground = Self {
            toolkit,
            unreadable,
            guides,
            round: None,
            period: None,
            language: toolkit.source_language(),
            today,
            numbers: Numbers::of(sources, today.year()),
            names,
            sections: BTreeMap::new(),
        };
        for (place, guide) in ground.guides.clone().into_iter().enumerate() {
            let anchors: Vec<&str> =
                guide.body.headings().iter().map(|heading| heading.id.as_str()).collect();
            for anchor in &anchors {
                ground.sections.insert((place, slug(anchor)), (*anchor).to_owned());
            }
            for language in &toolkit.languages[1..] {
                let path = format!("content/guides/{}/{language}.md", guide.slug);
                let text = sources.get(&path).map(|source| {
                    guide::read::<TranslationFrontMatter>(source, &guide.slug, *language).value
                });
                let Some(text) = text.flatten() else { continue };
                ground.names.entry(slug(&text.front_matter.title)).or_insert(place);
                let own = text.body.headings();
                // Headings of a translation are matched with those of the source by order, as their anchors are.
                for (heading, anchor) in own.iter().zip(&anchors).filter(|_| own.len() == anchors.len()) {
                    ground.sections.entry((place, slug(&heading.id))).or_insert((*anchor).to_owned());
                }
            }
            ground.names.insert(slug(&guide.front_matter.title), place);
        }
        for (place, guide) in ground.guides.iter().enumerate() {
            ground.names.insert(slug(&guide.slug), place);
        }
        ground
    }

    /// The guide of a slug, a title, or an address such as `…/fr/demander.html`.
    pub fn guide(&self, cell: &str) -> Option<&'a Text<GuideFrontMatter>> {
        let place = self.names.get(&slug(cell)).or_else(|| self.names.get(&slug(page(cell))))?;
        self.guides.get(*place).copied()
    }

    /// Whether a cell names a guide that exists but cannot be parsed.
    pub fn is_unreadable(&self, cell: &str) -> bool {
        [slug(cell), slug(page(cell))].iter().any(|name| self.unreadable.contains(name.as_str()))
    }

    /// The anchor of a section, from its anchor or its heading.
    pub fn section(&self, guide: &Text<GuideFrontMatter>, cell: &str) -> Option<String> {
        let place = self.guides.iter().position(|known| known.slug == guide.slug)?;
        self.sections.get(&(place, slug(cell.trim_start_matches('#')))).cloned()
    }

    /// The round of an id or a name.
    pub fn round(&self, cell: &str) -> Option<&'a Round> {
        let wanted = slug(cell);
        let named = |round: &&Round| {
            slug(&round.id) == wanted || round.name.values().any(|name| slug(name) == wanted)
        };
        self.toolkit.rounds.iter().find(named)
    }

    /// The only round that a month belongs to; `None` when there are several, or none.
    pub fn round_of(&self, first: Date) -> Option<&'a Round> {
        let last = first.last_of_month();
        let mut rounds = self.toolkit.rounds.iter().filter(|round| round.from <= last && first <= round.to);
        rounds.next().filter(|_| rounds.next().is_none())
    }

    /// The version that testers had in this month: the newest that existed, else the oldest.
    pub fn version_in(guide: &Text<GuideFrontMatter>, first: Date) -> Option<Version> {
        let versions = &guide.front_matter.versions;
        let there = versions.iter().find(|entry| entry.date <= first.last_of_month());
        there.or(versions.last()).map(|entry| entry.version.value)
    }
}

/// The name at the end of an address.
fn page(cell: &str) -> &str {
    let last = cell.trim_end_matches('/').rsplit('/').next().unwrap_or(cell);
    last.split(['?', '#']).next().unwrap_or(last).trim_end_matches(".html")
}
