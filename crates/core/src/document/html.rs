//! Raw HTML: comments are left out silently, everything else is left out with a note.

use crate::diagnostic::rule;
use std::{collections::BTreeSet, ops::Range};

use super::notes::{Notes, excerpt};
use crate::diagnostic::Diagnostic;

/// The HTML of one text.
#[derive(Default)]
pub(super) struct Html {
    /// The elements that were noted: their end needs no note of its own.
    elements: BTreeSet<String>,
}

impl Html {
    /// Notes HTML at these bytes of the body, if it is more than comments.
    pub(super) fn note(&mut self, html: &str, range: Range<usize>, notes: &mut Notes<'_>) {
        let rest = without_comments(html);
        let rest = rest.trim();
        if rest.is_empty() {
            return;
        }
        let closing = rest.strip_prefix("</");
        let element = closing.or_else(|| rest.strip_prefix('<')).unwrap_or(rest);
        let element = element.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        // A block may begin with an end and hold more: only an end alone is silent.
        let alone = closing.is_some() && !rest.contains('\n');
        if alone && self.elements.contains(element) {
            return;
        }
        self.elements.insert(element.to_owned());
        let place = notes.place(notes.span(range));
        notes.say(Diagnostic::new(rule::markdown::HTML, place).with("html", excerpt(rest)));
    }
}

/// HTML without its closed comments; one that is left open hides the rest of the text, so it stays and is noted.
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
