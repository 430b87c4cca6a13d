//! Words beside a capitalised word that make it the name of a thing: a place, an article, a person of public life.

use super::super::{names, words::Sentence};

/// Whether one of the two words before, but for small ones, is the kind of a place: "rue de la …", "école …".
pub(super) fn after_place(sentence: &Sentence, at: usize) -> bool {
    const PLACES: [&str; 23] = [
        "شارع",
        "مسجد",
        "مدرسه",
        "ساحه",
        "مستشفي",
        "جمعيه",
        "موسسه",
        "محطه",
        "حي",
        "طريق",
        "قاعه",
        "النبي",
        "خيابان",
        "вулиця",
        "вулиці",
        "вул",
        "парк",
        "площа",
        "проспект",
        "школа",
        "станція",
        "метро",
        "лікарня",
    ];
    const RANKS: [&str; 12] = [
        "president",
        "general",
        "marechal",
        "docteur",
        "professeur",
        "abbe",
        "colonel",
        "commandant",
        "capitaine",
        "pasteur",
        "imam",
        "lieutenant",
    ];
    let is = |key: &str| names::is_place(key) || PLACES.contains(&key);
    let mut before = (0..at).rev().map(|at| sentence.key(at)).filter(|key| !RANKS.contains(key)).take(3);
    before.next().is_some_and(|near| is(near) || near.chars().count() < 4 && before.any(is))
}

/// Whether a word makes what stands before it the name of a house that somebody gave it: "John Moores University".
pub(super) fn is_institution(key: &str) -> bool {
    ["university", "foundation", "museum", "library", "institute", "hospital", "clinic", "barrage", "scheme"]
        .contains(&key)
}

/// Whether an article stands before a word: then it names a thing.
pub(super) fn after_article(sentence: &Sentence, at: usize) -> bool {
    const ARTICLES: [&str; 16] = [
        "le", "la", "les", "l'", "un", "une", "des", "du", "au", "aux", "the", "a", "an", "ce", "cette", "of",
    ];
    at > 0 && ARTICLES.contains(&sentence.key(at - 1))
}

/// Whether a word is a part of the name of a person of public life.
pub(super) fn figure(sentence: &Sentence, at: usize) -> bool {
    // "Hugo et Zola": two who are known by their last names.
    let surname = |at: usize| names::is_figures_surname(sentence.key(at));
    let and = |at: usize| matches!(sentence.key(at), "et" | "and" | "та" | "і");
    if surname(at) && (and(at + 1) && surname(at + 2) || at > 1 && and(at - 1) && surname(at - 2)) {
        return true;
    }
    (at.saturating_sub(3)..=at).any(|start| {
        (at + 1..=(start + 4).min(sentence.len())).any(|end| {
            let words: Vec<&str> = (start..end).map(|at| sentence.key(at)).collect();
            names::is_figure(&words.join(" ").replace("' ", "'"))
        })
    })
}
