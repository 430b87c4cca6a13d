//! Reading our types from a tree: a serde deserializer that knows where it is.

use std::{cell::RefCell, fmt};

use serde::de::{self, DeserializeSeed, IntoDeserializer, Unexpected, Visitor, value::StrDeserializer};

use super::{
    placed,
    tree::{Branch, Key, Tree},
};
use crate::diagnostic::Span;
use trousseau_text::Mismatch;

/// Why a value of the tree is not what the type asks for.
#[derive(Debug)]
pub enum Problem {
    UnknownKey {
        key: String,
        known: Vec<&'static str>,
    },
    UnknownValue {
        value: String,
        known: Vec<String>,
    },
    Missing {
        key: String,
    },
    /// A field is missing because its value did not fit: that fault has been reported, so this one is not.
    Follows,
    Kind {
        found: String,
        expected: String,
    },
    /// A text where something else is expected.
    Text {
        text: String,
        expected: String,
    },
    /// A value that one of our own types refused.
    Mismatch(Mismatch),
    Other(String),
}

/// A problem, and the bytes of the YAML text that it is about; `None` until a branch that has a place passes it on.
#[derive(Debug)]
pub struct Fault {
    pub problem: Problem,
    pub span: Option<Span>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.problem)
    }
}

impl std::error::Error for Fault {}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self { problem, span: None }
    }
}

impl Fault {
    fn at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl Fault {
    /// The same fault, or [`Problem::Follows`] when the missing field is there and was marked as wrong before.
    fn or_follows(self, entries: &[(Key, Tree)]) -> Self {
        match (&self.problem, self.span) {
            // Only a field missing at this level still needs a place; one that is missing further inside has got it there.
            (Problem::Missing { key }, None)
                if entries.iter().any(|(own, _)| own.wrong && own.name == *key) =>
            {
                Problem::Follows.into()
            }
            _ => self,
        }
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        Mismatch::of(&message).map_or(Problem::Other(message), Problem::Mismatch).into()
    }
    fn invalid_type(found: Unexpected, expected: &dyn de::Expected) -> Self {
        Problem::Kind { found: found.to_string(), expected: expected.to_string() }.into()
    }
    fn invalid_value(found: Unexpected, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }
    fn unknown_variant(value: &str, known: &'static [&'static str]) -> Self {
        let known = known.iter().map(|name| (*name).to_owned()).collect();
        Problem::UnknownValue { value: value.to_owned(), known }.into()
    }
    fn missing_field(key: &'static str) -> Self {
        Problem::Missing { key: key.to_owned() }.into()
    }
}

/// A serde deserializer for one branch. Keys that the type does not know are collected and skipped.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub tree: &'a Tree,
    pub unknown: &'a RefCell<Vec<Fault>>,
}

impl<'a> Reader<'a> {
    fn into(self, tree: &'a Tree) -> Self {
        Self { tree, ..self }
    }

    fn text<E>(self, expected: &str, read: impl FnOnce(&'a str) -> Result<E, Fault>) -> Result<E, Fault> {
        match &self.tree.branch {
            Branch::Text(text) => read(text),
            _ => Err(self.kind(expected)),
        }
        .map_err(|fault| fault.at(self.tree.span))
    }

    fn kind(self, expected: &str) -> Fault {
        let found = match &self.tree.branch {
            Branch::Null => "nothing",
            Branch::Text(_) => "a text",
            Branch::List(_) => "a list",
            Branch::Map(_) => "keys and values",
        };
        Fault::from(Problem::Kind { found: found.into(), expected: expected.into() }).at(self.tree.span)
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $kind:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.text("a number", |text| match text.parse::<$kind>() {
                Ok(number) => visitor.$visit(number),
                Err(_) => Err(Problem::Text { text: text.into(), expected: "a number".into() }.into()),
            })
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.branch {
            Branch::Null => visitor.visit_unit(),
            Branch::Text(text) => visitor.visit_borrowed_str(text),
            Branch::List(_) => self.deserialize_seq(visitor),
            Branch::Map(_) => self.deserialize_map(visitor),
        }
        .map_err(|fault: Fault| fault.at(self.tree.span))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text("a text", |text| visitor.visit_borrowed_str(text))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text("true or false", |text| match text {
            "true" | "yes" | "oui" => visitor.visit_bool(true),
            "false" | "no" | "non" => visitor.visit_bool(false),
            _ => Err(Problem::Text { text: text.into(), expected: "true or false".into() }.into()),
        })
    }

    numbers!(
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64, deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64, deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64
    );

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.branch {
            Branch::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.branch {
            Branch::List(items) => visitor.visit_seq(Items { reader: self, items: items.iter() }),
            // `key:` with nothing behind it, where a list belongs, means an empty list.
            Branch::Null => visitor.visit_seq(Items { reader: self, items: [].iter() }),
            _ => Err(self.kind("a list")),
        }
        .map_err(|fault| fault.at(self.tree.span))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.branch {
            Branch::Map(entries) => visitor.visit_map(Entries::new(self, entries, None)),
            Branch::Null => visitor.visit_map(Entries::new(self, &[], None)),
            _ => Err(self.kind("keys and values")),
        }
        .map_err(|fault| fault.at(self.tree.span))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == placed::MARK {
            return visitor.visit_map(PlacedEntries::new(self));
        }
        match &self.tree.branch {
            Branch::Map(entries) => {
                let value = visitor.visit_map(Entries::new(self, entries, Some(fields)));
                value.map_err(|fault| fault.or_follows(entries))
            }
            _ => Err(self.kind("keys and values")),
        }
        .map_err(|fault| fault.at(self.tree.span))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.text("a word", |text| visitor.visit_enum(IntoDeserializer::<Fault>::into_deserializer(text)))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit_struct tuple tuple_struct identifier
    }
}

struct Items<'a> {
    reader: Reader<'a>,
    items: std::slice::Iter<'a, Tree>,
}

impl<'de> de::SeqAccess<'de> for Items<'de> {
    type Error = Fault;
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(item) = self.items.next() else { return Ok(None) };
        seed.deserialize(self.reader.into(item)).map(Some).map_err(|fault| fault.at(item.span))
    }
}

struct Entries<'a> {
    reader: Reader<'a>,
    entries: std::slice::Iter<'a, (Key, Tree)>,
    fields: Option<&'static [&'static str]>,
    value: Option<&'a (Key, Tree)>,
}

impl<'a> Entries<'a> {
    fn new(reader: Reader<'a>, entries: &'a [(Key, Tree)], fields: Option<&'static [&'static str]>) -> Self {
        Self { reader, entries: entries.iter(), fields, value: None }
    }
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        for entry in self.entries.by_ref() {
            let (key, _) = entry;
            if key.wrong {
                continue;
            }
            if let Some(known) = self.fields
                && !known.contains(&key.name.as_str())
            {
                let problem = Problem::UnknownKey { key: key.name.clone(), known: known.to_vec() };
                self.reader.unknown.borrow_mut().push(Fault { problem, span: Some(key.span) });
                continue;
            }
            self.value = Some(entry);
            let name: StrDeserializer<'_, Fault> = key.name.as_str().into_deserializer();
            return seed.deserialize(name).map(Some).map_err(|fault| fault.at(key.span));
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let (key, value) = self.value.take().expect("a key comes before its value");
        // An empty value has no bytes to underline, so its key is underlined instead.
        let span = if value.span.start == value.span.end { key.span } else { value.span };
        seed.deserialize(self.reader.into(value)).map_err(|fault| match fault.span {
            Some(own) if own.start == own.end => Fault { span: Some(span), ..fault },
            _ => fault.at(span),
        })
    }
}

/// What [`super::Placed`] is read from: a map of three entries, start, end and value, in this order.
struct PlacedEntries<'a> {
    reader: Reader<'a>,
    step: u8,
}

impl<'a> PlacedEntries<'a> {
    fn new(reader: Reader<'a>) -> Self {
        Self { reader, step: 0 }
    }
}

impl<'de> de::MapAccess<'de> for PlacedEntries<'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        self.step += 1;
        seed.deserialize(self.step.into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let span = self.reader.tree.span;
        match self.step {
            1 => seed.deserialize(span.start.into_deserializer()),
            2 => seed.deserialize(span.end.into_deserializer()),
            _ => seed.deserialize(self.reader),
        }
    }
}
