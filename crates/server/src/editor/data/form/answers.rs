//! What was typed into a form, as changes of the file, and what is wrong with them beside the questions.

use super::super::{DataHandler, entries_of, pieces::Pairs, tree_of};
use super::{Case, sheet::Outcome};
use crate::{http::Asked, notes::view};
use trousseau_app::{
    edit::Refusal,
    entries::{self, Answers, Target, shape::Shape},
};
use trousseau_core::{
    diagnostic::{Diagnostic, Severity},
    guide::{
        edit::entries::{Edit, at, parse},
        split,
    },
    messages,
    source::Source,
};
use trousseau_text::slug;

/// The fields of a form that are no answers.
const OWN_FIELDS: [&str; 8] = ["token", "hash", "seen", "step", "key", "at", "no_person", "file"];

impl DataHandler {
    /// Puts each error beside its question, and keeps those that are about none.
    pub(super) fn blame(&self, case: &Case, outcome: &mut Outcome, refusal: &Refusal) {
        let language = self.preview.language;
        let path = case.target.path();
        let after = refusal.sources.get(&path);
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
pub(super) fn typed(asked: &Asked) -> Pairs {
    let pairs = asked.form.iter().flatten();
    pairs.filter(|pair| !OWN_FIELDS.contains(&pair.0.as_str())).cloned().collect()
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
    let near = slug::slug(&words.join(" "));
    let near = if slug::is_slug(&near) { near } else { list.name().to_owned() };
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
        (Target::Entry(list, Some(place)), "remove", _) => {
            vec![Edit::Remove { list: list.way(), at: *place }]
        }
        (Target::Entry(list, None), ..) => {
            let value = entries::new_entry(&case.fields, answers, &case.languages);
            let tree =
                case.project.sources.get(&list.path()).and_then(|source| parse(source.text().ok()?).ok());
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
        Target::Head(..) => {
            let parts = split::split(text, &after.path).ok()?;
            (parse(parts.front_matter).ok()?, parts.front_matter_offset)
        }
    };
    let start = span.start.checked_sub(offset)?;
    let inside = tree.span.start <= start && start <= tree.span.end;
    inside.then(|| entries::field_at(&tree, (start..start).into())).flatten()
}
