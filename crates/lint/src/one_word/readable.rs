//! What readers read of a file: its title, its summary and its body, without what is for programs or in another language.

use std::ops::Range;

/// The file with blanks in place of all that no reader reads as words of its language; every byte keeps its place.
///
/// Blanks stand for the front matter but title and summary, for code, comments, addresses and attributes, and for the words of
/// `[…](lang:…)` and `[…](term:-)`.
pub fn readable(file: &str, front_matter: usize, body: usize) -> String {
    let mut hidden: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let (mut fence, mut is_told) = (None, false);
    for line in file.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if range.start < body {
            // A field goes on in the lines below it that are indented.
            let is_field = !line.trim().is_empty() && !line.starts_with(' ');
            if is_field {
                is_told = range.start >= front_matter
                    && (line.starts_with("title:") || line.starts_with("summary:"));
            }
            let shown = match (is_told, is_field) {
                (true, true) => line.find(':').map_or(line.len(), |colon| colon + 1),
                (true, false) => 0,
                (false, _) => line.len(),
            };
            hidden.push(range.start..range.start + shown);
            continue;
        }
        let mark = fence_mark(line);
        match (fence, mark) {
            (Some(open), mark) => {
                hidden.push(range);
                fence = if mark == Some(open) { None } else { fence };
            }
            (None, Some(mark)) => {
                hidden.push(range);
                fence = Some(mark);
            }
            (None, None) => in_line(line, range.start, &mut hidden),
        }
    }
    between(file, body, "<!--", "-->", &mut hidden);
    blank(file, &hidden)
}

/// The sign of a fence with which a line begins. Backticks that are closed on the same line are code within a sentence.
fn fence_mark(line: &str) -> Option<&'static str> {
    let line = line.trim_start();
    let mark = ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark))?;
    let is_closed = mark == "```" && line.trim_start_matches('`').contains('`');
    (!is_closed).then_some(mark)
}

/// What is hidden within a line that begins at this byte of the file.
fn in_line(line: &str, start: usize, hidden: &mut Vec<Range<usize>>) {
    let mut hide = |from: usize, to: usize| hidden.push(start + from..start + to);
    for (open, close) in [("`", "`"), ("{#", "}"), ("{.", "}"), ("<http", ">")] {
        let mut at = 0;
        while let Some((from, to)) = pair(line, at, open, close) {
            hide(from, to);
            at = to;
        }
    }
    for scheme in ["https://", "http://", "www."] {
        for (from, _) in line.match_indices(scheme) {
            let rest = line.get(from..).unwrap_or_default();
            hide(from, from + rest.find(char::is_whitespace).unwrap_or(rest.len()));
        }
    }
    let mut at = 0;
    while let Some((from, to)) = pair(line, at, "](", ")") {
        hide(from, to);
        at = to;
        let address = line.get(from + 2..to - 1).unwrap_or_default().trim();
        if address.starts_with("lang:") || address == "term:-" {
            let words = line.get(..from).and_then(|before| before.rfind('['));
            words.into_iter().for_each(|words| hide(words, from));
        }
    }
}

/// The first stretch from `open` to `close`, from this byte on.
fn pair(line: &str, at: usize, open: &str, close: &str) -> Option<(usize, usize)> {
    let from = at + line.get(at..)?.find(open)?;
    let inside = from + open.len();
    let to = inside + line.get(inside..)?.find(close)? + close.len();
    Some((from, to))
}

fn between(file: &str, start: usize, open: &str, close: &str, hidden: &mut Vec<Range<usize>>) {
    let mut at = start;
    while let Some((from, to)) = pair(file, at, open, close) {
        hidden.push(from..to);
        at = to;
    }
}

/// The text with a line end for each byte of these ranges: words on both sides of it do not become one term.
fn blank(file: &str, hidden: &[Range<usize>]) -> String {
    let mut is_hidden = vec![false; file.len()];
    for range in hidden {
        is_hidden[range.clone()].fill(true);
    }
    let mut out = String::with_capacity(file.len());
    for (at, letter) in file.char_indices() {
        if is_hidden[at] {
            out.extend(std::iter::repeat_n('\n', letter.len_utf8()));
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_for_readers_stay_and_each_byte_keeps_its_place() {
        let file = "---\ntitle: Un é\nstage: structure\n---\n## A {#structure}\n`x` [b](term:c) [structure](lang:fr) <!-- d -->\n```\ne\n```\nwww.structure.fr f";
        let body = file.find("## A").expect("a body");
        let text = readable(file, 4, body);
        assert_eq!(text.len(), file.len());
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(words, ["Un", "é", "##", "A", "[b", "f"]);
    }

    #[track_caller]
    fn check(front_matter: &str, body: &str, expected: &str) {
        let file = format!("---\n{front_matter}---\n{body}");
        let text = readable(&file, 4, file.len() - body.len());
        assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{file}");
    }

    #[test]
    fn code_within_a_line_opens_no_fence() {
        check("stage: a\n", "````  ```code``` puis ````\nb\n", "puis b");
        check("stage: a\n", "```x``` b\nc\n", "b c");
        check("stage: a\n", "```rust\nx\n```\nb\n~~~ `x`\ny\n~~~\nc\n", "b c");
    }

    #[test]
    fn a_title_and_a_summary_are_read_to_their_last_line() {
        check(
            "title: >\n  Un\n  bail\nstage: a\nsummary: |\n  Deux\n\n  mots\nauthors:\n  - x\n",
            "b\n",
            "> Un bail | Deux mots b",
        );
        check("title: Un\n  bail\nchecked: x\n", "b\n", "Un bail b");
    }
}
