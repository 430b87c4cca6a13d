//! What a form holds: the values of an entry as text, what somebody typed, and what cannot be taken of it.

use jiff::civil::Date;

use super::shape::{Field, Kind, Shape};
use trousseau_core::yaml::{Branch, Tree};
use trousseau_text::Language;

/// What was typed, by the names of the questions: `phone`, `name.fr`, `figures.0.year`.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    pairs: Vec<(String, String)>,
}

impl Answers {
    /// The answers of a form.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let pairs = pairs.into_iter().map(|(name, value)| (name, clean(&value)));
        Self { pairs: pairs.collect() }
    }

    /// The same answers with another one to a question.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.pairs.retain(|pair| pair.0 != name);
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// An answer; none when the form did not ask.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.as_str())
    }

    /// The answers that are not empty to a question that takes several: one a line, or one a box.
    pub fn many(&self, name: &str) -> Option<Vec<String>> {
        self.one(name)?;
        let all = self.pairs.iter().filter(|pair| pair.0 == name).flat_map(|pair| pair.1.lines());
        Some(all.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect())
    }

    /// Whether anything was answered to a question or to those below it.
    pub fn is_filled(&self, name: &str) -> bool {
        let below = format!("{name}.");
        let is_own = |own: &str| own == name || own.starts_with(&below);
        self.pairs.iter().any(|pair| is_own(&pair.0) && !pair.1.is_empty())
    }

    /// How many rows a list has, filled in or not.
    pub fn rows(&self, name: &str) -> usize {
        let below = format!("{name}.");
        let place =
            |pair: &(String, String)| pair.0.strip_prefix(&below)?.split('.').next()?.parse::<usize>().ok();
        // The numbers come from names that anybody can send: a large one must not ask for as many rows.
        self.pairs.iter().filter_map(place).filter(|place| *place < 1000).max().map_or(0, |last| last + 1)
    }
}

/// Whether anything was answered to these questions but what counts without an answer.
pub fn is_filled(fields: &[Field], answers: &Answers, prefix: &str) -> bool {
    fields.iter().any(|field| {
        let name = format!("{prefix}{}", field.name);
        match &field.shape {
            Shape::One(_) | Shape::Choice(..) | Shape::Flag => {
                let typed = answers.one(&name).unwrap_or_default();
                !typed.is_empty() && typed != field.default
            }
            Shape::Words { .. } | Shape::WordLists | Shape::Many(_) | Shape::Choices(..) => {
                answers.is_filled(&name)
            }
            Shape::Group(inner) => is_filled(inner, answers, &format!("{name}.")),
            Shape::Rows(inner) => {
                (0..answers.rows(&name)).any(|place| is_filled(inner, answers, &format!("{name}.{place}.")))
            }
        }
    })
}

/// A text as a file may hold it: without white space around it, and without the signs that nobody sees and that turn the text around
/// them the other way.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let unseen = |letter: char| {
        letter.is_control() && letter != '\n' && letter != '\t'
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    text.chars().filter(|letter| !unseen(*letter)).collect::<String>().trim().to_owned()
}

/// The text of a value.
pub fn text_of(tree: Option<&Tree>) -> String {
    match tree.map(|tree| &tree.branch) {
        Some(Branch::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// A value of a kind as it is written; none when it is not of that kind.
pub fn of_kind(kind: &Kind, text: &str) -> Option<String> {
    let number = || text.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
    match kind {
        Kind::Count => number().parse::<u32>().ok().map(|number| number.to_string()),
        Kind::Number => {
            let text = number();
            text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|_| text)
        }
        Kind::Day => text.parse::<Date>().ok().map(|day| day.to_string()),
        Kind::Line | Kind::Sentence | Kind::Name(_) => Some(text.to_owned()),
    }
}

/// The values of the fields of an entry, by the names of their questions.
pub fn shown(fields: &[Field], tree: Option<&Tree>, prefix: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for field in fields {
        let name = format!("{prefix}{}", field.name);
        let value = tree.and_then(|tree| tree.get(&field.name)).map(|(_, value)| value);
        match &field.shape {
            Shape::One(_) | Shape::Choice(..) => {
                let text = text_of(value);
                all.push((name, if text.is_empty() { field.default.clone() } else { text }));
            }
            Shape::Flag => {
                let text = flag(&text_of(value)).to_owned();
                all.push((name, if text.is_empty() { field.default.clone() } else { text }));
            }
            Shape::Words { .. } => all.extend(pairs(value, &name, |tree| text_of(Some(tree)))),
            Shape::WordLists => all.extend(pairs(value, &name, |tree| list_of(Some(tree)).join("\n"))),
            Shape::Many(_) | Shape::Choices(..) => {
                all.extend(list_of(value).into_iter().map(|one| (name.clone(), one)));
            }
            Shape::Group(inner) => all.extend(shown(inner, value, &format!("{name}."))),
            Shape::Rows(inner) => {
                for (place, row) in value.map_or(&[][..], Tree::items).iter().enumerate() {
                    all.extend(shown(inner, Some(row), &format!("{name}.{place}.")));
                }
            }
        }
    }
    all
}

fn pairs(map: Option<&Tree>, name: &str, text: impl Fn(&Tree) -> String) -> Vec<(String, String)> {
    let Some(Branch::Map(entries)) = map.map(|map| &map.branch) else { return Vec::new() };
    entries.iter().map(|(key, value)| (format!("{name}.{}", key.name), text(value))).collect()
}

/// The texts of a list.
pub fn list_of(tree: Option<&Tree>) -> Vec<String> {
    tree.map_or(&[][..], Tree::items).iter().map(|item| text_of(Some(item))).collect()
}

/// Yes and no as files write them.
pub fn flag(text: &str) -> &str {
    match text {
        "yes" | "oui" => "true",
        "no" | "non" => "false",
        other => other,
    }
}

/// Why an answer cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There must be one.
    Missing,
    /// It is no number.
    Number,
    /// It is no day.
    Day,
    /// It is none of the choices.
    Unknown,
}

/// An answer that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The name of the question.
    pub name: String,
    /// Why.
    pub wrong: Wrong,
}

/// All answers that cannot be taken. The id of a new entry may be missing: it is made from the name.
pub fn faults(fields: &[Field], answers: &Answers, source: Language, prefix: &str) -> Vec<Fault> {
    let mut all = Vec::new();
    for field in fields {
        let name = format!("{prefix}{}", field.name);
        let mut say = |name: &str, wrong| all.push(Fault { name: name.to_owned(), wrong });
        let typed = answers.one(&name).unwrap_or_default();
        let is_made = field.name == "id" && prefix.is_empty();
        match &field.shape {
            Shape::One(_) if typed.is_empty() && (!field.required || is_made) => {}
            Shape::One(_) if typed.is_empty() => say(&name, Wrong::Missing),
            Shape::One(kind) if of_kind(kind, typed).is_none() => {
                say(&name, if *kind == Kind::Day { Wrong::Day } else { Wrong::Number });
            }
            Shape::Choice(_, _) if typed.is_empty() && field.required => say(&name, Wrong::Missing),
            Shape::Choice(_, known) if !typed.is_empty() && !known.iter().any(|one| one == typed) => {
                say(&name, Wrong::Unknown);
            }
            Shape::Flag if !matches!(typed, "" | "true" | "false") => say(&name, Wrong::Unknown),
            Shape::Choices(_, known) => {
                let typed = answers.many(&name).unwrap_or_default();
                if typed.iter().any(|one| !known.contains(one)) {
                    say(&name, Wrong::Unknown);
                }
            }
            Shape::Words { .. } if field.required => {
                let own = format!("{name}.{source}");
                if answers.one(&own).unwrap_or_default().is_empty() {
                    say(&own, Wrong::Missing);
                }
            }
            Shape::Group(inner) => {
                let own = format!("{name}.");
                if is_filled(inner, answers, &own) {
                    all.extend(faults(inner, answers, source, &own));
                }
            }
            Shape::Rows(inner) => {
                for place in 0..answers.rows(&name) {
                    let row = format!("{name}.{place}.");
                    if is_filled(inner, answers, &row) {
                        all.extend(faults(inner, answers, source, &row));
                    }
                }
            }
            _ => {}
        }
    }
    all
}
