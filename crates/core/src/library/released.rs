//! The versions of guides that somebody may hold on paper: each has a page that says whether the paper still holds.

use std::collections::BTreeMap;

use super::{Entry, Library};
use crate::guide::{GuideFrontMatter, Status, Version};

/// A version of a guide that was handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The name in the address on the paper: the slug of the guide, or a name that it had.
    pub name: String,
    /// The slug of the guide that the paper is of, or that took its place.
    pub slug: String,
    /// The version on the paper.
    pub version: Version,
}

/// The versions of all guides that are or were on the site, also by their former names. Drafts were never handed out.
pub(super) fn released(library: &Library) -> Vec<Released> {
    let mut found: BTreeMap<(&str, Version), &str> = BTreeMap::new();
    let is_out = |guide: &&Entry<GuideFrontMatter>| guide.source.front_matter.status != Status::Draft;
    for guide in library.guides.iter().chain(&library.hidden).filter(is_out) {
        for version in versions(guide) {
            found.insert((&guide.slug, version), &guide.slug);
        }
    }
    for moved in &library.moved {
        for version in library.guide(&moved.slug).into_iter().flat_map(versions) {
            found.entry((&moved.alias, version)).or_insert(&moved.slug);
        }
    }
    let one = |((name, version), slug): ((&str, Version), &str)| Released {
        name: name.to_owned(),
        slug: slug.to_owned(),
        version,
    };
    found.into_iter().map(one).collect()
}

fn versions(guide: &Entry<GuideFrontMatter>) -> impl Iterator<Item = Version> {
    guide.source.front_matter.versions.iter().map(|entry| entry.version.value)
}

#[cfg(test)]
mod tests {
    use crate::{library, source::Sources};

    const TOOLKIT: &str = "--- content/toolkit.yaml ---\nname: {fr: T}\nlanguages: [fr]\n\
        stages: [{id: a, name: {fr: A}, summary: {fr: A}}]\n";

    fn guide(slug: &str, status: &str, more: &str, versions: &[&str]) -> String {
        let version = |version: &&str| format!("  - {{version: {version}, date: 2026-01-01, summary: S}}\n");
        let versions: String = versions.iter().map(version).collect();
        format!(
            "--- content/guides/{slug}/fr.md ---\n---\ntitle: T\nsummary: S\nstage: a\nstatus: {status}\n{more}\
             versions:\n{versions}---\n\nBonjour.\n"
        )
    }

    #[test]
    fn what_was_handed_out_is_known_by_each_of_its_names() {
        let story = [
            TOOLKIT.to_owned(),
            guide("demander", "pilot", "aliases: [deposer, relancer]\n", &["1.1.0", "1.0.0"]),
            guide("relancer", "retired", "", &["2.0.0", "1.0.0"]),
            guide("brouillon", "draft", "", &["0.1.0"]),
        ];
        let library =
            library::assemble(&Sources::from_story(&story.concat()).value).value.expect("a toolkit");
        let found: Vec<String> = library
            .released
            .iter()
            .map(|one| format!("{} {} → {}", one.name, one.version, one.slug))
            .collect();
        assert_eq!(
            found,
            [
                "demander 1.0.0 → demander",
                "demander 1.1.0 → demander",
                "deposer 1.0.0 → demander",
                "deposer 1.1.0 → demander",
                "relancer 1.0.0 → relancer",
                "relancer 1.1.0 → demander",
                "relancer 2.0.0 → relancer",
            ]
        );
    }
}
