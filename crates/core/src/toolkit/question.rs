//! A question about where a reader stands: each answer is a link, to another question or to the text that helps.

mod way;

use schemars::JsonSchema;
use serde::Deserialize;

pub use way::{Walk, Way};

use crate::{
    diagnostic::{Diagnostic, Place, rule},
    yaml::{Placed, Words},
};
use trousseau_text::Language;

/// Where the questions lie.
pub const FILE: &str = "content/paths.yaml";

/// A question about where a reader stands; an entry of `paths.yaml`. The first one is the beginning.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Question {
    /// The short name, the same in every language; it is also in the address of its page.
    pub id: Placed<String>,
    /// Where a link at the top leads whoever must leave the page quickly, since somebody comes who must not see it: a page of the web
    /// that everybody reads, such as the weather.
    pub quick_exit: Option<Placed<String>>,
    /// The question in each language. It asks where somebody stands, never whether somebody has a right.
    #[schemars(extend("x-is" = "sentence"))]
    pub question: Words,
    /// One more sentence below the question, in each language.
    #[schemars(extend("x-is" = "sentence"))]
    #[serde(default)]
    pub hint: Words,
    /// The answers, in the order in which readers see them.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// The languages in which a program made the words, and nobody has read them again. Readers see that.
    #[serde(default)]
    pub machine: Vec<Placed<Language>>,
    /// The languages in which somebody has read the words again. Readers of the others see that nobody has.
    #[serde(default)]
    pub reviewed: Vec<Placed<Language>>,
}

/// An answer to a question: a link.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Answer {
    /// The words in each language: one short sentence that the reader could say.
    #[schemars(extend("x-is" = "sentence"))]
    pub text: Words,
    /// One more sentence below them, in each language.
    #[schemars(extend("x-is" = "sentence"))]
    #[serde(default)]
    pub hint: Words,
    /// Where it leads: the id of a question, the name of a guide or page (perhaps with `#` and the anchor of a section), or
    /// `contact:` and the id of a contact. `guide:` or `page:` before a name says that no question is meant.
    pub to: Placed<String>,
}

/// How far the words of a question are, in a language that has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The language in which the partners wrote it.
    Source,
    /// A program translated it, and nobody has read it again.
    Machine,
    /// It is translated, and nobody has read it again.
    Draft,
    /// Somebody who speaks the language has read it again.
    Reviewed,
}

impl Question {
    /// The address of the web to which whoever must leave quickly is led.
    pub fn exit(&self) -> Option<&str> {
        self.quick_exit.as_ref().map(|url| url.as_str()).filter(|url| super::is_web(url))
    }

    /// Whether the question itself is in this language.
    pub fn is_in(&self, language: Language, source: Language) -> bool {
        language == source || self.question.contains_key(&language)
    }

    /// How far its words are in a language that has them.
    pub fn reading(&self, language: Language, source: Language) -> Reading {
        let is_in = |list: &[Placed<Language>]| list.iter().any(|one| one.value == language);
        match () {
            () if language == source => Reading::Source,
            () if is_in(&self.reviewed) => Reading::Reviewed,
            () if is_in(&self.machine) => Reading::Machine,
            () => Reading::Draft,
        }
    }

    /// All words that readers must get: those of the question and of its answers, and the hints that there are.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        let hints = self.answers.iter().map(|answer| &answer.hint).chain([&self.hint]);
        let needed = self.answers.iter().map(|answer| &answer.text).chain([&self.question]);
        needed.chain(hints.filter(|words| !words.is_empty()))
    }

    /// The same, to be changed.
    pub(super) fn words_mut(&mut self) -> impl Iterator<Item = &mut Words> {
        let answers = self.answers.iter_mut().flat_map(|answer| [&mut answer.text, &mut answer.hint]);
        [&mut self.question, &mut self.hint].into_iter().chain(answers)
    }
}

/// Takes out what is said of a translation that is not there, with a diagnostic for each.
pub(super) fn check(questions: &mut [Question], diagnostics: &mut Vec<Diagnostic>) {
    let path = FILE.into();
    for asked in questions {
        let Question { machine, reviewed, question, id, .. } = asked;
        for list in [machine, reviewed] {
            list.retain(|language| {
                let there = question.contains_key(&language.value);
                if !there {
                    let place = Place::span(&path, language.span);
                    let diagnostic = Diagnostic::new(rule::paths::REVIEWED, place);
                    let diagnostic = diagnostic.with("question", &id.value);
                    diagnostics.push(diagnostic.with("language", language.value.tag()));
                }
                there
            });
        }
    }
}
