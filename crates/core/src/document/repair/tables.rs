//! The line under the head of a table, drawn with dashes that are none to Markdown.

use std::ops::Range;

use trousseau_text::settled::is_invisible;

use super::{
    Mends,
    letters::{is_dash, is_odd_space},
};

/// Draws the rule of a table with hyphens when it is the second of lines with bars and was drawn with others.
pub(super) fn rule(body: &str, lines: &[Range<usize>], number: usize, mends: &mut Mends) {
    let line = |number: usize| lines.get(number).and_then(|line| body.get(line.clone())).unwrap_or_default();
    let (Some(own), Some(before)) = (lines.get(number), number.checked_sub(1)) else { return };
    if line(number).is_ascii() || !is_rule(line(number)) || !line(before).contains('|') {
        return;
    }
    // In a row further down, a dash says that there is nothing.
    let is_second = before.checked_sub(1).is_none_or(|above| !line(above).contains('|'));
    if !is_second || is_rule(line(number + 1)) {
        return;
    }
    for (at, letter) in line(number).char_indices().filter(|(_, letter)| !letter.is_ascii()) {
        let bytes = own.start + at..own.start + at + letter.len_utf8();
        let words = if is_dash(letter) {
            "-"
        } else if is_invisible(letter) {
            ""
        } else {
            " "
        };
        mends.mend(bytes, words);
    }
}

/// Whether the first row of a table outside of any list stands behind so many spaces that it is a block of code.
pub(super) fn begins_indented(body: &str, lines: &[Range<usize>], number: usize) -> bool {
    let line = |number: usize| lines.get(number).and_then(|line| body.get(line.clone())).unwrap_or_default();
    let text = line(number);
    let wide = text.len() - text.trim_start_matches([' ', '\t']).len();
    let is_code = wide > 3 || text[..wide].contains('\t');
    if !is_code || !is_rule(line(number + 1)) || number > 0 && !line(number - 1).trim().is_empty() {
        return false;
    }
    // Below a point of a list, spaces make the table a part of the point.
    let above = (0..number).rev().map(line).find(|above| !above.trim().is_empty());
    above.is_none_or(|above| !above.starts_with([' ', '\t']) && !is_point(above))
}

fn is_point(line: &str) -> bool {
    let rest = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    line.starts_with(['-', '*', '+', '>']) || rest.len() < line.len() && rest.starts_with(['.', ')'])
}

fn is_rule(line: &str) -> bool {
    let fits = |letter: char| {
        is_dash(letter)
            || is_odd_space(letter)
            || is_invisible(letter)
            || matches!(letter, '-' | '|' | ':' | ' ' | '\t' | '>')
    };
    line.contains(['|']) && line.contains(|letter| letter == '-' || is_dash(letter)) && line.chars().all(fits)
}
