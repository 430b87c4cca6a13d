//! The names by which texts speak of facts, terms, contacts, guides and pages: what they stand for, where, and which there are.

use trousseau_app::{Loaded, Project};
use trousseau_core::{
    diagnostic::Place,
    document::anchors::anchors,
    library::{Entry, Library, SourceFrontMatter},
    toolkit::{Contact, Fact, Term},
    yaml::Words,
};
use trousseau_text::Language;

/// The kinds of names that a link may hold.
const KINDS: [&str; 5] = ["fact", "term", "contact", "guide", "page"];

/// Whether a sign can stand in a name.
fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, ':' | '-' | '_' | '#')
}

/// The name around a byte of a text, such as `fact:plus`.
pub fn around(text: &str, at: usize) -> Option<&str> {
    let (before, after) = text.split_at_checked(at)?;
    let start = before.rfind(|sign| !is_of_name(sign)).map_or(0, |sign| {
        sign + before.get(sign..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let end = after.find(|sign| !is_of_name(sign)).unwrap_or(after.len());
    let name = text.get(start..at + end)?;
    let (kind, id) = name.split_once(':')?;
    (KINDS.contains(&kind) && !id.is_empty()).then_some(name)
}

/// What a name stands for, as Markdown.
pub fn explained(name: &str, project: &Project) -> Option<String> {
    let library = &project.loaded.as_ref()?.library;
    let toolkit = &library.toolkit;
    let (kind, id) = name.split_once(':')?;
    let say = |words: &Words| words.get(&toolkit.source_language()).cloned().unwrap_or_default();
    match kind {
        "fact" => {
            let fact = toolkit.facts.iter().find(|fact| fact.id.value == id)?;
            let expires = fact.expires.map(|day| format!(" → {day}")).unwrap_or_default();
            Some(format!(
                "**{}** — {}\n\n{}\n\n✓ {}{expires}",
                fact.value,
                say(&fact.label),
                fact.source,
                fact.checked
            ))
        }
        "term" => {
            let term = toolkit.glossary.iter().find(|term| term.id.value == id)?;
            Some(format!("**{}**\n\n{}", say(&term.word), say(&term.definition)))
        }
        "contact" => {
            let contact = toolkit.contacts.iter().find(|contact| contact.id.value == id)?;
            let phone =
                contact.phone.as_ref().map(|phone| format!("\n\n{}", phone.value)).unwrap_or_default();
            Some(format!("**{}** — {}{phone}", say(&contact.name), say(&contact.role)))
        }
        _ => {
            let (slug, _) = id.split_once('#').unwrap_or((id, ""));
            let texts = titles(library, kind);
            texts.into_iter().find(|(known, ..)| *known == slug).map(|(_, title, _)| format!("**{title}**"))
        }
    }
}

/// Where a name is defined.
pub fn defined(name: &str, project: &Project) -> Option<Place> {
    let library = &project.loaded.as_ref()?.library;
    let toolkit = &library.toolkit;
    let (kind, id) = name.split_once(':')?;
    let entry = |file: &str, span| Place::span(&file.into(), span);
    match kind {
        "fact" => {
            let fact = toolkit.facts.iter().find(|fact| fact.id.value == id)?;
            Some(entry("content/facts.yaml", fact.id.span))
        }
        "term" => {
            let term = toolkit.glossary.iter().find(|term| term.id.value == id)?;
            Some(entry("content/glossary.yaml", term.id.span))
        }
        "contact" => {
            let contact = toolkit.contacts.iter().find(|contact| contact.id.value == id)?;
            Some(entry("content/contacts.yaml", contact.id.span))
        }
        _ => {
            let (slug, _) = id.split_once('#').unwrap_or((id, ""));
            titles(library, kind).into_iter().find(|(known, ..)| *known == slug).map(|(_, _, place)| place)
        }
    }
}

/// The slugs of all guides or pages, with their titles and files.
fn titles<'a>(library: &'a Library, kind: &str) -> Vec<(&'a str, &'a str, Place)> {
    match kind {
        "guide" => {
            let texts = library.guides.iter().map(|guide| &guide.source);
            texts
                .map(|text| (text.slug.as_str(), text.front_matter.title.as_str(), Place::file(&text.path)))
                .collect()
        }
        "page" => {
            let texts = library.pages.iter().map(|page| &page.source);
            texts
                .map(|text| (text.slug.as_str(), text.front_matter.title.as_str(), Place::file(&text.path)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// A name that may come next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The name, such as `plus` or `fact:`.
    pub name: String,
    /// What it stands for, in the source language.
    pub detail: String,
    /// What a text in the language of the writer calls it.
    pub words: String,
}

/// What kind of names may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// `fact:`, `term:`… behind the brackets of a link.
    Kind,
    /// A name behind `fact:` and its like, or an anchor behind `#`: it ends the link.
    Target,
    /// A pictogram.
    Pictogram,
    /// Anything that the word at the end of the line may mean, as `fact:plus`.
    Word,
}

/// The names that may come next, and where in the line they begin.
#[derive(Debug)]
pub struct Offer {
    /// What they are.
    pub next: Next,
    /// The byte of the line from which on they stand.
    pub from: usize,
    /// All of them, whatever of a name is there already.
    pub items: Vec<Item>,
}

/// What may stand at the end of a line of a text that begins so.
pub fn completed(line: &str, path: &str, project: &Project) -> Vec<Item> {
    let home = project.loaded.as_ref().map(|loaded| loaded.library.toolkit.source_language());
    match offered(line, path, project, home.unwrap_or_default()) {
        Some(offer) if offer.next != Next::Word => offer.items,
        _ => Vec::new(),
    }
}

/// What may come next in a line of the text at `path`, which is written in this language.
pub fn offered(line: &str, path: &str, project: &Project, language: Language) -> Option<Offer> {
    let Loaded { library, theme } = project.loaded.as_ref()?;
    let after = |sign: char| line.rfind(sign).map_or(0, |at| at + sign.len_utf8());
    if let Some(from) = pictogram(line) {
        let names = theme.assets.pictogram_names();
        let items = names.map(|name| Item { name: name.to_owned(), ..Item::default() }).collect();
        return Some(Offer { next: Next::Pictogram, from, items });
    }
    let link = open_target(line);
    if let Some((from, true)) = link {
        return Some(Offer { next: Next::Target, from, items: pictures(path, project) });
    }
    let start = line
        .rfind(|sign| !is_of_name(sign))
        .map_or(0, |at| at + line.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let name = line.get(start..).unwrap_or_default();
    let known = name.split_once(':').filter(|(kind, _)| KINDS.contains(kind));
    let target = |from, items| Some(Offer { next: Next::Target, from, items });
    match (known, link) {
        // `](` begins the target of a link.
        (None, Some((from, _))) => {
            let items = KINDS.iter().map(|kind| Item { name: format!("{kind}:"), ..Item::default() });
            Some(Offer { next: Next::Kind, from, items: items.collect() })
        }
        (None, None) => Some(Offer { next: Next::Word, from: start, items: words(library, language) }),
        (Some((kind @ ("guide" | "page"), id)), _) if id.contains('#') => {
            target(after('#'), headings(library, kind, id.split('#').next().unwrap_or_default()))
        }
        (Some((kind, _)), _) => target(after(':'), ids(library, kind, language)),
    }
}

/// Where the name of a pictogram begins that comes next: behind a heading (`## Les papiers {.`), or in a list.
fn pictogram(line: &str) -> Option<usize> {
    let bare = line.trim_end_matches(|sign: char| sign.is_alphanumeric() || sign == '-');
    let is_of_heading = line.trim_start().starts_with('#') && bare.contains('{') && bare.ends_with('.');
    (is_of_heading || bare.trim_end().ends_with("pictogram:")).then_some(bare.len())
}

/// Where the target of a link begins that is not closed yet, and whether it is that of a picture: `![Une carte](`.
fn open_target(line: &str) -> Option<(usize, bool)> {
    let from = line.rfind("](")? + 2;
    let words = line.get(..from - 2)?.rfind('[')?;
    let is_open = !line.get(from..)?.contains([')', ' ']);
    is_open.then_some((from, line.get(..words)?.ends_with('!')))
}

/// The pictures beside a text.
fn pictures(path: &str, project: &Project) -> Vec<Item> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_picture = |name: &&str| {
        let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
        ["png", "jpg", "jpeg", "webp", "svg"].contains(&end.as_str())
    };
    let inside =
        project.sources.under(folder).filter_map(|file| file.path.strip_prefix(folder)?.strip_prefix('/'));
    inside.filter(is_picture).map(|name| Item { name: name.to_owned(), ..Item::default() }).collect()
}

/// All names that a word may mean, each with its kind.
fn words(library: &Library, language: Language) -> Vec<Item> {
    let kinds = ["term", "fact", "contact", "guide", "page"].into_iter();
    let of = |kind| {
        let items = ids(library, kind, language).into_iter();
        items.map(move |item| Item { name: format!("{kind}:{}", item.name), ..item })
    };
    kinds.flat_map(of).collect()
}

fn ids(library: &Library, kind: &str, language: Language) -> Vec<Item> {
    let toolkit = &library.toolkit;
    let home = toolkit.source_language();
    let say = |words: &Words, language: Language| words.get(&language).cloned();
    let both = |words: &Words| {
        let detail = say(words, home).unwrap_or_default();
        (say(words, language).unwrap_or_else(|| detail.clone()), detail)
    };
    match kind {
        "fact" => {
            let item = |fact: &Fact| Item {
                name: fact.id.value.clone(),
                detail: format!("{} — {}", fact.value, say(&fact.label, home).unwrap_or_default()),
                words: fact.value.to_string(),
            };
            toolkit.facts.iter().map(item).collect()
        }
        "term" => {
            let item = |term: &Term| {
                let (words, detail) = both(&term.word);
                Item { name: term.id.value.clone(), detail, words }
            };
            toolkit.glossary.iter().map(item).collect()
        }
        "contact" => {
            let item = |contact: &Contact| {
                let (words, detail) = both(&contact.name);
                Item { name: contact.id.value.clone(), detail, words }
            };
            toolkit.contacts.iter().map(item).collect()
        }
        "guide" => library.guides.iter().map(|entry| text(entry, language)).collect(),
        _ => library.pages.iter().map(|entry| text(entry, language)).collect(),
    }
}

/// A guide or page, by its title.
fn text<H: SourceFrontMatter>(entry: &Entry<H>, language: Language) -> Item {
    let detail = entry.source.front_matter.title().to_owned();
    let own = entry.translations.get(&language).map(|text| text.front_matter.title.clone());
    Item { name: entry.slug.clone(), words: own.unwrap_or_else(|| detail.clone()), detail }
}

/// The anchors of a guide or page, with the words of their headings.
fn headings(library: &Library, kind: &str, slug: &str) -> Vec<Item> {
    let guide =
        || library.guides.iter().find(|guide| guide.slug == slug).map(|guide| anchors(&guide.source.body));
    let page = || library.pages.iter().find(|page| page.slug == slug).map(|page| anchors(&page.source.body));
    let known = if kind == "guide" { guide() } else { page() };
    let item = |anchor: &str| Item { name: anchor.to_owned(), ..Item::default() };
    known.unwrap_or_default().into_iter().map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_around_any_of_its_letters() {
        let text = "Le plafond est [23 403 €](fact:plus-1) é(guide:a#b) tel:115";
        let of = |words: &str| around(text, text.find(words).expect("there") + 1);
        assert_eq!(
            (of("fact"), of("plus-1"), of("#b")),
            (Some("fact:plus-1"), Some("fact:plus-1"), Some("guide:a#b"))
        );
        assert_eq!((of("plafond"), of("tel:115"), around(text, 9999)), (None, None, None));
    }
}
