//! What must not stand in the files of a toolkit: what says who somebody is.
//!
//! Every text below `content` is read as it was written, with its comments: all of it is kept for ever by whoever keeps versions.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    thread,
};
use trousseau_core::diagnostic::{Rule, rule};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Severity},
    document::markdown,
    guide::split,
    source::{Source, SourcePath, Sources},
    toolkit::Toolkit,
    yaml,
};
use trousseau_privacy as privacy;
use trousseau_privacy::{Finding, Kind, Public};
use trousseau_text::Fingerprint;

/// The largest text that is read.
const MOST_BYTES: usize = markdown::MOST_BYTES + yaml::MOST_BYTES;

/// How the names of texts end that may come out of a form or a spreadsheet.
const TEXTS: [&str; 10] = ["csv", "tsv", "txt", "md", "yaml", "yml", "json", "html", "htm", "eml"];

/// How the names of tables end that only a spreadsheet program reads.
const TABLES: [&str; 4] = ["xlsx", "xls", "xlsm", "ods"];

/// Folders of programs and themes: their examples are nobody's.
const CODE: [&str; 4] = ["themes/", "src/", "tests/", "benches/"];

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

/// What finds the words that say who somebody is, services apart: their bytes, and the rule that each breaks.
pub fn detector(toolkit: &Toolkit) -> impl Fn(&str) -> Vec<(Range<usize>, Rule)> + use<> {
    let public = public(toolkit);
    move |text| {
        let found = privacy::find(text, &public).into_iter();
        found.map(|finding| (finding.span, rule_of(finding.kind))).collect()
    }
}

/// How many texts each thread reads between two questions whether to go on: some 20 ms of work.
const SLICE: usize = 32;

/// What an earlier look found, text by text. A new one knows nothing; a long-lived process keeps one.
#[derive(Default)]
pub struct Memory {
    public: Public,
    texts: HashMap<SourcePath, (Fingerprint, Vec<Diagnostic>)>,
}

/// Notes about every text among these files.
pub fn check(sources: &Sources, toolkit: &Toolkit) -> Vec<Diagnostic> {
    check_again(sources, toolkit, &mut Memory::default(), &|| true).unwrap_or_default()
}

/// The same; only what changed since the last look is read. None when `goes_on` says no before the end: what has been read by
/// then is known to the next look.
pub fn check_again(
    sources: &Sources,
    toolkit: &Toolkit,
    memory: &mut Memory,
    goes_on: &dyn Fn() -> bool,
) -> Option<Vec<Diagnostic>> {
    let public = public(toolkit);
    let mut old = std::mem::take(&mut memory.texts);
    if public != memory.public {
        old.clear();
    }
    // What is larger was refused by whoever read it first.
    let small = |file: &&Source| file.bytes.len() <= MOST_BYTES;
    let all: Vec<&Source> =
        sources.under("content/").filter(|file| is_content(&file.path)).filter(small).collect();
    let is_known = |file: &&Source| old.get(&file.path).is_some_and(|known| known.0 == file.fingerprint);
    let texts: Vec<&Source> = all.iter().copied().filter(|file| !is_known(file)).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(8);
    let one = |file: &&Source| (file.path.clone(), (file.fingerprint, text(file, &public)));
    let mut whole = true;
    for slice in texts.chunks(workers * SLICE) {
        whole = goes_on();
        if !whole {
            break;
        }
        thread::scope(|scope| {
            let parts = slice.chunks(slice.len().div_ceil(workers).max(8));
            let readers: Vec<_> =
                parts.map(|part| scope.spawn(move || part.iter().map(one).collect::<Vec<_>>())).collect();
            old.extend(readers.into_iter().flat_map(|reader| reader.join().expect("no reader panics")));
        });
    }
    let there: HashSet<&SourcePath> = all.iter().map(|file| &file.path).collect();
    old.retain(|path, _| there.contains(path));
    let notes =
        || all.iter().filter_map(|file| old.get(&file.path)).flat_map(|known| known.1.clone()).collect();
    let notes = whole.then(notes);
    *memory = Memory { public, texts: old };
    notes
}

/// Whether a file that is no part of the toolkit's texts may be one that says who somebody is: a form's export, a letter, notes.
pub fn is_beside(path: &str) -> bool {
    let code = CODE.iter().any(|folder| path.starts_with(folder));
    !code && !is_content(path) && (ends_with(path, &TEXTS) || ends_with(path, &TABLES))
}

/// Notes about files that lie beside the texts: whatever they say of a person, everything is an error. A table that only a
/// spreadsheet program reads is not read, and neither is what is too large: that is said.
pub fn check_beside(sources: &Sources, public: &Public) -> Vec<Diagnostic> {
    sources.files.values().flat_map(|file| beside(file, public)).collect()
}

/// One note for each finding; `place_of` says where some bytes of the text stand in their file.
///
/// The words of a note never repeat what was found: notes are shown where others read them.
fn found(text: &str, place_of: impl Fn(Range<usize>) -> Place, allow: &Public) -> Vec<Diagnostic> {
    let note = |finding: Finding| Diagnostic::new(rule_of(finding.kind), place_of(finding.span));
    privacy::find(text, allow).into_iter().map(note).collect()
}

fn beside(file: &Source, public: &Public) -> Vec<Diagnostic> {
    let place = || Place::file(&file.path);
    if ends_with(&file.path, &TABLES) || file.bytes.len() > MOST_BYTES {
        return vec![Diagnostic::new(rule::privacy::NOT_READ, place())];
    }
    if let Ok(text) = file.text() {
        return found(text, |span| Place::span(&file.path, span), public);
    }
    // Spreadsheets write older encodings too. Letters may come out wrong; digits, signs and plain letters do not.
    let text: String = file.bytes.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let mut notes = found(&text, |_| place(), public);
    notes.dedup();
    notes
}

/// The rule that a finding breaks.
pub fn rule_of(kind: Kind) -> Rule {
    match kind {
        Kind::Phone => rule::privacy::PHONE,
        Kind::Email => rule::privacy::EMAIL,
        Kind::Nir => rule::privacy::NIR,
        Kind::Application => rule::privacy::APPLICATION,
        Kind::Benefit => rule::privacy::BENEFIT,
        Kind::Identity => rule::privacy::IDENTITY,
        Kind::Bank => rule::privacy::BANK,
        Kind::Address => rule::privacy::ADDRESS,
        Kind::Birth => rule::privacy::BIRTH,
        Kind::Name => rule::privacy::NAME,
        Kind::Coordinates => rule::privacy::COORDINATES,
        Kind::Plate => rule::privacy::PLATE,
        Kind::Account => rule::privacy::ACCOUNT,
        Kind::Link => rule::privacy::LINK,
        Kind::File => rule::privacy::FILE,
        Kind::Device => rule::privacy::DEVICE,
    }
}

fn is_content(path: &str) -> bool {
    path.starts_with("content/") && ends_with(path, &["md", "yaml"])
}

fn ends_with(path: &str, ends: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| ends.iter().any(|known| end.eq_ignore_ascii_case(known)))
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
            ..Diagnostic::new(rule_of(finding.kind), Place::span(&file.path, finding.span))
        }
    };
    privacy::find(text, public).into_iter().map(note).collect()
}

#[cfg(test)]
mod tests;
