//! Recordings of texts read aloud: their files, their sections, and whether the words have changed since.

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    guide::Text,
    library::{Entry, Localized, SourceFrontMatter},
};
use trousseau_site::view::recording::{code, sounds};

use crate::Context;

/// Diagnostics for the recordings of every text that readers see.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    context.library.guides.iter().for_each(|guide| entry(context, guide, diagnostics));
    context.library.pages.iter().for_each(|page| entry(context, page, diagnostics));
}

fn entry<H: SourceFrontMatter>(context: &Context, entry: &Entry<H>, diagnostics: &mut Vec<Diagnostic>) {
    text(context, &entry.source, &entry.localized(entry.source.language), diagnostics);
    for (language, translation) in &entry.translations {
        text(context, translation, &entry.localized(*language), diagnostics);
    }
}

fn text<H>(context: &Context, text: &Text<H>, edition: &Localized, diagnostics: &mut Vec<Diagnostic>) {
    for one in edition.audio {
        let file = &one.file.value;
        let mut say = |rule, span| diagnostics.push(Diagnostic::new(rule, text.at(span)).with("file", file));
        if sounds(context.library, edition.path, one).is_empty() {
            say(rule::audio::FILE, one.file.span);
        } else if !file.to_ascii_lowercase().ends_with(".mp3") {
            say(rule::audio::MP3, one.file.span);
        }
        let section = one.section.as_ref();
        match (code(edition, section.map(|section| section.as_str())), section) {
            (Some(code), _) if code != one.text.value => {
                let diagnostic = Diagnostic::new(rule::audio::STALE, text.at(one.text.span));
                diagnostics.push(diagnostic.with("file", file).with("code", code));
            }
            (None, Some(section)) => {
                let diagnostic = Diagnostic::new(rule::audio::SECTION, text.at(section.span));
                diagnostics.push(diagnostic.with("section", &section.value));
            }
            _ => {}
        }
    }
}
