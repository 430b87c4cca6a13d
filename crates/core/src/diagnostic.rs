//! Diagnostics: what is wrong, where, and what to do about it.
//!
//! A diagnostic is collected, never thrown. Its words live in `messages`, so that an editor reads French
//! and a test compares codes.

pub mod excerpt;
pub mod rule;

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use trousseau_text::Language;

pub use rule::Rule;

/// The path of a file below the toolkit's folder, with `/` between its parts, such as `content/toolkit.yaml`.
pub type SourcePath = Arc<str>;

/// How much a diagnostic matters, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something is left out or wrong on the page until it is mended; commands end with exit code 1.
    Error,
    /// The page is right, and could be better.
    Warning,
    /// Good to know; nothing must be done.
    Info,
}

impl Severity {
    /// The name in files of rules and in `--format json`, such as `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Where: a file, and the bytes in it that a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, below the toolkit's folder.
    pub path: SourcePath,
    /// The bytes to underline, counted from the start of the file; `None` when the diagnostic is about the file as a whole.
    pub span: Option<Span>,
}

/// A range of bytes, from `start` up to but without `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl Place {
    /// A whole file.
    pub fn file(path: &SourcePath) -> Self {
        Self { path: path.clone(), span: None }
    }

    /// Some bytes of a file.
    pub fn span(path: &SourcePath, span: impl Into<Span>) -> Self {
        Self { path: path.clone(), span: Some(span.into()) }
    }
}

/// One finding: a rule, its place, and the values that its message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub rule: Rule,
    /// How much it matters.
    pub severity: Severity,
    /// The file and the words to underline.
    pub place: Place,
    /// The values for the `{blanks}` of the message, by name.
    pub args: BTreeMap<&'static str, String>,
    /// Whether the words at its place are not to be shown, since they may say who somebody is.
    pub is_withheld: bool,
}

impl Diagnostic {
    /// What a rule says of a place; how much it matters is known of the rule.
    pub fn new(rule: Rule, place: Place) -> Self {
        Self {
            rule,
            severity: rule.severity(),
            place,
            args: BTreeMap::new(),
            is_withheld: rule.area() == "privacy",
        }
    }

    /// The stable name of its rule, such as `links/dead`.
    pub fn code(&self) -> &'static str {
        self.rule.code()
    }

    /// Takes away what a message quotes of the text: the place and the rule are left.
    pub fn withhold(&mut self) {
        self.is_withheld = true;
        self.args.remove("near");
        for value in self.args.values_mut().filter(|value| value.contains(char::is_alphanumeric)) {
            *value = "…".to_owned();
        }
    }

    /// The same diagnostic with one more value for its message.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.insert(name, value.to_string());
        self
    }

    /// The same diagnostic with the value `near`: the known name most like the unknown one, if one is alike enough.
    pub fn with_near<'a>(self, unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(unknown, known) {
            Some(near) => self.with("near", near),
            None => self,
        }
    }

    /// The same for the tag of a language: that of the language that was meant, or the one of those that are known from which it
    /// differs by a slip of the finger. Tags are short: with a letter exchanged for another one, any of them is like any other.
    pub fn with_near_language(self, tag: &str, known: impl IntoIterator<Item = Language>) -> Self {
        let slip = || known.into_iter().find(|known| is_slip(tag, known.tag()));
        match Language::meant(tag).or_else(slip) {
            Some(near) => self.with("near", near),
            None => self,
        }
    }
}

/// Whether a tag is a known one with two letters exchanged, a letter typed twice, or one too many or too few in a long one.
fn is_slip(written: &str, known: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let single = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.dedup();
        letters
    };
    let lower = written.to_lowercase();
    let bare: String = lower.chars().filter(|letter| letter.is_alphanumeric()).collect();
    bare == known
        || strsim::damerau_levenshtein(&lower, known) == 1
            && (sorted(&lower) == sorted(known) || single(&lower) == single(known) || known.len() > 3)
}

/// The known name that somebody most likely meant: at most a third of its letters differ (Damerau-Levenshtein).
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(unknown, name), name))
        .filter(|(distance, name)| {
            *distance <= (unknown.chars().count().max(name.chars().count()) / 3).max(1)
        })
        .min()
        .map(|(_, name)| name)
}

/// A value, together with the diagnostics that came up while it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct WithDiagnostics<T> {
    /// The value, as far as it could be made.
    pub value: T,
    /// The diagnostics, in the order in which they came up.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> WithDiagnostics<T> {
    /// A value without diagnostics.
    pub fn silent(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Takes the value and adds its diagnostics to a common list.
    pub fn collect_into(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }

    /// Another value with the same diagnostics.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> WithDiagnostics<U> {
        WithDiagnostics { value: change(self.value), diagnostics: self.diagnostics }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_one_that_is_near() {
        assert_eq!(nearest("summry", ["title", "summary"]), Some("summary"));
        assert_eq!(nearest("satus", ["stage", "status"]), Some("status"));
        assert_eq!(nearest("clef", ["leaf", "house"]), None);
        assert_eq!(nearest("fx", ["fr"]), Some("fr"));
        assert_eq!(nearest("colour", ["title", "stage"]), None);
    }
}
