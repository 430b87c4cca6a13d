//! How the signs of a text are stored: line ends of two kinds, marks that nobody sees, letters in two parts.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, Severity, rule},
    guide::{order::ordered, split::split},
    source::Source,
};
use trousseau_text::stored;

use crate::Context;

/// The text as it should be stored; none when it is so.
type Mend = fn(&str) -> Option<String>;

/// What can be put right in the bytes of a file, in the order in which it is.
pub(crate) const MENDS: [(Rule, Mend); 5] = [
    (rule::source::BYTE_MARK, stored::without_mark),
    (rule::source::OLD_ENDS, stored::without_old_ends),
    (rule::source::LINE_ENDS, stored::one_line_end),
    (rule::source::UNSEEN_END, stored::without_unseen_ends),
    (rule::source::COMPOSED, stored::composed),
];

/// A diagnostic of each kind for each file of texts.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let is_text = |file: &&Source| file.path.ends_with(".md") || file.path.ends_with(".yaml");
    for file in context.sources.under("content/").filter(is_text) {
        let Ok(text) = file.text() else { continue };
        let parts = split(text, &file.path);
        // A text that could not be read for one of these is told already.
        let told = parts.as_ref().err().filter(|_| file.path.ends_with(".md")).map(|error| error.rule);
        for (rule, mended) in MENDS.into_iter().filter(|(rule, _)| Some(*rule) != told) {
            if let Some(mended) = mended(text) {
                let diagnostic = Diagnostic::new(rule, place(file, text, &mended));
                diagnostics.push(Diagnostic { severity: Severity::Info, ..diagnostic });
            }
        }
        if let Ok(parts) = parts
            && file.path.ends_with(".md")
            && ordered(parts.front_matter).is_some()
        {
            diagnostics.push(Diagnostic::new(rule::front_matter::ORDER, Place::file(&file.path)));
        }
    }
}

/// The line of the first difference.
fn place(file: &Source, text: &str, mended: &str) -> Place {
    let same = text.bytes().zip(mended.bytes()).take_while(|(a, b)| a == b).count();
    let before = text.as_bytes().get(..same).unwrap_or_default();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    Place::span(&file.path, start..start + line.len())
}
