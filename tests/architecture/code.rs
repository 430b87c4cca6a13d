//! Rust as plain text: without comments, strings and tests, so that a search finds code alone.

/// The code with its comments made blank. Lines stay where they are.
pub fn without_comments(text: &str) -> String {
    blank(text, |part| part == Part::Comment)
}

/// The code with comments, strings and letters made blank. Lines stay where they are.
pub fn bare(text: &str) -> String {
    blank(text, |part| part != Part::Code)
}

/// The code without the items behind `#[cfg(test)]`. Strings must be blank already where braces count.
pub fn without_tests(bare: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::new();
    let mut rest = bare;
    while let Some(at) = rest.find(MARK) {
        kept.push_str(&rest[..at]);
        let item = &rest[at + MARK.len()..];
        let end = match item.find(['{', ';']) {
            Some(open) if item[open..].starts_with('{') => {
                closing(item, open).map_or(item.len(), |close| close + 1)
            }
            Some(semicolon) => semicolon + 1,
            None => item.len(),
        };
        kept.extend(item[..end].chars().filter(|letter| *letter == '\n'));
        rest = &item[end..];
    }
    kept + rest
}

/// Where the bracket at `open` is closed.
pub fn closing(bare: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in bare[open..].char_indices() {
        match letter {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Code,
    Comment,
    Text,
}

fn blank(text: &str, drop: impl Fn(Part) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (part, length) = next(rest, out.chars().next_back());
        let piece = &rest[..length];
        if drop(part) {
            out.extend(piece.chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(piece);
        }
        rest = &rest[length..];
    }
    out
}

/// What stands at the start of `rest`, and how long it is.
fn next(rest: &str, before: Option<char>) -> (Part, usize) {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let in_word = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    if rest.starts_with("//") {
        (Part::Comment, rest.find('\n').unwrap_or(rest.len()))
    } else if rest.starts_with("/*") {
        (Part::Comment, rest.find("*/").map_or(rest.len(), |end| end + 2))
    } else if rest.starts_with('"') {
        (Part::Text, string(rest))
    } else if let (false, Some(length)) = (in_word, raw_string(rest)) {
        (Part::Text, length)
    } else if rest.starts_with('\'') {
        letter(rest).map_or((Part::Code, 1), |length| (Part::Text, length))
    } else {
        (Part::Code, first)
    }
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    let body = inner[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(rest.len() - body.len() + length)
}

/// The length of `'a'` or `'\n'`; nothing for a lifetime.
fn letter(rest: &str) -> Option<usize> {
    let inner = &rest[1..];
    let width = if let Some(escape) = inner.strip_prefix('\\') {
        1 + escape.chars().next()?.len_utf8() + escape.get(1..)?.find('\'')?
    } else {
        inner.chars().next()?.len_utf8()
    };
    inner.get(width..)?.starts_with('\'').then_some(width + 2)
}

#[test]
fn what_is_no_code_is_blank() {
    let text = "a // b\n\"c \\\" {\" 'd' '\\'' '\\u{41}' r#\"e\"f\"# <'g> /* h\n */ i";
    let bare: String = bare(text).split_whitespace().collect();
    assert_eq!(bare, "a<'g>i");
    assert_eq!(without_comments(text).matches(['c', 'e', 'f']).count(), 3);
    assert_eq!(bare_lines(text), text.lines().count());
}

#[cfg(test)]
fn bare_lines(text: &str) -> usize {
    bare(text).lines().count()
}

#[test]
fn tests_go_and_what_follows_stays() {
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod b;\nc #[cfg(test)] fn d() { {} }e"), "a\n\n\nc e");
}
