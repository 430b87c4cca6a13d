//! What a draft leaves behind: blanks that nobody filled in, filler text, the words of a form's field, notes of a review, and
//! lines that are a definition, a comment or a note elsewhere.

use super::{Slip, is_word};
use crate::diagnostic::rule;

/// The most bytes of a blank in brackets.
const LONGEST: usize = 80;

/// First words of blanks in capitals: other capitals in brackets may be an abbreviation.
const BLANKS: &[&str] = &[
    "NOM",
    "NOMS",
    "PRÉNOM",
    "PRENOM",
    "ADRESSE",
    "DATE",
    "LIEU",
    "VILLE",
    "RUE",
    "NUMÉRO",
    "NUMERO",
    "TÉLÉPHONE",
    "MONTANT",
    "SIGNATURE",
    "RÔLE",
    "ROLE",
    "TITRE",
    "LIEN",
    "TEXTE",
    "XX",
    "XXX",
    "NAME",
    "ADDRESS",
    "CITY",
    "PHONE",
    "AMOUNT",
    "LINK",
    "PLACE",
    "NUMBER",
    "TEXT",
    "ІМ'Я",
    "ІМʼЯ",
    "АДРЕСА",
    "ДАТА",
    "ИМЯ",
    "АДРЕС",
];

/// How a note to oneself in brackets begins, in small letters.
const NOTES: &[&str] = &[
    "à compléter",
    "a completer",
    "à remplir",
    "à préciser",
    "à insérer",
    "à traduire",
    "todo",
    "tbd",
    "tbc",
    "fixme",
    "to be completed",
    "to be confirmed",
    "to fill in",
    "fill in",
    "supprimé :",
    "ajouté :",
    "deleted:",
    "commented [",
    "commenté [",
    "commentaire [",
    "доповнити",
    "заповнити",
    "заполнить",
    "للاستكمال",
    "يستكمل",
    "تکمیل شود",
    "بشپړ شي",
    "tamamlanacak",
];

/// Notes to oneself in capitals, wherever they stand.
const WORDS: &[&str] = &["TODO", "TBD", "TBC", "FIXME"];

/// Filler text, and what a word processor writes into an empty field.
const FILLERS: &[&str] = &[
    "orem ipsum dolor",
    "iquez ou appuyez ici pour entrer",
    "iquez ici pour entrer du texte",
    "lick or tap here to enter",
    "lick here to enter text",
    "licken oder tippen Sie hier",
    "exte à venir",
];

/// What follows a number that is not known yet: "XX euros".
const UNITS: &[&str] =
    &["€", "euro", "jour", "mois", "an", "%", "h", "day", "month", "year", "pound", "£", "rue"];

/// Every blank of a text that stands in no brackets.
pub(super) fn find(text: &str, found: &mut dyn FnMut(Slip)) {
    let slip = |start: usize, end: usize| Slip::new(rule::markdown::BLANK, start..end);
    for word in WORDS {
        for (at, _) in text.match_indices(word) {
            let end = at + word.len();
            let alone = !is_word(text[..at].chars().next_back()) && !is_word(text[end..].chars().next());
            // In brackets, the whole of them is told.
            if alone && !text[..at].ends_with('[') {
                found(slip(at, end));
            }
        }
    }
    for filler in FILLERS {
        if let Some(at) = text.find(filler) {
            let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
            found(slip(start, at + filler.len()));
        }
    }
    unknown_number(text, found);
}

/// `XX euros`.
fn unknown_number(text: &str, found: &mut dyn FnMut(Slip)) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("XX")).map(|next| from + next) {
        let run = text[at..].bytes().take_while(|byte| *byte == b'X').count();
        from = at + run;
        let after = text[from..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let apart = after.len() < text[from..].len();
        if apart
            && !is_word(text[..at].chars().next_back())
            && UNITS.iter().any(|unit| after.starts_with(unit))
        {
            found(Slip::new(rule::markdown::BLANK, at..from));
        }
    }
}

/// `[NOM]`, `[à compléter]`, `[fn:1]`: the text begins with the bracket, which stands at this byte of a longer one.
pub(super) fn bracket(rest: &str, at: usize) -> Option<Slip> {
    let inner = rest.strip_prefix('[')?;
    let long = inner.find(']').filter(|long| *long <= LONGEST)?;
    let inner = inner.get(..long)?.trim();
    let range = at..at + long + 2;
    if inner.strip_prefix("fn:").is_some_and(|name| !name.is_empty()) {
        return Some(Slip::new(rule::footnotes::MISSING, range));
    }
    let capitals = !inner.contains(char::is_lowercase) && inner.contains(char::is_alphabetic);
    let first = inner.split([' ', ',', '/', ':', '.']).next().unwrap_or_default();
    let is_blank = capitals && BLANKS.contains(&first);
    let lower = inner.to_lowercase();
    (is_blank || NOTES.iter().any(|note| lower.starts_with(note)))
        .then(|| Slip::new(rule::markdown::BLANK, range))
}

/// A line that another program reads as a definition, a comment or a note, or that draws a table.
pub(super) fn line(line: &str, above: &str) -> Option<Slip> {
    let whole = |near: &str| Slip::new(rule::markdown::FOREIGN, 0..line.len()).with_near(near);
    if line.starts_with("; ") && line.contains(" : ") {
        return Some(whole("- **…** : …"));
    }
    if let Some((term, after)) = line.split_once("::") {
        let is_term = term.starts_with(char::is_alphabetic)
            && term.chars().count() <= 40
            && !term.contains([':', '(', '/', '`', '.']);
        if is_term && (after.is_empty() || after.starts_with(' ')) {
            return Some(whole("- **…** : …"));
        }
    }
    if line.strip_prefix("// ").is_some_and(|words| words.starts_with(char::is_alphabetic)) {
        return Some(Slip::new(rule::markdown::FOREIGN, 0..line.len()));
    }
    if line.starts_with(|first| ('\u{2500}'..='\u{257f}').contains(&first)) {
        return Some(Slip::new(rule::tables::BROKEN, 0..line.len()).with_near("| … | … |"));
    }
    note(line, above).then(|| whole("[^1]: …"))
}

/// How far above a note its call is looked for, in bytes.
const FARTHEST_CALL: usize = 4000;

/// Whether a line is the note that a number in brackets calls further up: `[1] words`.
fn note(line: &str, above: &str) -> bool {
    let Some(inner) = line.strip_prefix('[') else { return false };
    let Some((number, after)) = inner.split_once(']') else { return false };
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let call = format!("[{number}]");
    let above = &above[above.ceil_char_boundary(above.len().saturating_sub(FARTHEST_CALL))..];
    let called = || above.match_indices(&call).any(|(at, _)| !above[..at].ends_with(['\n', '-', ' ']));
    is_number && after.starts_with(' ') && called()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let mut slips = Vec::new();
        find(text, &mut |slip| slips.push(slip.range));
        let brackets = text.match_indices('[').filter_map(|(at, _)| bracket(&text[at..], at));
        slips.extend(brackets.map(|slip| slip.range));
        slips.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_nobody_filled_in_is_found() {
        assert_eq!(all("Appelez [NOM] avant TODO."), ["TODO", "[NOM]"]);
        assert_eq!(all("Payez XX euros, [à compléter]."), ["XX", "[à compléter]"]);
        assert_eq!(all("Lorem ipsum dolor sit"), ["Lorem ipsum dolor"]);
        assert_eq!(all("[PRÉNOM, NOM] [Commented [PD1]: à revoir]"), ["[PRÉNOM, NOM]", "[Commented [PD1]"]);
    }

    #[test]
    fn abbreviations_and_prompts_are_no_blanks() {
        for text in
            ["[CAF]", "[votre nom]", "le XX siècle", "MASTODONTE", "XXL", "[1]", "[DALO] et [voir plus bas]"]
        {
            assert!(all(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn lines_of_other_programs_are_found() {
        let near = |text, above| line(text, above).map(|slip| slip.near.unwrap_or_default());
        assert_eq!(near("; Bail : un contrat", ""), Some("- **…** : …".to_owned()));
        assert_eq!(near("Bail:: un contrat", ""), Some("- **…** : …".to_owned()));
        assert_eq!(near("// à revoir", ""), Some(String::new()));
        assert_eq!(near("[1] Le contrat.", "Le bail[1] dit.\n\n"), Some("[^1]: …".to_owned()));
        assert_eq!(near("[1] Le contrat.", ""), None);
        assert_eq!(near("std::vec est un nom", ""), None);
    }
}
