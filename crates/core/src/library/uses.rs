//! Where the facts of the toolkit stand: the guides and pages that use each.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Library};
use crate::document::Target;

/// The slugs of the texts that use each fact, by the id of the fact; drafts and retired guides are among them.
pub fn facts(library: &Library) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut uses = BTreeMap::new();
    for guide in library.all_guides() {
        of_entry(guide, &mut uses);
    }
    for page in &library.pages {
        of_entry(page, &mut uses);
    }
    uses
}

fn of_entry<'a, H>(entry: &'a Entry<H>, uses: &mut BTreeMap<&'a str, BTreeSet<&'a str>>) {
    let translated = entry.translations.values().flat_map(|text| &text.targets);
    for target in entry.source.targets.iter().chain(translated) {
        if let Target::Fact(id) = target {
            uses.entry(id).or_default().insert(&entry.slug);
        }
    }
}
