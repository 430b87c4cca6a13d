//! The parts of a mapping that have a key for each field: what answers mean, and what holds where a row is silent.
//!
//! Keys, values and schema follow from the table of the fields of a remark.

use std::{borrow::Cow, collections::BTreeMap, fmt, marker::PhantomData, sync::LazyLock};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, Visitor},
};
use serde_json::{Value, json};

use trousseau_core::guide::{
    Version,
    remark::{Field, Kind, fields::TABLE},
};
use trousseau_text::{Language, slug::slug};

/// What answers mean, as a file has it: `theme: {Mot pas clair: unclear_word}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meanings(BTreeMap<Field, BTreeMap<String, String>>);

/// What holds for rows that do not say it, as a file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults(BTreeMap<Field, String>);

impl Meanings {
    /// What an answer means; none when the mapping does not say.
    pub fn get(&self, field: Field, answer: &str) -> Option<&str> {
        let wanted = slug(answer);
        let known = self.0.get(&field)?.iter();
        known.into_iter().find(|(own, _)| slug(own) == wanted).map(|(_, value)| value.as_str())
    }
}

impl Defaults {
    /// What holds for a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(&field).map(String::as_str)
    }
}

/// The fields whose answers stand for something.
static MEANT: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    names(|kind| !matches!(kind, Kind::Version | Kind::Month | Kind::People | Kind::Text(_)))
});

/// The fields that may be the same in all rows.
static ASSUMED: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| names(|kind| !matches!(kind, Kind::People | Kind::Section | Kind::Text(_))));

fn names(has: fn(Kind) -> bool) -> Vec<&'static str> {
    TABLE.iter().filter(|spec| has(spec.kind)).map(|spec| spec.field.name()).collect()
}

/// What an entry holds, read by the kind of its field.
trait Entry: Sized {
    fn read<'de, D: Deserializer<'de>>(kind: Kind, deserializer: D) -> Result<Self, D::Error>;
}

impl Entry for String {
    fn read<'de, D: Deserializer<'de>>(kind: Kind, deserializer: D) -> Result<Self, D::Error> {
        match kind {
            Kind::Version => Version::deserialize(deserializer).map(|version| version.to_string()),
            Kind::Language => Language::deserialize(deserializer).map(|language| language.tag().to_owned()),
            Kind::Level(_) => u8::deserialize(deserializer).map(|level| level.to_string()),
            Kind::Word { names, .. } => {
                let word = String::deserialize(deserializer)?;
                if names.contains(&word.as_str()) {
                    Ok(word)
                } else {
                    Err(Error::unknown_variant(&word, names))
                }
            }
            _ => String::deserialize(deserializer),
        }
    }
}

impl Entry for Option<String> {
    fn read<'de, D: Deserializer<'de>>(kind: Kind, deserializer: D) -> Result<Self, D::Error> {
        struct Maybe(Kind);
        impl<'de> Visitor<'de> for Maybe {
            type Value = Option<String>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
                Ok(None)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                String::read(self.0, deserializer).map(Some)
            }
        }
        deserializer.deserialize_option(Maybe(kind))
    }
}

impl Entry for BTreeMap<String, String> {
    fn read<'de, D: Deserializer<'de>>(kind: Kind, deserializer: D) -> Result<Self, D::Error> {
        struct Answers(Kind);
        impl<'de> Visitor<'de> for Answers {
            type Value = BTreeMap<String, String>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("answers and what they mean")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut answers = BTreeMap::new();
                while let Some(answer) = map.next_key()? {
                    answers.insert(answer, map.next_value_seed(Seed::<String>(self.0, PhantomData))?);
                }
                Ok(answers)
            }
        }
        deserializer.deserialize_map(Answers(kind))
    }
}

struct Seed<T>(Kind, PhantomData<T>);

impl<'de, T: Entry> DeserializeSeed<'de> for Seed<T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(self.0, deserializer)
    }
}

/// Reads a map with a key for some fields; a key that is none of them is told like any other.
struct ByField<T>(PhantomData<T>);

impl<'de, T: Entry> Visitor<'de> for ByField<T> {
    type Value = BTreeMap<Field, T>;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("fields of a remark")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some(field) = map.next_key::<Field>()? {
            fields.insert(field, map.next_value_seed(Seed::<T>(field.spec().kind, PhantomData))?);
        }
        Ok(fields)
    }
}

impl<'de> Deserialize<'de> for Meanings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Values", &MEANT, ByField(PhantomData)).map(Self)
    }
}

impl<'de> Deserialize<'de> for Defaults {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all =
            deserializer.deserialize_struct("Defaults", &ASSUMED, ByField::<Option<String>>(PhantomData));
        Ok(Self(all?.into_iter().filter_map(|(field, value)| Some((field, value?))).collect()))
    }
}

impl JsonSchema for Meanings {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut answers = |kind| {
            let value = schema(kind, generator);
            json!({"type": "object", "additionalProperties": value, "default": {}})
        };
        object(&MEANT, "What answers mean: `theme: {Mot pas clair: unclear_word}`.", &mut answers)
    }
}

impl JsonSchema for Defaults {
    fn schema_name() -> Cow<'static, str> {
        "Defaults".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        object(&ASSUMED, "What holds for rows that do not say it.", &mut |kind| optional(kind, generator))
    }
}

fn object(names: &[&str], description: &str, schema: &mut dyn FnMut(Kind) -> Value) -> Schema {
    let specs = TABLE.iter().filter(|spec| names.contains(&spec.field.name()));
    let properties: serde_json::Map<_, _> =
        specs.map(|spec| (spec.field.name().to_owned(), schema(spec.kind))).collect();
    json_schema!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "description": description,
    })
}

fn schema(kind: Kind, generator: &mut SchemaGenerator) -> Value {
    match kind {
        Kind::Word { schema, .. } => schema(generator).to_value(),
        Kind::Version => generator.subschema_for::<Version>().to_value(),
        Kind::Level(_) => generator.subschema_for::<u8>().to_value(),
        _ => json!({"type": "string"}),
    }
}

/// The schema of a value that may be missing.
fn optional(kind: Kind, generator: &mut SchemaGenerator) -> Value {
    let mut schema = schema(kind, generator);
    if schema.get("type").is_none() {
        return json!({"anyOf": [schema, {"type": "null"}], "default": null});
    }
    schema["type"] = json!([schema["type"], "null"]);
    if matches!(kind, Kind::Month) {
        schema["description"] = "The month: `2026-05`.".into();
    }
    schema["default"] = Value::Null;
    schema
}
