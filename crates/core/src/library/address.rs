//! Addresses: the file of each page of the site, below its language's folder.
//!
//! All pages of a language are in one folder without subfolders, and every link names its file, so that the same links work
//! from a web server, in a sub-folder of one, and from a USB key.

use trousseau_text::slug::slug;

use crate::guide::Version;

/// The home page of a language.
pub const HOME: &str = "index.html";
/// The page of the glossary.
pub const GLOSSARY: &str = "glossaire.html";
/// The page of phrases to show.
pub const PHRASES: &str = "phrases.html";
/// The page of the first question about where a reader stands.
pub const SITUATIONS: &str = "situations.html";
/// What the pages of the other questions begin with.
const SITUATION: &str = "situation-";
/// The page that lists all pages.
pub const SITE_MAP: &str = "plan.html";
/// The page that lists all leaflets.
pub const PRINT: &str = "imprimer.html";
/// The page from which one keeps the site, on a phone or on a computer.
pub const KEEP: &str = "garder.html";
/// The folder of what one keeps: in a language's folder, and at the top of the site.
pub const KEPT: &str = "keep";
/// The page that lists the territories.
pub const TERRITORIES: &str = "territoires.html";
/// The page from which one hands a guide on to somebody else.
pub const GIVE: &str = "donner.html";
/// What the pages begin with from which one guide is printed.
const PRINT_ONE: &str = "imprimer-";
/// The folder of the leaflets, inside a language's folder.
pub const PRINTS: &str = "print";
/// The style sheet of the pages that are too small to hold their own.
pub const STYLE: &str = "style.css";
/// What a search looks through first: titles, headings, words.
pub const SEARCH: &str = "search.js";
/// What a search looks through then: the texts.
pub const SEARCH_TEXTS: &str = "search-texts.js";
/// The worker that keeps the copy of a language in a browser, where a reader asks for it.
pub const WORKER: &str = "worker.js";
/// The Atom feed of changes.
pub const FEED: &str = "feed.xml";

/// The file with everything of a language, from its folder.
pub fn kept(name: &str, language: &str) -> String {
    format!("{KEPT}/{name}-{language}.html")
}

/// The file with the site in all languages, from the top of the site.
pub fn kept_site(name: &str) -> String {
    format!("{KEPT}/{name}.zip")
}

/// The file of a guide's or page's page.
pub fn text(slug: &str) -> String {
    format!("{slug}.html")
}

/// The file of the page that says whether a leaflet of this version still holds. A slug has no dots, so no other page has its name.
pub fn paper(slug: &str, version: Version) -> String {
    format!("{slug}-{version}.html")
}

/// The file of the page from which a guide is printed in all languages.
pub fn print(slug: &str) -> String {
    format!("{PRINT_ONE}{slug}.html")
}

/// The file behind a short address, such as `3/index.html` behind `/fr/3`.
pub fn short(number: u16) -> String {
    format!("{number}/{HOME}")
}

/// The picture of the code of a guide.
pub fn code(slug: &str) -> String {
    format!("code-{slug}.svg")
}

/// The file with which readers put the day of a fact into their calendar.
pub fn calendar(fact: &str) -> String {
    format!("date-{}.ics", slug(fact))
}

/// The file of a stage's page.
pub fn stage(id: &str) -> String {
    format!("stage-{id}.html")
}

/// The file of a territory's page.
pub fn territory(id: &str) -> String {
    format!("territoire-{id}.html")
}

/// The file of a question's page, by its place in the list and its id.
pub fn question(place: usize, id: &str) -> String {
    if place == 0 { SITUATIONS.to_owned() } else { format!("{SITUATION}{id}.html") }
}

/// Whether a slug would collide with a page of our own, or is a device name on Windows (`con`, `nul`…), where no file may
/// have it.
pub fn is_reserved(slug: &str) -> bool {
    let device = |name: &str| {
        slug.strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(
        slug,
        "index"
            | "territoires"
            | "garder"
            | "glossaire"
            | "phrases"
            | "plan"
            | "situations"
            | "imprimer"
            | "donner"
            | "feed"
            | "con"
            | "prn"
            | "aux"
            | "nul"
    ) || slug.starts_with(PRINT_ONE)
        || slug.starts_with(SITUATION)
        || slug.starts_with("stage-")
        || slug.starts_with("territoire-")
        || device("com")
        || device("lpt")
}

/// Resolves the relative path `to` against the folder of the file `from`; `None` when it leads above the top.
pub fn resolve(from: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_find_their_file() {
        let from = "content/guides/demander/fr.md";
        assert_eq!(resolve(from, "../suivre/fr.md").as_deref(), Some("content/guides/suivre/fr.md"));
        assert_eq!(resolve(from, "./carte.png").as_deref(), Some("content/guides/demander/carte.png"));
        assert_eq!(resolve(from, "../../../../etc/passwd"), None);
    }

    #[test]
    fn names_of_our_own_pages_are_taken() {
        assert!(is_reserved("index") && is_reserved("stage-demander") && is_reserved("com1"));
        assert!(is_reserved("situations") && is_reserved("situation-papiers") && !is_reserved("situation"));
        assert!(!is_reserved("demander") && !is_reserved("commission") && !is_reserved("com"));
    }
}
