//! Quotes that are opened and never closed: the rows behind them would vanish into one cell.

/// Whether a quote that is not closed, or closed rows later, swallows rows.
///
/// A cell may well have several lines. If one of them has as many separators as a row, or the text ends before the quote is
/// closed, it is no cell.
pub(super) fn swallow_rows(text: &str, mark: u8, width: usize) -> bool {
    let mark = char::from(mark);
    let mut letters = text.char_indices().peekable();
    let mut is_start = true;
    while let Some((at, letter)) = letters.next() {
        if letter != '"' || !is_start {
            is_start = letter == mark || matches!(letter, '\r' | '\n');
            continue;
        }
        let mut end = None;
        while let Some((place, letter)) = letters.next() {
            if letter == '"' && letters.next_if(|(_, next)| *next == '"').is_none() {
                end = Some(place);
                break;
            }
        }
        let Some(end) = end else { return true };
        let inner = &text[at + 1..end];
        // In a sentence a blank follows the sign, in a row the next cell does.
        let is_row = |line: &str| separators(line, mark) + 1 >= width.max(3);
        if inner.split(['\r', '\n']).count() > 1 && inner.split(['\r', '\n']).any(is_row) {
            return true;
        }
        is_start = false;
    }
    false
}

fn separators(line: &str, mark: char) -> usize {
    let behind = |(at, _): (usize, &str)| line[at + mark.len_utf8()..].chars().next();
    line.match_indices(mark)
        .filter(|found| !behind(*found).is_some_and(|next| next == ' ' || next == '\u{a0}'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_do_not_vanish_into_a_cell() {
        for (text, expected) in [
            ("a;b;c\n1;\"x;3\n4;5;6\n", true),
            ("a;b;c\n1;\"x;3\n4;5;6\n7;\"y\";9\n", true),
            ("a;b;c\n1;2;\"x\n4;5;6", true),
            ("a;b;c\n1;\"x\ny; z\";3\n", false),
            ("a;b;c\n1;\"il dit \"\"oui\"\"\";3\n", false),
            ("a;b;c\n1;12\" écran;3\n4;5;6\n", false),
            ("a;b;c\n\"1;2;3\";2;3\n", false),
            ("a;b;c\n1;\"x\ny; z; t; u\";3\n", false),
            ("", false),
        ] {
            assert_eq!(swallow_rows(text, b';', 3), expected, "{text}");
        }
    }
}
