//! Which letters a file shows to readers of a language.

use crate::{
    guide::split::split,
    source::Source,
    yaml::{Branch, Tree, parse},
};
use trousseau_text::{
    Language,
    letters::{ByLanguage, Letters},
};

/// The letters of a list, or of a text with its head, by the language of the words. They are counted once for each file.
pub fn by_language(source: &Source) -> &ByLanguage {
    source.letters_by_language(|text| {
        let mut counted = ByLanguage::default();
        let (yaml, body) = match split(text, &source.path) {
            _ if source.path.ends_with(".yaml") => (text, ""),
            Ok(parts) => (parts.front_matter, parts.body),
            Err(_) => ("", text),
        };
        counted.add(None, &Letters::of(body));
        match parse(yaml) {
            Ok(tree) => count(&tree, None, &mut counted),
            // Of a list with a mistake some is shown, nobody knows which.
            Err(_) => counted.add(None, &Letters::of(yaml)),
        }
        counted
    })
}

fn count(tree: &Tree, of: Option<Language>, into: &mut ByLanguage) {
    match &tree.branch {
        Branch::Null => {}
        Branch::Text(text) => into.add(of, &Letters::of(text)),
        Branch::List(all) => all.iter().for_each(|tree| count(tree, of, into)),
        Branch::Map(all) => {
            let spoken = |name: &str| Language::find(name).filter(|language| language.is_spoken());
            let own: Vec<_> = all.iter().map(|(key, _)| spoken(&key.name)).collect();
            // Some short keys are tags as well (`id`, `in`): words by language stand beside each other.
            let is_by_language = own.iter().flatten().count() * 2 > own.len();
            for ((_, tree), own) in all.iter().zip(own) {
                count(tree, own.filter(|_| is_by_language).or(of), into);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_see_the_letters_of_their_words_and_of_those_that_stand_in() {
        let seen = |path: &str, text: &str, tag: &str| {
            let source = Source::new(path, text.as_bytes());
            let language = |tag| Language::find(tag).expect("a tag");
            by_language(&source).seen_by(language(tag), language("fr")).iter().collect::<String>()
        };
        let list = "- {id: ک, name: {in: x, fr: ç, ps: [ټ], ar: ب, fa: چ, ti: \"\\u1200\"}, more: ژ}";
        let of = |tag| seen("content/a.yaml", list, tag);
        // All see French, what has no language, and nothing else but their own; Dari is written as Persian is.
        assert_eq!(
            ["fr", "ps", "ti", "fa-AF"].map(of),
            ["\u{e7}\u{327}ژک", "\u{e7}\u{327}ټژک", "\u{e7}\u{327}ژکሀ", "\u{e7}\u{327}چژک"]
        );
        let text = "---\ntitle: ټ\nversions:\n  - summary: {ar: ب, ps: چ}\n---\nک";
        assert_eq!(["fr", "ps"].map(|tag| seen("content/guides/a/ps.md", text, tag)), ["ټک", "ټچک"]);
        assert_eq!(seen("content/a.yaml", "- {fr: ټ", "ps"), "ټ", "a list with a mistake");
    }
}
