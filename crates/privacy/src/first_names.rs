//! First names that people in France and in the countries of many households bear, read from `data/names/`.
//!
//! They name nobody in particular. All are normalized, as [`super::normalized::Plain`] does it, and in small letters.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// How sure it is that a word is a first name when it is alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// It is nothing but a first name, and many people in France bear it.
    Sure,
    /// Some list of names has it.
    Listed,
    /// It is also a word, a saint or a place.
    Maybe,
}

const SURE: &str = include_str!("../data/names/common.txt");

const ALSO_WORDS: [&str; 2] =
    [include_str!("../data/names/also-words.txt"), include_str!("../data/names/also-words-more.txt")];

const NO_NAMES: &str = include_str!("../data/names/no-names.txt");

const LISTED: [&str; 15] = [
    include_str!("../data/names/afghanistan.txt"),
    include_str!("../data/names/albanian.txt"),
    include_str!("../data/names/arabic.txt"),
    include_str!("../data/names/caucasus.txt"),
    include_str!("../data/names/english.txt"),
    include_str!("../data/names/ethiopic.txt"),
    include_str!("../data/names/french.txt"),
    include_str!("../data/names/french-more.txt"),
    include_str!("../data/names/horn-of-africa.txt"),
    include_str!("../data/names/maghreb-and-indus.txt"),
    include_str!("../data/names/more-arabic.txt"),
    include_str!("../data/names/persian.txt"),
    include_str!("../data/names/romance.txt"),
    include_str!("../data/names/slavic.txt"),
    include_str!("../data/names/turkic.txt"),
];

const MORE: [&str; 9] = [
    include_str!("../data/names/abroad-arabic.txt"),
    include_str!("../data/names/abroad-cyrillic.txt"),
    include_str!("../data/names/arabic-persian-pashto.txt"),
    include_str!("../data/names/more-ethiopic.txt"),
    include_str!("../data/names/more-latin.txt"),
    include_str!("../data/names/more-names.txt"),
    include_str!("../data/names/west-africa.txt"),
    include_str!("../data/names/ukraine.txt"),
    include_str!("../data/names/surnames.txt"),
];

const CYRILLIC: [&str; 4] = [
    include_str!("../data/names/abroad-cyrillic.txt"),
    include_str!("../data/names/cyrillic.txt"),
    include_str!("../data/names/more-names.txt"),
    include_str!("../data/names/ukraine.txt"),
];

const FIGURES: &str = include_str!("../data/names/figures.txt");

/// The words of a list, without its captions.
fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

static FIRST: LazyLock<HashMap<&'static str, Sort>> = LazyLock::new(|| {
    let lists = [
        (LISTED.as_slice(), Sort::Listed),
        (&MORE, Sort::Listed),
        (&CYRILLIC, Sort::Listed),
        (&[SURE], Sort::Sure),
        (&ALSO_WORDS, Sort::Maybe),
    ];
    let mut all = HashMap::with_capacity(12_000);
    for (list, sort) in lists {
        for word in list.iter().flat_map(|list| words(list)) {
            // What was sure before there were long lists stays so.
            if sort != Sort::Maybe || all.get(word) != Some(&Sort::Sure) {
                all.insert(word, sort);
            }
        }
    }
    for word in words(NO_NAMES) {
        all.remove(word);
    }
    all
});

/// The beginnings of Cyrillic names that stay in all cases: `Оксан` of `Оксани`, `Оксані`, `Оксаною`.
static STEMS: LazyLock<HashMap<&'static str, Sort>> = LazyLock::new(|| {
    let names = CYRILLIC.iter().flat_map(|list| words(list));
    let stems = names.flat_map(|name| {
        let sort = FIRST.get(name).copied();
        [stem(name), short(name)].into_iter().flatten().filter_map(move |stem| Some((stem, sort?)))
    });
    let mut all = HashMap::new();
    for (stem, sort) in stems {
        // A beginning that a word shares is doubtful, whatever the other names with it.
        if all.get(stem) != Some(&Sort::Maybe) {
            all.insert(stem, sort);
        }
    }
    all
});

/// Endings of cases, the longest first.
const CASES: [&str; 22] = [
    "ові", "еві", "єві", "ами", "ями", "ою", "ею", "єю", "ом", "ем", "єм", "ой", "ей", "ам", "а", "я", "у",
    "ю", "і", "ї", "и", "е",
];

fn stem(name: &str) -> Option<&str> {
    let stem = name.trim_end_matches(['а', 'я', 'й', 'о', 'ь', 'і', 'и']);
    (stem.chars().count() > 2).then_some(stem)
}

/// A name without its last vowel alone: "Андрі" of "Андрій", whose cases are "Андрія", "Андрієм".
fn short(name: &str) -> Option<&str> {
    name.strip_suffix(['й', 'я', 'а']).filter(|stem| stem.chars().count() > 2)
}

/// What sort of first name a word in small letters is, if it is one; of `anne-laure` each part.
pub(super) fn sort(word: &str) -> Option<Sort> {
    let known = |part: &str| FIRST.get(part).copied();
    if word.contains('-') {
        return word.split('-').all(|part| known(part).is_some()).then_some(Sort::Sure);
    }
    known(word).or_else(|| declined(word))
}

/// What sort of name a Cyrillic word is in another case than the first.
fn declined(word: &str) -> Option<Sort> {
    let is_cyrillic = word.chars().next().is_some_and(|letter| ('а'..='ґ').contains(&letter));
    let bare = || CASES.iter().filter_map(|ending| word.strip_suffix(ending));
    // "Наталка" is "Наталці" in the dative.
    let soft = || word.strip_suffix("ці").and_then(|stem| STEMS.get(format!("{stem}к").as_str()).copied());
    if is_cyrillic { bare().find_map(|stem| STEMS.get(stem).copied()).or_else(soft) } else { None }
}

/// Whether words are a person of public life after whom things are called.
pub(super) fn is_figure(words: &str) -> bool {
    static SET: LazyLock<HashSet<String>> = LazyLock::new(|| {
        FIGURES.lines().filter(|line| !line.starts_with('#')).map(str::to_lowercase).collect()
    });
    let words = words.to_lowercase();
    let from = |at: usize| words.get(at..).is_some_and(|end| SET.contains(end));
    from(0) || words.match_indices(' ').any(|(at, _)| from(at + 1))
}

/// Whether a word is the last name of a person of public life.
pub(super) fn is_figures_surname(word: &str) -> bool {
    static SET: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let names = FIGURES.lines().filter(|line| !line.starts_with('#'));
        names
            .filter_map(|name| name.split_once(' ')?.1.split(' ').next_back())
            .map(str::to_lowercase)
            .collect()
    });
    SET.contains(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_their_cases() {
        for name in ["оксана", "оксани", "андрія", "ігорем", "тарасові", "людмилою"]
        {
            assert!(sort(name).is_some(), "{name}");
        }
        assert_eq!(sort("надія"), Some(Sort::Maybe));
        assert_eq!(sort("таблиці"), None);
    }

    #[test]
    fn a_name_that_is_a_word_is_doubtful_and_a_place_is_none() {
        assert_eq!(sort("amina"), Some(Sort::Sure));
        assert_eq!(sort("rose"), Some(Sort::Maybe));
        assert_eq!(sort("besnik"), Some(Sort::Listed));
        assert_eq!(sort("paris"), None);
        assert_eq!(sort("anne-laure"), Some(Sort::Sure));
        assert!(is_figure("Le Roger Salengro") && !is_figure("Roger Untel"));
    }
}
