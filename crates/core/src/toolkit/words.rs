//! All words of a toolkit: printed by the rules of their language, and looked through for what is missing.

use super::{PATH, Toolkit, languages, phrase, question};
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    yaml::Words,
};
use trousseau_text::typography::typography;

/// Prints all words by the rules of their language, and says which are missing in the source language.
pub(super) fn print(toolkit: &mut Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    let (source, official) = (toolkit.source_language(), toolkit.official_language);
    let (listed, names) = (toolkit.languages.clone(), toolkit.language_names.clone());
    let print = |path: &str, id: &str, words: &mut Words, diagnostics: &mut Vec<Diagnostic>| {
        for (language, text) in words.iter_mut() {
            *text = typography(text.trim(), *language);
            if !languages::is_known(*language, &listed, &names) {
                diagnostics.push(languages::unknown(*language, &listed, path).with("what", id));
            }
        }
    };
    for question in &mut toolkit.questions {
        let id = question.id.value.clone();
        // What is missing is said by the rules of questions, at its place.
        question.words_mut().for_each(|words| print(question::FILE, &id, words, diagnostics));
    }
    let mut see = |path: &str, id: &str, words: &mut Words| {
        print(path, id, words, diagnostics);
        if words.get(&source).is_none_or(String::is_empty) {
            let diagnostic = Diagnostic::new(rule::toolkit::WORDS, Place::file(&PATH.into()));
            diagnostics.push(diagnostic.with("what", id).with("language", source));
        }
    };
    own(toolkit, &mut see);
    lists(toolkit, &mut see);
    for fact in &mut toolkit.facts {
        fact.value = typography(&fact.value, source);
        fact.source = typography(&fact.source, official);
    }
}

/// What sees words: the file, the id of what they belong to, the words.
type See<'a> = dyn FnMut(&str, &str, &mut Words) + 'a;

/// The words of `toolkit.yaml`.
fn own(toolkit: &mut Toolkit, see: &mut See) {
    see(PATH, "name", &mut toolkit.name);
    optional(&mut toolkit.tagline).into_iter().for_each(|words| see(PATH, "tagline", words));
    toolkit.territories.iter_mut().for_each(|(id, territory)| see(PATH, id, &mut territory.name));
    toolkit.services.iter_mut().for_each(|service| see(PATH, &service.id, &mut service.name));
    for stage in &mut toolkit.stages {
        for words in [&mut stage.name, &mut stage.summary] {
            see(PATH, &stage.id, words);
        }
    }
}

/// The words of the lists beside it.
fn lists(toolkit: &mut Toolkit, see: &mut See) {
    for partner in &mut toolkit.partners {
        let functions = partner.functions.iter_mut();
        let functions = functions.flat_map(|one| [Some(&mut one.name), optional(&mut one.hours)]);
        let all = [Some(&mut partner.name), Some(&mut partner.role)].into_iter().chain(functions);
        all.flatten().for_each(|words| see("content/partners.yaml", &partner.id, words));
    }
    for contact in &mut toolkit.contacts {
        let all = [Some(&mut contact.name), Some(&mut contact.role), optional(&mut contact.hours)];
        all.into_iter().flatten().for_each(|words| see("content/contacts.yaml", &contact.id, words));
    }
    for fact in &mut toolkit.facts {
        see("content/facts.yaml", &fact.id, &mut fact.label);
    }
    for term in &mut toolkit.glossary {
        for words in [&mut term.word, &mut term.definition] {
            see("content/glossary.yaml", &term.id, words);
        }
    }
    for phrase in &mut toolkit.phrases {
        see(phrase::FILE, &phrase.id, &mut phrase.text);
    }
    for round in &mut toolkit.rounds {
        for words in std::iter::once(&mut round.name).chain(&mut round.theme) {
            see("content/rounds.yaml", &round.id, words);
        }
    }
    for series in &mut toolkit.results {
        let scopes = series.figures.iter_mut().filter_map(|figure| optional(&mut figure.scope));
        for words in [&mut series.title, &mut series.scope].into_iter().chain(scopes) {
            see("content/results.yaml", &series.id, words);
        }
    }
}

/// Words that may be missing altogether.
fn optional(words: &mut Words) -> Option<&mut Words> {
    Some(words).filter(|words| !words.is_empty())
}
