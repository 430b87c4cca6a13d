//! The shelf of a language: every work, in this language or, where it is missing, in the source's.

use jiff::civil::Date;

use super::{SourceHead, Work};
use crate::{
    document::{Document, Target},
    guide::{Falc, Text, TranslationState},
    source::SourcePath,
};
use trousseau_text::{Fingerprint, Language};

/// How a work stands on the shelf of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// This is the source.
    Source,
    /// A translation that says what the source says; and how it was made.
    Current(TranslationState),
    /// A translation of an older version.
    Stale,
    /// No translation: the source stands in.
    Missing,
}

/// A work as a reader of one language gets it.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The language of the text itself.
    pub language: Language,
    /// How it stands.
    pub state: State,
    /// The title.
    pub title: &'a str,
    /// The summary.
    pub summary: &'a str,
    /// The body.
    pub body: &'a Document,
    /// The hash of the body, before its links are looked up.
    pub body_print: Fingerprint,
    /// All that the body names, each once.
    pub targets: &'a [Target],
    /// The file.
    pub path: &'a SourcePath,
    /// How far it is in "facile à lire et à comprendre".
    pub falc: Option<&'a Falc>,
}

impl<H: SourceHead> Work<H> {
    /// The work on the shelf of this language.
    pub fn edition(&self, language: Language) -> Edition<'_> {
        let source = &self.source;
        if let Some(text) = self.translations.get(&language) {
            let newest = source.head.versions().first().map(|entry| entry.version.value);
            let stale = match (&text.head.translates, newest) {
                (Some(translates), Some(newest)) => translates.value.is_behind(newest),
                _ => false,
            };
            let state = if stale { State::Stale } else { State::Current(text.head.translation) };
            let head = &text.head;
            return edition(text, state, &head.title, &head.summary, head.falc.as_ref());
        }
        let state = if source.language == language { State::Source } else { State::Missing };
        edition(source, state, source.head.title(), source.head.summary(), source.head.falc())
    }

    /// Whether the work is there in this language.
    pub fn is_in(&self, language: Language) -> bool {
        self.source.language == language || self.translations.contains_key(&language)
    }

    /// The day of the newest version.
    pub fn date(&self) -> Option<Date> {
        self.source.head.versions().first().map(|entry| entry.date)
    }
}

fn edition<'a, H>(
    text: &'a Text<H>,
    state: State,
    title: &'a str,
    summary: &'a str,
    falc: Option<&'a Falc>,
) -> Edition<'a> {
    Edition {
        language: text.language,
        state,
        title,
        summary,
        body: &text.body,
        body_print: text.body_print,
        targets: &text.targets,
        path: &text.path,
        falc,
    }
}
