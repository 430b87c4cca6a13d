//! A loose text as a page of a toolkit, and the way back from a place in the page to one in the text.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Span},
    guide::split::split,
    source::{Source, SourcePath},
};
use trousseau_text::Language;

/// A text, and the page that was made of it.
pub struct Placed<'a> {
    /// The text as it is.
    text: &'a Source,
    /// The page: a head of our own before the body of the text.
    pub source: Source,
    /// Where the body begins, in the page and in the text.
    offsets: [usize; 2],
}

/// The mark of the order of bytes, which some editors put before a text.
const BYTE_MARK: &str = "\u{feff}";

impl<'a> Placed<'a> {
    /// Makes the page; none when the text is no text.
    pub fn new(text: &'a Source, number: usize, language: Language) -> Option<Self> {
        let whole = text.text().ok()?;
        let mark = if whole.starts_with(BYTE_MARK) { BYTE_MARK } else { "" };
        let (head, at) = match split(whole, &text.path) {
            Ok(parts) => (parts.front_matter, parts.body_offset),
            Err(_) => toml(whole).unwrap_or(("", mark.len())),
        };
        let body = whole.get(at..)?;
        let first = body.find(|sign: char| !sign.is_whitespace()).unwrap_or(body.len());
        let heading =
            body.get(first..).filter(|rest| rest.starts_with("# ")).and_then(|rest| rest.lines().next());
        let of_body = heading.map(|line| line.trim_matches(['#', ' ']).to_owned());
        let title = value(head, "title").or(of_body).unwrap_or_else(|| stem(&text.path));
        let summary = value(head, "description").unwrap_or_else(|| "…".to_owned());
        let end = if body.contains("\r\n") { "\r\n" } else { "\n" };
        let head = ["---".to_owned(), pair("title", &title), pair("summary", &summary), "---".to_owned()];
        let page = format!("{mark}{}{end}", head.join(end));
        let path: SourcePath = format!("content/pages/t{number}/{language}.md").into();
        let source = Source::new(path, format!("{page}{body}").into_bytes());
        Some(Self { text, source, offsets: [page.len(), at] })
    }

    /// The diagnostic at its place in the text; none when it is about our own head.
    pub fn back(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        let path = &self.text.path;
        diagnostic.place = match diagnostic.place.span {
            Some(span) => Place::span(path, self.shifted(span)?),
            None => Place::file(path),
        };
        Some(diagnostic)
    }

    /// The words of the text at the place of a diagnostic that came back.
    pub fn words(&self, diagnostic: &Diagnostic) -> &str {
        let words = diagnostic.place.span.and_then(|span| self.text.text().ok()?.get(span.start..span.end));
        words.unwrap_or_default()
    }

    fn shifted(&self, span: Span) -> Option<Span> {
        let [page, text] = self.offsets;
        let shift = |at: usize| Some(at.checked_sub(page)? + text);
        Some(Span { start: shift(span.start)?, end: shift(span.end)? })
    }
}

/// A head between two lines of `+++`, as some generators have it, and where the body begins.
fn toml(whole: &str) -> Option<(&str, usize)> {
    let mut at = whole.len() - whole.trim_start_matches(BYTE_MARK).len();
    let mut lines = whole.get(at..)?.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "+++")?;
    at += first.len();
    let from = at;
    for line in lines {
        if line.trim_end() == "+++" {
            return Some((whole.get(from..at)?, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The words behind a key of somebody else's head, when they stand on its line.
fn value(head: &str, key: &str) -> Option<String> {
    let line = head.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix([':', '=']))?;
    let words = line.trim().trim_matches(['"', '\'']).trim();
    let is_words =
        words.chars().any(char::is_alphanumeric) && !words.starts_with(['>', '|', '&', '*', '{', '[']);
    is_words.then(|| words.to_owned())
}

/// A line of our head.
fn pair(key: &str, words: &str) -> String {
    format!("{key}: '{}'", words.replace('\'', "''"))
}

/// The name of a file without folder and ending.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or(name).to_owned()
}
