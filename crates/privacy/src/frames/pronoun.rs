//! "Il" and "elle", "he" and "she" with what neither a page nor a reader of a guide does.

use std::ops::Range;

use super::super::{life, phrases::Says, words::Sentence};

/// Small words between a pronoun and its verb.
const BETWEEN: [&str; 22] = [
    "ne", "n'", "se", "s'", "me", "m'", "nous", "vous", "lui", "leur", "y", "en", "le", "la", "l'", "les",
    "also", "just", "only", "often", "still", "не",
];

/// Endings of Ukrainian and Russian verbs of one person: what else follows a pronoun may be an adjective.
const VERBS: [&str; 16] = [
    "є", "ить", "їть", "ять", "ться", "лася", "лась", "вся", "лся", "ла", "ет", "ит", "ится", "ется", "ает",
    "уе",
];

/// A pronoun with which a sentence begins, and what that person does.
pub(super) fn find(sentence: &Sentence) -> Option<Range<usize>> {
    let begins = usize::from(matches!(
        sentence.key(0),
        "et" | "mais" | "car" | "and" | "but" | "because" | "since" | "а" | "але" | "бо" | "но"
    ));
    let pronoun = sentence.key(begins);
    let people = matches!(pronoun, "he" | "she" | "he's" | "she's");
    let cyrillic = matches!(pronoun, "він" | "вона" | "он" | "она");
    if !people && !cyrillic && !matches!(pronoun, "il" | "elle") {
        return None;
    }
    let mut verb = begins + 1;
    loop {
        let usual = sentence.says(Says::Reads, verb) || !people && sentence.says(Says::Thing, verb);
        if usual || verb >= sentence.len() {
            return None;
        }
        if !BETWEEN.contains(&sentence.key(verb)) {
            break;
        }
        verb += 1;
    }
    let made = !cyrillic || VERBS.iter().any(|end| sentence.key(verb).ends_with(end));
    let who = begins..begins + 1;
    let thing = !people && (verb..sentence.len()).any(|at| life::is_of_thing(sentence, &who, at));
    (made && !thing && sentence.words[verb].joined).then(|| begins..(verb + 2).min(sentence.len()))
}
