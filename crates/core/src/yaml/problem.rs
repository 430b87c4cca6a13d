//! Where and why a text cannot be read as YAML: the parser's kinds of error as codes of our own.

use serde_yaml::{Error, ExternalMessageSource, Location, granit_parser::ErrorKind};

use super::blame;
use crate::{
    diagnostic::{Diagnostic, Place, Rule, Span, rule},
    source::SourcePath,
};

/// A syntax error: the parser stopped, and nothing after it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The code of the rule, such as `yaml/tab`.
    pub rule: Rule,
    /// The byte of the YAML text at which the parser stopped.
    pub at: usize,
    /// The word that the message quotes: a key that is there twice, a sign in the wrong place.
    word: Option<String>,
    /// The sign that was meant.
    wanted: Option<&'static str>,
}

impl Stop {
    pub(super) fn new(error: &Error, yaml: &str) -> Self {
        let error = error.without_snippet();
        let at = error.location().map_or(0, |location| byte(&location, yaml));
        let (rule, word) = match error {
            Error::ExternalMessage { source, .. } => match &**source {
                ExternalMessageSource::Parser(error) => syntax(error.kind()),
                _ => (rule::yaml::SYNTAX, None),
            },
            Error::DuplicateMappingKey { key, .. } => (rule::yaml::KEY_TWICE, key.clone()),
            Error::UnknownAnchor { .. } | Error::RecursiveReferencesRequireWeakTypes { .. } => {
                (rule::yaml::REFERENCE, None)
            }
            Error::UnsupportedTag { .. } => (rule::yaml::TAG, None),
            Error::MultipleDocuments { .. } => (rule::yaml::DOCUMENTS, None),
            Error::AliasReplayCounterOverflow { .. }
            | Error::AliasReplayLimitExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. }
            | Error::Budget { .. } => (rule::yaml::LIMIT, None),
            Error::AliasError { error, .. } => return Self { at, ..Self::new(error, yaml) },
            _ => (rule::yaml::SYNTAX, None),
        };
        match blame::find(rule, at, yaml) {
            Some(found) => Self { rule: found.rule, at: found.at, word: found.word, wanted: found.wanted },
            None => Self { rule, at, word, wanted: None },
        }
    }

    /// The diagnostic, in a file in which the YAML text starts at byte `offset`.
    pub fn diagnostic(&self, path: &SourcePath, offset: usize) -> Diagnostic {
        let at = offset + self.at;
        let diagnostic = Diagnostic::new(self.rule, Place::span(path, at..at));
        let diagnostic = match &self.word {
            Some(word) => diagnostic.with("word", word),
            None => diagnostic,
        };
        match self.wanted {
            Some(wanted) => diagnostic.with("wanted", wanted),
            None => diagnostic,
        }
    }
}

/// The rule for a kind of syntax error, and the word to quote. The parser speaks of tokens, our rules of quotes, brackets and
/// spaces.
fn syntax(kind: &ErrorKind) -> (Rule, Option<String>) {
    if let ErrorKind::UnexpectedCharacter { character } = kind {
        return (rule::yaml::SIGN, Some(character.to_string()));
    }
    let known = quotes(kind).or_else(|| lines(kind)).or_else(|| references(kind));
    (known.unwrap_or(rule::yaml::SYNTAX), None)
}

/// Quotes, and brackets within a line.
fn quotes(kind: &ErrorKind) -> Option<Rule> {
    use ErrorKind as Kind;
    Some(match kind {
        Kind::UnclosedQuotedScalar
        | Kind::DocumentIndicatorInQuotedScalar
        | Kind::InvalidQuotedScalarIndent => rule::yaml::QUOTE_OPEN,
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            rule::yaml::QUOTE_AFTER
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => rule::yaml::BACKSLASH,
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MismatchedFlowCollectionEnd { .. }
        | Kind::UnclosedFlowCollection { .. }
        | Kind::BlockEntryInFlowCollection
        | Kind::FlowMappingValueAdjacentCollection
        | Kind::InvalidColonPlacement
        | Kind::InvalidFlowScalarIndent => rule::yaml::BRACKET,
        _ => return None,
    })
}

/// Indents, keys and comments: what makes a line one of a file.
fn lines(kind: &ErrorKind) -> Option<Rule> {
    use ErrorKind as Kind;
    Some(match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar => rule::yaml::TAB,
        Kind::MappingValueNotAllowed | Kind::MappingKeyNotAllowed | Kind::InvalidMappingValueWhitespace => {
            rule::yaml::COLON
        }
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => rule::yaml::NO_COLON,
        Kind::InvalidIndentation
        | Kind::UnexpectedEofBlockSequence
        | Kind::UnexpectedEofBlockMapping
        | Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidBlockEntryWhitespace
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidBlockScalarHeader
        | Kind::ZeroBlockScalarIndent => rule::yaml::INDENT,
        Kind::CommentInterceptedScalar | Kind::CommentNotSeparated => rule::yaml::COMMENT,
        _ => return None,
    })
}

/// What our files never need: anchors, tags, very deep nesting.
fn references(kind: &ErrorKind) -> Option<Rule> {
    use ErrorKind as Kind;
    Some(match kind {
        Kind::UnknownAnchor | Kind::MissingAnchorOrAliasName | Kind::AnchorCountOverflow => {
            rule::yaml::REFERENCE
        }
        Kind::UndeclaredTagHandle
        | Kind::InvalidGlobalTagCharacter
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape => rule::yaml::TAG,
        Kind::RecursionLimitExceeded => rule::yaml::LIMIT,
        _ => return None,
    })
}

/// The bytes of a parser's location, without white space at the end; `None` when the parser does not know them.
pub(super) fn bytes(location: &Location, yaml: &str) -> Option<Span> {
    let span = location.span();
    let start = span.byte_offset()? as usize;
    let length = span.byte_len().unwrap_or(0) as usize;
    let end = (start + length).min(yaml.len());
    (start <= end).then(|| {
        let trimmed = yaml.get(start..end).map_or(end, |text| start + text.trim_end().len());
        Span { start, end: trimmed.max(start) }
    })
}

/// The byte of a parser's location. Syntax errors give a count of characters only, so bytes are counted from it.
fn byte(location: &Location, yaml: &str) -> usize {
    let letters = location.span().offset() as usize;
    let counted = || yaml.char_indices().nth(letters).map_or(yaml.len(), |(at, _)| at);
    bytes(location, yaml).map_or_else(counted, |span| span.start.min(yaml.len()))
}
