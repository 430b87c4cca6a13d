//! What readers keep of the site: the files that pages offer, and what one of them knows beside its texts.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::text::ContactView;
use trousseau_text::Language;

/// The files that are there to be kept, with their sizes in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The file of each language; a language without one is not measured yet, as in `trousseau serve`.
    pub languages: BTreeMap<Language, u64>,
    /// The site in all languages; none before it is packed.
    pub site: Option<u64>,
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
