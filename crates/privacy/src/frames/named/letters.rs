//! Persons by a letter, or by a name where only its place in a sentence shows that it is one.

use std::ops::Range;

use super::super::super::{
    names,
    phrases::{PHRASES, Says},
    words::{Sentence, Shape},
};

/// "m. haidara", in small letters.
pub(super) fn small(sentence: &Sentence) -> Option<Range<usize>> {
    let (title, name) = (sentence.words.first()?, sentence.words.get(1)?);
    let both = title.shape == Shape::Small && name.shape == Shape::Small && name.joined;
    let key = sentence.key(1);
    let unknown = key.len() > 2 && !sentence.says(Says::Nobody, 1) && !PHRASES.ends_as_word(key);
    (both && matches!(sentence.key(0), "m" | "mr" | "mme" | "mrs" | "ms") && unknown).then_some(0..2)
}

/// A name with a relative: "Джибріль із сестрою".
pub(super) fn with_kin(sentence: &Sentence) -> Option<Range<usize>> {
    const KIN: [&str; 13] = [
        "сестрою",
        "братом",
        "дружиною",
        "чоловіком",
        "мамою",
        "матір'ю",
        "татом",
        "батьком",
        "сином",
        "донькою",
        "мужем",
        "женой",
        "дочерью",
    ];
    let name = sentence.words.first()?.shape == Shape::Title && !sentence.says(Says::Nobody, 0);
    let with = matches!(sentence.key(1), "із" | "з" | "зі" | "с" | "та" | "і");
    (name && with && KIN.contains(&sentence.key(2))).then_some(0..3)
}

/// For whom something is wished, by name: "Hatice için", "د خدیجې لپاره", "ንኸድጃ", "Для Хадіджі".
pub(super) fn given(sentence: &Sentence) -> Option<Range<usize>> {
    let known = |name: &str| names::sort(name).is_some() && !PHRASES.has(Says::Nobody, name);
    (0..sentence.len()).find_map(|at| {
        let (key, next) = (sentence.key(at), sentence.key(at + 1));
        let title = sentence.words[at].shape == Shape::Title;
        let turkish = title && known(key) && matches!(next, "icin" | "hanim" | "bey");
        // In Pashto a name in -a ends in -e behind "of".
        let oblique = || key.strip_suffix('ي').is_some_and(|stem| known(&format!("{stem}ه")));
        let of = (at.saturating_sub(2)..at).any(|at| sentence.key(at) == "د") && (known(key) || oblique());
        let pashto = of && matches!(next, "لپاره" | "مور" | "پلار" | "خور" | "ورور" | "زوي" | "لور" | "ميرمن");
        const LITTLE: [&str; 6] = ["الصغير", "الصغيره", "كوچك", "كوچني", "ንእሽቶ", "الكبير"];
        let small = LITTLE.contains(&next) || at > 0 && LITTLE.contains(&sentence.key(at - 1));
        let little = !key.is_ascii() && small && known(key);
        let geez = key.strip_prefix('ን').is_some_and(known);
        let wished = title
            && at == 1
            && matches!(sentence.key(0), "для" | "pour" | "for")
            && sentence.len() > 2
            && known(key);
        (turkish || little || pashto || geez || wished).then_some(at..at + 1)
    })
}

/// A letter that does something: "R. dit".
pub(super) fn letter(sentence: &Sentence) -> Option<Range<usize>> {
    sentence.words.first().filter(|word| word.shape == Shape::Initial)?;
    let free = !matches!(sentence.key(0), "a" | "i" | "y" | "o" | "x")
        && sentence.key(0).is_ascii()
        && !sentence.key(0).ends_with('\'');
    (free && sentence.says(Says::Acts, 1)).then_some(0..2)
}

/// A family by its name in the plural: "The Sows lost their file".
pub(super) fn the_family(sentence: &Sentence) -> Option<Range<usize>> {
    let key = sentence.key(1);
    let named = sentence.words.get(1).is_some_and(|word| word.shape == Shape::Title) && key.ends_with('s');
    let known = sentence.says(Says::Nobody, 1) || names::is_nationality(key) || names::is_organisation(key);
    (sentence.key(0) == "the" && named && !known && sentence.says(Says::Acts, 2)).then_some(0..2)
}

/// A file by a name, and a couple: "Konate file", "ملف كوناتي", "السيد والسيدة بيتروف".
pub(super) fn file(sentence: &Sentence) -> Option<Range<usize>> {
    let ordinary = |at: usize| sentence.says(Says::Nobody, at) || sentence.says(Says::Acts, at);
    let name =
        |at: usize| sentence.words.get(at).is_some_and(|word| word.shape == Shape::Title) && !ordinary(at);
    let two = sentence.len() == 2;
    let english = two && name(0) && matches!(sentence.key(1), "file" | "case");
    let arabic = two
        && matches!(sentence.key(0), "ملف" | "پرونده")
        && !ordinary(1)
        && sentence.words[1].shape == Shape::Small;
    let cyrillic = matches!(sentence.key(0), "справа" | "дело") && name(1);
    let couple = sentence.key(0) == "السيد"
        && sentence.key(1) == "والسيده"
        && sentence.len() > 2
        && !sentence.key(2).starts_with("ال");
    (english || arabic || cyrillic || couple).then_some(0..2)
}
