//! A small word written twice in a row, which eyes do not see and voices read out: "la la mairie".
//!
//! Other words are doubled on purpose ("nous nous", "petit petit"), and many languages double to stress: only small words of French and
//! English are sure.

use std::ops::Range;

use trousseau_core::diagnostic::{Diagnostic, rule};

use super::{Prose, line::Line};

const SMALL: &[(&str, &[&str])] = &[
    (
        "fr",
        &[
            "le", "la", "les", "un", "une", "des", "de", "du", "au", "aux", "et", "ou", "est", "sont", "à",
            "par", "pour", "dans", "sur", "avec", "que", "qui", "votre", "vos", "ce", "cette", "ces", "il",
            "elle", "ne",
        ],
    ),
    (
        "en",
        &[
            "the", "a", "an", "of", "to", "and", "or", "is", "are", "for", "with", "at", "by", "from",
            "your", "this", "these", "it",
        ],
    ),
];

pub(super) fn check(prose: &Prose, diagnostics: &mut Vec<Diagnostic>) {
    let small = prose.of_language(SMALL);
    if small.is_empty() {
        return;
    }
    for line in prose.sentences() {
        for range in twice(line, small) {
            let said = line.text.get(range.clone()).unwrap_or_default().to_owned();
            diagnostics.push(prose.says(rule::reading::TWICE, line, range).with("words", said));
        }
    }
}

/// The places where a small word follows itself with nothing but a space between.
fn twice(line: &Line, small: &[&str]) -> Vec<Range<usize>> {
    let text = line.text.as_str();
    let pairs = line.words().windows(2).filter(|pair| {
        let [first, second] = pair else { return false };
        let (one, two) =
            (text.get(first.clone()).unwrap_or_default(), text.get(second.clone()).unwrap_or_default());
        let between = text.get(first.end..second.start).unwrap_or_default();
        // A capital begins a name: "de De Gaulle". What stands before and after a word with a hyphen or an apostrophe is part of it.
        let before = text.get(..first.start).unwrap_or_default();
        let after = text.get(second.end..).unwrap_or_default();
        let is_joined = before.ends_with(['-', '’', '\'']) || after.starts_with(['-', '’', '\'']);
        between.chars().all(char::is_whitespace)
            && two.to_lowercase() == two
            && one.to_lowercase() == two
            && small.contains(&two)
            && !is_joined
    });
    pairs.map(|pair| pair[0].start..pair[1].end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_stand_once() {
        let french = SMALL[0].1;
        let find = |text: &'static str| {
            twice(&Line::of_head(text), french).into_iter().map(|range| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(find("La la mairie est\u{a0}est ouverte."), ["La la", "est\u{a0}est"]);
        for text in [
            "Vous vous inscrivez.",
            "Nous nous levons.",
            "la rue de De Gaulle",
            "celle-là la plus proche",
            "Il est là. La mairie",
            "peut-il il faut",
        ] {
            assert!(find(text).is_empty(), "{text}");
        }
    }
}
