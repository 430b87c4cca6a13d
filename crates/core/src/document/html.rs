//! Raw HTML: comments are left out silently, everything else is left out with a diagnostic.

use std::{collections::BTreeSet, ops::Range};

use super::diagnostics::{Notes, excerpt};
use crate::diagnostic::{Diagnostic, rule};
use trousseau_text::words;

/// The HTML elements that one text has opened.
#[derive(Default)]
pub(super) struct Html {
    /// The elements that were reported: their end tags are left out without another diagnostic.
    elements: BTreeSet<String>,
}

impl Html {
    /// Reports a block of HTML, with how many words are left out with it.
    pub(super) fn block(&mut self, html: &str, range: Range<usize>, diagnostics: &mut Notes<'_>) {
        let rest = without_comments(html);
        if let Some(hidden) = rest.trim_start().strip_prefix("<!--") {
            let written = diagnostics.body().get(range.clone()).unwrap_or_default();
            let start = range.start + written.rfind("<!--").unwrap_or_default();
            return open_comment(hidden, start..range.end, diagnostics);
        }
        let lost = words::count(&without_tags(&rest));
        if lost == 0 {
            return self.diagnostic(html, range, diagnostics);
        }
        let place = diagnostics.place(diagnostics.span(range));
        let diagnostic = Diagnostic::new(rule::markdown::HTML_BLOCK, place).with("html", first_line(&rest));
        diagnostics.say(diagnostic.with("lines", rest.trim().lines().count()).with("words", lost));
    }

    /// Reports HTML at these bytes of the body, if it is more than comments.
    pub(super) fn diagnostic(&mut self, html: &str, range: Range<usize>, diagnostics: &mut Notes<'_>) {
        let rest = without_comments(html);
        let rest = rest.trim();
        if rest.is_empty() {
            return;
        }
        let closing = rest.strip_prefix("</");
        let element = closing.or_else(|| rest.strip_prefix('<')).unwrap_or(rest);
        let element = element.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        // Only an end tag alone is passed over: a block that begins with one may hold more HTML after it.
        let alone = closing.is_some() && !rest.contains('\n');
        if alone && self.elements.contains(element) {
            return;
        }
        self.elements.insert(element.to_owned());
        let place = diagnostics.place(diagnostics.span(range));
        diagnostics.say(Diagnostic::new(rule::markdown::HTML, place).with("html", first_line(rest)));
    }
}

/// Tells of a comment that nothing closes: it hides all that follows from readers.
fn open_comment(hidden: &str, range: Range<usize>, diagnostics: &mut Notes<'_>) {
    let place = diagnostics.place(diagnostics.span(range));
    let diagnostic = Diagnostic::new(rule::markdown::COMMENT_OPEN, place);
    let diagnostic = diagnostic.with("html", first_line(&format!("<!--{hidden}")));
    diagnostics.say(diagnostic.with("words", words::count(hidden)));
}

/// The first line of HTML, as much of it as a message shows.
fn first_line(html: &str) -> String {
    excerpt(html.trim().lines().next().unwrap_or_default())
}

/// Whether this is `<br>`: the one tag that a text may hold, since a cell of a table has no other way to a new line.
pub(super) fn is_break(html: &str) -> bool {
    let inner = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inner.is_some_and(|inner| inner.trim_end_matches('/').trim().eq_ignore_ascii_case("br"))
}

/// HTML without its tags.
fn without_tags(html: &str) -> String {
    let mut depth = false;
    let keep = |letter: char| {
        depth = letter == '<' || depth && letter != '>';
        if depth || letter == '>' { ' ' } else { letter }
    };
    html.chars().map(keep).collect()
}

/// HTML without its closed comments. An open comment hides the rest of the text from the reader, so it stays and is reported.
fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        // `<!-->` is a whole comment (CommonMark 0.31.2, section 6.6).
        let Some(end) = rest.get(start + 2..).and_then(|text| text.find("-->")) else { break };
        out.push_str(rest.get(..start).unwrap_or_default());
        rest = rest.get(start + 2 + end + 3..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}
