//! Persons by a letter, by a relative's name, by a family's name or by a name and an age.

use std::ops::Range;

mod letters;

use super::super::{
    first_names::Sort,
    key::is_cased,
    life, names,
    phrases::{PHRASES, Says},
    words::{Sentence, Shape},
};

/// Titles before a letter that stands for a name.
const TITLES: [&str; 39] = [
    "m",
    "mr",
    "mme",
    "mmes",
    "mlle",
    "monsieur",
    "madame",
    "mademoiselle",
    "dame",
    "mrs",
    "ms",
    "miss",
    "mister",
    "famille",
    "family",
    "menage",
    "client",
    "usager",
    "السيد",
    "السيده",
    "الانسه",
    "عايله",
    "اقاي",
    "خانم",
    "ښاغلي",
    "ميرمن",
    "اغلي",
    "п",
    "пан",
    "пані",
    "пана",
    "г-н",
    "г-жа",
    "господин",
    "ኣቶ",
    "ወይዘሮ",
    "ወይዘሪት",
    "bay",
    "bayan",
];

/// Letters that stand for nobody, or are words.
const NO_INITIALS: [&str; 13] = ["a", "y", "x", "z", "n", "o", "и", "і", "у", "в", "з", "я", "و"];

/// Relatives after an English or Turkish name with whose they are.
const RELATIVES: [&str; 56] = [
    "mum",
    "mom",
    "mother",
    "dad",
    "father",
    "parents",
    "son",
    "daughter",
    "wife",
    "husband",
    "brother",
    "sister",
    "aunt",
    "uncle",
    "nephew",
    "niece",
    "cousin",
    "gran",
    "grandmother",
    "grandfather",
    "partner",
    "ex",
    "kids",
    "children",
    "family",
    "neighbour",
    "sons",
    "daughters",
    "brothers",
    "sisters",
    "flat",
    "case",
    "file",
    "stepfather",
    "stepmother",
    "carer",
    "social",
    "annesi",
    "babasi",
    "kizi",
    "oglu",
    "kocasi",
    "karisi",
    "esi",
    "ablasi",
    "abisi",
    "kardesi",
    "teyzesi",
    "amcasi",
    "halasi",
    "dedesi",
    "ninesi",
    "ailesi",
    "komsusu",
    "torunu",
    "dosyasi",
];

/// Families, before or after their name.
const FAMILIES: [&str; 10] =
    ["famille", "family", "عايله", "اسره", "خانواده", "родина", "сім'я", "семья", "ስድራ", "ailesi"];

/// The first person who is named in a sentence.
pub(super) fn find(sentence: &Sentence) -> Option<Range<usize>> {
    (0..sentence.len())
        .find_map(|at| {
            initial(sentence, at)
                .or_else(|| relative(sentence, at))
                .or_else(|| family(sentence, at))
                .or_else(|| aged(sentence, at))
                .or_else(|| years(sentence, at))
                .or_else(|| pair(sentence, at))
                .or_else(|| honoured(sentence, at))
        })
        .or_else(|| letters::letter(sentence))
        .or_else(|| letters::file(sentence))
        .or_else(|| letters::the_family(sentence))
        .or_else(|| letters::small(sentence))
        .or_else(|| letters::with_kin(sentence))
        .or_else(|| letters::given(sentence))
        .or_else(|| father(sentence))
        .or_else(|| alone(sentence))
}

fn is_listed(sentence: &Sentence, at: usize) -> bool {
    let sort = sentence.words.get(at).and_then(|word| word.sort);
    matches!(sort, Some(Sort::Sure | Sort::Listed)) && !sentence.says(Says::Nobody, at)
}

/// A single letter behind a title or a name: "mme b.", "أحمد ل.".
fn initial(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let (key, next) = (sentence.key(at), sentence.words.get(at + 1)?);
    let letter = sentence.key(at + 1).trim_end_matches("'s");
    let letter = if next.shape == Shape::Initial && sentence.key(at + 2) == "s" {
        letter.trim_end_matches('\'')
    } else {
        letter
    };
    let one = letter.chars().count() == 1 && next.joined && next.shape != Shape::Digits;
    if !one && at > 1 {
        return None;
    }
    let titled = TITLES.contains(&key) && !NO_INITIALS.contains(&letter);
    let named = is_listed(sentence, at) && !is_cased(key) && letter != "و";
    let written = is_listed(sentence, at)
        && sentence.words[at].shape == Shape::Title
        && next.shape == Shape::Initial
        && !matches!(letter, "a" | "i" | "y" | "x");
    // "пан коваленко", in small letters.
    let small = at < 2 && TITLES.contains(&key) && next.joined && is_listed(sentence, at + 1);
    (one && (titled || named || written) || small).then_some(at..at + 2)
}

/// A person called by the name of a relative: "Yusuf's mum", "Mustafa'nın annesi".
fn relative(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let (key, next) = (sentence.key(at), sentence.key(at + 1));
    let (name, ending) = key.split_once('\'')?;
    let whose =
        ending == "s" || ending.starts_with('n') || ending.starts_with("in") || ending.starts_with("un");
    let shape = sentence.words[at].shape;
    let capital = shape == Shape::Title || shape == Shape::Small && names::sort(name).is_some();
    let nobody = PHRASES.has(Says::Nobody, name) || names::is_organisation(name) || name.len() < 2;
    (whose && capital && !nobody && RELATIVES.contains(&next)).then_some(at..at + 2)
}

/// A family with its name in small letters: "famille haddad", "the haddad family".
fn family(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    if !FAMILIES.contains(&sentence.key(at)) {
        return None;
    }
    let is_name = |at: usize| {
        let key = sentence.key(at);
        let bare = is_listed(sentence, at)
            || !is_cased(key) && sentence.len() == 2 && !sentence.says(Says::Nobody, at);
        bare && !sentence.says(Says::People, at) && key.chars().count() > 2
    };
    let before = at.checked_sub(1).filter(|before| is_name(*before) && is_cased(sentence.key(*before)));
    let after = (at + 1 < sentence.len() && is_name(at + 1)).then_some(at);
    after.or(before).map(|start| start..start + 2)
}

/// A name or a person in a list of what tells of them: "Ousmane, 34 ans", "Female, 29, Ivory Coast", "Tesfalem, arrivé en 2021".
fn aged(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let (word, next) = (&sentence.words[at], sentence.words.get(at + 1)?);
    if at > 0 && next.shape != Shape::Digits {
        return None;
    }
    let key = sentence.key(at);
    let thing = sentence.says(Says::Nobody, at) || names::is_place(key) || names::is_organisation(key);
    let first = at == 0 && !next.joined && word.shape == Shape::Title && !thing;
    let after_number = |at: usize| sentence.words.get(at).is_some_and(|word| !word.joined);
    let acts = || (at + 2..sentence.len()).any(|at| sentence.says(Says::Acts, at));
    let age = sentence.key(at + 1).parse().is_ok_and(|age: u32| (10..100).contains(&age));
    let years = life::YEARS.contains(sentence.key(at + 2));
    let named = is_listed(sentence, at) && (years || !next.joined)
        || first && (years || after_number(at + 2) && acts());
    let noted = at == 0 && !next.joined && sentence.says(Says::Some, 0) && after_number(at + 2);
    let told = first
        && sentence.phrase(Says::Tells, at + 1).is_some_and(|end| end > at + 2)
        && !PHRASES.ends_as_word(key);
    // "Grâce, camerounaise", "غريس، كاميرونية".
    let uncased = at == 0 && !next.joined && !is_cased(key) && !thing;
    let from = (first || uncased) && sentence.says(Says::People, at + 1);
    let called = uncased && years;
    (from || age && (named || noted || called) || told).then_some(at..at + 2)
}

/// An age between commas behind a job or a person: "chauffeur de bus tunisien, 58 ans, …".
fn years(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let word = &sentence.words[at];
    let age = sentence.key(at).parse().is_ok_and(|age: u32| (15..100).contains(&age));
    let after = sentence.words.get(at + 2).is_none_or(|next| !next.joined);
    let apart = at > 0 && !word.joined && after && life::YEARS.contains(sentence.key(at + 1));
    let person = |at: usize| {
        let who = [Says::Job, Says::Some, Says::One, Says::Former, Says::Human, Says::Tells];
        who.iter().any(|says| sentence.says(*says, at))
    };
    let near = (0..at.min(4)).chain(at + 2..at + 4);
    (age && apart && near.into_iter().any(person)).then_some(at..at + 2)
}

/// Two names that are joined, in letters without capitals: "خالد ومريم", "زرغونه او کریم", "ኣልማዝን ገብረን".
fn pair(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let key = sentence.key(at);
    if is_cased(key) {
        return None;
    }
    let known = |name: &str| {
        matches!(names::sort(name), Some(Sort::Sure | Sort::Listed)) && !PHRASES.has(Says::Nobody, name)
    };
    let next = sentence.key(at + 1);
    let joined = || known(key) && next.strip_prefix('و').is_some_and(known);
    let both = || key.strip_suffix('ን').is_some_and(known) && next.strip_suffix('ን').is_some_and(known);
    let named = |at: usize| names::sort(sentence.key(at)).is_some();
    let first = || at == 0 && !sentence.says(Says::Nobody, at) && named(at);
    if matches!(next, "و" | "او") && named(at + 2) && (known(key) || first()) {
        return Some(at..at + 3);
    }
    (joined() || both()).then_some(at..at + 2)
}

/// A Turkish name with its title: "Mehmet bey".
fn honoured(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let title = matches!(sentence.key(at + 1), "bey" | "hanim" | "abi" | "abla" | "teyze" | "amca");
    let joined = sentence.words.get(at + 1).is_some_and(|next| next.joined);
    (title && joined && sentence.words[at].shape == Shape::Title && !sentence.says(Says::Nobody, at))
        .then_some(at..at + 2)
}

/// A name before a colon, in letters without capitals: "نجاة: …".
fn alone(sentence: &Sentence) -> Option<Range<usize>> {
    let known = sentence.words.first().is_some_and(|word| word.sort.is_some());
    (sentence.len() == 1 && known && !is_cased(sentence.key(0)) && !sentence.says(Says::Nobody, 0))
        .then_some(0..1)
}

/// A person called after a child, at the beginning: "أبو محمد".
fn father(sentence: &Sentence) -> Option<Range<usize>> {
    (matches!(sentence.key(0), "ابو" | "ام") && is_listed(sentence, 1)).then_some(0..2)
}
