//! What somebody answered, as changes of the file: what is the same stays as it is written.

use super::{
    answers::{Answers, clean, flag, is_filled, list_of, of_kind, text_of},
    shape::{Field, Kind, Shape},
};
use trousseau_core::{
    guide::edit::entries::{Edit, Node, Step},
    yaml::{Branch, Tree},
};

/// The changes that make of the value at the end of a way what the answers say. `languages` are those of the toolkit, in their order.
pub fn edits(
    fields: &[Field],
    tree: &Tree,
    way: &[Step],
    answers: &Answers,
    languages: &[String],
) -> Vec<Edit> {
    let made = Making { answers, languages };
    made.fields(fields, tree, way, "")
}

/// A new entry; fields without an answer are left out.
pub fn new_entry(fields: &[Field], answers: &Answers, languages: &[String]) -> Node {
    let made = Making { answers, languages };
    Node::Map(made.entries(fields, ""))
}

struct Making<'a> {
    answers: &'a Answers,
    languages: &'a [String],
}

impl Making<'_> {
    fn fields(&self, fields: &[Field], tree: &Tree, way: &[Step], prefix: &str) -> Vec<Edit> {
        let mut all = Vec::new();
        let mut before = Vec::new();
        for field in fields {
            let name = format!("{prefix}{}", field.name);
            let old = tree.get(&field.name).map(|(_, value)| value);
            let place = Place { way, key: &field.name, before: &before };
            all.extend(self.field(field, &name, old, &place));
            before.push(field.name.clone());
        }
        all
    }

    fn field(&self, field: &Field, name: &str, old: Option<&Tree>, place: &Place) -> Vec<Edit> {
        match (&field.shape, old) {
            (Shape::One(_) | Shape::Choice(..) | Shape::Flag, _) => self.scalar(field, name, old, place),
            (Shape::Many(_) | Shape::Choices(..), _) => {
                let Some(wanted) = self.many(field, name, old) else { return Vec::new() };
                let had = list_of(old);
                match had.iter().map(|one| clean(one)).eq(wanted.iter().cloned()) {
                    true => Vec::new(),
                    false => place.write(old, (!wanted.is_empty()).then(|| list(field, wanted))),
                }
            }
            (Shape::Words { .. } | Shape::WordLists, Some(Tree { branch: Branch::Map(_), .. })) => {
                self.words(field, name, old, place)
            }
            (Shape::Group(inner), Some(map @ Tree { branch: Branch::Map(_), .. })) => {
                if self.answers.is_filled(name) {
                    self.fields(inner, map, &place.inside(), &format!("{name}."))
                } else {
                    place.write(old, None)
                }
            }
            (Shape::Rows(inner), Some(rows)) if !rows.items().is_empty() => {
                self.rows(inner, name, rows, place)
            }
            // There is nothing yet.
            _ => match self.node(field, name) {
                Some(node) => place.write(old, Some(node)),
                None => Vec::new(),
            },
        }
    }

    fn scalar(&self, field: &Field, name: &str, old: Option<&Tree>, place: &Place) -> Vec<Edit> {
        let Some(typed) = self.answers.one(name) else { return Vec::new() };
        let had = clean(&text_of(old));
        let had = if field.shape == Shape::Flag { flag(&had).to_owned() } else { had };
        let usual = had.is_empty() && typed == field.default;
        if typed == had || usual || typed.is_empty() && old.is_none() {
            return Vec::new();
        }
        let new = self.node(field, name);
        // 2,24 and 2.24 are one number.
        if new == Some(Node::Plain(had)) {
            return Vec::new();
        }
        place.write(old, new)
    }

    /// Words in each language: only the languages that differ are written.
    fn words(&self, field: &Field, name: &str, old: Option<&Tree>, place: &Place) -> Vec<Edit> {
        let Some(Branch::Map(entries)) = old.map(|old| &old.branch) else { return Vec::new() };
        let home = place.inside();
        let mut tags: Vec<String> = self.languages.to_vec();
        tags.extend(
            entries.iter().map(|(key, _)| key.name.clone()).filter(|tag| !self.languages.contains(tag)),
        );
        let (mut all, mut left, mut before) = (Vec::new(), entries.len(), Vec::new());
        for tag in tags {
            let own = format!("{name}.{tag}");
            let had = entries.iter().find(|(key, _)| key.name == tag).map(|(_, value)| value);
            let inside = Place { way: &home, key: &tag, before: &before };
            let (same, new) = match field.shape {
                Shape::WordLists => {
                    let typed = self.answers.many(&own);
                    let same = typed.as_ref().is_none_or(|typed| {
                        list_of(had).iter().map(|one| clean(one)).eq(typed.iter().cloned())
                    });
                    (same, typed.filter(|typed| !typed.is_empty()).map(|typed| list(field, typed)))
                }
                _ => {
                    let typed = self.answers.one(&own);
                    let same = typed.is_none_or(|typed| typed == clean(&text_of(had)));
                    (same, typed.filter(|typed| !typed.is_empty()).map(|typed| Node::Words(typed.to_owned())))
                }
            };
            if !same {
                left -= usize::from(new.is_none() && had.is_some());
                left += usize::from(new.is_some() && had.is_none());
                all.extend(inside.write(had, new));
            }
            before.push(tag);
        }
        // What comes is written before anything goes, so that the map is never empty in between.
        all.sort_by_key(|edit| matches!(edit, Edit::Unset { .. }));
        if left == 0 && !entries.is_empty() { place.write(old, None) } else { all }
    }

    /// The rows of a list: what is empty goes, what is new comes last.
    fn rows(&self, inner: &[Field], name: &str, rows: &Tree, place: &Place) -> Vec<Edit> {
        let list = place.inside();
        let (mut all, mut gone) = (Vec::new(), Vec::new());
        let asked = self.answers.rows(name);
        for (at, row) in rows.items().iter().enumerate().take(asked) {
            let own = format!("{name}.{at}.");
            if is_filled(inner, self.answers, &own) {
                let way: Vec<Step> = list.iter().cloned().chain([Step::At(at)]).collect();
                all.extend(self.fields(inner, row, &way, &own));
            } else {
                gone.push(at);
            }
        }
        let new: Vec<Node> =
            (rows.items().len()..asked).filter_map(|at| self.row(inner, &format!("{name}.{at}"))).collect();
        if gone.len() == rows.items().len() {
            let new = (!new.is_empty()).then_some(Node::List(new));
            return place.write(Some(rows), new);
        }
        all.extend(gone.into_iter().rev().map(|at| Edit::Remove {
            list: list.clone(),
            at,
            note: String::new(),
        }));
        all.extend(new.into_iter().map(|value| Edit::Add { list: list.clone(), value }));
        all
    }

    fn row(&self, inner: &[Field], name: &str) -> Option<Node> {
        let own = format!("{name}.");
        is_filled(inner, self.answers, &own).then(|| Node::Map(self.entries(inner, &own)))
    }

    fn entries(&self, fields: &[Field], prefix: &str) -> Vec<(String, Node)> {
        let one = |field: &Field| {
            let name = format!("{prefix}{}", field.name);
            let usual = !field.required && self.answers.one(&name) == Some(&*field.default);
            let node = self.node(field, &name).filter(|_| !usual)?;
            Some((field.name.clone(), node))
        };
        fields.iter().filter_map(one).collect()
    }

    /// What was answered to a question; none when nothing was.
    fn node(&self, field: &Field, name: &str) -> Option<Node> {
        let typed = || self.answers.one(name).filter(|typed| !typed.is_empty());
        match &field.shape {
            Shape::One(kind) => {
                let text = of_kind(kind, typed()?)?;
                let text = if *kind == Kind::Line { text.replace('\n', " ") } else { text };
                Some(match kind {
                    Kind::Count | Kind::Number | Kind::Day => Node::Plain(text),
                    // Numbers of versions, months and grades are written without quotes.
                    Kind::Name(of)
                        if ["version", "month", "severity"].contains(&of.as_str()) && is_figures(&text) =>
                    {
                        Node::Plain(text)
                    }
                    Kind::Line | Kind::Sentence | Kind::Name(_) => Node::Words(text),
                })
            }
            Shape::Choice(..) | Shape::Flag => Some(Node::Plain(typed()?.to_owned())),
            Shape::Many(_) | Shape::Choices(..) => {
                let all = self.answers.many(name).filter(|all| !all.is_empty())?;
                Some(list(field, all))
            }
            Shape::Words { .. } | Shape::WordLists => {
                let all = self.languages.iter().filter_map(|tag| {
                    let own = format!("{name}.{tag}");
                    let node = match field.shape {
                        Shape::WordLists => {
                            list(field, self.answers.many(&own).filter(|all| !all.is_empty())?)
                        }
                        _ => Node::Words(self.answers.one(&own).filter(|one| !one.is_empty())?.to_owned()),
                    };
                    Some((tag.clone(), node))
                });
                let all: Vec<_> = all.collect();
                (!all.is_empty()).then_some(Node::Map(all))
            }
            Shape::Group(inner) => self.row(inner, name),
            Shape::Rows(inner) => {
                let rows =
                    (0..self.answers.rows(name)).filter_map(|at| self.row(inner, &format!("{name}.{at}")));
                let rows: Vec<_> = rows.collect();
                (!rows.is_empty()).then_some(Node::List(rows))
            }
        }
    }

    /// The values of a list: those that were there keep their order, since boxes have none.
    fn many(&self, field: &Field, name: &str, old: Option<&Tree>) -> Option<Vec<String>> {
        let typed = self.answers.many(name)?;
        let is_ordered = matches!(&field.shape, Shape::Many(Kind::Line | Kind::Sentence))
            || field.shape == Shape::Many(Kind::Name("guides".to_owned()));
        if is_ordered {
            return Some(typed);
        }
        let had: Vec<String> = list_of(old).into_iter().filter(|one| typed.contains(one)).collect();
        let new = typed.into_iter().filter(|one| !had.contains(one)).collect::<Vec<_>>();
        Some(had.into_iter().chain(new).collect())
    }
}

/// Whether a text is digits with points or hyphens between them.
fn is_figures(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || ".-".contains(letter))
}

/// A list as it is written.
fn list(field: &Field, all: Vec<String>) -> Node {
    let is_word = matches!(field.shape, Shape::Choices(..));
    Node::List(all.into_iter().map(|one| if is_word { Node::Plain(one) } else { Node::Words(one) }).collect())
}

/// A key of a map, whether it is there or not.
struct Place<'a> {
    way: &'a [Step],
    key: &'a str,
    before: &'a [String],
}

impl Place<'_> {
    fn inside(&self) -> Vec<Step> {
        self.way.iter().cloned().chain([Step::Key(self.key.to_owned())]).collect()
    }

    fn write(&self, old: Option<&Tree>, new: Option<Node>) -> Vec<Edit> {
        let (home, key) = (self.way.to_vec(), self.key.to_owned());
        match (old, new) {
            (_, Some(value)) => vec![Edit::Set { home, key, value, before: self.before.to_vec() }],
            (Some(_), None) => vec![Edit::Unset { home, key }],
            (None, None) => Vec::new(),
        }
    }
}
