//! The files of the toolkit and the theme at one instant, as bytes.

pub mod layers;

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use crate::diagnostic::{Diagnostic, Place, WithDiagnostics, rule};
use trousseau_text::{Fingerprint, letters::ByLanguage};

pub use crate::diagnostic::SourcePath;
use layers::Layers;

/// All files that a build may know.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The files, in the order of their paths.
    pub files: BTreeMap<SourcePath, Source>,
    /// The two toolkits of which they were put together, where one rests on another.
    pub layers: Option<Arc<Layers>>,
}

/// One file of a toolkit or a theme.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path below the toolkit's folder.
    pub path: SourcePath,
    /// The bytes; shared, since several steps keep them.
    pub bytes: Arc<[u8]>,
    /// The hash of the bytes: equal hashes spare reading a text again.
    pub fingerprint: Fingerprint,
    /// Counted when somebody asks, and kept by whoever keeps the file.
    letters: Arc<OnceLock<ByLanguage>>,
}

impl Source {
    /// A file from its path and bytes.
    pub fn new(path: impl Into<SourcePath>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self { path: path.into(), fingerprint: Fingerprint::of(&bytes), bytes, letters: Arc::default() }
    }

    /// The same file at another path.
    pub fn at(self, path: impl Into<SourcePath>) -> Self {
        Self { path: path.into(), ..self }
    }

    /// The letters of its words, counted at the first call; none when it is no text.
    pub(crate) fn letters_by_language(&self, count: impl FnOnce(&str) -> ByLanguage) -> &ByLanguage {
        self.letters.get_or_init(|| self.text().map(count).unwrap_or_default())
    }

    /// The text of the file; a diagnostic when it is not UTF-8. A byte order mark is still in it.
    pub fn text(&self) -> Result<&str, Diagnostic> {
        std::str::from_utf8(&self.bytes).map_err(|error| {
            let line = 1 + self.bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            Diagnostic::new(rule::source::NOT_UTF8, Place::file(&self.path)).with("line", line)
        })
    }
}

impl Sources {
    /// The file at this path.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// Adds or replaces a file of the toolkit itself.
    pub fn put(&mut self, source: Source) {
        match self.layers.take() {
            Some(layers) => self.lay_again(&layers, |own| drop(own.insert(source.path.clone(), source))),
            None => drop(self.files.insert(source.path.clone(), source)),
        }
    }

    /// The files below a folder, given with its final `/`, in order.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Source> {
        self.files
            .range::<str, _>((std::ops::Bound::Included(folder), std::ops::Bound::Unbounded))
            .map(|(_, source)| source)
            .take_while(move |source| source.path.starts_with(folder))
    }

    /// One fingerprint for all files and their paths.
    pub fn fingerprint(&self) -> Fingerprint {
        let parts: Vec<Fingerprint> = self
            .files
            .values()
            .flat_map(|source| [Fingerprint::of(source.path.as_bytes()), source.fingerprint])
            .collect();
        Fingerprint::join(&parts)
    }

    /// A toolkit written in one string, file by file, each under a line `--- path ---`. For tests and examples.
    pub fn from_story(story: &str) -> WithDiagnostics<Self> {
        let mut sources = Self::default();
        let mut current: Option<(String, String)> = None;
        let mut close = |current: Option<(String, String)>| {
            if let Some((path, text)) = current {
                sources.put(Source::new(path, text.into_bytes()));
            }
        };
        for line in story.split_inclusive('\n') {
            let bare = line.trim_end();
            let header = bare.strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---"));
            match (header, &mut current) {
                (Some(path), _) => close(current.replace((path.to_owned(), String::new()))),
                (None, Some((_, text))) => text.push_str(line),
                (None, None) => {}
            }
        }
        close(current);
        WithDiagnostics::silent(sources)
    }
}

/// Whether the name of a file or folder is hidden or that of a backup: such files are not read.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.ends_with(".swp")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_becomes_files() {
        let sources = Sources::from_story("--- a/b.md ---\n---\ntitle: x\n---\n--- c ---\n").value;
        assert_eq!(sources.get("a/b.md").expect("there").text().expect("text"), "---\ntitle: x\n---\n");
        assert_eq!(sources.get("c").expect("there").bytes.len(), 0);
    }

    #[test]
    fn a_folder_holds_its_files_only() {
        let sources = Sources::from_story("--- a/1 ---\n--- a/2 ---\n--- ab ---\n").value;
        assert_eq!(sources.under("a/").count(), 2);
    }

    #[test]
    fn bytes_that_are_no_text_give_a_note() {
        let source = Source::new("x", vec![b'a', b'\n', 0xff]);
        assert_eq!(source.text().expect_err("not text").args["line"], "2");
    }
}
