//! The lists of a document: which number an item has, as a word processor counts it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Form, Number, element::Element};

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    /// None for a bullet.
    form: Option<Form>,
    start: u64,
    /// What stands there: `%1.%2`.
    text: Option<String>,
    /// Whether it goes on where the level above has a new item.
    goes_on: bool,
}

/// A list: what it is made of, and what it has of its own.
#[derive(Clone, Debug, Default)]
struct List {
    kind: String,
    own: BTreeMap<u8, u64>,
}

/// The lists, and how far they have been counted.
#[derive(Default)]
pub struct Lists {
    levels: BTreeMap<(String, u8), Level>,
    lists: BTreeMap<String, List>,
    /// For each kind of list and level the number of its last item. Lists of one kind go on with each other.
    counted: BTreeMap<(String, u8), u64>,
    begun: BTreeSet<(String, u8)>,
}

impl Lists {
    /// Reads the part for lists.
    pub fn read(numbering: Option<&Element>) -> Self {
        let mut read = Self::default();
        for child in numbering.into_iter().flat_map(Element::children) {
            match child.name.as_str() {
                "w:abstractNum" => {
                    let kind = child.get("w:abstractNumId").unwrap_or_default();
                    for level in child.children().filter(|child| child.name == "w:lvl") {
                        read.levels.insert((kind.to_owned(), depth(level)), self::level(level));
                    }
                }
                "w:num" => {
                    let (Some(id), Some(kind)) = (child.get("w:numId"), child.value("w:abstractNumId"))
                    else {
                        continue;
                    };
                    let mut list = List { kind: kind.to_owned(), own: BTreeMap::new() };
                    for own in child.children().filter(|child| child.name == "w:lvlOverride") {
                        let start = own.value("w:startOverride").and_then(|start| start.parse().ok());
                        list.own.extend(start.map(|start: u64| (depth(own), start.min(MOST_NUMBER))));
                    }
                    read.lists.insert(id.to_owned(), list);
                }
                _ => {}
            }
        }
        read
    }

    /// Whether a level of a list has numbers.
    pub fn is_ordered(&self, id: &str, depth: u8) -> bool {
        let kind = self.lists.get(id).map(|list| list.kind.clone());
        kind.and_then(|kind| self.levels.get(&(kind, depth))).is_some_and(|level| level.form.is_some())
    }

    /// Counts an item; its number, when it has one.
    pub fn count(&mut self, id: &str, depth: u8) -> Option<Number> {
        let list = self.lists.get(id)?;
        let place = (list.kind.clone(), depth);
        let level = self.levels.get(&place)?;
        let own = list.own.get(&depth).filter(|_| self.begun.insert((id.to_owned(), depth)));
        let value = match (own, self.counted.get(&place)) {
            (Some(own), _) => *own,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => level.start,
        };
        for deeper in depth.saturating_add(1)..9 {
            let below = (place.0.clone(), deeper);
            if !self.levels.get(&below).is_some_and(|level| level.goes_on) {
                self.counted.remove(&below);
            }
        }
        let form = level.form;
        self.counted.insert(place, value);
        let kind = list.kind.clone();
        Some(Number { value, form: form?, shown: self.shown(&kind, depth) })
    }

    /// The number of the last item of a level with what stands around it.
    fn shown(&self, kind: &str, depth: u8) -> String {
        let level = |depth: u8| self.levels.get(&(kind.to_owned(), depth));
        let own = level(depth).and_then(|level| level.text.clone());
        let mut out = own.unwrap_or_else(|| format!("%{}.", depth + 1));
        for depth in 0..9_u8 {
            let Some(level) = level(depth) else { continue };
            let value = self.counted.get(&(kind.to_owned(), depth)).copied().unwrap_or(level.start);
            let number = level.form.map(|form| written(form, value)).unwrap_or_default();
            out = out.replace(&format!("%{}", depth + 1), &number);
        }
        out
    }
}

fn depth(element: &Element) -> u8 {
    element.get("w:ilvl").and_then(|depth| depth.parse().ok()).unwrap_or(0).min(8)
}

fn level(level: &Element) -> Level {
    let form = match level.value("w:numFmt") {
        Some("bullet" | "none") | None => None,
        Some("lowerLetter") => Some(Form::Small),
        Some("upperLetter") => Some(Form::Capital),
        Some("lowerRoman" | "upperRoman") => Some(Form::Roman),
        Some(_) => Some(Form::Digits),
    };
    let number = |name: &str| level.value(name).and_then(|number| number.parse().ok());
    Level {
        form,
        start: number("w:start").unwrap_or(1).min(MOST_NUMBER),
        goes_on: number("w:lvlRestart") == Some(0),
        text: level.value("w:lvlText").map(|text| text.chars().take(LONGEST_SIGN).collect()),
    }
}

/// The largest number that begins a list in Markdown.
const MOST_NUMBER: u64 = 999_999_999;

/// The most letters around a number that are kept: a hostile file has millions, for each item again.
const LONGEST_SIGN: usize = 40;

fn written(form: Form, value: u64) -> String {
    const ROMAN: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if let Some(letter) = form.letter(value) {
        return letter.to_string();
    }
    if form != Form::Roman || !(1..4000).contains(&value) {
        return value.to_string();
    }
    let (mut out, mut left) = (String::new(), value);
    for (worth, sign) in ROMAN {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    out
}
