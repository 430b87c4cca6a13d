//! Cells that do not hold what somebody wrote: a formula without its value, an error in its place, letters of another encoding.

use trousseau_core::{
    diagnostic::{Rule, rule},
    document::is_damaged,
};

use super::{letters, plain};

/// What stands in a cell for a formula whose value the file does not hold. The file of rejected rows has it too, so that the
/// row is refused again until somebody writes the value.
pub(super) const NO_VALUE: &str = "#=?";

/// What spreadsheet programs write in place of a value, in their languages, without `#`, signs behind it and blanks.
const ERRORS: &str = "N/A N/D NV NA NODISP Н/Д REF BEZUG RIF REFERENCIA ССЫЛКА ССЫЛ ПОСИЛАННЯ VALUE VALEUR WERT VALOR \
    ¡VALOR VALORE WAARDE ЗНАЧ DIV/0 ¡DIV/0 DEEL/0 ДЕЛ/0 ДІЛ/0 NAME NOM NOME NOMBRE ¿NOMBRE NAAM ИМЯ \
    ІМ'Я ІМ’Я NUM ¡NUM NUMÉRO ZAHL ЧИСЛО NULL NUL NULO ¡NULO NULLO ПУСТО SPILL PROPAGATION CALC \
    FIELD BLOCKED CONNECT UNKNOWN BUSY EXTERNAL GETTING_DATA ERROR ERREUR";

/// The rule that a cell breaks: an error of the spreadsheet, a formula without a value, damaged letters.
pub(super) fn of(cell: &str) -> Option<Rule> {
    let cell = cell.trim();
    if cell == NO_VALUE || is_formula(cell) {
        Some(rule::import::FORMULA)
    } else if is_error(cell) {
        Some(rule::import::ERROR_VALUE)
    } else if letters::are_mangled(cell) || is_damaged(cell) || is_all_lost(cell) {
        Some(rule::import::LETTERS)
    } else {
        None
    }
}

/// Whether nothing but question marks is left of several words: "???? ?????", where a program had none of their letters.
fn is_all_lost(cell: &str) -> bool {
    let words = cell.split_whitespace().filter(|word| word.len() > 1).count();
    words > 1
        && cell.chars().all(|letter| letter.is_whitespace() || "?.,;:!-".contains(letter))
        && cell.contains("??")
}

/// Whether a cell holds a formula as a text: `=SUM(A1:A3)`, `=B2`. "= plus court" is none.
fn is_formula(cell: &str) -> bool {
    let Some(formula) = cell.strip_prefix('=') else { return false };
    let begins = formula
        .starts_with(|letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '(' | '-' | '+'));
    begins
        && formula.contains(|letter: char| letter.is_ascii_digit() || letter == '(')
        && !formula.contains(' ')
}

/// Whether a cell holds an error in place of a value: `#N/A`, `#DIV/0 !`, `Err:502`, or hash signs where the column was too narrow.
fn is_error(cell: &str) -> bool {
    if !cell.starts_with(['#', 'E', 'e']) {
        return false;
    }
    let text: String = plain::digits(cell).split_whitespace().collect::<String>().to_uppercase();
    if let Some(name) = text.strip_prefix('#') {
        let name = name.trim_end_matches(['!', '?', ':']);
        return ERRORS.split(' ').any(|known| known == name)
            || name.len() > 2 && name.bytes().all(|sign| sign == b'#');
    }
    let number = ["ERR:", "ERREUR:", "ERROR:"].iter().find_map(|name| text.strip_prefix(name));
    number.is_some_and(|number| number.len() == 3 && number.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_known_in_the_languages_of_programs() {
        for cell in [
            "#N/A",
            "#N/D",
            "#NV",
            "#REF!",
            "#REF !",
            "#VALEUR!",
            "#VALUE!",
            "#DIV/0!",
            "#DIV/0 !",
            "#NOM ?",
            "#NAME?",
            "#NUM!",
            "#NULL!",
            "Err:502",
            "Err :508",
            "Erreur:502",
            "#ЗНАЧ!",
            "#ERROR!",
            "########",
            "#SPILL!",
        ] {
            assert_eq!(of(cell), Some(rule::import::ERROR_VALUE), "{cell}");
        }
        for cell in ["#=?", "=B2", "=SUM(A1:A3)", "=1+1"] {
            assert_eq!(of(cell), Some(rule::import::FORMULA), "{cell}");
        }
        for cell in [
            "#1",
            "# 1",
            "n° 2",
            "#logement",
            "NA",
            "N/A",
            "= plus court",
            "=> 2 pages",
            "le mot #N/A",
            "Erreur",
            "1",
            "",
            "##",
        ] {
            assert_eq!(of(cell), None, "{cell}");
        }
    }

    #[test]
    fn lost_letters_are_no_questions() {
        for cell in [
            "d?p?t",
            "L?cole est ferm?e",
            "le c?ur",
            "M?me phrase",
            "L\\u2019eau",
            "ferm=C3=A9e",
            "???? ????? ??",
        ] {
            assert_eq!(of(cell), Some(rule::import::LETTERS), "{cell}");
        }
        for cell in [
            "Où aller ? Qui appeler ?",
            "Pourquoi?Comment?",
            "c’est quoi?je ne sais pas",
            "quoi ??? pas clair",
            "page?id=3",
            "???",
            "? ?",
        ] {
            assert_eq!(of(cell), None, "{cell}");
        }
    }
}
