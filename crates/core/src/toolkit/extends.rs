//! On which toolkit another one rests: `extends:` in `toolkit.yaml`, a folder or a revision of a repository.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Unexpected, Visitor, value::MapAccessDeserializer},
};

use super::PATH;
use crate::{diagnostic::Place, source::Sources, yaml};

/// The toolkit under a toolkit, as `extends:` names it: `../base`, or `{git: https://…, revision: v2}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extends {
    /// A folder with a `content/` in it, from the toolkit's own folder.
    Folder(String),
    /// A revision of a repository, fetched by `trousseau overlay fetch`.
    Git(Repository),
}

/// A repository whose top folder is a toolkit, and the revision that is taken of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Repository {
    /// The address from which git fetches it.
    pub git: String,
    /// A tag, a branch or a commit.
    pub revision: String,
}

impl Extends {
    /// What `toolkit.yaml` names, and where; none when there is no `extends:`, or nothing that can be read as one.
    pub fn of(sources: &Sources) -> Option<(Self, Place)> {
        let source = sources.get(PATH)?;
        let tree = yaml::parse(source.text().ok()?).ok()?;
        let (key, value) = tree.get("extends")?;
        let place = Place::span(&source.path, key.span);
        let one = |name: &str| match &value.get(name)?.1.branch {
            yaml::Branch::Text(text) => Some(text.trim().to_owned()),
            _ => None,
        };
        let extends = match &value.branch {
            yaml::Branch::Text(folder) => Self::Folder(folder.trim().to_owned()),
            _ => Self::Git(Repository { git: one("git")?, revision: one("revision")? }),
        };
        Some((extends, place))
    }
}

impl fmt::Display for Extends {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => f.write_str(folder),
            Self::Git(repository) => write!(f, "{} ({})", repository.git, repository.revision),
        }
    }
}

impl<'de> Deserialize<'de> for Extends {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Extends;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_str<E>(self, text: &str) -> Result<Extends, E> {
                Ok(Extends::Folder(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Extends, A::Error> {
                Err(de::Error::invalid_type(Unexpected::Other("a list"), &self))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Extends, A::Error> {
                Repository::deserialize(MapAccessDeserializer::new(map)).map(Extends::Git)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for Extends {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Extends".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [{"type": "string"}, generator.subschema_for::<Repository>()]})
    }
}
