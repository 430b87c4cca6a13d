//! What readers keep of the site: the files that pages offer, and what one of them knows beside its texts.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::text::ContactView;
use trousseau_text::{Fingerprint, Language};

/// The files that are there to be kept, with their sizes in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The file of each language; a language without one is not measured yet, as in `trousseau serve`.
    pub languages: BTreeMap<Language, u64>,
    /// The site in all languages; none before it is packed.
    pub site: Option<u64>,
    /// The hash of the file of each language.
    pub hashes: BTreeMap<Language, Fingerprint>,
}

/// What the worker of a language knows, which keeps the file of that language in a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkerView {
    /// The file, relative to the folder of the language.
    pub file: String,
    /// Its hash: with another one, the worker is another, and fetches the file again.
    pub hash: String,
    /// Where in the file a page stands that is not at the place of its own name.
    pub anchors: BTreeMap<String, String>,
}

/// A file to keep, as a page offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeptFile {
    /// The address, relative to the folder of the reader's language.
    pub href: String,
    /// The name under which a device keeps it.
    pub name: String,
    /// The size in bytes; `None` before the file exists, as in `trousseau serve`.
    pub bytes: Option<u64>,
}

/// The file with everything of a language, beside its texts.
#[derive(Clone, Debug, Serialize)]
pub struct KeptView {
    /// The day of the newest version of any text in it.
    pub updated: Option<Date>,
    /// Where a newer one may be: the public address of the site in this language.
    pub address: Option<String>,
    /// The contacts that a text, a question or every page names, each once; those of every page first.
    pub contacts: Vec<ContactView>,
}
