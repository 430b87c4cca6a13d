//! What a search looks through, as scripts that a page can load without a server: each hands one list to `search.js`.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use trousseau_site::view::search::{Part, SearchEntry, SearchTexts, SearchView};
use trousseau_text::{
    folding::{Folding, LEAST_LEFT},
    typography::typography,
};
use trousseau_theme::strings::Strings;

/// The list with everything but the texts; how words are folded and what the search says are in it.
pub fn first(view: &SearchView, strings: &Strings) -> String {
    script(&first_list(view, strings))
}

/// That list as data.
pub fn first_list(view: &SearchView, strings: &Strings) -> Value {
    let folding = Folding::of(view.language);
    let (labels, minor) = labels(view, strings);
    let entries: Vec<Value> = view.entries.iter().map(|entry| row(entry, view, &folding)).collect();
    let (own, source) = (view.language, view.source.map(|source| format!("../{}/", source.tag())));
    json!({
        "tag": own.tag(),
        "lang": own.html(),
        "dir": own.direction().name(),
        "name": own.name(),
        "source": source,
        "say": Said::of(strings),
        "fold": Fold::of(&folding),
        "labels": labels,
        "minor": minor,
        "entries": entries,
    })
}

/// The list of the texts, in the same order.
pub fn texts(view: &SearchTexts) -> String {
    script(&texts_list(view))
}

/// The list of the texts as data.
pub fn texts_list(view: &SearchTexts) -> Value {
    json!({ "tag": view.language.tag(), "texts": view.texts })
}

/// A list as a call. Both signs are line ends in older scripts, where a string may have none.
fn script(list: &Value) -> String {
    let list = list.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("trousseauSearch({list});\n")
}

/// How words are folded, as the script reads it.
#[derive(Serialize)]
struct Fold<'a> {
    letters: BTreeMap<&'a str, String>,
    prefixes: &'a [&'a str],
    left: usize,
    marks: String,
    between: String,
    apart: String,
}

impl<'a> Fold<'a> {
    fn of(folding: &'a Folding) -> Self {
        Self {
            letters: folding.table(),
            prefixes: folding.prefixes(),
            left: LEAST_LEFT,
            marks: Folding::marks(),
            between: Folding::separators(),
            apart: Folding::apart(),
        }
    }
}

/// What the search says to readers.
#[derive(Serialize)]
struct Said<'a> {
    found: &'a str,
    none: &'a str,
    meant: &'a str,
    source: &'a str,
}

impl<'a> Said<'a> {
    fn of(strings: &'a Strings) -> Self {
        let word = |name: &str| strings.get(&format!("search.{name}"));
        Self { found: word("found"), none: word("none"), meant: word("meant"), source: word("source") }
    }
}

/// What entries belong to, as results say it: the stages, the pages, then the lists that come after these; and where those begin.
fn labels(view: &SearchView, strings: &Strings) -> (Vec<String>, usize) {
    let stage = |(number, name): &(Option<u32>, String)| match number {
        Some(number) => {
            let stage = strings.fill("stage", &[("number", &number.to_string())]);
            format!("{stage}{} {name}", strings.get("colon"))
        }
        None => name.clone(),
    };
    let lists = ["foot.title", "territories.title", "glossary.title"];
    let lists = lists.map(|name| strings.get(name).to_owned());
    let labels = view.stages.iter().map(stage).map(|label| typography(&label, view.language));
    (labels.chain(lists).collect(), view.stages.len() + 1)
}

/// An entry: address, label, title, words, headings; and, in another language than the list, `lang` and `dir`.
fn row(entry: &SearchEntry, view: &SearchView, folding: &Folding) -> Value {
    let after = view.stages.len();
    let label = match entry.part {
        Part::Stage(place) => place,
        Part::Pages => after,
        Part::Territories => after + 1,
        Part::Glossary => after + 2,
    };
    let headings: Vec<[&str; 2]> =
        entry.headings.iter().map(|heading| [&*heading.id, &*heading.text]).collect();
    let words = news(&entry.words, &entry.title, folding).join("\n");
    match entry.language {
        None => json!([entry.href, label, entry.title, words, headings]),
        Some(other) => {
            let dir = other.direction().name();
            json!([entry.href, label, entry.title, words, headings, other.html(), dir])
        }
    }
}

/// The words that say more than the title, each once: others would only weigh.
fn news<'w>(words: &'w [String], title: &str, folding: &Folding) -> Vec<&'w str> {
    let mut known = folding.words(title);
    let mut news = Vec::new();
    for phrase in words {
        let own = folding.words(phrase);
        let whole = own.join(" ");
        if own.iter().any(|word| !known.contains(word)) && !known.contains(&whole) {
            news.push(phrase.as_str());
            known.push(whole);
        }
    }
    news
}

#[cfg(test)]
mod tests;
