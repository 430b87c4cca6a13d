//! The assets of a theme: published files, whose names hold their hash, and pictograms.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use super::{files::Files, styles::Styles};
use trousseau_core::source::Source;
use trousseau_text::Fingerprint;

/// The icon of the site, below `assets/`.
pub const ICON: &str = "icon.svg";

/// The script that shows the button to listen, below `assets/`; it stands in the pages that have a text, and loads what reads aloud.
pub const SCRIPT: &str = "voice.js";

/// The script that shows the search and fetches the rest of it when somebody goes there, below `assets/`; it stands in the pages
/// that have a search.
pub const FIND: &str = "find.js";

/// The script that shows the buttons to share, below `assets/`; it stands in the page from which guides are handed on.
pub const SHARE: &str = "share.js";

/// The script of the file that readers keep, below `assets/`; it stands in that file, after what looks words up.
pub const KEPT: &str = "kept.js";

/// The script that keeps the file of the readers in the browser and forgets it again, below `assets/`; it stands in the page that
/// offers that file.
pub const PHONE: &str = "phone.js";

/// What the worker of a language does, below `assets/`; the program writes before it what it keeps.
pub const WORKER: &str = "worker.js";

/// The script that looks words up, below `assets/`; a file of its own.
pub const SEARCH: &str = "search.js";

/// A file that the site publishes.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The address from the top of the site, such as `assets/hero.1a2b3c4d5e.svg`.
    pub address: String,
    /// The file.
    pub source: Source,
}

/// The assets of a theme.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// By path below the theme's folder, such as `assets/hero.svg`.
    all: BTreeMap<String, Asset>,
    /// The paths that templates refer to: only these are published.
    asked: BTreeSet<String>,
    /// The files of the pictograms, by name.
    pictograms: BTreeMap<String, Arc<str>>,
    /// The pictograms as markup, made when the first page needs one.
    drawn: OnceLock<BTreeMap<String, String>>,
}

/// The start of every pictogram.
const PICTO: &str = "<svg class=\"picto";

impl Assets {
    /// Reads the assets, and finds out which of them the templates ask for.
    pub fn read(files: &Files) -> Self {
        let mut all = BTreeMap::new();
        let mut pictograms = BTreeMap::new();
        for (name, source) in files.under("assets/") {
            if let Some(drawing) = name.strip_prefix("pictograms/") {
                if let (Some(name), Ok(text)) = (drawing.strip_suffix(".svg"), source.text()) {
                    pictograms.insert(name.to_owned(), text.into());
                }
            } else if ![SCRIPT, FIND, SHARE, KEPT, PHONE, WORKER].contains(&name) {
                let path = format!("assets/{name}");
                if !Styles::Kept.files().contains(&path.as_str()) {
                    all.insert(path, asset(name, source));
                }
            }
        }
        let mut asked =
            BTreeSet::from([ICON, "icon-192.png", "icon-512.png"].map(|name| format!("assets/{name}")));
        for source in
            files.default.iter().chain(&files.own).filter(|(path, _)| path.starts_with("templates/"))
        {
            match source.1.text().map(named) {
                Ok(Some(names)) => asked.extend(names.into_iter().map(|name| format!("assets/{name}"))),
                // A template computes the name while it renders, so any file may be meant: all are published.
                Ok(None) => asked.extend(all.keys().cloned()),
                Err(_) => {}
            }
        }
        Self { all, asked, pictograms, drawn: OnceLock::new() }
    }

    /// The address of a file from the top of the site, by its path below the theme's folder.
    pub fn address(&self, path: &str) -> Option<&str> {
        self.all.get(path).map(|asset| asset.address.as_str())
    }

    /// The bytes of a file, by its path below the theme's folder.
    pub fn source(&self, path: &str) -> Option<&Source> {
        self.all.get(path).map(|asset| &asset.source)
    }

    /// The files to publish, in the order of their paths.
    pub fn published(&self) -> impl Iterator<Item = &Asset> {
        self.all.iter().filter(|(path, _)| self.asked.contains(*path)).map(|(_, asset)| asset)
    }

    /// The names below `assets/`, for hints.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.keys().filter_map(|path| path.strip_prefix("assets/"))
    }

    /// A pictogram as markup that no screen reader reads; "" when the theme has none of this name.
    pub fn pictogram(&self, name: &str, class: &str) -> String {
        let Some(after) = self.drawn().get(name).filter(|after| !after.is_empty()) else {
            return String::new();
        };
        let class = class.chars().filter(|letter| !"\"<>&".contains(*letter));
        let gap = Some(' ').into_iter().chain(class);
        let mut out = String::with_capacity(PICTO.len() + after.len() + 16);
        out.push_str(PICTO);
        out.extend(gap);
        out.truncate(out.trim_end().len());
        out.push_str(after);
        out
    }

    /// The names of all pictograms, for hints and checks.
    pub fn pictogram_names(&self) -> impl Iterator<Item = &str> {
        self.pictograms.keys().map(String::as_str)
    }

    /// All pictograms, each without the classes of its use.
    pub fn pictograms(&self) -> impl Iterator<Item = (&str, String)> {
        self.pictograms.keys().map(|name| (name.as_str(), self.pictogram(name, "")))
    }

    fn drawn(&self) -> &BTreeMap<String, String> {
        self.drawn
            .get_or_init(|| self.pictograms.iter().map(|(name, svg)| (name.clone(), drawing(svg))).collect())
    }
}

fn asset(path: &str, source: &Source) -> Asset {
    Asset { address: address(path, &source.fingerprint), source: source.clone() }
}

/// The address of what is made of a file of the theme, from the top of the site: another one when it is another.
pub fn address(path: &str, of: &Fingerprint) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("assets/{stem}.{}.{ending}", of.short())
}

/// The names in `asset(name="…")` of a template; `None` when one of them is an expression.
fn named(template: &str) -> Option<Vec<&str>> {
    let calls = template.match_indices("asset(").map(|(at, call)| {
        let rest = template[at + call.len()..].trim_start().strip_prefix("name")?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|letter| matches!(letter, '"' | '\'' | '`'))?;
        rest[1..].split(quote).next()
    });
    calls.collect()
}

/// An SVG file for use inside a page: without XML declaration and comments.
pub fn bare(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg.trim_start_matches('\u{feff}');
    while let Some(at) = rest.find("<!--").into_iter().chain(rest.find("<?")).min() {
        out.push_str(&rest[..at]);
        let end = if rest[at..].starts_with("<?") { "?>" } else { "-->" };
        rest = rest[at..].find(end).map_or("", |found| &rest[at + found + end.len()..]);
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// What follows the classes of a pictogram; its size comes from the style sheet. "" for a file without a drawing.
fn drawing(svg: &str) -> String {
    let svg = bare(svg);
    let Some((tag, rest)) = svg.strip_prefix("<svg").and_then(|inside| inside.split_once('>')) else {
        return String::new();
    };
    let mut out = String::from("\" aria-hidden=\"true\" focusable=\"false\"");
    for (name, value) in attributes(tag) {
        if !matches!(name, "class" | "width" | "height" | "xmlns" | "aria-hidden" | "focusable" | "role") {
            out.push_str(&format!(" {name}=\"{value}\""));
        }
    }
    out.push_str(if tag.ends_with('/') { "/>" } else { ">" });
    out.push_str(rest);
    out
}

fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut rest = tag;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote @ ('"' | '\'')) = after.chars().next() else { break };
        let Some((value, next)) = after[1..].split_once(quote) else { break };
        out.push((name.trim(), value));
        rest = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pictogram_takes_its_size_from_the_sheet() {
        let svg = "<?xml version=\"1.0\"?><!-- x --><svg xmlns='http://www.w3.org/2000/svg' width=\"24\" height=\"24\" \
                   viewBox=\"0 0 24 24\" fill=\"none\"><path d=\"M0 0\"/></svg>\n";
        let mut files = Files::default();
        files.default.insert("assets/pictograms/p.svg".into(), Source::new("x", svg.as_bytes()));
        files.default.insert("assets/pictograms/bad.svg".into(), Source::new("x", *b"no drawing"));
        let assets = Assets::read(&files);
        let after = "\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 24 24\" fill=\"none\"><path d=\"M0 0\"/></svg>";
        assert_eq!(assets.pictogram("p", ""), format!("<svg class=\"picto{after}"));
        assert_eq!(assets.pictogram("p", "turn <\"big"), format!("<svg class=\"picto turn big{after}"));
        assert_eq!(
            (assets.pictogram("bad", ""), assets.pictogram("none", "")),
            (String::new(), String::new())
        );
        for broken in ["<svg", "<svg a=", "<svg a='>", "<!--", "<?"] {
            drawing(broken);
        }
    }

    #[test]
    fn only_assets_that_templates_name_are_published() {
        let file = |path: &str, text: &str| (path.to_owned(), Source::new(path, text.as_bytes()));
        let mut files = Files {
            default: BTreeMap::from([
                file("templates/base.html", "{{ asset(name=\"a.svg\") }} {{ asset( name = 'b.svg') }}"),
                file("assets/a.svg", "a"),
                file("assets/b.svg", "b"),
                file("assets/c.svg", "c"),
                file("assets/icon.svg", "i"),
                file("assets/style.css", "s"),
                file("assets/pictograms/p.svg", "<svg/>"),
            ]),
            ..Files::default()
        };
        let names = |files: &Files| -> String {
            let assets = Assets::read(files);
            assets.published().map(|asset| &asset.address[7..8]).collect()
        };
        assert_eq!(names(&files), "abi");
        files.own.extend([file("templates/x.html", "{{ asset(name=x) }}")]);
        assert_eq!(names(&files), "abci");
    }
}
