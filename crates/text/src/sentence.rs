//! Where sentences end, in each script, and how many words they have.

use std::ops::Range;

/// The signs that end a sentence: Latin and Cyrillic, Arabic and Urdu, Ethiopic, Indic, Armenian, Chinese and Japanese.
pub const ENDS: &[char] = &['.', '!', '?', '…', '؟', '۔', '።', '፧', '।', '॥', '։', '՞', '。', '！', '？'];

/// Signs at which a reader may rest: what follows is counted by itself.
const PAUSES: [char; 4] = [';', ':', '؛', '፤'];

/// Signs that belong to the sentence that ends before them.
const CLOSING: [char; 8] = ['»', '”', '"', ')', '’', '\'', ']', '›'];

/// Abbreviations whose point ends no sentence, in small letters.
const SHORT: &[&str] = &[
    "art", "al", "ex", "cf", "env", "tél", "tel", "no", "nos", "n°", "st", "ste", "mr", "mrs", "ms", "dr",
    "vs", "p", "pp", "bd", "av", "apt", "bât", "e.g", "i.e", "approx", "max", "min", "т", "ул", "д", "кв",
    "р", "г", "тел",
];

/// A sentence of a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The bytes of the sentence in its line.
    pub range: Range<usize>,
    /// How many words it has: a number with its groups is one, "l’accès" is one.
    pub words: usize,
}

/// The first sentence of a text that has several: what somebody does, or what is to be known at once, in a line.
pub fn first(text: &str) -> &str {
    let ends = text.char_indices().filter(|(_, letter)| ENDS.contains(letter));
    ends.map(|(at, letter)| text.split_at(at + letter.len_utf8()))
        .find(|(_, rest)| rest.starts_with(char::is_whitespace))
        .map_or(text, |(first, _)| first)
}

/// The sentences of a line.
pub fn sentences(text: &str) -> Vec<Sentence> {
    cut(text, is_end)
}

/// What a reader takes in at once: sentences, and what stands before and after a pause such as a colon.
pub fn breaths(text: &str) -> Vec<Sentence> {
    cut(text, |part, next| part.trim_end_matches(CLOSING).ends_with(PAUSES) || is_end(part, next))
}

fn cut(text: &str, is_end: fn(&str, Option<&str>) -> bool) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut open: Option<Sentence> = None;
    let mut after_number = false;
    let parts = parts(text);
    for (at, range) in parts.iter().enumerate() {
        let part = text.get(range.clone()).unwrap_or_default();
        let sentence = open.get_or_insert(Sentence { range: range.clone(), words: 0 });
        sentence.range.end = range.end;
        let is_number = part.chars().any(char::is_numeric) && !part.chars().any(char::is_alphabetic);
        if part.contains(char::is_alphanumeric) && !(is_number && after_number) {
            sentence.words += 1;
        }
        after_number = is_number;
        let mut after = parts.iter().skip(at + 1).filter_map(|range| text.get(range.clone()));
        let next = after.find(|part| part.contains(char::is_alphanumeric));
        let gap = parts.get(at + 1).and_then(|next| text.get(range.end..next.start));
        if gap.is_some_and(|gap| gap.contains('\n')) || is_end(part, next) {
            found.extend(open.take());
            after_number = false;
        }
    }
    found.extend(open);
    found.retain(|sentence| sentence.words > 0);
    found
}

/// The bytes between white space.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        match (letter.is_whitespace(), start) {
            (true, Some(from)) => {
                parts.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    parts.extend(start.map(|from| from..text.len()));
    parts
}

/// Whether a part ends its sentence.
fn is_end(part: &str, next: Option<&str>) -> bool {
    let bare = part.trim_end_matches(CLOSING);
    let Some(last) = bare.chars().next_back() else { return false };
    if !ENDS.contains(&last) {
        return false;
    }
    let begins = |next: &str| next.chars().find(|letter| letter.is_alphanumeric());
    // A capital begins a sentence in letters that have capitals; after a quoted question its sentence goes on.
    if next.and_then(begins).is_some_and(char::is_lowercase) {
        return false;
    }
    if last != '.' {
        return true;
    }
    let whole = bare.trim_end_matches('.').trim_start_matches(['(', '«', '“', '"', '‘', '[']);
    let part = whole.rsplit(['’', '\'']).next().unwrap_or_default();
    // "L’A. Martin" has an initial, "сім’ї." is a word.
    let is_part = part.len() == whole.len() || part.chars().all(char::is_uppercase);
    let is_initial = is_part && part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let word = part.to_lowercase();
    !(is_initial || SHORT.contains(&word.as_str())) || next.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Vec<usize> {
        breaths(text).iter().map(|sentence| sentence.words).collect()
    }

    #[test]
    fn an_apostrophe_makes_no_initial() {
        assert_eq!(count("Зміни в сім’ї. Його адреса тут."), [3, 3]);
        assert_eq!(count("Le bureau d’A. Martin est ici."), [6]);
    }

    #[test]
    fn sentences_end_as_in_their_script() {
        let check = |text: &str, expected: &[usize]| assert_eq!(count(text), expected, "{text}");
        check("Gardez votre numéro. Il sert longtemps !", &[3, 3]);
        check("Le plafond est de 23\u{202f}403 €. Vous\u{a0}?", &[5, 1]);
        check("Appelez le 03 20 00 00 00 ce soir.", &[5]);
        check("M. X lit l’art. L. 441 du code. Puis p. ex. cela", &[8, 4]);
        check("« Qui paie ? » demande-t-elle.", &[3]);
        check("هل لديكم رقم؟ احتفظوا به.", &[3, 2]);
        check("ቁጽርኹም ሓዙ። ኣይትጥፍእዎ።", &[2, 1]);
        check("ہاں۔ نہیں۔", &[1, 1]);
        check("Збережіть номер. Він потрібен!", &[2, 2]);
        check("Une ligne\nune autre", &[2, 2]);
        check("3.5 % de plus", &[3]);
        check("Le préfet demande : l’aide ; un papier", &[3, 1, 2]);
        check("… — !", &[]);
    }

    #[test]
    fn the_first_sentence_ends_where_another_begins() {
        let check = |text: &str, expected: &str| assert_eq!(first(text), expected, "{text}");
        check("Faite par une machine. Personne ne l’a relue.", "Faite par une machine.");
        check("እዚ ብማሽን እዩ ተሰሪሑ። ዝኾነ ሰብ ኣየረጋገጾን።", "እዚ ብማሽን እዩ ተሰሪሑ።");
        check("Une seule : 3.5 %.", "Une seule : 3.5 %.");
        check("这份译文是机器翻译的。没有人重新读过。", "这份译文是机器翻译的。没有人重新读过。");
    }

    #[test]
    fn a_pause_ends_no_sentence() {
        let words = |text| sentences(text).iter().map(|sentence| sentence.words).collect::<Vec<_>>();
        assert_eq!(words("Le préfet demande : l’aide ; un papier. Oui."), [6, 1]);
    }
}
