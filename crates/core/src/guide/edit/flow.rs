//! Flow collections of YAML: where a `[ ]` or `{ }` ends, and where its content begins and ends.

/// Byte positions between two brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The first byte that is neither a space nor a comment; the closing bracket when there is none.
    pub first: usize,
    /// The byte after the last that is neither a space nor a comment; the one after the opening bracket when there is none.
    pub last: usize,
    /// The closing bracket.
    pub close: usize,
}

/// Reads on from the opening bracket at `open`; none when it is never closed.
///
/// Inside brackets a plain scalar holds no bracket and no comma, so only quotes and comments can hide one. A quote opens a
/// quoted scalar only where a value may begin: in `l'accès` it is an apostrophe.
pub fn inside(text: &str, open: usize) -> Option<Inside> {
    let (mut depth, mut first, mut last) = (0_usize, None, open + 1);
    let mut before = '[';
    let mut letters = text[open..].char_indices().map(|(at, letter)| (open + at, letter)).peekable();
    let mut spaced = false;
    while let Some((at, letter)) = letters.next() {
        let begins = matches!(before, '[' | '{' | ',' | ':');
        match letter {
            letter if letter.is_whitespace() => {
                spaced = true;
                continue;
            }
            '#' if spaced || begins => {
                while letters.next_if(|(_, letter)| *letter != '\n').is_some() {}
                continue;
            }
            '[' | '{' => depth += 1,
            ']' | '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(Inside { first: first.unwrap_or(at), last, close: at });
                }
            }
            '"' if begins => {
                while let Some((_, letter)) = letters.next()
                    && letter != '"'
                {
                    if letter == '\\' {
                        letters.next();
                    }
                }
            }
            '\'' if begins => {
                while let Some((_, letter)) = letters.next() {
                    if letter == '\'' && letters.next_if(|(_, next)| *next == '\'').is_none() {
                        break;
                    }
                }
            }
            _ => {}
        }
        if at > open {
            first.get_or_insert(at);
            last = letters.peek().map_or(text.len(), |(next, _)| *next);
        }
        (before, spaced) = (letter, false);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let seen = inside(text, 0)
            .map(|found| (&text[found.first..found.last.max(found.first)], &text[found.close..]));
        assert_eq!(seen, expected, "{text:?}");
    }

    #[test]
    fn quotes_and_comments_hide_brackets() {
        check("[a, {b: c}] d", Some(("a, {b: c}", "] d")));
        check("[ 'it''s ]', \"\\\"]\" ]", Some(("'it''s ]', \"\\\"]\"", "]")));
        check("[l'accès, d'ici]", Some(("l'accès, d'ici", "]")));
        check("[ # ]\n  a, # ]\n]x", Some(("a,", "]x")));
        check("[ ]", Some(("", "]")));
        check("[a#b]", Some(("a#b", "]")));
        check("[a", None);
        check("[\"a]", None);
    }
}
