//! Tables for spreadsheets: CSV that opens with its accents and columns, and in which no cell is a formula.

use crate::formula::guarded;

/// A table as CSV (RFC 4180), in UTF-8 with the byte order mark by which Excel recognises it.
///
/// The separator is `;` where the decimal mark is a comma, as spreadsheets of such languages expect, else `,`.
pub fn csv(rows: &[Vec<String>], decimal: &str) -> Vec<u8> {
    let separator = if decimal == "," { ';' } else { ',' };
    let mut out = String::from("\u{feff}");
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                out.push(separator);
            }
            write(cell, separator, &mut out);
        }
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// One cell, on one line; in quotes where it would end early or needs an apostrophe.
fn write(cell: &str, separator: char, out: &mut String) {
    let words: Vec<&str> = cell
        .split(|letter: char| letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}')
        .collect();
    let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
    let cell = guarded(&line);
    if cell.len() == line.len() && !line.contains([separator, '"', ',', ';']) {
        out.push_str(&line);
        return;
    }
    out.push('"');
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: &str) {
        let bytes = csv(&[vec![cell.to_owned(), "x".to_owned()]], ",");
        let text = String::from_utf8(bytes).expect("text");
        assert_eq!(text, format!("\u{feff}{expected};x\r\n"), "{cell:?}");
    }

    #[test]
    fn cells_are_quoted_where_they_must() {
        check("demander", "demander");
        check("a;b", "\"a;b\"");
        check("dire « oui », \"non\"", "\"dire « oui », \"\"non\"\"\"");
        check("deux\r\n lignes\tici", "deux lignes ici");
        check("23\u{202f}403\u{a0}€", "23\u{202f}403\u{a0}€");
        check("a\u{0}b", "ab");
    }

    #[test]
    fn no_cell_is_a_formula() {
        check("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"");
        check("+33", "\"'+33\"");
        check("-1", "\"'-1\"");
        check("@SUM(A1)", "\"'@SUM(A1)\"");
        check("\t=1+1", "\"'=1+1\"");
        check("\u{a0}=1+1", "\"'\u{a0}=1+1\"");
        check("\u{0}=1+1", "\"'=1+1\"");
        check("＝1+1", "\"'＝1+1\"");
        check("1 = 1", "1 = 1");
    }

    #[test]
    fn the_separator_is_the_one_that_the_language_expects() {
        let rows = [vec!["a".to_owned(), "b".to_owned()]];
        assert_eq!(csv(&rows, "."), "\u{feff}a,b\r\n".as_bytes());
        assert_eq!(csv(&rows, ","), "\u{feff}a;b\r\n".as_bytes());
    }
}
