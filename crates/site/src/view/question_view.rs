//! What the page of a question may know: its words, where each answer leads, how far the translation is.

use serde::Serialize;

use super::{
    local::Local,
    text::{ContactView, Notice},
};

/// A question about where a reader stands.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionView {
    /// The address to which whoever must leave the page quickly is led.
    pub quick_exit: Option<String>,
    /// One more sentence below the question.
    pub hint: Option<Local>,
    /// The answers that lead somewhere, in the order of the file.
    pub answers: Vec<AnswerView>,
    /// The contacts to whom answers lead; the page shows them before those of every page.
    pub help: Vec<ContactView>,
    /// What is to be said of the translation.
    pub notice: Option<Notice>,
    /// Whether it is the first question, with which one begins.
    pub first: bool,
    /// The question from which one comes to this one soonest.
    pub previous: Option<QuestionLink>,
}

/// An answer: a link.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    /// The words.
    pub text: Local,
    /// One more sentence below them.
    pub hint: Option<Local>,
    /// The address to which it leads.
    pub href: String,
    /// What is there.
    pub goal: GoalKind,
    /// The title of the guide or page, or the name of the contact; none for a question, which says itself what it asks.
    pub title: Option<Local>,
}

/// What an answer leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalKind {
    /// Another question.
    Question,
    /// A guide or page, a section of one, or somebody without a number, further down on the same page.
    Text,
    /// Somebody to call, further down on the same page.
    Contact,
    /// Somebody who takes messages and no calls, further down on the same page.
    Messages,
}

/// A link to a question.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionLink {
    /// The address of its page.
    pub href: String,
    /// The question.
    pub title: Local,
}
