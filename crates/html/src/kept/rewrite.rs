//! Rewrites the markup of pages that come into one file: ids become unique, links stay inside, drawings stand once, and nothing is
//! left that leads to a file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Picture;
use crate::escape;
use trousseau_core::library::address;

/// What stands around the pages.
pub(super) struct Surroundings<'a> {
    /// The anchor of each page in the file, by the page's own name.
    pub(super) anchors: &'a BTreeMap<String, String>,
    /// The folder of the language, with its final `/`.
    pub(super) folder: String,
    /// The public address of the site, where what is not in the file can be found.
    pub(super) address: Option<&'a str>,
    /// What becomes of a picture, by its path from the top of the site.
    pub(super) picture: &'a dyn Fn(&str) -> Picture,
}

/// Rewrites page after page, and remembers what all of them share.
pub(super) struct Rewriter<'a> {
    around: Surroundings<'a>,
    /// Drawings by what is inside them, and their numbers.
    symbols: HashMap<String, usize>,
    drawn: Vec<String>,
    ids: BTreeSet<String>,
    wanted: BTreeSet<String>,
    heavy: Vec<(String, usize)>,
    /// The title of the page that is being written, escaped.
    title: String,
}

/// Contacts and explained words are in the file once, whatever page names them.
const SHARED: [&str; 2] = ["_contact-", "_word-"];

/// The id of a page's title, after the page's anchor: parts of several pages that are called the same are told apart by it.
const TITLE: &str = "_title";

/// Attributes that name one id or several.
const REFERENCES: [&str; 8] = [
    "for",
    "headers",
    "list",
    "popovertarget",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
];

/// An attribute as it stands in the markup.
struct Attribute<'t> {
    name: &'t str,
    /// What stands between its quotes, still escaped; none for an attribute without value.
    value: Option<&'t str>,
}

impl<'a> Rewriter<'a> {
    pub(super) fn new(around: Surroundings<'a>) -> Self {
        Self {
            around,
            symbols: HashMap::new(),
            drawn: Vec::new(),
            ids: BTreeSet::new(),
            wanted: BTreeSet::new(),
            heavy: Vec::new(),
            title: String::new(),
        }
    }

    /// Begins a page with this anchor and this title.
    pub(super) fn begin(&mut self, anchor: &str, title: &str) {
        self.ids.insert(anchor.to_owned());
        self.title.clear();
        escape::text(title, &mut self.title);
    }

    /// The pictures that were too heavy since the last call.
    pub(super) fn left_out(&mut self) -> Vec<(String, usize)> {
        std::mem::take(&mut self.heavy)
    }

    /// The drawings, each once, for the beginning of the file.
    pub(super) fn symbols(&self) -> String {
        if self.drawn.is_empty() {
            return String::new();
        }
        let mut out = String::from(
            "<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>",
        );
        for (number, inner) in self.drawn.iter().enumerate() {
            out.push_str(&format!("<g id=\"_p{number}\">{inner}</g>"));
        }
        out.push_str("</defs></svg>");
        out
    }

    /// The file with links that all lead somewhere: one whose heading is not there leads to the page that should have it.
    pub(super) fn with_live_anchors(&self, mut html: String) -> String {
        let missing: Vec<String> = self.wanted.difference(&self.ids).cloned().collect();
        for id in missing {
            let page = id.split_once('.').map_or("", |(page, _)| page);
            let to = if self.ids.contains(page) { page } else { "_top" };
            html = html.replace(&format!(" href=\"#{id}\""), &format!(" href=\"#{to}\""));
        }
        html
    }

    /// Writes the markup of a page, whose ids begin with its anchor; those of the frame, which has none, stay as they are.
    pub(super) fn write(&mut self, html: &str, anchor: &str, out: &mut String) {
        let mut rest = html;
        // A link to what is nowhere becomes words, and so does its end.
        let mut is_unlinked = false;
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = if let Some(length) = self.whole(rest, anchor, out) {
                length
            } else if is_unlinked && rest.starts_with("</a>") {
                is_unlinked = false;
                out.push_str("</span>");
                "</a>".len()
            } else {
                let length = tag_length(rest);
                let becomes_words = self.tag(&rest[..length], anchor, out);
                is_unlinked = is_unlinked || becomes_words;
                length
            };
            rest = &rest[length..];
        }
        out.push_str(rest);
    }

    /// Comments, scripts, styles and drawings, which are taken whole: the length of what was read; none for anything else.
    fn whole(&mut self, html: &str, anchor: &str, out: &mut String) -> Option<usize> {
        let to = |end: &str| html.find(end).map_or(html.len(), |at| at + end.len());
        if html.starts_with("<!--") {
            let length = to("-->");
            out.push_str(&html[..length]);
            return Some(length);
        }
        if let Some(end) =
            [("<script", "</script>"), ("<style", "</style>")].iter().find(|(tag, _)| html.starts_with(tag))
        {
            let length = to(end.1);
            // A page may bring a script that shows a button or a field; the file has its own.
            out.push_str(if anchor.is_empty() { &html[..length] } else { "" });
            return Some(length);
        }
        if html.starts_with("<svg class=\"picto") {
            let length = to("</svg>");
            self.drawing(&html[..length], out);
            return Some(length);
        }
        None
    }

    /// A pictogram: its tag, with its classes and its colours, and in it the drawing by its number.
    fn drawing(&mut self, svg: &str, out: &mut String) {
        let (tag, rest) = svg.split_at(tag_length(svg));
        let Some(inner) = rest.strip_suffix("</svg>").filter(|inner| !inner.contains(" id=")) else {
            return out.push_str(svg);
        };
        let number = match self.symbols.get(inner) {
            Some(number) => *number,
            None => {
                self.drawn.push(inner.to_owned());
                self.symbols.insert(inner.to_owned(), self.drawn.len() - 1);
                self.drawn.len() - 1
            }
        };
        out.push_str(&format!("{tag}<use href=\"#_p{number}\"/></svg>"));
    }

    /// Writes a tag; whether it began a link that became words.
    fn tag(&mut self, tag: &str, anchor: &str, out: &mut String) -> bool {
        let name = tag_name(tag);
        if name.is_empty() {
            out.push_str(tag);
            return false;
        }
        let attributes = attributes(&tag[1 + name.len()..]);
        let href = attributes.iter().find(|one| one.name == "href").and_then(|one| one.value);
        let to = href.map(|href| self.link(href, anchor));
        if name == "a" && to == Some(None) {
            let class = attributes.iter().find(|one| one.name == "class").and_then(|one| one.value);
            let class = class.map(|class| format!(" class=\"{class}\"")).unwrap_or_default();
            out.push_str(&format!("<span{class}>"));
            return true;
        }
        if name == "link" && to == Some(None) {
            return false;
        }
        if name == "img" {
            self.image(&attributes, out);
            return false;
        }
        out.push('<');
        out.push_str(name);
        if name == "h1" && !anchor.is_empty() && attributes.iter().all(|one| one.name != "id") {
            out.push_str(&format!(" id=\"{anchor}.{TITLE}\""));
            self.ids.insert(format!("{anchor}.{TITLE}"));
        }
        let role = attributes.iter().find(|one| one.name == "role").and_then(|one| one.value);
        let is_landmark = ["nav", "section"].contains(&name) || role == Some("region");
        let is_named = is_landmark && !anchor.is_empty();
        for Attribute { name, value } in attributes {
            match (name, value) {
                ("href", _) => out.extend(to.clone().flatten().map(|href| format!(" href=\"{href}\""))),
                (_, Some(value)) => self.attribute(name, value, anchor, is_named, out),
                (_, None) => out.push_str(&format!(" {name}")),
            }
        }
        out.push_str(if tag.ends_with("/>") { "/>" } else { ">" });
        false
    }

    /// Writes an attribute but `href`; what names a part of the page gets the page's title where `is_named`.
    fn attribute(&mut self, name: &str, value: &str, anchor: &str, is_named: bool, out: &mut String) {
        let value = match name {
            "src" | "srcset" | "data-src" | "data-fetch" => return,
            "id" => {
                let id = own_id(value, anchor);
                self.ids.insert(id.clone());
                id
            }
            name if REFERENCES.contains(&name) => {
                let own = value.split_whitespace().map(|id| own_id(id, anchor));
                let title = is_named.then(|| format!("{anchor}.{TITLE}"));
                own.chain(title).collect::<Vec<_>>().join(" ")
            }
            "aria-label" if is_named => format!("{value} – {}", self.title),
            _ => value.to_owned(),
        };
        out.push_str(&format!(" {name}=\"{}\"", value.replace('"', "&quot;")));
    }

    /// A picture as its bytes; what is too heavy leaves its words.
    fn image(&mut self, attributes: &[Attribute<'_>], out: &mut String) {
        let get = |name: &str| attributes.iter().find(|one| one.name == name).and_then(|one| one.value);
        let alt = get("alt").unwrap_or_default();
        let path = get("src").and_then(|src| self.path(src));
        match path.map_or(Picture::None, |path| (self.around.picture)(&path)) {
            Picture::Data(data) => {
                out.push_str(&format!("<img src=\"{data}\""));
                for Attribute { name, value } in attributes {
                    if let (false, Some(value)) =
                        (["src", "srcset", "sizes", "loading"].contains(name), value)
                    {
                        out.push_str(&format!(" {name}=\"{value}\""));
                    }
                }
                out.push('>');
            }
            Picture::Heavy(path, bytes) => {
                self.heavy.push((path, bytes));
                out.push_str(alt);
            }
            Picture::None => out.push_str(alt),
        }
    }

    /// Where a link of a page leads from the file; none when that is nowhere.
    fn link(&mut self, href: &str, anchor: &str) -> Option<String> {
        if let Some(id) = href.strip_prefix('#') {
            return Some(self.to(own_id(id, anchor)));
        }
        let is_outside = href.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
        if is_outside {
            return Some(href.to_owned());
        }
        let (name, place) = href.split_once('#').unwrap_or((href, ""));
        if let Some(page) = self.around.anchors.get(name) {
            let id = match place {
                "" => page.clone(),
                place if SHARED.iter().any(|start| place.starts_with(start)) => place.to_owned(),
                place => format!("{page}.{place}"),
            };
            return Some(self.to(id));
        }
        let path = self.path(name)?;
        let place = if place.is_empty() { String::new() } else { format!("#{place}") };
        self.around.address.map(|address| format!("{address}{path}{place}"))
    }

    /// The path of a file from the top of the site.
    fn path(&self, href: &str) -> Option<String> {
        address::resolve(&format!("{}page.html", self.around.folder), href)
    }

    fn to(&mut self, id: String) -> String {
        let href = format!("#{id}");
        self.wanted.insert(id);
        href
    }
}

/// The id in the file of what has this id on its page.
fn own_id(id: &str, anchor: &str) -> String {
    if anchor.is_empty() || SHARED.iter().any(|start| id.starts_with(start)) {
        id.to_owned()
    } else {
        format!("{anchor}.{id}")
    }
}

/// The name of the element that a tag opens; "" for an end tag, a declaration, and a lone `<`.
fn tag_name(tag: &str) -> &str {
    let inside = &tag[1..];
    let end = inside.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inside.len());
    if inside.starts_with(|letter: char| letter.is_ascii_alphabetic()) { &inside[..end] } else { "" }
}

/// The length of the tag at the beginning of the text: a `>` between quotes does not end it.
fn tag_length(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// The attributes of a tag, from what follows its name.
fn attributes(tag: &str) -> Vec<Attribute<'_>> {
    let mut found = Vec::new();
    let mut rest = tag.trim_end_matches('>').trim_end_matches('/').trim();
    while !rest.is_empty() {
        let end = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=').map(str::trim_start) else {
            found.push(Attribute { name, value: None });
            continue;
        };
        let (value, left) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        found.push(Attribute { name, value: Some(value) });
        rest = left.trim_start();
    }
    found
}
