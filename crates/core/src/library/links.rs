//! Links: what each of them leads to, and a diagnostic for each that leads nowhere.

use super::{Library, address};
use crate::{
    document::Target,
    source::SourcePath,
    toolkit::{Contact, Fact, Term},
};
use trousseau_text::{Language, settled::settled};

/// What a destination was resolved to.
#[derive(Clone, Copy, Debug)]
pub enum Found<'a> {
    /// A guide or page with this slug, at this heading.
    Text {
        /// The slug of the guide or page.
        slug: &'a str,
        /// The anchor of a heading in it.
        anchor: Option<&'a str>,
    },
    /// A heading of the same text.
    Anchor(&'a str),
    /// A term of the glossary.
    Term(&'a Term),
    /// An entry of `facts.yaml`.
    Fact(&'a Fact),
    /// An entry of `contacts.yaml`.
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
    /// Nothing, with the reason.
    Nothing(Lost),
}

/// Why a target leads to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// There is none: the kind that was looked for, such as `guide` or `fact`.
    Unknown(&'static str),
    /// A guide that is a draft or retired, so that no page of it exists.
    Hidden,
    /// A guide or page that is there and could not be read.
    Broken,
}

/// Resolves a destination, as seen from the text at `path`.
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
    match text(library, slug, kind, guide) {
        Ok(slug) => Found::Text { slug, anchor: anchor.as_deref() },
        Err(lost) => Found::Nothing(lost),
    }
}

/// The guide or page of this name, or the one that took its place.
pub(super) fn text<'a>(
    library: &'a Library,
    slug: &str,
    kind: &'static str,
    guide: bool,
) -> Result<&'a str, Lost> {
    let own = if guide {
        library.guide(slug).map(|work| work.slug.as_str())
    } else {
        library.page(slug).map(|work| work.slug.as_str())
    };
    let moved = || library.moved.iter().find(|moved| moved.alias == slug).map(|moved| moved.slug.as_str());
    // The page from which one keeps the site is no text of the toolkit, and texts may lead there: what was kept is forgotten there.
    let kept = || {
        address::KEEP.strip_suffix(".html").filter(|name| !guide && library.toolkit.offline && slug == *name)
    };
    match own.or_else(moved).or_else(kept) {
        Some(slug) => Ok(slug),
        // A former name leads to what took its place, also that of a guide that is kept as retired.
        None if guide && library.hidden.iter().any(|hidden| hidden.slug == slug) => Err(Lost::Hidden),
        None if library.broken.iter().any(|broken| broken == slug) => Err(Lost::Broken),
        None => Err(Lost::Unknown(kind)),
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
    // A computer may store "é" as two letters where somebody typed one.
    let alike = || library.files.iter().find(|(known, _)| settled(known) == settled(&path));
    let file = library.files.get_key_value(path.as_str()).or_else(alike);
    found(file.map(|(path, file)| Found::File(path, file)), "file")
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
