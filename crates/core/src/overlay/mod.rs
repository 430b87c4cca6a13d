//! A toolkit laid over another one: a region takes the national guides and changes what is other there.
//!
//! Both are read as files; what comes out are files again, so that nothing behind knows of it. A merged file remembers where its
//! bytes stand, and [`Sources::real`] tells.

pub mod notes;
mod pieces;
mod sections;
pub mod take;
mod texts;
mod tree;
pub mod units;
mod write;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diagnostic::{Diagnostic, Place, Span, WithDiagnostics, rule},
    source::{
        Source, SourcePath, Sources,
        layers::{Base, Layer, Layers, Map, own_path},
    },
    toolkit::{self, number},
    yaml::{self, Branch, Tree},
};
use pieces::Pieces;
use texts::is_text;
use tree::{Nothing, text};
use write::{Both, Yaml};

/// Where an overlay notes what the base said when it was written.
pub const NOTES: &str = "content/overlay.yaml";

/// The keys of `toolkit.yaml` that no toolkit takes over: a region does not have the address of the nation, and publishes
/// nothing there.
const OWN_KEYS: [&str; 4] = ["extends", "hide", "base_url", "publish"];

/// Lays a toolkit over another one. What comes out holds both, and can be asked where its words stand.
pub fn merge(own: Sources, base: Base) -> WithDiagnostics<Sources> {
    let sources = &base.sources;
    let mut merging = Merging { own: &own, base: sources, maps: BTreeMap::new(), diagnostics: Vec::new() };
    let files = merging.files(base.is_there);
    let Merging { maps, diagnostics, .. } = merging;
    let layers = Layers { own: own.files, base, maps, lay: |own, base| merge(own, base).value };
    WithDiagnostics { value: Sources { files, layers: Some(Arc::new(layers)) }, diagnostics }
}

/// The folder below a toolkit in which a commit of its base lies, once it was fetched.
pub fn cache(commit: &str) -> String {
    format!(".trousseau/base/{commit}")
}

/// Whether these letters are the full name of a commit.
pub fn is_commit(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What is being put together.
struct Merging<'a> {
    own: &'a Sources,
    base: &'a Sources,
    maps: BTreeMap<SourcePath, Map>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Merging<'a> {
    fn files(&mut self, is_there: bool) -> BTreeMap<SourcePath, Source> {
        let own = self.own.get(toolkit::PATH).and_then(|source| yaml::parse(source.text().ok()?).ok());
        let hidden = own.as_ref().map(|tree| self.hidden(tree, is_there)).unwrap_or_default();
        let is_hidden = |path: &str| hidden.iter().any(|slug| in_folder(path, slug));
        let mut files: BTreeMap<SourcePath, Source> = BTreeMap::new();
        for (path, source) in self.base.files.iter().filter(|(path, _)| !is_hidden(path)) {
            files.insert(path.clone(), source.clone());
        }
        for (path, source) in &self.own.files {
            files.insert(path.clone(), source.clone());
        }
        files.remove(NOTES);
        let lists: Vec<SourcePath> = files.keys().filter(|path| is_list(path)).cloned().collect();
        for path in lists {
            if let Some((text, map)) = self.list(&path, &hidden) {
                files.insert(path.clone(), Source::new(path.clone(), text.into_bytes()));
                self.maps.insert(path, map);
            }
        }
        texts::merge(self, &mut files, is_there);
        files
    }

    /// The guides and pages that are not wanted.
    fn hidden(&mut self, toolkit: &Tree, is_there: bool) -> Vec<String> {
        let list = toolkit.get("hide").map(|(_, list)| list.items()).unwrap_or_default();
        let mut hidden = Vec::new();
        for item in list {
            let Some(slug) = text(item) else { continue };
            if is_there && !self.base.files.keys().any(|path| in_folder(path, slug)) {
                self.lacks(toolkit::PATH, slug, item.span);
            }
            hidden.push(slug.to_owned());
        }
        hidden
    }

    /// A list of both toolkits; none when it is taken from one of them as it is.
    fn list(&mut self, path: &SourcePath, hidden: &[String]) -> Option<(String, Map)> {
        let hidden: Vec<&str> = hidden.iter().map(String::as_str).collect();
        let numbers_fall = &**path == number::FILE && !hidden.is_empty();
        let below = self.base.get(path)?.text().ok()?;
        let above = match self.own.get(path) {
            Some(source) => source.text().ok()?,
            None if numbers_fall => "",
            None => return None,
        };
        let (mut base, own) = (yaml::parse(below).ok()?, yaml::parse(above).ok()?);
        let is_toolkit = &**path == toolkit::PATH;
        // Lines are cut where the file has entries, also those that are left out.
        let whole = base.clone();
        if is_toolkit && let Branch::Map(entries) = &mut base.branch {
            entries.retain(|(key, _)| !OWN_KEYS.contains(&key.name.as_str()));
        }
        let mut lacks = Vec::new();
        // A file of comments alone is an empty list.
        let is_empty =
            matches!(&own.branch, Branch::Map(entries) if entries.is_empty()) || own.branch.is_null();
        let mut node = match is_empty && !is_toolkit {
            true => tree::Node::Whole(Layer::Base, &base),
            false => tree::merge(&base, &own, &mut lacks),
        };
        if numbers_fall {
            node = node.without_items(&hidden);
        }
        if is_toolkit && let tree::Node::Map(entries) = node {
            let entries = entries.into_iter().map(|(layer, key, node)| {
                let node = match key.name.as_str() {
                    "pages" => node.without_items(&hidden),
                    "stages" if !hidden.is_empty() => node.without_in("guides", &hidden),
                    _ => node,
                };
                (layer, key, node)
            });
            node = tree::Node::Map(entries.collect());
        }
        let mut into = Pieces::default();
        let both = Both { base: Yaml { text: below, offset: 0 }, own: Yaml { text: above, offset: 0 } };
        both.write(&node, [&whole, &own], &mut into);
        for Nothing { name, at } in lacks {
            self.lacks(path, &name, at);
        }
        Some(into.map())
    }

    /// Says that the base does not have what a file of the overlay names.
    fn lacks(&mut self, path: &str, name: &str, at: Span) {
        let place = Place::span(&own_path(path), at);
        self.diagnostics.push(Diagnostic::new(rule::overlay::NOTHING, place).with("name", name));
    }
}

/// The name by which people know a text: that of its folder.
pub fn short_name(path: &str) -> &str {
    path.split('/').nth(2).unwrap_or(path)
}

fn in_folder(path: &str, slug: &str) -> bool {
    ["content/guides/", "content/pages/"].iter().any(|folder| {
        path.strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix(slug))
            .is_some_and(|rest| rest.starts_with('/'))
    })
}

/// Whether a file holds what is put together by key and id.
fn is_list(path: &str) -> bool {
    path.strip_prefix("content/").is_some_and(|name| name.ends_with(".yaml") && !name.contains('/'))
}

#[cfg(test)]
mod tests;
