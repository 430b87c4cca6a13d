//! What looks at leaflets told, kept in the output folder: the next check lays out only what has changed.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use serde::{Deserialize, Serialize};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, Severity, rule},
    manifest::OutputPath,
    source::Sources,
};
use trousseau_io::output;
use trousseau_text::Fingerprint;

use crate::build;

/// The name of the file in the output folder; hidden, so that it is never taken for an output.
const NAME: &str = ".looks.json";

/// The leaflets that were looked at, by the keys with which they would be made.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Looks {
    /// The hash of the program's code: other code may see something else.
    code: Option<Fingerprint>,
    /// The hash of all files of the toolkit. A key knows no places, so diagnostics hold for these bytes only.
    sources: Option<Fingerprint>,
    /// The key of each leaflet, and what was said of it.
    leaflets: BTreeMap<OutputPath, (Fingerprint, Vec<Said>)>,
}

/// A diagnostic as it is written to the file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Said {
    rule: String,
    severity: Severity,
    path: Arc<str>,
    span: Option<(usize, usize)>,
    args: BTreeMap<String, String>,
}

impl Looks {
    /// What is known of leaflets that are made of these files; nothing when the file is not there or cannot be trusted.
    pub fn last(folder: &Path, sources: &Sources) -> Self {
        let read = output::kept(folder, NAME).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let old: Self = read.unwrap_or_default();
        let (code, sources) = (Some(build::code()), Some(sources.fingerprint()));
        let is_same = old.sources == sources;
        let leaflets = if old.code == code { old.leaflets } else { BTreeMap::new() };
        let holds =
            |said: &Vec<Said>| said.is_empty() || is_same && said.iter().all(|one| one.read().is_some());
        let leaflets = leaflets.into_iter().filter(|(_, (_, said))| holds(said)).collect();
        Self { code, sources, leaflets }
    }

    /// What was said of a leaflet with this key; nothing when it was not looked at.
    pub fn of(&self, path: &str, key: Fingerprint) -> Option<Vec<Diagnostic>> {
        let (known, said) = self.leaflets.get(path)?;
        (*known == key).then(|| said.iter().filter_map(Said::read).collect())
    }

    /// Notes what a look told; one that broke off saw nothing.
    pub fn note(&mut self, path: &OutputPath, key: Fingerprint, diagnostics: &[Diagnostic]) {
        if diagnostics.iter().any(|diagnostic| diagnostic.rule == rule::output::PANIC) {
            return;
        }
        self.leaflets.insert(path.clone(), (key, diagnostics.iter().map(Said::from).collect()));
    }

    /// Writes the file for the next check, without leaflets that are in no list any more. A folder in which nothing can be
    /// written only makes the next check slower.
    pub fn keep(mut self, root: &Path, folder: &Path, is_listed: impl Fn(&str) -> bool) {
        self.leaflets.retain(|path, _| is_listed(path));
        if let Ok(bytes) = serde_json::to_vec(&self) {
            let _ = output::keep(root, folder, NAME, &bytes);
        }
    }
}

impl From<&Diagnostic> for Said {
    fn from(diagnostic: &Diagnostic) -> Self {
        let args = diagnostic.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Self {
            rule: diagnostic.code().to_owned(),
            severity: diagnostic.severity,
            path: diagnostic.place.path.clone(),
            span: diagnostic.place.span.map(|span| (span.start, span.end)),
            args,
        }
    }
}

impl Said {
    /// The diagnostic; none when it names a rule or a value that is not there.
    fn read(&self) -> Option<Diagnostic> {
        let rule = Rule::find(&self.rule)?;
        let place = match self.span {
            Some((start, end)) => Place::span(&self.path, start..end),
            None => Place::file(&self.path),
        };
        let mut diagnostic = Diagnostic::new(rule, place);
        diagnostic.severity = self.severity;
        for (name, value) in &self.args {
            let name = rule.card().args.iter().find(|known| *known == name)?;
            diagnostic.args.insert(name, value.clone());
        }
        Some(diagnostic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_core::source::Source;

    fn sources(text: &str) -> Sources {
        let mut sources = Sources::default();
        sources.put(Source::new("content/a.md", text.as_bytes().to_vec()));
        sources
    }

    #[test]
    fn a_look_is_known_again_until_something_changes() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("output");
        let (clean, told): (OutputPath, OutputPath) = ("site/fr/a.pdf".into(), "site/fr/b.pdf".into());
        let key = Fingerprint::of(b"key");
        let diagnostic = Diagnostic::new(rule::leaflet::GLYPH, Place::span(&"content/a.md".into(), 2..3));
        let diagnostic = diagnostic.with("letter", "ꙮ");
        let mut looks = Looks::last(&folder, &sources("x"));
        assert_eq!(looks.of(&clean, key), None);
        looks.note(&clean, key, &[]);
        looks.note(&told, key, std::slice::from_ref(&diagnostic));
        looks.keep(home.path(), &folder, |_| true);
        let same = Looks::last(&folder, &sources("x"));
        assert_eq!(same.of(&clean, key), Some(vec![]));
        assert_eq!(same.of(&told, key), Some(vec![diagnostic]));
        assert_eq!(same.of(&clean, Fingerprint::of(b"other")), None);
        let other = Looks::last(&folder, &sources("y"));
        assert_eq!(
            (other.of(&clean, key), other.of(&told, key)),
            (Some(vec![]), None),
            "places may have moved"
        );
        std::fs::write(folder.join(NAME), b"{\"code\": 3").expect("written");
        assert_eq!(Looks::last(&folder, &sources("x")).of(&clean, key), None, "a damaged file says nothing");
    }
}
