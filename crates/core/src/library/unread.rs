//! Files of the content that nothing reads: a text in a folder of another name, a list whose name is almost one that is read.

use super::gather::meant;
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::Sources,
    toolkit::Toolkit,
};

/// The lists that are read, `content/NAME.yaml`, each with other names under which people write it.
const LISTS: &[(&str, &[&str])] = &[
    ("toolkit", &["boite-a-outils", "trousseau", "config", "configuration"]),
    ("contacts", &["contact", "annuaire"]),
    ("facts", &["fact", "faits", "chiffres"]),
    ("glossary", &["glossaire", "lexique", "mots", "words"]),
    ("numbers", &["number", "numeros", "numéros"]),
    ("partners", &["partner", "partenaires", "partenaire"]),
    ("paths", &["path", "parcours", "questions"]),
    ("phrases", &["phrase"]),
    ("results", &["result", "resultats", "résultats"]),
    ("rounds", &["round", "manches"]),
    ("overlay", &[]),
];

/// Tells the files of the content that nobody would ever read.
pub(super) fn look(sources: &Sources, toolkit: &Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    for source in sources.under("content/") {
        let inner = &source.path["content/".len()..];
        if inner.starts_with("guides/") || inner.starts_with("pages/") || is_hidden(inner) {
            continue;
        }
        let near = match inner.split_once('/') {
            None => list(inner),
            // A text that others lead to by a link of the file system is read there.
            Some((folder, rest)) if is_text(rest, toolkit) => {
                let is_led_to = || {
                    let texts = sources.under("content/guides/").chain(sources.under("content/pages/"));
                    texts.map(|text| text.fingerprint).any(|other| other == source.fingerprint)
                };
                (!is_led_to()).then(|| {
                    let kind = if folder.to_lowercase().starts_with("page") { "pages" } else { "guides" };
                    format!("content/{kind}/{rest}")
                })
            }
            Some(_) => None,
        };
        if let Some(near) = near {
            diagnostics
                .push(Diagnostic::new(rule::library::UNREAD, Place::file(&source.path)).with("near", near));
        }
    }
}

/// Whether a part of the path begins with the point of hidden files.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// The name that a list was meant to have; none when it has one that is read, or is no list of ours.
fn list(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let (stem, end) = lower.rsplit_once('.')?;
    let is_list = matches!(end, "yaml" | "yml");
    let (known, _) =
        LISTS.iter().find(|(known, others)| is_list && (*known == stem || others.contains(&stem)))?;
    let near = format!("{known}.yaml");
    (near != name).then(|| format!("content/{near}"))
}

/// Whether the last part of a path is a text in a language of the toolkit: `fr.md`.
fn is_text(path: &str, toolkit: &Toolkit) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    meant(name).is_some_and(|language| toolkit.languages.contains(&language))
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn lists_of_almost_a_name_are_told_with_it() {
        for (name, near) in [
            ("contact.yaml", Some("content/contacts.yaml")),
            ("contacts.yml", Some("content/contacts.yaml")),
            ("Contacts.yaml", Some("content/contacts.yaml")),
            ("glossaire.yaml", Some("content/glossary.yaml")),
            ("contacts.yaml", None),
            ("mapping.yaml", None),
            ("LICENSE.md", None),
            ("contacts.txt", None),
        ] {
            assert_eq!(list(name).as_deref(), near, "{name}");
        }
    }
}
