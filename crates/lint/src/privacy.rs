//! Personal data in the files of a toolkit: each text is searched, and what was found is reported.
//!
//! Texts are searched as they were written, with their comments, since version control keeps all of it for ever.

mod beside;
mod withheld;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    thread,
};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, Severity, rule},
    document::markdown,
    guide::{self, GuideFrontMatter, split},
    source::{Source, SourcePath, Sources},
    toolkit::Toolkit,
    yaml::{self, Branch},
};
use trousseau_privacy as privacy;
use trousseau_privacy::{Finding, Kind, Public};
use trousseau_text::{Fingerprint, Language};

pub use beside::{check_beside, is_beside};
pub use withheld::withhold;

/// The largest text that is searched, in bytes.
const MOST_BYTES: usize = markdown::MOST_BYTES + yaml::MOST_BYTES;

/// The numbers, names and addresses of services that the toolkit itself lists: they are no personal data.
pub fn public(toolkit: &Toolkit) -> Public {
    let mut public = Public::default();
    for contact in &toolkit.contacts {
        contact.phone.iter().for_each(|phone| public.number(phone));
        contact.url.iter().for_each(|url| public.words(url));
        contact.address.iter().for_each(|address| public.words(address));
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

/// How many texts each thread searches before `goes_on` is asked again: some 20 ms of work.
const SLICE: usize = 32;

/// What was found before, text by text, so that only changed texts are searched again.
#[derive(Default)]
pub struct Memory {
    public: Public,
    texts: HashMap<SourcePath, (Fingerprint, Vec<Diagnostic>)>,
}

/// Searches every text of a toolkit.
pub fn check(sources: &Sources, toolkit: &Toolkit) -> Vec<Diagnostic> {
    check_again(sources, toolkit, &mut Memory::default(), &|| true).unwrap_or_default()
}

/// The same, but only for texts that changed since `memory` saw them. `None` when `goes_on` became false before the end: what
/// has been searched by then is kept for the next time.
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
    let all: Vec<&Source> = sources.under("content/").filter(|file| is_searched(file)).collect();
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
    let diagnostics =
        || all.iter().filter_map(|file| old.get(&file.path)).flat_map(|known| known.1.clone()).collect();
    let diagnostics = whole.then(diagnostics);
    *memory = Memory { public, texts: old };
    diagnostics
}

/// One diagnostic for each finding; `place_of` says where some bytes of the text stand in their file.
///
/// The words of a diagnostic never repeat what was found: diagnostics are shown where others read them.
fn found(text: &str, place_of: impl Fn(Range<usize>) -> Place, allow: &Public) -> Vec<Diagnostic> {
    let diagnostic = |finding: Finding| Diagnostic::new(rule_of(finding.kind), place_of(finding.span));
    once(privacy::find(text, allow), text).into_iter().map(diagnostic).collect()
}

/// Findings without those that only repeat the words of their link in its address: `[06 …](tel:06…)`.
fn once(mut findings: Vec<Finding>, text: &str) -> Vec<Finding> {
    findings.dedup_by(|one, before| {
        let between = text.get(before.span.end..one.span.start);
        one.kind == before.kind && matches!(between, Some("](" | "](tel:" | "](mailto:"))
    });
    findings
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
        Kind::Person => rule::privacy::PERSON,
        Kind::Home => rule::privacy::HOME,
        Kind::Life => rule::privacy::LIFE,
    }
}

/// Whether a file is searched: larger texts were reported when they were parsed.
fn is_searched(file: &Source) -> bool {
    is_content(&file.path) && file.bytes.len() <= MOST_BYTES
}

fn is_content(path: &str) -> bool {
    path.starts_with("content/") && ends_with(path, &["md", "yaml"])
}

fn ends_with(path: &str, ends: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| ends.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// Searches one text. In a front matter or a list, every certain finding is an error. The body of a guide may describe a
/// service that no list has yet: what a service can have too, such as a telephone number, is a warning there. What is doubtful
/// is asked in a front matter only, where remarks stand: bodies and lists speak of lives and places in general.
fn text(file: &Source, public: &Public) -> Vec<Diagnostic> {
    // A file that is not UTF-8 was reported when it was parsed.
    let Ok(text) = file.text() else { return Vec::new() };
    let is_text = file.path.ends_with(".md");
    let parts = split::split(text, &file.path).ok().filter(|_| is_text);
    let body = parts.as_ref().map_or(text.len(), |parts| parts.body_offset);
    let diagnostic = |finding: Finding| {
        let mild = finding.span.start >= body && finding.kind.may_be_public();
        let severity = if mild { Severity::Warning } else { Severity::Error };
        Diagnostic {
            severity: severity.max(rule_of(finding.kind).severity()),
            ..Diagnostic::new(rule_of(finding.kind), Place::span(&file.path, finding.span))
        }
    };
    // A text without a head, such as a licence, has no remarks.
    let head = if parts.is_some() { &text[..body] } else { "" };
    let answered = [answered(file, head), translated(file, head)].concat();
    let general = general(head);
    let doubts = privacy::find(head, public).into_iter().filter(|finding| {
        let within =
            |words: &Range<usize>| words.start <= finding.span.start && finding.span.end <= words.end;
        let is_general = finding.kind == Kind::Life && general.iter().any(within);
        finding.kind.is_doubtful() && !is_general && !answered.iter().any(within)
    });
    let mut diagnostics: Vec<Diagnostic> =
        once(privacy::find_certain(text, public), text).into_iter().chain(doubts).map(diagnostic).collect();
    diagnostics.sort_by_key(|diagnostic| diagnostic.place.span);
    diagnostics
}

/// The title, the summary and the words for the search of a text, as bytes of its head: like its body, they speak of lives in general.
fn general(head: &str) -> Vec<Range<usize>> {
    let (mut parts, mut at) = (Vec::<Range<usize>>::new(), 0);
    let mut is_in = false;
    for line in head.split_inclusive('\n') {
        if !line.starts_with([' ', '\t']) {
            is_in = ["title:", "summary:", "search:"].iter().any(|field| line.starts_with(field));
        }
        if is_in {
            parts.push(at..at + line.len());
        }
        at += line.len();
    }
    parts
}

/// What versions say that has changed in other languages than that of the text, as bytes of the file. It says what the words of the source
/// say, which are searched; of the doubtful words of other languages most are everyday ones.
fn translated(file: &Source, head: &str) -> Vec<Range<usize>> {
    let Ok(parts) = split::split(head, &file.path) else { return Vec::new() };
    if !parts.front_matter.contains("versions") {
        return Vec::new();
    }
    let Ok(tree) = yaml::parse(parts.front_matter) else { return Vec::new() };
    let own = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
    let versions = tree.get("versions").map(|(_, versions)| versions.items()).unwrap_or_default();
    let summaries = versions.iter().filter_map(|version| version.get("summary"));
    let words = summaries.flat_map(|(_, summary)| match &summary.branch {
        Branch::Map(entries) => entries.as_slice(),
        _ => &[],
    });
    let others = words.filter(|(language, _)| Some(language.name.as_str()) != own);
    let start = parts.front_matter_offset;
    others.map(|(_, text)| start + text.span.start..start + text.span.end).collect()
}

/// The proposals of remarks of which somebody said that they mean no person, as bytes of the file.
fn answered(file: &Source, head: &str) -> Vec<Range<usize>> {
    if !head.contains("no_person") {
        return Vec::new();
    }
    let read = guide::read::<GuideFrontMatter>(file, "", Language::default()).value;
    let Some(guide) = read else { return Vec::new() };
    let told = guide.front_matter.feedback.iter().filter(|one| one.no_person);
    let start = guide.front_matter_offset;
    let words = told.filter_map(|one| one.proposal.as_ref());
    words.map(|words| start + words.span.start..start + words.span.end).collect()
}

#[cfg(test)]
mod tests;
