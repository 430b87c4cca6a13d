//! What a form asks for, made from the JSON Schema of the types that read the files: so no form is written by hand.

use schemars::Schema;
use serde_json::Value;

/// A field of an entry or of a front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The type that has the field, such as `Contact`.
    pub of: String,
    /// The key in the file.
    pub name: String,
    /// What it may hold.
    pub shape: Shape,
    /// Whether there must be a value.
    pub required: bool,
    /// The value that counts when the file has none; "" when there is no such value.
    pub default: String,
}

/// What a field may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One value.
    One(Kind),
    /// One of these values, of the type of this name.
    Choice(String, Vec<String>),
    /// Yes or no.
    Flag,
    /// Words in each language.
    Words {
        /// Whether they are sentences.
        long: bool,
    },
    /// Several words in each language.
    WordLists,
    /// Several values.
    Many(Kind),
    /// Several of these values, of the type of this name.
    Choices(String, Vec<String>),
    /// Fields that belong together.
    Group(Vec<Field>),
    /// A list of such groups.
    Rows(Vec<Field>),
}

/// What kind of value it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A few words on one line.
    Line,
    /// A sentence or two.
    Sentence,
    /// A day.
    Day,
    /// A number of things.
    Count,
    /// Any number.
    Number,
    /// The name of something else: a `territory`, a `contact`…
    Name(String),
}

/// The fields of the type that a schema describes, or of the items of its list; without those that have pages of their own.
pub fn fields(schema: &Schema) -> Vec<Field> {
    let root = schema.as_value();
    let item = root.get("items").unwrap_or(root);
    let name = reference(item).or_else(|| root["title"].as_str()).unwrap_or_default().to_owned();
    of_object(root, resolved(root, item), &name)
}

fn of_object(root: &Value, object: &Value, name: &str) -> Vec<Field> {
    let required = object["required"].as_array();
    let is_required =
        |key: &str| required.is_some_and(|list| list.iter().any(|one| one.as_str() == Some(key)));
    let Some(properties) = object["properties"].as_object() else { return Vec::new() };
    let field = |(key, value): (&String, &Value)| {
        Some(Field {
            of: name.to_owned(),
            name: key.clone(),
            shape: shape(root, value)?,
            required: is_required(key),
            default: plain(&value["default"]),
        })
    };
    properties.iter().filter_map(field).collect()
}

/// What a field may hold; none when it has a page of its own.
fn shape(root: &Value, value: &Value) -> Option<Shape> {
    let is = value["x-is"].as_str().unwrap_or_default();
    if is == "page" {
        return None;
    }
    // What may be missing is described as "this or nothing".
    let inner = value["anyOf"].as_array().and_then(|list| list.first()).unwrap_or(value);
    let object = resolved(root, inner);
    let name = reference(inner).unwrap_or_default();
    Some(match kind_of(object) {
        "boolean" => Shape::Flag,
        "array" => {
            let item = &object["items"];
            let inside = resolved(root, item);
            let name = reference(item).unwrap_or_default().to_owned();
            match (consts(inside), inside["properties"].is_object()) {
                (Some(values), _) => Shape::Choices(name, values),
                (None, true) => Shape::Rows(of_object(root, inside, &name)),
                (None, false) if name == "Language" => Shape::Many(Kind::Name("language".to_owned())),
                (None, false) => Shape::Many(kind(inside, is)),
            }
        }
        "object" => match object["patternProperties"].as_object().and_then(|all| all.values().next()) {
            Some(words) if words["type"] == "array" => Shape::WordLists,
            Some(_) => Shape::Words { long: is == "sentence" },
            None => Shape::Group(of_object(root, object, name)),
        },
        _ => match consts(object) {
            Some(values) => Shape::Choice(name.to_owned(), values),
            None => Shape::One(kind(object, is)),
        },
    })
}

fn kind(object: &Value, is: &str) -> Kind {
    match (kind_of(object), is) {
        (_, name @ ("severity" | "month" | "version")) => Kind::Name(name.to_owned()),
        ("integer", _) => Kind::Count,
        ("number", _) => Kind::Number,
        (_, "sentence") => Kind::Sentence,
        _ if object["format"] == "date" => Kind::Day,
        (_, "") => Kind::Line,
        (_, name) => Kind::Name(name.to_owned()),
    }
}

/// The type of a value, whether or not it may be missing.
fn kind_of(object: &Value) -> &str {
    match &object["type"] {
        Value::Array(all) => all.first().and_then(Value::as_str).unwrap_or_default(),
        one => one.as_str().unwrap_or_default(),
    }
}

/// The values of an enum; none when it is none.
fn consts(object: &Value) -> Option<Vec<String>> {
    if let Some(list) = object["enum"].as_array() {
        return Some(list.iter().map(plain).collect());
    }
    let list = object["oneOf"].as_array()?;
    let one = |value: &Value| match value["enum"].as_array() {
        Some(several) => several.iter().map(plain).collect(),
        None => vec![plain(&value["const"])],
    };
    Some(list.iter().flat_map(one).collect())
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        _ => String::new(),
    }
}

fn reference(value: &Value) -> Option<&str> {
    value["$ref"].as_str().and_then(|path| path.rsplit('/').next())
}

fn resolved<'a>(root: &'a Value, value: &'a Value) -> &'a Value {
    reference(value).map_or(value, |name| &root["$defs"][name])
}
