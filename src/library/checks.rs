//! What must fit together in the front matter of guides and pages.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::{Library, SourceHead, Work};
use crate::{
    diagnostic::{Diagnostic, Place, Span},
    guide::{Falc, GuideHead, Status, TO_WRITE, Text, TranslationHead, VersionEntry, check_versions},
    source::SourcePath,
    text::Language,
    toolkit::{self, Toolkit, partner::College},
    yaml::Placed,
};

/// Notes about the toolkit's own lists: facts past their day, guides and pages that are not there.
pub fn toolkit(library: &Library, today: Date, notes: &mut Vec<Diagnostic>) {
    let toolkit = &library.toolkit;
    let facts: SourcePath = "content/facts.yaml".into();
    for fact in &toolkit.facts {
        if let Some(expires) = fact.expires.filter(|expires| *expires < today) {
            let note = Diagnostic::error("facts/expired", Place::span(&facts, fact.id.span));
            notes.push(note.with("id", &fact.id.value).with("date", expires));
        }
        if fact.checked > today {
            let note = Diagnostic::warning("facts/future", Place::span(&facts, fact.id.span));
            notes.push(note.with("id", &fact.id.value).with("date", fact.checked));
        }
    }
    let path: SourcePath = toolkit::PATH.into();
    let broken = || library.broken.iter().map(String::as_str);
    let guides = || library.guides.iter().map(|guide| guide.slug.as_str()).chain(broken());
    for stage in &toolkit.stages {
        toolkit::known(&stage.guides, guides(), "guide", &path, 0).tell(notes);
        for slug in &stage.guides {
            let stray = library.guides.iter().find(|guide| guide.slug == slug.value);
            if let Some(guide) = stray.filter(|guide| *guide.source.head.stage != *stage.id) {
                let note = Diagnostic::warning("toolkit/other-stage", Place::span(&path, slug.span));
                notes.push(note.with("guide", &slug.value).with("stage", &guide.source.head.stage.value));
            }
        }
    }
    let pages = library.pages.iter().map(|page| page.slug.as_str()).chain(broken());
    toolkit::known(&toolkit.pages, pages, "page", &path, 0).tell(notes);
    let glossary: SourcePath = "content/glossary.yaml".into();
    for term in &toolkit.glossary {
        let guide: Vec<_> = term.guide.clone().into_iter().collect();
        toolkit::known(&guide, guides(), "guide", &glossary, 0).tell(notes);
    }
}

/// Notes about every front matter; ids that nobody knows are taken out.
pub fn heads(library: &mut Library, today: Date, notes: &mut Vec<Diagnostic>) {
    let toolkit = library.toolkit.clone();
    let ids = Ids::of(&toolkit);
    for guide in &mut library.guides {
        if ids.is_strange(&guide.source.head) {
            // A copy: the text is remembered as it was written, since the next toolkit may know these ids.
            ids.keep(Arc::make_mut(&mut guide.source), notes);
        }
        colleges(guide, &toolkit, notes);
        let head = &guide.source.head;
        let unwritten = |words: &String| TO_WRITE.contains(&words.as_str());
        if head.status.is_public() && [&head.title, &head.summary].into_iter().any(unwritten) {
            notes.push(Diagnostic::error("front-matter/unwritten", Place::file(&guide.source.path)));
        }
        if guide.source.head.versions.is_empty() && guide.source.head.status.is_public() {
            notes.push(Diagnostic::error("versions/none", Place::file(&guide.source.path)));
        }
    }
    library.guides.iter().for_each(|guide| work(guide, today, notes));
    library.pages.iter().for_each(|page| work(page, today, notes));
}

/// What front matters may name.
struct Ids<'a> {
    contacts: Vec<&'a str>,
    partners: Vec<&'a str>,
    stages: Vec<&'a str>,
    territories: Vec<&'a str>,
}

/// Ids that a front matter names.
type Named = Vec<Placed<String>>;

impl<'a> Ids<'a> {
    fn of(toolkit: &'a Toolkit) -> Self {
        Self {
            contacts: toolkit.contacts.iter().map(|contact| contact.id.as_str()).collect(),
            partners: toolkit.partners.iter().map(|partner| partner.id.as_str()).collect(),
            stages: toolkit.stages.iter().map(|stage| stage.id.as_str()).collect(),
            territories: toolkit.territories.keys().map(String::as_str).collect(),
        }
    }

    /// Whether a front matter names something that nobody knows, or the same thing twice.
    fn is_strange(&self, head: &GuideHead) -> bool {
        let strange = |named: &[Placed<String>], known: &[&str]| {
            named.iter().enumerate().any(|(at, id)| {
                !known.contains(&id.as_str()) || named[..at].iter().any(|other| other.value == id.value)
            })
        };
        strange(&head.help, &self.contacts)
            || strange(&head.authors, &self.partners)
            || head.versions.iter().any(|version| strange(&version.validated_by, &self.partners))
            || strange(std::slice::from_ref(&head.stage), &self.stages)
            || strange(head.territory.as_slice(), &self.territories)
            || head.leaflets.as_ref().is_some_and(|formats| toolkit::format::is_double(formats))
    }

    /// Takes out what is strange, with a note for each.
    fn keep(&self, text: &mut Text<GuideHead>, notes: &mut Vec<Diagnostic>) {
        let (path, offset) = (&text.path, text.head_offset);
        let mut keep = |ids: &mut Named, known: &[&str], kind| {
            toolkit::known(ids, known.iter().copied(), kind, path, offset).tell(notes);
            let mut seen = BTreeSet::new();
            ids.retain(|id| known.contains(&id.as_str()) && seen.insert(id.value.clone()));
        };
        let head = &mut text.head;
        keep(&mut head.help, &self.contacts, "contact");
        keep(&mut head.authors, &self.partners, "partner");
        for version in &mut head.versions {
            keep(&mut version.validated_by, &self.partners, "partner");
        }
        keep(&mut vec![head.stage.clone()], &self.stages, "stage");
        let mut territory: Named = head.territory.take().into_iter().collect();
        keep(&mut territory, &self.territories, "territory");
        head.territory = territory.pop();
        if let Some(formats) = &mut head.leaflets {
            let at = |span: Span| Place::span(path, offset + span.start..offset + span.end);
            notes.extend(toolkit::format::once(formats, at));
        }
    }
}

/// A text is easy to read when some of those for whom it is have read it: the European rules ask for it.
fn falc<H>(text: &Text<H>, falc: Option<&Falc>, today: Date, notes: &mut Vec<Diagnostic>) {
    let Some(falc) = falc else { return };
    let place = || text.at(falc.status.span);
    if !falc.is_whole() {
        notes.push(Diagnostic::error("guide/falc", place()));
    }
    if let Some(date) = falc.date.filter(|date| *date > today) {
        notes.push(Diagnostic::warning("guide/falc-future", place()).with("date", date));
    }
}

/// A published guide is written by at least one association and one landlord.
fn colleges(guide: &Work<GuideHead>, toolkit: &Toolkit, notes: &mut Vec<Diagnostic>) {
    let head = &guide.source.head;
    if head.status != Status::Published {
        return;
    }
    let has = |college| {
        let mut authors = head.authors.iter().filter_map(|id| toolkit.partner(id));
        authors.any(|partner| partner.college == college)
    };
    for (college, name) in [(College::Association, "association"), (College::Landlord, "landlord")] {
        if !has(college) {
            let note = Diagnostic::error("guide/colleges", Place::file(&guide.source.path));
            notes.push(note.with("college", name));
        }
    }
}

fn work<H: SourceHead>(work: &Work<H>, today: Date, notes: &mut Vec<Diagnostic>) {
    let source = &work.source;
    let versions = source.head.versions();
    notes.extend(check_versions(versions, |span| source.at(span)));
    for entry in versions.iter().filter(|entry| entry.date > today) {
        let note = Diagnostic::warning("versions/future", source.at(entry.version.span));
        notes.push(note.with("version", entry.version.value).with("date", entry.date));
    }
    if let Some(checked) = source.head.checked().filter(|checked| *checked > today) {
        notes.push(
            Diagnostic::warning("front-matter/future", Place::file(&source.path)).with("date", checked),
        );
    }
    falc(source, source.head.falc(), today, notes);
    for words in [source.head.title(), source.head.summary()] {
        if words.is_empty() {
            notes.push(Diagnostic::error("front-matter/empty", Place::file(&source.path)));
        }
    }
    for text in work.translations.values() {
        if text.head.title.is_empty() || text.head.summary.is_empty() {
            notes.push(Diagnostic::error("front-matter/empty", Place::file(&text.path)));
        }
        translation(versions, text, notes);
        falc(text, text.head.falc.as_ref(), today, notes);
        if is_copy(source, text) {
            notes.push(Diagnostic::warning("translation/copy", Place::file(&text.path)));
        }
    }
}

/// Whether a text in another language still begins with the words of its source: somebody wrote over a copy of it, or meant
/// to. An easier French may well keep the title of the French.
fn is_copy<H: SourceHead>(source: &Text<H>, text: &Text<TranslationHead>) -> bool {
    let of = |language: Language| language.tag().split('-').next();
    // The spaces of French typography are no words.
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    let (head, own) = (&source.head, &text.head);
    of(source.language) != of(text.language)
        && same(head.summary(), &own.summary)
        && same(head.title(), &own.title)
}

fn translation(versions: &[VersionEntry], text: &Text<TranslationHead>, notes: &mut Vec<Diagnostic>) {
    let newest = versions.first().map(|entry| entry.version.value);
    match (&text.head.translates, newest) {
        (None, Some(newest)) => {
            let note = Diagnostic::warning("translation/no-version", Place::file(&text.path));
            notes.push(note.with("newest", newest));
        }
        (Some(translates), Some(newest)) => {
            let place = text.at(translates.span);
            if !versions.iter().any(|entry| entry.version.value == translates.value) {
                let note = Diagnostic::error("translation/unknown-version", place);
                notes.push(note.with("version", translates.value).with("newest", newest));
            } else if translates.value.is_behind(newest) {
                let note = Diagnostic::warning("translation/stale", place);
                notes.push(note.with("version", translates.value).with("newest", newest));
            }
        }
        _ => {}
    }
}
