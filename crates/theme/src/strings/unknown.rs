//! Keys of the toolkit's own words that nobody reads: as a rule, slips of the finger.

use std::collections::BTreeMap;

use super::base;
use crate::files::{Files, below};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    messages::tree::Tree,
    source::Source,
};
use trousseau_text::Language;

/// What the program's own words in the base language hold, and who else may ask for a word.
struct Known<'a> {
    words: Tree,
    files: &'a Files,
}

/// A diagnostic for each key, in the files of words that a toolkit brings, that neither the program's words have nor a template
/// asks for.
pub fn unknown(files: &Files) -> Vec<Diagnostic> {
    let base = files.words.get(&format!("strings/{}.yaml", base()));
    let Some(words) = base.and_then(|source| tree(source, self::base())) else { return Vec::new() };
    let known = Known { words, files };
    let mut diagnostics = Vec::new();
    for (name, source) in below(&files.default, "strings/").chain(below(&files.own, "strings/")) {
        let carried = files.words.get(&format!("strings/{name}"));
        if carried.is_some_and(|carried| carried.fingerprint == source.fingerprint) {
            continue;
        }
        let language = name.strip_suffix(".yaml").and_then(Language::find);
        if let Some(Tree::Map(own)) = language.and_then(|language| tree(source, language)) {
            known.look(&own, &known.words, "", source, &mut diagnostics);
        }
    }
    diagnostics
}

/// The words of a file as they are written; what is wrong with its YAML is said where it is read.
fn tree(source: &Source, language: Language) -> Option<Tree> {
    Tree::read(source.text().ok()?, &source.path, language, |text, _| text.to_owned()).value
}

impl Known<'_> {
    /// Looks at the keys below `path`, beside those that are known there.
    fn look(
        &self,
        own: &BTreeMap<String, Tree>,
        known: &Tree,
        path: &str,
        source: &Source,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Tree::Map(known) = known else { return };
        for (key, below) in own {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match (below, known.get(key)) {
                (Tree::Map(below), Some(known)) => self.look(below, known, &path, source, diagnostics),
                (_, None) if !self.is_asked_for(&path) => diagnostics.push(
                    Diagnostic::new(rule::theme::STRINGS_UNKNOWN, Place::file(&source.path))
                        .with("key", &path)
                        .with_near(key, known.keys().map(String::as_str)),
                ),
                _ => {}
            }
        }
    }

    /// Whether a template asks for a word, or for one below it: a theme may have words of its own.
    fn is_asked_for(&self, path: &str) -> bool {
        let name = format!("t.{path}");
        let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        let templates = self.files.under("templates/");
        templates.values().filter_map(|template| template.text().ok()).any(|template| {
            template.match_indices(&name).any(|(at, _)| template.get(at + name.len()..).is_some_and(ends))
        })
    }
}
