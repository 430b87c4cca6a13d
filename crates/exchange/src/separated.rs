//! Tables as plain text (CSV): commas, semicolons, tabs or bars, in UTF-8, UTF-16 or an encoding of office programs.

mod quotes;

use std::borrow::Cow;

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use trousseau_core::diagnostic::rule;

use super::{
    columns,
    mapping::Mapping,
    table::{MOST_COLUMNS, Refusal, Table},
};
use trousseau_text::formula::unguarded;

/// How many rows are looked at to find out what separates the columns.
const SAMPLE: usize = 30;

/// Reads a text with columns. Rows may hold quoted line breaks; a row's line is the one on which it begins.
pub fn read(bytes: &[u8]) -> Result<Table, Refusal> {
    let text = decode(bytes)?;
    let (told, body, skipped) = told(&text);
    let mut best = None;
    for mark in told.map_or_else(|| vec![b';', b',', b'\t', b'|'], |mark| vec![mark]) {
        let sample = rows(body, mark, skipped, SAMPLE)?;
        let width = sample.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let known = columns::heading_row(&sample, &Mapping::default()).map_or(0, |(_, known)| known);
        if best.is_none_or(|(score, _)| (known, width) > score) {
            best = Some(((known, width), mark));
        }
    }
    let ((known, width), mark) = best.unwrap_or(((0, 0), b';'));
    if known > 1 && quotes::swallow_rows(body, mark, width) {
        return Err(rule::import::QUOTE);
    }
    rows(body, mark, skipped, usize::MAX)
}

fn rows(text: &str, mark: u8, skipped: usize, most: usize) -> Result<Table, Refusal> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    let mut record = csv::StringRecord::new();
    let (mut at, mut line, mut inner) = (0, skipped + 1, 0);
    // The input is valid UTF-8 in memory, so an error cannot occur; if it did, it would end the table.
    while table.rows.len() < most && reader.read_record(&mut record).unwrap_or(false) {
        // The reader's own line numbers are one too low after CR LF, so lines are counted here.
        let start = record.position().map_or(at, |place| place.byte() as usize);
        let start = start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
        line += breaks(&text[at..start]);
        at = start;
        for (column, cell) in record.iter().take(MOST_COLUMNS).enumerate() {
            table.put(line, column, unguarded(cell))?;
        }
        if let Some(row) = table.rows.last_mut().filter(|row| row.line == line) {
            (row.number, row.width) = (line - inner, record.len());
        }
        inner += record.iter().map(breaks).sum::<usize>();
    }
    Ok(table)
}

/// How many lines end in a text: with LF, CR LF, or the CR of old Macintosh programs.
fn breaks(text: &str) -> usize {
    text.matches(['\r', '\n']).count() - text.matches("\r\n").count()
}

/// The separator, if the first line names it as Excel does (`sep=;`); the text after that line; the number of lines skipped.
fn told(text: &str) -> (Option<u8>, &str, usize) {
    let line = text.lines().next().unwrap_or_default();
    let mark = line.trim().to_ascii_lowercase().strip_prefix("sep=").and_then(|mark| mark.bytes().next());
    match mark {
        Some(mark) if mark.is_ascii() => {
            (Some(mark), text[line.len()..].trim_start_matches('\r').trim_start_matches('\n'), 1)
        }
        _ => (None, text, 0),
    }
}

fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let (text, is_certain) = match bytes {
        [0xff, 0xfe, ..] => (UTF_16LE.decode_with_bom_removal(bytes).0, false),
        [0xfe, 0xff, ..] => (UTF_16BE.decode_with_bom_removal(bytes).0, false),
        // UTF-16 without its mark: every other byte of plain letters is zero.
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => {
            (UTF_16LE.decode_without_bom_handling(bytes).0, false)
        }
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => {
            (UTF_16BE.decode_without_bom_handling(bytes).0, false)
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.trim_start_matches('\u{feff}').into(), true),
            Err(_) => (office(bytes), false),
        },
    };
    // A picture, a PDF or a program has control characters in its first lines; an HTML page begins with a tag. Letters that are
    // lost in a text that is certain are told cell by cell.
    let head = text.trim_start();
    let is_strange = |letter: char| match letter {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{85}' => false,
        '\u{80}'..='\u{9f}' | '\u{fffd}' => !is_certain,
        _ => letter.is_control(),
    };
    let strange = text.chars().take(4096).any(is_strange);
    if strange || head.starts_with('<') || head.starts_with("%PDF") || head.starts_with("{\\rtf") {
        return Err(rule::import::NO_TABLE);
    }
    if head.is_empty() {
        return Err(rule::import::EMPTY);
    }
    Ok(text.into_owned())
}

/// A text of an office program that does not write UTF-8: on a French computer with Windows-1252, on a Macintosh with its own.
fn office(bytes: &[u8]) -> Cow<'_, str> {
    let windows = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    // By Windows, the accents of a Macintosh are signs and capitals that stand between small letters in no language.
    let letters: Vec<char> = windows.chars().collect();
    let is_odd = |three: &&[char]| {
        let [before, letter, after] = three else { return false };
        let between = before.is_ascii_lowercase() || after.is_ascii_lowercase();
        between && matches!(letter, '\u{80}'..='\u{9f}' | 'Ž' | 'ˆ' | '‰' | 'Š' | '‹' | '™' | '‡' | '•')
    };
    let odd = letters.windows(3).filter(is_odd).count();
    let right = letters.iter().filter(|letter| matches!(letter, 'à'..='ÿ')).count();
    if odd > right { MACINTOSH.decode_without_bom_handling(bytes).0 } else { windows }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &[(usize, &[&str])]) {
        let table = read(bytes).expect("a table");
        let seen: Vec<(usize, Vec<&str>)> =
            table.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect();
        let expected: Vec<(usize, Vec<&str>)> =
            expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn what_separates_is_found_by_itself() {
        let rows: &[(usize, &[&str])] = &[(1, &["Guide", "Thème"]), (2, &["demander", "a,b;c"])];
        check("Guide,Thème\ndemander,\"a,b;c\"\n".as_bytes(), rows);
        check("Guide;Thème\r\ndemander;\"a,b;c\"".as_bytes(), rows);
        check("\u{feff}Guide\tThème\ndemander\ta,b;c\n".as_bytes(), rows);
        check("sep=,\nGuide,Thème".as_bytes(), &[(2, &["Guide", "Thème"])]);
    }

    #[test]
    fn french_offices_are_understood() {
        check(b"Guide;Th\xe8me\nl\x92acc\xe8s;\x80", &[(1, &["Guide", "Thème"]), (2, &["l’accès", "€"])]);
        let wide: Vec<u8> =
            "\u{feff}Guide\tThème".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        check(&wide, &[(1, &["Guide", "Thème"])]);
        check("Guide;Thème\rdemander;x".as_bytes(), &[(1, &["Guide", "Thème"]), (2, &["demander", "x"])]);
    }

    #[test]
    fn a_row_may_have_several_lines_and_empty_ones_do_not_count() {
        check(
            "Guide;Proposition\n\n;;\na;\"un\ndeux\"\nb;trois\n".as_bytes(),
            &[(1, &["Guide", "Proposition"]), (4, &["a", "un\ndeux"]), (6, &["b", "trois"])],
        );
        check(b"Guide;Theme\n'=1+1;'abc", &[(1, &["Guide", "Theme"]), (2, &["=1+1", "'abc"])]);
    }

    #[test]
    fn what_is_no_table_says_so() {
        for (bytes, code) in [
            (&b""[..], rule::import::EMPTY),
            (b"\xef\xbb\xbf \n", rule::import::EMPTY),
            (b"%PDF-1.7\n", rule::import::NO_TABLE),
            (b"\x89PNG\r\n\x1a\n\0\0", rule::import::NO_TABLE),
            (b"<!doctype html><table>", rule::import::NO_TABLE),
            (b"a;b\0", rule::import::NO_TABLE),
            // Bytes that Windows-1252 leaves open.
            (b"a;\xe9\x81", rule::import::NO_TABLE),
            (b"\xff\xfea\0;\0\x00\xd8", rule::import::NO_TABLE),
        ] {
            assert_eq!(read(bytes), Err(code), "{bytes:?}");
        }
    }
}
