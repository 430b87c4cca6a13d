//! A value that remembers where it was written, for the checks that come after reading.

use std::{borrow::Cow, marker::PhantomData, ops::Deref};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, MapAccess, Visitor},
};

use crate::diagnostic::Span;

pub(super) const MARK: &str = "$trousseau::Placed";

/// A value and the bytes of its YAML text; the span counts from the start of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed<T> {
    /// The value, as the type reads it.
    pub value: T,
    /// The bytes of the YAML text that hold the value; quotes are among them.
    pub span: Span,
}

impl<T> Placed<T> {
    /// A value with an empty span, for tests that do not look at places.
    pub fn nowhere(value: T) -> Self {
        Self { value, span: Span::default() }
    }
}

impl<T> Deref for Placed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: schemars::JsonSchema> schemars::JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Triple<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Triple<T> {
            type Value = Placed<T>;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a value")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Placed<T>, A::Error> {
                let mut next = || -> Result<usize, A::Error> {
                    map.next_key::<de::IgnoredAny>()?;
                    map.next_value()
                };
                let span = Span { start: next()?, end: next()? };
                map.next_key::<de::IgnoredAny>()?;
                Ok(Placed { value: map.next_value()?, span })
            }
        }
        deserializer.deserialize_struct(MARK, &["start", "end", "value"], Triple(PhantomData))
    }
}
