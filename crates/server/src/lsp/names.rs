//! The names by which texts speak of facts, terms, contacts, guides and pages: what they stand for, where, and which there are.

use trousseau_app::Project;
use trousseau_core::{
    diagnostic::Place, document::anchors::anchors, library::Library, toolkit::Toolkit, yaml::Words,
};

/// The kinds of names that a link may hold.
const KINDS: [&str; 5] = ["fact", "term", "contact", "guide", "page"];

/// Whether a sign can stand in a name.
fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, ':' | '-' | '_' | '#')
}

/// The name around a byte of a text, such as `fact:plus`.
pub(super) fn around(text: &str, at: usize) -> Option<&str> {
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
pub(super) fn explained(name: &str, project: &Project) -> Option<String> {
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
pub(super) fn defined(name: &str, project: &Project) -> Option<Place> {
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

/// What may stand at the end of a line that begins so, with what each says.
pub(super) fn completed(line: &str, project: &Project) -> Vec<(String, String)> {
    let Some(loaded) = &project.loaded else { return Vec::new() };
    let start = line.rfind(|sign| !is_of_name(sign)).map_or(0, |at| at + 1);
    let name = line.get(start..).unwrap_or_default();
    let library = &loaded.library;
    if is_pictogram(line) {
        let names = loaded.theme.assets.pictogram_names();
        return names.map(|name| (name.to_owned(), String::new())).collect();
    }
    match name.split_once(':') {
        // `](` begins the target of a link.
        None if line.ends_with("](") => {
            KINDS.iter().map(|kind| (format!("{kind}:"), String::new())).collect()
        }
        None => Vec::new(),
        Some((kind @ ("guide" | "page"), id)) if id.contains('#') => {
            let slug = id.split('#').next().unwrap_or_default();
            headings(library, kind, slug)
        }
        Some((kind, _)) => ids(library, &library.toolkit, kind),
    }
}

/// Whether the name of a pictogram comes next: behind a heading (`## Les papiers {.`), or in a list.
fn is_pictogram(line: &str) -> bool {
    let bare = line.trim_end_matches(|sign: char| sign.is_alphanumeric() || sign == '-');
    let heading = || line.trim_start().starts_with('#') && bare.ends_with("{.");
    heading() || bare.trim_end().ends_with("pictogram:")
}

fn ids(library: &Library, toolkit: &Toolkit, kind: &str) -> Vec<(String, String)> {
    let say = |words: &Words| words.get(&toolkit.source_language()).cloned().unwrap_or_default();
    match kind {
        "fact" => toolkit
            .facts
            .iter()
            .map(|fact| (fact.id.value.clone(), format!("{} — {}", fact.value, say(&fact.label))))
            .collect(),
        "term" => toolkit.glossary.iter().map(|term| (term.id.value.clone(), say(&term.word))).collect(),
        "contact" => {
            toolkit.contacts.iter().map(|contact| (contact.id.value.clone(), say(&contact.name))).collect()
        }
        _ => titles(library, kind)
            .into_iter()
            .map(|(slug, title, _)| (slug.to_owned(), title.to_owned()))
            .collect(),
    }
}

/// The anchors of a guide or page.
fn headings(library: &Library, kind: &str, slug: &str) -> Vec<(String, String)> {
    let guide = library
        .guides
        .iter()
        .find(|guide| kind == "guide" && guide.slug == slug)
        .map(|guide| anchors(&guide.source.body));
    let page = || {
        library
            .pages
            .iter()
            .find(|page| kind == "page" && page.slug == slug)
            .map(|page| anchors(&page.source.body))
    };
    let known = guide.or_else(page).unwrap_or_default();
    known.into_iter().map(|anchor| (anchor.to_owned(), String::new())).collect()
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
