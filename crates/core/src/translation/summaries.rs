//! What the versions of a text changed, one sentence each in the head of its source: what one translates of them, and back.
//!
//! A sentence without a language, as `trousseau release` writes it, becomes one for each language when the first translation comes.

use std::collections::BTreeMap;

use super::{
    check::{self, Refusal},
    names::{Name, Tongues, one_line},
};
use crate::{
    guide::{
        edit::entries::{self, Edit, Node, Step},
        split,
    },
    yaml::{self, Branch, Tree},
};

/// The sentences of a text, by the numbers of their versions.
pub fn names(text: &str, tongues: Tongues) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for entry in all(text, tongues) {
        // Of two versions with one number, which is a fault that is told elsewhere, nobody knows which is meant.
        if !names.iter().any(|known| known.path == entry.name.path) {
            names.push(entry.name);
        }
    }
    names
}

/// The text with other sentences, by the numbers of their versions; and those that could not be taken.
pub fn put(
    text: &str,
    tongues: Tongues,
    words: &BTreeMap<String, String>,
) -> (String, Vec<(String, Refusal)>) {
    let (mut out, mut refused) = (text.to_owned(), Vec::new());
    for entry in all(text, tongues) {
        let Some(words) = words.get(&entry.name.path).filter(|words| **words != entry.name.target) else {
            continue;
        };
        let words = one_line(words);
        let written = check::check_name(&words, &entry.name.source).and_then(|()| {
            let edit = entry.edit(tongues, &words);
            entries::in_front_matter(&out, &[edit]).map_err(|_| Refusal::Form)
        });
        match written {
            Ok(new) => out = new,
            Err(refusal) => refused.push((entry.name.path, refusal)),
        }
    }
    (out, refused)
}

/// One version of a text.
struct Entry {
    /// Its place in the list.
    place: usize,
    name: Name,
    /// The languages in which it has a sentence; none where it is written without one.
    languages: Option<Vec<String>>,
}

impl Entry {
    fn edit(&self, tongues: Tongues, words: &str) -> Edit {
        let own = (tongues.target.tag().to_owned(), Node::Words(words.to_owned()));
        let mut home = vec![Step::Key("versions".to_owned()), Step::At(self.place)];
        match &self.languages {
            Some(languages) => {
                home.push(Step::Key("summary".to_owned()));
                Edit::Set { home, key: own.0, value: own.1, before: languages.clone() }
            }
            None => {
                let source = (tongues.home.tag().to_owned(), Node::Words(self.name.source.clone()));
                let value = Node::Map(vec![source, own]);
                Edit::Set { home, key: "summary".to_owned(), value, before: Vec::new() }
            }
        }
    }
}

fn all(text: &str, tongues: Tongues) -> Vec<Entry> {
    let Ok(parts) = split::split(text, &"".into()) else { return Vec::new() };
    let Ok(tree) = yaml::parse(parts.front_matter) else { return Vec::new() };
    let Some((_, versions)) = tree.get("versions") else { return Vec::new() };
    let entries = versions.items().iter().enumerate();
    entries.filter_map(|(place, item)| entry(place, item, tongues)).collect()
}

fn entry(place: usize, item: &Tree, tongues: Tongues) -> Option<Entry> {
    let text = |tree: &Tree| match &tree.branch {
        Branch::Text(words) => Some(words.trim().to_owned()),
        _ => None,
    };
    let path = text(item.get("version")?.1)?;
    let (_, summary) = item.get("summary")?;
    let of = |tag: &str| summary.get(tag).and_then(|(_, words)| text(words)).unwrap_or_default();
    let (source, target, languages) = match &summary.branch {
        Branch::Text(words) => (words.trim().to_owned(), String::new(), None),
        Branch::Map(entries) => {
            let tags = entries.iter().map(|(key, _)| key.name.clone()).collect();
            (of(tongues.home.tag()), of(tongues.target.tag()), Some(tags))
        }
        _ => return None,
    };
    let name = Name { path, source, target, form: None };
    (!name.source.is_empty() && !name.path.is_empty()).then_some(Entry { place, name, languages })
}

#[cfg(test)]
mod tests {
    use trousseau_text::Language;

    use super::*;

    const TEXT: &str = "---\ntitle: A\nversions:\n  - version: 1.1.0 # b\n    date: 2026-01-02\n    summary:\n      fr: Un papier de plus.\n      \
                        ar: ورقة إضافية.\n  - version: 1.0.1\n    summary: {fr: En 2027., en: In 2027.}\n  - version: 1.0.0\n    \
                        date: 2026-01-01\n    summary: Première version.\nchecked: x\n---\n\nTexte.\n";

    fn tongues(tag: &str) -> Tongues {
        Tongues { home: Language::default(), target: Language::find(tag).expect("a language") }
    }

    #[track_caller]
    fn check(tag: &str, version: &str, words: &str, from: &str, to: &str) {
        let (text, refused) = put(TEXT, tongues(tag), &[(version.to_owned(), words.to_owned())].into());
        assert_eq!((text, refused), (TEXT.replacen(from, to, 1), Vec::new()));
    }

    #[test]
    fn a_sentence_is_written_where_it_stands_or_behind_the_last_language() {
        let found: Vec<_> =
            names(TEXT, tongues("ar")).into_iter().map(|name| (name.path, name.target)).collect();
        let pair = |version: &str, words: &str| (version.to_owned(), words.to_owned());
        assert_eq!(found, [pair("1.1.0", "ورقة إضافية."), pair("1.0.1", ""), pair("1.0.0", "")]);
        check("ar", "1.1.0", "ورقة: أخرى.", "ورقة إضافية.", "\"ورقة: أخرى.\"");
        check("uk", "1.1.0", "Ще папір.", "ورقة إضافية.\n", "ورقة إضافية.\n      uk: Ще папір.\n");
        check("uk", "1.0.1", "У 2027.", "In 2027.}", "In 2027., uk: У 2027.}");
        check(
            "ar",
            "1.0.0",
            "النسخة الأولى.",
            "summary: Première version.",
            "summary: {fr: Première version., ar: النسخة الأولى.}",
        );
        check("ar", "9.0.0", "س", "", "");
    }

    #[test]
    fn a_lost_number_is_refused_and_the_others_are_taken() {
        let words = [("1.0.1", "Soon."), ("1.0.0", "First version.")];
        let words = words.into_iter().map(|(path, words)| (path.to_owned(), words.to_owned())).collect();
        let (text, refused) = put(TEXT, tongues("en"), &words);
        assert_eq!(refused, [("1.0.1".to_owned(), Refusal::Number("2027".to_owned()))]);
        assert!(text.contains("en: First version.}") && text.contains("en: In 2027.}"), "{text}");
    }
}
