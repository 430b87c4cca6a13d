//! What is made of the toolkit itself, for walls and counters: the way, the codes of all languages, phrases to point at.

use serde::Serialize;

use super::{LeafletView, StageMark};
use crate::view::{
    local::Local,
    page_builder::PageBuilder,
    phrases::{PhrasesView, phrases},
    site_context,
    text::{NoticeKind, Phone},
};
use trousseau_core::{
    library::{
        address,
        paths::{Goal, goal},
    },
    toolkit::{
        Answer, Question,
        format::{Flow, Layout},
        question::Reading,
    },
    yaml::Words,
};
use trousseau_text::Language;

/// Something that is made of the toolkit itself.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Wall {
    /// The way in its stages.
    Poster(PosterView),
    /// A code for each language.
    Codes {
        /// The languages, in the order of the toolkit.
        codes: Vec<CodeView>,
    },
    /// Phrases to point at.
    Signs(PhrasesView),
    /// The questions about where a reader stands.
    Questions(QuestionsView),
}

/// All questions on one sheet.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionsView {
    /// The questions, in the order of the toolkit.
    pub questions: Vec<QuestionSign>,
    /// What is to be said of the translation.
    pub notice: Option<NoticeKind>,
    /// The number for whoever has no roof tonight.
    pub tonight: Option<Phone>,
    /// The public address of the first question in this language.
    pub url: Option<String>,
}

/// A question on a sheet: its number is its place, from 1.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionSign {
    /// The id, for diagnostics.
    pub id: String,
    /// The question.
    pub text: Local,
    /// The answers that lead somewhere.
    pub answers: Vec<AnswerSign>,
}

/// An answer on a sheet, and where it leads.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerSign {
    /// The words.
    pub text: Local,
    /// What is to be done then.
    pub to: AnswerGoal,
}

/// What an answer on a sheet leads to.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerGoal {
    /// The question with this number.
    Question(usize),
    /// A text: its title, and the end of its short address where there is one.
    Text(Local, Option<String>),
    /// Somebody to call, or to write to.
    Contact(Local, Option<Phone>),
}

/// A poster of the way.
#[derive(Clone, Debug, Serialize)]
pub struct PosterView {
    /// What the toolkit is for.
    pub tagline: Local,
    /// The stages with a number, in order.
    pub stages: Vec<StageSign>,
    /// The number for whoever has no roof tonight.
    pub tonight: Option<Phone>,
    /// The public address of the home page in this language.
    pub url: Option<String>,
}

/// A stage on a poster.
#[derive(Clone, Debug, Serialize)]
pub struct StageSign {
    /// Its number, name and pictogram.
    pub mark: StageMark,
    /// What happens in it.
    pub summary: Local,
}

/// The code of a language.
#[derive(Clone, Debug, Serialize)]
pub struct CodeView {
    /// The language.
    pub language: Language,
    /// The public address of its home page.
    pub url: String,
}

impl PageBuilder<'_> {
    /// What a layout makes of the toolkit itself.
    pub fn wall(&self, layout: &'static Layout) -> LeafletView {
        let wall = match layout.flow {
            Flow::Codes => Wall::Codes { codes: self.codes() },
            Flow::Questions => Wall::Questions(self.questions()),
            Flow::Signs => Wall::Signs(phrases(&self.library.toolkit, self.language)),
            _ => Wall::Poster(self.poster()),
        };
        LeafletView { wall: Some(wall), ..self.paper(layout, Vec::new()) }
    }

    fn poster(&self) -> PosterView {
        let sign = |stage: &site_context::StageRecord| StageSign {
            mark: StageMark {
                number: stage.number,
                name: stage.name.clone(),
                pictogram: stage.pictogram.clone(),
            },
            summary: stage.summary.clone(),
        };
        let numbered = self.context.stages.iter().filter(|stage| stage.number.is_some());
        PosterView {
            tagline: self.context.tagline.clone(),
            stages: numbered.map(sign).collect(),
            tonight: self.context.tonight.clone(),
            url: self.home_of(self.language),
        }
    }

    fn questions(&self) -> QuestionsView {
        let toolkit = &self.library.toolkit;
        let source = toolkit.source_language();
        let local = |words: &Words| site_context::local(words, self.language, source);
        let answer =
            |answer: &Answer| Some(AnswerSign { text: local(&answer.text), to: self.leads(answer)? });
        let question = |question: &Question| QuestionSign {
            id: question.id.value.clone(),
            text: local(&question.question),
            answers: question.answers.iter().filter_map(answer).collect(),
        };
        let readings = toolkit.questions.iter().map(|question| question.reading(self.language, source));
        let is_draft = readings.into_iter().any(|one| matches!(one, Reading::Machine | Reading::Draft));
        QuestionsView {
            questions: toolkit.questions.iter().map(question).collect(),
            notice: is_draft.then_some(NoticeKind::Draft),
            tonight: self.context.tonight.clone(),
            url: self.home_of(self.language).map(|home| format!("{home}{}", address::SITUATIONS)),
        }
    }

    fn leads(&self, answer: &Answer) -> Option<AnswerGoal> {
        let (library, language) = (self.library, self.language);
        match goal(library, &answer.to) {
            Goal::Question(place) => Some(AnswerGoal::Question(place + 1)),
            Goal::Text { slug, .. } => {
                let guide = library.guide(slug).map(|guide| site_context::record(guide, language));
                let page = || library.page(slug).map(|page| site_context::record(page, language));
                let number = library.toolkit.number(slug).filter(|_| self.base_url.is_some());
                let short = number.map(|number| format!("/{}/{number}", language.tag()));
                Some(AnswerGoal::Text(guide.or_else(page)?.title, short))
            }
            Goal::Contact(contact) => {
                let view = site_context::contact_view(contact, language, &library.toolkit);
                Some(AnswerGoal::Contact(view.name, view.phone))
            }
            Goal::Nothing(_) => None,
        }
    }

    fn codes(&self) -> Vec<CodeView> {
        let languages = self.library.toolkit.languages.iter();
        languages
            .filter_map(|language| Some(CodeView { language: *language, url: self.home_of(*language)? }))
            .collect()
    }

    /// The public address of the home page of a language.
    fn home_of(&self, language: Language) -> Option<String> {
        self.base_url.map(|base| format!("{base}{}/", language.tag()))
    }
}
