//! Links: what each of them leads to, and a note for each that leads nowhere.

use std::collections::{BTreeSet, HashMap};

use super::{Library, SourceHead, Work, address};
use crate::{
    diagnostic::{Diagnostic, Place},
    document::{Target, anchors::anchors},
    guide::Text,
    source::SourcePath,
    text::Language,
    toolkit::{self, Contact, Fact, Term},
};

/// What a target leads to.
#[derive(Clone, Copy, Debug)]
pub enum Found<'a> {
    /// A guide or page with this slug, at this heading.
    Text {
        /// Its slug.
        slug: &'a str,
        /// The heading.
        anchor: Option<&'a str>,
    },
    /// A heading of the same text.
    Anchor(&'a str),
    /// A term.
    Term(&'a Term),
    /// A fact.
    Fact(&'a Fact),
    /// A contact.
    Contact(&'a Contact),
    /// A phone number as it was written.
    Phone(&'a str),
    /// Words in another language.
    Foreign(Language),
    /// A file beside a text.
    File(&'a SourcePath, &'a super::File),
    /// Another website.
    Web(&'a str),
    /// An address to write to.
    Mail(&'a str),
    /// Nothing; and why.
    Nothing(Lost),
}

/// Why a target leads to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// No such guide, page, file, term, fact or contact.
    Unknown(&'static str),
    /// A guide that readers do not see.
    Hidden,
    /// A guide or page that is there and could not be read.
    Broken,
}

/// What `target` leads to, from the text at `path`.
pub fn find<'a>(library: &'a Library, path: &str, target: &'a Target) -> Found<'a> {
    match target {
        Target::Guide { slug, anchor } => find_text(library, slug, anchor, "guide", true),
        Target::Page { slug, anchor } => find_text(library, slug, anchor, "page", false),
        Target::Anchor(id) => Found::Anchor(id),
        Target::File { path: to, anchor } => find_file(library, path, to, anchor),
        Target::Term(id) => found(library.toolkit.term(id).map(Found::Term), "term"),
        Target::Fact(id) => found(library.toolkit.fact(id).map(Found::Fact), "fact"),
        Target::Contact(id) => found(library.toolkit.contact(id).map(Found::Contact), "contact"),
        Target::Phone(number) => Found::Phone(number),
        Target::Foreign(language) => Found::Foreign(*language),
        Target::Web(url) => Found::Web(url),
        Target::Mail(address) => Found::Mail(address),
    }
}

fn found<'a>(found: Option<Found<'a>>, kind: &'static str) -> Found<'a> {
    found.unwrap_or(Found::Nothing(Lost::Unknown(kind)))
}

fn find_text<'a>(
    library: &'a Library,
    slug: &str,
    anchor: &'a Option<String>,
    kind: &'static str,
    guide: bool,
) -> Found<'a> {
    let anchor = anchor.as_deref();
    let own = if guide {
        library.guide(slug).map(|work| work.slug.as_str())
    } else {
        library.page(slug).map(|work| work.slug.as_str())
    };
    match own {
        Some(slug) => Found::Text { slug, anchor },
        None if guide && library.hidden.iter().any(|hidden| hidden.slug == slug) => {
            Found::Nothing(Lost::Hidden)
        }
        None if library.broken.iter().any(|broken| broken == slug) => Found::Nothing(Lost::Broken),
        None => Found::Nothing(Lost::Unknown(kind)),
    }
}

fn find_file<'a>(library: &'a Library, from: &str, to: &str, anchor: &'a Option<String>) -> Found<'a> {
    let Some(path) = address::resolve(from, to) else { return Found::Nothing(Lost::Unknown("file")) };
    for (folder, guide) in [("content/guides/", true), ("content/pages/", false)] {
        let slug = path.strip_prefix(folder).and_then(|inner| inner.strip_suffix(".md")?.split_once('/'));
        if let Some((slug, tag)) = slug
            && Language::find(tag).is_some()
        {
            return find_text(library, slug, anchor, "file", guide);
        }
    }
    let file = library.files.get_key_value(path.as_str());
    found(file.map(|(path, file)| Found::File(path, file)), "file")
}

/// The anchors of each work, by its slug.
type Anchors<'a> = HashMap<&'a str, BTreeSet<&'a str>>;

/// Notes for every link of every text.
pub fn check(library: &Library) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    let guides = library.guides.iter().map(|work| (work.slug.as_str(), anchors(&work.source.body)));
    let pages = library.pages.iter().map(|work| (work.slug.as_str(), anchors(&work.source.body)));
    let all: Anchors = guides.chain(pages).collect();
    for guide in &library.guides {
        check_work(library, guide, &all, &mut notes);
    }
    for page in &library.pages {
        check_work(library, page, &all, &mut notes);
    }
    notes
}

fn check_work<H: SourceHead>(library: &Library, work: &Work<H>, all: &Anchors, notes: &mut Vec<Diagnostic>) {
    check_text(library, &work.slug, &work.source, all, notes);
    for text in work.translations.values() {
        check_text(library, &work.slug, text, all, notes);
    }
}

fn check_text<H>(library: &Library, own: &str, text: &Text<H>, all: &Anchors, notes: &mut Vec<Diagnostic>) {
    let Text { path, body, language, .. } = text;
    let none = BTreeSet::new();
    let of = |slug: &str| all.get(slug).unwrap_or(&none);
    body.each(&mut |link| {
        let place = || Place::span(path, link.span);
        match find(library, path, link.to) {
            Found::Nothing(Lost::Hidden) => {
                notes.push(Diagnostic::error("links/hidden", place()).with("to", shown(link.to)));
            }
            Found::Nothing(Lost::Unknown(kind)) => notes.push(dead(library, link.to, kind, place())),
            Found::Text { slug, anchor: Some(anchor) } if !of(slug).contains(anchor) => {
                notes.push(dead_anchor(anchor, of(slug), place()));
            }
            Found::Anchor(anchor) if !of(own).contains(anchor) && !anchors(body).contains(anchor) => {
                notes.push(dead_anchor(anchor, of(own), place()));
            }
            Found::Fact(fact) => {
                let words = link.words();
                if !fact.agrees(&words) {
                    let note = Diagnostic::error("facts/differs", place()).with("words", words);
                    let note = note.with("value", &fact.value).with("id", &fact.id.value);
                    notes.push(note.with("language", language));
                }
            }
            _ => {}
        }
    });
}

fn dead(library: &Library, to: &Target, kind: &'static str, place: Place) -> Diagnostic {
    let toolkit = &library.toolkit;
    if let Target::File { path, .. } = to {
        let code = if is_site(path) { "links/no-https" } else { "links/no-file" };
        let folder = place.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        return Diagnostic::error(code, place).with("to", shown(to)).with("folder", folder);
    }
    let note = Diagnostic::error("links/dead", place).with("to", shown(to)).with("kind", kind);
    let note = note.with("where", toolkit::home(kind));
    match to {
        Target::Guide { slug, .. } => {
            note.with_near(slug, library.guides.iter().map(|guide| guide.slug.as_str()))
        }
        Target::Page { slug, .. } => {
            note.with_near(slug, library.pages.iter().map(|page| page.slug.as_str()))
        }
        Target::Term(id) => note.with_near(id, toolkit.glossary.iter().map(|term| term.id.as_str())),
        Target::Fact(id) => note.with_near(id, toolkit.facts.iter().map(|fact| fact.id.as_str())),
        Target::Contact(id) => note.with_near(id, toolkit.contacts.iter().map(|contact| contact.id.as_str())),
        _ => note,
    }
}

/// Whether the name of a file that is not there looks like the address of a website.
fn is_site(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or_default();
    let ends = [".fr", ".org", ".com", ".net", ".eu", ".info"];
    path.starts_with("www.") || ends.iter().any(|end| host.ends_with(end))
}

fn dead_anchor(anchor: &str, known: &BTreeSet<&str>, place: Place) -> Diagnostic {
    Diagnostic::error("links/dead-anchor", place)
        .with("anchor", anchor)
        .with_near(anchor, known.iter().copied())
}

/// A target as an editor writes it.
pub fn shown(target: &Target) -> String {
    let with = |name: &str, anchor: &Option<String>| match anchor {
        Some(anchor) => format!("{name}#{anchor}"),
        None => name.to_owned(),
    };
    match target {
        Target::Guide { slug, anchor } => with(&format!("guide:{slug}"), anchor),
        Target::Page { slug, anchor } => with(&format!("page:{slug}"), anchor),
        Target::File { path, anchor } => with(path, anchor),
        Target::Anchor(id) => format!("#{id}"),
        Target::Term(id) => format!("term:{id}"),
        Target::Fact(id) => format!("fact:{id}"),
        Target::Phone(number) => format!("tel:{number}"),
        Target::Contact(id) => format!("contact:{id}"),
        Target::Foreign(language) => format!("lang:{language}"),
        Target::Web(url) => url.clone(),
        Target::Mail(address) => format!("mailto:{address}"),
    }
}
