//! Entries as readers of one language get them: the translation or, where it is missing, the source text.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Entry, SourceFrontMatter};
use crate::{
    document::{Document, Target},
    guide::{Falc, Recording, Text, TranslationFrontMatter, TranslationState, Version},
    source::SourcePath,
};
use trousseau_text::{Fingerprint, Language};

/// How far an entry is translated into a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The language is the source language.
    Source,
    /// A translation of the newest version (patches aside), and how it was made.
    Current(TranslationState),
    /// A translation of an older version.
    Stale,
    /// There is no translation: the text in the nearest language is shown, which most often is the source.
    Missing,
}

/// An entry as readers of one language get it.
#[derive(Clone, Copy, Debug)]
pub struct Localized<'a> {
    /// The language of the text that is shown: when there is no translation, the nearest one that there is, or the source language.
    pub language: Language,
    /// How far it is translated.
    pub state: State,
    /// Who made the translation that is shown.
    pub made: Option<TranslationState>,
    /// The sections that have changed since it was made, by their anchors; `None` where nobody knows which.
    pub touched: Option<&'a BTreeSet<String>>,
    /// The title, in `language`.
    pub title: &'a str,
    /// The summary, in `language`.
    pub summary: &'a str,
    /// The body, in `language`.
    pub body: &'a Document,
    /// The hash of the body, before its links are looked up.
    pub body_fingerprint: Fingerprint,
    /// The destinations of all links and images of the body, each once.
    pub targets: &'a [Target],
    /// The file of the text that is shown.
    pub path: &'a SourcePath,
    /// How far it is in "facile à lire et à comprendre".
    pub falc: Option<&'a Falc>,
    /// The recordings of it.
    pub audio: &'a [Recording],
    /// The words by which it is found.
    pub search: &'a [String],
}

impl Localized<'_> {
    /// What is to be said of the text as a whole. Where it is known which sections have changed, that is said at each of them; at the
    /// top it is said of what stands there.
    pub fn state_of_all(&self) -> State {
        match (self.state, self.made, self.touched) {
            (State::Stale, Some(made), Some(sections)) if !sections.contains("") => State::Current(made),
            (state, ..) => state,
        }
    }
}

impl<H: SourceFrontMatter> Entry<H> {
    /// The entry as readers of this language get it.
    pub fn localized(&self, language: Language) -> Localized<'_> {
        if let Some(text) = self.translations.get(&language) {
            return self.translated(text);
        }
        let source = &self.source;
        let there = self.translations.keys().copied().chain([source.language]);
        let near = if source.language == language { None } else { language.nearest(there) };
        if let Some(text) = near.and_then(|near| self.translations.get(&near)) {
            return Localized { state: State::Missing, ..self.translated(text) };
        }
        let state = if source.language == language { State::Source } else { State::Missing };
        let head = &source.front_matter;
        Localized {
            audio: head.audio(),
            search: head.search(),
            ..localized(source, state, head.title(), head.summary(), head.falc())
        }
    }

    fn translated<'a>(&'a self, text: &'a Text<TranslationFrontMatter>) -> Localized<'a> {
        let newest = self.source.front_matter.versions().first().map(|entry| entry.version.value);
        let stale = match (&text.front_matter.translates, newest) {
            (Some(translates), Some(newest)) => translates.value.is_behind(newest),
            _ => false,
        };
        let touched = self.touched.get(&text.language).filter(|_| stale);
        // A version may change other things than words.
        let stale = stale && touched.is_none_or(|sections| !sections.is_empty());
        let head = &text.front_matter;
        let state = if stale { State::Stale } else { State::Current(head.translation) };
        let localized = localized(text, state, &head.title, &head.summary, head.falc.as_ref());
        let touched = touched.filter(|_| stale);
        let body_fingerprint = match touched {
            Some(sections) => Fingerprint::join([&text.body_fingerprint, &Fingerprint::of_value(sections)]),
            None => text.body_fingerprint,
        };
        Localized {
            made: Some(head.translation),
            touched,
            body_fingerprint,
            audio: &head.audio,
            search: &head.search,
            ..localized
        }
    }

    /// Whether readers get it in this very language: it is the source language, or there is a translation.
    pub fn is_in(&self, language: Language) -> bool {
        self.source.language == language || self.translations.contains_key(&language)
    }

    /// The version of which a text is: a translation that is out of date is still one of the older version.
    pub fn version_of(&self, edition: &Localized<'_>) -> Option<Version> {
        let newest = self.source.front_matter.versions().first().map(|entry| entry.version.value);
        let made_of = || {
            let text = self.translations.get(&edition.language)?;
            text.front_matter.translates.as_ref().map(|version| version.value)
        };
        if edition.state == State::Stale { made_of().or(newest) } else { newest }
    }

    /// The day of the newest version.
    pub fn date(&self) -> Option<Date> {
        self.source.front_matter.versions().first().map(|entry| entry.date)
    }
}

fn localized<'a, H>(
    text: &'a Text<H>,
    state: State,
    title: &'a str,
    summary: &'a str,
    falc: Option<&'a Falc>,
) -> Localized<'a> {
    Localized {
        language: text.language,
        state,
        made: None,
        touched: None,
        title,
        summary,
        body: &text.body,
        body_fingerprint: text.body_fingerprint,
        targets: &text.targets,
        path: &text.path,
        falc,
        audio: &[],
        search: &[],
    }
}
