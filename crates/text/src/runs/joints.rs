//! What may stand between two words or numbers of one run.

use super::{pairs::is_bracket, pieces::Class};

/// Whether what stands between two pieces keeps them in one run; `word` is the piece before it.
///
/// Without a space on either side nearly everything does: `2026-27`, `a?b=c`. With one, it depends on what is joined.
pub fn joins(word: &str, before: Class, gap: &str, after: Class) -> bool {
    if gap.contains(is_bracket) {
        return false;
    }
    let is_steering = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}');
    let marks: String =
        gap.chars().filter(|letter| !letter.is_whitespace() && !is_steering(*letter)).collect();
    let words = before != Class::Digits && after != Class::Digits;
    if marks.is_empty() {
        return true;
    }
    if marks.chars().any(|mark| !is_joint(mark)) {
        return words && marks.chars().count() == 1 && is_arrow(&marks);
    }
    if !gap.contains(char::is_whitespace) {
        return true;
    }
    match marks.as_str() {
        "." => is_abbreviation(word, before),
        // A comparison has spaces on both sides; other such marks are brackets.
        "<" | ">" => gap.starts_with(char::is_whitespace) && gap.ends_with(char::is_whitespace),
        ":" | ".:" => before != Class::Digits,
        ";" | "!" | "?" | "…" => words,
        "-" | "–" | "—" | "−" => {
            (before == Class::Digits) == (after == Class::Digits) || before != Class::Digits
        }
        _ => marks.chars().count() <= 3,
    }
}

/// Whether a gap between two numbers is that of a list, such as "115, 112".
pub fn is_list(before: Class, gap: &str, after: Class) -> bool {
    before == Class::Digits
        && after == Class::Digits
        && gap.contains(char::is_whitespace)
        && gap.trim() == ","
}

/// The length of the sign of a unit after a number: `€` of "25 €".
pub fn sign(rest: &str) -> usize {
    let mut letters = rest.char_indices();
    let Some((_, first)) = letters.next() else { return 0 };
    if matches!(first, '°' | '′' | '″') {
        return first.len_utf8();
    }
    let (at, mark) = match letters.next() {
        Some(second) if matches!(first, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') => second,
        _ => (0, first),
    };
    let is_sign =
        matches!(mark, '%' | '‰' | '٪' | '؉' | '؊' | '$' | '£' | '¢' | '¥' | '\u{20a0}'..='\u{20cf}');
    if is_sign { at + mark.len_utf8() } else { 0 }
}

fn is_arrow(mark: &str) -> bool {
    matches!(mark, "→" | "⇒" | "➔" | "➜" | "⟶" | "›" | "▸")
}

/// Whether a mark can stand inside a run: those of numbers, addresses, codes and Latin sentences.
fn is_joint(mark: char) -> bool {
    mark.is_ascii_punctuation() && !is_bracket(mark)
        || matches!(
            mark,
            '’' | '‘'
                | '–'
                | '—'
                | '−'
                | '‑'
                | '‐'
                | '…'
                | '·'
                | '°'
                | '×'
                | '÷'
                | '±'
                | '§'
                | '№'
        )
        || matches!(mark, '٫' | '٬' | '٪' | '٭' | '؍' | '€' | '£' | '′' | '″' | '⁄' | '≈' | '≤' | '≥' | '¹')
}

/// Whether a full stop after a word shortens it: "av. Foch", "Tél. 03", but not "CCAS. Lille".
fn is_abbreviation(word: &str, class: Class) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    class != Class::Digits && letters <= 4 && (letters == 1 || capitals < letters)
}
