//! What the targets share: a small toolkit around the text that the fuzzer makes up.
#![forbid(unsafe_code)]

use std::sync::Arc;

use trousseau_core::{
    library::{self, Library},
    source::{Source, Sources},
};

/// A toolkit in two languages with whatever else these files hold.
pub fn toolkit(files: &[(&str, &[u8])]) -> Sources {
    let story = include_str!("toolkit.txt");
    let mut sources = Sources::from_story(story).value;
    for (path, bytes) in files {
        sources.put(Source::new(*path, bytes.to_vec()));
    }
    sources
}

/// Its guides and pages. A toolkit that can be read gives a library, whatever its texts hold.
pub fn library(sources: &Sources) -> Option<Arc<Library>> {
    library::assemble(sources).value
}

/// The two halves of an input, at its first line of `%%`.
pub fn halves(text: &str) -> (&str, &str) {
    text.split_once("\n%%\n").unwrap_or((text, ""))
}
