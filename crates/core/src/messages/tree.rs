//! Translated texts as a file holds them: by name, as deep as one likes. The theme, the program and the desk read theirs here.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, de};

use super::message::{Message, Plural};
use crate::{diagnostic::WithDiagnostics, source::SourcePath, yaml};
use trousseau_text::Language;

/// Texts by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Tree {
    /// One text.
    Message(Message),
    /// Texts in order, such as the months.
    List(Vec<Tree>),
    /// Texts by name.
    Map(BTreeMap<String, Tree>),
}

impl Default for Tree {
    fn default() -> Self {
        Self::Map(BTreeMap::new())
    }
}

impl Tree {
    /// The texts of a YAML file in this language, each as `print` sets it.
    pub fn read(
        yaml: &str,
        path: &SourcePath,
        language: Language,
        print: fn(&str, Language) -> String,
    ) -> WithDiagnostics<Option<Self>> {
        yaml::read::<Self>(yaml, path, 0).map(|tree| tree.map(|tree| tree.settled(language, print)))
    }

    /// The same with each text as `print` sets it; keys that are nothing but kinds of numbers are one text.
    pub fn settled(self, language: Language, print: fn(&str, Language) -> String) -> Self {
        match self {
            Self::Message(message) => Self::Message(Message::Text(print(message.text(), language))),
            Self::List(list) => {
                Self::List(list.into_iter().map(|tree| tree.settled(language, print)).collect())
            }
            Self::Map(map) => {
                let forms = map.iter().map(|(key, tree)| match tree {
                    Self::Message(text) => Some((key.parse().ok()?, print(text.text(), language))),
                    _ => None,
                });
                match forms.collect::<Option<BTreeMap<_, _>>>().filter(|forms| !forms.is_empty()) {
                    Some(forms) => Self::Message(Message::Plural(Plural { language, forms })),
                    None => Self::Map(
                        map.into_iter().map(|(key, tree)| (key, tree.settled(language, print))).collect(),
                    ),
                }
            }
        }
    }

    /// What stands at a path of names, such as `print.formats`.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |tree, name| match tree {
            Self::Map(map) => map.get(name),
            _ => None,
        })
    }

    /// All texts by their paths, such as `date.months.0`.
    pub fn flat(&self) -> BTreeMap<String, Message> {
        let mut texts = BTreeMap::new();
        self.flatten(&mut String::new(), &mut texts);
        texts
    }

    fn flatten(&self, path: &mut String, into: &mut BTreeMap<String, Message>) {
        let mut go = |name: &str, tree: &Self| {
            let length = path.len();
            if length > 0 {
                path.push('.');
            }
            path.push_str(name);
            tree.flatten(path, into);
            path.truncate(length);
        };
        match self {
            Self::Map(map) => map.iter().for_each(|(key, tree)| go(key, tree)),
            Self::List(list) => list.iter().enumerate().for_each(|(at, tree)| go(&at.to_string(), tree)),
            Self::Message(message) => {
                into.insert(path.clone(), message.clone());
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Tree;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text, a list or keys and values")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
                Ok(Tree::Message(Message::Text(text.to_owned())))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Tree, E> {
                Ok(Tree::default())
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Tree::List(list))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
                let mut map = BTreeMap::new();
                while let Some((key, value)) = entries.next_entry()? {
                    map.insert(key, value);
                }
                Ok(Tree::Map(map))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_text::typography::typography;

    #[test]
    fn keys_that_are_kinds_of_numbers_make_one_text() {
        let yaml = "a: {one: \"Un ?\", other: Des}\nb: {other: Autre, print: Impression}\nc: [x, {two: y}]\n";
        let language = Language::find("fr").expect("a tag");
        let tree = Tree::read(yaml, &"fr.yaml".into(), language, typography).value.expect("a tree");
        let texts = tree.flat();
        let keys: Vec<&str> = texts.keys().map(String::as_str).collect();
        assert_eq!(keys, ["a", "b.other", "b.print", "c.0", "c.1"]);
        assert_eq!((texts["a"].of("1"), texts["a"].of("2")), ("Un\u{202f}?", "Des"));
        let shown = serde_json::to_value(&tree).expect("a value");
        assert_eq!(shown["a"], serde_json::json!({"_lang": "fr", "one": "Un\u{202f}?", "other": "Des"}));
    }
}
