//! Two YAML texts fitted together by key and by id, as a tree of branches of both.

use std::cmp::Reverse;

use crate::{
    diagnostic::Span,
    guide::Version,
    source::layers::Layer,
    yaml::{Branch, Key, Tree},
};

/// The words by which an entry says that it, or some of its fields, is not wanted.
const REMOVE: &str = "remove";

/// The word by which a new entry says behind which one it stands.
const AFTER: &str = "after";

/// The fields that tell the entries of a list apart.
const IDS: [&str; 3] = ["id", "version", "guide"];

/// A branch of the merged tree.
pub(super) enum Node<'a> {
    /// Taken over as it is.
    Whole(Layer, &'a Tree),
    /// The entries of a map.
    Map(Vec<(Layer, &'a Key, Node<'a>)>),
    /// The items of a list.
    List(Vec<Node<'a>>),
}

/// What an overlay names and the base does not have.
pub(super) struct Nothing {
    pub name: String,
    pub at: Span,
}

/// The id of an entry.
pub(super) fn id(tree: &Tree) -> Option<&str> {
    IDS.iter().find_map(|field| text(tree.get(field)?.1))
}

/// The words of a scalar.
pub(super) fn text(tree: &Tree) -> Option<&str> {
    if let Branch::Text(text) = &tree.branch { Some(text) } else { None }
}

/// Whether this is a list of entries that can be told apart.
pub(super) fn is_entries(tree: &Tree) -> bool {
    !tree.items().is_empty() && tree.items().iter().all(|item| id(item).is_some())
}

/// Puts one branch over another: maps by key, lists of entries by id; anything else is replaced.
pub(super) fn merge<'a>(base: &'a Tree, own: &'a Tree, lacks: &mut Vec<Nothing>) -> Node<'a> {
    match (&base.branch, &own.branch) {
        (Branch::Map(below), Branch::Map(above)) => Node::Map(map(below, above, lacks)),
        (Branch::List(below), Branch::List(above)) if is_entries(base) && is_entries(own) => {
            Node::List(list(below, above, lacks))
        }
        _ => Node::Whole(Layer::Own, own),
    }
}

fn map<'a>(
    base: &'a [(Key, Tree)],
    own: &'a [(Key, Tree)],
    lacks: &mut Vec<Nothing>,
) -> Vec<(Layer, &'a Key, Node<'a>)> {
    let above = |name: &str| own.iter().find(|(key, _)| key.name == name);
    let unwanted: Vec<&Tree> =
        above(REMOVE).map(|(_, fields)| fields.items().iter().collect()).unwrap_or_default();
    let is_unwanted = |key: &Key| unwanted.iter().any(|field| text(field) == Some(&key.name));
    for field in &unwanted {
        if !base.iter().any(|(key, _)| Some(key.name.as_str()) == text(field)) {
            lacks.push(Nothing { name: text(field).unwrap_or_default().to_owned(), at: field.span });
        }
    }
    let mut merged = Vec::new();
    for (key, value) in base.iter().filter(|(key, _)| !is_unwanted(key)) {
        merged.push(match above(&key.name) {
            Some((name, over)) => (Layer::Own, name, merge(value, over, lacks)),
            None => (Layer::Base, key, Node::Whole(Layer::Base, value)),
        });
    }
    let is_new = |key: &Key| !base.iter().any(|(known, _)| known.name == key.name);
    let new = own.iter().filter(|(key, _)| is_new(key) && key.name != REMOVE);
    merged.extend(new.map(|(key, value)| (Layer::Own, key, Node::Whole(Layer::Own, value))));
    merged
}

fn list<'a>(base: &'a [Tree], own: &'a [Tree], lacks: &mut Vec<Nothing>) -> Vec<Node<'a>> {
    let mut merged: Vec<(&str, Node<'a>)> =
        base.iter().filter_map(|item| Some((id(item)?, Node::Whole(Layer::Base, item)))).collect();
    for item in own {
        let Some(name) = id(item) else { continue };
        let known = merged.iter().position(|(id, _)| *id == name);
        let is_removed =
            item.get(REMOVE).and_then(|(_, value)| text(value)).is_some_and(|word| word == "true");
        let below = base.iter().find(|below| id(below) == Some(name));
        match (known, below) {
            (Some(at), _) if is_removed => drop(merged.remove(at)),
            (None, _) if is_removed => lacks.push(Nothing { name: name.to_owned(), at: item.span }),
            (Some(at), Some(below)) => merged[at].1 = merge(below, item, lacks),
            (Some(_), None) | (None, Some(_)) => merged.push((name, Node::Whole(Layer::Own, item))),
            (None, None) => {
                let behind = item.get(AFTER).and_then(|(_, value)| text(value));
                let at = behind.and_then(|id| merged.iter().position(|(known, _)| *known == id));
                if let (Some(behind), None, Some((_, value))) = (behind, at, item.get(AFTER)) {
                    lacks.push(Nothing { name: behind.to_owned(), at: value.span });
                }
                let node = match behind {
                    Some(_) => without(item, AFTER),
                    None => Node::Whole(Layer::Own, item),
                };
                merged.insert(at.map_or(merged.len(), |at| at + 1), (name, node));
            }
        }
    }
    // The newest version stands first, whoever made it.
    if own.iter().chain(base).all(|item| item.get("version").is_some()) {
        merged.sort_by_key(|(version, _)| Reverse(version.parse::<Version>().ok()));
    }
    merged.into_iter().map(|(_, node)| node).collect()
}

/// A map without one of its keys.
pub(super) fn without<'a>(own: &'a Tree, name: &str) -> Node<'a> {
    let Branch::Map(entries) = &own.branch else { return Node::Whole(Layer::Own, own) };
    let kept = entries.iter().filter(|(key, _)| key.name != name);
    Node::Map(kept.map(|(key, value)| (Layer::Own, key, Node::Whole(Layer::Own, value))).collect())
}

impl<'a> Node<'a> {
    /// Takes the names of hidden guides and pages out of a list that the base wrote: the rest of it stays.
    pub fn without_items(self, hidden: &[&str]) -> Self {
        match self {
            Self::Whole(Layer::Base, tree) if tree.items().iter().any(|item| is_hidden(item, hidden)) => {
                let kept = tree.items().iter().filter(|item| !is_hidden(item, hidden));
                Self::List(kept.map(|item| Self::Whole(Layer::Base, item)).collect())
            }
            other => other,
        }
    }

    /// The same in the list under a key of each entry.
    pub fn without_in(self, field: &str, hidden: &[&str]) -> Self {
        let entry = |(layer, key, node): (Layer, &'a Key, Self)| {
            let node = if key.name == field { node.without_items(hidden) } else { node };
            (layer, key, node)
        };
        match self.opened() {
            Self::List(items) => {
                Self::List(items.into_iter().map(|item| item.without_in(field, hidden)).collect())
            }
            Self::Map(entries) => Self::Map(entries.into_iter().map(entry).collect()),
            whole => whole,
        }
    }

    /// A branch of one toolkit as its own branches, so that one of them can be changed.
    fn opened(self) -> Self {
        match self {
            Self::Whole(layer, tree) => match &tree.branch {
                Branch::List(items) => {
                    Self::List(items.iter().map(|item| Self::Whole(layer, item)).collect())
                }
                Branch::Map(entries) => Self::Map(
                    entries.iter().map(|(key, value)| (layer, key, Self::Whole(layer, value))).collect(),
                ),
                _ => Self::Whole(layer, tree),
            },
            other => other,
        }
    }
}

fn is_hidden(item: &Tree, hidden: &[&str]) -> bool {
    text(item).or_else(|| id(item)).is_some_and(|name| hidden.contains(&name))
}
