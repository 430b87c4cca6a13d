//! What was typed into a form, as changes of the file, and what is wrong with them beside the questions.

use super::super::{DataHandler, entries_of, pieces::Pairs, tree_of};
use super::{Case, sheet::Outcome};
use crate::{http::Asked, notes::view};
use trousseau_app::{
    edit::Refusal,
    entries::{
        self, Answers, Target,
        shape::{Field, Shape},
    },
};
use trousseau_core::{
    diagnostic::{Diagnostic, Severity},
    guide::{
        edit::entries::{Edit, Node, Step, at, parse},
        split,
    },
    messages,
    source::Source,
    yaml::Tree,
};
use trousseau_text::slug;

/// The fields of a form that are no answers.
const OWN_FIELDS: [&str; 10] =
    ["token", "hash", "seen", "step", "key", "at", "no_person", "file", "guide", "reason"];

impl DataHandler {
    /// Puts each error beside its question, and keeps those that are about none.
    pub(super) fn blame(&self, case: &Case, outcome: &mut Outcome, refusal: &Refusal) {
        let language = self.preview.language;
        let path = case.target.path();
        let after = refusal.sources.own(&path);
        for note in &refusal.diagnostics {
            let name =
                after.filter(|_| note.place.path == path).and_then(|after| question(case, after, note));
            let hint = messages::hint(language, note).unwrap_or_default();
            let text = format!("{} {hint}", messages::title(language, note));
            match name {
                Some(name) => {
                    let error = outcome.errors.entry(name).or_default();
                    if !error.contains(&text) {
                        error.push_str(if error.is_empty() { "" } else { " " });
                        error.push_str(&text);
                    }
                }
                None => outcome.notes.push(view(&self.preview, &refusal.sources, note)),
            }
        }
    }
}

/// The answers that were typed.
pub(super) fn typed(asked: &Asked, fields: &[Field]) -> Pairs {
    let pairs = asked.form.iter().flatten();
    // The guide of a word is an answer; that of a remark says where the remark stands.
    let is_asked = |name: &str| fields.iter().any(|field| field.name == name);
    let pairs = pairs.filter(|pair| !OWN_FIELDS.contains(&pair.0.as_str()) || is_asked(&pair.0));
    pairs.map(|(name, value)| (name.clone(), value.replace("\r\n", "\n"))).collect()
}

/// The answers of a new entry, with a short name that is free, made from the name when nobody wrote one.
pub(super) fn with_id(answers: Answers, case: &Case) -> Answers {
    let Target::Entry(list, None) = case.target else { return answers };
    if answers.one("id").is_some_and(|id| !id.is_empty())
        || !case.fields.iter().any(|field| field.name == "id")
    {
        return answers;
    }
    let source = case.project.toolkit().source_language();
    let named = case.fields.iter().find(|field| matches!(field.shape, Shape::Words { .. }) && field.required);
    let words = named.and_then(|field| answers.one(&format!("{}.{source}", field.name))).unwrap_or_default();
    let words: Vec<&str> = words.split_whitespace().take(5).collect();
    let near = slug::name(&words.join(" ")).unwrap_or_else(|| list.name().to_owned());
    let tree = tree_of(case.project, list).ok().flatten();
    let taken = |id: &str| {
        tree.as_ref()
            .is_some_and(|tree| entries_of(tree, list).iter().any(|one| entries::id(one) == Some(id)))
    };
    let mut id = near.clone();
    let mut number = 2;
    while taken(&id) {
        id = format!("{near}-{number}");
        number += 1;
    }
    answers.with("id", &id)
}

pub(super) fn edits(case: &Case, answers: &Answers) -> Vec<Edit> {
    let way = case.target.way();
    match (&case.target, case.frame.what, &case.tree) {
        (Target::Entry(list, Some(at)), "remove", _) => {
            vec![Edit::Remove { list: list.way(), at: *at, note: String::new() }]
        }
        (Target::Remark(_, at), "remove", _) => {
            let list = way.into_iter().take(1).collect();
            vec![Edit::Remove { list, at: *at, note: note(case) }]
        }
        (Target::Remark(..), _, Some(tree)) => {
            let mut all = entries::edits(&case.fields, tree, &way, answers, &case.languages);
            all.extend(no_person(case, tree, &way, &all));
            all
        }
        (Target::Entry(list, None), ..) => {
            let value = entries::new_entry(&case.fields, answers, &case.languages);
            let tree =
                case.project.sources.own(&list.path()).and_then(|source| parse(source.text().ok()?).ok());
            let there =
                tree.as_ref().is_some_and(|tree| at(tree, &way).is_some_and(|list| !list.items().is_empty()));
            entries::added(&way, value, there)
        }
        (_, _, Some(tree)) => entries::edits(&case.fields, tree, &way, answers, &case.languages),
        _ => Vec::new(),
    }
}

/// The question that a diagnostic about the new file is about.
fn question(case: &Case, after: &Source, note: &Diagnostic) -> Option<String> {
    let span = note.place.span.filter(|_| note.severity == Severity::Error)?;
    let text = after.text().ok()?;
    let (tree, offset) = match &case.target {
        Target::Entry(list, place) => {
            let tree = parse(text).ok()?;
            let all = entries_of(&tree, *list);
            (all.get(place.unwrap_or(all.len().saturating_sub(1)))?.clone(), 0)
        }
        Target::Toolkit(_) => (parse(text).ok()?, 0),
        Target::Head(..) | Target::Remark(..) => {
            let parts = split::split(text, &after.path).ok()?;
            let head = parse(parts.front_matter).ok()?;
            (at(&head, &case.target.way())?.clone(), parts.front_matter_offset)
        }
    };
    let start = span.start.checked_sub(offset)?;
    let inside = tree.span.start <= start && start <= tree.span.end;
    inside.then(|| entries::field_at(&tree, (start..start).into())).flatten()
}

/// The comment in the place of a remark that is taken away: its number, the day, and why.
fn note(case: &Case) -> String {
    let reason = entries::clean(case.asked.field("reason").unwrap_or_default()).replace('\n', " ");
    format!("{} ({}) : {reason}", case.frame.of, case.project.today)
}

/// What is said about persons goes with the words of which it was said.
fn no_person(case: &Case, remark: &Tree, way: &[Step], changes: &[Edit]) -> Option<Edit> {
    let key = "no_person".to_owned();
    let home = way.to_vec();
    let is_proposal =
        |edit: &Edit| matches!(edit, Edit::Set { key, .. } | Edit::Unset { key, .. } if key == "proposal");
    let is_new = changes.iter().any(is_proposal);
    match (case.asked.field("no_person").is_some(), remark.get("no_person").is_some()) {
        (true, false) => {
            let before = vec!["proposal".to_owned()];
            Some(Edit::Set { home, key, value: Node::Plain("true".to_owned()), before })
        }
        (false, true) if is_new => Some(Edit::Unset { home, key }),
        _ => None,
    }
}
