//! What a draft leaves behind: blanks that nobody filled in, filler text, the words of a form's field, notes of a review, and
//! lines that are a definition, a comment or a note elsewhere.

use super::{Here, Slip, is_word, review};
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
    "ПІБ",
    "ФИО",
    "ІМ’Я",
    "СУМА",
    "СУММА",
    "الاسم",
    "العنوان",
    "التاريخ",
    "المبلغ",
    "الرقم",
    "نام",
    "آدرس",
    "تاریخ",
    "مبلغ",
    "شماره",
    "نوم",
    "پته",
    "نېټه",
    "ስም",
    "ኣድራሻ",
    "ዕለት",
    "ቁጽሪ",
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
    "à vérifier",
    "à valider",
    "à revoir",
    "à confirmer",
    "à définir",
    "commentaire :",
    "commentaire\u{a0}:",
    "comment:",
    "note :",
    "note\u{a0}:",
    "note:",
    "ndlr",
    "nota :",
    "insérer",
    "insert ",
    "to check",
    "check:",
    "перевірити",
    "уточнити",
    "примітка",
    "вставити",
    "проверить",
    "уточнить",
    "примечание",
    "вставить",
    "ملاحظة",
    "للمراجعة",
    "للتحقق",
    "أدخل",
    "بررسی شود",
    "یادداشت",
    "وارد کنید",
];

/// How it ends.
const ENDS: &[&str] = &[" à venir", " à compléter", " à préciser", " à définir", " tbd", " tbc"];

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
}

/// Whether words are what a draft calls something that it does not know yet: `NOM DU BAILLEUR`, `Prénom`.
pub(super) fn is_name_of_blank(words: &str) -> bool {
    let first = words.split([' ', ',', '/', ':', '.', '_']).next().unwrap_or_default().to_uppercase();
    BLANKS.contains(&first.as_str())
}

/// `[NOM]`, `[à compléter]`, `[fn:1]`, `[PD1]`.
pub(super) fn bracket(here: Here) -> Option<Slip> {
    let inner = here.rest().strip_prefix('[')?;
    let long = inner.find(']').filter(|long| *long <= LONGEST)?;
    let inner = inner.get(..long)?.trim();
    let range = here.range(long + 2);
    if inner.strip_prefix("fn:").is_some_and(|name| !name.is_empty()) {
        return Some(Slip::new(rule::footnotes::MISSING, range));
    }
    let capitals = !inner.contains(char::is_lowercase) && inner.contains(char::is_alphabetic);
    let is_blank = capitals && is_name_of_blank(inner);
    let lower = inner.to_lowercase();
    let is_note =
        NOTES.iter().any(|note| lower.starts_with(note)) || ENDS.iter().any(|end| lower.ends_with(end));
    let is_mark = review::mark(inner, here.before());
    (is_blank || is_note || is_mark).then(|| Slip::new(rule::markdown::BLANK, range))
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
    if let Some(slip) = review::line(line) {
        return Some(slip);
    }
    note(line, above).then(|| whole("[^1]: …"))
}

/// How far above a note its call is looked for, in bytes.
const FARTHEST_CALL: usize = 20_000;

/// Whether a line is the note that a number in brackets calls further up: `[1] words`, `(1) words`, `[a] words`.
fn note(line: &str, above: &str) -> bool {
    let Some(inner) = line.strip_prefix(['[', '(']) else { return false };
    let Some((number, after)) = inner.split_once([']', ')']) else { return false };
    let is_number = (1..=2).contains(&number.chars().count()) && number.chars().all(char::is_numeric);
    let is_letter = line.starts_with('[')
        && number.len() == 1
        && number.starts_with(|letter: char| letter.is_ascii_lowercase());
    let Some(call) = line.get(..number.len() + 2) else { return false };
    let above = &above[above.ceil_char_boundary(above.len().saturating_sub(FARTHEST_CALL))..];
    let is_call = |before: &str| match line.starts_with('[') {
        true => !before.ends_with(['\n', '-', ' ']),
        false => before.trim_end_matches(' ').ends_with(char::is_alphabetic),
    };
    let called = || above.match_indices(call).any(|(at, _)| is_call(&above[..at]));
    (is_number && after.starts_with(' ') || is_letter) && called()
}

/// Whether a line rules the columns of a table that other programs draw: `-----  -----`, `===== =====`.
pub(in crate::document) fn is_ruled(line: &str) -> bool {
    let mut groups = line.split_whitespace();
    let is_rule = |group: &str| {
        group.len() > 2 && (group.bytes().all(|byte| byte == b'-') || group.bytes().all(|byte| byte == b'='))
    };
    groups.clone().count() > 1 && groups.all(is_rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let mut slips = Vec::new();
        find(text, &mut |slip| slips.push(slip.range));
        let brackets = text.match_indices('[').filter_map(|(at, _)| bracket(Here { text, at }));
        slips.extend(brackets.map(|slip| slip.range));
        slips.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_nobody_filled_in_is_found() {
        assert_eq!(all("Appelez [NOM] avant TODO."), ["TODO", "[NOM]"]);
        assert_eq!(all("Payez [à compléter]."), ["[à compléter]"]);
        assert_eq!(all("Lorem ipsum dolor sit"), ["Lorem ipsum dolor"]);
        assert_eq!(
            all("[PRÉNOM, NOM] [Commented [PD1]: à revoir]"),
            ["[PRÉNOM, NOM]", "[Commented [PD1]", "[PD1]"]
        );
        assert_eq!(all("[Titre à venir], [الاسم], [ПІБ]"), ["[Titre à venir]", "[الاسم]", "[ПІБ]"]);
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
        assert_eq!(near("(1) Selon la loi.", "Deux mois (1).\n\n"), Some("[^1]: …".to_owned()));
        assert_eq!(near("(1) la carte", "Apportez :\n\n(1) le bail\n\n"), None);
        assert_eq!(near("[a]À vérifier", "Le loyer[a] baisse.\n\n"), Some("[^1]: …".to_owned()));
        assert!(
            is_ruled("--------  -----")
                && is_ruled("===== ====")
                && !is_ruled("-----")
                && !is_ruled("a -- b")
        );
        assert_eq!(near("std::vec est un nom", ""), None);
    }
}
