//! What the lists of a toolkit say to readers, each text with its place.

use trousseau_core::{
    diagnostic::{Place, Span},
    toolkit::{self, Toolkit, phrase, question, results},
    yaml::Words,
};

/// All words of the lists that readers see, but those of the glossary.
pub fn words(toolkit: &Toolkit) -> Vec<(Place, &Words)> {
    let mut all = own(toolkit);
    let at = |path: &str, span: Span| Place::span(&path.into(), span);
    for contact in &toolkit.contacts {
        let place = at("content/contacts.yaml", contact.id.span);
        all.extend([&contact.name, &contact.role].map(|words| (place.clone(), words)));
    }
    let partners = toolkit.partners.iter();
    all.extend(partners.map(|partner| (at("content/partners.yaml", partner.id.span), &partner.role)));
    all.extend(toolkit.facts.iter().map(|fact| (at("content/facts.yaml", fact.id.span), &fact.label)));
    all.extend(toolkit.phrases.iter().map(|phrase| (at(phrase::FILE, phrase.id.span), &phrase.text)));
    for question in &toolkit.questions {
        let place = at(question::FILE, question.id.span);
        all.extend([&question.question, &question.hint].map(|words| (place.clone(), words)));
        for answer in &question.answers {
            let place = at(question::FILE, answer.to.span);
            all.extend([&answer.text, &answer.hint].map(|words| (place.clone(), words)));
        }
    }
    for series in &toolkit.results {
        let place = at(results::PATH, series.id.span);
        all.extend([&series.title, &series.scope].map(|words| (place.clone(), words)));
        all.extend(series.figures.iter().map(|figure| (at(results::PATH, figure.year.span), &figure.scope)));
    }
    all
}

/// The words of `toolkit.yaml`.
fn own(toolkit: &Toolkit) -> Vec<(Place, &Words)> {
    let path = toolkit::PATH.into();
    let mut all: Vec<_> = [&toolkit.name, &toolkit.tagline].map(|words| (Place::file(&path), words)).into();
    for service in &toolkit.services {
        all.push((Place::span(&path, service.id.span), &service.name));
    }
    for stage in &toolkit.stages {
        let place = Place::span(&path, stage.id.span);
        all.extend([&stage.name, &stage.summary].map(|words| (place.clone(), words)));
    }
    all
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use trousseau_core::{library, source::Sources};

    use crate::Context;

    /// Every word of a list is in French, and each of these lists says `gîte` once.
    const STORY: &str = "\
--- content/toolkit.yaml ---
name: {fr: Un gîte 1}
tagline: {fr: Un gîte 2.}
languages: [fr]
services:
  - {id: siao, name: {fr: Un gîte 3}}
stages:
  - {id: demander, name: {fr: Un gîte 4}, summary: {fr: Un gîte 5.}, guides: [demander]}
--- content/contacts.yaml ---
- {id: siao, name: {fr: Un gîte 6}, role: {fr: Un gîte 7.}, phone: \"115\", checked: 2026-01-12}
--- content/partners.yaml ---
- {id: aide, name: {fr: Aide}, college: association, role: {fr: Un gîte 20.}}
--- content/facts.yaml ---
- {id: plus, value: 1 €, label: {fr: Un gîte 8}, source: X, checked: 2026-11-21}
--- content/phrases.yaml ---
- {id: ecrire, text: {fr: Un gîte 9.}}
--- content/paths.yaml ---
- {id: ou, question: {fr: Un gîte 10 ?}, hint: {fr: Un gîte 11.}, answers: [{text: {fr: Un gîte 12.}, hint: {fr: Un gîte 13.}, to: contact:siao}]}
--- content/results.yaml ---
- {id: a, title: {fr: Un gîte 14}, scope: {fr: Un gîte 15}, unit: homes, figures: [{year: 2020, value: 1, scope: {fr: Un gîte 16}, source: X}]}
--- content/glossary.yaml ---
- {id: hebergement, word: {fr: hébergement}, instead_of: {fr: [gîte]}, definition: {fr: Un gîte pour un temps.}}
- {id: bail, word: {fr: bail}, definition: {fr: Un gîte 17.}}
--- content/guides/demander/fr.md ---
---
title: Demander
summary: Comment demander.
stage: demander
status: pilot
versions:
  - {version: 1.1.0, date: 2026-11-02, summary: {fr: Un gîte 18.}}
  - {version: 1.0.0, date: 2026-11-01, summary: Un gîte 19.}
---
Texte.
";

    #[test]
    fn all_that_readers_read_of_the_lists_is_looked_at() {
        let sources = Sources::from_story(STORY).value;
        let read = library::assemble(&sources);
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        let library = read.value.expect("a library");
        let (today, theme) = (date(2026, 11, 22), None);
        let context = Context { sources: &sources, library: &library, theme, today, paper: false, read: &[] };
        let mut told = Vec::new();
        crate::one_word::check(&context, &mut told);
        let mut files: Vec<String> =
            told.iter().map(|diagnostic| diagnostic.place.path.replace("content/", "")).collect();
        files.sort();
        let mut expected = [vec!["toolkit.yaml"; 5], vec!["paths.yaml"; 4], vec!["results.yaml"; 3]].concat();
        expected.extend([
            "contacts.yaml",
            "contacts.yaml",
            "partners.yaml",
            "facts.yaml",
            "phrases.yaml",
            "glossary.yaml",
        ]);
        expected.extend(["guides/demander/fr.md"; 2]);
        expected.sort_unstable();
        assert_eq!(files, expected);
    }
}
