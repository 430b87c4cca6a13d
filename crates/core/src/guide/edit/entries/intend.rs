//! What a YAML text must hold after a change.

use super::{Edit, Node, Step};
use crate::{
    diagnostic::Span,
    yaml::{Branch, Key, Tree},
};

/// The tree after a change; none when there is nothing that the change could be made on.
pub fn intend(tree: &Tree, edit: &Edit) -> Option<Tree> {
    let mut tree = tree.clone();
    match edit {
        Edit::Set { home, key, value, .. } => {
            let entries = map(&mut tree, home)?;
            match entries.iter_mut().find(|(own, _)| own.name == *key) {
                Some((_, old)) => *old = leaf(value),
                None => entries.push((named(key), leaf(value))),
            }
        }
        Edit::Unset { home, key } => {
            let entries = map(&mut tree, home)?;
            let place = entries.iter().position(|(own, _)| own.name == *key)?;
            entries.remove(place);
        }
        Edit::Add { list, value } => items(&mut tree, list)?.push(leaf(value)),
        Edit::Remove { list, at, .. } => {
            let items = items(&mut tree, list)?;
            if *at >= items.len() {
                return None;
            }
            items.remove(*at);
        }
    }
    Some(tree)
}

/// The same where a list has lost its last item, as nothing behind its key.
pub fn bare(wanted: &Tree, edit: &Edit) -> Option<Tree> {
    let Edit::Remove { list, .. } = edit else { return None };
    let mut tree = wanted.clone();
    let last = reach(&mut tree, list)?;
    last.items().is_empty().then(|| last.branch = Branch::Null)?;
    Some(tree)
}

fn reach<'a>(tree: &'a mut Tree, way: &[Step]) -> Option<&'a mut Tree> {
    way.iter().try_fold(tree, |tree, step| match (step, &mut tree.branch) {
        (Step::Key(key), Branch::Map(entries)) => {
            entries.iter_mut().find(|(own, _)| own.name == *key).map(|(_, value)| value)
        }
        (Step::At(place), Branch::List(items)) => items.get_mut(*place),
        _ => None,
    })
}

fn map<'a>(tree: &'a mut Tree, way: &[Step]) -> Option<&'a mut Vec<(Key, Tree)>> {
    let tree = reach(tree, way)?;
    if let Branch::Map(entries) = &mut tree.branch { Some(entries) } else { None }
}

fn items<'a>(tree: &'a mut Tree, way: &[Step]) -> Option<&'a mut Vec<Tree>> {
    let tree = reach(tree, way)?;
    // A file with nothing in it, and a key with nothing behind it, are lists without an item.
    if matches!(tree.branch, Branch::Null) {
        tree.branch = Branch::List(Vec::new());
    }
    if let Branch::List(items) = &mut tree.branch { Some(items) } else { None }
}

fn leaf(node: &Node) -> Tree {
    grown(match node {
        Node::Plain(text) | Node::Words(text) => Branch::Text(text.clone()),
        Node::List(items) => Branch::List(items.iter().map(leaf).collect()),
        Node::Map(entries) => {
            Branch::Map(entries.iter().map(|(key, value)| (named(key), leaf(value))).collect())
        }
    })
}

fn named(name: &str) -> Key {
    Key { span: Span::default(), name: name.to_owned(), wrong: false }
}

pub fn grown(branch: Branch) -> Tree {
    Tree { span: Span::default(), branch }
}
