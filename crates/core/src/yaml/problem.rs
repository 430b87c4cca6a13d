//! Where and why a text cannot be read as YAML: the parser's kinds of error as codes of our own.

use serde_yaml::{Error, ExternalMessageSource, Location, granit_parser::ErrorKind};

use crate::{
    diagnostic::{Diagnostic, Place, Span},
    source::SourcePath,
};

/// Why the reading of a YAML text stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The code of the note about it.
    pub code: &'static str,
    /// The byte of the text where the parser stopped.
    pub at: usize,
    /// The word that it is about: a key that is there twice, a sign that stands in the wrong place.
    word: Option<String>,
}

impl Stop {
    pub(super) fn new(error: &Error, yaml: &str) -> Self {
        let error = error.without_snippet();
        let at = error.location().map_or(0, |location| byte(&location, yaml));
        let (code, word) = match error {
            Error::ExternalMessage { source, .. } => match &**source {
                ExternalMessageSource::Parser(error) => syntax(error.kind()),
                _ => ("yaml/syntax", None),
            },
            Error::DuplicateMappingKey { key, .. } => ("yaml/key-twice", key.clone()),
            Error::UnknownAnchor { .. } | Error::RecursiveReferencesRequireWeakTypes { .. } => {
                ("yaml/reference", None)
            }
            Error::UnsupportedTag { .. } => ("yaml/tag", None),
            Error::MultipleDocuments { .. } => ("yaml/documents", None),
            Error::AliasReplayCounterOverflow { .. }
            | Error::AliasReplayLimitExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. }
            | Error::Budget { .. } => ("yaml/limit", None),
            Error::AliasError { error, .. } => return Self { at, ..Self::new(error, yaml) },
            _ => ("yaml/syntax", None),
        };
        Self { code, at, word }
    }

    /// The note about it, in a file where the text starts at byte `offset`.
    pub fn note(&self, path: &SourcePath, offset: usize) -> Diagnostic {
        let at = offset + self.at;
        let note = Diagnostic::error(self.code, Place::span(path, at..at));
        match &self.word {
            Some(word) => note.with("word", word),
            None => note,
        }
    }
}

/// What the parser stumbled over, in the words of somebody who writes: quotes, brackets, colons, spaces.
fn syntax(kind: &ErrorKind) -> (&'static str, Option<String>) {
    use ErrorKind as Kind;
    let code = match kind {
        Kind::UnclosedQuotedScalar
        | Kind::DocumentIndicatorInQuotedScalar
        | Kind::InvalidQuotedScalarIndent => "yaml/quote-open",
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            "yaml/quote-after"
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => "yaml/backslash",
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
        | Kind::InvalidFlowScalarIndent => "yaml/bracket",
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar => "yaml/tab",
        Kind::MappingValueNotAllowed | Kind::MappingKeyNotAllowed | Kind::InvalidMappingValueWhitespace => {
            "yaml/colon"
        }
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => "yaml/no-colon",
        Kind::InvalidIndentation
        | Kind::UnexpectedEofBlockSequence
        | Kind::UnexpectedEofBlockMapping
        | Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidBlockEntryWhitespace
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidBlockScalarHeader
        | Kind::ZeroBlockScalarIndent => "yaml/indent",
        Kind::UnexpectedCharacter { character } => return ("yaml/sign", Some(character.to_string())),
        Kind::CommentInterceptedScalar | Kind::CommentNotSeparated => "yaml/comment",
        Kind::UnknownAnchor | Kind::MissingAnchorOrAliasName | Kind::AnchorCountOverflow => "yaml/reference",
        Kind::UndeclaredTagHandle
        | Kind::InvalidGlobalTagCharacter
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape => "yaml/tag",
        Kind::RecursionLimitExceeded => "yaml/limit",
        _ => "yaml/syntax",
    };
    (code, None)
}

/// The bytes of a place, without the white space at its end; none when the parser does not know them.
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

/// The byte of a place. Where the parser stops it counts in letters only.
fn byte(location: &Location, yaml: &str) -> usize {
    let letters = location.span().offset() as usize;
    let counted = || yaml.char_indices().nth(letters).map_or(yaml.len(), |(at, _)| at);
    bytes(location, yaml).map_or_else(counted, |span| span.start.min(yaml.len()))
}
