//! A change as bytes put into a YAML text: candidates, the most likely first, of which only one that reads as meant is taken.

use super::{
    super::{flow, splice::YamlText},
    Edit, Node, Step, at,
    node::name,
};
use crate::yaml::{Branch, Key, Tree};

/// The candidates for a change; none where the text is written in a way that is not known here.
pub fn candidates(yaml: &str, tree: &Tree, edit: &Edit) -> Vec<String> {
    let text = Text { text: YamlText { yaml, eol: eol(yaml) } };
    let found = match edit {
        Edit::Set { home, key, value, before } => {
            at(tree, home).and_then(|map| text.set(map, key, value, before))
        }
        Edit::Unset { home, key } => at(tree, home).and_then(|map| text.unset(map, key)),
        Edit::Add { list, value } => text.add(tree, list, value),
        Edit::Remove { list, at: place, note } => {
            at(tree, list).and_then(|list| text.remove(list, *place, note))
        }
    };
    found.unwrap_or_default()
}

/// Whether a part of a text has a comment. A quote opens a quoted text only where a value may begin: in `l'accès` it is an apostrophe.
fn has_comment(part: &str) -> bool {
    let (mut before, mut spaced, mut quote) = ('\n', true, None);
    for letter in part.chars() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '#') if spaced => return true,
            (None, '"' | '\'') if "\n[{,:-".contains(before) => quote = Some(letter),
            _ => {}
        }
        spaced = letter.is_whitespace();
        if letter == '\n' || !spaced {
            before = letter;
        }
    }
    false
}

/// The line end of a text.
fn eol(yaml: &str) -> &'static str {
    let first = yaml.find('\n').map(|at| &yaml[..at]);
    if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}

#[derive(Clone, Copy)]
struct Text<'a> {
    text: YamlText<'a>,
}

impl Text<'_> {
    fn set(self, map: &Tree, key: &str, value: &Node, before: &[String]) -> Option<Vec<String>> {
        let Branch::Map(entries) = &map.branch else { return None };
        let flow = self.text.is_flow(map);
        if let Some((own, old)) = map.get(key) {
            return self.replaced(own, old, value, flow);
        }
        let written = if flow { format!("{}: {}", name(key), value.flow()) } else { String::new() };
        let behind = entries.iter().filter(|(own, _)| before.contains(&own.name));
        let Some((last, old)) = behind.max_by_key(|(own, _)| own.span.start).or(entries.last()) else {
            // A map in brackets without anything in it.
            let open = flow.then_some(map.span.start + 1)?;
            return Some(vec![self.text.put(open, open, &written)]);
        };
        let end = self.text.end(old).max(self.text.colon(last)?);
        if flow {
            return Some(vec![self.text.put(end, end, &format!(", {written}"))]);
        }
        let first = entries.first()?.0.span.start;
        let indent = " ".repeat(self.text.yaml[self.text.line(first)..first].chars().count());
        let line = format!("{indent}{}:{}", name(key), value.behind(&indent, self.text.eol));
        Some(self.new_line(self.text.below(end, indent.len()), &line))
    }

    /// The value of a key in place of another one.
    fn replaced(self, key: &Key, old: &Tree, value: &Node, flow: bool) -> Option<Vec<String>> {
        let colon = self.text.colon(key)?;
        let start = self.text.skip(colon);
        let indent =
            || " ".repeat(self.text.yaml[self.text.line(key.span.start)..key.span.start].chars().count());
        let behind = if flow { format!(" {}", value.flow()) } else { value.behind(&indent(), self.text.eol) };
        let mut found = Vec::new();
        if matches!(old.branch, Branch::Null) {
            // Nothing, or a word that stands for it.
            let rest = &self.text.yaml[start..];
            let word = ["~", "null", "Null", "NULL"].into_iter().find(|word| rest.starts_with(word));
            found.extend(word.map(|word| self.text.put(colon, start + word.len(), &behind)));
            found.push(self.text.put(colon, colon, &behind));
            return Some(found);
        }
        let end = self.text.end(old);
        // What is lost must be the value alone: a comment between the key and the value, or in a list, is somebody's.
        let lost = if matches!(old.branch, Branch::Text(_)) { old.span.start } else { end };
        if self.text.yaml.get(colon..lost).is_none_or(has_comment) {
            return None;
        }
        if old.span.start == start && !matches!(value, Node::List(_) | Node::Map(_)) {
            found.push(self.text.put(start, end, behind.trim_start_matches(' ')));
        }
        found.push(self.text.put(colon, end, &behind));
        // The value of a block scalar ends with its line.
        found.push(self.text.put(colon, end, &format!("{behind}{}", self.text.eol)));
        Some(found)
    }

    fn unset(self, map: &Tree, key: &str) -> Option<Vec<String>> {
        let Branch::Map(entries) = &map.branch else { return None };
        let place = entries.iter().position(|(own, _)| own.name == key)?;
        let (own, value) = &entries[place];
        let end = self.text.end(value).max(self.text.colon(own)?);
        let next = entries.get(place + 1).map(|(next, _)| next.span.start);
        // A comment in a list, or beside one of its items, is somebody's.
        let is_one = matches!(value.branch, Branch::Text(_) | Branch::Null);
        let lost = if self.text.is_flow(map) { end } else { self.text.after(end) };
        if !is_one && self.text.yaml.get(own.span.start..lost).is_none_or(has_comment) {
            return None;
        }
        if self.text.is_flow(map) {
            return Some(self.out_of_brackets(own.span.start, end, next));
        }
        let line = self.text.line(own.span.start);
        if self.text.yaml[line..own.span.start].trim().is_empty() {
            return Some(vec![self.text.put(line, self.text.after(end), "")]);
        }
        // The first key behind a dash: the next one takes its place.
        let next = next.filter(|next| !self.text.yaml[end..*next].contains('#'))?;
        Some(vec![self.text.put(own.span.start, next, "")])
    }

    /// The text without a part of a flow collection, and without one comma.
    fn out_of_brackets(self, start: usize, end: usize, next: Option<usize>) -> Vec<String> {
        let before = self.text.yaml[..start].trim_end().strip_suffix(',').map(str::len);
        let own = self.text.put(start, end, "");
        let forth = next.map(|next| self.text.put(start, next, ""));
        let back = before.map(|comma| self.text.put(comma, end, ""));
        back.into_iter().chain(forth).chain([own]).collect()
    }

    fn add(self, tree: &Tree, way: &[Step], value: &Node) -> Option<Vec<String>> {
        let yaml = self.text.yaml;
        let list = at(tree, way)?;
        match &list.branch {
            Branch::List(_) if self.text.is_flow(list) && list.span.end > list.span.start => {
                let inside = flow::inside(yaml, list.span.start)?;
                if inside.last == list.span.start + 1 {
                    return Some(vec![self.text.put(inside.close, inside.close, &value.flow())]);
                }
                let gap = &yaml[list.span.start + 1..inside.first];
                let gap = if gap.trim().is_empty() && gap.contains('\n') { gap } else { " " };
                let new = if yaml[..inside.last].ends_with(',') {
                    format!("{gap}{},", value.flow())
                } else {
                    format!(",{gap}{}", value.flow())
                };
                Some(vec![self.text.put(inside.last, inside.last, &new)])
            }
            Branch::List(items) if !items.is_empty() => {
                let last = items.last()?;
                let dash = self.dash(items.first()?)?;
                let indent = &yaml[self.text.line(dash)..dash];
                let end = self.text.end(last);
                let line = match self.text.is_flow(last) && last.span.end > last.span.start {
                    true => format!("{indent}- {}", value.flow()),
                    false => value.item(indent, self.text.eol),
                };
                Some(self.new_line(self.text.below(end, indent.len()), &line))
            }
            // A file with nothing but comments.
            Branch::Null if way.is_empty() => {
                let ends = yaml.is_empty() || yaml.ends_with('\n');
                let line = value.item("", self.text.eol);
                Some(vec![format!("{yaml}{}{line}{}", if ends { "" } else { self.text.eol }, self.text.eol)])
            }
            _ => None,
        }
    }

    fn remove(self, list: &Tree, place: usize, note: &str) -> Option<Vec<String>> {
        let items = list.items();
        let item = items.get(place)?;
        let end = self.text.end(item);
        if self.text.is_flow(list) && list.span.end > list.span.start {
            let next = items.get(place + 1).map(|next| next.span.start);
            return Some(self.out_of_brackets(item.span.start, end, next));
        }
        let dash = self.dash(item)?;
        let line = self.text.line(dash);
        let to = self.text.after(end);
        let bare = self.text.yaml[line..dash].trim().is_empty();
        let indent = self.text.yaml.get(line..dash)?;
        let note = if note.is_empty() { String::new() } else { format!("{indent}# {note}{}", self.text.eol) };
        bare.then(|| vec![self.text.put(line, to, &note)])
    }

    /// The dash before an item of a list in block style.
    fn dash(self, item: &Tree) -> Option<usize> {
        let before = self.text.yaml[..item.span.start].trim_end_matches([' ', '\t', '\n', '\r']);
        before.strip_suffix('-').map(str::len)
    }

    /// A new line at one of these places. A last line that has no end gets one.
    fn new_line(self, places: [usize; 3], line: &str) -> Vec<String> {
        let put = |place: usize| {
            let before = &self.text.yaml[..place];
            let start = if before.is_empty() || before.ends_with('\n') { "" } else { self.text.eol };
            self.text.put(place, place, &format!("{start}{line}{}", self.text.eol))
        };
        places.into_iter().map(put).collect()
    }
}
