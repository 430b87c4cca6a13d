//! The name of a guide or page in all files that say it: found, and exchanged for another one.
//!
//! Only these bytes change. A file in which the name cannot be exchanged without a risk stays as it is: the proof of the whole
//! change then tells what leads nowhere.

mod body;
mod lists;

use std::collections::{BTreeSet, HashMap};

use crate::{
    guide,
    source::{Source, SourcePath, Sources},
    translation::{Lock, lock_path, segments},
};
use trousseau_text::Language;

/// The folder of all pages.
pub const PAGES: &str = "content/pages/";

/// A name that gives way to another one.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The name of before.
    pub from: String,
    /// The name that takes its place.
    pub to: String,
    /// Whether it is that of a page, not of a guide.
    pub page: bool,
    /// The sections that links may name behind the new name; all of them when the text itself moved.
    pub sections: Option<BTreeSet<String>>,
}

impl Exchange {
    /// The folder of the text that had the name.
    pub fn folder(&self) -> String {
        format!("{}{}/", if self.page { PAGES } else { guide::FOLDER }, self.from)
    }

    /// The word before the name in a link.
    fn scheme(&self) -> &'static str {
        if self.page { "page" } else { "guide" }
    }

    /// A name with an anchor, with the other name.
    fn anchored(&self, rest: &str) -> Option<String> {
        let (name, anchor) = rest.split_once('#').map_or((rest, None), |(name, anchor)| (name, Some(anchor)));
        if name != self.from {
            return None;
        }
        let is_there =
            |anchor: &&str| self.sections.as_ref().is_none_or(|sections| sections.contains(*anchor));
        let anchor = anchor.filter(is_there).map(|anchor| format!("#{anchor}"));
        Some(format!("{}{}", self.to, anchor.unwrap_or_default()))
    }
}

/// The files that say the name, with the other one in its place. What lies in the folder of the text itself is left out when
/// `own` is false.
pub fn exchanged(sources: &Sources, exchange: &Exchange, own: bool) -> Vec<Source> {
    let folder = exchange.folder();
    let mut changed = Vec::new();
    for source in sources.under("content/") {
        if !own && source.path.starts_with(&folder) {
            continue;
        }
        let Ok(text) = source.text() else { continue };
        let new = match source.path.rsplit_once('.') {
            Some((_, "md")) => body::exchanged(text, &source.path, exchange),
            Some((_, "yaml")) => lists::exchanged(text, &source.path, exchange),
            _ => None,
        };
        if let Some(new) = new.filter(|new| new != text) {
            changed.push(Source::new(source.path.clone(), new.into_bytes()));
        }
    }
    changed
}

/// The lists of `toolkit.yaml` without the name of a guide that readers see no more; none when it is in none.
pub fn unlisted(sources: &Sources, name: &str) -> Option<Source> {
    let source = sources.get(crate::toolkit::PATH)?;
    let text = lists::unlisted(source.text().ok()?, name)?;
    Some(Source::new(source.path.clone(), text.into_bytes()))
}

/// The numbers without that of a guide that is gone; none when it has none.
pub fn unnumbered(sources: &Sources, name: &str) -> Option<Source> {
    let source = sources.get(crate::toolkit::number::FILE)?;
    let text = lists::unnumbered(source.text().ok()?, name)?;
    Some(Source::new(source.path.clone(), text.into_bytes()))
}

/// The locks of translations whose text or source has links that were exchanged: a translation is as current as it was.
pub fn locks(before: &Sources, changed: &[Source], home: Language) -> Vec<Source> {
    let mut found = Vec::new();
    let folders: BTreeSet<&str> =
        changed.iter().filter_map(|text| text.path.rsplit_once('/')).map(|(folder, _)| folder).collect();
    for folder in folders {
        let hashes = |path: &str, language| {
            let old = before.get(path)?;
            let new = changed.iter().find(|text| *text.path == *path).unwrap_or(old);
            Some(moved(old, new, language))
        };
        let source = hashes(&format!("{folder}/{home}.md"), home).unwrap_or_default();
        for text in before.under(&format!("{folder}/")) {
            let tag = text.path.strip_prefix(folder).and_then(|name| name.strip_suffix(".md"));
            let Some(language) = tag.and_then(|tag| Language::find(tag.trim_start_matches('/'))) else {
                continue;
            };
            let path: SourcePath = lock_path(&text.path).into();
            let Some((written, lock)) = before
                .get(&path)
                .and_then(|lock| lock.text().ok())
                .and_then(|text| Some((text, Lock::read(text)?)))
            else {
                continue;
            };
            let own = hashes(&text.path, language).unwrap_or_default();
            let new = lock.exchanged(&source, &own);
            if new != lock && new.written() != written {
                found.push(Source::new(path, new.written().into_bytes()));
            }
        }
    }
    found
}

/// The hashes of the blocks of a text before a change of its links, with those of after.
fn moved(old: &Source, new: &Source, language: Language) -> HashMap<String, String> {
    if old.fingerprint == new.fingerprint {
        return HashMap::new();
    }
    let cut = |source: &Source| segments(source.text().ok()?, &source.path, language);
    match (cut(old), cut(new)) {
        (Some(old), Some(new)) if old.len() == new.len() => {
            let pairs = old.iter().zip(&new).map(|(old, new)| (old.hash(), new.hash()));
            pairs.filter(|(old, new)| old != new).collect()
        }
        _ => HashMap::new(),
    }
}

#[cfg(test)]
mod tests;
