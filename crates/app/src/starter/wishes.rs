//! What somebody wants of a new toolkit, and the files that follow from it.

use std::collections::BTreeSet;

use serde_json::Value;
use trousseau_core::{messages::Failure, toolkit};
use trousseau_text::{Language, slug};

/// With what a toolkit begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// With an example about housing, in French, to be replaced.
    #[default]
    Example,
    /// With its stages alone, in any field and language.
    Empty,
}

/// What somebody wants of a new toolkit; what is left out is as in the example.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The name of the site.
    pub name: String,
    /// What the site is for, in one sentence.
    pub about: String,
    /// With what it begins.
    pub start: Start,
    /// The languages, the source language first.
    pub languages: Vec<Language>,
    /// The names of the first stages, in the source language; the example has its own.
    pub stages: Vec<String>,
}

impl Wishes {
    /// What is missing or does not go together, as the key of a failure, and the question that it is about.
    pub fn fault(&self) -> Option<(&'static str, &'static str)> {
        let is_french = self.languages.first().is_none_or(|first| first.tag() == "fr");
        match self.start {
            Start::Example => (!is_french).then_some(("start", "new/example-french")),
            Start::Empty if self.name.is_empty() => Some(("site", "new/no-name")),
            Start::Empty if self.languages.is_empty() => Some(("first", "new/no-language")),
            Start::Empty => self.stages.is_empty().then_some(("stages", "new/no-stage")),
        }
    }

    /// The fault as a failure.
    pub(super) fn proved(&self) -> Result<(), Failure> {
        self.fault().map_or(Ok(()), |(_, key)| Err(Failure::new(key)))
    }

    /// Whether a file of the example belongs to the toolkit.
    pub(super) fn has(&self, path: &str) -> bool {
        if self.start == Start::Empty {
            return path.starts_with("dot-") || path == toolkit::PATH;
        }
        let text = path.strip_suffix(".md").and_then(|path| path.rsplit_once('/'));
        let tag = text.filter(|(folder, _)| folder.starts_with("content/")).map(|(_, tag)| tag);
        self.languages.is_empty()
            || tag.is_none_or(|tag| self.languages.iter().any(|language| language.tag() == tag))
    }

    /// The text of `toolkit.yaml`, made of that of the example.
    pub(super) fn toolkit(&self, example: &str) -> String {
        match self.start {
            Start::Example => self.named(example),
            Start::Empty => self.empty(example),
        }
    }

    /// The example with another name, purpose and languages.
    fn named(&self, example: &str) -> String {
        let mut text = String::new();
        let mut lines = example.lines().peekable();
        while let Some(line) = lines.next() {
            let said = match line.split_once(':').map_or("", |(key, _)| key) {
                "name" if !self.name.is_empty() => format!("name: {{fr: {}}}", quoted(&self.name)),
                "tagline" if !self.about.is_empty() => format!("tagline: {{fr: {}}}", quoted(&self.about)),
                "languages" if !self.languages.is_empty() => self.tags(),
                _ => String::new(),
            };
            text += if said.is_empty() { line } else { &said };
            text.push('\n');
            while !said.is_empty() && lines.next_if(|line| line.starts_with(' ')).is_some() {}
        }
        text
    }

    /// Name, languages and stages, and nothing of the example.
    fn empty(&self, example: &str) -> String {
        let home = self.languages.first().copied().unwrap_or_default();
        let words = |text: &str| format!("{{{home}: {}}}", quoted(text));
        let schema = example.lines().next().unwrap_or_default();
        let mut text = format!("{schema}\nname: {}\n", words(&self.name));
        if !self.about.is_empty() {
            text += &format!("tagline: {}\n", words(&self.about));
        }
        text += &format!("{}\nstages:\n", self.tags());
        let mut ids = BTreeSet::new();
        for (at, stage) in self.stages.iter().enumerate() {
            let id = slug::name(stage).filter(|id| !ids.contains(id));
            let mut numbered =
                (at + 1..).map(|number| format!("stage-{number}")).filter(|id| !ids.contains(id));
            let id = id.or_else(|| numbered.next()).unwrap_or_default();
            text += &format!("  - id: {id}\n    name: {0}\n    summary: {0}\n    guides: []\n", words(stage));
            ids.insert(id);
        }
        text + "leaflets: [a4, large]\npages: []\n"
    }

    /// The languages, each once.
    pub(super) fn each_language(&self) -> impl Iterator<Item = Language> {
        let is_first = |at: usize, language: &Language| !self.languages[..at].contains(language);
        self.languages.iter().enumerate().filter(move |(at, one)| is_first(*at, one)).map(|(_, one)| *one)
    }

    fn tags(&self) -> String {
        let tags: Vec<&str> = self.each_language().map(Language::tag).collect();
        format!("languages: [{}]", tags.join(", "))
    }
}

/// Words as YAML takes them whatever is in them: quoted as JSON does it, in one line.
fn quoted(words: &str) -> String {
    Value::from(words).to_string()
}
