//! The files of a theme: the default theme inside the binary, and over it, file by file, what the toolkit brings.

use std::collections::BTreeMap;

use trousseau_core::source::{Source, Sources};
use trousseau_text::{Fingerprint, Language};

/// The default theme, carried inside the binary; a debug build reads it from the folder.
#[derive(rust_embed::RustEmbed)]
#[folder = "../../themes/default/"]
struct Embedded;

/// The files of a theme in two layers, by their paths below the theme's folder.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The default theme.
    pub default: BTreeMap<String, Source>,
    /// The files of the toolkit, which replace those of the default theme one by one.
    pub own: BTreeMap<String, Source>,
    /// The files of words that the program carries, which no toolkit changes: they say which keys there are.
    pub words: BTreeMap<String, Source>,
}

/// The languages in which the program itself has words of the interface.
pub fn languages() -> impl Iterator<Item = Language> {
    Embedded::iter().filter_map(|path| Language::find(path.strip_prefix("strings/")?.strip_suffix(".yaml")?))
}

impl Files {
    /// The files of the theme with this name. `themes/default/` of the toolkit changes the default theme itself.
    pub fn read(sources: &Sources, name: &str) -> Self {
        let mut default: BTreeMap<String, Source> = Embedded::iter()
            .filter_map(|path| {
                let bytes = Embedded::get(&path)?.data;
                Some((path.to_string(), Source::new(format!("themes/default/{path}"), &*bytes)))
            })
            .collect();
        let words = default.iter().filter(|(path, _)| path.starts_with("strings/"));
        let words = words.map(|(path, source)| (path.clone(), source.clone())).collect();
        default.extend(folder(sources, "default"));
        let own = if name == "default" { BTreeMap::new() } else { folder(sources, name) };
        Self { default, own, words }
    }

    /// The file at this path: the toolkit's, else the default theme's.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.own.get(path).or_else(|| self.default.get(path))
    }

    /// The files below a folder, given with its final `/`, by their paths below it; the toolkit's replace the default theme's.
    pub fn under<'a>(&'a self, folder: &'a str) -> BTreeMap<&'a str, &'a Source> {
        below(&self.default, folder).chain(below(&self.own, folder)).collect()
    }

    /// One fingerprint for the files that `counts` selects: licences and notices change no output.
    pub fn fingerprint(&self, counts: impl Fn(&str) -> bool) -> Fingerprint {
        let mut parts = Vec::new();
        for (layer, files) in [("default", &self.default), ("own", &self.own)] {
            for (path, source) in files {
                if counts(path) && !(path.ends_with(".md") || path.ends_with(".txt")) {
                    parts.extend([Fingerprint::of(format!("{layer}/{path}").as_bytes()), source.fingerprint]);
                }
            }
        }
        Fingerprint::join(&parts)
    }
}

/// The files of one layer below a folder.
pub fn below<'a>(
    files: &'a BTreeMap<String, Source>,
    folder: &'a str,
) -> impl Iterator<Item = (&'a str, &'a Source)> {
    files.iter().filter_map(move |(path, source)| Some((path.strip_prefix(folder)?, source)))
}

fn folder(sources: &Sources, name: &str) -> BTreeMap<String, Source> {
    let folder = format!("themes/{name}/");
    sources.under(&folder).map(|source| (source.path[folder.len()..].to_owned(), source.clone())).collect()
}
