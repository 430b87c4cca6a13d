//! The words of a file that readers see: Markdown that they would see as it is, and ends that a sign of YAML cuts off.

use super::tree::{Branch, Key, Tree};
use crate::{
    diagnostic::{Diagnostic, Place, Span, rule},
    document::{addresses, slips::markdown_in},
    source::SourcePath,
};
use std::borrow::Cow;
use trousseau_text::{Language, sentence::ENDS as STOPS};

/// Fields in which signs have a sense of their own: programs read them, or they quote what somebody said.
const FOR_PROGRAMS: &[&str] =
    &["id", "url", "base_url", "logo", "phone", "guide", "guides", "pictogram", "theme", "pages", "proposal"];

/// Fields whose value is for people even when it is a single word.
const FOR_PEOPLE: &[&str] = &[
    "title",
    "summary",
    "name",
    "label",
    "value",
    "source",
    "word",
    "definition",
    "role",
    "hours",
    "tagline",
    "abbr",
    "reviewed_by",
];

/// Signs behind which a sentence goes on.
const PAUSES: &[char] = &[',', ';', ':', '،', '؛', '፣', '፤'];

/// Fields that hold whole sentences: the name of a computer in them is an address to go to.
const IN_SENTENCES: &[&str] = &["summary", "definition", "role", "hours"];

/// Looks at all words of a file that readers see: one of the content, or the words of a theme.
pub(super) fn look(tree: &Tree, yaml: &str, path: &SourcePath, offset: usize) -> Vec<Diagnostic> {
    let of_theme = path.starts_with("themes/") && path.contains("/strings/");
    let mut look = Look { yaml, path, offset, of_theme, said: Vec::new() };
    if of_theme || path.starts_with("content/") {
        look.branch(tree, "");
    }
    look.said
}

struct Look<'a> {
    yaml: &'a str,
    path: &'a SourcePath,
    offset: usize,
    /// Whether all fields are words of pages, in which `{name}` is a blank.
    of_theme: bool,
    said: Vec<Diagnostic>,
}

impl Look<'_> {
    fn branch(&mut self, tree: &Tree, field: &str) {
        match &tree.branch {
            Branch::Null => {}
            Branch::Text(text) => self.text(text, tree.span, field),
            Branch::List(items) => items.iter().for_each(|item| self.branch(item, field)),
            Branch::Map(entries) => {
                for (key, value) in entries {
                    self.sign(key, value);
                    // In `name: {fr: …}` the words are those of the name.
                    let is_language = !field.is_empty() && Language::find(&key.name).is_some();
                    self.branch(value, if is_language { field } else { &key.name });
                }
            }
        }
    }

    fn text(&mut self, text: &str, span: Span, field: &str) {
        let written = self.yaml.get(span.start..span.end).unwrap_or_default();
        let is_plain = !written.starts_with(['"', '\'', '|', '>']);
        if FOR_PROGRAMS.contains(&field) && !self.of_theme {
            // What somebody proposes is quoted as it is, and must be whole.
            if field == "proposal" && is_plain {
                self.cut(span.end);
            }
            return;
        }
        let filled = if self.of_theme { Cow::Owned(filled(text)) } else { Cow::Borrowed(text) };
        if let Some(words) = markdown_in(&filled) {
            let place = self.place(self.within(span, words));
            self.say(Diagnostic::new(rule::yaml::MARKDOWN, place).with("words", words));
        }
        self.several(text, span, field);
        self.joined(text, span, field);
        let for_people = FOR_PEOPLE.contains(&field) || text.contains(' ');
        if for_people && !self.of_theme {
            self.address(text, span, field);
        }
        if for_people && is_plain {
            self.cut(span.end);
        }
    }

    /// An address that readers could not follow: only the texts of guides have links.
    fn address(&mut self, text: &str, span: Span, field: &str) {
        let found = addresses::find(text);
        // `service-public.fr` in a title is a name.
        let is_told = |words: &str| {
            IN_SENTENCES.contains(&field)
                || words.contains([':', '@', '/'])
                || words.to_lowercase().starts_with("www.")
        };
        let Some(words) =
            found.iter().filter_map(|bare| text.get(bare.range.clone())).find(|words| is_told(words))
        else {
            return;
        };
        let place = self.place(self.within(span, words));
        self.say(Diagnostic::new(rule::yaml::ADDRESS, place).with("words", words));
    }

    /// Words of the glossary in one entry, `lease / contract`: no text has them so, and no link would be made.
    fn several(&mut self, text: &str, span: Span, field: &str) {
        let signs: &[&str] = match field {
            "word" => &[" / ", ";", " | "],
            "forms" | "instead_of" => &[" / ", ";", "|", ", ", "،"],
            _ => return,
        };
        // `24h/24` and `et/ou` are words.
        let is_whole = |word: &str| word.chars().count() > 3;
        let is_parted = field != "word"
            && text.split_once('/').is_some_and(|(one, other)| is_whole(one) && is_whole(other));
        if (is_parted || signs.iter().any(|sign| text.contains(sign))) && !self.of_theme {
            self.say(Diagnostic::new(rule::glossary::SEVERAL, self.place(span)).with("words", text));
        }
    }

    /// Lines below each other that readers would see as one: a text of data has no lines.
    fn joined(&mut self, text: &str, span: Span, field: &str) {
        let mut lines = text.trim_end().lines();
        let is_open = |line: &str| {
            let line = line.trim_end();
            !line.is_empty() && !line.ends_with(STOPS) && !line.ends_with(PAUSES)
        };
        let Some(line) = lines.by_ref().next().filter(|line| is_open(line)) else { return };
        // A sentence that was wrapped goes on in small letters; in two lines of a table each has its colon.
        let begins = |next: &str| next.trim_start().starts_with(char::is_uppercase);
        let is_row =
            lines.next().is_some_and(|next| begins(next) || line.contains(':') && next.contains(':'));
        if is_row && !self.of_theme && !FOR_PROGRAMS.contains(&field) {
            let place = self.place(self.within(span, line));
            self.say(Diagnostic::new(rule::yaml::JOINED, place).with("words", line.trim()));
        }
    }

    /// The bytes of some words of a text; those of the whole text when it is written otherwise.
    fn within(&self, span: Span, words: &str) -> Span {
        let written = self.yaml.get(span.start..span.end).unwrap_or_default();
        written.find(words).map_or(span, |at| Span::from(span.start + at..span.start + at + words.len()))
    }

    /// A remark right behind a text. One that was meant has two spaces before its sign, and one after it.
    fn cut(&mut self, end: usize) {
        let rest = self.yaml.get(end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let remark = rest.trim_start();
        let Some(words) = remark.strip_prefix('#') else { return };
        let spaces = rest.len() - remark.len();
        if spaces == 1
            || spaces > 0 && words.starts_with(|first: char| !first.is_whitespace() && first != '#')
        {
            let span = Span::from(end + spaces..end + rest.trim_end().len());
            self.say(Diagnostic::new(rule::yaml::CUT, self.place(span)).with("words", remark.trim_end()));
        }
    }

    /// A word that YAML takes for an order because of its first sign: `!Important`, `&Co`.
    fn sign(&mut self, key: &Key, value: &Tree) {
        let rest = self.yaml.get(key.span.end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let Some(after) = rest.trim_start().strip_prefix(':') else { return };
        let bare = after.trim_start();
        let start = key.span.end + rest.len() - bare.len();
        let before_value = value.span.start > start || value.span.start == value.span.end;
        if let Some(sign) = bare.chars().next().filter(|sign| matches!(sign, '!' | '&') && before_value) {
            let word = bare.split_whitespace().next().unwrap_or_default();
            let place = self.place(Span::from(start..start + word.len()));
            self.say(Diagnostic::new(rule::yaml::SIGN, place).with("word", sign));
        }
    }

    fn place(&self, span: Span) -> Place {
        Place::span(self.path, self.offset + span.start..self.offset + span.end)
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        if self.said.len() < super::MOST_NOTES {
            self.said.push(diagnostic);
        }
    }
}

/// A text with letters in place of the braces of its blanks: `{count} pages`.
fn filled(text: &str) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let long = after.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
        if long > 0 && after.as_bytes().get(long) == Some(&b'}') {
            out.push('x');
            out.push_str(after.get(..long).unwrap_or_default());
            out.push('x');
            rest = after.get(long + 1..).unwrap_or_default();
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
