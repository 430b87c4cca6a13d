//! A cache of texts: one whose file has not changed is not read again.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use crate::{
    agreement,
    diagnostic::{Diagnostic, WithDiagnostics, rule},
    document::{Document, anchors, form, terms::Terms},
    guide::{
        self, FrontMatter, GuideFrontMatter, GuideKind, PageFrontMatter, Status, Text, TextHash,
        TranslationFrontMatter, TranslationState,
    },
    source::{Source, SourcePath, Sources},
    toolkit::{self, Toolkit},
};
use trousseau_text::{Fingerprint, Language};

/// A cache of the texts of one toolkit. A build begins with an empty one; a server keeps its own from save to save.
///
/// It holds only the texts of the last reading, so it does not grow with the number of readings.
#[derive(Default)]
pub struct Memory {
    toolkit: Option<(Fingerprint, WithDiagnostics<Option<Arc<Toolkit>>>)>,
    texts: HashMap<SourcePath, Kept>,
    /// The hashes of the words of guides, by the fingerprints of their files.
    hashes: HashMap<Fingerprint, Option<TextHash>>,
    /// The slug of the entry that is shown even as a draft, because somebody is looking at it while writing.
    preview: String,
}

/// A cached text.
pub struct Kept {
    origin: Origin,
    /// `None` when it could not be read.
    pub text: Option<AnyText>,
    /// The diagnostics that came up.
    pub diagnostics: Vec<Diagnostic>,
}

/// Everything that the reading of a text depended on: it is read again when one of these has changed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Origin {
    kind: Kind,
    file: Fingerprint,
    /// What texts take from the toolkit: the terms of the glossary, which are marked in them, and the names of stages.
    toolkit: Fingerprint,
    /// For a translation, the file of its source, because it takes the source's anchors.
    source: Option<Fingerprint>,
    /// The name of its language, which the toolkit may give.
    language: &'static str,
}

/// Whether a folder holds a guide or a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Guide,
    Page,
}

/// One text to be read.
pub struct Wait<'a> {
    pub slug: &'a str,
    pub language: Language,
    pub source: &'a Source,
    /// Whether it belongs to a guide or to a page.
    pub kind: Kind,
}

/// A text with its kind of front matter.
#[derive(Clone)]
pub enum AnyText {
    Guide(Arc<Text<GuideFrontMatter>>),
    Page(Arc<Text<PageFrontMatter>>),
    Translation(Arc<Text<TranslationFrontMatter>>),
}

impl AnyText {
    pub fn guide(&self) -> Option<&Arc<Text<GuideFrontMatter>>> {
        if let Self::Guide(text) = self { Some(text) } else { None }
    }

    pub fn page(&self) -> Option<&Arc<Text<PageFrontMatter>>> {
        if let Self::Page(text) = self { Some(text) } else { None }
    }

    fn body(&self) -> &Document {
        match self {
            Self::Guide(text) => &text.body,
            Self::Page(text) => &text.body,
            Self::Translation(text) => &text.body,
        }
    }
}

impl Memory {
    /// Shows the entry of this slug from now on, even as a draft and in translations that are only begun.
    pub fn preview(&mut self, slug: &str) {
        slug.clone_into(&mut self.preview);
    }

    /// Whether a guide of this status is shown.
    pub(super) fn shows_guide(&self, slug: &str, status: Status) -> bool {
        self.preview == slug || status.is_public()
    }

    /// Whether a translation in this state is shown.
    pub(super) fn shows(&self, slug: &str, state: TranslationState) -> bool {
        self.preview == slug || state != TranslationState::Begun
    }

    /// The toolkit, read again only when one of its files has changed.
    pub(super) fn toolkit(&mut self, sources: &Sources) -> WithDiagnostics<Option<Arc<Toolkit>>> {
        let lists = sources.under("content/").filter(|source| !source.path["content/".len()..].contains('/'));
        let parts = lists.flat_map(|list| [Fingerprint::of(list.path.as_bytes()), list.fingerprint]);
        let fingerprint = Fingerprint::join(&parts.collect::<Vec<_>>());
        match &self.toolkit {
            Some((known, noted)) if *known == fingerprint => noted.clone(),
            _ => {
                let noted = toolkit::read(sources).map(|toolkit| toolkit.map(Arc::new));
                self.toolkit.insert((fingerprint, noted)).1.clone()
            }
        }
    }

    /// The hashes of the words of these files, those that have changed read again; all others are dropped.
    pub(super) fn hashes<'a>(
        &mut self,
        files: impl Iterator<Item = &'a Source>,
    ) -> HashMap<SourcePath, TextHash> {
        let old = std::mem::take(&mut self.hashes);
        let mut found = HashMap::new();
        for file in files {
            let known = old.get(&file.fingerprint).cloned();
            let hash = known.unwrap_or_else(|| file.text().ok().and_then(agreement::hash));
            found.extend(hash.clone().map(|hash| (file.path.clone(), hash)));
            self.hashes.insert(file.fingerprint, hash);
        }
        found
    }

    /// The cached text of a file; `None` before it has been read.
    pub(super) fn get(&self, path: &SourcePath) -> Option<&Kept> {
        self.texts.get(path)
    }

    /// Reads these texts and drops all others from the cache. Sources come first, because translations take their anchors.
    pub(super) fn read<'a>(&mut self, waiting: impl Iterator<Item = &'a Wait<'a>>, toolkit: &Toolkit) {
        let home = toolkit.source_language();
        let stages: Vec<&str> = toolkit.stages.iter().map(|stage| stage.id.as_str()).collect();
        let stages = stages.join(", ");
        let of_language = |language: &Language| (*language, OfLanguage::new(toolkit, *language, &stages));
        let languages = toolkit.languages.iter().map(of_language).collect();
        let (sources, translations): (Vec<&Wait>, Vec<&Wait>) =
            waiting.partition(|wait| wait.language == home);
        let old = std::mem::take(&mut self.texts);
        let mut reading = Reading { old, languages, stages, home };
        self.texts.reserve(sources.len() + translations.len());
        let by_slug: HashMap<_, _> = sources.iter().map(|wait| ((wait.kind, wait.slug), *wait)).collect();
        let read = reading.all(&sources, &|_| None);
        self.texts.extend(read);
        let read = reading.all(&translations, &|wait| {
            let source = by_slug.get(&(wait.kind, wait.slug))?;
            self.texts.get(&source.source.path)
        });
        self.texts.extend(read);
    }
}

/// Takes a translation whose words have changed since it was read again for what it is: read again by nobody. It is told at its line.
fn unread(text: &mut Arc<Text<TranslationFrontMatter>>, source: &Source) -> Option<Diagnostic> {
    let is_void = agreement::is_review_void(&text.front_matter, source.text().ok()?);
    let own = Arc::get_mut(text).filter(|_| is_void)?;
    own.front_matter.translation = TranslationState::Draft;
    let read = own.front_matter.reviewed_text.as_ref()?;
    let who = own.front_matter.reviewed_by.clone().unwrap_or_else(|| "–".to_owned());
    let told = Diagnostic::new(rule::translation::REVIEW, own.at(read.span)).with("by", who);
    Some(told.with("guide", &own.slug).with("language", own.language))
}

/// What all texts of one reading share.
struct Reading {
    old: HashMap<SourcePath, Kept>,
    languages: BTreeMap<Language, OfLanguage>,
    /// The ids of the stages, as a list for people.
    stages: String,
    home: Language,
}

/// What the texts of one language take from the toolkit.
struct OfLanguage {
    terms: Terms,
    fingerprint: Fingerprint,
}

impl OfLanguage {
    fn new(toolkit: &Toolkit, language: Language, stages: &str) -> Self {
        let glossary = &toolkit.glossary;
        let short = glossary.iter().filter_map(|term| Some((term.abbr.as_deref()?, term.id.value.as_str())));
        let long = glossary
            .iter()
            .flat_map(|term| term.words_in(language).map(move |word| (word, term.id.value.as_str())));
        let (short, long): (Vec<_>, Vec<_>) = (short.collect(), long.collect());
        let fingerprint = Fingerprint::of_value(&(&short, &long, stages));
        Self { terms: Terms::new(language, short, long), fingerprint }
    }
}

/// A text that must be read, what it depends on, and for a translation its source.
type Job<'a> = (&'a Wait<'a>, Origin, Option<&'a Kept>);

impl Reading {
    /// Takes these texts from the cache where nothing changed, and reads the others on all cores.
    fn all<'a>(
        &mut self,
        waits: &[&'a Wait<'a>],
        source: &dyn Fn(&Wait) -> Option<&'a Kept>,
    ) -> Vec<(SourcePath, Kept)> {
        let mut known = Vec::with_capacity(waits.len());
        let mut jobs: Vec<Job> = Vec::new();
        for wait in waits {
            let source = source(wait);
            let of_language = self.languages.get(&wait.language);
            let origin = Origin {
                kind: wait.kind,
                file: wait.source.fingerprint,
                toolkit: of_language.map_or(Fingerprint::of(&[]), |own| own.fingerprint),
                source: source.map(|source| source.origin.file),
                language: wait.language.name(),
            };
            match self.old.remove(&wait.source.path).filter(|kept| kept.origin == origin) {
                Some(kept) => known.push((wait.source.path.clone(), kept)),
                None => jobs.push((wait, origin, source)),
            }
        }
        known.extend(self.in_parallel(&jobs));
        known
    }

    fn in_parallel(&self, jobs: &[Job]) -> Vec<(SourcePath, Kept)> {
        let threads =
            std::thread::available_parallelism().map_or(1, usize::from).min(8).min(1 + jobs.len() / 16);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut own = Vec::new();
            while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                own.push(self.one(job));
            }
            own
        };
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut all = work();
            for other in others {
                all.extend(other.join().expect("reading does not panic"));
            }
            all
        })
    }

    fn one(&self, (wait, origin, source): &Job) -> (SourcePath, Kept) {
        let noted = match (wait.language == self.home, wait.kind) {
            (true, Kind::Guide) => self.text(wait, None).map(|text| text.map(AnyText::Guide)),
            (true, Kind::Page) => self.text(wait, None).map(|text| text.map(AnyText::Page)),
            (false, _) => {
                let mut noted = self.text(wait, *source);
                noted.diagnostics.extend(noted.value.as_mut().and_then(|text| unread(text, wait.source)));
                noted.map(|text| text.map(AnyText::Translation))
            }
        };
        let kept = Kept { origin: *origin, text: noted.value, diagnostics: noted.diagnostics };
        (wait.source.path.clone(), kept)
    }

    /// Reads a text, gives it the anchors of its source and marks the terms.
    fn text<H: FrontMatter>(
        &self,
        wait: &Wait,
        source: Option<&Kept>,
    ) -> WithDiagnostics<Option<Arc<Text<H>>>> {
        let source = source.and_then(|kept| kept.text.as_ref());
        let kind = source.and_then(AnyText::guide).map(|text| text.front_matter.kind);
        let finish = |body: &mut Document, kind: GuideKind| {
            let path = &wait.source.path;
            let mut diagnostics = Vec::new();
            if let Some(source) = source {
                diagnostics.extend(anchors::align(body, source.body(), path));
                diagnostics.extend(form::take_letters(body, source.body(), path));
            }
            // On a page that one writes on, only what an editor wants explained takes room.
            if kind.is_form() {
                Terms::new(wait.language, [], []).mark(body, []);
            } else if let Some(own) = self.languages.get(&wait.language) {
                own.terms.mark(body, []);
            }
            diagnostics
        };
        let choices = |field: &str| match field {
            "stage" => Some(self.stages.clone()),
            "status" => Some(Status::names()),
            "kind" => Some(GuideKind::names()),
            "translation" => Some(TranslationState::names()),
            _ => None,
        };
        guide::read_and(wait.source, wait.slug, wait.language, kind, &choices, finish)
            .map(|text| text.map(Arc::new))
    }
}
