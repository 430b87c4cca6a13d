//! Words of the trade that neither the glossary nor the text explains.
//!
//! Readers know none of them, and those who write no longer notice them. Lists by language hold words that are of the trade in every
//! sentence about housing; each comes with words that say the same, for the message.

mod lists;

use std::collections::{BTreeMap, BTreeSet};

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    document::terms::Finder,
    toolkit::Toolkit,
};
use trousseau_text::Language;

use super::{Prose, line::Line};
use lists::LANGUAGES;

/// What stands behind a word that is explained at once.
const EXPLAINS: &[&str] = &[
    "(",
    ":",
    "=",
    "—",
    "–",
    ", c’est",
    ", c'est",
    "c’est-à-dire",
    "c'est-à-dire",
    "veut dire",
    "signifie",
    ", that is",
    "means",
];

/// The finders of the languages of a toolkit that have a list.
pub(super) struct Jargon(BTreeMap<Language, Finder>);

impl Jargon {
    /// Ready for the languages of a toolkit that has a glossary: before it has one, nobody has begun to explain words.
    pub fn of(toolkit: &Toolkit) -> Self {
        let languages = toolkit.languages.iter().filter(|_| !toolkit.glossary.is_empty());
        let finders = languages.filter_map(|language| {
            let words = list(*language);
            // Where a name of the glossary is as long or longer, the word is explained.
            let names = toolkit.glossary.iter().flat_map(|term| {
                let abbreviation = term.abbr.iter().map(String::as_str);
                term.words_in(*language).chain(term.other_words_in(*language)).chain(abbreviation)
            });
            let names: Vec<&str> = names.map(str::trim).filter(|name| !name.is_empty()).collect();
            let known: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
            let forms = words.iter().flat_map(|(forms, _)| forms.split('/'));
            // A word that is found is told by its place among the forms, so an explained one leaves its place to no other.
            let forms = forms.map(|form| if known.contains(form) { "\u{fffc}" } else { form });
            let all: Vec<&str> = forms.chain(names.iter().copied()).collect();
            (!words.is_empty()).then(|| (*language, Finder::folded(&all, *language, 0)))
        });
        Self(finders.collect())
    }

    /// A diagnostic at the first use of each such word.
    pub fn check(&self, prose: &Prose, diagnostics: &mut Vec<Diagnostic>) {
        let Some(finder) = self.0.get(&prose.language) else { return };
        let plain =
            list(prose.language).iter().flat_map(|(forms, plain)| forms.split('/').map(move |_| *plain));
        let plain: Vec<&str> = plain.collect();
        let mut first: BTreeMap<&str, Diagnostic> = BTreeMap::new();
        let mut explained: BTreeSet<&str> = BTreeSet::new();
        for line in prose.sentences() {
            for (range, number) in finder.find_longest(&line.text) {
                let (Some(plain), Some(word)) = (plain.get(number), line.text.get(range.clone())) else {
                    continue;
                };
                if is_explained(line, &range) {
                    explained.insert(plain);
                }
                first.entry(plain).or_insert_with(|| {
                    prose.says(rule::glossary::JARGON, line, range).with("word", word).with("plain", *plain)
                });
            }
        }
        first.retain(|plain, _| !explained.contains(plain));
        diagnostics.extend(first.into_values());
    }
}

/// The words of the trade of a language, each as its forms with a slash between them, and what says the same.
fn list(language: Language) -> &'static [(&'static str, &'static str)] {
    LANGUAGES.iter().find(|(tag, _)| *tag == language.primary()).map_or(&[], |(_, words)| *words)
}

/// Whether a text says there what the word means: in a link, between brackets or quotation marks, or in the words that follow.
fn is_explained(line: &Line, range: &std::ops::Range<usize>) -> bool {
    let before = line.text.get(..range.start).unwrap_or_default().trim_end();
    let after = line.text.get(range.end..).unwrap_or_default();
    let after =
        after.trim_start_matches(|sign: char| sign.is_whitespace() || matches!(sign, '»' | '”' | '"' | ')'));
    let is_named = before.ends_with(['(', '«', '“', '"']);
    line.is_linked(range) || is_named || EXPLAINS.iter().any(|words| after.starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_stands_once_in_small_letters() {
        for (tag, words) in LANGUAGES {
            let forms: Vec<&str> = words.iter().flat_map(|(forms, _)| forms.split('/')).collect();
            let unique: BTreeSet<&str> = forms.iter().copied().collect();
            assert_eq!(unique.len(), forms.len(), "{tag}: a form stands twice");
            let plain: BTreeSet<&str> = words.iter().map(|(_, plain)| *plain).collect();
            assert_eq!(plain.len(), words.len(), "{tag}: two words say the same by the same words");
            for form in forms {
                assert_eq!(form, form.trim().to_lowercase(), "{tag}: {form}");
            }
        }
    }

    #[test]
    fn what_follows_or_surrounds_a_word_explains_it() {
        let explained = |text: &str| {
            let at = text.find("solvabilité").expect("there");
            is_explained(&Line::of_head(text), &(at..at + "solvabilité".len()))
        };
        for text in [
            "La solvabilité (vos revenus suffisent).",
            "Vos revenus suffisent (solvabilité).",
            "La « solvabilité » : vos revenus suffisent.",
            "La solvabilité, c’est pouvoir payer.",
            "solvabilité – pouvoir payer",
        ] {
            assert!(explained(text), "{text}");
        }
        for text in ["La solvabilité est vérifiée.", "Votre solvabilité.", "Voir solvabilité et revenus"]
        {
            assert!(!explained(text), "{text}");
        }
    }
}
