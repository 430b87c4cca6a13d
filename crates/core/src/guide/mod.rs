//! One file → typed front matter + document.

pub mod edit;
pub mod feedback;
pub mod front_matter;
pub mod remark;
pub mod split;
pub mod version;

pub use feedback::Feedback;
pub use front_matter::{
    Falc, FalcStatus, GuideHead, Head, PageHead, Status, TranslationHead, TranslationState,
};
pub use version::{Version, VersionEntry};

use crate::diagnostic::rule;
use remark::about::Tested;

use crate::{
    diagnostic::{Diagnostic, Noted},
    document::{self, Document, Target},
    source::{Source, SourcePath, Sources},
    yaml,
};
use trousseau_text::{Fingerprint, Language, typography::typography};

/// The folder of all guides.
pub const FOLDER: &str = "content/guides/";

/// What a new guide has for its title and its summary, until somebody writes them.
pub const TO_WRITE: [&str; 2] = ["À écrire", "To be written"];

/// A text: a guide or a page in one language.
#[derive(Clone, Debug)]
pub struct Text<H> {
    /// Its file.
    pub path: SourcePath,
    /// The slug of its folder.
    pub slug: String,
    /// The language of its file name.
    pub language: Language,
    /// Its front matter.
    pub head: H,
    /// Where the front matter's YAML begins in the file: what its places count from.
    pub head_offset: usize,
    /// Its body.
    pub body: Document,
    /// The hash of the body: of all that a page takes from it without looking anything up.
    pub body_print: Fingerprint,
    /// All that the body names, each once.
    pub targets: Vec<Target>,
}

/// Reads a text: `slug` and `language` come from its path.
///
/// There is none when the file is no text, has no front matter, or lacks a field that nothing can stand in for.
pub fn read<H: Head>(source: &Source, slug: &str, language: Language) -> Noted<Option<Text<H>>> {
    read_and(source, slug, language, |_| Vec::new())
}

/// Reads a text, and lets its body be finished before anything is worked out from it.
pub fn read_and<H: Head>(
    source: &Source,
    slug: &str,
    language: Language,
    finish: impl FnOnce(&mut Document) -> Vec<Diagnostic>,
) -> Noted<Option<Text<H>>> {
    let mut notes = Vec::new();
    let parts = match source.text().and_then(|text| split::split(text, &source.path)) {
        Ok(parts) => parts,
        Err(note) => return Noted { value: None, notes: vec![note] },
    };
    let head = yaml::read::<H>(parts.head, &source.path, parts.head_offset).tell(&mut notes);
    let mut body =
        document::markdown::read(parts.body, parts.body_offset, &source.path, language).tell(&mut notes);
    let Some(mut head) = head else { return Noted { value: None, notes } };
    notes.extend(finish(&mut body));
    for words in head.words() {
        *words = typography(words.trim(), language);
    }
    let text = Text {
        path: source.path.clone(),
        slug: slug.to_owned(),
        language,
        head,
        head_offset: parts.head_offset,
        body_print: Fingerprint::of_value(&body),
        targets: body.targets(),
        body,
    };
    Noted { value: Some(text), notes }
}

/// All guides that can be read in their source language, those that readers do not see among them.
pub fn all(sources: &Sources, language: Language) -> Vec<Text<GuideHead>> {
    let end = format!("/{language}.md");
    let texts = sources.under(FOLDER).filter_map(|source| {
        let slug = source.path.strip_prefix(FOLDER)?.strip_suffix(&end)?;
        if slug.contains('/') { None } else { read(source, slug, language).value }
    });
    texts.collect()
}

impl Text<GuideHead> {
    /// The guide as remarks see it.
    pub fn tested(&self) -> Tested<'_> {
        Tested { versions: &self.head.versions, body: &self.body }
    }
}

impl<H> Text<H> {
    /// A note about some bytes of the front matter.
    pub fn at(&self, span: crate::diagnostic::Span) -> crate::diagnostic::Place {
        let range = self.head_offset + span.start..self.head_offset + span.end;
        crate::diagnostic::Place::span(&self.path, range)
    }
}

/// Checks the order of versions: newest first, every number once, no date in the future of the one above.
pub fn check_versions(
    versions: &[VersionEntry],
    at: impl Fn(crate::diagnostic::Span) -> crate::diagnostic::Place,
) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    for pair in versions.windows(2) {
        let (newer, older) = (&pair[0], &pair[1]);
        if newer.version.value <= older.version.value {
            let note = Diagnostic::new(rule::versions::ORDER, at(older.version.span));
            notes.push(note.with("newer", newer.version.value).with("older", older.version.value));
        }
        if newer.date < older.date {
            let note = Diagnostic::new(rule::versions::DATES, at(older.version.span));
            notes.push(note.with("version", older.version.value));
        }
    }
    notes
}
