//! Names of guides and pages in the YAML files of a toolkit.

use super::Exchange;
use crate::{
    guide::edit::entries::{Edit, Node, Step, in_file, parse},
    toolkit,
    yaml::{Branch, Tree},
};

/// A value that may be a name, and the same with the other name.
type Found<'a> = (&'a Tree, String);

/// The file with the other name; none when it does not say the name, or cannot be read.
pub fn exchanged(text: &str, path: &str, exchange: &Exchange) -> Option<String> {
    let tree = parse(text).ok()?;
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let (mut out, mut wanted) = (text.to_owned(), tree.clone());
    let mut found = names(path, &tree, exchange);
    found.sort_by_key(|(tree, _)| std::cmp::Reverse(tree.span.start));
    for (value, new) in found {
        let Branch::Text(old) = &value.branch else { continue };
        let range = mark + value.span.start..mark + value.span.end;
        let written = text.get(range.clone())?;
        let written = match written.find(old.as_str()) {
            // A name alone may need quotes: `no` and `12` are words, too.
            Some(0) if written.len() == old.len() && *old == exchange.from => Node::Words(new.clone()).flow(),
            Some(at) => format!("{}{new}{}", &written[..at], &written[at + old.len()..]),
            None => continue,
        };
        out.replace_range(range, &written);
        set(&mut wanted, value.span.start, &new);
    }
    let is_meant = |out: &String| parse(out).is_ok_and(|read| read.is_same(&wanted));
    Some(out).filter(|out| out != text && is_meant(out))
}

/// The values of a file that say the name.
fn names<'a>(path: &str, tree: &'a Tree, exchange: &Exchange) -> Vec<Found<'a>> {
    let field = |tree: &'a Tree, key: &str| tree.get(key).map(|(_, value)| value);
    let own = |value: &'a Tree| {
        let Branch::Text(text) = &value.branch else { return None };
        (text.trim() == exchange.from).then(|| (value, exchange.to.clone()))
    };
    let lists = |home: Option<&'a Tree>| home.into_iter().flat_map(Tree::items).filter_map(own);
    match path {
        toolkit::PATH if exchange.page => lists(field(tree, "pages")).collect(),
        toolkit::PATH => {
            let stages = field(tree, "stages").into_iter().flat_map(Tree::items);
            stages.flat_map(|stage| lists(field(stage, "guides"))).collect()
        }
        "content/glossary.yaml" | toolkit::number::FILE if !exchange.page => {
            tree.items().iter().filter_map(|entry| own(field(entry, "guide")?)).collect()
        }
        "content/paths.yaml" => {
            let id = |entry: &Tree| field_text(entry, "id").map(str::to_owned);
            let is_question = tree.items().iter().any(|entry| id(entry).as_deref() == Some(&exchange.from));
            let answers =
                tree.items().iter().filter_map(|entry| field(entry, "answers")).flat_map(Tree::items);
            answers.filter_map(|answer| goal(field(answer, "to")?, exchange, is_question)).collect()
        }
        _ => Vec::new(),
    }
}

fn field_text<'a>(tree: &'a Tree, key: &str) -> Option<&'a str> {
    let (_, value) = tree.get(key)?;
    if let Branch::Text(text) = &value.branch { Some(text.trim()) } else { None }
}

/// What an answer leads to, when it is the name: with its kind before it, or alone where no question has it.
fn goal<'a>(value: &'a Tree, exchange: &Exchange, is_question: bool) -> Option<Found<'a>> {
    let Branch::Text(text) = &value.branch else { return None };
    let text = text.trim();
    let new = match text.split_once(':') {
        Some((kind, rest)) if kind == exchange.scheme() => format!("{kind}:{}", exchange.anchored(rest)?),
        Some(_) => return None,
        None if is_question && !text.contains('#') => return None,
        None => exchange.anchored(text)?,
    };
    Some((value, new))
}

/// Gives the value at this place of a tree other words.
fn set(tree: &mut Tree, start: usize, words: &str) {
    match &mut tree.branch {
        Branch::Text(text) if tree.span.start == start => words.clone_into(text),
        Branch::List(items) => items.iter_mut().for_each(|item| set(item, start, words)),
        Branch::Map(entries) => entries.iter_mut().for_each(|(_, value)| set(value, start, words)),
        Branch::Null | Branch::Text(_) => {}
    }
}

/// `toolkit.yaml` without a guide in the lists of its stages; none when it is in none.
pub fn unlisted(text: &str, name: &str) -> Option<String> {
    let tree = parse(text).ok()?;
    let (_, stages) = tree.get("stages")?;
    let mut edits = Vec::new();
    for (place, stage) in stages.items().iter().enumerate() {
        let guides = stage.get("guides").map(|(_, guides)| guides.items()).unwrap_or_default();
        let is_it = |item: &Tree| matches!(&item.branch, Branch::Text(text) if text.trim() == name);
        let way = || vec![Step::Key("stages".into()), Step::At(place), Step::Key("guides".into())];
        edits.extend(guides.iter().position(is_it).map(|at| Edit::Remove {
            list: way(),
            at,
            note: String::new(),
        }));
    }
    if edits.is_empty() { None } else { in_file(text, &edits).ok() }
}

/// `numbers.yaml` without the number of a guide; none when it has none.
pub fn unnumbered(text: &str, name: &str) -> Option<String> {
    let tree = parse(text).ok()?;
    let at = tree.items().iter().position(|entry| field_text(entry, "guide") == Some(name))?;
    in_file(text, &[Edit::Remove { list: Vec::new(), at, note: String::new() }]).ok()
}
