//! The questions of a form as pieces of a page, one after the other: the fields that the types of the program have, whatever they are.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::pages::word;
use trousseau_app::{
    Project,
    entries::{
        known,
        shape::{Field, Kind, Shape},
    },
};
use trousseau_core::{messages, source::SourcePath};
use trousseau_text::Language;

/// A piece of a form: a question, or the beginning or the end of a group.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Piece {
    /// `open` and `close` of a group, `more` and `shut` of what is folded away; for a question how it is answered.
    pub kind: &'static str,
    pub name: String,
    pub label: String,
    pub help: String,
    pub value: String,
    pub choices: Vec<Choice>,
    pub error: String,
    /// What the file says now, where it is not what was typed.
    pub theirs: Option<String>,
    /// The language of the words, and its direction.
    pub lang: &'static str,
    pub dir: &'static str,
    pub required: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// The values of a form, by the names of their questions.
pub type Pairs = Vec<(String, String)>;

/// What a form is made of.
pub struct Making<'a> {
    pub project: &'a Project,
    pub language: Language,
    /// The text whose head it is.
    pub text: Option<&'a SourcePath>,
    pub values: &'a Pairs,
    /// What the file says now, when it is not what the form began with.
    pub theirs: Option<&'a Pairs>,
    pub errors: &'a BTreeMap<String, String>,
    /// Whether the short name is asked for: it is not changed, since texts name it.
    pub is_new: bool,
}

/// The label of a field; its own name for what somebody has named.
pub fn label(language: Language, field: &Field) -> String {
    let label = said(language, field, "label");
    if label.is_empty() && field.of == "Targets" { field.name.clone() } else { label.to_owned() }
}

fn said(language: Language, field: &Field, what: &str) -> &'static str {
    let of = |name: &str| word(language, &format!("fields.{name}.{}", field.name), what);
    let own = format!("fields.{}.{}", field.of.to_lowercase(), field.name);
    // What a type says of a field counts, even when it says nothing.
    if word(language, &own, "label").is_empty() { of("any") } else { word(language, &own, what) }
}

/// What a choice is called.
pub fn choice(language: Language, of: &str, value: &str) -> String {
    let own = match of {
        "Format" => word(language, "format", value),
        "Origin" => messages::value(language, "source", value),
        "Channel" => messages::value(language, "channel", value),
        "Theme" => messages::value(language, "theme", value),
        _ => word(language, &format!("choices.{}", of.to_lowercase()), value),
    };
    if own.is_empty() { value.to_owned() } else { own.to_owned() }
}

impl Making<'_> {
    /// The pieces of some fields.
    pub fn pieces(&self, fields: &[Field], prefix: &str) -> Vec<Piece> {
        fields.iter().flat_map(|field| self.field(field, prefix)).collect()
    }

    fn field(&self, field: &Field, prefix: &str) -> Vec<Piece> {
        let name = format!("{prefix}{}", field.name);
        if name == "id" && !self.is_new {
            return Vec::new();
        }
        let piece = |kind| self.piece(kind, field, &name);
        match &field.shape {
            Shape::One(kind) => vec![self.one(field, kind, &name)],
            Shape::Choice(of, values) => {
                let all =
                    values.iter().map(|value| (value.clone(), choice(self.language, of, value))).collect();
                vec![self.select(field, piece("select"), all)]
            }
            Shape::Flag => {
                let all = ["true", "false"].into_iter().zip(["yes", "no"]);
                let all =
                    all.map(|(value, key)| (value.to_owned(), word(self.language, "data", key).to_owned()));
                vec![self.select(field, piece("select"), all.collect())]
            }
            Shape::Words { .. } | Shape::WordLists => self.words(field, &name),
            Shape::Many(kind) => self.many(field, kind, &name),
            Shape::Choices(of, values) => {
                let all =
                    values.iter().map(|value| (value.clone(), choice(self.language, of, value))).collect();
                vec![self.boxes(piece("boxes"), all)]
            }
            Shape::Group(inner) => {
                let mut all = vec![piece("open")];
                all.extend(self.pieces(inner, &format!("{name}.")));
                all.push(Piece { kind: "close", ..Piece::default() });
                all
            }
            Shape::Rows(inner) => self.rows(inner, &name, piece("open")),
        }
    }

    fn piece(&self, kind: &'static str, field: &Field, name: &str) -> Piece {
        let value = self.value(name);
        Piece {
            kind,
            name: name.to_owned(),
            label: label(self.language, field),
            help: said(self.language, field, "help").to_owned(),
            value: value.to_owned(),
            choices: Vec::new(),
            error: self.errors.get(name).cloned().unwrap_or_default(),
            theirs: self.theirs(name),
            lang: "",
            dir: "auto",
            // What belongs to a group is asked for only where the group is filled in.
            required: field.required && name != "id" && !name.contains('.'),
        }
    }

    fn value(&self, name: &str) -> &str {
        self.values.iter().find(|pair| pair.0 == name).map_or("", |pair| pair.1.as_str())
    }

    fn all<'p>(pairs: &'p Pairs, name: &str) -> Vec<&'p str> {
        let own = pairs.iter().filter(|pair| pair.0 == name).flat_map(|pair| pair.1.lines());
        own.filter(|line| !line.trim().is_empty()).collect()
    }

    /// What the file says now, where it differs.
    fn theirs(&self, name: &str) -> Option<String> {
        let theirs = Self::all(self.theirs?, name).join("\n");
        let mine = Self::all(self.values, name).join("\n");
        let nothing = || word(self.language, "data", "nothing").to_owned();
        (theirs.trim() != mine.trim()).then(|| if theirs.is_empty() { nothing() } else { theirs })
    }

    fn one(&self, field: &Field, kind: &Kind, name: &str) -> Piece {
        let piece = self.piece("line", field, name);
        match kind {
            Kind::Name(of) => match known(self.project, of, self.language, self.text) {
                Some(all) if !all.is_empty() || field.required => self.select(field, piece, all),
                _ => piece,
            },
            Kind::Day => Piece { kind: "date", dir: "ltr", ..piece },
            Kind::Count | Kind::Number => Piece { kind: "number", dir: "ltr", ..piece },
            Kind::Sentence => self.spoken(Piece { kind: "area", ..piece }),
            // A field of one line would lose the ends of the lines.
            Kind::Line => {
                let kind = if piece.value.contains('\n') { "area" } else { piece.kind };
                let piece = Piece { kind, ..piece };
                if name == "title" { self.spoken(piece) } else { piece }
            }
        }
    }

    /// The same for words in the language of the text whose head it is.
    fn spoken(&self, piece: Piece) -> Piece {
        let tag = self.text.and_then(|path| path.rsplit('/').next()?.strip_suffix(".md"));
        match tag.and_then(Language::find) {
            Some(language) => Piece { lang: language.html(), dir: language.direction().name(), ..piece },
            None => piece,
        }
    }

    fn select(&self, field: &Field, piece: Piece, all: Vec<(String, String)>) -> Piece {
        let value = if piece.value.is_empty() { field.default.clone() } else { piece.value.clone() };
        let open = value.is_empty() || !field.required && field.default.is_empty();
        let mut choices = Vec::new();
        if open {
            choices.push(Choice { value: String::new(), label: "–".to_owned(), chosen: value.is_empty() });
        }
        // What is there stays a choice, even when nothing of that name is known.
        let strange = (!value.is_empty() && all.iter().all(|one| one.0 != value))
            .then(|| (value.clone(), value.clone()));
        choices.extend(all.into_iter().chain(strange).map(|(own, label)| Choice {
            chosen: own == value,
            value: own,
            label,
        }));
        Piece { kind: "select", choices, ..piece }
    }

    fn boxes(&self, piece: Piece, all: Vec<(String, String)>) -> Piece {
        let ticked = Self::all(self.values, &piece.name);
        let strange = ticked.iter().filter(|value| all.iter().all(|one| one.0 != **value));
        let strange: Vec<_> = strange.map(|value| ((*value).to_owned(), (*value).to_owned())).collect();
        let choices = all.into_iter().chain(strange);
        let choices =
            choices.map(|(value, label)| Choice { chosen: ticked.contains(&value.as_str()), value, label });
        Piece { kind: "boxes", choices: choices.collect(), ..piece }
    }

    /// A list of values: boxes for what is known, lines for what anybody may write, one choice after the other where the order counts.
    fn many(&self, field: &Field, kind: &Kind, name: &str) -> Vec<Piece> {
        let piece = self.piece("lines", field, name);
        let lines = || Self::all(self.values, name).join("\n");
        let Kind::Name(of) = kind else { return vec![Piece { value: lines(), ..piece }] };
        match known(self.project, of, self.language, self.text) {
            Some(all) if of == "guides" => {
                let mut values = Self::all(self.values, name);
                values.extend(["", ""]);
                let mut pieces = vec![Piece { kind: "open", ..piece.clone() }];
                for (place, value) in values.into_iter().enumerate() {
                    let own = Piece {
                        label: format!("{} {}", piece.label, place + 1),
                        help: String::new(),
                        error: String::new(),
                        theirs: None,
                        value: value.to_owned(),
                        ..piece.clone()
                    };
                    let optional = Field { required: false, default: String::new(), ..field.clone() };
                    pieces.push(self.select(&optional, own, all.clone()));
                }
                pieces.push(Piece { kind: "close", ..Piece::default() });
                pieces
            }
            Some(all) => vec![self.boxes(piece, all)],
            None => vec![Piece { value: lines(), ..piece }],
        }
    }

    /// Words in each language: the source language first, the others folded away.
    fn words(&self, field: &Field, name: &str) -> Vec<Piece> {
        let toolkit = self.project.toolkit();
        let start = format!("{name}.");
        let mut tags: Vec<&str> = toolkit.languages.iter().map(|language| language.tag()).collect();
        let known = tags.len();
        for tag in self.values.iter().filter_map(|pair| pair.0.strip_prefix(&start)) {
            if !tags.contains(&tag) && Language::find(tag).is_some() {
                tags.push(tag);
            }
        }
        let piece = |tag: &&str| self.in_language(field, name, tag, **tag == *tags[0]);
        let others: Vec<Piece> = tags[1..].iter().map(piece).collect();
        let head = self.piece("open", field, name);
        let mut all = vec![Piece { theirs: None, required: false, ..head }];
        all.push(piece(&tags[0]));
        if !others.is_empty() {
            let filled = others.iter().take(known - 1).filter(|piece| !piece.value.is_empty()).count();
            let of = |key| word(self.language, "data", key);
            let open = others.iter().any(|piece| !piece.error.is_empty() || piece.theirs.is_some());
            all.push(Piece {
                kind: "more",
                label: format!("{} {filled} {} {}", of("others"), of("of"), known - 1),
                value: if open { "open".to_owned() } else { String::new() },
                name: label(self.language, field),
                ..Piece::default()
            });
            all.extend(others);
            all.push(Piece { kind: "shut", ..Piece::default() });
        }
        all.push(Piece { kind: "close", ..Piece::default() });
        all
    }

    fn in_language(&self, field: &Field, name: &str, tag: &str, is_source: bool) -> Piece {
        let own = format!("{name}.{tag}");
        let piece = self.piece("line", field, &own);
        let language = Language::find(tag).unwrap_or_default();
        let kind = match field.shape {
            Shape::WordLists => "lines",
            Shape::Words { long: true } => "area",
            _ if piece.value.contains('\n') => "area",
            _ => "line",
        };
        Piece {
            kind,
            label: language.name().to_owned(),
            help: String::new(),
            lang: language.html(),
            dir: language.direction().name(),
            required: field.required && is_source && !name.contains('.'),
            ..piece
        }
    }

    /// The rows of a list, and one more that is empty.
    fn rows(&self, inner: &[Field], name: &str, head: Piece) -> Vec<Piece> {
        let start = format!("{name}.");
        let place =
            |pair: &(String, String)| pair.0.strip_prefix(&start)?.split('.').next()?.parse::<usize>().ok();
        let filled = self.values.iter().filter(|pair| !pair.1.is_empty() && pair.1 != "false");
        let many = filled.filter_map(place).filter(|place| *place < 1000).max().map_or(0, |last| last + 1);
        let mut all = vec![head];
        for place in 0..=many {
            let label = if place == many {
                word(self.language, "data", "more").to_owned()
            } else {
                (place + 1).to_string()
            };
            let (open, close) = if place == many && many > 0 { ("more", "shut") } else { ("open", "close") };
            all.push(Piece { kind: open, label, name: format!("{name}.{place}"), ..Piece::default() });
            all.extend(self.pieces(inner, &format!("{name}.{place}.")));
            all.push(Piece { kind: close, ..Piece::default() });
        }
        all.push(Piece { kind: "close", ..Piece::default() });
        all
    }
}
