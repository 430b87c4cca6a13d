//! What lists all pages: the feed of a language, and the site map.

use jiff::civil::Date;

use super::formats::formats;
use crate::view::{
    SiteContext, page,
    site_files::{FeedEntry, FeedView, SiteMapView, SiteUrl},
};
use trousseau_core::library::{Library, Localized, State, address};
use trousseau_text::Language;

/// The changes of a language, the newest first. Dates come from the content, so the same content gives the same feed.
pub fn feed(library: &Library, language: Language, context: &SiteContext, base: &str) -> FeedView {
    let mut entries: Vec<FeedEntry> = Vec::new();
    let mut add = |slug: &str, edition: Localized, versions: &[trousseau_core::guide::VersionEntry]| {
        if edition.state == State::Missing {
            return;
        }
        if let Some(newest) = versions.first() {
            entries.push(FeedEntry {
                id: format!("{base}{}/{}#{}", context.tag, address::text(slug), newest.version.value),
                href: format!("{base}{}/{}", context.tag, address::text(slug)),
                title: edition.title.to_owned(),
                updated: newest.date,
                summary: edition.summary.to_owned(),
            });
        }
    };
    for guide in &library.guides {
        add(&guide.slug, guide.localized(language), &guide.source.front_matter.versions);
    }
    for work in &library.pages {
        add(&work.slug, work.localized(language), &work.source.front_matter.versions);
    }
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.href.cmp(&b.href)));
    FeedView {
        lang: context.lang,
        title: context.name.text.clone(),
        id: format!("{base}{}/", context.tag),
        href: format!("{base}{}/{}", context.tag, address::FEED),
        home: format!("{base}{}/", context.tag),
        updated: entries.first().map(|entry| entry.updated),
        entries,
    }
}

/// The pages that a language has once, where there is something for them.
fn lists_of(library: &Library) -> impl Iterator<Item = &'static str> {
    let toolkit = &library.toolkit;
    let glossary = (!toolkit.glossary.is_empty()).then_some(address::GLOSSARY);
    let phrases = (!toolkit.phrases.is_empty()).then_some(address::PHRASES);
    let keep = toolkit.offline.then_some(address::KEEP);
    [glossary, phrases, keep, Some(address::GIVE)].into_iter().flatten()
}

/// Every page but those that show the source text for a missing translation.
pub fn site_map(library: &Library, base: &str, print: bool) -> SiteMapView {
    let languages = &library.toolkit.languages;
    let mut urls = vec![SiteUrl {
        loc: base.to_owned(),
        lastmod: None,
        alternates: page::alternates(base, address::HOME, languages, &|_| true),
    }];
    let mut add = |name: &str, lastmod: Option<Date>, present: &dyn Fn(Language) -> bool| {
        for language in languages.iter().filter(|language| present(**language)) {
            urls.push(SiteUrl {
                loc: format!("{base}{}/{}", language.tag(), page::plain(name)),
                lastmod,
                alternates: page::alternates(base, name, languages, present),
            });
        }
    };
    add(address::HOME, None, &|_| true);
    for stage in &library.toolkit.stages {
        add(&address::stage(&stage.id), None, &|_| true);
    }
    for guide in &library.guides {
        add(&address::text(&guide.slug), guide.date(), &|language| guide.is_in(language));
    }
    for work in &library.pages {
        add(&address::text(&work.slug), work.date(), &|language| work.is_in(language));
    }
    lists_of(library).for_each(|name| add(name, None, &|_| true));
    let source = library.toolkit.source_language();
    for (place, question) in library.toolkit.questions.iter().enumerate() {
        let present = |language| question.is_in(language, source);
        add(&address::question(place, &question.id), None, &present);
    }
    if library.toolkit.has_territory_pages() {
        add(address::TERRITORIES, None, &|_| true);
        for id in library.toolkit.territories.keys() {
            add(&address::territory(id), None, &|_| true);
        }
    }
    add(address::SITE_MAP, None, &|_| true);
    if print {
        add(address::PRINT, None, &|_| true);
        for guide in library.guides.iter().filter(|guide| !formats(library, guide).is_empty()) {
            add(&address::print(&guide.slug), None, &|language| language == source);
        }
    }
    SiteMapView { urls }
}
