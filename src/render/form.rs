//! The form that people fill with a pen: one side of paper, black on white, no script.

use serde::Serialize;

use super::{isolate::isolate, page::policy};
use crate::{
    diagnostic::Noted,
    theme::{Theme, css, functions::Setting, strings::Strings},
    view::form::FormView,
};

/// The words of the form that boxes stand before, in their order.
const QUESTIONS: [(&str, &[&str]); 4] = [
    ("source", &["household", "social_worker", "landlord_staff", "association_staff", "interpreter", "peer"]),
    ("channel", &["meeting", "paper_form", "interview", "phone"]),
    (
        "theme",
        &[
            "unclear_word",
            "too_long",
            "missing_step",
            "wrong_fact",
            "picture",
            "translation",
            "print",
            "other",
        ],
    ),
    ("severity", &["1", "2", "3"]),
];

/// What the template gets beside the words.
#[derive(Serialize)]
struct Page<'a> {
    form: &'a FormView,
    questions: Vec<Question<'a>>,
    css: &'a str,
    csp: &'a str,
}

/// A question with boxes to tick.
#[derive(Serialize)]
struct Question<'a> {
    name: &'static str,
    title: &'a str,
    answers: Vec<&'a str>,
}

/// The form as a page; none, and notes, when the theme has a mistake.
pub fn form(view: &FormView, theme: &Theme) -> Noted<Option<Vec<u8>>> {
    let strings = theme.strings(view.language);
    let sheet = theme.assets.source("assets/form.css").and_then(|source| source.text().ok());
    let css = css::minify(sheet.unwrap_or_default());
    let questions = QUESTIONS.iter().map(|(name, answers)| question(name, answers, strings)).collect();
    let page = Page { form: view, questions, css: &css, csp: &policy([css.as_str()]) };
    let setting = Setting { root: String::new(), strings: strings.clone() };
    let html = theme.templates().render("form.html", &page, setting);
    html.map(|html| html.map(|html| isolate(&html, view.language, theme.latin).into_bytes()))
}

fn question<'a>(name: &'static str, answers: &[&str], strings: &'a Strings) -> Question<'a> {
    let answers = answers.iter().map(|answer| strings.get(&format!("form.{name}.{answer}"))).collect();
    Question { name, title: strings.get(&format!("form.fields.{name}")), answers }
}
