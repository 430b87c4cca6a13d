//! Links that lead nowhere, and words that differ from their fact.

use std::collections::{BTreeSet, HashMap};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::{Target, anchors::anchors, names_another},
    guide::Text,
    library::{
        Entry, Library, SourceFrontMatter,
        links::{Found, Lost, find, shown},
    },
    toolkit,
};
use trousseau_text::Language;

use crate::Context;

/// The anchors of each work, by its slug.
type Anchors<'a> = HashMap<&'a str, BTreeSet<&'a str>>;

/// Diagnostics for every link of every text.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let library = context.library;
    let guides = library.in_work().map(|work| (work.slug.as_str(), anchors(&work.source.body)));
    let pages = library.pages.iter().map(|work| (work.slug.as_str(), anchors(&work.source.body)));
    let all: Anchors = guides.chain(pages).collect();
    for guide in library.in_work() {
        check_work(library, guide, &all, diagnostics);
    }
    for page in &library.pages {
        check_work(library, page, &all, diagnostics);
    }
}

fn check_work<H: SourceFrontMatter>(
    library: &Library,
    work: &Entry<H>,
    all: &Anchors,
    diagnostics: &mut Vec<Diagnostic>,
) {
    check_text(library, &work.slug, &work.source, all, diagnostics);
    for text in work.translations.values() {
        check_text(library, &work.slug, text, all, diagnostics);
    }
}

fn check_text<H>(
    library: &Library,
    own: &str,
    text: &Text<H>,
    all: &Anchors,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Text { path, body, language, .. } = text;
    let none = BTreeSet::new();
    let of = |slug: &str| all.get(slug).unwrap_or(&none);
    body.each(&mut |link| {
        let place = || Place::span(path, link.span);
        match find(library, path, link.to) {
            Found::Nothing(Lost::Hidden) => {
                diagnostics.push(Diagnostic::new(rule::links::HIDDEN, place()).with("to", shown(link.to)));
            }
            Found::Nothing(Lost::Unknown(kind)) => diagnostics.push(dead(library, link.to, kind, place())),
            Found::Text { slug, anchor: None } if slug == own => {
                diagnostics.push(Diagnostic::new(rule::links::SELF, place()).with("to", shown(link.to)));
            }
            Found::Text { slug, anchor: Some(anchor) } if !of(slug).contains(anchor) => {
                diagnostics.push(dead_anchor(anchor, of(slug), place()));
            }
            Found::Anchor(anchor) if !of(own).contains(anchor) && !anchors(body).contains(anchor) => {
                diagnostics.push(dead_anchor(anchor, of(own), place()));
            }
            Found::Foreign(language) if !library.toolkit.knows(language) => {
                diagnostics.push(toolkit::unnamed(language, place()));
            }
            Found::Contact(contact) => {
                let words = link.words();
                if let Some(phone) = &contact.phone
                    && names_another(&words, &phone.value)
                {
                    let diagnostic = Diagnostic::new(rule::links::DIFFERS, place()).with("words", words);
                    diagnostics.push(diagnostic.with("address", &phone.value));
                }
            }
            Found::Fact(fact) => {
                let words = link.words();
                if !fact.agrees(&words, *language) {
                    let diagnostic = Diagnostic::new(rule::facts::DIFFERS, place()).with("words", words);
                    let diagnostic = diagnostic.with("value", &fact.value).with("id", &fact.id.value);
                    diagnostics.push(diagnostic.with("language", language));
                }
            }
            _ => {}
        }
    });
}

fn dead(library: &Library, to: &Target, kind: &'static str, place: Place) -> Diagnostic {
    let toolkit = &library.toolkit;
    if let Target::File { path, .. } = to {
        let code = if is_site(path) { rule::links::NO_HTTPS } else { rule::links::NO_FILE };
        let folder = place.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let diagnostic = Diagnostic::new(code, place).with("to", shown(to)).with("folder", &folder);
        return match near(library, &folder, to) {
            Some(near) if code == rule::links::NO_FILE => diagnostic.with("near", near),
            _ => diagnostic,
        };
    }
    let diagnostic = Diagnostic::new(rule::links::DEAD, place).with("to", shown(to)).with("kind", kind);
    let diagnostic = diagnostic.with("where", toolkit::home(kind));
    match to {
        Target::Guide { slug, .. } => {
            diagnostic.with_near(slug, library.guides.iter().map(|guide| guide.slug.as_str()))
        }
        Target::Page { slug, .. } => {
            diagnostic.with_near(slug, library.pages.iter().map(|page| page.slug.as_str()))
        }
        Target::Term(id) => diagnostic.with_near(id, toolkit.glossary.iter().map(|term| term.id.as_str())),
        Target::Fact(id) => diagnostic.with_near(id, toolkit.facts.iter().map(|fact| fact.id.as_str())),
        Target::Contact(id) => {
            diagnostic.with_near(id, toolkit.contacts.iter().map(|contact| contact.id.as_str()))
        }
        _ => diagnostic,
    }
}

/// What a path to nothing can only mean: the guide or page of that name, or the one file of that name.
fn near(library: &Library, folder: &str, to: &Target) -> Option<String> {
    let Target::File { path, anchor } = to else { return None };
    let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
    let mut parts = path.trim_end_matches('/').rsplit('/');
    let name = parts.next()?;
    let ends = [".md", ".html"];
    let text = ends.iter().find_map(|end| name.strip_suffix(end));
    // The folder of a guide has its name, the file that of a language.
    let slugs = [text, parts.next().filter(|_| text.is_some_and(|text| Language::find(text).is_some()))];
    let mut kinds = slugs.into_iter().flatten().flat_map(|slug| {
        let guide = library.guide(slug).map(|guide| format!("guide:{}{anchor}", guide.slug));
        let page = library.page(slug).map(|page| format!("page:{}{anchor}", page.slug));
        [guide, page].into_iter().flatten()
    });
    if let Some(only) = kinds.next() {
        return kinds.next().is_none().then_some(only);
    }
    let mut files = library.files.keys().filter(|file| file.rsplit('/').next() == Some(name));
    let only = files.next().filter(|_| files.next().is_none())?;
    Some(from(folder, only) + &anchor)
}

/// The path from a folder to a file.
fn from(folder: &str, file: &str) -> String {
    let (own, to): (Vec<&str>, Vec<&str>) = (folder.split('/').collect(), file.split('/').collect());
    let same = own.iter().zip(&to).take_while(|(a, b)| a == b).count();
    "../".repeat(own.len() - same) + &to.into_iter().skip(same).collect::<Vec<_>>().join("/")
}

/// Whether the name of a file that is not there looks like the address of a website.
fn is_site(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or_default();
    let ends = [".fr", ".org", ".com", ".net", ".eu", ".info"];
    path.starts_with("www.") || ends.iter().any(|end| host.ends_with(end))
}

/// The diagnostic for an anchor that no heading of the text has.
pub fn dead_anchor(anchor: &str, known: &BTreeSet<&str>, place: Place) -> Diagnostic {
    Diagnostic::new(rule::links::DEAD_ANCHOR, place)
        .with("anchor", anchor)
        .with_near(anchor, known.iter().copied())
}
