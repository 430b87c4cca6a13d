//! What an overlay notes of its base: the words of then for each part that it changes, and the commit that was fetched.

use std::{collections::BTreeMap, fmt::Write};

use super::{NOTES, tree::text, write::quoted};
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::{SourcePath, Sources},
    yaml::{self, Tree},
};

/// What `content/overlay.yaml` holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The commit of a base that git fetches; none for a base that is a folder.
    pub pin: Option<Pin>,
    /// What the base said, by file and part.
    pub parts: BTreeMap<(SourcePath, String), Note>,
}

/// The commit that was fetched of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The address, as `extends:` named it then.
    pub git: String,
    /// The revision, as `extends:` named it then.
    pub revision: String,
    /// The full name of the commit.
    pub commit: String,
}

/// What the base said of one part when the overlay's words were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The version of the text, if it has any.
    pub version: Option<String>,
    /// The words; of a file that is no text its hash.
    pub text: String,
}

/// The first lines of the file.
const HEAD: &str = "# Ce que disaient les textes communs quand cette boîte à outils a écrit les siens. Ne pas modifier : « trousseau overlay » s'en occupe.\n";

impl Notes {
    /// The notes of a toolkit; empty ones when it has none.
    pub fn of(sources: &Sources) -> Result<Self, Diagnostic> {
        let Some(source) = sources.own(NOTES) else { return Ok(Self::default()) };
        let tree = source.text().ok().and_then(|text| yaml::parse(text).ok());
        let read = tree.as_ref().and_then(Self::read);
        read.ok_or_else(|| Diagnostic::new(rule::overlay::NOTES, Place::file(&NOTES.into())))
    }

    fn read(tree: &Tree) -> Option<Self> {
        let one =
            |tree: &Tree, field: &str| tree.get(field).and_then(|(_, value)| text(value)).map(str::to_owned);
        let pin = match tree.get("base") {
            Some((_, pin)) => Some(Pin {
                git: one(pin, "git")?,
                revision: one(pin, "revision")?,
                commit: one(pin, "commit").filter(|commit| super::is_commit(commit))?,
            }),
            None => None,
        };
        let mut parts = BTreeMap::new();
        for note in tree.get("notes").map(|(_, notes)| notes.items()).unwrap_or_default() {
            let key = (one(note, "file")?.into(), one(note, "part").unwrap_or_default());
            parts.insert(
                key,
                Note { version: one(note, "version"), text: one(note, "text").unwrap_or_default() },
            );
        }
        Some(Self { pin, parts })
    }

    /// The file that holds these notes, in the order of files and parts.
    pub fn written(&self) -> String {
        let mut into = HEAD.to_owned();
        if let Some(pin) = &self.pin {
            let (git, revision) = (quoted(&pin.git), quoted(&pin.revision));
            let _ = writeln!(into, "base: {{git: {git}, revision: {revision}, commit: {}}}", pin.commit);
        }
        into.push_str(if self.parts.is_empty() { "notes: []\n" } else { "notes:\n" });
        for ((file, part), note) in &self.parts {
            let _ = writeln!(into, "  - file: {}", quoted(file));
            if !part.is_empty() {
                let _ = writeln!(into, "    part: {}", quoted(part));
            }
            if let Some(version) = &note.version {
                let _ = writeln!(into, "    version: {}", quoted(version));
            }
            block(&note.text, &mut into);
        }
        into
    }
}

/// Words line by line, so that git shows which have changed; in quotes where YAML would lose some.
fn block(text: &str, into: &mut String) {
    let is_odd = |letter: char| letter != '\n' && letter.is_control() || letter == '\u{feff}';
    let is_safe =
        !text.is_empty() && !text.starts_with([' ', '\n']) && !text.ends_with('\n') && !text.contains(is_odd);
    if !is_safe {
        let _ = writeln!(into, "    text: {}", quoted(text));
        return;
    }
    into.push_str("    text: |-\n");
    for line in text.split('\n') {
        match line.is_empty() {
            true => into.push('\n'),
            false => into.push_str(&format!("      {line}\n")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_read_again() {
        let note = |text: &str| Note { version: Some("1.10.0".into()), text: text.to_owned() };
        let key = |part: &str| (SourcePath::from("content/guides/a/fr.md"), part.to_owned());
        let texts = [
            "## Titre {#a}\n\n- un : deux\n  - trois",
            "",
            " espace",
            "fin\n",
            "\u{7}",
            "# x",
            "\"a\"",
            "| a |",
        ];
        let parts = texts.iter().enumerate().map(|(at, text)| (key(&format!("#{at}")), note(text))).collect();
        let pin =
            Pin { git: "https://exemple.org/a.git".into(), revision: "v1".into(), commit: "a".repeat(40) };
        let notes = Notes { pin: Some(pin), parts };
        let written = notes.written();
        let tree = yaml::parse(&written).expect("YAML");
        assert_eq!(Notes::read(&tree).expect("notes"), notes, "{written}");
        assert_eq!(Notes::read(&yaml::parse("base: {git: a}").expect("YAML")), None);
    }
}
