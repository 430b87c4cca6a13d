//! Verbs of Arabic, Persian, Pashto, Tigrinya and Amharic, and subjects of sentences that end with them.

use std::ops::Range;

use super::{Part, part};

use super::super::{key::is_cased, phrases::Says, words::Sentence};

/// Whether a word is made as Arabic verbs of one person are, or denies one.
pub(super) fn is_arabic_verb(key: &str) -> bool {
    key.starts_with(['ي', 'ت']) && key.chars().count() > 3 || matches!(key, "لا" | "لم" | "لن") || denies(key)
}

/// Whether a word is a denied verb of Tigrinya or Amharic.
pub(super) fn denies(key: &str) -> bool {
    ["ኣይ", "ኣየ", "አይ", "አል"].iter().any(|denied| key.starts_with(denied))
}

/// In languages where the verb comes last, a first name at the beginning whose sentence has what one person does.
pub(super) fn verb_last(sentence: &Sentence) -> Option<Range<usize>> {
    let first = sentence.key(0).chars().next()?;
    let known = matches!(part(sentence, 0), Some(Part::Listed | Part::Maybe));
    let acts = || (1..sentence.len()).any(|at| sentence.says(Says::Acts, at) || denies(sentence.key(at)));
    let two =
        matches!(sentence.key(1), "et" | "and" | "та" | "і" | "и") && part(sentence, 0) == Some(Part::Listed);
    // A name that is no word as well needs no verb that the lists know.
    let sure = !is_cased(sentence.key(0)) && sentence.len() > 2 && part(sentence, 0) == Some(Part::Listed);
    let joined =
        sentence.words.get(1).is_some_and(|next| next.joined) && !matches!(sentence.key(1), "و" | "او");
    ((!first.is_lowercase() || two) && known && acts() || sure && joined).then_some(0..1)
}

/// In languages where the verb comes last, an unknown word at the beginning with an object and what one person does.
pub(super) fn verb_after_object(sentence: &Sentence) -> Option<Range<usize>> {
    let key = sentence.key(0);
    // "The word …": what stands before it is no name.
    if matches!(sentence.key(1), "ዝብል" | "ዝብሃል" | "ማለት" | "يعني") {
        return None;
    }
    let unknown = part(sentence, 0) == Some(Part::Unknown) && !is_cased(key) && key.chars().count() > 2;
    // In Ge'ez letters a short sentence with what one person wants needs no mark at the object.
    let short = sentence.len() < 5 && key.starts_with(|letter| ('\u{1200}'..='\u{137f}').contains(&letter));
    let marked = (1..sentence.len().min(5)).find(|at| {
        matches!(sentence.key(*at), "را" | "ነቲ" | "ነታ" | "ነዚ" | "ነዛ")
            && (*at > 1 || sentence.key(*at) != "را")
    });
    let object = marked.or(short.then_some(1))?;
    let acts =
        (object + 1..sentence.len()).any(|at| sentence.says(Says::Acts, at) || denies(sentence.key(at)));
    // In Ge'ez letters, what begins so is joined to a small word: "for", "that", "by"; "his …" ends with the vowel u there.
    let is_his = short && key.chars().next_back().is_some_and(|letter| u32::from(letter) % 8 == 1);
    (unknown
        && !is_plural(key)
        && !key.starts_with("ال")
        && !key.starts_with(['ን', 'ዝ', 'ብ', 'ክ'])
        && !is_his
        && acts)
        .then_some(0..1)
}

/// Whether an unknown word in Arabic or Ge'ez letters is made as a plural is.
pub(super) fn is_plural(key: &str) -> bool {
    // In Ge'ez letters, -ሳት, -ታት: the letter before has the vowel a, each fourth of eight.
    let mut letters = key.chars().rev();
    let geez = letters.next() == Some('ት') && letters.next().is_some_and(|letter| u32::from(letter) % 8 == 3);
    geez || ["ها", "ان", "ين", "ات", "ون", "ونه"].iter().any(|end| key.ends_with(end))
}
