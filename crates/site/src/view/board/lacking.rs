//! The words of the toolkit's own lists that a language lacks: its readers get them in another one.

use serde::Serialize;

use crate::view::{local::Local, site_context};
use trousseau_core::{toolkit::Toolkit, yaml::Words};
use trousseau_text::Language;

/// The words that one language lacks, by where they stand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LackRow {
    /// The language, by its own name.
    pub language: Local,
    /// The ids of the stages without a name or summary in it.
    pub stages: Vec<String>,
    /// The ids of the contacts without a name, role or hours.
    pub contacts: Vec<String>,
    /// The ids of the facts without a label.
    pub facts: Vec<String>,
    /// The ids of the terms without a word or definition.
    pub terms: Vec<String>,
    /// The ids of the phrases without words.
    pub phrases: Vec<String>,
    /// The ids of the questions that lack words, their own or those of an answer.
    pub questions: Vec<String>,
}

/// A row for each language that lacks some words. What a near language gives is not missed.
pub fn lacking(toolkit: &Toolkit) -> Vec<LackRow> {
    let source = toolkit.source_language();
    let row = |language: &Language| {
        let lacks = |words: &Words| !words.is_empty() && language.nearest(words.keys().copied()).is_none();
        let ids = |all: Vec<(&String, Vec<&Words>)>| -> Vec<String> {
            let lacking = all.into_iter().filter(|(_, words)| words.iter().any(|words| lacks(words)));
            lacking.map(|(id, _)| id.clone()).collect()
        };
        LackRow {
            language: site_context::foreign(language.name().to_owned(), *language, source),
            stages: ids(toolkit
                .stages
                .iter()
                .map(|one| (&one.id.value, vec![&one.name, &one.summary]))
                .collect()),
            contacts: ids(toolkit
                .contacts
                .iter()
                .map(|one| (&one.id.value, vec![&one.name, &one.role, &one.hours]))
                .collect()),
            facts: ids(toolkit.facts.iter().map(|one| (&one.id.value, vec![&one.label])).collect()),
            terms: ids(toolkit
                .glossary
                .iter()
                .map(|one| (&one.id.value, vec![&one.word, &one.definition]))
                .collect()),
            phrases: ids(toolkit.phrases.iter().map(|one| (&one.id.value, vec![&one.text])).collect()),
            questions: ids(toolkit
                .questions
                .iter()
                .map(|one| (&one.id.value, one.words().collect()))
                .collect()),
        }
    };
    let rows = toolkit.languages.iter().skip(1).map(row);
    rows.filter(|row| {
        let all = [&row.stages, &row.contacts, &row.facts, &row.terms, &row.phrases, &row.questions];
        all.iter().any(|ids| !ids.is_empty())
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_core::{source::Sources, toolkit};

    #[test]
    fn what_a_language_lacks_is_named() {
        let story = "\
--- content/toolkit.yaml ---
name: {fr: T}
languages: [fr, ar, fa, fa-AF]
stages:
  - {id: demander, name: {fr: Demander, ar: الطلب, fa: درخواست}, summary: {fr: On demande., ar: نطلب., fa: ما.}}
  - {id: habiter, name: {fr: Habiter, fa: زندگی}, summary: {fr: On habite., ar: نسكن., fa: ما.}}
--- content/contacts.yaml ---
- {id: siao, name: {fr: SIAO, ar: SIAO, fa: SIAO}, role: {fr: Aide., fa: کمک.}, phone: \"115\"}
--- content/facts.yaml ---
- {id: plus, value: 1 €, label: {fr: Plafond, ar: السقف}, source: X, checked: 2026-11-21}
--- content/glossary.yaml ---
- {id: bail, word: {fr: bail, ar: عقد, fa: قرارداد}, definition: {fr: Un contrat., ar: عقد., fa: قرارداد.}}
--- content/phrases.yaml ---
- {id: ecrire, text: {fr: Écrivez., fa: بنویسید.}}
--- content/paths.yaml ---
- {id: ou, question: {fr: Où ?, ar: أين؟, fa: کجا؟}, answers: [{text: {fr: Ici., fa: اینجا.}, to: contact:siao}]}
";
        let toolkit = toolkit::read(&Sources::from_story(story).value).value.expect("a toolkit");
        let rows: Vec<String> = lacking(&toolkit)
            .into_iter()
            .map(|row| {
                format!(
                    "{} {:?} {:?} {:?} {:?} {:?} {:?}",
                    row.language.text,
                    row.stages,
                    row.contacts,
                    row.facts,
                    row.terms,
                    row.phrases,
                    row.questions
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                r#"العربية ["habiter"] ["siao"] [] [] ["ecrire"] ["ou"]"#,
                r#"فارسی [] [] ["plus"] [] [] []"#,
                r#"دری [] [] ["plus"] [] [] []"#,
            ]
        );
    }
}
