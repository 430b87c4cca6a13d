//! A value to be written, of any shape, and its YAML.

use super::super::scalar::{Style, Value};

/// The most letters of a map that is written on one line.
const WIDE: usize = 80;

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// The name of an enum's value, a number or a day: never quoted.
    Plain(String),
    /// A text that somebody typed: quoted where YAML would read something else.
    Words(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order in which it is written.
    Map(Vec<(String, Node)>),
}

impl Node {
    fn is_scalar(&self) -> bool {
        matches!(self, Self::Plain(_) | Self::Words(_))
    }

    /// The value inside brackets, or as one line.
    pub fn flow(&self) -> String {
        match self {
            Self::Plain(_) | Self::Words(_) => self.scalar(Style::Flow),
            Self::List(items) => format!("[{}]", items.iter().map(Self::flow).collect::<Vec<_>>().join(", ")),
            Self::Map(entries) => {
                let pairs: Vec<_> =
                    entries.iter().map(|(key, value)| format!("{}: {}", name(key), value.flow())).collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }

    /// What stands behind the colon of a key that is indented by `indent`, in block style; without an end of line behind it.
    pub fn behind(&self, indent: &str, eol: &str) -> String {
        let deeper = format!("{indent}  ");
        match self {
            Self::Plain(_) | Self::Words(_) => format!(" {}", self.scalar(Style::Block)),
            Self::List(items) if !items.is_empty() && !items.iter().all(Self::is_scalar) => {
                items.iter().map(|item| format!("{eol}{}", item.item(&deeper, eol))).collect()
            }
            Self::Map(entries) if !entries.is_empty() && !self.fits(indent) => {
                let pair = |(key, value): &(String, Self)| {
                    format!("{eol}{deeper}{}:{}", name(key), value.behind(&deeper, eol))
                };
                entries.iter().map(pair).collect()
            }
            _ => format!(" {}", self.flow()),
        }
    }

    /// An item of a list in block style, with its dash; without an end of line behind it.
    pub fn item(&self, indent: &str, eol: &str) -> String {
        let Self::Map(entries) = self else { return format!("{indent}-{}", self.behind(indent, eol)) };
        let deeper = format!("{indent}  ");
        let pairs = entries.iter().enumerate().map(|(place, (key, value))| {
            let start = if place == 0 { format!("{indent}- ") } else { format!("{eol}{deeper}") };
            format!("{start}{}:{}", name(key), value.behind(&deeper, eol))
        });
        if entries.is_empty() { format!("{indent}- {{}}") } else { pairs.collect() }
    }

    /// Whether a map of scalars or short lists stands well on one line.
    fn fits(&self, indent: &str) -> bool {
        let Self::Map(entries) = self else { return true };
        let flat = |value: &Self| {
            value.is_scalar() || matches!(value, Self::List(items) if items.iter().all(Self::is_scalar))
        };
        entries.iter().all(|(_, value)| flat(value)) && indent.len() + self.flow().chars().count() <= WIDE
    }

    fn scalar(&self, style: Style) -> String {
        match self {
            Self::Plain(word) => Value::Plain(word.clone()).written(style),
            Self::Words(words) => Value::Words(words.clone()).written(style),
            Self::List(_) | Self::Map(_) => self.flow(),
        }
    }
}

/// A key as YAML: the tag of Norwegian is `no`, which some parsers take for something else.
pub fn name(key: &str) -> String {
    Value::Words(key.to_owned()).written(Style::Flow)
}
