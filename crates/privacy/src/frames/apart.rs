//! What tells of one person in a remark that speaks of no part of a guide.
//!
//! A remark is about the words of a guide. Where no word of it is about them, whatever points at one person tells of their life:
//! "they took her kids away". So does what happened once: "sectioned in March".

use std::ops::Range;

use super::super::{key::is_cased, phrases::Says, words::Sentence};

/// The first words that point at one person or tell what happened, if the sentence says nothing of a guide.
pub(super) fn find(sentence: &Sentence) -> Option<Range<usize>> {
    let general = [Says::Guide, Says::General, Says::If, Says::Rule];
    if sentence.len() < 3 || general.iter().any(|says| sentence.has(*says)) {
        return None;
    }
    // "The judge …", "the tenants …": a guide is about what they do.
    // A word or two may tell which office it is: "the housing office", "житловий відділ".
    let reach = if is_cased(sentence.key(0)) { 3 } else { 2 };
    let role = (0..reach).any(|at| sentence.says(Says::Role, at));
    let latin = sentence.key(0).is_ascii();
    let usual = [Says::Service, Says::Reads, Says::Acts];
    let served = role || usual.iter().any(|says| sentence.has(*says));
    (0..sentence.len()).find_map(|at| {
        // "Son" alone is "last" in Turkish.
        let human = || sentence.phrase(Says::Human, at).filter(|end| !served && (end - at > 1 || !latin));
        let told = || (!role && happened(sentence, at)).then_some(at + 1);
        let end = sentence.phrase(Says::Mark, at).or_else(human).or_else(told)?;
        // "He or she": words about a word.
        let or = |key| matches!(key, "or" | "and" | "ou" | "et" | "або" | "او");
        let either = or(sentence.key(end)) || at > 0 && or(sentence.key(at - 1)) && sentence.len() < 5;
        (!either).then_some(at..end)
    })
}

/// One person who is pointed out as the subject of a remark: "the old lady skipped the page".
pub(super) fn pointed(sentence: &Sentence) -> Option<Range<usize>> {
    let subject = sentence.phrase(Says::Pointed, 0).filter(|end| *end < sentence.len())?;
    let role = (0..2).any(|at| sentence.says(Says::Role, at));
    (!role && !sentence.has(Says::Service)).then_some(0..subject)
}

/// Whether a word is a verb that tells what happened once.
pub(super) fn happened(sentence: &Sentence, at: usize) -> bool {
    let (key, before) = (sentence.key(at), at.checked_sub(1).map_or("", |at| sentence.key(at)));
    if sentence.says(Says::Happened, at) {
        return true;
    }
    match key.chars().next().unwrap_or_default() {
        'a'..='z' => is_latin_past(sentence, at, key, before),
        'а'..='ґ' => is_cyrillic_past(key),
        '\u{600}'..='\u{6ff}' => at == 0 && is_arabic_verb(key),
        '\u{1200}'..='\u{137f}' => at + 1 == sentence.len() && is_geez_past(key),
        _ => false,
    }
}

/// Whether a French participle stands behind "a", "ont" or "s'est", or an English word is a past.
fn is_latin_past(sentence: &Sentence, at: usize, key: &str, before: &str) -> bool {
    const HAVE: [&str; 6] = ["a", "ont", "avait", "avaient", "ete", "aura"];
    const ENDS: [&str; 8] = ["e", "ee", "i", "ie", "u", "ue", "is", "it"];
    const SMALL: [&str; 12] = [
        "une", "cette", "votre", "notre", "entre", "encore", "meme", "autre", "ainsi", "aussi", "ici",
        "celle",
    ];
    let long = key.len() > 3 && !SMALL.contains(&key);
    let have = HAVE.contains(&before)
        || before == "est" && at > 1 && sentence.key(at - 2) == "s'"
        || matches!(before, "pas" | "jamais" | "tout") && at > 1 && HAVE.contains(&sentence.key(at - 2));
    let french = long && have && !sentence.says_english() && ENDS.iter().any(|end| key.ends_with(end));
    let passive = matches!(before, "is" | "are" | "be" | "not" | "the" | "a");
    french || key.len() > 4 && key.ends_with("ed") && !passive && sentence.says_english()
}

/// Whether a Ukrainian or Russian word ends as a verb does of what one person did.
fn is_cyrillic_past(key: &str) -> bool {
    let past =
        ["вся", "лся", "лася", "лась", "ила", "ала", "яла", "їла", "ела", "ула", "ав", "яв", "ив", "їв"];
    let letters = key.chars().count();
    letters > 4 && past.iter().any(|end| key.ends_with(end))
}

/// Whether an Arabic word at the beginning is made as verbs of one person are.
fn is_arabic_verb(key: &str) -> bool {
    let letters = key.chars().count();
    let present = key.starts_with(['ي', 'ت']) && (3..7).contains(&letters) && !key.ends_with(['ه', 'ا']);
    let past =
        key.ends_with('ت') && (4..7).contains(&letters) && !key.ends_with("ات") && !key.starts_with("ال");
    present || past
}

/// Whether a word of Tigrinya ends as a verb of what he or she did: its last letter has the vowel u or a.
fn is_geez_past(key: &str) -> bool {
    let mut letters = key.chars().rev().map(|letter| u32::from(letter) % 8);
    // The letter before has the vowel i, as an order to do something has not.
    matches!(letters.next(), Some(1 | 3)) && letters.next() == Some(2) && letters.next().is_some()
}
