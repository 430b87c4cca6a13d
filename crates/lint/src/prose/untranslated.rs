//! Sentences of a translation that are still in the words of its source, or of another language.

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    toolkit::Toolkit,
};
use trousseau_text::{Language, other_language::Sentence, sentence};

use super::{Prose, line::Line};

/// The most letters of a sentence that a message repeats.
const SHOWN: usize = 60;

/// A diagnostic for each such sentence, and for each in another language of the toolkit: some translate from English.
pub(super) fn check(prose: &Prose, toolkit: &Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    let source = toolkit.source_language();
    if prose.language.primary() == source.primary() {
        return;
    }
    let others: Vec<Language> = std::iter::once(source).chain(toolkit.languages.iter().copied()).collect();
    for line in prose.sentences() {
        for sentence in sentence::sentences(&line.text) {
            let words = without_marked(line, &sentence.range);
            let said = Sentence::new(&words);
            let is_left = |other: &Language| said.is_left(prose.language, *other);
            if others.iter().any(is_left) || said.is_of_kin(prose.language) {
                let shown: String = words.trim().chars().take(SHOWN).collect();
                let diagnostic = prose.says(rule::translation::UNTRANSLATED, line, sentence.range.clone());
                diagnostics.push(diagnostic.with("words", shown));
            }
        }
    }
}

/// The words of a sentence without those that the text itself says to be of another language.
fn without_marked(line: &Line, range: &std::ops::Range<usize>) -> String {
    let mut words = String::new();
    let mut at = range.start;
    let marked =
        line.links.iter().filter(|(link, to)| to.starts_with("lang:") && range.contains(&link.start));
    for (link, _) in marked {
        words.push_str(line.text.get(at..link.start).unwrap_or_default());
        words.push(' ');
        at = link.end.max(at);
    }
    words + line.text.get(at..range.end).unwrap_or_default()
}
