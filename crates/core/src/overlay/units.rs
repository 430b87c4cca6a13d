//! What an overlay changes, part by part, and what has become of it in the base since.

use std::collections::BTreeMap;

use super::{
    NOTES, OWN_KEYS, is_list, is_text,
    notes::{Note, Notes},
    sections::Cut,
    texts::{above, below, source_language},
    tree::{id, is_entries, text},
    write::{Yaml, noted},
};
use crate::{
    diagnostic::{Diagnostic, Place, Span, rule},
    source::{
        Source, SourcePath, Sources,
        layers::{Layer, Layers},
    },
    toolkit,
    yaml::{self, Branch, Tree},
};
use trousseau_text::{Fingerprint, Language};

/// One part of the base that an overlay changes.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The file, the same in both toolkits.
    pub path: SourcePath,
    /// The part: `#anchor` of a section, the key or the id of an entry, `#` for the words before the first heading; empty for the
    /// file as a whole.
    pub part: String,
    /// Where the overlay changes it.
    pub place: Place,
    /// What the overlay makes of it; empty when it takes it out.
    pub own: String,
    /// What the base says now; none when it has no such part.
    pub base: Option<Note>,
    /// What the base said when the overlay was written; none when nobody noted it.
    pub then: Option<Note>,
}

/// How an overlay stands to its base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum State {
    /// The base says what it said then.
    Current,
    /// The base says something else now.
    Stale,
    /// The base does not have this part any more.
    Gone,
    /// Nobody noted what the base said.
    Unnoted,
}

impl Unit {
    /// How it stands to the base.
    pub fn state(&self) -> State {
        match (&self.then, &self.base) {
            (Some(then), Some(now)) if then.text == now.text => State::Current,
            (Some(_), Some(_)) => State::Stale,
            (Some(_), None) => State::Gone,
            (None, _) => State::Unnoted,
        }
    }

    /// The file and the part, as people name them: `guides/demander/fr.md#les-aides`.
    pub fn name(&self) -> String {
        let file = self.path.strip_prefix("content/").unwrap_or(&self.path);
        match self.part.as_str() {
            "" => file.to_owned(),
            part if part.starts_with('#') => format!("{file}{part}"),
            part => format!("{file} {part}"),
        }
    }

    /// By what people tell the base of then and now apart: the version, or the beginning of a hash where that is the same.
    pub fn versions(&self) -> (String, String) {
        let version = |note: &Option<Note>| note.as_ref().and_then(|note| note.version.clone());
        match (version(&self.then), version(&self.base)) {
            (Some(then), Some(now)) if then != now || self.state() == State::Current => (then, now),
            (Some(then), None) => (then, String::from("–")),
            _ => (short(&self.then), short(&self.base)),
        }
    }
}

fn short(note: &Option<Note>) -> String {
    let hash = note.as_ref().map(|note| Fingerprint::of(note.text.as_bytes()).to_string());
    hash.map_or_else(|| "–".into(), |hash| hash.chars().take(8).collect())
}

/// All parts of the base that a toolkit changes, in the order of files and of what stands in them; none without a base.
pub fn units(sources: &Sources) -> Result<Vec<Unit>, Diagnostic> {
    let notes = Notes::of(sources)?;
    let Some(layers) = sources.layers.as_deref().filter(|layers| layers.base.is_there) else {
        return Ok(Vec::new());
    };
    let source = source_language(&sources.files);
    let mut found = Vec::new();
    for (path, own) in layers.own.iter().filter(|(path, _)| &***path != NOTES && !path.ends_with(".lock")) {
        let base = layers.base.sources.get(path);
        let mut finding = Finding {
            layers,
            source,
            path,
            base,
            merged: sources.get(path),
            notes: &notes,
            found: Vec::new(),
        };
        finding.look(own);
        let place = |unit: Unit| Unit {
            place: unit.place.span.map_or_else(|| unit.place.clone(), |span| layers.place_of(path, span)),
            ..unit
        };
        found.extend(finding.found.into_iter().map(place));
    }
    Ok(found)
}

struct Finding<'a> {
    layers: &'a Layers,
    /// The source language.
    source: Language,
    path: &'a SourcePath,
    base: Option<&'a Source>,
    /// Both put together: an overlay may say one word of an entry, and the rest is the base's.
    merged: Option<&'a Source>,
    notes: &'a Notes,
    found: Vec<Unit>,
}

/// What a YAML text says of one thing, if anything.
#[derive(Clone, Copy)]
struct Said<'a> {
    yaml: Yaml<'a>,
    tree: Option<&'a Tree>,
}

impl<'a> Said<'a> {
    fn of(text: &'a str, tree: &'a Tree) -> Self {
        Self { yaml: Yaml { text, offset: 0 }, tree: Some(tree) }
    }

    fn key(self, name: &str) -> Self {
        Self { tree: self.tree.and_then(|tree| tree.get(name)).map(|(_, value)| value), ..self }
    }

    fn entry(self, name: &str) -> Self {
        let items = self.tree.map(Tree::items).unwrap_or_default();
        Self { tree: items.iter().find(|item| id(item) == Some(name)), ..self }
    }

    fn words(self) -> String {
        self.tree.map(|tree| noted(self.yaml, tree)).unwrap_or_default()
    }

    fn note(self, version: Option<String>) -> Option<Note> {
        self.tree.map(|tree| Note { version, text: noted(self.yaml, tree) })
    }
}

impl Finding<'_> {
    fn look(&mut self, own: &Source) {
        let base = self.base;
        if is_list(self.path) {
            let text = |source: Option<&Source>| {
                source.and_then(|source| source.text().ok()).unwrap_or_default().to_owned()
            };
            let (above, below, merged) = (text(Some(own)), text(base), text(self.merged));
            if let (Ok(own), Ok(base), Ok(all)) =
                (yaml::parse(&above), yaml::parse(&below), yaml::parse(&merged))
            {
                self.list(&own, Said::of(&below, &base), Said::of(&merged, &all));
            }
            return;
        }
        let cut = Some(self.path).filter(|path| is_text(path));
        match cut.and_then(|path| above(self.layers, path, self.source)) {
            Some(cut) => self.text(&cut),
            None => {
                let version = base.and_then(version);
                let words =
                    |source: &Source| source.text().map_or_else(|_| source.fingerprint.to_string(), settled);
                self.add("", None, words(own), base.map(|base| Note { version, text: words(base) }));
            }
        }
    }

    fn list(&mut self, own: &Tree, below: Said, merged: Said) {
        let Branch::Map(entries) = &own.branch else { return self.entries("", own, below, merged) };
        let is_toolkit = &**self.path == toolkit::PATH;
        for (key, value) in
            entries.iter().filter(|(key, _)| !is_toolkit || !OWN_KEYS.contains(&key.name.as_str()))
        {
            let (below, merged) = (below.key(&key.name), merged.key(&key.name));
            match is_entries(value) && below.tree.is_some_and(is_entries) {
                true => self.entries(&format!("{}.", key.name), value, below, merged),
                false => self.add(&key.name, Some(key.span), merged.words(), below.note(None)),
            }
        }
    }

    fn entries(&mut self, within: &str, own: &Tree, below: Said, merged: Said) {
        for item in own.items() {
            let Some(name) = id(item) else { continue };
            let (below, merged) = (below.entry(name), merged.entry(name));
            self.add(&format!("{within}{name}"), Some(item.span), merged.words(), below.note(None));
        }
    }

    fn text(&mut self, own: &Cut) {
        let base = below(self.layers, self.path, self.source);
        let version = self.base.and_then(version);
        let note = |text: &str| Note { version: version.clone(), text: settled(text) };
        let merged = self.merged.and_then(|merged| Cut::of(merged, Layer::Own));
        let offset = own.parts.front_matter_offset;
        for (key, _) in own.fields() {
            let head = |cut: &Option<Cut>| {
                cut.as_ref().map(|cut| {
                    Said::of(cut.parts.front_matter, &cut.head).key(&key.name).note(version.clone())
                })
            };
            let merged = head(&merged).flatten().map(|note| note.text).unwrap_or_default();
            let span = Span { start: key.span.start + offset, end: key.span.end + offset };
            self.add(&key.name, Some(span), merged, head(&base).flatten());
        }
        let section = |anchor: &str| base.as_ref().and_then(|base| base.section(anchor)).map(note);
        for (anchor, at) in own.unwanted() {
            self.add(&format!("#{anchor}"), Some(at), String::new(), section(anchor));
        }
        if own.introduces() {
            let words =
                |cut: &Cut| cut.text.get(cut.introduction.start..cut.introduction.end).map(str::to_owned);
            let below = base.as_ref().and_then(words).map(|text| note(&text));
            self.add("#", Some(own.introduction), settled(&words(own).unwrap_or_default()), below);
        }
        for passages in own.sections() {
            let Some(first) = passages.first() else { continue };
            let words = own.section(&first.anchor).unwrap_or_default();
            let line = words.lines().next().unwrap_or_default().trim_end().len();
            let span = Span { start: first.at.start, end: first.at.start + line };
            self.add(&format!("#{}", first.anchor), Some(span), settled(words), section(&first.anchor));
        }
    }

    /// Adds a part, unless it is the overlay's alone and always was.
    fn add(&mut self, part: &str, at: Option<Span>, own: String, base: Option<Note>) {
        let then = self.notes.parts.get(&(self.path.clone(), part.to_owned())).cloned();
        if base.is_some() || then.is_some() {
            let place = Place { path: self.path.clone(), span: at };
            self.found.push(Unit { path: self.path.clone(), part: part.to_owned(), place, own, base, then });
        }
    }
}

/// Words as they are compared: the ends of lines and of the text count for nothing.
fn settled(text: &str) -> String {
    text.replace("\r\n", "\n").trim_matches('\n').trim_end().to_owned()
}

/// The version of a text: its newest one, or the one that a translation translates.
fn version(source: &Source) -> Option<String> {
    let cut = Cut::of(source, Layer::Base).filter(|_| is_text(&source.path))?;
    let newest = cut.head.get("versions").and_then(|(_, list)| list.items().first()).and_then(id);
    let translated = cut.head.get("translates").and_then(|(_, version)| text(version));
    newest.or(translated).map(str::to_owned)
}

/// The notes with what the base says now of the parts that are picked. What is noted of parts that are changed no more is left out.
pub fn noted_now(sources: &Sources, is_picked: impl Fn(&Unit) -> bool) -> Result<Notes, Diagnostic> {
    let mut notes = Notes::of(sources)?;
    let units = units(sources)?;
    let before = std::mem::take(&mut notes.parts);
    for unit in &units {
        let key = (unit.path.clone(), unit.part.clone());
        let note = if is_picked(unit) { unit.base.clone() } else { before.get(&key).cloned() };
        notes.parts.extend(note.map(|note| (key, note)));
    }
    Ok(notes)
}

/// What `check` says of the parts that a toolkit changes.
pub fn check(sources: &Sources) -> Vec<Diagnostic> {
    let units = match units(sources) {
        Ok(units) => units,
        Err(diagnostic) => return vec![diagnostic],
    };
    let mut diagnostics: Vec<Diagnostic> = units.iter().filter_map(said).collect();
    diagnostics.extend(one_language(sources));
    diagnostics
}

fn said(unit: &Unit) -> Option<Diagnostic> {
    let (then, now) = unit.versions();
    let part = if unit.part.is_empty() { unit.name() } else { unit.part.clone() };
    let new = |rule| Diagnostic::new(rule, unit.place.clone()).with("part", part);
    Some(match unit.state() {
        State::Current => return None,
        State::Stale => new(rule::overlay::STALE).with("then", then).with("now", now),
        State::Gone => new(rule::overlay::GONE).with("then", then),
        State::Unnoted => new(rule::overlay::UNNOTED),
    })
}

/// Sections of the source that are the overlay's own, while a translation has those of the base.
fn one_language(sources: &Sources) -> Vec<Diagnostic> {
    let Some(layers) = sources.layers.as_deref().filter(|layers| layers.base.is_there) else {
        return Vec::new();
    };
    let end = format!("/{}.md", source_language(&sources.files));
    let mut found = Vec::new();
    for (path, own) in layers.own.iter().filter(|(path, _)| is_text(path) && path.ends_with(&end)) {
        let Some(cut) = Cut::of(own, Layer::Own).filter(Cut::is_overlay) else { continue };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut others: BTreeMap<&str, Option<Cut>> = BTreeMap::new();
        for other in sources.under(folder).filter(|other| is_text(&other.path) && other.path != *path) {
            let inner = other.path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
            let Some(tag) = inner.and_then(|name| name.strip_suffix(".md")) else { continue };
            match layers.own.get(&other.path).map(|own| Cut::of(own, Layer::Own)) {
                None => drop(others.insert(tag, None)),
                Some(Some(own)) if own.is_overlay() => drop(others.insert(tag, Some(own))),
                Some(_) => {}
            }
        }
        let model = cut.sections().len();
        for first in cut.sections().iter().filter_map(|section| section.first()) {
            let has = |other: &Option<Cut>| {
                other.as_ref().is_some_and(|other| {
                    other.sections().len() == model || other.section(&first.anchor).is_some()
                })
            };
            let lack: Vec<&str> =
                others.iter().filter(|(_, other)| !has(other)).map(|(tag, _)| *tag).collect();
            if !lack.is_empty() {
                let line = cut.text[first.at.start..].lines().next().unwrap_or_default().len();
                let span = Span { start: first.at.start, end: first.at.start + line };
                let diagnostic = Diagnostic::new(rule::overlay::ONE_LANGUAGE, layers.place_of(path, span));
                found.push(diagnostic.with("part", &first.anchor).with("languages", lack.join(", ")));
            }
        }
    }
    found
}
