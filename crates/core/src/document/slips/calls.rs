//! Numbers in brackets that call a note as on paper: `two months (1)`, `two months[1]`. Markdown makes nothing of them.

use trousseau_text::digits;

use super::{super::diagnostics::Notes, Slip};
use crate::diagnostic::rule;

/// Beginnings of words that are counted or have a number: `case (1)`.
const NUMBERED: &str = "cas point article étape question annexe colonne ligne option alinéa tableau figure lettre numéro partie page \
    note groupe catégor chiffre touche phrase choix niveau step box table column line key group choice part \
    level number paragraph item пункт випад крок статт питан сторін шаг случа стать вопрос الحال النقط الماد \
    الخطو الخان السؤال رقم بند ماده مرحله گزینه شماره ماده ګام ነጥቢ ዓንቀጽ ቁጽሪ ስጉምቲ";

/// Numbers in words, from one on: `deux (2) mois` says a number twice. French and English "one" may be an article.
const WORDS: [&str; 5] = [
    "один одна одного واحد واحدا واحدًا واحدة یک یو ሓደ",
    "deux two два дві двох две двух اثنان اثنين دو دوه ክልተ",
    "trois three три трьох трех ثلاثة ثلاث سه درې ሰለስተ",
    "quatre four чотири четыре أربعة أربع چهار څلور ኣርባዕተ",
    "cinq five п'ять пять خمسة خمس پنج پنځه ሓሙሽተ",
];

/// A number in brackets behind words.
struct Call {
    at: usize,
    end: usize,
    digit: char,
    value: u32,
}

/// Every call of a text that has no note in its body.
pub(super) fn find(text: &str, notes: &Notes, found: &mut dyn FnMut(Slip)) {
    if !text.contains(['(', '[', '¹', '²', '³']) {
        return;
    }
    let body = notes.body();
    raised(text, notes, found);
    squared(text, notes, found);
    let calls: Vec<Call> = text.match_indices('(').filter_map(|(at, _)| call(text, at)).collect();
    let Some(last) = calls.last() else { return };
    let ends = text[last.end..].trim_start().chars().next().is_none_or(|next| !next.is_alphanumeric());
    let near = |two: &[Call]| matches!(two, [one, two] if !text[one.end..two.at].trim().contains(' '));
    let said = calls.iter().any(|call| {
        let word = word_before(text, call.at);
        NUMBERED.split(' ').any(|start| word.starts_with(start)) || counted(text, call)
    });
    if !ends || said || calls.windows(2).any(near) {
        return;
    }
    for call in calls {
        let written = &text[call.at..call.end];
        if is_begun(&call, body) && !notes.is_noted(written) {
            found(
                Slip::new(rule::footnotes::MISSING, call.at..call.end)
                    .with_near(format!("[^{}]", call.value)),
            );
        }
    }
}

/// The number in brackets at this byte, when words stand before it and no number behind it.
fn call(text: &str, at: usize) -> Option<Call> {
    let inner = &text[at + 1..];
    let digit = inner.chars().next()?;
    let value = digits::ascii(digit)?.to_digit(10).filter(|value| *value > 0)?;
    let end = at + 1 + digit.len_utf8() + 1;
    let closed = inner[digit.len_utf8()..].starts_with(')');
    let before = text[..at].trim_end().chars().next_back()?;
    let after = text.get(end..)?.trim_start().chars().next();
    (closed && (before.is_alphabetic() || before == '»') && !after.is_some_and(char::is_numeric))
        .then_some(Call { at, end, digit, value })
}

fn word_before(text: &str, at: usize) -> String {
    let word = text[..at].split_whitespace().next_back().unwrap_or_default();
    let word = word.rsplit(['\'', '’']).next().unwrap_or_default();
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// Whether one of the two words before a call is its number; a single "one" is an article.
fn counted(text: &str, call: &Call) -> bool {
    let number =
        (call.value as usize).checked_sub(1).and_then(|at| WORDS.get(at)).copied().unwrap_or_default();
    let mut words = text[..call.at].split_whitespace().rev().take(2);
    // In Arabic a noun itself says that there are two.
    let is_dual = |word: &str| call.value == 2 && (word.ends_with("ين") || word.ends_with("ان"));
    words.any(|word| is_dual(word) || number.split(' ').any(|own| own == word.to_lowercase()))
}

/// Whether the calls of a body count from one to this one.
fn is_begun(call: &Call, body: &str) -> bool {
    let before = char::from_u32(u32::from(call.digit) - 1);
    call.value == 1 || before.is_some_and(|before| body.contains(&format!("({before})")))
}

/// `deux mois[1]`, glued to its word or to the sign behind it. One whose note stands further down is told there.
fn squared(text: &str, notes: &Notes, found: &mut dyn FnMut(Slip)) {
    let mut last = 0;
    for (at, _) in text.match_indices('[') {
        let inner = &text[at + 1..];
        let number: String = inner.chars().map_while(digits::ascii).take(3).collect();
        let long: usize = inner.chars().take(number.len()).map(char::len_utf8).sum();
        let Some(after) = inner[long..].strip_prefix(']') else { continue };
        // Two calls may stand behind a word.
        let glued = last > 0 && last == at
            || text[..at].ends_with(|sign: char| !sign.is_whitespace() && !"([]{*_-–—/|\\".contains(sign));
        let end = at + long + 2;
        let is_link = match after.strip_prefix('[') {
            Some(next) => !next.starts_with(|digit| digits::ascii(digit).is_some()),
            None => after.starts_with(['(', ':']),
        };
        if !number.is_empty() && glued && !is_link && !notes.is_noted(&text[at..end]) {
            last = end;
            found(Slip::new(rule::footnotes::MISSING, at..end).with_near(format!("[^{number}]")));
        }
    }
}

/// A small raised number behind a word, `deux mois¹`, where `²` alone may be a square.
fn raised(text: &str, notes: &Notes, found: &mut dyn FnMut(Slip)) {
    for (at, sign) in text.match_indices(['¹', '²', '³']) {
        let value = match sign {
            "¹" => 1,
            "²" => 2,
            _ => 3,
        };
        let before: Vec<char> =
            text[..at].chars().rev().take(3).take_while(|letter| letter.is_alphabetic()).collect();
        let after = text[at + sign.len()..].chars().next();
        let alone = before.len() == 3 && !after.is_some_and(char::is_alphanumeric);
        let first = value == 1 || notes.body().contains('¹');
        if alone && first && !notes.is_noted(sign) {
            found(Slip::new(rule::footnotes::MISSING, at..at + sign.len()).with_near(format!("[^{value}]")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::repair::repair, source::SourcePath};

    fn all(text: &str) -> Vec<&str> {
        let repaired = repair(text);
        let path = SourcePath::from("content/a/fr.md");
        let (notes, mut slips) = (Notes::new(&repaired, 0, &path), Vec::new());
        find(text, &notes, &mut |slip| slips.push(slip.range));
        slips.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn calls_without_notes_are_found() {
        assert_eq!(all("Le délai est de deux mois (1). C’est gratuit."), ["(1)"]);
        assert_eq!(all("Apportez la carte (1) et le bail (2)."), ["(1)", "(2)"]);
        assert_eq!(all("المهلة شهران (١). الملف مجاني."), ["(١)"]);
        assert_eq!(all("Термін два місяці (1)"), ["(1)"]);
        assert_eq!(all("deux mois¹ et le loyer²"), ["¹", "²"]);
        assert_eq!(all("Le délai est de deux mois[1]. C’est gratuit.[12]"), ["[1]", "[12]"]);
        assert_eq!(all("المهلة شهران[١]."), ["[١]"]);
        assert_eq!(all("en 2024[1], 450 €[2], 30 %[3], (CAF)[4]"), ["[1]", "[2]", "[3]", "[4]"]);
        assert_eq!(all("Deux mois[1][2] et la suite."), ["[1]", "[2]"]);
        assert_eq!(all("شهران[١][٢]."), ["[١]", "[٢]"]);
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "Les cas (1), (2) et (3) sont dans l’article.",
            "Il faut : (1) la carte ; (2) le bail ; (3) la clé.",
            "Apportez (1) la carte (2) le bail (3) la clé",
            "un délai de deux (2) mois",
            "un enfant (1) ou deux enfants (2).",
            "إذا كنتم شخصًا واحدًا (1) أو شخصين (2)، يبقى لكم",
            "خلال شهر واحد (1).",
            "Appelez le (1) 40 20 30 40.",
            "Voir l’article (2).",
            "20 m², 3 km², 12 cm³",
            "Deux mois (1).\n\n(1) Selon la loi.",
            "Deux mois (2024).",
            "la case [1], puis t[1234] et le lien[1](guide:suivre)",
            "le tableau a[1][x] et [1][2]",
            "Deux mois[1].\n\n[1] Selon la loi.",
        ] {
            assert!(all(text).is_empty(), "{text}: {:?}", all(text));
        }
    }
}
