//! Lines in a row that begin alike and are no list: what two people say to each other, names with an initial, and words with
//! their number, `1-й поверх`, `2-bed flat`.

use super::{
    Mends,
    marks::{Mark, Point},
    numbers::{NUMBERS, TURNED},
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
    "powiedział",
    "powiedziała",
    "zapytał",
    "zapytała",
    "odpowiedział",
    "odpowiedziała",
    "mówi",
    "pyta",
    "dedi",
    "sordu",
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
        Mark::Dash('—' | '–' | '―') => {
            is_dialogue(words.clone()) || is_parted(mark, lines, body) && words.all(is_sentence)
        }
        Mark::Number { open: false, end: ".", values }
            if values.iter().all(|(alphabet, _)| *alphabet != NUMBERS) =>
        {
            let first = lines.first().and_then(|line| body.get(line.mark.clone())).unwrap_or_default();
            first.starts_with(char::is_uppercase) && words.all(is_name)
        }
        Mark::Number { open: false, end, values }
            if values.iter().any(|(alphabet, _)| *alphabet == NUMBERS) =>
        {
            let is_glued = |line: &Point| {
                !body.get(line.mark.clone()).is_some_and(|mark| mark.ends_with(char::is_whitespace))
            };
            match *end {
                "-" | "–" if lines.iter().all(is_glued) => are_counted(words, is_compound),
                // `-1` may be a floor.
                TURNED => are_counted(words, |_| true),
                "°" | "º" => are_counted(words, is_degree),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Endings of ordinal numbers behind a hyphen: `1-й`, `2-га`, `1-ה`, `1-er`.
const ORDINALS: &str = "й я е є ю го му м х ми ша га та тя ма а ої ій ту шу гу тю му тої шої гої ти ть ий ый ой ая ое ую ого \
    ому ым им ом ых их ה er re e ère ème st nd rd th inci nci ıncı uncu üncü ncı ncu ncü";

/// Whether a number and the words behind its hyphen are one word in all lines: an ordinal, or the same word again and again.
fn are_counted<'a>(mut lines: impl Iterator<Item = &'a str> + Clone, fits: impl Fn(&str) -> bool) -> bool {
    let first =
        |line: &'a str| line.split([' ', '\u{a0}', '\u{202f}', ':', ',', '.']).next().unwrap_or_default();
    let is_ordinal = |line: &'a str| {
        let word = first(line);
        let is_letter = word.chars().count() == 1 && !word.is_ascii();
        is_letter || ORDINALS.split_whitespace().any(|ending| ending == word)
    };
    if lines.clone().all(is_ordinal) {
        return true;
    }
    let begin = |line: &'a str| first(line).split('-').next().unwrap_or_default();
    let Some(line) = lines.next() else { return false };
    (line.starts_with(char::is_lowercase) || fits(first(line)))
        && lines.all(|next| begin(next) == begin(line))
}

/// `Zimmer-Wohnung`: a word of two, with capitals in its language.
fn is_compound(word: &str) -> bool {
    word.trim_end_matches('-').contains('-')
}

/// `1° C` is a temperature.
fn is_degree(word: &str) -> bool {
    matches!(word, "C" | "F")
}

/// Whether long dashes begin paragraphs of their own, as speakers have them in a book.
fn is_parted(mark: &Mark, lines: &[Point], body: &str) -> bool {
    let is_apart = |two: &[Point]| {
        body.get(two[0].end..two[1].mark.start).is_some_and(|gap| gap.matches('\n').count() > 1)
    };
    matches!(mark, Mark::Dash('—' | '―')) && lines.windows(2).all(is_apart)
}

/// Whether words are a sentence with its capital and its end.
fn is_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['»', '”', '"', ' ', '\u{a0}', '\\']);
    bare.ends_with(STOPS) && !line.starts_with(|first: char| first.is_lowercase())
}

/// Sentences, among them a question or a call and its answer.
fn is_dialogue<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut asked, mut answered, mut said) = (false, false, false);
    for line in lines {
        let bare = line.trim_end_matches(['»', '”', '"', ' ', '\u{a0}', '\\']);
        if !is_sentence(line) {
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
    let parts = line.split([',', '!', '?', '–', '—']).skip(1);
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
