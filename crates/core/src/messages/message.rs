//! One translated text: a wording, or one for each kind of number; and how its blanks are filled.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};

use trousseau_text::{
    Language,
    plural::{Category, category},
};

/// Under this name templates get the language whose numbers choose the form.
pub const LANGUAGE: &str = "_lang";

/// A translated text.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The same wording for every number.
    Text(String),
    /// A wording for each kind of number.
    Plural(Plural),
}

/// The wordings of a text for the kinds of numbers of its language. There is at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct Plural {
    /// The language that the wordings are in.
    pub language: Language,
    /// The wordings that the file has.
    pub forms: BTreeMap<Category, String>,
}

impl Message {
    /// The wording for this number, written in digits.
    pub fn of(&self, number: &str) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Plural(plural) => plural.form(category(plural.language, number)),
        }
    }

    /// The wording where no number is at hand.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Plural(plural) => plural.form(Category::Other),
        }
    }

    /// All wordings.
    pub fn forms(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::Plural(plural) => plural.forms.values().map(String::as_str).collect(),
        }
    }
}

impl Plural {
    fn form(&self, category: Category) -> &str {
        let other = || self.forms.get(&Category::Other).or_else(|| self.forms.values().next_back());
        self.forms.get(&category).or_else(other).map_or("", String::as_str)
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plural = match self {
            Self::Text(text) => return serializer.serialize_str(text),
            Self::Plural(plural) => plural,
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(LANGUAGE, plural.language.tag())?;
        for (category, text) in &plural.forms {
            map.serialize_entry(category.name(), text)?;
        }
        if !plural.forms.contains_key(&Category::Other) {
            map.serialize_entry(Category::Other.name(), self.text())?;
        }
        map.end()
    }
}

/// A text with its `{blanks}` filled, in one pass: what stands in one blank is never taken for another. A blank without
/// a value stays as it is.
pub fn filled<V: AsRef<str>>(text: &str, value: impl Fn(&str) -> Option<V>) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, after)| Some((value(name)?, after))) {
            Some((value, after)) => {
                out.push_str(value.as_ref());
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The names of the blanks of a text, each once and in order.
pub fn blanks(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_filled_once() {
        let value = |name: &str| match name {
            "a" => Some("{b}"),
            "b" => Some("B"),
            _ => None,
        };
        assert_eq!(filled("{a} {b} {c} { {", value), "{b} B {c} { {");
        assert_eq!(filled("{{a}}", value), "{{b}}");
    }

    #[test]
    fn a_form_that_is_missing_is_that_of_other_numbers() {
        let plural = |tag: &str, forms: &[(Category, &str)]| {
            let forms = forms.iter().map(|(category, text)| (*category, (*text).to_owned())).collect();
            Message::Plural(Plural { language: Language::find(tag).expect("a tag"), forms })
        };
        let french = plural("fr", &[(Category::One, "un"), (Category::Other, "des")]);
        let said = |number| french.of(number);
        assert_eq!(["0", "1", "2", "1000000", "moins de 5"].map(said), ["un", "un", "des", "des", "des"]);
        assert_eq!(french.text(), "des");
        let arabic = plural("ar", &[(Category::Two, "two"), (Category::Other, "other")]);
        assert_eq!(["1", "2", "3"].map(|number| arabic.of(number)), ["other", "two", "other"]);
        let odd = plural("fr", &[(Category::One, "un"), (Category::Many, "beaucoup")]);
        assert_eq!((odd.of("2"), odd.text()), ("beaucoup", "beaucoup"));
    }
}
