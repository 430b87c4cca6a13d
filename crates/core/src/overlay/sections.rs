//! A text of which an overlay replaces, adds or takes out single sections.

use super::{
    pieces::Pieces,
    tree::{self, Nothing, text},
    write::{Both, Yaml},
};
use crate::{
    diagnostic::Span,
    document::{Heading, markdown},
    guide::split::{Parts, split},
    source::{
        Source, SourcePath,
        layers::{Layer, Map},
    },
    yaml::{self, Branch, Tree},
};
use trousseau_text::Language;

/// The fields of a head that only say how the text is laid over another one.
const OF_OVERLAY: [&str; 3] = ["overrides", "without", "after"];

/// What `overrides:` says of a text that changes only some sections.
const SECTIONS: &str = "sections";

/// A passage from one heading to the next.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub anchor: String,
    pub level: u8,
    pub layer: Layer,
    /// The bytes in its file.
    pub at: Span,
    /// Whether its heading names its anchor.
    pub is_named: bool,
}

/// A text cut at its headings.
pub(super) struct Cut<'a> {
    pub text: &'a str,
    pub parts: Parts<'a>,
    pub head: Tree,
    /// What stands before the first heading.
    pub introduction: Span,
    pub passages: Vec<Passage>,
}

impl<'a> Cut<'a> {
    /// Cuts a text; none when it has no head that can be read.
    pub fn of(source: &'a Source, layer: Layer) -> Option<Self> {
        let text = source.text().ok()?;
        let parts = split(text, &source.path).ok()?;
        let head = yaml::parse(parts.front_matter).ok()?;
        let document =
            markdown::read(parts.body, parts.body_offset, &source.path, language(&source.path)).value;
        let start = |heading: &Heading| {
            text.get(..heading.span.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
        };
        // A heading inside a quotation is part of what surrounds it.
        let headings = document.headings();
        let headings: Vec<_> =
            headings.iter().filter(|heading| text[start(heading)..].starts_with('#')).collect();
        let starts: Vec<usize> = headings.iter().map(|heading| start(heading)).collect();
        let end = |at: usize| starts.get(at).copied().unwrap_or(text.len());
        let passages = headings.iter().enumerate().map(|(at, heading)| {
            let line = text[starts[at]..].lines().next().unwrap_or_default();
            Passage {
                anchor: heading.id.clone(),
                level: heading.level,
                layer,
                at: Span { start: starts[at], end: end(at + 1) },
                is_named: line.contains(&format!("#{}", heading.id)),
            }
        });
        let passages = passages.collect();
        let introduction = Span { start: parts.body_offset, end: end(0) };
        Some(Self { text, parts, head, introduction, passages })
    }

    /// Whether it changes only some sections of the text below.
    pub fn is_overlay(&self) -> bool {
        self.head.get("overrides").and_then(|(_, value)| text(value)) == Some(SECTIONS)
    }

    /// The anchors of the sections that are not wanted, with their places in the file.
    pub fn unwanted(&self) -> Vec<(&str, Span)> {
        let list = self.head.get("without").map(|(_, list)| list.items()).unwrap_or_default();
        list.iter().filter_map(|item| Some((text(item)?, self.in_file(item.span)))).collect()
    }

    /// Behind which section each new one stands, as `after:` says.
    fn after(&self) -> Vec<(&str, &str, Span)> {
        let Some((_, Tree { branch: Branch::Map(entries), .. })) = self.head.get("after") else {
            return Vec::new();
        };
        let one = |(key, value)| {
            let (key, value): (&'_ yaml::Key, &'_ Tree) = (key, value);
            Some((key.name.as_str(), text(value)?, self.in_file(value.span)))
        };
        entries.iter().filter_map(|(key, value)| one((key, value))).collect()
    }

    fn in_file(&self, span: Span) -> Span {
        let offset = self.parts.front_matter_offset;
        Span { start: span.start + offset, end: span.end + offset }
    }

    /// The words before the first heading, if there are any.
    pub fn introduces(&self) -> bool {
        self.text
            .get(self.introduction.start..self.introduction.end)
            .is_some_and(|text| !text.trim().is_empty())
    }

    /// The sections that stand for themselves: each with those below it.
    pub fn sections(&self) -> Vec<&[Passage]> {
        let (mut found, mut from) = (Vec::new(), 0);
        while from < self.passages.len() {
            let to = behind(&self.passages, from);
            found.push(&self.passages[from..to]);
            from = to;
        }
        found
    }

    /// The words of a section with those below it.
    pub fn section(&self, anchor: &str) -> Option<&'a str> {
        let from = self.passages.iter().position(|passage| passage.anchor == anchor)?;
        let last = self.passages.get(behind(&self.passages, from) - 1)?;
        self.text.get(self.passages[from].at.start..last.at.end)
    }

    /// Gives the passages of a translation the anchors of its source's at the same places.
    pub fn align(&mut self, model: &[Passage]) {
        let pairs = self.passages.iter_mut().zip(model);
        for (passage, other) in pairs.take_while(|(passage, other)| passage.level == other.level) {
            if !passage.is_named {
                passage.anchor.clone_from(&other.anchor);
            }
        }
    }

    /// The fields of the head that say something about the text itself.
    pub fn fields(&self) -> impl Iterator<Item = (&yaml::Key, &Tree)> {
        let entries = if let Branch::Map(entries) = &self.head.branch { &entries[..] } else { &[] };
        let own = entries.iter().filter(|(key, _)| !OF_OVERLAY.contains(&key.name.as_str()));
        own.map(|(key, value)| (key, value))
    }
}

/// The language of a text, by the name of its file.
pub(super) fn language(path: &SourcePath) -> Language {
    let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
    name.and_then(Language::find).unwrap_or_default()
}

/// The first passage that is not below this one.
fn behind(passages: &[Passage], from: usize) -> usize {
    let level = passages.get(from).map_or(0, |passage| passage.level);
    let below = passages.iter().skip(from + 1).take_while(|passage| passage.level > level).count();
    from + 1 + below
}

/// The passages of a text with those of an overlay, in order. `model` has the anchors of the merged source, for a translation.
pub(super) fn lay(
    base: &Cut,
    own: Option<&Cut>,
    without: &[&str],
    model: Option<&[Passage]>,
    lacks: &mut Vec<Nothing>,
) -> Vec<Passage> {
    let mut all = base.passages.clone();
    let find = |all: &[Passage], anchor: &str| all.iter().position(|passage| passage.anchor == anchor);
    for anchor in without {
        if let Some(from) = find(&all, anchor) {
            let to = behind(&all, from);
            all.drain(from..to);
        }
    }
    let Some(own) = own else { return all };
    let after = own.after();
    let mut last = None;
    for section in own.sections() {
        let Some(first) = section.first() else { continue };
        let known = find(&all, &first.anchor);
        let place = match known {
            Some(from) => from..behind(&all, from),
            None => {
                let told = after.iter().find(|(new, ..)| *new == first.anchor);
                let told_place = told.and_then(|(_, known, _)| find(&all, known));
                if let (Some((_, known, at)), None) = (told, told_place) {
                    lacks.push(Nothing { name: (*known).to_owned(), at: *at });
                }
                let told_place = told_place.map(|at| behind(&all, at));
                let of_model = model.and_then(|model| before(model, &first.anchor, &all));
                let at = told_place.or(of_model).or(last).unwrap_or(all.len());
                at..at
            }
        };
        last = Some(place.start + section.len());
        all.splice(place, section.iter().cloned());
    }
    all
}

/// Behind which of these passages a new one stands, as the merged source has it.
fn before(model: &[Passage], anchor: &str, all: &[Passage]) -> Option<usize> {
    let at = model.iter().position(|passage| passage.anchor == anchor)?;
    let known = |passage: &Passage| all.iter().position(|own| own.anchor == passage.anchor);
    Some(model[..at].iter().rev().find_map(known).map_or(0, |at| at + 1))
}

/// Writes a text from the head of both and these passages. `is_named` says that each heading must name its anchor, because the
/// source has others.
pub(super) fn write(base: &Cut, own: Option<&Cut>, passages: &[Passage], is_named: bool) -> (String, Map) {
    let mut into = Pieces::default();
    into.glue("---\n");
    head(base, own, &mut into);
    into.end_line();
    into.glue("---\n");
    let introduction =
        own.filter(|own| own.introduces()).map_or((Layer::Base, base), |own| (Layer::Own, own));
    into.copy(introduction.0, introduction.1.text, introduction.1.introduction);
    for passage in passages {
        into.end_line();
        if !into.text.ends_with("\n\n") {
            into.glue("\n");
        }
        let cut = match (passage.layer, own) {
            (Layer::Own, Some(own)) => own,
            _ => base,
        };
        match is_named && !passage.is_named {
            true => named(cut, passage, &mut into),
            false => into.copy(passage.layer, cut.text, passage.at),
        }
    }
    into.end_line();
    into.map()
}

/// A section with those below it, whose heading names its anchor.
pub(super) fn named_section(cut: &Cut, anchor: &str) -> Option<String> {
    let from = cut.passages.iter().position(|passage| passage.anchor == anchor)?;
    let mut into = Pieces::default();
    for passage in cut.passages.get(from..behind(&cut.passages, from))? {
        match passage.is_named {
            true => into.copy(passage.layer, cut.text, passage.at),
            false => named(cut, passage, &mut into),
        }
    }
    Some(into.text)
}

/// Copies a passage, and gives its heading its anchor.
fn named(cut: &Cut, passage: &Passage, into: &mut Pieces) {
    let text = &cut.text[passage.at.start..passage.at.end];
    let line = text.lines().next().unwrap_or_default();
    let words = line.trim_end();
    let (at, anchor) = match words.rfind('{').filter(|_| words.ends_with('}')) {
        Some(open) => (open + 1, format!("#{} ", passage.anchor)),
        None => (words.len(), format!(" {{#{}}}", passage.anchor)),
    };
    let middle = passage.at.start + at;
    into.copy(passage.layer, cut.text, Span { start: passage.at.start, end: middle });
    into.glue(&anchor);
    into.copy(passage.layer, cut.text, Span { start: middle, end: passage.at.end });
}

fn head(base: &Cut, own: Option<&Cut>, into: &mut Pieces) {
    let below = Yaml { text: base.parts.front_matter, offset: base.parts.front_matter_offset };
    let Some(own) = own else {
        let (start, end) = (below.offset, below.offset + below.text.len());
        return into.copy(Layer::Base, base.text, Span { start, end });
    };
    let over = Yaml { text: own.parts.front_matter, offset: own.parts.front_matter_offset };
    let mut lacks = Vec::new();
    let merged = tree::merge(&base.head, &own.head, &mut lacks);
    let tree::Node::Map(mut entries) = merged else { return };
    entries.retain(|(_, key, _)| !OF_OVERLAY.contains(&key.name.as_str()));
    Both { base: below, own: over }.write(&tree::Node::Map(entries), [&base.head, &own.head], into);
    // What only says how texts are laid over each other stays as a comment, so that it has a place.
    for line in own.text[over.offset..over.offset + over.text.len()].split_inclusive('\n') {
        let is_said = OF_OVERLAY.iter().any(|field| line.starts_with(&format!("{field}:")));
        if is_said {
            into.end_line();
            into.glue("# ");
            let start = line.as_ptr() as usize - own.text.as_ptr() as usize;
            into.copy(Layer::Own, own.text, Span { start, end: start + line.len() });
        }
    }
}
