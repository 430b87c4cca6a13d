//! The human format of a diagnostic: message, place, underlined words, hint.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Terminal, visible::visible};
use trousseau_core::{
    diagnostic::{
        Diagnostic, Severity, Span,
        excerpt::{Excerpt, Position, excerpt},
    },
    messages,
};

/// The width given to the renderer: wider than our excerpts, so that it does not cut them again.
const WIDTH: usize = 240;

/// One diagnostic, with an empty line after it.
pub fn diagnostic(
    terminal: &Terminal,
    diagnostic: &Diagnostic,
    place: Option<(Position, Span)>,
    bytes: &[u8],
) -> String {
    let (level, key) = match diagnostic.severity {
        Severity::Error => (Level::ERROR, "level/error"),
        Severity::Warning => (Level::WARNING, "level/warning"),
        Severity::Info => (Level::INFO, "level/info"),
    };
    let name = |key| messages::say(terminal.language, key, &[]);
    let path = super::visible::word(&terminal.path(diagnostic)).into_owned();
    let title = level
        .with_name(name(key))
        .primary_title(messages::title(terminal.language, diagnostic))
        .id(diagnostic.code());
    // The renderer counts columns in the excerpt; for a cut line the header is corrected to the real column.
    let mut header = None;
    // The words of somebody's life are not shown again: the output may stand in a log that others read.
    let mut group = match place {
        Some((start, _)) if diagnostic.is_withheld => {
            title.element(Origin::path(path).line(start.line).char_column(start.column))
        }
        Some((start, span)) => {
            let Excerpt { text, words } = shown(excerpt(bytes, span));
            let counted = text[..words.start].chars().count() + 1;
            let shown = |column| format!("{path}:{}:{column}", start.line);
            header = (counted != start.column).then(|| (shown(counted), shown(start.column)));
            let words = AnnotationKind::Primary.span(words);
            title.element(Snippet::source(text).path(path).line_start(start.line).annotation(words))
        }
        None => title.element(Origin::path(path)),
    };
    if let Some(hint) = messages::hint(terminal.language, diagnostic) {
        group = group.element(Level::HELP.with_name(name("level/help")).message(hint));
    }
    let renderer = if terminal.colour { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.term_width(WIDTH).render(&[group]);
    let text = match header {
        Some((counted, real)) => text.replacen(&counted, &real, 1),
        None => text,
    };
    text + "\n\n"
}

/// An excerpt without signs that a terminal would obey.
fn shown(excerpt: Excerpt) -> Excerpt {
    let Excerpt { text, words } = &excerpt;
    let parts = [&text[..words.start], &text[words.clone()], &text[words.end..]].map(visible);
    let start = parts[0].len();
    Excerpt { words: start..start + parts[1].len(), text: parts.concat() }
}
