//! Texts as documents of a word processor, for partners who have no other program: out, and back.

mod before;
mod beside;
mod export;
mod got;
mod import;
mod left;
mod new;
mod propose;
mod remarks;

pub use export::{Exported, export, keep};
pub use import::{Look, look, write};
pub use left::Left;
pub use new::{Drafted, draft, write_draft};
pub use propose::{Offer, propose};
pub use trousseau_exchange::word::MOST_BYTES;
pub use trousseau_io::office::to_docx;

use trousseau_core::{
    guide::FOLDER,
    manuscript::{
        compare::Piece,
        rewrite::{Done, Reading},
    },
    messages::Failure,
    source::{Source, SourcePath},
};
use trousseau_exchange::word::{Broken, Document, read};
use trousseau_text::Language;

use crate::Project;

/// The folders in which texts lie.
const FOLDERS: [&str; 2] = [FOLDER, "content/pages/"];

/// The first part of what a document says of where it comes from: documents of other rules are not taken.
const RULES: &str = "1";

/// A document that is to be looked at.
pub struct Order<'a> {
    /// Its path, as diagnostics show it.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Who made the comments: a word of the list of remarks.
    pub origin: String,
    /// Whether somebody was asked and said that no person is meant.
    pub no_person: bool,
}

/// A block that would change.
#[derive(Clone, Debug)]
pub struct Block {
    /// The anchor of its section.
    pub section: String,
    /// What becomes of it.
    pub done: Done,
    /// Its words, those that go and those that come.
    pub pieces: Vec<Piece>,
    /// Whether the change was marked as one in the document.
    pub is_marked: bool,
}

/// A text of a toolkit.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    /// Its file.
    pub source: &'a Source,
    /// The name of its folder.
    pub slug: &'a str,
    /// Its language.
    pub language: Language,
    /// Whether it is written in the source language.
    pub is_source: bool,
}

impl<'a> Text<'a> {
    /// The text of this path; none for what is none.
    fn at(project: &'a Project, path: &str) -> Option<Self> {
        let source = project.sources.own(path)?;
        let rest = FOLDERS.iter().find_map(|folder| source.path.strip_prefix(folder))?;
        let (slug, name) = rest.split_once('/')?;
        let toolkit = project.toolkit();
        let tag = name.strip_suffix(".md")?;
        let language = toolkit.languages.iter().copied().find(|language| language.tag() == tag)?;
        Some(Self { source, slug, language, is_source: language == toolkit.source_language() })
    }

    /// A guide or a page, in a language.
    fn find(project: &'a Project, name: &str, tag: Option<&str>) -> anyhow::Result<Self> {
        let home = project.toolkit().source_language();
        let language = match tag.filter(|tag| !tag.eq_ignore_ascii_case(home.tag())) {
            Some(tag) => crate::translation::language(project, tag)?,
            None => home,
        };
        let paths = FOLDERS.map(|folder| format!("{folder}{name}/{language}.md"));
        if let Some(text) = paths.iter().find_map(|path| Self::at(project, path)) {
            return Ok(text);
        }
        let is_there =
            FOLDERS.iter().any(|folder| project.sources.get(&format!("{folder}{name}/{home}.md")).is_some());
        if is_there {
            return Err(Failure::new("translation/none").with("path", &paths[0]).into());
        }
        project.guide(name)?;
        Err(Failure::new("translation/none").with("path", &paths[0]).into())
    }

    /// How it is read.
    fn reading(&self) -> Reading<'a> {
        // The words of a letter are those of the source in every language.
        Reading { path: &self.source.path, language: self.language, letters: self.is_source }
    }
}

/// Reads a document, or says why it cannot be read.
fn document(path: &SourcePath, bytes: &[u8]) -> anyhow::Result<Document> {
    read(bytes).map_err(|broken| {
        let key = match broken {
            Broken::Large => "word/large",
            Broken::Form => "word/form",
            Broken::Locked => "word/locked",
        };
        Failure::new(key).with("path", path).into()
    })
}

#[cfg(test)]
mod tests;
