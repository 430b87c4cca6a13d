//! Cells that a spreadsheet program would take for a formula, and the apostrophe that makes a text of them.

use std::borrow::Cow;

use crate::settled::is_invisible;

/// What begins a formula (OWASP, "CSV Injection"); the full-width signs count in some languages.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell that no spreadsheet program takes for a formula: one that looks like it gets an apostrophe in front.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// The cell as it was before [`guarded`].
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// Whether the first letter that a program looks at is a sign of a formula. Blanks and invisible letters hide nothing,
/// since some programs skip them.
fn is_formula(cell: &str) -> bool {
    let hidden = |letter: char| letter.is_whitespace() || letter.is_control() || is_invisible(letter);
    cell.trim_start_matches(hidden).starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_formula_becomes_a_text_and_comes_back() {
        for cell in [
            "=1+1",
            "+33",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r\n=1",
            "\u{a0}=1",
            "\0=1",
            "\u{feff}=1",
            "\u{2066}=1",
            "\u{ad}\u{fe0f}=1",
            "＝1",
            "＠x",
        ] {
            assert_eq!(guarded(cell), format!("'{cell}"), "{cell:?}");
            assert_eq!(unguarded(&guarded(cell)), cell, "{cell:?}");
        }
        for cell in ["", "1 = 1", "'abc", "l’accès", "'"] {
            assert_eq!(guarded(cell), cell);
            assert_eq!(unguarded(cell), cell);
        }
    }
}
