//! One Markdown file → typed front matter and document.

pub mod agreed;
pub mod edit;
pub mod feedback;
pub mod front_matter;
pub mod order;
pub mod remark;
pub mod split;
pub mod summary;
pub mod version;

pub use agreed::{Agreement, TextHash};
pub use feedback::Feedback;
pub use front_matter::{
    Falc, FalcStatus, FrontMatter, GuideFrontMatter, GuideKind, PageFrontMatter, Recording, Status,
    TranslationFrontMatter, TranslationState,
};
pub use summary::VersionSummary;
pub use version::{Version, VersionEntry};

use remark::about::Tested;

use crate::{
    diagnostic::{Diagnostic, WithDiagnostics, rule},
    document::{self, Document, Target},
    source::{Source, SourcePath, Sources},
    yaml,
};
use trousseau_text::{Fingerprint, Language, typography::typography};

/// The folder of all guides.
pub const FOLDER: &str = "content/guides/";

/// The title and summary of a new guide from `trousseau guide`, in French and English. A guide that still has them is not
/// published.
pub const TO_WRITE: [&str; 3] = ["À écrire", "To be written", "…"];

/// A text: a guide or a page in one language.
#[derive(Clone, Debug)]
pub struct Text<H> {
    /// The path of the file below the toolkit's folder.
    pub path: SourcePath,
    /// The name of its folder, the same in every language.
    pub slug: String,
    /// The language, from the name of the file.
    pub language: Language,
    /// The front matter: of a guide, a page or a translation.
    pub front_matter: H,
    /// The byte of the file at which the YAML of the front matter begins: spans in `front_matter` count from there.
    pub front_matter_offset: usize,
    /// The body, in the typography of its language.
    pub body: Document,
    /// The hash of the body before its links are looked up: a page's key takes it instead of the words.
    pub body_fingerprint: Fingerprint,
    /// The destinations of all links and images of the body, each once.
    pub targets: Vec<Target>,
}

/// Reads a text: `slug` and `language` come from its path.
///
/// `None` when the file is not UTF-8, has no front matter, or lacks a required field.
pub fn read<H: FrontMatter>(
    source: &Source,
    slug: &str,
    language: Language,
) -> WithDiagnostics<Option<Text<H>>> {
    read_and(source, slug, language, None, &|_| None, |_, _| Vec::new())
}

/// Reads the front matter of a text alone, which takes a fraction of the time; `None` where it cannot be read.
pub fn head<H: FrontMatter>(source: &Source, language: Language) -> Option<H> {
    let parts = split::split(source.text().ok()?, &source.path).ok()?;
    let (text, offset) = (parts.front_matter, parts.front_matter_offset);
    let mut head = yaml::read_with::<H>(text, &source.path, offset, &|_| None).value?;
    set_words(&mut head, language);
    Some(head)
}

fn set_words(head: &mut impl FrontMatter, language: Language) {
    for words in head.words() {
        *words = typography(words.trim(), language);
    }
}

/// Reads a text. `kind` is that of its source, for a translation, whose head does not say it. `choices` says what a field of its
/// front matter may hold; `finish` may change the body (anchors, abbreviations)
/// before its fingerprint and its targets are taken.
pub fn read_and<H: FrontMatter>(
    source: &Source,
    slug: &str,
    language: Language,
    kind: Option<GuideKind>,
    choices: yaml::Choices,
    finish: impl FnOnce(&mut Document, GuideKind) -> Vec<Diagnostic>,
) -> WithDiagnostics<Option<Text<H>>> {
    let mut diagnostics = Vec::new();
    let parts = match source.text().and_then(|text| split::split(text, &source.path)) {
        Ok(parts) => parts,
        Err(diagnostic) => return WithDiagnostics { value: None, diagnostics: vec![diagnostic] },
    };
    let head = yaml::read_with::<H>(parts.front_matter, &source.path, parts.front_matter_offset, choices)
        .collect_into(&mut diagnostics);
    let kind = kind.or_else(|| head.as_ref().map(FrontMatter::kind)).unwrap_or_default();
    let (body, offset) = (parts.body, parts.body_offset);
    let mut body = document::markdown::read_as(body, offset, &source.path, language, kind.is_form())
        .collect_into(&mut diagnostics);
    let Some(mut head) = head else { return WithDiagnostics { value: None, diagnostics } };
    diagnostics.extend(finish(&mut body, kind));
    set_words(&mut head, language);
    let text = Text {
        path: source.path.clone(),
        slug: slug.to_owned(),
        language,
        front_matter: head,
        front_matter_offset: parts.front_matter_offset,
        body_fingerprint: Fingerprint::of_value(&body),
        targets: body.targets(),
        body,
    };
    WithDiagnostics { value: Some(text), diagnostics }
}

/// All source texts of guides that can be read, drafts and retired ones too.
pub fn all(sources: &Sources, language: Language) -> Vec<Text<GuideFrontMatter>> {
    let end = format!("/{language}.md");
    let texts = sources.under(FOLDER).filter_map(|source| {
        let slug = source.path.strip_prefix(FOLDER)?.strip_suffix(&end)?;
        if slug.contains('/') { None } else { read(source, slug, language).value }
    });
    texts.collect()
}

impl Text<GuideFrontMatter> {
    /// The guide as remarks see it.
    pub fn tested(&self) -> Tested<'_> {
        Tested { versions: &self.front_matter.versions, body: &self.body }
    }
}

impl<H> Text<H> {
    /// The place in the file of a span of the front matter.
    pub fn at(&self, span: crate::diagnostic::Span) -> crate::diagnostic::Place {
        let range = self.front_matter_offset + span.start..self.front_matter_offset + span.end;
        crate::diagnostic::Place::span(&self.path, range)
    }
}

/// Checks the order of versions: the newest first, every number once, no version dated after the one above it.
pub fn check_versions(
    versions: &[VersionEntry],
    at: impl Fn(crate::diagnostic::Span) -> crate::diagnostic::Place,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for pair in versions.windows(2) {
        let (newer, older) = (&pair[0], &pair[1]);
        if newer.version.value <= older.version.value {
            let diagnostic = Diagnostic::new(rule::versions::ORDER, at(older.version.span));
            diagnostics
                .push(diagnostic.with("newer", newer.version.value).with("older", older.version.value));
        }
        if newer.date < older.date {
            let diagnostic = Diagnostic::new(rule::versions::DATES, at(older.version.span));
            diagnostics.push(diagnostic.with("version", older.version.value));
        }
    }
    diagnostics
}
