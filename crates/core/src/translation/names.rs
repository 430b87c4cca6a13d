//! Names and explanations in the lists of a toolkit, such as `{fr: bail, ar: عقد}`: what one translates of them, and back.
//!
//! A translation is written where it stands, or behind the last language. What comes out is read again, and must hold exactly what was
//! meant.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{self, Refusal};
use crate::{
    guide::edit::quoted,
    yaml::{self, Branch, Key, Tree},
};
use trousseau_text::Language;

/// The lists with names that readers see, and the names under which translators meet them.
pub const LISTS: [(&str, &str); 6] = [
    ("_toolkit", "content/toolkit.yaml"),
    ("_glossary", "content/glossary.yaml"),
    ("_contacts", "content/contacts.yaml"),
    ("_facts", "content/facts.yaml"),
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
}

/// The languages of the toolkit, the one into which one translates, and the source language.
#[derive(Clone, Copy)]
pub struct Tongues<'a> {
    /// All of them.
    pub all: &'a [Language],
    /// The source language.
    pub home: Language,
    /// The other one.
    pub target: Language,
}

/// All words of a list that are translated.
pub fn names(yaml: &str, tongues: Tongues) -> Vec<Name> {
    let Ok(tree) = yaml::parse(yaml) else { return Vec::new() };
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    each(&tree, "", tongues, &mut |path, map| {
        let words = |language: Language| match map.get(language.tag()).map(|(_, value)| &value.branch) {
            Some(Branch::Text(words)) => words.clone(),
            _ => String::new(),
        };
        let source = words(tongues.home);
        // Of two entries with one id, which is a fault that is told elsewhere, nobody knows which is meant.
        if !source.trim().is_empty() && seen.insert(path.to_owned()) {
            found.push(Name { path: path.to_owned(), source, target: words(tongues.target) });
        }
    });
    found
}

/// Calls `look` for each map from languages to words, with its path.
fn each<'t>(tree: &'t Tree, path: &str, tongues: Tongues, look: &mut dyn FnMut(&str, &'t Tree)) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}|{name}") };
    match &tree.branch {
        Branch::List(items) => {
            for (place, item) in items.iter().enumerate() {
                let id =
                    ["id", "slug", "year"].into_iter().find_map(|field| match &item.get(field)?.1.branch {
                        Branch::Text(id) => Some(id.clone()),
                        _ => None,
                    });
                each(item, &below(&id.unwrap_or_else(|| (place + 1).to_string())), tongues, look);
            }
        }
        Branch::Map(entries) if is_words(entries, tongues) => look(path, tree),
        Branch::Map(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| key.name != "language_names") {
                each(value, &below(&key.name), tongues, look);
            }
        }
        Branch::Null | Branch::Text(_) => {}
    }
}

/// Whether these are words by their languages.
fn is_words(entries: &[(Key, Tree)], tongues: Tongues) -> bool {
    let is_language = |(key, value): &(Key, Tree)| {
        tongues.all.iter().any(|language| language.tag() == key.name)
            && !matches!(value.branch, Branch::Map(_) | Branch::List(_))
    };
    entries.iter().all(is_language) && entries.iter().any(|(key, _)| key.name == tongues.home.tag())
}

/// The list with other words, by their paths; and those that could not be taken.
pub fn put(
    yaml: &str,
    tongues: Tongues,
    words: &BTreeMap<String, String>,
) -> (String, Vec<(String, Refusal)>) {
    let (mut text, mut refused) = (yaml.to_owned(), Vec::new());
    let known: BTreeMap<String, Name> =
        names(yaml, tongues).into_iter().map(|name| (name.path.clone(), name)).collect();
    for (path, words) in words {
        let Some(name) = known.get(path).filter(|name| name.target != *words) else { continue };
        let words = one_line(words);
        match check::lost(&words, &name.source) {
            Some(refusal) => refused.push((path.clone(), refusal)),
            None => match one(&text, tongues, path, &words) {
                Some(new) => text = new,
                None => refused.push((path.clone(), Refusal::Form)),
            },
        }
    }
    (text, refused)
}

/// The list with the words of one path. `None` when they cannot be written there without a risk.
fn one(yaml: &str, tongues: Tongues, path: &str, words: &str) -> Option<String> {
    let tree = yaml::parse(yaml).ok()?;
    let mut place = None;
    each(&tree, "", tongues, &mut |own, map| {
        if own == path {
            place.get_or_insert(map);
        }
    });
    let map = place?;
    let Branch::Map(entries) = &map.branch else { return None };
    let flow = yaml.get(map.span.start..)?.starts_with('{');
    let tag = tongues.target.tag();
    let new = match map.get(tag) {
        Some((_, old)) if old.span.start < old.span.end => {
            let (before, after) = (yaml.get(..old.span.start)?, yaml.get(old.span.end..)?);
            format!("{before}{}{after}", quoted(words, flow))
        }
        Some(_) => return None,
        None => {
            let (first, _) = entries.first()?;
            let (_, last) = entries.iter().max_by_key(|(_, value)| value.span.end)?;
            let (before, after) = (yaml.get(..last.span.end)?, yaml.get(last.span.end..)?);
            if flow {
                format!("{before}, {tag}: {}{after}", quoted(words, flow))
            } else {
                let line = yaml.get(..first.span.start)?.rfind('\n').map_or(0, |at| at + 1);
                let indent = " ".repeat(yaml.get(line..first.span.start)?.chars().count());
                let end = after.find('\n').unwrap_or(after.len());
                let eol = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
                let (rest, below) = (after.get(..end)?.trim_end_matches('\r'), after.get(end..)?);
                let below = below.strip_prefix('\n').unwrap_or(below);
                format!("{before}{rest}{eol}{indent}{tag}: {}{eol}{below}", quoted(words, flow))
            }
        }
    };
    let read = yaml::parse(&new).ok()?;
    is_meant(&tree, &read, tongues, path, words).then_some(new)
}

/// Whether a list holds what it held, and these words.
fn is_meant(old: &Tree, new: &Tree, tongues: Tongues, path: &str, words: &str) -> bool {
    let mut wanted = old.clone();
    let mut done = false;
    change(&mut wanted, "", tongues, path, &mut |entries| {
        if std::mem::replace(&mut done, true) {
            return;
        }
        let tag = tongues.target.tag();
        let value = Tree { span: Default::default(), branch: Branch::Text(words.to_owned()) };
        match entries.iter_mut().find(|(key, _)| key.name == tag) {
            Some((_, old)) => *old = value,
            None => {
                entries.push((Key { span: Default::default(), name: tag.to_owned(), wrong: false }, value))
            }
        }
    });
    wanted.is_same(new)
}

type Entries = Vec<(Key, Tree)>;

/// The same walk as [`each`], to change what it finds.
fn change(tree: &mut Tree, path: &str, tongues: Tongues, wanted: &str, edit: &mut dyn FnMut(&mut Entries)) {
    // The place is found without a change first; then the same steps lead to it.
    let steps: Option<Vec<usize>> = steps(tree, path, tongues, wanted);
    let mut at = tree;
    for step in steps.unwrap_or_default() {
        let next = match &mut at.branch {
            Branch::List(items) => items.get_mut(step),
            Branch::Map(entries) => entries.get_mut(step).map(|(_, value)| value),
            Branch::Null | Branch::Text(_) => None,
        };
        let Some(next) = next else { return };
        at = next;
    }
    if let Branch::Map(entries) = &mut at.branch {
        edit(entries);
    }
}

/// The places that lead to a path.
fn steps(tree: &Tree, path: &str, tongues: Tongues, wanted: &str) -> Option<Vec<usize>> {
    let mut target = None;
    each(tree, path, tongues, &mut |own, map| {
        if own == wanted {
            target.get_or_insert(map.span);
        }
    });
    let span = target?;
    let mut steps = Vec::new();
    let mut at = tree;
    while at.span != span || !matches!(&at.branch, Branch::Map(entries) if is_words(entries, tongues)) {
        let holds = |tree: &Tree| tree.span.start <= span.start && span.end <= tree.span.end;
        let (place, next) = match &at.branch {
            Branch::List(items) => items.iter().enumerate().find(|(_, item)| holds(item))?,
            Branch::Map(entries) => {
                let mut values = entries.iter().map(|(_, value)| value).enumerate();
                values.find(|(_, value)| holds(value))?
            }
            Branch::Null | Branch::Text(_) => return None,
        };
        steps.push(place);
        at = next;
    }
    Some(steps)
}

/// Words on one line.
fn one_line(words: &str) -> String {
    words.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages() -> Vec<Language> {
        ["fr", "ar", "uk"].into_iter().filter_map(Language::find).collect()
    }

    #[track_caller]
    fn check(yaml: &str, tag: &str, path: &str, words: &str, expected: &str) {
        let all = languages();
        let target = Language::find(tag).expect("a language");
        let tongues = Tongues { all: &all, home: Language::default(), target };
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
    fn lost_numbers_and_odd_yaml_are_refused() {
        let all = languages();
        let tongues =
            Tongues { all: &all, home: Language::default(), target: Language::find("ar").expect("Arabic") };
        let list =
            "- id: a\n  label: {fr: Plafond 2026}\n- id: b\n  label: &x {fr: c}\n- id: d\n  label: *x\n";
        let words = [("a|label", "السقف"), ("b|label", "ج"), ("d|label", "د")];
        let words = words.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        let (text, refused) = put(list, tongues, &words);
        assert_eq!(refused[0], ("a|label".to_owned(), Refusal::Number("2026".to_owned())));
        assert!(yaml::parse(&text).is_ok() && text.contains("Plafond 2026}"), "{text}");
    }
}
