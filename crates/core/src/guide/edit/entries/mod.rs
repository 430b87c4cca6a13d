//! Changes of entries of a YAML file, and of any field of a front matter, that keep every other byte of the file.
//!
//! As for a remark or a version, each change is stated twice: as what must be read afterwards, and as bytes put between the bytes
//! of the file. A text that does not read as exactly what was meant is not given back.

mod bytes;
mod intend;
mod node;
#[cfg(test)]
mod tests;

pub use node::Node;

use super::splice::is_sound;
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    guide::split,
    source::SourcePath,
    yaml::{self, Branch, Tree},
};

/// A step from a value to one that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// The item of a list, from 0.
    At(usize),
}

/// One change of a YAML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Gives a key of a map a value, whether it is there or not.
    Set {
        /// The way to the map.
        home: Vec<Step>,
        /// The key.
        key: String,
        /// The new value.
        value: Node,
        /// The keys that stand before it, in their order: a new key goes behind the last of them that is there.
        before: Vec<String>,
    },
    /// Removes a key with its value.
    Unset {
        /// The way to the map.
        home: Vec<Step>,
        /// The key.
        key: String,
    },
    /// Adds an item at the end of a list.
    Add {
        /// The way to the list; empty when the file is the list.
        list: Vec<Step>,
        /// The new item.
        value: Node,
    },
    /// Removes an item of a list.
    Remove {
        /// The way to the list.
        list: Vec<Step>,
        /// Which item, from 0.
        at: usize,
        /// A comment that takes its place, without its sign; "" for none.
        note: String,
    },
}

/// What a YAML text holds, with the place of each value; a file with nothing but comments holds nothing. The place counts from the
/// byte order mark, where there is one.
pub fn parse(text: &str) -> Result<Tree, Diagnostic> {
    read(text.strip_prefix(MARK).unwrap_or(text), &"".into(), 0)
}

/// The value at the end of a way.
pub fn at<'a>(tree: &'a Tree, way: &[Step]) -> Option<&'a Tree> {
    way.iter().try_fold(tree, |tree, step| match step {
        Step::Key(key) => tree.get(key).map(|(_, value)| value),
        Step::At(place) => tree.items().get(*place),
    })
}

/// A YAML file after some changes, one after the other. A diagnostic, with an empty path, when it cannot be read, or is written in
/// a form in which a change cannot be made without a risk.
pub fn in_file(text: &str, edits: &[Edit]) -> Result<String, Diagnostic> {
    let (mark, yaml) = text.strip_prefix(MARK).map_or(("", text), |rest| (MARK, rest));
    Ok(format!("{mark}{}", applied(yaml, edits, 0)?))
}

/// The same in the front matter of a text.
pub fn in_front_matter(text: &str, edits: &[Edit]) -> Result<String, Diagnostic> {
    let nowhere: SourcePath = "".into();
    let parts = split::split(text, &nowhere)?;
    let head = applied(parts.front_matter, edits, parts.front_matter_offset)?;
    let rest = parts.front_matter_offset + parts.front_matter.len();
    let new = format!("{}{head}{}", &text[..parts.front_matter_offset], &text[rest..]);
    match split::split(&new, &nowhere) {
        Ok(again) if again.front_matter == head && again.body == parts.body => Ok(new),
        _ => Err(Diagnostic::new(rule::edit::FORM, Place::file(&nowhere)).with("key", "---")),
    }
}

/// The byte order mark.
const MARK: &str = "\u{feff}";

fn applied(yaml: &str, edits: &[Edit], offset: usize) -> Result<String, Diagnostic> {
    let nowhere: SourcePath = "".into();
    let mut tree = read(yaml, &nowhere, offset)?;
    let mut yaml = yaml.to_owned();
    for edit in edits {
        let refused = || refusal(&tree, edit, offset, &nowhere);
        let wanted = intend::intend(&tree, edit).ok_or_else(refused)?;
        if !is_sound(&yaml, &tree) {
            return Err(refused());
        }
        // A key with nothing behind it is a list without an item.
        let bare = intend::bare(&wanted, edit);
        let fits = |new: String| {
            let read = read(&new, &nowhere, offset).ok()?;
            let same =
                [Some(&wanted), bare.as_ref()].into_iter().flatten().any(|wanted| read.is_same(wanted))
                    || is_empty(&read) && is_empty(&wanted);
            same.then_some((read, new))
        };
        (tree, yaml) =
            bytes::candidates(&yaml, &tree, edit).into_iter().find_map(fits).ok_or_else(refused)?;
    }
    Ok(yaml)
}

fn read(yaml: &str, path: &SourcePath, offset: usize) -> Result<Tree, Diagnostic> {
    let is_bare = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if yaml.lines().all(is_bare) {
        return Ok(intend::grown(Branch::Null));
    }
    yaml::parse(yaml).map_err(|stop| stop.diagnostic(path, offset))
}

/// Whether a whole text holds nothing.
fn is_empty(tree: &Tree) -> bool {
    match &tree.branch {
        Branch::Null => true,
        Branch::List(items) => items.is_empty(),
        Branch::Map(entries) => entries.is_empty(),
        Branch::Text(_) => false,
    }
}

fn refusal(tree: &Tree, edit: &Edit, offset: usize, path: &SourcePath) -> Diagnostic {
    let (way, key) = match edit {
        Edit::Set { home, key, .. } | Edit::Unset { home, key } => (home, Some(key)),
        Edit::Add { list, .. } | Edit::Remove { list, .. } => (list, None),
    };
    let named = || way.iter().rev().find_map(|step| if let Step::Key(key) = step { Some(key) } else { None });
    let name = key.or_else(named).map_or("-", String::as_str);
    let span = at(tree, way).map(|tree| tree.span).filter(|span| span.end > span.start);
    let place = match span {
        Some(span) => Place::span(path, offset + span.start..offset + span.start),
        None => Place::file(path),
    };
    Diagnostic::new(rule::edit::FORM, place).with("key", name)
}
