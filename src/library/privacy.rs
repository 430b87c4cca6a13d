//! What must not stand in the files of a toolkit: what says who somebody is.
//!
//! Every text below `content` is read as it was written, with its comments: all of it is kept for ever by whoever keeps versions.

use std::thread;

use crate::{
    diagnostic::{Diagnostic, Place, Severity},
    document::markdown,
    guide::split,
    privacy::{self, Finding, Public},
    source::{Source, Sources},
    toolkit::Toolkit,
    yaml,
};

/// What the toolkit itself says of services: their numbers, names and addresses are nobody's secret.
pub fn public(toolkit: &Toolkit) -> Public {
    let mut public = Public::default();
    for contact in &toolkit.contacts {
        contact.phone.iter().for_each(|phone| public.number(phone));
        contact.url.iter().for_each(|url| public.words(url));
        contact.name.values().chain(contact.role.values()).for_each(|words| public.words(words));
    }
    for partner in &toolkit.partners {
        partner.url.iter().for_each(|url| public.words(url));
        partner.name.values().chain(partner.role.values()).for_each(|words| public.words(words));
        partner.functions.iter().for_each(|function| public.number(&function.phone));
    }
    toolkit.facts.iter().filter_map(|fact| fact.url.as_ref()).for_each(|url| public.words(url));
    public
}

/// Notes about every text among these files.
pub fn check(sources: &Sources, toolkit: &Toolkit) -> Vec<Diagnostic> {
    let public = public(toolkit);
    // What is larger was refused by whoever read it first.
    let small = |file: &&Source| file.bytes.len() <= markdown::MOST_BYTES + yaml::MOST_BYTES;
    let is_text = |file: &&Source| file.path.ends_with(".md") || file.path.ends_with(".yaml");
    let texts: Vec<&Source> = sources.under("content/").filter(is_text).filter(small).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(8);
    thread::scope(|scope| {
        let parts = texts.chunks(texts.len().div_ceil(workers).max(8));
        let read = |part: &[&Source]| part.iter().flat_map(|file| text(file, &public)).collect::<Vec<_>>();
        let readers: Vec<_> = parts.map(|part| scope.spawn(move || read(part))).collect();
        readers.into_iter().flat_map(|reader| reader.join().expect("no reader panics")).collect()
    })
}

/// In a head or a list everything is an error. The body of a guide may tell the way to a service that no list knows: what a
/// service has too is a warning there.
fn text(file: &Source, public: &Public) -> Vec<Diagnostic> {
    // That a file is no text was said by whoever read it first.
    let Ok(text) = file.text() else { return Vec::new() };
    let body = match split::split(text, &file.path) {
        Ok(parts) if file.path.ends_with(".md") => parts.body_offset,
        _ => text.len(),
    };
    let note = |finding: Finding| {
        let mild = finding.span.start >= body && finding.kind.may_be_public();
        let severity = if mild { Severity::Warning } else { Severity::Error };
        Diagnostic {
            severity,
            ..Diagnostic::error(finding.kind.code(), Place::span(&file.path, finding.span))
        }
    };
    privacy::find(text, public).into_iter().map(note).collect()
}

#[cfg(test)]
mod tests;
