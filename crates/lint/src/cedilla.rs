//! Romanian with the letters of another language: ş and ţ have a cedilla, ș and ț have a comma below.

use std::ops::Range;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::Source,
    yaml::{self, Branch, Tree},
};
use trousseau_text::Language;

use crate::Context;

/// The letters with a cedilla, and those that are meant.
const LETTERS: [(char, char); 4] = [('ş', 'ș'), ('ţ', 'ț'), ('Ş', 'Ș'), ('Ţ', 'Ț')];

/// A diagnostic for each such word of the Romanian texts, lists and words of the interface.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let files = context.sources.under("content/").chain(context.sources.under("themes/"));
    for file in files {
        let Ok(text) = file.text() else { continue };
        if !text.contains(LETTERS.map(|(cedilla, _)| cedilla)) {
            continue;
        }
        for range in romanian(file, text) {
            diagnostics.extend(words(file, text, range));
        }
    }
}

/// The parts of a file that are in Romanian.
fn romanian(file: &Source, text: &str) -> Vec<Range<usize>> {
    let (stem, end) = file.path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).unwrap_or_default();
    let is_own = Language::find(stem).is_some_and(is_romanian);
    match end {
        "md" if is_own => {
            let others = marked(text, |language| !is_romanian(language));
            without(text.len(), &others)
        }
        "md" => marked(text, is_romanian),
        "yaml" if is_own => std::iter::once(0..text.len()).collect(),
        "yaml" if file.path.starts_with("content/") => {
            let mut found = Vec::new();
            if let Ok(tree) = yaml::parse(text) {
                gather(&tree, &mut found);
            }
            found
        }
        _ => Vec::new(),
    }
}

fn is_romanian(language: Language) -> bool {
    matches!(language.primary(), "ro" | "mo")
}

/// The words in brackets before `(lang:…)` in such a language.
fn marked(text: &str, is_wanted: impl Fn(Language) -> bool) -> Vec<Range<usize>> {
    let all = text.match_indices("](lang:").filter_map(|(end, sign)| {
        let tag = text.get(end + sign.len()..)?.split(')').next()?;
        let start = text.get(..end)?.rfind('[')?;
        is_wanted(Language::find(tag)?).then_some(start..end)
    });
    all.collect()
}

/// What lies between these parts of a text.
fn without(length: usize, parts: &[Range<usize>]) -> Vec<Range<usize>> {
    let starts = std::iter::once(0).chain(parts.iter().map(|part| part.end));
    let ends = parts.iter().map(|part| part.start).chain([length]);
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// Where a list has words in Romanian.
fn gather(tree: &Tree, found: &mut Vec<Range<usize>>) {
    match &tree.branch {
        Branch::Map(entries) => {
            for (key, value) in entries {
                let is_words = matches!(value.branch, Branch::Text(_));
                if is_words && Language::find(&key.name).is_some_and(is_romanian) {
                    found.push(value.span.start..value.span.end);
                }
                gather(value, found);
            }
        }
        Branch::List(items) => items.iter().for_each(|item| gather(item, found)),
        Branch::Null | Branch::Text(_) => {}
    }
}

/// The words of a part that have such letters.
fn words(file: &Source, text: &str, range: Range<usize>) -> Vec<Diagnostic> {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = range.start;
    for piece in part.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let near = LETTERS.iter().fold(word.to_owned(), |word, (cedilla, comma)| {
            if word.contains(*cedilla) { word.replace(*cedilla, &comma.to_string()) } else { word }
        });
        if near != word {
            let place = Place::span(&file.path, at..at + word.len());
            found
                .push(Diagnostic::new(rule::language::CEDILLA, place).with("near", near).with("words", word));
        }
        at += piece.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        let file = Source::new(path, text.as_bytes().to_vec());
        let told: Vec<String> = romanian(&file, text)
            .into_iter()
            .flat_map(|range| words(&file, text, range))
            .map(|one| one.args.get("near").cloned().unwrap_or_default())
            .collect();
        assert_eq!(told, expected, "{path}");
    }

    #[test]
    fn only_romanian_words_are_told() {
        check("content/guides/a/ro.md", "Şi locuinţă, [başvuru](lang:tr), aşa.", &["Și", "locuință", "așa"]);
        check("content/guides/a/tr.md", "Başvuru ve [locuinţă](lang:ro)", &["locuință"]);
        check("content/glossary.yaml", "- {id: a, word: {tr: başvuru, ro: \"o cerinţă\"}}\n", &["cerință"]);
        check("themes/default/strings/ro.yaml", "skip: \"Mergeţi\"\n", &["Mergeți"]);
        check("themes/default/strings/tr.yaml", "skip: \"Başa\"\n", &[]);
    }
}
