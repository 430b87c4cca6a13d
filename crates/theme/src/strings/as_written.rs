//! The words as their files hold them, without typography, for translators.

use super::{FOR_PARTNERS, OPTIONAL, base, fill, tree_in};
use crate::files::Files;
use trousseau_core::messages::tree::Tree;
use trousseau_text::Language;

/// The words of the source language, with those of the default theme that it lacks. Of the parts for partners, and of what a
/// language need not have, only what the other language has too.
pub fn source_words(files: &Files, source: Language, target: &Tree) -> Tree {
    let mut words = own_words(files, source);
    fill(&mut words, &own_words(files, base()), "", &mut Vec::new());
    for path in OPTIONAL.iter().filter(|path| target.at(path).is_none()) {
        if let Some((group, name)) = path.split_once('.')
            && let Tree::Map(all) = &mut words
            && let Some(Tree::Map(group)) = all.get_mut(group)
        {
            group.remove(name);
        }
    }
    if let Tree::Map(all) = &mut words {
        all.retain(|name, _| !FOR_PARTNERS.contains(&name.as_str()) || target.at(name).is_some());
    }
    words
}

/// The words of a language; none when it has no file.
pub fn own_words(files: &Files, language: Language) -> Tree {
    tree_in(files, language, |text, _| text.to_owned(), &mut Vec::new()).unwrap_or_default()
}
