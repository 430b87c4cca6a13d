//! Passages of which git left two versions, since it could not choose: `<<<<<<<`, `=======`, `>>>>>>>`.

use std::ops::Range;

use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::{Source, Sources},
};

/// How many signs git writes in a row.
const SIGNS: usize = 7;

/// A diagnostic for each such passage of a text or a list.
pub fn find(sources: &Sources) -> Vec<Diagnostic> {
    let is_text = |file: &&Source| file.path.ends_with(".md") || file.path.ends_with(".yaml");
    let mut diagnostics = Vec::new();
    for file in sources.under("content/").filter(is_text) {
        let Ok(text) = file.text() else { continue };
        let said = passages(text).into_iter();
        diagnostics.extend(
            said.map(|range| Diagnostic::new(rule::source::CONFLICT, Place::span(&file.path, range))),
        );
    }
    diagnostics
}

/// The bytes of each passage, from its first sign to the end of its last line; a sign alone is one, too.
fn passages(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // A look at the whole text first: hardly any has such a line.
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return found;
    }
    let (mut at, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let range = at..at + bare.len();
        at += line.len();
        if is_sign(bare, '<') {
            found.push(range);
            is_open = true;
        } else if is_sign(bare, '>') {
            match found.last_mut().filter(|_| is_open) {
                Some(last) => last.end = range.end,
                None => found.push(range),
            }
            is_open = false;
        }
    }
    found
}

/// Whether a line begins with seven of these signs and the name of a version.
fn is_sign(line: &str, sign: char) -> bool {
    let name = line.trim_start_matches(sign);
    line.len() - name.len() == SIGNS
        && name.strip_prefix(' ').is_none_or(|name| !name.starts_with(sign))
        && (name.is_empty() || name.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_go_from_the_first_sign_to_the_last() {
        let text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n>>>>>>> y\n<<<<<<<\n";
        let words: Vec<&str> = passages(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x", ">>>>>>> y", "<<<<<<<"]);
    }

    #[test]
    fn other_signs_are_none() {
        for text in [">>>>>>>> x", "> > > > > > > x", "<<<<<<<x", " <<<<<<< HEAD", "=======", ">>>>>>> > x"] {
            assert!(passages(text).is_empty(), "{text}");
        }
    }
}
