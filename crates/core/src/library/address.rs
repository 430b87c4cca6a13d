//! Addresses: where each page of the site is.
//!
//! All pages of a language lie flat in its folder and every link names its file, so that the same links work from a
//! web server, in a sub-folder of one, and from a USB key.

/// The home page of a language.
pub const HOME: &str = "index.html";
/// The glossary.
pub const GLOSSARY: &str = "glossaire.html";
/// The site map.
pub const SITE_MAP: &str = "plan.html";
/// All that can be printed.
pub const PRINT: &str = "imprimer.html";
/// The folder of what can be printed, inside a language's folder.
pub const PRINTS: &str = "print";
/// The feed of changes.
pub const FEED: &str = "feed.xml";

/// The page of a guide or page.
pub fn text(slug: &str) -> String {
    format!("{slug}.html")
}

/// The page of a stage.
pub fn stage(id: &str) -> String {
    format!("stage-{id}.html")
}

/// Whether a slug is the name of a page of our own, or one that Windows keeps for itself: a USB key could not hold it.
pub fn is_reserved(slug: &str) -> bool {
    let device = |name: &str| {
        slug.strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(slug, "index" | "glossaire" | "plan" | "imprimer" | "feed" | "con" | "prn" | "aux" | "nul")
        || slug.starts_with("stage-")
        || device("com")
        || device("lpt")
}

/// A relative path from the folder of `from` to `to`, both with `/`; none when it climbs out of the top.
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
        assert!(!is_reserved("demander") && !is_reserved("commission") && !is_reserved("com"));
    }
}
