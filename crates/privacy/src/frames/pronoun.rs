//! "Il" and "elle", "he" and "she" with a verb that fits neither a page nor a reader of a guide.

use std::ops::Range;

use super::super::{phrases::Says, words::Sentence};

/// Small words between a pronoun and its verb.
const BETWEEN: [&str; 32] = [
    "a", "plus", "que", "bien", "tout", "encore", "jamais", "deja", "pas", "toujours", "ne", "n'", "se",
    "s'", "me", "m'", "nous", "vous", "lui", "leur", "y", "en", "le", "la", "l'", "les", "also", "just",
    "only", "often", "still", "не",
];

/// Endings of Ukrainian and Russian verbs of one person: what else follows a pronoun may be an adjective.
const VERBS: [&str; 16] = [
    "є", "ить", "їть", "ять", "ться", "лася", "лась", "вся", "лся", "ла", "ет", "ит", "ится", "ется", "ает",
    "уе",
];

/// A pronoun at the beginning of a sentence, with its verb.
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
    // "She is too small on the picture".
    let pictured = ["picture", "image", "photo", "drawing", "dessin"];
    if (begins..sentence.len()).any(|at| pictured.contains(&sentence.key(at))) {
        return None;
    }
    let mut verb = begins + 1;
    loop {
        let usual = matches!(sentence.key(verb), "or" | "and" | "ou" | "або")
            || sentence.says(Says::Reads, verb)
            || !people && sentence.says(Says::Thing, verb);
        if usual || verb >= sentence.len() {
            return None;
        }
        if !BETWEEN.contains(&sentence.key(verb)) {
            break;
        }
        verb += 1;
    }
    let made = !cyrillic || VERBS.iter().any(|end| sentence.key(verb).ends_with(end));
    let thing = !people && is_named_after(sentence, verb);
    (made && !thing && sentence.words[verb].joined).then(|| begins..(verb + 2).min(sentence.len()))
}

/// Whether a thing that the pronoun stands for follows at the end of the sentence: "elle se plie mal, la feuille A3".
fn is_named_after(sentence: &Sentence, verb: usize) -> bool {
    const THESE: [&str; 15] = [
        "le", "la", "l'", "les", "ce", "cet", "cette", "ces", "цей", "ця", "це", "эта", "этот", "это", "mon",
    ];
    (verb + 1..sentence.len()).rev().take(5).any(|at| {
        let person = [Says::Home, Says::Kin].iter().any(|says| sentence.says(*says, at + 1));
        !sentence.words[at].joined && THESE.contains(&sentence.key(at)) && !person && sentence.len() < at + 6
    })
}
