//! What a remark is judged by: the toolkit, the guide and the day.

use jiff::civil::Date;

use crate::{
    document::Document,
    guide::version::VersionEntry,
    toolkit::{Round, Toolkit},
};

/// What a remark is judged by.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// A remark is in one of the toolkit's languages and from one of its rounds.
    pub toolkit: &'a Toolkit,
    /// No remark is of a month to come.
    pub today: Date,
    /// The guide; none while nobody knows which one it is.
    pub guide: Option<Tested<'a>>,
}

/// A guide, as far as remarks name its parts.
#[derive(Clone, Copy)]
pub struct Tested<'a> {
    /// The versions of the guide, the newest first.
    pub versions: &'a [VersionEntry],
    /// The text in the source language, whose anchors are those of all languages.
    pub body: &'a Document,
}

impl<'a> About<'a> {
    /// The round of this id.
    pub fn round(&self, id: &str) -> Option<&'a Round> {
        self.toolkit.rounds.iter().find(|round| *round.id == *id)
    }

    /// The versions of the guide, the newest first; none while nobody knows the guide.
    pub fn versions(&self) -> &'a [VersionEntry] {
        self.guide.map_or(&[], |guide| guide.versions)
    }
}
