//! Writes a merged tree as YAML: what one toolkit says alone with its own lines and comments, the rest anew.

use super::{pieces::Pieces, tree::Node};
use crate::{
    diagnostic::Span,
    source::layers::Layer,
    yaml::{Branch, Key, Tree},
};

/// A YAML text, and the byte of its file at which it begins.
#[derive(Clone, Copy)]
pub(super) struct Yaml<'a> {
    pub text: &'a str,
    pub offset: usize,
}

/// The texts of both toolkits.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub base: Yaml<'a>,
    pub own: Yaml<'a>,
}

impl<'a> Both<'a> {
    fn of(&self, layer: Layer) -> Yaml<'a> {
        match layer {
            Layer::Base => self.base,
            Layer::Own => self.own,
        }
    }

    fn copy(&self, layer: Layer, span: Span, into: &mut Pieces) {
        let yaml = self.of(layer);
        let words = yaml.text.get(span.start..span.end).unwrap_or_default();
        into.put(layer, words, shifted(span, yaml.offset));
    }

    /// Writes the whole tree, entry by entry. `roots` are the trees it was made of.
    pub fn write(&self, node: &Node, roots: [&Tree; 2], into: &mut Pieces) {
        match node {
            Node::Whole(layer, _) => {
                self.copy(*layer, Span { start: 0, end: self.of(*layer).text.len() }, into)
            }
            Node::Map(entries) => {
                for (layer, key, node) in entries {
                    let lines = match node {
                        Node::Whole(layer, _) => self.lines(*layer, roots, key.span),
                        _ => None,
                    };
                    match (lines, node) {
                        (Some(lines), Node::Whole(layer, _)) => self.copy(*layer, lines, into),
                        _ => self.entry(*layer, key, node, 0, into),
                    }
                    into.end_line();
                }
            }
            Node::List(items) => {
                for item in items {
                    let lines = match item {
                        Node::Whole(layer, tree) => self.lines(*layer, roots, tree.span),
                        _ => None,
                    };
                    match (lines, item) {
                        (Some(lines), Node::Whole(layer, _)) => self.copy(*layer, lines, into),
                        _ => self.item(item, 0, into),
                    }
                    into.end_line();
                }
            }
        }
    }

    /// The lines of an entry at the top of a file, with the comments right above it; none when it shares them with another one,
    /// or does not begin at the margin.
    fn lines(&self, layer: Layer, roots: [&Tree; 2], entry: Span) -> Option<Span> {
        let (text, root) = match layer {
            Layer::Base => (self.base.text, roots[0]),
            Layer::Own => (self.own.text, roots[1]),
        };
        // What has a name elsewhere in its file cannot be copied without it.
        if [": &", ": *", "- &", "- *"].iter().any(|mark| text.contains(mark)) {
            return None;
        }
        let starts: Vec<usize> = match &root.branch {
            Branch::Map(entries) => entries.iter().map(|(key, _)| key.span.start).collect(),
            Branch::List(items) => items.iter().map(|item| item.span.start).collect(),
            _ => return None,
        };
        let is_list = matches!(root.branch, Branch::List(_));
        let begin = |at: usize| text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let head = text.get(begin(entry.start)..entry.start)?;
        let is_at_margin =
            if is_list { head.starts_with('-') && head[1..].trim().is_empty() } else { head.is_empty() };
        if !is_at_margin {
            return None;
        }
        let comments = |at: usize| {
            let mut start = begin(at);
            while start > 0 && text[begin(start - 1)..start].starts_with('#') {
                start = begin(start - 1);
            }
            start
        };
        let next = starts.iter().copied().filter(|start| *start > entry.start).min();
        let end = next.map_or(text.len(), comments);
        Some(Span { start: comments(entry.start), end })
    }

    fn entry(&self, layer: Layer, key: &Key, node: &Node, indent: usize, into: &mut Pieces) {
        self.key(layer, key, into);
        into.glue(":");
        self.value(node, indent + 2, into);
    }

    fn key(&self, layer: Layer, key: &Key, into: &mut Pieces) {
        let raw = self.of(layer).text.get(key.span.start..key.span.end).unwrap_or_default();
        let there = shifted(key.span, self.of(layer).offset);
        match is_plain(raw) {
            true => into.put(layer, raw, there),
            false => into.put(layer, &quoted(&key.name), there),
        }
    }

    /// The value behind a colon.
    fn value(&self, node: &Node, indent: usize, into: &mut Pieces) {
        match node {
            Node::Whole(layer, tree) => match &tree.branch {
                Branch::Null => {}
                Branch::Text(text) => {
                    into.glue(" ");
                    self.scalar(*layer, tree, text, into);
                }
                Branch::List(items) if items.is_empty() => into.glue(" []"),
                Branch::Map(entries) if entries.is_empty() => into.glue(" {}"),
                _ => self.value(&opened(*layer, tree), indent, into),
            },
            Node::List(items) if items.is_empty() => into.glue(" []"),
            Node::Map(entries) if entries.is_empty() => into.glue(" {}"),
            Node::List(items) => items.iter().for_each(|item| {
                into.glue(&format!("\n{}", " ".repeat(indent)));
                self.item(item, indent, into);
            }),
            Node::Map(entries) => entries.iter().for_each(|(layer, key, node)| {
                into.glue(&format!("\n{}", " ".repeat(indent)));
                self.entry(*layer, key, node, indent, into);
            }),
        }
    }

    fn item(&self, node: &Node, indent: usize, into: &mut Pieces) {
        into.glue("-");
        match node {
            Node::Whole(layer, tree) if matches!(tree.branch, Branch::Map(_)) => {
                self.fields(&opened(*layer, tree), indent, into);
            }
            Node::Map(_) => self.fields(node, indent, into),
            _ => self.value(node, indent + 2, into),
        }
    }

    /// The fields of an item, the first one behind the dash.
    fn fields(&self, node: &Node, indent: usize, into: &mut Pieces) {
        let Node::Map(entries) = node else { return };
        if entries.is_empty() {
            return into.glue(" {}");
        }
        for (at, (layer, key, node)) in entries.iter().enumerate() {
            match at {
                0 => into.glue(" "),
                _ => into.glue(&format!("\n{}", " ".repeat(indent + 2))),
            }
            self.entry(*layer, key, node, indent + 2, into);
        }
    }

    /// A scalar as it is written, where that is one line; else in quotes.
    fn scalar(&self, layer: Layer, tree: &Tree, text: &str, into: &mut Pieces) {
        let yaml = self.of(layer);
        let raw = yaml.text.get(tree.span.start..tree.span.end).unwrap_or_default();
        let there = shifted(tree.span, yaml.offset);
        match is_plain(raw) {
            true => into.put(layer, raw, there),
            false => into.put(layer, &quoted(text), there),
        }
    }
}

/// The branches of a tree of one toolkit.
fn opened(layer: Layer, tree: &Tree) -> Node<'_> {
    match &tree.branch {
        Branch::List(items) => Node::List(items.iter().map(|item| Node::Whole(layer, item)).collect()),
        Branch::Map(entries) => {
            Node::Map(entries.iter().map(|(key, value)| (layer, key, Node::Whole(layer, value))).collect())
        }
        _ => Node::Whole(layer, tree),
    }
}

/// Whether a scalar can be copied to another place: one line, and no mark that means something elsewhere.
fn is_plain(raw: &str) -> bool {
    !raw.is_empty() && !raw.contains(['\n', '\r']) && !raw.starts_with(['&', '*', '!', '|', '>', '?'])
}

/// Words in double quotes, in which every letter can stand.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn shifted(span: Span, offset: usize) -> Span {
    Span { start: span.start + offset, end: span.end + offset }
}

/// A branch of one toolkit in the form in which it is noted: without comments, whatever lines it was written in.
pub(super) fn noted(yaml: Yaml, tree: &Tree) -> String {
    let mut into = Pieces::default();
    let both = Both { base: yaml, own: yaml };
    match &tree.branch {
        Branch::Text(text) => text.clone(),
        _ => {
            both.value(&Node::Whole(Layer::Own, tree), 0, &mut into);
            into.text.trim().to_owned()
        }
    }
}
