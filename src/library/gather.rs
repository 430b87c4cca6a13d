//! Files → works: which file is which text, read on all cores.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use super::{File, Work, address};
use crate::{
    diagnostic::{Diagnostic, Noted, Place},
    guide::{self, GuideHead, Head, PageHead, Text, TranslationHead},
    picture,
    source::{Source, SourcePath, Sources},
    text::{Language, slug},
    toolkit::Toolkit,
};

/// Kinds of files that may be handed out as they are: documents to read, sounds to hear, days to note. Never what a server
/// or a browser could run.
const HANDED_OUT: [&str; 13] =
    ["pdf", "odt", "ods", "docx", "xlsx", "csv", "txt", "ics", "epub", "mp3", "ogg", "opus", "zip"];

/// All that lies in `content/guides` and `content/pages`.
pub struct Folders {
    pub guides: Vec<Work<GuideHead>>,
    pub pages: Vec<Work<PageHead>>,
    pub files: BTreeMap<SourcePath, File>,
    /// The slugs of works that could not be read, of which all has been said.
    pub broken: Vec<String>,
}

/// Finds the texts by their names and reads them.
pub fn gather(sources: &Sources, toolkit: &Toolkit) -> Noted<Folders> {
    let mut notes = Vec::new();
    let mut files = BTreeMap::new();
    let guides = folder(sources, toolkit, "content/guides/", &mut files, &mut notes);
    let pages = folder(sources, toolkit, "content/pages/", &mut files, &mut notes);
    let mut broken = Vec::new();
    let guides: Vec<Work<GuideHead>> = works(&guides, toolkit, &mut broken, &mut notes);
    let mut pages: Vec<Work<PageHead>> = works(&pages, toolkit, &mut broken, &mut notes);
    pages.retain(|page| {
        let twice = guides.iter().any(|guide| guide.slug == page.slug);
        if twice {
            let note = Diagnostic::error("library/same-slug", Place::file(&page.source.path));
            notes.push(note.with("slug", &page.slug));
        }
        !twice
    });
    Noted { value: Folders { guides, pages, files, broken }, notes }
}

/// One text that waits to be read.
struct Wait<'a> {
    slug: &'a str,
    language: Language,
    source: &'a Source,
}

fn folder<'a>(
    sources: &'a Sources,
    toolkit: &Toolkit,
    folder: &'a str,
    files: &mut BTreeMap<SourcePath, File>,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Wait<'a>> {
    let mut waiting = Vec::new();
    let mut refused = std::collections::BTreeSet::new();
    for source in sources.under(folder) {
        let place = Place::file(&source.path);
        let inner = &source.path[folder.len()..];
        let Some((slug, name)) = inner.split_once('/') else {
            notes.push(Diagnostic::warning("library/stray", place));
            continue;
        };
        if !slug::is_slug(slug) || address::is_reserved(slug) {
            if refused.insert(slug) {
                let code = if slug::is_slug(slug) { "library/reserved" } else { "library/folder-name" };
                notes.push(Diagnostic::error(code, place).with("name", slug).with("near", slug::slug(slug)));
            }
            continue;
        }
        let Some(tag) = name.strip_suffix(".md").filter(|tag| !tag.contains('/')) else {
            if let Some(file) = file(source, notes) {
                files.insert(source.path.clone(), file);
            }
            continue;
        };
        let listed = || toolkit.languages.iter().map(|language| language.tag());
        match Language::find(tag) {
            Some(language) if toolkit.languages.contains(&language) => {
                waiting.push(Wait { slug, language, source });
            }
            Some(_) => notes.push(Diagnostic::warning("library/unlisted-language", place).with("tag", tag)),
            None => {
                let note = Diagnostic::error("library/unknown-language", place).with("tag", tag);
                notes.push(note.with_near(tag, listed()));
            }
        }
    }
    waiting
}

/// What a file beside a text is; pictures are looked at, other files are handed out as they are.
fn file(source: &Source, notes: &mut Vec<Diagnostic>) -> Option<File> {
    let (mut size, mut drawing) = (None, false);
    let end = source.path.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    if !picture::is_picture(&source.path) && !HANDED_OUT.contains(&end.as_str()) {
        notes.push(Diagnostic::error("library/file-kind", Place::file(&source.path)).with("kind", end));
        return None;
    }
    if picture::is_picture(&source.path) {
        match picture::probe(&source.bytes) {
            Ok(probe) if !probe.kind.has_end(&end) => {
                notes.push(Diagnostic::error("images/kind", Place::file(&source.path)).with("problem", end));
                return None;
            }
            Ok(probe) => {
                (size, drawing) = (Some((probe.width, probe.height)), probe.kind == picture::Kind::Svg)
            }
            Err(fault) => {
                let note = Diagnostic::error(fault.code(), Place::file(&source.path));
                notes.push(note.with("problem", fault));
                return None;
            }
        }
    }
    Some(File { fingerprint: source.fingerprint, bytes: source.bytes.len(), size, drawing })
}

fn works<H: Head + Send>(
    waiting: &[Wait],
    toolkit: &Toolkit,
    broken: &mut Vec<String>,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Work<H>> {
    let home = toolkit.source_language();
    let mut works: BTreeMap<&str, Gathered<H>> = BTreeMap::new();
    let mut unread = std::collections::BTreeSet::new();
    for (wait, read) in waiting.iter().zip(read_all::<H>(waiting, home)) {
        let work = works.entry(wait.slug).or_insert_with(|| (None, BTreeMap::new()));
        match read {
            Read::Source(noted) => match noted.tell(notes) {
                Some(text) => work.0 = Some(text),
                None => drop(unread.insert(wait.slug)),
            },
            Read::Translation(noted) => {
                if let Some(text) = noted.tell(notes) {
                    work.1.insert(wait.language, text);
                }
            }
        }
    }
    let mut found = Vec::with_capacity(works.len());
    for (slug, (source, translations)) in works {
        match source {
            Some(source) => found.push(Work { slug: slug.to_owned(), source, translations }),
            // Why it could not be read has been said already.
            None if unread.contains(slug) => broken.push(slug.to_owned()),
            None => {
                let path = translations.values().next().map(|text| text.path.clone());
                let path = path.unwrap_or_else(|| waiting_path(waiting, slug));
                let note = Diagnostic::error("library/no-source", Place::file(&path));
                notes.push(note.with("slug", slug).with("language", home));
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

/// A source text, once it is found, and its translations.
type Gathered<H> = (Option<Text<H>>, BTreeMap<Language, Text<TranslationHead>>);

enum Read<H> {
    Source(Noted<Option<Text<H>>>),
    Translation(Noted<Option<Text<TranslationHead>>>),
}

/// Reads all texts; the answers are in the order of the questions.
fn read_all<H: Head + Send>(waiting: &[Wait], home: Language) -> Vec<Read<H>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    if waiting.len() < 16 || threads == 1 {
        return waiting.iter().map(|wait| read_one(wait, home)).collect();
    }
    let next = AtomicUsize::new(0);
    let mut answers: Vec<(usize, Read<H>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut own = Vec::new();
                    while let Some((place, wait)) = take(waiting, &next) {
                        own.push((place, read_one(wait, home)));
                    }
                    own
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("reading does not panic")).collect()
    });
    answers.sort_unstable_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, read)| read).collect()
}

fn take<'a, 'b>(waiting: &'a [Wait<'b>], next: &AtomicUsize) -> Option<(usize, &'a Wait<'b>)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    waiting.get(place).map(|wait| (place, wait))
}

fn read_one<H: Head>(wait: &Wait, home: Language) -> Read<H> {
    if wait.language == home {
        Read::Source(guide::read(wait.source, wait.slug, wait.language))
    } else {
        Read::Translation(guide::read(wait.source, wait.slug, wait.language))
    }
}
