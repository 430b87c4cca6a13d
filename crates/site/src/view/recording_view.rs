//! What a page shows of a recording.

use serde::Serialize;

/// A recording of a text, or of one of its sections.
#[derive(Clone, Debug, Serialize)]
pub struct RecordingView {
    /// The heading of the section that it reads; none for the whole text.
    pub section: Option<String>,
    /// The anchor of that heading: the recording stands below it.
    pub anchor: Option<String>,
    /// The same recording in several formats, the smaller first.
    pub sounds: Vec<Sound>,
    /// How long it lasts, such as `2:05`; empty when its file does not say.
    pub length: String,
    /// The size of the first format, in bytes.
    pub bytes: usize,
    /// The name of the language, in the language itself.
    pub language: &'static str,
    /// Whether the words have changed since.
    pub stale: bool,
}

/// One file of a recording.
#[derive(Clone, Debug, Serialize)]
pub struct Sound {
    /// The address, relative to the language's folder.
    pub href: String,
    /// The media type.
    pub kind: &'static str,
}
