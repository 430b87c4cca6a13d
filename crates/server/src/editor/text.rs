//! The text of a file in a form, and back.

use trousseau_core::source::Source;
use trousseau_text::diff;

/// A text as a form shows it: with line feeds as line ends and without a byte order mark.
pub fn shown(source: &Source) -> String {
    source.text().unwrap_or_default().trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

/// The text that a form sent, with the line ends and the byte order mark of the file: each line that stays keeps its own end.
pub fn written(source: &Source, text: &str) -> Vec<u8> {
    let old = source.text().unwrap_or_default();
    let mark = if old.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let text = diff::with_line_ends_of(old.trim_start_matches('\u{feff}'), &text.replace("\r\n", "\n"));
    format!("{mark}{text}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_changes_what_somebody_typed_and_nothing_else() {
        let check = |old: &str, sent: &str, expected: &str| {
            let source = Source::new("content/a.md", old.as_bytes());
            assert_eq!(String::from_utf8(written(&source, sent)).expect("text"), expected);
        };
        check("a\nb\n", "a\r\nc\r\n", "a\nc\n");
        check("a\r\nb\r\n", "a\r\nc\r\n", "a\r\nc\r\n");
        check("\u{feff}a", "b", "\u{feff}b");
        check("", "x\r\ny", "x\ny");
        // Two programs wrote the file: each line keeps its end, a new one ends as the line before it.
        check("a\r\nb\nc\r\n", "a\nb\nc\n", "a\r\nb\nc\r\n");
        check("a\r\nb\nc\r\n", "a\r\nB\r\nc\r\n", "a\r\nB\nc\r\n");
        check("a\r\nb\nc\r\n", "a\nb\nnew\nc\n", "a\r\nb\nnew\nc\r\n");
        check("a\nb\r\n", "new\na\nb\n", "new\na\nb\r\n");
        check("a\r\nb\n", "b\n", "b\n");
        check("é\r\nب\nd", "é\nب\nd\nlast", "é\r\nب\nd\nlast");
        check("a\r\n", "a\nlast", "a\r\nlast");
        check("a\r\nlast", "a\nlast\nnew\n", "a\r\nlast\r\nnew\r\n");
        let source = Source::new("content/a.md", "\u{feff}a\r\nb".as_bytes());
        assert_eq!(written(&source, &shown(&source)), &*source.bytes, "unchanged bytes stay");
    }
}
