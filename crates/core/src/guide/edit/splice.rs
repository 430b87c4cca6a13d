//! A step as bytes inserted into a front matter: every other byte of it stays.
//!
//! Each function gives candidates, the most likely first; `apply` parses each of them and takes the first that is right, or
//! none.

use std::slice;

use super::{
    flow,
    scalar::{self, Entry, Style, Value},
    step::{Home, Step},
};
use crate::{
    diagnostic::Span,
    guide::remark::fields::keys,
    yaml::{Branch, Key, Tree},
};

/// The candidates for a step; empty when the front matter is written in a way that is not known here.
pub fn splice(yaml: &str, tree: &Tree, step: &Step, eol: &str) -> Vec<String> {
    if !is_sound(yaml, tree) {
        return Vec::new();
    }
    let sheet = YamlText { yaml, eol };
    let found = match step {
        Step::First(list, entry) => sheet.insert(tree, list, slice::from_ref(entry), End::First),
        Step::Last(list, entries) => sheet.insert(tree, list, entries, End::Last),
        Step::Set(home, field, value) => sheet.map(tree, *home).and_then(|map| sheet.set(map, field, value)),
        Step::Unset(home, field) => {
            sheet.map(tree, *home).and_then(|map| sheet.unset(map, field)).map(|yaml| vec![yaml])
        }
    };
    found.unwrap_or_default()
}

/// Whether all spans are character boundaries of the front matter: the functions below slice at them.
pub(super) fn is_sound(yaml: &str, tree: &Tree) -> bool {
    let cut = |span: Span| yaml.is_char_boundary(span.start) && yaml.is_char_boundary(span.end);
    let below = match &tree.branch {
        Branch::Null | Branch::Text(_) => true,
        Branch::List(items) => items.iter().all(|item| is_sound(yaml, item)),
        Branch::Map(entries) => entries.iter().all(|(key, value)| cut(key.span) && is_sound(yaml, value)),
    };
    cut(tree.span) && below
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The YAML of a front matter, and its line ending.
#[derive(Clone, Copy)]
pub(super) struct YamlText<'a> {
    pub yaml: &'a str,
    pub eol: &'a str,
}

impl<'a> YamlText<'a> {
    fn insert(self, tree: &Tree, list: &str, entries: &[Entry], end: End) -> Option<Vec<String>> {
        if self.is_flow(tree) {
            return None;
        }
        let Some((key, value)) = tree.get(list) else { return self.found(tree, list, entries) };
        let colon = self.colon(key)?;
        let start = self.skip(colon);
        match &value.branch {
            Branch::List(_) if self.yaml[start..].starts_with('[') => {
                self.insert_flow(colon, start, key, entries, end)
            }
            Branch::List(items) if !items.is_empty() => {
                let dash = self.dash(colon, items[0].span.start)?;
                let indent = &self.yaml[self.line(dash)..dash];
                let lines = scalar::block(entries, indent, self.eol);
                let places = match end {
                    End::First => vec![self.after(colon), self.line(dash)],
                    End::Last => self.below(self.end(items.last()?), indent.len()).to_vec(),
                };
                Some(places.into_iter().map(|at| self.put(at, at, &lines)).collect())
            }
            Branch::Null => {
                let word = ["~", "null", "Null", "NULL"]
                    .into_iter()
                    .find(|word| self.yaml[start..].starts_with(word));
                Some(vec![self.fill(key, colon, start, start + word.map_or(0, str::len), entries)])
            }
            _ => None,
        }
    }

    /// Adds a missing list with its first entries, as the last key of the front matter.
    fn found(self, tree: &Tree, list: &str, new: &[Entry]) -> Option<Vec<String>> {
        let Branch::Map(entries) = &tree.branch else { return None };
        let (first, _) = entries.first()?;
        let indent = &self.yaml[self.line(first.span.start)..first.span.start];
        if !indent.trim().is_empty() {
            return None;
        }
        let lines =
            format!("{indent}{list}:{}{}", self.eol, scalar::block(new, &format!("{indent}  "), self.eol));
        // A line `...` ends a YAML document, so the list goes before it.
        let dots = self.yaml.find("\n...").map_or(self.yaml.len(), |at| at + 1);
        let words = self.yaml[..dots].trim_end().len();
        Some([self.after(words), dots].into_iter().map(|at| self.put(at, at, &lines)).collect())
    }

    /// Adds the first entries to an empty list, in place of the `[]`, `~` or nothing that lies from `start` to `end` after its
    /// key.
    fn fill(self, key: &Key, colon: usize, start: usize, end: usize, entries: &[Entry]) -> String {
        let indent = " ".repeat(self.yaml[self.line(key.span.start)..key.span.start].chars().count() + 2);
        let next = self.after(end);
        let tail = &self.yaml[end..next];
        let line = if start == end {
            self.yaml[..next].to_owned()
        } else if tail.trim().is_empty() {
            format!("{}{}", &self.yaml[..colon], tail.trim_start_matches([' ', '\t']))
        } else {
            format!("{}{}", &self.yaml[..start], tail.trim_start_matches([' ', '\t']))
        };
        format!("{line}{}{}", scalar::block(entries, &indent, self.eol), &self.yaml[next..])
    }

    fn insert_flow(
        self,
        colon: usize,
        open: usize,
        key: &Key,
        entries: &[Entry],
        end: End,
    ) -> Option<Vec<String>> {
        let inside = flow::inside(self.yaml, open)?;
        let empty = inside.last == open + 1;
        if empty && self.yaml[open + 1..inside.close].trim().is_empty() {
            return Some(vec![self.fill(key, colon, open, inside.close + 1, entries)]);
        }
        let gap = &self.yaml[open + 1..inside.first];
        let gap = if gap.trim().is_empty() && gap.contains('\n') { gap } else { " " };
        let new = entries.iter().map(scalar::flow).collect::<Vec<_>>().join(&format!(",{gap}"));
        let trailing = self.yaml[..inside.last].ends_with(',');
        Some(vec![match end {
            _ if empty => self.put(inside.close, inside.close, &new),
            End::First => self.put(inside.first, inside.first, &format!("{new},{gap}")),
            End::Last if trailing => self.put(inside.last, inside.last, &format!("{gap}{new},")),
            End::Last => self.put(inside.last, inside.last, &format!(",{gap}{new}")),
        }])
    }

    fn set(self, map: &Tree, field: &str, value: &Value) -> Option<Vec<String>> {
        let style = if self.is_flow(map) { Style::Flow } else { Style::Block };
        let written = value.written(style);
        if let Some((key, old)) = map.get(field) {
            let colon = self.colon(key)?;
            let start = self.skip(colon);
            return match &old.branch {
                Branch::Null if old.span.start == old.span.end => {
                    Some(vec![self.put(colon, colon, &format!(" {written}"))])
                }
                // An anchor, a tag or a text of several lines lies between the key and the value: replacing it might change
                // more than this value.
                Branch::Null | Branch::Text(_) if old.span.start == start => {
                    Some(vec![self.put(start, old.span.end, &written)])
                }
                _ => None,
            };
        }
        let (key, before) = self.before(map, field)?;
        match style {
            Style::Flow => {
                let at = self.end(before).max(self.colon(key)?);
                Some(vec![self.put(at, at, &format!(", {field}: {written}"))])
            }
            Style::Block => {
                let end = self.end(before).max(key.span.end);
                let Branch::Map(entries) = &map.branch else { return None };
                let first = entries.first()?.0.span.start;
                let indent = " ".repeat(self.yaml[self.line(first)..first].chars().count());
                let line = format!("{indent}{field}: {written}{}", self.eol);
                let [_, near, far] = self.below(end, indent.len());
                Some([near, far].into_iter().map(|at| self.put(at, at, &line)).collect())
            }
        }
    }

    fn unset(self, map: &Tree, field: &str) -> Option<String> {
        let Some((key, value)) = map.get(field) else { return Some(self.yaml.to_owned()) };
        let end = self.end(value).max(self.colon(key)?);
        if self.is_flow(map) {
            let comma = self.yaml[..key.span.start].trim_end().strip_suffix(',')?.len();
            return Some(self.put(comma, end, ""));
        }
        let line = self.line(key.span.start);
        self.yaml[line..key.span.start].trim().is_empty().then(|| self.put(line, self.after(end), ""))
    }

    /// The entry after which a new field goes: the last of those that come before it in the order of fields.
    fn before<'t>(self, map: &'t Tree, field: &str) -> Option<(&'t Key, &'t Tree)> {
        let Branch::Map(entries) = &map.branch else { return None };
        let rank = |name: &str| keys().position(|known| known == name).unwrap_or(usize::MAX);
        let before = entries.iter().filter(|(key, _)| rank(&key.name) < rank(field));
        before.max_by_key(|(key, _)| key.span.start).or(entries.last()).map(|(key, value)| (key, value))
    }

    fn map(self, tree: &Tree, home: Home) -> Option<&Tree> {
        match home {
            Home::FrontMatter => Some(tree),
            Home::Entry(list, place) => tree.get(list)?.1.items().get(place),
        }
    }

    /// Whether a list or map is written in brackets.
    pub(super) fn is_flow(self, tree: &Tree) -> bool {
        self.yaml[tree.span.start..].starts_with(['[', '{'])
    }

    /// The byte after a value, with its closing quote or bracket.
    pub(super) fn end(self, tree: &Tree) -> usize {
        match &tree.branch {
            Branch::List(_) | Branch::Map(_) if self.is_flow(tree) => {
                flow::inside(self.yaml, tree.span.start).map_or(tree.span.end, |inside| inside.close + 1)
            }
            Branch::List(items) => items.last().map_or(tree.span.end, |item| self.end(item)),
            Branch::Map(entries) => entries
                .iter()
                .map(|(key, value)| self.end(value).max(key.span.end))
                .max()
                .unwrap_or(tree.span.end),
            Branch::Null | Branch::Text(_) => tree.span.end,
        }
    }

    /// The byte after the colon of a key.
    pub(super) fn colon(self, key: &Key) -> Option<usize> {
        let rest = self.yaml[key.span.end..].trim_start_matches([' ', '\t']);
        rest.strip_prefix(':').map(|rest| self.yaml.len() - rest.len())
    }

    pub(super) fn skip(self, at: usize) -> usize {
        self.yaml.len() - self.yaml[at..].trim_start_matches([' ', '\t']).len()
    }

    /// The dash of the first item of a list, which stands on a line between its key and its first word.
    fn dash(self, colon: usize, first: usize) -> Option<usize> {
        let mut line = self.after(colon);
        while line <= first && line < self.yaml.len() {
            let start = self.skip(line);
            if self.yaml[start..].starts_with('-') {
                return Some(start);
            }
            line = self.after(line);
        }
        None
    }

    /// Where a new line could go after a value that ends at `end`: after the comments indented deeper than `indent`, on the
    /// next line, or after the blank lines, which are part of some block scalars.
    pub(super) fn below(self, end: usize, indent: usize) -> [usize; 3] {
        let close = self.after(end);
        let (mut comments, mut line) = (close, close);
        while line < self.yaml.len() {
            let start = self.skip(line);
            let next = self.after(line);
            if self.yaml[start..].starts_with('#') && start - line > indent {
                comments = next;
            } else if !self.yaml[line..next].trim().is_empty() {
                break;
            }
            line = next;
        }
        [comments, close, line]
    }

    /// The first byte of the line that holds this byte.
    pub(super) fn line(self, at: usize) -> usize {
        self.yaml[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The first byte of the next line.
    pub(super) fn after(self, at: usize) -> usize {
        self.yaml[at..].find('\n').map_or(self.yaml.len(), |end| at + end + 1)
    }

    pub(super) fn put(self, from: usize, to: usize, new: &str) -> String {
        format!("{}{new}{}", &self.yaml[..from], &self.yaml[to..])
    }
}
