//! Sentences and paragraphs that are too long to be read at once, and what makes an easy text hard.

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    document::markdown::raw::Role,
    toolkit::Toolkit,
};

use trousseau_text::sentence::breaths;

use super::{Prose, line::Line};

/// The most words of a sentence and of a paragraph where nothing else is said: the European rules for easy-to-read texts ask for
/// short sentences, and plain language for at most 25 words.
const PLAIN: (usize, usize) = (25, 100);

/// The same in easy texts.
const EASY: (usize, usize) = (15, 80);

/// Scripts that put no space between words: their words cannot be counted here.
const UNSPACED: [&str; 8] = ["Hans", "Hant", "Hani", "Jpan", "Thai", "Khmr", "Laoo", "Mymr"];

/// Words that take each other back, in small letters, by language.
const DOUBLE: &[(&str, &[&str])] = &[
    (
        "fr",
        &[
            "pas impossible",
            "pas inutile",
            "pas interdit",
            "pas rare",
            "pas illégal",
            "pas incompatible",
            "pas exclu que",
            "pas inconnu",
            "pas négligeable",
            "pas sans savoir",
            "pas sans risque",
            "pas sans conséquence",
            "pas sans effet",
            "pas obligé de ne",
            "pas obligée de ne",
            "pas improbable",
            "pas incapable",
            "nul n est censé ignorer",
            "ne peut pas ne pas",
            "ne pouvez pas ne pas",
        ],
    ),
    (
        "en",
        &[
            "not impossible",
            "not uncommon",
            "not unusual",
            "not unlike",
            "not forbidden",
            "not illegal",
            "not unlikely",
            "cannot not",
            "not without reason",
            "not infrequently",
            "not unable",
            "not unreasonable",
            "not unlawful",
            "not incorrect",
            "do not fail to",
        ],
    ),
    ("ru", &["не невозможно", "не невозможен", "нельзя не", "не запрещено не", "не без"]),
    ("uk", &["не неможливо", "не можна не", "не без"]),
    ("ar", &["ليس من غير الممكن", "ليس مستحيلا", "ليس مستحيلًا", "ليس ممنوعا", "ليس من المستحيل"]),
    ("tr", &["imkansız değil", "imkânsız değil", "yasak değil"]),
];

/// Numbers in letters, in French. "Un" and "une" are articles, "neuf" is also new.
const LETTERS: &[&str] = &[
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
    "cents",
    "mille",
    "dizaine",
    "quinzaine",
    "vingtaine",
    "trentaine",
    "centaine",
];

pub(super) fn check(prose: &Prose, toolkit: &Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    length(prose, toolkit, diagnostics);
    let double = prose.of_language(DOUBLE);
    for line in prose.sentences() {
        for (range, _) in phrases(line, double) {
            let words = line.text.get(range.clone()).unwrap_or_default().to_owned();
            diagnostics.push(prose.says(rule::reading::DOUBLE_NEGATION, line, range).with("words", words));
        }
        if prose.is_easy() {
            easy(prose, line, diagnostics);
        }
    }
}

/// The most words of a sentence and of a paragraph in a language of a toolkit.
fn limits(prose: &Prose, toolkit: &Toolkit) -> (usize, usize) {
    let (sentence, paragraph) = if prose.is_easy() { EASY } else { PLAIN };
    let own = toolkit.checks.reading.get(&prose.language).copied().unwrap_or_default();
    (own.sentence.map_or(sentence, usize::from), own.paragraph.map_or(paragraph, usize::from))
}

fn length(prose: &Prose, toolkit: &Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    if UNSPACED.contains(&prose.language.script().code()) {
        return;
    }
    let (most, most_in_all) = limits(prose, toolkit);
    for line in prose.sentences() {
        let mut sentences = breaths(&line.text);
        for sentence in &mut sentences {
            sentence.words -= foreign(line, &sentence.range).min(sentence.words);
        }
        for sentence in sentences.iter().filter(|sentence| sentence.words > most) {
            let diagnostic = prose.says(rule::reading::LONG_SENTENCE, line, sentence.range.clone());
            diagnostics.push(diagnostic.with("words", sentence.words).with("most", most));
        }
        let all: usize = sentences.iter().map(|sentence| sentence.words).sum();
        let is_paragraph = matches!(line.role, Role::Paragraph | Role::Item | Role::Box | Role::Note);
        // One sentence that is too long has been told as that.
        if is_paragraph && all > most_in_all && sentences.len() > 1 {
            let diagnostic = prose.says(rule::reading::LONG_PARAGRAPH, line, 0..line.text.len());
            diagnostics.push(diagnostic.with("words", all).with("most", most_in_all));
        }
    }
}

/// How many words of a sentence are of another language: the names on papers and letters that a text repeats beside its own words.
fn foreign(line: &Line, range: &std::ops::Range<usize>) -> usize {
    let links = line
        .links
        .iter()
        .filter(|(link, to)| to.starts_with("lang:") && range.start <= link.start && link.end <= range.end);
    let count = |text: &str| breaths(text).iter().map(|sentence| sentence.words).sum::<usize>();
    links.filter_map(|(link, _)| line.text.get(link.clone())).map(count).sum()
}

/// Percentages, brackets, numbers in letters and Roman numerals, in easy texts.
fn easy(prose: &Prose, line: &Line, diagnostics: &mut Vec<Diagnostic>) {
    let text = &line.text;
    let mut say = |rule, range: std::ops::Range<usize>| {
        let words = text.get(range.clone()).unwrap_or_default().to_owned();
        diagnostics.push(prose.says(rule, line, range).with("words", words));
    };
    if let Some(at) = text.find(['%', '٪']) {
        say(rule::reading::PERCENT, at..at + text[at..].chars().next().map_or(1, char::len_utf8));
    } else if let Some((range, _)) = phrases(line, &["pour cent"]).next() {
        say(rule::reading::PERCENT, range);
    }
    if let Some(at) = text.find('(').filter(|at| text[*at..].find(')').is_some_and(|end| end > 2)) {
        let end = text[at..].find(')').map_or(at + 1, |end| at + end + 1);
        say(rule::reading::PARENTHESES, at..end);
    }
    for (range, lower) in line.words().iter().cloned().zip(line.lower()) {
        let word = text.get(range.clone()).unwrap_or_default();
        let before = text.get(..range.start).unwrap_or_default();
        // "30 pour cent" is told as a share.
        let is_letters = prose.language.primary() == "fr"
            && LETTERS.contains(&lower.as_str())
            && !before
                .split_whitespace()
                .next_back()
                .is_some_and(|last| last.to_lowercase().ends_with("pour"));
        if is_letters && !line.is_linked(&range) {
            say(rule::reading::NUMBER_WORD, range);
        } else if is_roman(word) {
            say(rule::reading::ROMAN, range);
        }
    }
}

/// Whether a word is a Roman numeral of two signs or more, such as `XIXe`.
fn is_roman(word: &str) -> bool {
    let bare = word.trim_end_matches(['e', 'è', 'm', 'r']);
    bare.len() >= 2
        && bare.chars().all(|sign| matches!(sign, 'I' | 'V' | 'X'))
        && !bare.contains("IIII")
        && !bare.contains("VV")
}

/// The first place of each of these phrases in small letters, whole and whatever the capitals of the line and its kind of spaces.
pub(super) fn phrases<'w>(
    line: &Line,
    wanted: &'w [&'w str],
) -> impl Iterator<Item = (std::ops::Range<usize>, &'w str)> {
    wanted.iter().filter_map(move |phrase| {
        let count = phrase.split(' ').count();
        let mut windows = line.lower().windows(count).zip(line.words().windows(count));
        let range = windows.find_map(|(lower, words)| {
            let range = words.first()?.start..words.last()?.end;
            let is_same = lower.iter().eq(phrase.split(' '));
            let is_plain = |sign: char| {
                sign.is_alphanumeric() || sign.is_whitespace() || matches!(sign, '-' | '’' | '\'')
            };
            (is_same && line.text.get(range.clone())?.chars().all(is_plain)).then_some(range)
        })?;
        Some((range, *phrase))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words() {
        let phrase =
            |text: &str| phrases(&Line::of_head(text), &["pas impossible"]).next().map(|(range, _)| range);
        assert_eq!(phrase("Ce n’est pas\u{a0}impossible."), Some(11..26));
        assert_eq!(phrase("Ce n’est pas. Impossible !"), None);
        assert_eq!(phrase("pas impossiblement"), None);
        assert!(phrases(&Line::of_head("à droite de l’écran"), &["à droite de l écran"]).next().is_some());
    }

    #[test]
    fn roman_numerals_have_two_signs() {
        assert!(["XIXe", "IV", "XXI", "IIe"].into_iter().all(is_roman));
        assert!(!["I", "V", "LIX", "CV", "il", "Vie", "XXL"].into_iter().any(is_roman));
    }
}
