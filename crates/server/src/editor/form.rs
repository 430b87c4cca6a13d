//! The forms of the desk: questions, typed answers, and the errors beside them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::remarks::Remark;
use crate::{http::Asked, overlay::NoteView, pages::word};
use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    guide::remark::fields,
    messages,
    source::Sources,
};
use trousseau_text::{
    Fingerprint, Language,
    diff::{self, Piece},
};

/// The name of the box that says that no person is meant.
const NO_PERSON: &str = "no_person";

/// The view of a page with a form.
#[derive(Default, Serialize)]
pub struct Form {
    /// The last part of the address to which it is sent; also the key of its words.
    pub name: &'static str,
    /// The guide it is about: its slug and its title in the source language.
    pub guide: String,
    pub title: String,
    pub lang: &'static str,
    /// The number of the remark it is about; "" for others.
    pub id: String,
    /// The remark it is about.
    pub remark: Option<Remark>,
    pub token: String,
    /// The hash of the guide's file when the form was made.
    pub hash: String,
    /// The outcome of the last try, as the name of a message.
    pub message: &'static str,
    pub why: String,
    /// What has to be done first, as the name of a word, and where.
    pub first: &'static str,
    pub href: String,
    pub groups: Vec<Group>,
    /// Whether the change is shown before it is written.
    pub careful: bool,
    /// The change to be confirmed; `None` at first.
    pub preview: Option<Proposed>,
    pub notes: Vec<NoteView>,
}

/// A change before it is written.
#[derive(Default, Serialize)]
pub struct Proposed {
    /// The hash of the changed file: it is written only if it still has this hash when the form is sent again.
    pub hash: String,
    pub lines: Vec<Line>,
    /// Messages about what follows from the change.
    pub says: Vec<String>,
}

/// A line of the change, with a sign (`+`, `-`, `~`) for readers who do not see colours.
#[derive(Serialize)]
pub struct Line {
    sign: &'static str,
    kind: &'static str,
    pieces: Vec<(&'static str, String)>,
}

/// A group of questions.
#[derive(Serialize)]
pub struct Group {
    pub legend: String,
    pub fields: Vec<Field>,
}

/// A question.
#[derive(Serialize)]
pub struct Field {
    name: &'static str,
    kind: &'static str,
    label: String,
    help: String,
    value: String,
    choices: Vec<Choice>,
    error: String,
}

/// A line of a list, or a box to tick.
#[derive(Serialize)]
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    /// The language of the label, if the label is the name of a language in that language.
    pub lang: Option<&'static str>,
    pub chosen: bool,
}

/// The answers that were typed into a form, and their errors.
pub struct Typed<'a> {
    pub asked: &'a Asked,
    pub language: Language,
    pub errors: BTreeMap<&'static str, String>,
    /// Whether something may say who somebody is, so that it is asked if a person is meant.
    pub doubtful: bool,
}

impl<'a> Typed<'a> {
    pub fn new(asked: &'a Asked, language: Language) -> Self {
        Self { asked, language, errors: BTreeMap::new(), doubtful: false }
    }

    /// An answer, without white space around it.
    pub fn text(&self, name: &str) -> &'a str {
        self.asked.field(name).unwrap_or_default().trim()
    }

    /// The values of all boxes of this name that were ticked.
    pub fn all(&self, name: &str) -> Vec<String> {
        let pairs = self.asked.form.iter().flatten();
        pairs.filter(|pair| pair.0 == name).map(|pair| pair.1.clone()).collect()
    }

    /// An answer parsed by `read`; when it fails, the error is shown beside the question.
    pub fn read<T, E>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, E>,
        error: impl FnOnce(E) -> String,
    ) -> Option<T> {
        let text = self.text(name);
        if text.is_empty() {
            self.errors.insert(name, word(self.language, "form", "empty").to_owned());
            return None;
        }
        read(text).map_err(|cause| self.errors.insert(name, error(cause))).ok()
    }

    /// An answer from a list of choices.
    pub fn choose<T, E>(&mut self, name: &'static str, read: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let error = word(self.language, "form", "unknown").to_owned();
        self.read(name, read, |_| error)
    }

    /// Shows each diagnostic beside the question that it is about, and returns those that are about none.
    pub fn blame<'n>(&mut self, notes: &'n [Diagnostic], sources: &Sources) -> Vec<&'n Diagnostic> {
        let mut others = Vec::new();
        for note in notes {
            let name = match note.rule {
                rule::feedback::RESOLVED_UNKNOWN
                | rule::feedback::RESOLVED_OLDER
                | rule::feedback::NOT_ACCEPTED => "version",
                rule::versions::COLLEGES => "validated_by",
                rule::versions::UNFINISHED | rule::guide::COLLEGES => "status",
                rule if rule.area() == "privacy" && is_in(note, sources, "urgent") => "urgent",
                rule if rule.area() == "privacy" => "summary",
                _ => {
                    others.push(note);
                    continue;
                }
            };
            self.blame_on(name, note);
        }
        others
    }

    /// Puts a note beside a question.
    pub fn blame_on(&mut self, name: &'static str, note: &Diagnostic) {
        let hint = messages::hint(self.language, note).unwrap_or_default();
        let said = format!("{} {hint}", messages::title(self.language, note));
        let error = self.errors.entry(name).or_default();
        if !error.contains(&said) {
            error.push_str(if error.is_empty() { "" } else { " " });
            error.push_str(&said);
        }
    }

    /// A question that is answered with a text: `text`, `number`, `month` or `area`.
    pub fn field(&self, name: &'static str, kind: &'static str, default: &str) -> Field {
        let value = self.asked.field(name).unwrap_or(default).to_owned();
        Field {
            name,
            kind,
            label: label(self.language, name),
            help: word(self.language, "help", name).to_owned(),
            value,
            choices: Vec::new(),
            error: self.errors.get(name).cloned().unwrap_or_default(),
        }
    }

    /// A question with a list of choices. Without a default, an empty choice comes first.
    pub fn select(&self, name: &'static str, choices: &[(String, String)], default: &str) -> Field {
        let mut field = self.field(name, "select", default);
        let none = (String::new(), "–".to_owned());
        let none = (default.is_empty() && choices.iter().all(|choice| !choice.0.is_empty())).then_some(&none);
        let choice = |(value, label): &(String, String)| Choice {
            chosen: *value == field.value,
            lang: Language::find(value).filter(|_| name == "lang").map(|language| language.html()),
            value: value.clone(),
            label: label.clone(),
        };
        field.choices = none.into_iter().chain(choices).map(choice).collect();
        field
    }

    /// Whether the box was ticked that says that an answer means no person. It holds for the words that were asked about: other
    /// words are asked about again.
    pub fn means_no_person(&self, name: &str) -> bool {
        self.all(NO_PERSON).contains(&self.asked_about(name))
    }

    /// The box that says that an answer means no person, when something in it may.
    pub fn no_person(&self, name: &str) -> Option<Field> {
        let label = || word(self.language, "form", "no-person").to_owned();
        self.doubtful.then(|| self.boxes(NO_PERSON, &[(self.asked_about(name), label())]))
    }

    /// What stands for the words that somebody is asked about.
    fn asked_about(&self, name: &str) -> String {
        Fingerprint::of(self.text(name).as_bytes()).to_string()
    }

    /// A question with boxes to tick.
    pub fn boxes(&self, name: &'static str, choices: &[(String, String)]) -> Field {
        let ticked = self.all(name);
        let choice = |(value, label): &(String, String)| Choice {
            chosen: ticked.contains(value),
            lang: None,
            value: value.clone(),
            label: label.clone(),
        };
        Field { choices: choices.iter().map(choice).collect(), ..self.field(name, "boxes", "") }
    }

    /// Questions under a title of their own.
    pub fn group(&self, legend: &str, fields: Vec<Field>) -> Group {
        Group { legend: word(self.language, "legend", legend).to_owned(), fields }
    }
}

/// The label of a question. A field of a remark that the desk calls nothing else is asked for as at the terminal.
fn label(language: Language, name: &str) -> String {
    let asked = || fields::written().find(|spec| spec.field.name() == name).map_or("", |spec| spec.question);
    match word(language, "field", name) {
        "" => messages::say(language, asked(), &[]),
        label => label.to_owned(),
    }
}

/// The changed lines, with the lines around them.
pub fn lines(old: &str, new: &str) -> Vec<Line> {
    shown(diff::lines(old, new))
}

/// Changed lines as a page shows them.
pub fn shown(lines: Vec<diff::Line>) -> Vec<Line> {
    let all = lines.into_iter();
    all.map(|line| {
        let line = match line {
            diff::Line::Same(text) => (" ", "same", vec![("same", text)]),
            diff::Line::Skipped => (" ", "same", vec![("same", "…".to_owned())]),
            diff::Line::Gone(text) => ("-", "gone", vec![("gone", text)]),
            diff::Line::New(text) => ("+", "new", vec![("new", text)]),
            diff::Line::Changed(pieces) => ("~", "changed", pieces.into_iter().map(piece).collect()),
        };
        Line { sign: line.0, kind: line.1, pieces: line.2 }
    })
    .collect()
}

fn piece(piece: Piece) -> (&'static str, String) {
    match piece {
        Piece::Same(text) => ("same", text),
        Piece::Gone(text) => ("gone", text),
        Piece::New(text) => ("new", text),
    }
}

/// Whether a diagnostic stands on the line of a head that has this name.
fn is_in(note: &Diagnostic, sources: &Sources, name: &str) -> bool {
    let text = sources.own(&note.place.path).and_then(|source| source.text().ok()).unwrap_or_default();
    let before = note.place.span.and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim_start().trim_start_matches("- ").starts_with(&format!("{name}:"))
}
