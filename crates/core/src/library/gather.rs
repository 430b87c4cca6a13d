//! Files → entries: which file is which text of which guide or page.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Entry, File, Memory, address,
    memory::{AnyText, Kind, Wait},
};
use crate::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    guide::{GuideFrontMatter, PageFrontMatter, Text, TranslationFrontMatter},
    picture, sound,
    source::{Source, SourcePath, Sources},
    toolkit::Toolkit,
};
use trousseau_text::{Language, slug};

/// Ends of file names that may be published as they are: documents, sounds, calendars. Never what a server
/// or a browser could run.
const HANDED_OUT: [&str; 13] =
    ["pdf", "odt", "ods", "docx", "xlsx", "csv", "txt", "ics", "epub", "mp3", "ogg", "opus", "zip"];

/// All that was read from `content/guides` and `content/pages`.
pub struct Folders {
    pub guides: Vec<Entry<GuideFrontMatter>>,
    pub pages: Vec<Entry<PageFrontMatter>>,
    pub files: BTreeMap<SourcePath, File>,
    /// The slugs of entries whose source text could not be read; the reason has been reported.
    pub broken: Vec<String>,
}

/// Finds the texts by the names of their files and reads those that changed since they were last read.
pub fn gather(sources: &Sources, toolkit: &Toolkit, memory: &mut Memory) -> WithDiagnostics<Folders> {
    let mut diagnostics = Vec::new();
    let mut files = BTreeMap::new();
    let mut seen = Seen { toolkit, files: &mut files, broken: Vec::new(), diagnostics: &mut diagnostics };
    let guides = seen.folder(sources, "content/guides/", Kind::Guide);
    let pages = seen.folder(sources, "content/pages/", Kind::Page);
    let mut broken = seen.broken;
    memory.read(guides.iter().chain(&pages), toolkit);
    let guides = works(&guides, toolkit, memory, AnyText::guide, &mut broken, &mut diagnostics);
    let mut pages = works(&pages, toolkit, memory, AnyText::page, &mut broken, &mut diagnostics);
    pages.retain(|page| {
        let twice = guides.iter().any(|guide| guide.slug == page.slug);
        if twice {
            let diagnostic = Diagnostic::new(rule::library::SAME_SLUG, Place::file(&page.source.path));
            diagnostics.push(diagnostic.with("slug", &page.slug));
        }
        !twice
    });
    WithDiagnostics { value: Folders { guides, pages, files, broken }, diagnostics }
}

/// What is seen on the way through the folders.
struct Seen<'a> {
    toolkit: &'a Toolkit,
    files: &'a mut BTreeMap<SourcePath, File>,
    /// The slugs whose source text has a name under which it is not read.
    broken: Vec<String>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Seen<'_> {
    fn folder<'s>(&mut self, sources: &'s Sources, folder: &'s str, kind: Kind) -> Vec<Wait<'s>> {
        let mut waiting = Vec::new();
        let mut refused = std::collections::BTreeSet::new();
        for source in sources.under(folder) {
            let inner = &source.path[folder.len()..];
            let Some((slug, name)) = inner.split_once('/') else {
                self.diagnostics.push(Diagnostic::new(rule::library::STRAY, Place::file(&source.path)));
                continue;
            };
            if slug::is_slug(slug) && !address::is_reserved(slug) {
                waiting.extend(self.entry(slug, name, source, kind));
            } else if refused.insert(slug) {
                let code =
                    if slug::is_slug(slug) { rule::library::RESERVED } else { rule::library::FOLDER_NAME };
                let diagnostic = Diagnostic::new(code, Place::file(&source.path));
                self.diagnostics.push(diagnostic.with("name", slug).with("near", slug::slug(slug)));
            }
        }
        waiting
    }

    /// What lies in the folder of a guide or page: a text, or a file beside it.
    fn entry<'s>(&mut self, slug: &'s str, name: &str, source: &'s Source, kind: Kind) -> Option<Wait<'s>> {
        let tag = name.strip_suffix(".md").filter(|tag| !tag.contains('/'));
        let listed = || self.toolkit.languages.iter().copied();
        if let Some(language) = listed().find(|language| Some(language.tag()) == tag) {
            return Some(Wait { slug, language, source, kind });
        }
        if name
            .strip_suffix(".lock")
            .and_then(Language::find)
            .is_some_and(|language| self.toolkit.knows(language))
        {
            // The lock of a translation is read where it is compared with its texts.
            return None;
        }
        let place = Place::file(&source.path);
        if let Some(language) = meant(name).filter(|language| self.toolkit.languages.contains(language)) {
            if language == self.toolkit.source_language() {
                self.broken.push(slug.to_owned());
            }
            let diagnostic = Diagnostic::new(rule::library::FILE_NAME, place).with("name", name);
            self.diagnostics.push(diagnostic.with("near", language));
            return None;
        }
        let Some(tag) = tag else {
            if let Some(file) = file(source, self.diagnostics) {
                self.files.insert(source.path.clone(), file);
            }
            return None;
        };
        let diagnostic = if Language::find(tag).is_some_and(|language| self.toolkit.knows(language)) {
            Diagnostic::new(rule::library::UNLISTED_LANGUAGE, place).with("tag", tag)
        } else {
            let diagnostic = Diagnostic::new(rule::library::UNKNOWN_LANGUAGE, place).with("tag", tag);
            diagnostic.with_near_language(tag, listed())
        };
        self.diagnostics.push(diagnostic);
        None
    }
}

/// The language that a file's name means in another writing: `FR.md`, `fr.MD`, `fa_AF.md`, `fr.md.txt`, `ua.md`.
pub(super) fn meant(name: &str) -> Option<Language> {
    let lower = name.to_lowercase();
    let end =
        [".md.txt", ".md.md", ".markdown", ".mkd", ".md"].into_iter().find(|end| lower.ends_with(end))?;
    let stem = name.get(..name.len().checked_sub(end.len())?)?.trim();
    Language::meant(stem).or_else(|| Language::find(stem))
}

/// Looks at a file beside a text. `None`, with a diagnostic, when it may not be published.
fn file(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<File> {
    let (mut size, mut drawing) = (None, false);
    let end = source.path.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    if !picture::is_picture(&source.path) && !HANDED_OUT.contains(&end.as_str()) {
        diagnostics
            .push(Diagnostic::new(rule::library::FILE_KIND, Place::file(&source.path)).with("kind", end));
        return None;
    }
    if picture::is_picture(&source.path) {
        match picture::probe(&source.bytes) {
            Ok(probe) if !probe.kind.has_end(&end) => {
                let diagnostic = Diagnostic::new(rule::images::NAME, Place::file(&source.path));
                let stem = source.path.rsplit_once('.').map_or(&*source.path, |(stem, _)| stem);
                let stem = stem.rsplit('/').next().unwrap_or(stem);
                let diagnostic = diagnostic.with("kind", probe.kind.name()).with("end", &end);
                diagnostics.push(diagnostic.with("name", format!("{stem}.{}", probe.kind.end())));
                return None;
            }
            Ok(probe) => {
                (size, drawing) = (Some((probe.width, probe.height)), probe.kind == picture::Kind::Svg)
            }
            Err(fault) => {
                let diagnostic = Diagnostic::new(fault.rule(), Place::file(&source.path));
                diagnostics.push(diagnostic.with("problem", fault));
                return None;
            }
        }
    }
    let is_sound = ["mp3", "opus", "ogg"].contains(&end.as_str());
    let seconds = if is_sound { sound::seconds(&source.bytes) } else { None };
    Some(File { fingerprint: source.fingerprint, bytes: source.bytes.len(), size, drawing, seconds })
}

fn works<H>(
    waiting: &[Wait],
    toolkit: &Toolkit,
    memory: &Memory,
    own: fn(&AnyText) -> Option<&Arc<Text<H>>>,
    broken: &mut Vec<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Entry<H>> {
    let home = toolkit.source_language();
    let mut works: BTreeMap<&str, Gathered<H>> = BTreeMap::new();
    let mut unread = std::collections::BTreeSet::new();
    for wait in waiting {
        let work = works.entry(wait.slug).or_insert_with(|| (None, BTreeMap::new()));
        let Some(kept) = memory.get(&wait.source.path) else { continue };
        diagnostics.extend_from_slice(&kept.diagnostics);
        match &kept.text {
            Some(AnyText::Translation(text)) if memory.shows(wait.slug, text.front_matter.translation) => {
                work.1.insert(wait.language, text.clone());
            }
            Some(AnyText::Translation(text)) => {
                let diagnostic = Diagnostic::new(rule::translation::BEGUN, Place::file(&text.path));
                diagnostics.push(diagnostic.with("language", text.language.name()));
            }
            Some(text) => work.0 = own(text).cloned(),
            None if wait.language == home => drop(unread.insert(wait.slug)),
            None => {}
        }
    }
    let mut found = Vec::with_capacity(works.len());
    for (slug, (source, translations)) in works {
        match source {
            Some(source) => {
                found.push(Entry { slug: slug.to_owned(), source, translations, touched: BTreeMap::new() })
            }
            // The diagnostic that says why came up while the text was read.
            None if unread.contains(slug) => broken.push(slug.to_owned()),
            None if broken.iter().any(|broken| broken == slug) => {}
            None => {
                let path = translations.values().next().map(|text| text.path.clone());
                let path = path.unwrap_or_else(|| waiting_path(waiting, slug));
                let diagnostic = Diagnostic::new(rule::library::NO_SOURCE, Place::file(&path));
                diagnostics.push(diagnostic.with("slug", slug).with("language", home));
                broken.push(slug.to_owned());
            }
        }
    }
    found
}

fn waiting_path(waiting: &[Wait], slug: &str) -> SourcePath {
    let wait = waiting.iter().find(|wait| wait.slug == slug);
    wait.map_or_else(|| slug.into(), |wait| wait.source.path.clone())
}

/// The source text, if there is one, and its translations.
type Gathered<H> = (Option<Arc<Text<H>>>, BTreeMap<Language, Arc<Text<TranslationFrontMatter>>>);
