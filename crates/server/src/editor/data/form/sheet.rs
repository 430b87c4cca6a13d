//! The page of a form: its questions, what is wrong with the answers, and what would change.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::{
    DataHandler, hash,
    pieces::{Making, Pairs, Piece, label},
};
use super::Case;
use crate::{
    editor::{edit, form::Line},
    http::Reply,
    notes::{Shown, live},
    overlay::NoteView,
    pages::{EditorPage, page, word},
    replies::reply,
};
use trousseau_app::entries::{
    Target, Wrong,
    shape::{Field, Shape},
};
use trousseau_core::diagnostic::excerpt::Cursor;
use trousseau_text::{Language, diff};

/// What a form is, whatever came of it.
#[derive(Clone, Default, Serialize)]
pub(super) struct Frame {
    /// The key of its words.
    pub list: &'static str,
    /// What it does: `new`, `change`, `remove` or `head`.
    pub what: &'static str,
    /// Whose form it is, for its title.
    pub of: String,
    pub action: String,
    pub back: String,
    /// The page of a text.
    pub page: String,
    pub key: String,
    pub at: String,
    pub file: String,
    /// The guide of a remark, and why it is taken away.
    pub guide: String,
    pub reason: String,
    /// The outcome of the last change, as the name of a message, and the number by which it can be undone.
    pub message: &'static str,
    pub undo: String,
}

/// The view of a form.
#[derive(Default, Serialize)]
pub(super) struct Sheet {
    #[serde(flatten)]
    pub frame: Frame,
    pub lang: &'static str,
    /// The lines of the file, in the editor of texts.
    pub yaml: String,
    pub token: String,
    pub hash: String,
    pub pieces: Vec<Piece>,
    pub faults: Vec<Problem>,
    pub notes: Vec<NoteView>,
    /// What stands for the words that may say who somebody is; "" when none do.
    pub person: String,
    /// Whether somebody said that no person is meant.
    pub is_nobody: bool,
    pub preview: Option<Proposed>,
}

/// A fault, with the question that it is about.
#[derive(Serialize)]
pub(super) struct Problem {
    pub name: String,
    pub label: String,
    pub text: String,
}

/// A change before it is written.
#[derive(Serialize)]
pub(super) struct Proposed {
    pub hash: String,
    pub fields: Vec<Changed>,
    pub lines: Vec<Line>,
}

/// What changes in one answer.
#[derive(Serialize)]
pub(super) struct Changed {
    pub label: String,
    pub lang: &'static str,
    pub dir: &'static str,
    pub pieces: Vec<(&'static str, String)>,
}

/// What came of the answers of a form.
#[derive(Default)]
pub(super) struct Outcome {
    pub values: Pairs,
    pub theirs: Option<Pairs>,
    pub errors: BTreeMap<String, String>,
    pub message: &'static str,
    pub notes: Vec<NoteView>,
    pub person: String,
    /// Whether somebody said that no person is meant.
    pub is_nobody: bool,
    pub preview: Option<Proposed>,
}

impl DataHandler {
    /// What changes, answer by answer.
    pub(super) fn changed(&self, case: &Case, values: &Pairs, shown: &Pairs) -> Vec<Changed> {
        let removed = case.frame.what == "remove";
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in shown.iter().chain(values) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let text = |pairs: &Pairs, name: &str| {
            let all = pairs.iter().filter(|pair| pair.0 == name).map(|pair| pair.1.trim());
            all.filter(|one| !one.is_empty()).collect::<Vec<_>>().join("\n").replace("\r\n", "\n")
        };
        let one = |name: &&str| {
            // What was not asked for, such as the short name, stays.
            if !removed && values.iter().all(|pair| pair.0 != **name) {
                return None;
            }
            let (old, new) = (text(shown, name), if removed { String::new() } else { text(values, name) });
            if old == new
                || case.frame.what == "new" && self.is_usual(case, name, &new)
                || removed && self.is_usual(case, name, &old)
            {
                return None;
            }
            let language = name.rsplit('.').next().and_then(Language::find).filter(|_| name.contains('.'));
            Some(Changed {
                label: full_label(self.preview.language, &case.fields, name),
                lang: language.map_or("", |language| language.html()),
                dir: language.map_or("auto", |language| language.direction().name()),
                pieces: words(&old, &new),
            })
        };
        names.iter().filter_map(one).collect()
    }

    /// Whether an answer is what counts without one.
    fn is_usual(&self, case: &Case, name: &str, value: &str) -> bool {
        case.fields.iter().any(|field| field.name == name && field.default == value)
    }

    pub(super) fn page(&self, status: u16, case: &Case, outcome: Outcome) -> Reply {
        let language = self.preview.language;
        let text = match &case.target {
            Target::Head(_, path) | Target::Remark(path, _) => Some(path),
            Target::Entry(..) | Target::Toolkit(_) => None,
        };
        let making = Making {
            project: case.project,
            language,
            text,
            values: &outcome.values,
            theirs: outcome.theirs.as_ref(),
            errors: &outcome.errors,
            is_new: case.frame.what == "new",
        };
        let pieces = if case.frame.what == "remove" { Vec::new() } else { making.pieces(&case.fields, "") };
        let problem = |(name, text): (&String, &String)| Problem {
            name: name.clone(),
            label: full_label(language, &case.fields, name),
            text: text.clone(),
        };
        let path = case.target.path();
        let line = case.project.sources.own(&path).zip(case.tree.as_ref()).map_or(1, |(source, tree)| {
            let is_entry = matches!(case.target, Target::Entry(..));
            if is_entry { Cursor::new(&source.bytes).to(tree.span.start).line } else { 1 }
        });
        let message = if outcome.message.is_empty() { case.frame.message } else { outcome.message };
        let frame = Frame { message, ..case.frame.clone() };
        let sheet = Sheet {
            lang: case.project.toolkit().source_language().html(),
            token: self.preview.token.clone(),
            hash: hash(case.project, &path),
            yaml: case
                .project
                .sources
                .own(&path)
                .map(|source| format!("{}&line={line}", edit(&source.path)))
                .unwrap_or_default(),
            pieces,
            faults: outcome.errors.iter().map(problem).collect(),
            notes: outcome.notes,
            person: outcome.person,
            is_nobody: outcome.is_nobody,
            preview: outcome.preview,
            frame,
        };
        reply(status, page(EditorPage::Entry, &sheet, &live(&self.preview, case.snapshot, &Shown::default())))
    }
}

/// The words of an answer that go and that come.
fn words(old: &str, new: &str) -> Vec<(&'static str, String)> {
    let mut pieces = Vec::new();
    for line in diff::lines(old, new) {
        match line {
            diff::Line::Same(text) => pieces.push(("same", text)),
            diff::Line::Skipped => pieces.push(("same", "…".to_owned())),
            diff::Line::Gone(text) => pieces.push(("gone", text)),
            diff::Line::New(text) => pieces.push(("new", text)),
            diff::Line::Changed(all) => pieces.extend(all.into_iter().map(|piece| match piece {
                diff::Piece::Same(text) => ("same", text),
                diff::Piece::Gone(text) => ("gone", text),
                diff::Piece::New(text) => ("new", text),
            })),
        }
        pieces.push(("end", String::new()));
    }
    pieces.pop();
    pieces
}

/// What a question is called, with the groups in which it stands: "Chiffres 1, Année".
fn full_label(language: Language, fields: &[Field], name: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut inner = fields;
    for part in name.split('.') {
        match inner.iter().find(|field| field.name == part) {
            Some(field) => {
                parts.push(label(language, field));
                match &field.shape {
                    Shape::Group(below) | Shape::Rows(below) => inner = below,
                    _ => {}
                }
            }
            None => match part.parse::<usize>() {
                Ok(place) => parts.push((place + 1).to_string()),
                Err(_) => parts.extend(Language::find(part).map(|own| own.name().to_owned())),
            },
        }
    }
    parts.join(", ")
}

pub(super) fn said(language: Language, wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Missing => word(language, "form", "empty"),
        Wrong::Unknown => word(language, "form", "unknown"),
        Wrong::Number => word(language, "data", "number"),
        Wrong::Day => word(language, "data", "day"),
    }
}
