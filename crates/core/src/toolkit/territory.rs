//! Territories: where something holds, one inside the other, and the services that readers look for in each.

use std::{collections::BTreeMap, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use super::{Contact, ids::PATH, known};
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
    yaml::{Placed, Words},
};
use trousseau_text::Language;

/// The territories of a toolkit, by id.
pub type Territories = BTreeMap<String, Territory>;

/// A territory; an entry of `territories` in `toolkit.yaml`: its names, and the larger one in which it lies.
#[derive(Clone, Debug, Default)]
pub struct Territory {
    /// The name, in each language.
    pub name: Words,
    /// The id of the larger territory: `in: hauts-de-france`.
    pub within: Option<Placed<String>>,
}

/// A service that readers look for near them; an entry of `services` in `toolkit.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Service {
    /// The short name by which contacts name it: `service: adil`.
    pub id: Placed<String>,
    /// The name for readers.
    pub name: Words,
}

/// The contacts of a service for a territory, and for which one they are.
#[derive(Clone, Debug)]
pub struct Nearest<'a> {
    /// The id of the territory of these contacts; none when they are for everybody.
    pub territory: Option<&'a str>,
    /// The contacts; empty when none is known.
    pub contacts: Vec<&'a Contact>,
}

/// A territory and all that it lies in, the smallest first.
pub fn chain<'a>(territories: &'a Territories, id: &str) -> Vec<&'a str> {
    let mut chain: Vec<&str> = Vec::new();
    let mut next = territories.get_key_value(id);
    while let Some((id, territory)) = next.filter(|(id, _)| !chain.contains(&id.as_str())) {
        chain.push(id);
        next = territory.within.as_ref().and_then(|within| territories.get_key_value(&within.value));
    }
    chain
}

/// The contacts of a service: those of the territory, else those of the next larger one that has some, else those for everybody.
pub fn nearest<'a>(
    territories: &'a Territories,
    contacts: &'a [Contact],
    service: &str,
    territory: &str,
) -> Nearest<'a> {
    let of_service = |contact: &&Contact| contact.service.as_ref().is_some_and(|own| own.value == service);
    let of = |territory: Option<&str>| -> Vec<&Contact> {
        let held = |contact: &&Contact| contact.territory.as_ref().map(|own| own.value.as_str()) == territory;
        contacts.iter().filter(of_service).filter(held).collect()
    };
    let steps = chain(territories, territory).into_iter().map(Some).chain([None]);
    let all = steps.map(|territory| Nearest { territory, contacts: of(territory) });
    let mut found = all.filter(|nearest| !nearest.contacts.is_empty());
    found.next().unwrap_or(Nearest { territory: None, contacts: Vec::new() })
}

/// Takes out larger territories that nobody knows, and those that lie in themselves, with a diagnostic for each.
pub(super) fn check(territories: &mut Territories, diagnostics: &mut Vec<Diagnostic>) {
    let path: SourcePath = PATH.into();
    let ids: Vec<String> = territories.keys().cloned().collect();
    for id in &ids {
        let Some(within) = territories.get_mut(id).and_then(|territory| territory.within.take()) else {
            continue;
        };
        let known =
            known(std::slice::from_ref(&within), ids.iter().map(String::as_str), "territory", &path, 0);
        let is_known = !known.collect_into(diagnostics).is_empty();
        if is_known && chain(territories, &within.value).contains(&id.as_str()) {
            let diagnostic =
                Diagnostic::new(rule::toolkit::TERRITORY_CIRCLE, Place::span(&path, within.span));
            diagnostics.push(diagnostic.with("id", id));
        } else if let Some(territory) = territories.get_mut(id).filter(|_| is_known) {
            territory.within = Some(within);
        }
    }
}

/// A key of a territory: the larger one, or the language of a name.
enum Key {
    In,
    Name(Language),
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Key;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a language or in")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Key, E> {
                let language = serde::de::value::StrDeserializer::<E>::new(text);
                if text == "in" { Ok(Key::In) } else { Language::deserialize(language).map(Key::Name) }
            }
        }
        deserializer.deserialize_str(Either)
    }
}

impl<'de> Deserialize<'de> for Territory {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Territory;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Territory, A::Error> {
                let mut territory = Territory::default();
                while let Some(key) = map.next_key()? {
                    match key {
                        Key::In => territory.within = Some(map.next_value()?),
                        Key::Name(language) => drop(territory.name.insert(language, map.next_value()?)),
                    }
                }
                Ok(territory)
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

impl JsonSchema for Territory {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Territory".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "The names of the territory, in each language, and the larger one in which it lies: `{in: nord, fr: Lille}`.",
            "properties": {
                "in": {"type": "string", "description": "The id of the larger territory in which it lies."}
            },
            "patternProperties": {"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$": {"type": "string"}},
            "additionalProperties": false
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn territories(pairs: &[(&str, Option<&str>)]) -> Territories {
        let territory = |within: Option<&str>| Territory {
            within: within.map(|id| Placed::nowhere(id.to_owned())),
            ..Territory::default()
        };
        pairs.iter().map(|(id, within)| ((*id).to_owned(), territory(*within))).collect()
    }

    #[test]
    fn a_chain_ends_even_where_territories_lie_in_each_other() {
        let all = territories(&[("lille", Some("nord")), ("nord", Some("region")), ("region", None)]);
        assert_eq!(chain(&all, "lille"), ["lille", "nord", "region"]);
        assert_eq!(chain(&all, "sud"), Vec::<&str>::new());
        let circle = territories(&[("a", Some("b")), ("b", Some("a"))]);
        assert_eq!(chain(&circle, "a"), ["a", "b"]);
    }

    #[test]
    fn a_circle_and_an_unknown_territory_are_taken_out() {
        let mut all = territories(&[("a", Some("b")), ("b", Some("a")), ("c", Some("d")), ("e", Some("e"))]);
        let mut diagnostics = Vec::new();
        check(&mut all, &mut diagnostics);
        let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
        assert_eq!(codes, ["toolkit/territory-circle", "toolkit/unknown-id", "toolkit/territory-circle"]);
        assert_eq!(chain(&all, "b"), ["b", "a"]);
    }
}
