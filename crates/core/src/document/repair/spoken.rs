//! Lines in a row that begin alike and are no list: what two people say to each other, and names with an initial.

use super::{
    Mends,
    marks::{Mark, Point},
};
use crate::document::signs::STOPS;

/// What follows words that somebody says, after a comma.
const SAYS: &[&str] = &[
    "dit",
    "répond",
    "demande",
    "répondit",
    "demanda",
    "ajoute",
    "says",
    "said",
    "asks",
    "asked",
    "replies",
    "sagt",
    "fragt",
    "sagte",
    "fragte",
    "каже",
    "сказав",
    "сказала",
    "питає",
    "відповідає",
    "говорит",
    "сказал",
    "спросил",
    "قال",
    "قالت",
    "گفت",
];

/// The most words of a name behind its initial.
const MOST_WORDS: usize = 2;

/// Whether the lines of a list are none.
pub(super) fn is_spoken(mark: &Mark, lines: &[Point], body: &str) -> bool {
    let mut words = lines.iter().filter_map(|line| body.get(line.mark.end..line.end)).map(str::trim);
    match mark {
        Mark::Dash('—' | '–' | '―') => is_dialogue(words),
        Mark::Number { open: false, end: ".", values }
            if values.iter().all(|(alphabet, _)| *alphabet != usize::MAX) =>
        {
            let first = lines.first().and_then(|line| body.get(line.mark.clone())).unwrap_or_default();
            first.starts_with(char::is_uppercase) && words.all(is_name)
        }
        _ => false,
    }
}

/// Sentences, among them a question or a call and its answer.
fn is_dialogue<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut asked, mut answered, mut said) = (false, false, false);
    for line in lines {
        let bare = line.trim_end_matches(['»', '”', '"', ' ', '\u{a0}', '\\']);
        let is_sentence = bare.ends_with(STOPS) && !line.starts_with(|first: char| first.is_lowercase());
        if !is_sentence {
            return false;
        }
        let is_asked = bare.ends_with(['?', '؟', '፧', '？']);
        asked |= is_asked || bare.ends_with(['!', '！']);
        answered |= !is_asked;
        said |= is_said(line);
    }
    said || asked && answered
}

/// `Martin`, `Martin, président`: one or two names, then perhaps what they are.
fn is_name(words: &str) -> bool {
    let name = words.split([',', '(', ':', '–', '—']).next().unwrap_or_default();
    let mut parts = name.split([' ', '\u{a0}']).filter(|part| !part.is_empty());
    (1..=MOST_WORDS).contains(&parts.clone().count())
        && parts.all(|part| part.starts_with(char::is_uppercase))
}

/// Keeps lines that follow each other as lines: what readers see is what was written.
pub(super) fn keep(lines: &[Point], body: &str, mends: &mut Mends) {
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let is_below = body.get(line.end..next.mark.start).is_some_and(|gap| gap.matches('\n').count() == 1);
        if is_below && !body.get(..line.end).is_some_and(|text| text.ends_with('\\')) {
            mends.keep(line.end..line.end, "\\");
        }
    }
}

/// Whether a line tells who says its words: `Bonjour, dit-elle.`
pub(in crate::document) fn is_said(line: &str) -> bool {
    let parts = line.split([',', '!', '?']).skip(1);
    parts
        .filter_map(|part| part.split([' ', '-', '.']).find(|word| !word.is_empty()))
        .any(|word| SAYS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::is_dialogue;

    #[test]
    fn questions_and_answers_of_any_script_are_a_dialogue() {
        for [asked, answered] in [
            ["Où est la mairie ?", "Elle est là."],
            ["أين البلدية؟", "هناك."],
            ["ቤተ መንግሥቱ የት ነው፧", "እዚያ ነው።"],
            ["市政厅在哪里？", "在那里。"],
            ["救命！", "我来了。"],
            ["नगरपालिका कहाँ है?", "वहाँ है।"],
        ] {
            assert!(is_dialogue([asked, answered].into_iter()), "{asked}");
        }
        assert!(!is_dialogue(["la carte", "le bail"].into_iter()));
    }
}
