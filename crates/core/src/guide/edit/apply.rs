//! Changes of a front matter: made in its text, and judged by what is read from it.
//!
//! A change is stated twice: as what the front matter must hold afterwards, and as bytes put between the bytes of the
//! file. The text is taken only when it reads as exactly what it must hold; so whatever odd form of YAML somebody uses,
//! the worst that happens is a refusal.

use super::{
    scalar::{Entry, Value},
    splice,
    step::{Home, Step},
};
use crate::{
    diagnostic::{Diagnostic, Place, Span, rule},
    guide::split,
    source::SourcePath,
    yaml::{self, Branch, Key, Tree},
};

/// The file after some steps, one after the other. A diagnostic when the front matter cannot be read, or is written in a
/// form in which a step cannot be made without a risk. The path of a diagnostic is empty: only the caller knows the
/// file's name.
pub fn apply(text: &str, steps: &[Step]) -> Result<String, Diagnostic> {
    let nowhere: SourcePath = "".into();
    let parts = split::split(text, &nowhere)?;
    let eol = if text[..parts.front_matter_offset].ends_with("\r\n") { "\r\n" } else { "\n" };
    let read = |front_matter: &str| {
        yaml::parse(front_matter).map_err(|stop| stop.diagnostic(&nowhere, parts.front_matter_offset))
    };
    let mut front_matter = parts.front_matter.to_owned();
    let mut tree = read(&front_matter)?;
    for step in steps {
        let refused = || refusal(&tree, step, parts.front_matter_offset, &nowhere);
        let wanted = intend(&tree, step).ok_or_else(refused)?;
        let fits = |new: String| Some((read(&new).ok().filter(|tree| tree.is_same(&wanted))?, new));
        (tree, front_matter) =
            splice::splice(&front_matter, &tree, step, eol).into_iter().find_map(fits).ok_or_else(refused)?;
    }
    let rest = parts.front_matter_offset + parts.front_matter.len();
    let new = format!("{}{front_matter}{}", &text[..parts.front_matter_offset], &text[rest..]);
    match split::split(&new, &nowhere) {
        Ok(again) if again.front_matter == front_matter && again.body == parts.body => Ok(new),
        _ => Err(Diagnostic::new(rule::edit::FORM, Place::file(&nowhere)).with("key", "---")),
    }
}

fn refusal(tree: &Tree, step: &Step, offset: usize, path: &SourcePath) -> Diagnostic {
    let key = match step {
        Step::First(key, _) | Step::Last(key, _) => key,
        Step::Set(Home::Entry(list, _), ..) | Step::Unset(Home::Entry(list, _), _) => list,
        Step::Set(Home::FrontMatter, key, _) | Step::Unset(Home::FrontMatter, key) => key,
    };
    let place = match tree.get(key) {
        Some((key, _)) => Place::span(path, offset + key.span.start..offset + key.span.end),
        None => Place::file(path),
    };
    Diagnostic::new(rule::edit::FORM, place).with("key", key)
}

/// What the front matter must hold after a step; none when there is nothing that the step could change.
fn intend(tree: &Tree, step: &Step) -> Option<Tree> {
    let mut tree = tree.clone();
    match step {
        Step::First(list, entry) => items(&mut tree, list)?.insert(0, map(entry)),
        Step::Last(list, entries) => items(&mut tree, list)?.extend(entries.iter().map(map)),
        Step::Set(home, field, value) => match fields(&mut tree, *home)? {
            fields if fields.iter().any(|(key, _)| key.name == *field) => {
                fields
                    .iter_mut()
                    .filter(|(key, _)| key.name == *field)
                    .for_each(|(_, old)| *old = leaf(value));
            }
            fields => fields.push((key(field), leaf(value))),
        },
        Step::Unset(home, field) => fields(&mut tree, *home)?.retain(|(key, _)| key.name != *field),
    }
    Some(tree)
}

/// The items of a list of the front matter; one that is empty or missing is made.
fn items<'a>(tree: &'a mut Tree, list: &str) -> Option<&'a mut Vec<Tree>> {
    let entries = fields(tree, Home::FrontMatter)?;
    if !entries.iter().any(|(key, _)| key.name == list) {
        entries.push((key(list), grown(Branch::Null)));
    }
    let (_, value) = entries.iter_mut().find(|(key, _)| key.name == list)?;
    if matches!(value.branch, Branch::Null) {
        value.branch = Branch::List(Vec::new());
    }
    if let Branch::List(items) = &mut value.branch { Some(items) } else { None }
}

fn fields(tree: &mut Tree, home: Home) -> Option<&mut Vec<(Key, Tree)>> {
    let tree = match home {
        Home::FrontMatter => tree,
        Home::Entry(list, place) => items(tree, list)?.get_mut(place)?,
    };
    if let Branch::Map(entries) = &mut tree.branch { Some(entries) } else { None }
}

fn map(entry: &Entry) -> Tree {
    grown(Branch::Map(entry.iter().map(|(field, value)| (key(field), leaf(value))).collect()))
}

fn leaf(value: &Value) -> Tree {
    match value {
        Value::Plain(text) | Value::Words(text) => grown(Branch::Text(text.clone())),
    }
}

fn key(name: &str) -> Key {
    Key { span: Span::default(), name: name.to_owned(), wrong: false }
}

fn grown(branch: Branch) -> Tree {
    Tree { span: Span::default(), branch }
}
