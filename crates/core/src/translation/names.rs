//! Names and explanations in the lists of a toolkit, such as `{fr: bail, ar: عقد}`: what one translates of them, and back.
//!
//! A translation is written where it stands, or behind the last language. What comes out is read again, and must hold exactly what was
//! meant.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{self, Refusal};
use crate::{
    diagnostic::Span,
    guide::edit::quoted,
    yaml::{self, Branch, Key, Tree},
};
use trousseau_text::{Language, plural::Category};

/// The lists with names that readers see, and the names under which translators meet them.
pub const LISTS: [(&str, &str); 8] = [
    ("_toolkit", "content/toolkit.yaml"),
    ("_glossary", "content/glossary.yaml"),
    ("_contacts", "content/contacts.yaml"),
    ("_facts", "content/facts.yaml"),
    ("_phrases", "content/phrases.yaml"),
    ("_paths", "content/paths.yaml"),
    ("_partners", "content/partners.yaml"),
    ("_results", "content/results.yaml"),
];

/// Words of a list in two languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where they stand: the ids and fields above them, such as `bail|word`.
    pub path: String,
    /// The words in the source language.
    pub source: String,
    /// The words in the other one; empty when there are none.
    pub target: String,
    /// The kind of numbers that they go with, where there are words for each.
    pub form: Option<Category>,
}

/// The source language, and the one into which one translates.
#[derive(Clone, Copy)]
pub struct Tongues {
    /// The source language.
    pub home: Language,
    /// The other one.
    pub target: Language,
}

/// All words of a list that are translated.
pub fn names(yaml: &str, tongues: Tongues) -> Vec<Name> {
    yaml::parse(yaml).map(|tree| names_of(&tree, tongues)).unwrap_or_default()
}

fn names_of(tree: &Tree, tongues: Tongues) -> Vec<Name> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    each(tree, "", tongues.home, &mut |path, map| {
        let words = |language: Language| match map.get(language.tag()).map(|(_, value)| &value.branch) {
            Some(Branch::Text(words)) => words.clone(),
            _ => String::new(),
        };
        let source = words(tongues.home);
        // Of two entries with one id, which is a fault that is told elsewhere, nobody knows which is meant.
        if !source.trim().is_empty() && seen.insert(path.to_owned()) {
            found.push(Name { path: path.to_owned(), source, target: words(tongues.target), form: None });
        }
    });
    found
}

/// Calls `look` for each map from languages to words, with its path.
fn each<'t>(tree: &'t Tree, path: &str, home: Language, look: &mut dyn FnMut(&str, &'t Tree)) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}|{name}") };
    match &tree.branch {
        Branch::List(items) => {
            for (place, item) in items.iter().enumerate() {
                let id =
                    ["id", "slug", "year"].into_iter().find_map(|field| match &item.get(field)?.1.branch {
                        Branch::Text(id) => Some(id.clone()),
                        _ => None,
                    });
                each(item, &below(&id.unwrap_or_else(|| (place + 1).to_string())), home, look);
            }
        }
        Branch::Map(entries) if is_words(entries, home) => look(path, tree),
        Branch::Map(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| key.name != "language_names") {
                each(value, &below(&key.name), home, look);
            }
        }
        Branch::Null | Branch::Text(_) => {}
    }
}

/// Whether these are words by their languages. The name of a territory says also in which other one it lies.
fn is_words(entries: &[(Key, Tree)], home: Language) -> bool {
    let is_word = |(key, value): &(Key, Tree)| {
        let is_scalar = !matches!(value.branch, Branch::Map(_) | Branch::List(_));
        is_scalar && (key.name == "in" || Language::find(&key.name).is_some())
    };
    entries.iter().any(|(key, _)| key.name == home.tag()) && entries.iter().all(is_word)
}

/// The list with other words, by their paths; and those that could not be taken.
pub fn put(
    yaml: &str,
    tongues: Tongues,
    words: &BTreeMap<String, String>,
) -> (String, Vec<(String, Refusal)>) {
    let (mut text, mut refused) = (yaml.to_owned(), Vec::new());
    let Ok(mut tree) = yaml::parse(yaml) else { return (text, refused) };
    let known: BTreeMap<String, Name> =
        names_of(&tree, tongues).into_iter().map(|name| (name.path.clone(), name)).collect();
    for (path, words) in words {
        let Some(name) = known.get(path).filter(|name| name.target != *words) else { continue };
        let words = one_line(words);
        let checked = check::check_name(&words, &name.source);
        match checked.and_then(|()| one(&text, &tree, tongues, path, &words).ok_or(Refusal::Form)) {
            Ok(new) => (text, tree) = new,
            Err(refusal) => refused.push((path.clone(), refusal)),
        }
    }
    (text, refused)
}

/// The list with the words of one path, and its tree. `None` when they cannot be written there without a risk.
fn one(yaml: &str, tree: &Tree, tongues: Tongues, path: &str, words: &str) -> Option<(String, Tree)> {
    let mut place = None;
    each(tree, "", tongues.home, &mut |own, map| {
        if own == path {
            place.get_or_insert(map);
        }
    });
    let (map, tag) = (place?, tongues.target.tag());
    let new = written(yaml, map, tag, words)?;
    let read = yaml::parse(&new).ok()?;
    let mut wanted = tree.clone();
    let entries = wanted.map_mut(map.span)?;
    let value = Tree { span: Span::default(), branch: Branch::Text(words.to_owned()) };
    match entries.iter_mut().find(|(key, _)| key.name == tag) {
        Some((_, old)) => *old = value,
        None => entries.push((Key { span: Span::default(), name: tag.to_owned(), wrong: false }, value)),
    }
    wanted.is_same(&read).then_some((new, read))
}

/// The text of a list with other words in one of its maps.
fn written(yaml: &str, map: &Tree, tag: &str, words: &str) -> Option<String> {
    let Branch::Map(entries) = &map.branch else { return None };
    let flow = yaml.get(map.span.start..)?.starts_with('{');
    let words = quoted(words, flow);
    if let Some((_, old)) = map.get(tag) {
        let (before, after) = (yaml.get(..old.span.start)?, yaml.get(old.span.end..)?);
        return (old.span.start < old.span.end).then(|| format!("{before}{words}{after}"));
    }
    let (first, _) = entries.first()?;
    let (_, last) = entries.iter().max_by_key(|(_, value)| value.span.end)?;
    let (before, after) = yaml.split_at_checked(last.span.end)?;
    if flow {
        return Some(format!("{before}, {tag}: {words}{after}"));
    }
    let line = yaml.get(..first.span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = " ".repeat(yaml.get(line..first.span.start)?.chars().count());
    let eol = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let (rest, below) = after.split_once('\n').unwrap_or((after, ""));
    let rest = rest.trim_end_matches('\r');
    Some(format!("{before}{rest}{eol}{indent}{tag}: {words}{eol}{below}"))
}

/// Words on one line.
pub(super) fn one_line(words: &str) -> String {
    words.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(yaml: &str, tag: &str, path: &str, words: &str, expected: &str) {
        let target = Language::find(tag).expect("a language");
        let tongues = Tongues { home: Language::default(), target };
        let (text, refused) = put(yaml, tongues, &[(path.to_owned(), words.to_owned())].into());
        assert_eq!((text.as_str(), refused), (expected, Vec::new()));
        let found = names(&text, tongues).into_iter().find(|name| name.path == path).expect("the name");
        assert_eq!(found.target, words);
    }

    #[test]
    fn words_are_written_where_they_stand_or_behind_the_last_language() {
        let list = "# a\n- id: bail\n  word: {fr: bail, ar: \"عقد\"} # b\n  definition:\n    fr: Un contrat.\n    ar: عقد.\n- id: b\n";
        check(list, "ar", "bail|word", "عقد: جديد", &list.replace("\"عقد\"", "\"عقد: جديد\""));
        check(
            list,
            "uk",
            "bail|word",
            "договір, тут",
            &list.replace("\"عقد\"}", "\"عقد\", uk: \"договір, тут\"}"),
        );
        check(
            list,
            "uk",
            "bail|definition",
            "Договір.",
            &list.replace("ar: عقد.\n", "ar: عقد.\n    uk: Договір.\n"),
        );
        let windows = list.replace('\n', "\r\n");
        check(
            &windows,
            "uk",
            "bail|definition",
            "Договір.",
            &windows.replace("ar: عقد.\r\n", "ar: عقد.\r\n    uk: Договір.\r\n"),
        );
        let toolkit = "name: {fr: Clés}\nlanguages: [fr, ar, uk]\nlanguage_names: {fr: x}\nterritories:\n  nord: {fr: Nord}\nstages:\n  - id: a\n    name: {fr: A}";
        check(
            toolkit,
            "uk",
            "territories|nord",
            "Північ",
            &toolkit.replace("{fr: Nord}", "{fr: Nord, uk: Північ}"),
        );
        check(toolkit, "uk", "stages|a|name", "Б", &toolkit.replace("{fr: A}", "{fr: A, uk: Б}"));
        check(toolkit, "uk", "name", "Ключі", &toolkit.replace("{fr: Clés}", "{fr: Clés, uk: Ключі}"));
    }

    #[test]
    fn names_of_territories_and_in_languages_that_are_not_yet_offered_are_names() {
        let list = "languages: [fr, ar]\nterritories:\n  nord: {fr: Nord}\n  lille: {in: nord, fr: Lille, de: Lille}\n  est: {in: [a], fr: b}\n";
        let tongues = Tongues { home: Language::default(), target: Language::find("uk").expect("Ukrainian") };
        let paths: Vec<String> = names(list, tongues).into_iter().map(|name| name.path).collect();
        assert_eq!(paths, ["territories|nord", "territories|lille"]);
        check(list, "uk", "territories|lille", "Лілль", &list.replace("de: Lille", "de: Lille, uk: Лілль"));
        let block = "territories:\n  lille:\n    fr: Lille\n    in: nord\n";
        check(block, "uk", "territories|lille", "Лілль", &block.replace("nord\n", "nord\n    uk: Лілль\n"));
    }

    #[test]
    fn lost_numbers_and_odd_yaml_are_refused() {
        let tongues = Tongues { home: Language::default(), target: Language::find("ar").expect("Arabic") };
        let list =
            "- id: a\n  label: {fr: Plafond 2026}\n- id: b\n  label: &x {fr: c}\n- id: d\n  label: *x\n";
        let words = [("a|label", "السقف"), ("b|label", "ج"), ("d|label", "د")];
        let words = words.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        let (text, refused) = put(list, tongues, &words);
        assert_eq!(refused[0], ("a|label".to_owned(), Refusal::Number("2026".to_owned())));
        assert!(yaml::parse(&text).is_ok() && text.contains("Plafond 2026}"), "{text}");
    }
}
