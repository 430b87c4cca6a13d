//! A remark as it was typed, checked, and ready to be written: one way for all who bring one.

use crate::diagnostic::{Rule, Severity};
use std::ops::Range;

use super::{
    about::About,
    clean::clean,
    fault::{Fault, Wrong},
    fields::{self, Field, Kind, Need, Spec, Values},
    numbers::Numbers,
    rules,
};
use crate::guide::version::Version;

/// Finds what names a person in a text: the bytes of each place, and the rule that it breaks, such as `privacy/email`.
pub type FindPersonal<'a> = &'a dyn Fn(&str) -> Vec<(Range<usize>, Rule)>;

/// A remark as somebody typed it: texts, field by field. An empty text is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    values: Values,
    /// Whether somebody who was asked said that no person is meant.
    no_person: bool,
}

/// A remark that has been checked. Only [`Draft::validate`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valid {
    values: Values,
    /// Whether something looked like a person, and somebody said that none is meant.
    no_person: bool,
}

/// A remark with its number, ready to be written into its guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFeedback {
    id: String,
    values: Values,
    no_person: bool,
}

impl Draft {
    /// Says what stands in a field.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.values.insert(field, text.into());
    }

    /// Keeps the answer that no person is meant: what is only doubtful is taken then, and what is certain is not.
    pub fn mean_no_person(&mut self) {
        self.no_person = true;
    }

    /// What stands in a field; none when nothing does.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.values.get(&field).map(String::as_str).filter(|text| !text.trim().is_empty())
    }

    /// Whether a field was filled in, be it with nothing.
    pub fn says(&self, field: Field) -> bool {
        self.values.contains_key(&field)
    }

    /// The remark when nothing is wrong with it, or all that is, in the order of the form.
    pub fn validate(&self, about: &About, personal: FindPersonal) -> Result<Valid, Vec<Fault>> {
        let values = self.values();
        let faults: Vec<Fault> = fields::written()
            .filter_map(|spec| {
                let wrong = self.wrong(spec, &values, about, personal)?;
                Some(Fault { field: spec.field, value: self.text(spec.field).to_owned(), wrong })
            })
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let doubtful = || self.texts().any(|text| !codes(text, personal).1.is_empty());
        let no_person = self.no_person && doubtful();
        Ok(Valid { values, no_person })
    }

    /// What is wrong with one field; none while it has no answer.
    pub fn fault(&self, field: Field, about: &About) -> Option<Fault> {
        let wrong = rules::check(field, &self.values(), about).err().filter(refuses)?;
        Some(Fault { field, value: self.text(field).to_owned(), wrong })
    }

    fn wrong(&self, spec: &Spec, values: &Values, about: &About, personal: FindPersonal) -> Option<Wrong> {
        if !values.contains_key(&spec.field) {
            return (spec.need != Need::Optional).then_some(Wrong::Missing);
        }
        if let Err(wrong) = rules::check(spec.field, values, about)
            && refuses(&wrong)
        {
            return Some(wrong);
        }
        let is_free = matches!(spec.kind, Kind::Text(_));
        if !is_free {
            return None;
        }
        let (certain, doubtful) = codes(self.text(spec.field), personal);
        match (certain.is_empty(), doubtful.is_empty()) {
            (false, _) => Some(Wrong::Personal(certain)),
            (true, false) => (!self.no_person).then_some(Wrong::Doubtful(doubtful)),
            (true, true) => None,
        }
    }

    /// What was typed into fields that are free.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let free = fields::written().filter(|spec| matches!(spec.kind, Kind::Text(_)));
        free.filter_map(|spec| self.get(spec.field))
    }

    fn text(&self, field: Field) -> &str {
        self.values.get(&field).map_or("", String::as_str)
    }

    /// What is kept of each field.
    fn values(&self) -> Values {
        let kept = |(field, text): (&Field, &String)| Some((*field, kept(field.spec().kind, text)?));
        self.values.iter().filter_map(kept).collect()
    }
}

/// Whether a remark with this is not taken. A section that is not there is told in a warning once the remark is written.
fn refuses(wrong: &Wrong) -> bool {
    *wrong != Wrong::Section
}

/// A text as a file has it; none when nothing is left of it.
fn kept(kind: Kind, text: &str) -> Option<String> {
    let line = clean(text);
    match kind {
        _ if line.is_empty() => None,
        // 1.0.00 and 007 are what they are by another name.
        Kind::Version => Some(line.parse().map_or(line, |version: Version| version.to_string())),
        Kind::People => Some(line.parse().map_or(line, |count: u32| count.to_string())),
        _ => Some(line),
    }
}

/// In what way a text says who somebody is, and in what way it may: as it was typed, and as it is kept.
fn codes(text: &str, personal: FindPersonal) -> (Vec<Rule>, Vec<Rule>) {
    let (typed, kept) = (personal(text), personal(&clean(text)));
    let found = if typed.iter().any(|(_, code)| is_certain(*code)) || kept.is_empty() { typed } else { kept };
    found.into_iter().map(|(_, code)| code).partition(|code| is_certain(*code))
}

/// Whether a rule of `privacy` refuses a text, and does not only ask about it.
pub fn is_certain(rule: Rule) -> bool {
    rule.severity() == Severity::Error
}

impl Valid {
    /// What stands in a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.values.get(&field).map(String::as_str)
    }

    /// All fields but these: what two remarks must have in common to say the same.
    pub fn without(&self, left_out: &[Field]) -> Values {
        without(&self.values, left_out)
    }

    /// How many people said it.
    pub fn count(&self) -> u32 {
        self.get(Field::Count).and_then(|count| count.parse().ok()).unwrap_or(1)
    }

    /// The same remark of another number of people, at least one.
    pub fn set_count(&mut self, count: u32) {
        self.values.insert(Field::Count, count.max(1).to_string());
    }

    /// The remark with the next number that is free.
    pub fn numbered(self, numbers: &mut Numbers) -> NewFeedback {
        NewFeedback { id: numbers.take(), values: self.values, no_person: self.no_person }
    }
}

impl NewFeedback {
    /// The number, free in the whole toolkit: `F-2026-001`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether somebody said that no person is meant by what looks like one.
    pub fn means_no_person(&self) -> bool {
        self.no_person
    }

    /// What stands in a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.values.get(&field).map(String::as_str)
    }

    /// What is written of it: each field with its value, in the order of the file.
    pub fn written(&self) -> impl Iterator<Item = (&'static Spec, &str)> {
        fields::written().filter_map(|spec| Some((spec, self.get(spec.field)?)))
    }

    /// A remark of the tests, which nobody checked.
    #[cfg(test)]
    pub fn unchecked(id: &str, values: &[(Field, &str)]) -> Self {
        let values = values.iter().map(|(field, value)| (*field, (*value).to_owned())).collect();
        Self { id: id.to_owned(), values, no_person: false }
    }
}

/// All values but those of these fields.
pub fn without(values: &Values, left_out: &[Field]) -> Values {
    let kept = values.iter().filter(|(field, _)| !left_out.contains(field));
    kept.map(|(field, value)| (*field, value.clone())).collect()
}

#[cfg(test)]
mod tests;
