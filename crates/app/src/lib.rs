//! What one can do with a toolkit: the use cases, without a command line and without HTTP.
//!
//! A use case takes a [`Project`] or its folder and plain values, and returns what came of it; whoever asked shows it.

pub mod agreement;
pub mod audio;
pub mod build;
pub mod check;
pub mod edit;
pub mod entries;
pub mod facts;
pub mod feedback;
pub mod files;
pub mod form;
pub mod guide;
pub mod history;
pub mod hook;
pub mod leaflet;
pub mod online;
pub mod overlay;
mod project;
pub mod proposal;
pub mod publish;
pub mod reading;
pub mod release;
pub mod report;
pub mod schema;
pub mod starter;
pub mod theme;
pub mod translation;
pub mod values;
pub mod word;

pub use project::{Loaded, Loader, Project};
pub use trousseau_io::disk::{Content, FileChange, witnessed, write_new};

use trousseau_core::{diagnostic::Diagnostic, messages, source::Sources};
use trousseau_text::Language;

/// The version of the program.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Where a long use case shows how far it is; several threads call it at once.
pub trait Progress: Sync {
    /// So many of so many are done.
    fn show(&self, done: usize, all: usize);

    /// Nothing more is to be shown.
    fn end(&self);
}

/// Where a use case that goes on speaks while it goes on.
pub trait Console {
    /// The language of its words.
    fn language(&self) -> Language;

    /// Shows each of these once. `sources` has the words to underline.
    fn tell(&mut self, diagnostics: &[Diagnostic], sources: &Sources);

    /// Forgets what was shown: what is still wrong can be said again.
    fn renew(&mut self);

    /// Says one line.
    fn line(&mut self, text: &str);

    /// Says one line of the tables of words.
    fn say(&mut self, key: &str, args: &[(&str, &str)]) {
        let text = messages::say(self.language(), key, args);
        self.line(&text);
    }
}
