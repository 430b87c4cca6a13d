//! Who seems to be a person by the words around: the subject of "ne comprend pas", what follows "merci à", initials.
//!
//! No list knows every name, so what is found here is doubtful: whoever writes is asked.

mod context;
mod verbs;

use std::ops::Range;

use context::{after_article, after_place, figure, is_institution};
use verbs::{is_arabic_verb, is_plural, verb_after_object, verb_last};

use super::{
    key::is_cased,
    names::{self, Sort},
    phrases::{PHRASES, Says},
    words::{Sentence, Shape, Words},
};

/// The most words of a name that stands before a verb, with what links them.
const MOST: usize = 6;

/// Two letters with dots that are nobody's initials.
const ABBREVIATIONS: [&str; 14] =
    ["nb", "ps", "jo", "sa", "ue", "eu", "us", "uk", "tv", "cv", "qr", "rv", "pj", "dc"];

/// The part that a word can have in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A first name of the lists.
    Listed,
    /// A first name that is a word as well.
    Maybe,
    /// A word that no list knows.
    Unknown,
    /// A single letter with a dot.
    Initial,
}

/// The bytes of what seems to be a person, in each sentence.
pub(super) fn find<'a>(words: &'a Words) -> impl Iterator<Item = Range<usize>> + 'a {
    words.sentences().filter(|sentence| !sentence.signs.cited).flat_map(|sentence| {
        let found = [subject(&sentence), household(&sentence)].into_iter().flatten();
        let found = found.chain(within(&sentence)).chain(initials(&sentence));
        found.map(|words| sentence.span(words)).collect::<Vec<_>>()
    })
}

/// What a word may be in a name; none when it is an ordinary word.
fn part(sentence: &Sentence, at: usize) -> Option<Part> {
    let word = sentence.words.get(at)?;
    let key = sentence.key(at);
    let plural = || key.strip_suffix('s').is_some_and(|one| PHRASES.has(Says::Nobody, one));
    let joined = || key.contains('-') && key.split('-').any(|part| PHRASES.has(Says::Nobody, part));
    let is_nobody = || sentence.says(Says::Nobody, at) || plural() || joined() || joined_to_and(key);
    match (word.shape, word.sort) {
        (Shape::Digits, _) => None,
        // "A program", "I think": words of one letter that begin a sentence.
        (Shape::Initial, _) if at == 0 && matches!(key, "a" | "i" | "o" | "y") => None,
        // "J'ai trouvé", "L'image": elided, and no initial.
        (Shape::Initial, _)
            if key.ends_with('\'')
                && sentence.words.get(at + 1).is_none_or(|next| next.shape != Shape::Title) =>
        {
            None
        }
        (Shape::Initial, _) => Some(Part::Initial),
        _ if matches!(key, "jr" | "sr") => Some(Part::Initial),
        (_, Some(Sort::Sure)) => Some(Part::Listed),
        _ if key == "عبد" => Some(Part::Listed),
        _ if has_article(key) && !is_nobody() => Some(Part::Maybe),
        (_, Some(sort)) if !is_nobody() => Some(if sort == Sort::Maybe { Part::Maybe } else { Part::Listed }),
        _ if key.ends_with('\'') || key.chars().count() < 2 || is_nobody() => None,
        _ => Some(Part::Unknown),
    }
}

/// Whether an Arabic word is a first name with the article, as "الحسين".
fn has_article(key: &str) -> bool {
    key.strip_prefix("ال").is_some_and(|name| {
        matches!(names::sort(name), Some(Sort::Sure | Sort::Listed)) && !PHRASES.has(Says::Nobody, name)
    })
}

/// Whether an Arabic word is "and" or "so" with an ordinary word joined to it.
fn joined_to_and(key: &str) -> bool {
    let rest = key.strip_prefix('و').or_else(|| key.strip_prefix('ف'));
    rest.is_some_and(|rest| PHRASES.has(Says::Nobody, rest))
}

/// Whether a word only links the parts of a name, or two names.
fn links(sentence: &Sentence, at: usize) -> bool {
    const LINKS: [&str; 22] = [
        "et", "and", "de", "du", "des", "d'", "l'", "le", "la", "el", "al", "ben", "bin", "da", "dos", "di",
        "van", "von", "y", "та", "و", "st",
    ];
    LINKS.contains(&sentence.key(at))
}

/// The subject with which a sentence begins, when it does what one person does.
fn subject(sentence: &Sentence) -> Option<Range<usize>> {
    // "madame lopez n'a pas lu", in small letters.
    let titled = matches!(sentence.key(0), "madame" | "monsieur" | "mademoiselle" | "melle");
    if titled
        && sentence.says(Says::Acts, 2)
        && sentence.words[..2].iter().all(|word| word.shape == Shape::Small)
        && matches!(part(sentence, 1), Some(Part::Listed | Part::Unknown))
    {
        return Some(0..2);
    }
    let mut parts = Vec::new();
    let start = usize::from(matches!(sentence.key(0), "les") && sentence.len() > 2);
    for end in start + 1..=sentence.len().min(start + MOST) {
        let last = end - 1;
        if last > start && !sentence.words[last].joined {
            break;
        }
        match part(sentence, last) {
            Some(part) => parts.push((last, part)),
            None if last > start && links(sentence, last) => continue,
            None => break,
        }
        let next = sentence.words.get(end).is_some_and(|word| word.joined);
        let known = || parts.iter().all(|(_, part)| *part == Part::Listed);
        let acts = sentence.says(Says::Acts, end)
            || is_arabic_verb(sentence.key(end)) && known()
            || sentence.says(Says::Needs, end)
                && (known()
                    || start > 0
                    || !is_cased(sentence.key(start)) && sentence.words[start].sort.is_some());
        if next && acts && believed(sentence, &parts, start) {
            return Some(start..end);
        }
    }
    verb_last(sentence).or_else(|| verb_after_object(sentence))
}

/// Whether the parts of a subject are somebody's name.
fn believed(sentence: &Sentence, parts: &[(usize, Part)], start: usize) -> bool {
    let is = |wanted| parts.iter().any(|(_, part)| *part == wanted);
    let unknown = || parts.iter().filter(|(_, part)| *part == Part::Unknown).map(|(at, _)| *at);
    if start > 0 {
        // "Les Benali ne comprennent": not a people, nor words in the plural.
        return unknown().all(|at| {
            let (key, shape) = (sentence.key(at), sentence.words[at].shape);
            shape == Shape::Title && !key.ends_with('s') && !names::is_nationality(key) && !ordinary(key)
        }) && !is(Part::Initial);
    }
    if is(Part::Listed) || is(Part::Maybe) {
        return true;
    }
    if is(Part::Initial) {
        return parts.len() > 1;
    }
    let shapes = || unknown().map(|at| sentence.words[at].shape);
    let alike = shapes().all(|shape| Some(shape) == shapes().next());
    alike && unknown().all(|at| stranger(sentence, at, parts.len()))
}

/// Whether a word that no list knows may be a name as the subject of a sentence.
fn stranger(sentence: &Sentence, at: usize, parts: usize) -> bool {
    let (key, shape) = (sentence.key(at), sentence.words[at].shape);
    let letters = key.chars().count();
    let first = key.chars().next().unwrap_or_default();
    match first {
        'a'..='z' => {
            let acronym = shape == Shape::Capitals && letters < 5;
            let known =
                names::is_nationality(key) || names::is_organisation(key) || names::begins_sentence(key);
            let alone = parts == 1 && ordinary(key);
            letters > 2 && !acronym && !known && !alone
        }
        'а'..='ґ' => shape == Shape::Title && letters > 2,
        _ => letters > 2 && !key.starts_with("ال") && !is_plural(key) && shape == Shape::Small && parts < 3,
    }
}

/// Whether a word is made as ordinary French words are.
fn ordinary(key: &str) -> bool {
    PHRASES.ends_as_word(key)
}

/// A family with its name, or somebody named after a child or a father, as in Arabic.
fn household(sentence: &Sentence) -> Option<Range<usize>> {
    const KIN: [&str; 7] = ["ام", "ابو", "ابي", "ابا", "بن", "ابن", "بنت"];
    const FAMILY: [&str; 11] =
        ["عاءله", "عايله", "اسره", "ال", "بيت", "خانواده", "родина", "родини", "сім'я", "сім'ї", "семья"];
    (0..sentence.len().saturating_sub(1)).find_map(|at| {
        let (key, name) = (sentence.key(at), sentence.key(at + 1));
        let named = matches!(part(sentence, at + 1), Some(Part::Listed | Part::Maybe | Part::Unknown));
        let acts = |from: usize| (from..sentence.len()).any(|at| sentence.says(Says::Acts, at));
        let is_verb = || sentence.says(Says::Acts, at + 1);
        let listed = || matches!(part(sentence, at + 1), Some(Part::Listed));
        let family = FAMILY.contains(&key)
            && (sentence.words[at + 1].shape == Shape::Title
                || listed()
                || name.starts_with("ال") && key != "بيت"
                || !name.ends_with('ه') && !is_cased(name) && acts(at + 2));
        let soon = || (at + 2..at + 4).any(|at| sentence.says(Says::Acts, at));
        let verb = || soon() || listed() && is_arabic_verb(sentence.key(at + 2));
        let of_kin = KIN.contains(&key) && (listed() || !name.ends_with('ه')) && verb();
        // In Pashto the name stands before the family.
        let after = name == "كورني"
            && (matches!(part(sentence, at), Some(Part::Listed | Part::Maybe)) || key.ends_with("دي"));
        if after {
            return Some(at..at + 2);
        }
        (named && !is_verb() && (family || of_kin)).then_some(at..at + 2)
    })
}

/// Names within a sentence: after what announces one, and those that the lists know.
fn within<'a>(sentence: &'a Sentence) -> impl Iterator<Item = Range<usize>> + 'a {
    (0..sentence.len()).filter_map(|at| {
        let called = sentence.phrase(Says::Called, at).map(|end| (end, true));
        let before = || sentence.phrase(Says::Before, at).map(|end| (end, end - at > 1));
        let announced = called.or_else(before).and_then(|(end, strong)| announced(sentence, end, strong));
        let known =
            || listed(sentence, at).or_else(|| patronymic(sentence, at)).or_else(|| prefixed(sentence, at));
        announced.or_else(known).or_else(|| full_name(sentence, at)).or_else(|| with_surname(sentence, at))
    })
}

/// The name at a word before which others announce one; `strong` when what is announced can hardly be anything else.
fn announced(sentence: &Sentence, at: usize, strong: bool) -> Option<Range<usize>> {
    let word = sentence.words.get(at).filter(|word| word.joined)?;
    let key = sentence.key(at);
    let end = name_end(sentence, at);
    let has_capital = word.shape != Shape::Small;
    let name = match part(sentence, at)? {
        Part::Listed => !after_place(sentence, at),
        Part::Maybe => has_capital || !is_cased(key) && strong,
        Part::Unknown => {
            let title = word.shape == Shape::Title && stranger(sentence, at, 1) && !names::is_place(key);
            let more = (at + 1..end)
                .all(|at| part(sentence, at) != Some(Part::Unknown) || stranger(sentence, at, 1));
            title && more && (strong || end > at + 1)
        }
        Part::Initial => {
            end > at + 1 && !matches!(key, "l" | "r" | "d") || strong && sentence.says(Says::Acts, at + 1)
        }
    };
    (name && !figure(sentence, at)).then_some(at..end)
}

/// Where the name ends that begins at a word: surnames, initials and what links them belong to it.
fn name_end(sentence: &Sentence, at: usize) -> usize {
    let belongs = |at: usize| {
        let word = sentence.words.get(at).filter(|word| word.joined);
        let written = word.is_some_and(|word| matches!(word.shape, Shape::Title | Shape::Initial));
        written && part(sentence, at).is_some() && !matches!(sentence.key(at), "a" | "y")
    };
    let mut end = at + 1;
    while end < sentence.len() {
        if belongs(end) {
            end += 1;
        } else if links(sentence, end) && sentence.words[end].joined && belongs(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// A first name of the lists that has a capital where no sentence begins, or with a surname after it.
fn listed(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let known = part(sentence, at) == Some(Part::Listed) && sentence.words[at].shape == Shape::Title;
    if !known || after_place(sentence, at) || after_article(sentence, at) || figure(sentence, at) {
        return None;
    }
    let end = name_end(sentence, at);
    if is_institution(sentence.key(end - 1)) {
        return None;
    }
    let is_cyrillic = sentence.key(at).chars().next().is_some_and(|letter| ('а'..='ґ').contains(&letter));
    let next = sentence.words.get(1);
    let alone = next.is_none_or(|next| !next.joined || next.shape == Shape::Small) && !links(sentence, 1);
    let alone = alone && !matches!(sentence.key(1), "ou" | "or");
    (at > 0 || end > at + 1 || is_cyrillic || alone).then_some(at..end)
}

/// A first name that is a word as well, with an initial or a surname after it and nothing before that is called after persons.
fn with_surname(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    const CALLED_AFTER: [&str; 6] = ["de", "du", "des", "d'", "arret", "et"];
    let before = at.checked_sub(1).map(|at| sentence.key(at))?;
    let given = part(sentence, at) == Some(Part::Maybe) && sentence.words[at].shape == Shape::Title;
    let end = name_end(sentence, at);
    let free = !CALLED_AFTER.contains(&before) && !after_place(sentence, at) && !after_article(sentence, at);
    let surname = || {
        (at + 1..end)
            .any(|at| part(sentence, at) == Some(Part::Unknown) && !names::is_place(sentence.key(at)))
    };
    (given && end > at + 1 && free && surname() && !figure(sentence, at)).then_some(at..end)
}

/// Two unknown words with capitals that something is said of or given to: "a plu à Solveig Lindqvist".
fn full_name(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    const TO: [&str; 10] = ["a", "de", "d'", "par", "avec", "chez", "et", "by", "with", "from"];
    let before = at.checked_sub(1).map(|at| sentence.key(at))?;
    let unknown = |at: usize| {
        let word = sentence.words.get(at).filter(|word| word.joined && word.shape == Shape::Title);
        let key = sentence.key(at);
        word.is_some()
            && part(sentence, at) == Some(Part::Unknown)
            && stranger(sentence, at, 1)
            && !names::is_place(key)
    };
    let both = TO.contains(&before) && unknown(at) && unknown(at + 1);
    (both && !after_place(sentence, at) && !figure(sentence, at)).then_some(at..at + 2)
}

/// An Arabic name with "for", "and" or "so" joined to it: "لزينب".
fn prefixed(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let key = sentence.key(at);
    let rest = key.strip_prefix(['ل', 'و', 'ف', 'ب'])?;
    let ordinary = [Says::Nobody, Says::Acts, Says::Fact, Says::Who]
        .iter()
        .any(|says| sentence.says(*says, at) || PHRASES.has(*says, rest));
    // "ورقية" is "of paper" as well as "and Ruqayya": only "for" makes a name of a list likely.
    let is_for = key.starts_with('ل');
    let sort = names::sort(rest);
    let surely = sort == Some(Sort::Sure) || is_for && sort == Some(Sort::Listed) || rest == "عبد";
    let whole = sentence.words[at].sort.is_some();
    let long = rest.chars().count() > if is_for { 2 } else { 3 };
    (surely && !whole && long && !ordinary && !after_place(sentence, at)).then(|| at..name_end(sentence, at))
}

/// A Slavic father's name after a first name: "Олена Петрівна".
fn patronymic(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    const ENDS: [&str; 14] = [
        "ович",
        "йович",
        "евич",
        "ьович",
        "івна",
        "ївна",
        "овна",
        "евна",
        "овичу",
        "овича",
        "івни",
        "івні",
        "овны",
        "овне",
    ];
    let (name, father) = (sentence.words.get(at)?, sentence.words.get(at + 1)?);
    let both = name.shape == Shape::Title && father.shape == Shape::Title && father.joined;
    (both && ENDS.iter().any(|end| sentence.key(at + 1).ends_with(end))).then_some(at..at + 2)
}

/// Two initials, as the subject of a verb or after what announces a name.
fn initials<'a>(sentence: &'a Sentence) -> impl Iterator<Item = Range<usize>> + 'a {
    let is = |at: usize| sentence.words.get(at).is_some_and(|word| word.shape == Shape::Initial);
    (0..sentence.len().saturating_sub(1)).filter_map(move |at| {
        let two = is(at) && is(at + 1) && sentence.words[at + 1].joined && (at == 0 || !is(at - 1));
        // Three letters with nothing but dots between them are an organisation: "C.A.F."
        let gap = |at: usize| sentence.words[at + 1].span.start - sentence.words[at].span.end;
        let three = is(at + 2) && !is(at + 3) && (gap(at) > 1 || gap(at + 1) > 1);
        let end = if three { at + 3 } else { at + 2 };
        let two = two && (three || !is(at + 2));
        let both = || format!("{}{}", sentence.key(at), sentence.key(at + 1));
        let acts = || sentence.says(Says::Acts, end);
        let announced = || (0..at).any(|start| sentence.phrase(Says::Before, start) == Some(at));
        let surname = || {
            let word = sentence.words.get(end);
            word.is_some_and(|word| word.joined && word.shape == Shape::Title)
                && part(sentence, end) == Some(Part::Unknown)
        };
        (two && !ABBREVIATIONS.contains(&both().as_str()) && (acts() || announced() || surname()))
            .then_some(at..end)
    })
}
