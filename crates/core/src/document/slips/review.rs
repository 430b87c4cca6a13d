//! What a review of a draft leaves in a copy of it: balloons of a word processor, marks of comments, notes to authors.

use super::Slip;
use crate::diagnostic::rule;

/// How the balloon of a comment begins, in small letters: `Commented [PD1]: …`.
const BALLOONS: &[&str] = &[
    "comment",
    "komment",
    "coment",
    "прокоментован",
    "примечание",
    "примітка",
    "коментар",
    "комментар",
    "تعليق",
    "علق",
    "توضیح",
    "یادداشت",
    "نظر",
    "تبصره",
    "açıklama",
    "ርእይቶ",
];

/// How the balloon of a change begins.
const CHANGES: &[&str] = &[
    "Mis en forme :",
    "Mis en forme\u{a0}:",
    "Formatted:",
    "Formatiert:",
    "Con formato:",
    "Deleted:",
    "Отформатировано:",
    "Відформатовано:",
    "تنسيق:",
];

/// The most letters of somebody's initials.
const INITIALS: usize = 4;

/// Whether a line may begin with a balloon.
pub(super) fn is_doubtful(line: &str) -> bool {
    line.contains("]:") || line.contains("] :") || CHANGES.iter().any(|start| line.starts_with(start))
}

/// The balloon of a comment or a change with which a line begins.
pub(super) fn line(line: &str) -> Option<Slip> {
    let is_change = CHANGES.iter().any(|start| line.starts_with(start));
    (is_change || is_balloon(&line.to_lowercase())).then(|| Slip::new(rule::markdown::BLANK, 0..line.len()))
}

/// Whether a line begins with one word, somebody's initials with a number in brackets, and a colon.
fn is_balloon(lower: &str) -> bool {
    let Some((word, rest)) = lower.split_once('[') else { return false };
    let Some((mark, after)) = rest.split_once(']') else { return false };
    let known = BALLOONS.iter().any(|start| word.starts_with(start)) && word.split_whitespace().count() == 1;
    known && is_mark(mark) && after.trim_start_matches([' ', '\u{a0}', '\u{202f}']).starts_with(':')
}

/// `PD1`: initials and a number.
fn is_mark(mark: &str) -> bool {
    let letters = mark.trim_end_matches(char::is_numeric);
    let digits = mark.len() - letters.len();
    (1..=3).contains(&digits)
        && (1..=INITIALS).contains(&letters.chars().count())
        && letters.chars().all(char::is_alphabetic)
}

/// The mark of a comment in a sentence: `[PD1]`, and `[a]` where its note stands below.
pub(super) fn mark(inner: &str, before: Option<char>) -> bool {
    let letters = inner.trim_end_matches(|letter: char| letter.is_ascii_digit());
    is_mark(inner)
        && letters.chars().count() > 1
        && letters.chars().all(char::is_uppercase)
        && before.is_none_or(|letter| !letter.is_alphanumeric() || letter.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balloons_are_found() {
        for text in [
            "Commented [PD1]: check",
            "Commenté [PD12] : à revoir",
            "Прокоментовано [ПД1]: перевірити",
            "تعليق [أ1]: راجع المبلغ",
            "Mis en forme : Police : Gras",
        ] {
            assert!(line(text).is_some(), "{text}");
        }
        for text in
            ["Commentaire : lisez.", "Comment [faire] : appelez", "Annexe [A1] : le bail", "Formation : oui"]
        {
            assert!(line(text).is_none(), "{text}");
        }
    }

    #[test]
    fn marks_are_initials_with_a_number() {
        assert!(mark("PD1", Some(' ')) && mark("CE12", Some('.')));
        assert!(!mark("B1", None) && !mark("1", None) && !mark("CAF", None) && !mark("pd1", None));
    }
}
