//! Makes the pages behind the codes of leaflets: whether the paper still holds, and what has changed since.

use jiff::civil::Date;

use super::{
    page_builder::PageBuilder,
    page_view::{Content, PageView},
    paper_view::{PaperStanding, PaperView},
    site_context,
    text::{Notice, NoticeKind, VersionView},
};
use trousseau_core::{
    document::Target,
    guide::{GuideFrontMatter, Version},
    library::{Entry, Localized, Released, address},
};

impl PageBuilder<'_> {
    /// The page behind the code of a leaflet.
    pub fn held_paper(&self, released: &Released) -> PageView {
        let library = self.library;
        let shown = library.guide(&released.slug);
        let hidden = || library.hidden.iter().find(|guide| guide.slug == released.slug);
        let known = shown.or_else(hidden).expect("a version is one of a guide of the library");
        let view = match shown {
            Some(guide) if released.name == released.slug => self.held(guide, released.version),
            Some(guide) => self.moved_paper(guide, released.version),
            None => self.retired(known, released.version),
        };
        let title = site_context::record(known, self.language).title;
        let name = address::paper(&released.name, released.version);
        let source = library.toolkit.source_language();
        let languages = if self.language == source {
            Vec::new()
        } else {
            vec![self.language_link(source, &name, &|_| true)]
        };
        PageView {
            site: self.context.clone(),
            path: format!("{}/{name}", self.language.tag()),
            root: "../".to_owned(),
            home: String::new(),
            title,
            summary: self.empty(),
            part: None,
            code: None,
            canonical: None,
            alternates: Vec::new(),
            languages,
            crumbs: Vec::new(),
            content: Content::Paper(Box::new(view)),
        }
    }

    fn held(&self, guide: &Entry<GuideFrontMatter>, version: Version) -> PaperView {
        let head = &guide.source.front_matter;
        let edition = guide.localized(guide.localized(self.language).language);
        let newest = head.versions.first().map_or(version, |entry| entry.version.value);
        let printed = guide.version_of(&edition).unwrap_or(newest);
        let standing = match version {
            _ if version >= newest => PaperStanding::Valid,
            _ if version.is_behind(newest) => PaperStanding::Old,
            _ => PaperStanding::Mended,
        };
        let holds = standing != PaperStanding::Old;
        let is_newer_there = !holds && version.is_behind(printed);
        PaperView {
            version,
            date: date(guide, version),
            standing,
            to: Some(site_context::record(guide, self.language)),
            changes: self.changes(guide, version),
            leaflets: if is_newer_there { self.offers(guide) } else { Vec::new() },
            notice: printed.is_behind(newest).then(|| self.source_of(guide)),
            checked: head.checked.filter(|_| holds),
            valid_until: self.valid_until(&edition).filter(|_| holds),
        }
    }

    fn moved_paper(&self, guide: &Entry<GuideFrontMatter>, version: Version) -> PaperView {
        PaperView {
            to: Some(site_context::record(guide, self.language)),
            leaflets: self.offers(guide),
            ..gone(PaperStanding::Moved, version)
        }
    }

    fn retired(&self, guide: &Entry<GuideFrontMatter>, version: Version) -> PaperView {
        let library = self.library;
        let instead = library.moved.iter().find(|moved| moved.alias == guide.slug).map(|moved| &moved.slug);
        let next = instead.and_then(|slug| library.guide(slug));
        let page = || Some(site_context::record(library.page(instead?)?, self.language));
        PaperView {
            date: date(guide, version),
            to: next.map(|guide| site_context::record(guide, self.language)).or_else(page),
            leaflets: next.map(|guide| self.offers(guide)).unwrap_or_default(),
            ..gone(PaperStanding::Retired, version)
        }
    }

    /// What the versions after this one changed. Beside real changes, mended slips are noise.
    fn changes(&self, guide: &Entry<GuideFrontMatter>, version: Version) -> Vec<VersionView> {
        let source = guide.source.language;
        let versions = &guide.source.front_matter.versions;
        let newest = versions.first().map_or(version, |entry| entry.version.value);
        let before = versions.iter().skip(1).map(|entry| entry.version.value).chain([version]);
        let counts = |before: Version, entry: Version| before.is_behind(entry) || !version.is_behind(newest);
        versions
            .iter()
            .zip(before)
            .filter(|(entry, before)| entry.version.value > version && counts(*before, entry.version.value))
            .map(|(entry, _)| entry)
            .map(|entry| site_context::version(entry, self.language, source))
            .collect()
    }

    fn source_of(&self, guide: &Entry<GuideFrontMatter>) -> Notice {
        let source = guide.source.language;
        Notice {
            kind: NoticeKind::Stale,
            near: None,
            of_near: None,
            href: format!("../{}/{}", source.tag(), address::text(&guide.slug)),
            lang: source.html(),
            dir: source.direction().name(),
            name: source.name(),
            date: guide.date(),
        }
    }

    fn valid_until(&self, edition: &Localized<'_>) -> Option<Date> {
        let facts = edition.targets.iter().filter_map(|target| match target {
            Target::Fact(id) => self.library.toolkit.fact(id)?.expires,
            _ => None,
        });
        facts.min()
    }
}

fn date(guide: &Entry<GuideFrontMatter>, version: Version) -> Option<Date> {
    let mut versions = guide.source.front_matter.versions.iter();
    versions.find(|entry| entry.version.value == version).map(|entry| entry.date)
}

/// A paper whose guide is not the one that it was.
fn gone(standing: PaperStanding, version: Version) -> PaperView {
    PaperView {
        version,
        date: None,
        standing,
        to: None,
        changes: Vec::new(),
        leaflets: Vec::new(),
        notice: None,
        checked: None,
        valid_until: None,
    }
}
