//! A file cut into its front matter and its body.

use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
};
use trousseau_text::settled::is_unseen;

/// The two parts of a file and where they begin in it, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The YAML between the two lines of `---`.
    pub front_matter: &'a str,
    /// The byte of the file at which the YAML begins.
    pub front_matter_offset: usize,
    /// The Markdown after the second line.
    pub body: &'a str,
    /// The byte of the file at which the Markdown begins.
    pub body_offset: usize,
}

/// Cuts a file at its lines of `---`: the first opens the front matter, the next closes it.
pub fn split<'a>(text: &'a str, path: &SourcePath) -> Result<Parts<'a>, Diagnostic> {
    let start = text.len() - text.trim_start_matches(is_unseen).len();
    let mut lines = Lines { text, at: start };
    match lines.next() {
        Some((_, "---")) => {}
        // Without a line feed the whole text is one line.
        Some((at, line)) if line.starts_with("---\r") => {
            return Err(Diagnostic::new(rule::source::OLD_ENDS, Place::span(path, at..at + 3)));
        }
        Some((at, line)) => {
            return Err(Diagnostic::new(rule::front_matter::MISSING, Place::span(path, at..at + line.len())));
        }
        None => return Err(Diagnostic::new(rule::front_matter::MISSING, Place::file(path))),
    }
    let front_matter_offset = lines.at;
    while let Some((at, line)) = lines.next() {
        if line == "---" {
            let (front_matter, body) = (&text[front_matter_offset..at], &text[lines.at..]);
            return Ok(Parts { front_matter, front_matter_offset, body, body_offset: lines.at });
        }
    }
    Err(Diagnostic::new(rule::front_matter::OPEN, Place::span(path, start..start + 3)))
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    /// The next line without its line ending, and its first byte.
    fn next(&mut self) -> Option<(usize, &'a str)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        self.at += length;
        Some((start, rest[..length].trim_end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(&str, &str), &str>) {
        let parts = split(text, &"x.md".into());
        let seen = parts
            .as_ref()
            .map(|parts| (parts.front_matter, parts.body))
            .map_err(|diagnostic| diagnostic.code());
        assert_eq!(seen, expected, "{text:?}");
        if let Ok(parts) = parts {
            assert_eq!(&text[parts.front_matter_offset..][..parts.front_matter.len()], parts.front_matter);
            assert_eq!(&text[parts.body_offset..], parts.body);
        }
    }

    #[test]
    fn a_file_has_a_head_and_a_body() {
        check("---\na: 1\n---\nText\n", Ok(("a: 1\n", "Text\n")));
        check("\u{feff}---\r\na: 1\r\n---\r\nText", Ok(("a: 1\r\n", "Text")));
        check("---\na: 1\n---", Ok(("a: 1\n", "")));
        check("\u{feff}\u{feff}---\na: 1\n---\nText", Ok(("a: 1\n", "Text")));
        check("\u{200b}---\na: 1\n---\nText", Ok(("a: 1\n", "Text")));
        check("---\n---\n", Ok(("", "")));
        check("---\na: '---'\n--- \nb", Ok(("a: '---'\n", "b")));
    }

    #[test]
    fn a_file_without_a_head_says_so() {
        check("", Err("front-matter/missing"));
        check("# Titre\n", Err("front-matter/missing"));
        check("---\na: 1\n", Err("front-matter/open"));
        check("---\ra: 1\r---\rText\r", Err("source/old-ends"));
        check("---\ra: 1\r---\rText\nb\n", Err("source/old-ends"));
    }
}
