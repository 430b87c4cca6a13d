//! The tree of a YAML text, every branch with its bytes in the text.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_yaml::Spanned;

use super::{
    habits,
    problem::{Stop, bytes},
};
use crate::diagnostic::Span;
use trousseau_text::Language;

/// A branch, and the bytes of the text that hold it.
///
/// A list or a map ends with its last child, so closing brackets are outside. An alias has its own bytes, not those of its
/// anchor.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The bytes in the YAML text; quotes are among them.
    pub span: Span,
    /// The value itself.
    pub branch: Branch,
}

/// What a branch holds. Scalars keep their text: only the type that is asked for says what `yes` or `1.0` means.
#[derive(Clone, Debug)]
pub enum Branch {
    /// An empty value, `~` or `null`.
    Null,
    /// A scalar as it is written: `2.10` stays `2.10`.
    Text(String),
    /// The items of a list, in order.
    List(Vec<Tree>),
    /// The entries of a map, in order. A key may be any scalar, so it is kept as text.
    Map(Vec<(Key, Tree)>),
}

/// A key of a map, and where it stands.
#[derive(Clone, Debug)]
pub struct Key {
    /// The bytes in the YAML text; quotes are among them.
    pub span: Span,
    /// The key as text.
    pub name: String,
    /// Whether its value did not fit: it is passed over, and is not called missing.
    pub wrong: bool,
}

impl Branch {
    /// Whether nothing is there.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl Tree {
    /// Whether two trees hold the same values: places and the order of keys do not count.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.branch, &other.branch) {
            (Branch::Null, Branch::Null) => true,
            (Branch::Text(own), Branch::Text(other)) => own == other,
            (Branch::List(own), Branch::List(other)) => {
                own.len() == other.len() && own.iter().zip(other).all(|(own, other)| own.is_same(other))
            }
            (Branch::Map(own), Branch::Map(other)) => {
                let has = |(key, value): &(Key, Tree)| {
                    other.iter().any(|(name, also)| name.name == key.name && value.is_same(also))
                };
                own.len() == other.len() && own.iter().all(has)
            }
            _ => false,
        }
    }

    /// The entry of a map with this key; `None` when there is no such key, or this is no map.
    pub fn get(&self, key: &str) -> Option<(&Key, &Tree)> {
        let Branch::Map(entries) = &self.branch else { return None };
        entries.iter().find(|(name, _)| name.name == key).map(|(name, value)| (name, value))
    }

    /// The key of the entry of this map that holds these bytes.
    pub fn field_at(&self, span: Span) -> Option<&str> {
        let Branch::Map(entries) = &self.branch else { return None };
        let holds = |(key, value): &&(Key, Tree)| {
            key.span.start <= span.start && span.end <= value.span.end.max(key.span.end)
        };
        entries.iter().find(holds).map(|(key, _)| key.name.as_str())
    }

    /// The entries of the map at exactly these bytes, to be changed.
    pub fn map_mut(&mut self, span: Span) -> Option<&mut Vec<(Key, Tree)>> {
        match &mut self.branch {
            Branch::Map(entries) => match self.span == span {
                true => Some(entries),
                false => entries.iter_mut().find_map(|(_, value)| value.map_mut(span)),
            },
            Branch::List(items) => items.iter_mut().find_map(|item| item.map_mut(span)),
            Branch::Null | Branch::Text(_) => None,
        }
    }

    /// Whether this is a text, or a list with one in the place of an entry.
    fn is_of_words(&self) -> bool {
        let is_text = |tree: &Self| matches!(tree.branch, Branch::Text(_));
        is_text(self) || self.items().iter().any(is_text)
    }

    /// The items of a list; empty when this is no list.
    pub fn items(&self) -> &[Tree] {
        if let Branch::List(items) = &self.branch { items } else { &[] }
    }

    /// Removes the list item at exactly these bytes, or marks the map entry there as wrong. False when nothing is there, or
    /// at the root.
    pub fn cut(&mut self, span: Span) -> bool {
        match &mut self.branch {
            Branch::Null | Branch::Text(_) => false,
            Branch::List(items) => match items.iter().position(|item| item.span == span) {
                Some(place) => {
                    items.remove(place);
                    true
                }
                None => items.iter_mut().any(|item| item.cut(span)),
            },
            Branch::Map(entries) => {
                let is_here =
                    |(key, value): &&mut (Key, Tree)| !key.wrong && (key.span == span || value.span == span);
                match entries.iter_mut().find(is_here) {
                    Some((key, _)) => {
                        key.wrong = true;
                        true
                    }
                    None => entries.iter_mut().any(|(_, value)| value.cut(span)),
                }
            }
        }
    }
}

/// Parses a YAML text of one document.
pub fn parse(yaml: &str) -> Result<Tree, Stop> {
    if yaml.trim().is_empty() {
        return Ok(Tree { span: Span::default(), branch: Branch::Map(Vec::new()) });
    }
    let options = serde_yaml::options! { strict_booleans: true };
    let read = |text: &str| serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options.clone());
    let spaced = || habits::spaced(yaml).and_then(|text| Some(grow(read(&text).ok()?, &text)));
    match read(yaml).map(|raw| grow(raw, yaml)) {
        // Of lines that have no colon for the parser nothing is left but words.
        Ok(tree) if tree.is_of_words() => Ok(spaced().unwrap_or(tree)),
        Ok(tree) => Ok(tree),
        Err(error) => spaced().ok_or_else(|| Stop::new(&error, yaml)),
    }
}

enum Raw {
    Null,
    Text(String),
    /// A number or a boolean, as the parser read it.
    Plain(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn grow(raw: Spanned<Raw>, yaml: &str) -> Tree {
    let mut span = bytes(&raw.referenced, yaml).unwrap_or_default();
    let branch = match raw.value {
        Raw::Null => Branch::Null,
        Raw::Text(text) if habits::is_plain(yaml, span.start) => Branch::Text(habits::bare_text(text)),
        Raw::Text(text) => Branch::Text(text),
        // The text is taken from the file: as numbers, `2.10` would become `2.1` and `0123` would become `83`.
        Raw::Plain(value) => {
            let written = bytes(&raw.defined, yaml).and_then(|span| yaml.get(span.start..span.end));
            Branch::Text(written.filter(|text| !text.is_empty()).map_or(value, str::to_owned))
        }
        Raw::List(items) => Branch::List(items.into_iter().map(|item| grow(item, yaml)).collect()),
        Raw::Map(entries) => {
            let entries = entries.into_iter().map(|(key, value)| {
                let span = bytes(&key.referenced, yaml).unwrap_or_default();
                (Key { span, name: habits::bare_key(key.value), wrong: false }, grow(value, yaml))
            });
            Branch::Map(joined(entries.collect(), yaml))
        }
    };
    // The parser gives the place where a list or a map begins; its last child says where it ends.
    let last = match &branch {
        Branch::List(items) => items.last().map(|item| item.span.end),
        Branch::Map(entries) => entries.last().map(|(key, value)| value.span.end.max(key.span.end)),
        Branch::Null | Branch::Text(_) => None,
    };
    span.end = span.end.max(last.unwrap_or_default());
    Tree { span, branch }
}

/// The entries between braces as they were meant. A key without a value can be nothing but the end of the text before it, which a
/// comma cut off, `{fr: 9h-12h, 14h-17h}`, or a key and its text without a space between, `{fr:SIAO}`.
fn joined(entries: Vec<(Key, Tree)>, yaml: &str) -> Vec<(Key, Tree)> {
    let mut out: Vec<(Key, Tree)> = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        if !(value.branch.is_null() && is_alone(&key, yaml)) {
            out.push((key, value));
            continue;
        }
        let between = |from: usize| yaml.get(from..key.span.start).unwrap_or_default();
        let is_cut = |before: &Tree| {
            between(before.span.end).trim() == "," && habits::is_plain(yaml, before.span.start)
        };
        let glued = glued(&key, yaml);
        let is_language = glued.as_ref().is_some_and(|(key, _)| Language::find(&key.name).is_some());
        match out.last_mut().map(|(_, before)| before).filter(|before| !is_language && is_cut(before)) {
            Some(Tree { span, branch: Branch::Text(text) }) => {
                text.push_str(between(span.end));
                text.push_str(&key.name);
                span.end = key.span.end;
            }
            _ => out.push(glued.unwrap_or((key, value))),
        }
    }
    out
}

/// Whether nothing but a key was written: no quotes around it, and no colon behind it.
fn is_alone(key: &Key, yaml: &str) -> bool {
    !yaml.get(key.span.end..).unwrap_or_default().trim_start().starts_with(':')
        && !yaml.get(key.span.start..).unwrap_or_default().starts_with(['"', '\'', '?'])
}

/// A key and its text, between which a plain space is missing.
fn glued(key: &Key, yaml: &str) -> Option<(Key, Tree)> {
    let written = yaml.get(key.span.start..key.span.end)?;
    let long = habits::key_of(written);
    let text = written.get(long..).filter(|text| long > 0 && !text.starts_with("//"))?.trim_start();
    let start = key.span.end - text.len();
    let name = habits::bare_key(written[..long - 1].to_owned());
    let span = Span { start: key.span.start, end: key.span.start + long - 1 };
    let value = Tree {
        span: Span { start, end: key.span.end },
        branch: Branch::Text(habits::bare_text(text.to_owned())),
    };
    (!text.is_empty()).then_some((Key { span, name, wrong: false }, value))
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Raw;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("YAML")
            }
            fn visit_unit<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_none<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
                Ok(Raw::Plain(value.to_string()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
                Ok(Raw::Plain(value.to_string()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
                Ok(Raw::Plain(value.to_string()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
                Ok(Raw::Plain(value.to_string()))
            }
            fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
                Ok(Raw::Text(value.to_owned()))
            }
            fn visit_string<E>(self, value: String) -> Result<Raw, E> {
                Ok(Raw::Text(value))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Raw::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Raw::Map(entries))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
