//! In which language a loose text is: its small words tell, then its letters, then its path, then its neighbours.

use std::collections::BTreeMap;

use trousseau_core::{
    guide::split::split,
    source::{Source, Sources},
};
use trousseau_text::{Language, other_language};

/// How much of a text is read to tell, in bytes.
const ENOUGH: usize = 20_000;

/// The texts of each language.
pub fn by_language(texts: &Sources) -> BTreeMap<Language, Vec<&Source>> {
    let told: Vec<(&Source, Option<Language>)> =
        texts.files.values().map(|text| (text, of_text(text))).collect();
    let mut counts: BTreeMap<Language, usize> = BTreeMap::new();
    told.iter().filter_map(|(_, language)| *language).for_each(|one| *counts.entry(one).or_default() += 1);
    let most = counts.into_iter().max_by_key(|(_, count)| *count).map(|(language, _)| language);
    let usual = most.unwrap_or_default();
    let mut all: BTreeMap<Language, Vec<&Source>> = BTreeMap::new();
    for (text, language) in told {
        all.entry(language.unwrap_or(usual)).or_default().push(text);
    }
    all
}

/// The language of a text, when something tells.
fn of_text(text: &Source) -> Option<Language> {
    let whole = text.text().ok()?;
    let body = split(whole, &text.path).map_or(whole, |parts| parts.body);
    let end = body.char_indices().map(|(at, _)| at).find(|at| *at >= ENOUGH).unwrap_or(body.len());
    let named = of_path(&text.path);
    other_language::guess(body.get(..end)?, named).or(named)
}

/// The language that a folder or the end of a name tells: `ar/papiers.md`, `papiers.ar.md`, `ar.md`.
fn of_path(path: &str) -> Option<Language> {
    let path = path.strip_suffix(".md").unwrap_or(path);
    let mut parts = path.rsplit(['/', '.']);
    parts.find_map(|part| Language::find(part).filter(|language| language.has_name()))
}
